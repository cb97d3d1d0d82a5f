"""Gold texts as articles: the text as it stands, each line a block, so that offsets stay the gold's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from communique.model import Article, ArticleKind, Block, BlockKind, Reading, Span, When, digest
from communique.reading import Reader


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
