"""How the texts of two documents are related: a copy, a part, or independent."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from benchmarks.tasks.texts import GOLD, Row, article_of
from communique.model import Article, Kinship
from communique.story.origin.overlap import kin


def predict(rows: Iterable[Row], folder: Path, gold: Path | None = None) -> Iterator[Row]:
    """Yield ``label`` for each pair ``a``, ``b`` of documents of the file ``source`` below ``gold``.

    The scorer knows no citing: a page told anew shares no running text, and counts as independent.
    """
    for row in rows:
        texts = articles((gold or GOLD) / _file(row["source"]))
        kinship = kin(texts[row["a"]], texts[row["b"]]).kinship
        label = Kinship.INDEPENDENT if kinship is Kinship.CITES else kinship
        yield {"a": row["a"], "b": row["b"], "label": label.value}


def _file(source: str) -> str:
    """Return the file a source names; the shared list of candidates names it shortly."""
    return "stories/ecbplus.jsonl" if source == "ecbplus" else source


@cache
def articles(path: Path) -> dict[str, Article]:
    """Return the documents of a file as articles, by name."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        read = (json.loads(line) for line in lines if line.strip())
        return {row["doc"]: article_of(row["doc"], row["text"]) for row in read}
