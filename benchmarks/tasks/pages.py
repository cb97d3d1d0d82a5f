"""Task ``pages``: title, author, date and story text of a web page, by ``communique.article``.

The pages of the set are in many languages; the room's language gate is left out here, because the
question is how well a page is taken apart, not which languages the record covers.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.article import compose
from communique.model import Article, BlockKind, Page, Rejection
from communique.source import MAX_BYTES

TEXT_KINDS = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.SUBHEAD,
        BlockKind.BODY,
        BlockKind.QUOTE,
        BlockKind.CORRECTION,
        BlockKind.CREDIT,
    }
)


def predict(rows: Iterable[dict[str, object]], base: Path) -> Iterator[dict[str, object]]:
    """Yield {"page", "title", "author", "date", "text"} for each row; ``base`` is the index's folder."""
    for row in rows:
        yield {"page": row["page"], **answer(base / str(row["file"]), row.get("url"))}


def answer(path: Path, url: object) -> dict[str, object]:
    """Read one page of the set and say what the scorer asks for."""
    with gzip.open(path) as stream:
        body = stream.read(MAX_BYTES)
    page = Page.of(body, origin=path.name, url=url if isinstance(url, str) else None)
    composed = compose(page)
    if isinstance(composed, Rejection):
        return {"title": None, "author": None, "date": None, "text": ""}
    article = composed.article
    return {
        "title": article.headline,
        "author": "; ".join(article.authors) or None,
        "date": article.published.earliest if article.published else None,
        "text": story(article),
    }


def story(article: Article) -> str:
    """Return the story as running text: the headline, then its blocks, a blank line between."""
    parts = [(b.kind, b.span.of(article.text)) for b in article.blocks]
    return "\n\n".join(text for kind, text in parts if kind in TEXT_KINDS or _opens(kind, text))


def _opens(kind: BlockKind, text: str) -> bool:
    """Tell a dateline that was part of the first sentence's paragraph from a line with the date alone."""
    return kind is BlockKind.DATELINE and text.endswith(("-", "–", "—", ")", "/"))
