"""Names to Wikidata, by the whole package: what is certain is answered, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.tasks.texts import readings
from communique.reference import Atlas, refer
from communique.reference.identifiers import links
from communique.reference.refer import reports_games

Row = dict[str, Any]


def predict(rows: Iterable[Row], folder: Path, weights: Path | None = None) -> Iterator[Row]:
    """Yield one row a document: ``mentions``, the names with a Wikidata id; a name has one id or none."""
    atlas = Atlas.load()
    for row, reading in readings(rows, weights, dated=True):
        found: dict[tuple[int, int], set[str]] = {}
        references = refer(reading, atlas)
        for reference, qid in zip(references, links(references, reading, atlas, reports_games(reading)), strict=True):
            span = reference.mention.span
            article = 4 if span.of(row["text"]).startswith("The ") else 0
            if qid is not None:
                found.setdefault((span.start + article, span.end), set()).add(qid)
        mentions = [{"start": s, "end": e, "qid": min(q)} for (s, e), q in sorted(found.items()) if len(q) == 1]
        yield {"doc": row["doc"], "mentions": mentions}
