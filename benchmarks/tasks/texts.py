"""Gold texts as articles: the text as it stands, each line a block, so that offsets stay the gold's."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from communique.model import Article, ArticleKind, Block, BlockKind, Reading, Span, When, digest
from communique.reading import Reader

Row = dict[str, Any]
GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"
"""The gold data beside the checkout."""


def readings(
    rows: Iterable[dict[str, Any]], weights: Path | None = None, dated: bool = False
) -> Iterator[tuple[dict[str, Any], Reading]]:
    """Read the text of each row with the shipped weights, or those in the folder ``weights``.

    ``dated``: the article is published on the row's ``date``, where that is a day as 2014-11-25.
    """
    reader = Reader(weights) if weights else Reader.load()
    for row in rows:
        yield row, reader.read(article_of(row["doc"], row["text"], day_of(row) if dated else None))


def day_of(row: dict[str, Any]) -> date | None:
    """Return the row's ``date`` where that is a day as 2014-11-25, else None."""
    try:
        return date.fromisoformat(row.get("date") or "")
    except ValueError:
        return None


def article_of(name: str, text: str, day: date | None = None) -> Article:
    """Make an article whose text is ``text`` and whose lines are body blocks, published on ``day``."""
    blocks = []
    at = 0
    for line in text.split("\n"):
        begin = at + len(line) - len(line.lstrip())
        end = at + len(line.rstrip())
        if end > begin:
            blocks.append(Block(kind=BlockKind.BODY, span=Span(begin, end), language="en"))
        at += len(line) + 1
    return Article(
        id=digest(name, text),
        origin=name,
        url=None,
        kind=ArticleKind.ARTICLE,
        publisher=None,
        authors=(),
        published=When.between(day, day, how="given") if day else None,
        language="en",
        text=text,
        blocks=tuple(blocks),
        credits=(),
    )


def with_texts(rows: Iterable[Row], gold: Path) -> Iterator[Row]:
    """Yield each row with its ``text`` and its ``date``; KeyError where the source has no such document."""
    sources: dict[str, Mapping[str, Row]] = {}
    for row in rows:
        if "text" in row:
            yield {"doc": row["id"], **row}
            continue
        source = row["source"]
        if source not in sources:
            sources[source] = {r.get("doc") or r["page"]: r for r in _read(gold / source)}
        known = sources[source][row["doc"]]
        text = (known.get("text") or known["body"])[: row.get("end")]
        yield {**row, "date": row.get("date") or known.get("date"), "text": text}


def _read(path: Path) -> Iterator[Row]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, filter(str.strip, lines))
