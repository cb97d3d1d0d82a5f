"""The record of a labelled text: everything the package says of it, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.tasks.texts import GOLD, Row, article_of, day_of, with_texts
from communique.export.json import to_json
from communique.fact import find_record
from communique.model import Account
from communique.reading import Reader
from communique.reference import Atlas, dated, refer
from communique.version import __version__


def predict(rows: Iterable[Row], folder: Path, weights: Path | None = None, gold: Path | None = None) -> Iterator[Row]:
    """Yield the record of each row, with the row's ``id``.

    The text is read as it stands, without the extraction of a page, so that offsets are the gold's; it is
    ``text``, or that of the document ``doc`` of the file ``source`` below ``gold``, up to ``end``. The day of
    publication is the row's ``date``, or that of the source.
    """
    reader, atlas = Reader(weights) if weights else Reader.load(), Atlas.load()
    for row in with_texts(rows, gold or GOLD):
        reading = dated(reader.read(article_of(row["doc"], row["text"], day_of(row))), atlas)
        references = refer(reading, atlas)
        found = find_record(reading, references)
        account = Account(
            article=reading.article,
            references=references,
            facts=found.facts,
            positions=found.positions,
            open_issues=found.open_issues,
            made_by=__version__,
            reader=reader.name,
        )
        yield {"id": row["id"], **json.loads(to_json(account))}
