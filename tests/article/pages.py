"""Pages written for these tests: invented outlets, invented stories."""

from __future__ import annotations

from communique.article import extract
from communique.model import Article, BlockKind, Page, Rejection

PARAGRAPHS = (
    "The two delegations met for a second day in Geneva on Tuesday and agreed to keep talking until the weekend.",
    "“We have narrowed the gaps, and we have not closed them,” the foreign minister of Norland, Ana Kolar, told "
    "reporters after the session.",
    "Her counterpart from Sudland, Ben Osei, left the building by a side door and did not answer questions about "
    "the inspections that his government has refused since March.",
    "Diplomats said a draft of nine pages was on the table, and that the question of prisoners was still open.",
)


def page(markup: str | bytes, **more: str) -> Page:
    body = markup if isinstance(markup, bytes) else markup.encode()
    return Page.of(body, origin="test", **more)


def read(markup: str | bytes, **more: str) -> Article:
    found = extract(page(markup, **more))
    assert isinstance(found, Article), found
    return found


def refused(markup: str | bytes, **more: str) -> Rejection:
    found = extract(page(markup, **more))
    assert isinstance(found, Rejection), found
    return found


def of_kind(article: Article, kind: BlockKind) -> list[str]:
    return [b.span.of(article.text) for b in article.blocks if b.kind is kind]


def kind_of(article: Article, text: str) -> BlockKind:
    return next(b.kind for b in article.blocks if text in b.span.of(article.text))


def news(
    *,
    head: str = "",
    headline: str = "Norland and Sudland talk for a second day",
    top: str = "",
    body: tuple[str, ...] = PARAGRAPHS,
    bottom: str = "",
) -> str:
    told = "\n".join(f"<p>{p}</p>" for p in body)
    return f"""<!doctype html><html lang="en"><head><title>{headline} | The Daily Lamp</title>
<meta property="og:site_name" content="The Daily Lamp">{head}</head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav></header>
<main><article><h1>{headline}</h1>{top}{told}</article></main>{bottom}
<footer><p>© 2013 The Daily Lamp. All rights reserved.</p></footer></body></html>"""
