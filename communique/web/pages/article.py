"""The page view: a captured page's text with its facts marked in place, and the cards of the facts."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED, file_of, outlet_of
from communique.export.dossier.fragments import address_of
from communique.export.index import facts_of
from communique.export.wording import clipped
from communique.model import Article
from communique.web.cards import Card, card_of
from communique.web.hands import Hand, hands_of_article
from communique.web.pages.kind import Asked, PageKind
from communique.web.pagetext import Part, parts_of
from communique.web.view import View

_CHANGES = 40
"""Passages shown at most of what was added to a page, and of what was taken out."""
_PASSAGE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version of a page. ``removed`` and ``added``: passages that are in this one and no longer in the next, and
    that are new in the next; none for the last one."""

    article: str
    version: int
    captured: str
    is_current: bool
    removed: tuple[str, ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A captured page. ``link``: to the live page; ``chosen``: the fact asked for; ``published``: EDTF, ``dated`` how
    that is known; ``editions``: the versions of the page where there are several."""

    article: str
    headline: str
    outlet: str
    authors: tuple[str, ...]
    published: str | None
    dated: str | None
    kind: str
    link: str | None
    file: str
    hands: tuple[Hand, ...]
    parts: tuple[Part, ...]
    cards: tuple[Card, ...]
    chosen: str | None
    editions: tuple[Edition, ...]


def page_view(view: View, asked: Asked) -> PageView | None:
    """Return a captured page with its facts marked; ``fact`` opens one of them.

    A version of a page that has since been changed has no facts any more: its successor is shown instead.
    """
    article = view.article(asked.id or "")
    if article is None:
        return None
    account = view.shelf.account(article.id)
    facts = facts_of(account)
    chosen = next((fact.id for fact in facts if fact.id == asked.one("fact")), None)
    numbers = {fact.id: number for number, fact in enumerate(facts, start=1)}
    return PageView(
        article=article.id,
        headline=clipped(article.headline or "", NAMED * 2) or file_of(article),
        outlet=outlet_of(article),
        authors=tuple(clipped(name, NAMED) for name in article.authors[:10]),
        published=article.published.edtf if article.published else None,
        dated=view.why(article.published.how) if article.published else None,
        kind=article.kind.value,
        link=address_of(article),
        file=file_of(article),
        hands=hands_of_article(view, article.id),
        parts=parts_of(account, numbers, chosen),
        cards=tuple(card_of(view, fact, numbers) for fact in facts),
        chosen=chosen,
        editions=_editions(view, article),
    )


def _editions(view: View, article: Article) -> tuple[Edition, ...]:
    """Return the versions of a page, oldest first: those read from the same address, or the same file."""
    mine = view.page(article.id)
    if mine is None or mine.versions < 2:
        return ()
    there = (mine.url, None) if mine.url else (None, mine.came_from)
    rows = [row for row in view.listed if row.versions > 1 and (row.url, None if row.url else row.came_from) == there]
    rows.sort(key=lambda row: row.version)
    texts = {each.id: each for each in (*view.earlier, article)}
    shown = []
    for at, row in enumerate(rows):
        after = rows[at + 1].article if at + 1 < len(rows) else None
        old, new = _passages(texts.get(row.article)), _passages(texts.get(after or ""))
        shown.append(
            Edition(
                article=row.article,
                version=row.version,
                captured=row.captured,
                is_current=row.article == article.id,
                removed=_without(old, new) if after else (),
                added=_without(new, old) if after else (),
            )
        )
    return tuple(shown)


def _passages(article: Article | None) -> tuple[str, ...]:
    return tuple(clipped(block.span.of(article.text), _PASSAGE) for block in article.blocks) if article else ()


def _without(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    there = frozenset(others)
    return tuple(dict.fromkeys(words for words in some if words not in there))[:_CHANGES]


PAGE = PageKind(name="article", path="/article/{id}", make=page_view, sheets=("lists.css",))
