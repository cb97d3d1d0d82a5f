"""Whose hands a page or a fact is from, as plain values."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import Fact, Origin
from communique.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """An origin: ``name`` None where nobody can tell; ``pages``: how many come from it, of those meant; ``why``: what
    speaks for it, in words."""

    id: str
    name: str | None
    kind: str
    pages: int
    why: tuple[str, ...]


def hand_of(view: View, origin: Origin, article: str) -> Hand:
    """Return an origin as the hand behind an article (id)."""
    hows = dict.fromkeys(trace.how for trace in origin.traces if trace.article == article)
    return Hand(
        id=origin.id,
        name=clipped(origin.name, NAMED) if origin.name else None,
        kind=origin.kind.value,
        pages=len(origin.articles),
        why=tuple(view.why(how) for how in hows),
    )


def hands_of_article(view: View, article: str) -> tuple[Hand, ...]:
    """Return the origin of a page's own text."""
    origin = view.teller.hands.get(article)
    return (hand_of(view, origin, article),) if origin else ()


def hands_of_fact(view: View, fact: Fact) -> tuple[Hand, ...]:
    """Return the origins of a fact: of a sentence that credits somebody else ("Northern Wire reported that ...") the
    one credited, else that of its page."""
    article = view.account_of(fact.id).article.id
    credited = [
        origin
        for origin in view.origins_traced_to(article)
        if article not in origin.articles
        and any(
            trace.article == article and trace.span is not None and piece.sentence.overlaps(trace.span)
            for trace in origin.traces
            for piece in fact.evidence
        )
    ]
    found = tuple(hand_of(view, origin, article) for origin in credited)
    return found or hands_of_article(view, article)
