"""Sentences of several pages under one line, and what a list of facts looks like in the order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from communique.model import Fact, Happening, Kin, Situation, Span, Statement, When
from communique.web.pages.kind import Asked
from communique.web.telling import QUOTED, Line, Quote, line_of_happening, quote_of
from communique.web.view import View

QUOTES = 5
"""Sentences under a line at most, one of each page; the pages have the rest."""

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """One part of a long list: ``rows`` are number ``first`` to ``last`` (from 1) of ``total``; ``before`` and
    ``after``: numbers of the parts beside it, None where there are none."""

    rows: tuple[T, ...]
    first: int
    last: int
    total: int
    before: int | None
    after: int | None


def part_of(rows: Sequence[T], asked: Asked, size: int, make: Callable[[T], U]) -> Part[U]:
    """Return the part of ``rows`` that the filter "part" asks for (from 1), each of ``size`` rows, made by ``make``."""
    given = asked.one("part") or ""
    parts = max(1, -(-len(rows) // size))
    number = min(max(int(given), 1), parts) if given.isascii() and given.isdigit() and len(given) < 9 else 1
    start = (number - 1) * size
    shown = tuple(make(row) for row in rows[start : start + size])
    return Part(
        rows=shown,
        first=start + 1 if shown else 0,
        last=start + len(shown),
        total=len(rows),
        before=number - 1 if number > 1 else None,
        after=number + 1 if number < parts else None,
    )


def known(view: View, facts: Iterable[str]) -> list[Fact]:
    """Return the facts of these ids that current pages have."""
    return [fact for key in facts if (fact := view.fact(key)) is not None]


def quotes_of(view: View, facts: Iterable[Fact], near: Span | None = None) -> tuple[Quote, ...]:
    """Return one sentence of each page that has one of the facts, five pages at most.

    ``near``: a place in the text of the first fact's page that is to be marked ("18" of "killed 18 people").
    """
    chosen: dict[str, Quote] = {}
    for fact in facts:
        article = view.account_of(fact.id).article.id
        if article not in chosen:
            chosen[article] = _near(view, fact, near) if near is not None and not chosen else quote_of(view, fact)
        if len(chosen) == QUOTES:
            break
    return tuple(chosen.values())


def _near(view: View, fact: Fact, near: Span) -> Quote:
    text = view.account_of(fact.id).article.text
    for at, evidence in enumerate(fact.evidence):
        if evidence.sentence.contains(near):
            before, cue, after = parts_of(text, evidence.sentence, near)
            return replace(quote_of(view, fact, at), before=before, cue=cue, after=after)
    return quote_of(view, fact)


def parts_of(text: str, sentence: Span, near: Span) -> tuple[str, str, str]:
    """Return a sentence as what stands before, at and after a place in it; a cut is marked.

    Of a place outside the sentence ("18" in the sentence before) the sentence stands whole before nothing.
    """
    if not sentence.contains(near):
        return (sentence.of(text)[:QUOTED], "", "")
    start, end = max(sentence.start, near.start - QUOTED), min(sentence.end, near.end + QUOTED)
    before = ("[…] " if start > sentence.start else "") + text[start : near.start]
    return (before, near.of(text)[:QUOTED], text[near.end : end] + (" […]" if end < sentence.end else ""))


def happening_lines(view: View, happenings: Iterable[Happening | None]) -> tuple[Line, ...]:
    """Return happenings as lines, without those no current page tells of."""
    lines = (line_of_happening(view, one) for one in happenings if one is not None)
    return tuple(line for line in lines if line is not None)


def place_in_time(when: When | None) -> tuple[bool, str, str]:
    """Return the place of a time in an order of time, the unknown last."""
    first = (when.earliest or when.latest or "") if when else ""
    return (not first, first, (when.latest or "") if when else "")


def told_when(view: View, fact: Fact) -> When | None:
    """Return the day of a fact, or else that of its page; None where neither is known."""
    own = None if isinstance(fact, Situation) else fact.when
    if own is not None and (own.earliest or own.latest):
        return own
    return view.account_of(fact.id).article.published


def in_time(view: View, facts: Iterable[Fact]) -> list[Fact]:
    """Return facts in the order of time."""
    return sorted(facts, key=lambda fact: (*place_in_time(told_when(view, fact)), fact.id))


def said_by(view: View, party: str) -> tuple[Statement, ...]:
    """Return the statements a party (by id) makes, page by page in the order of publication."""
    return view.once(_said).get(party, ())


def _said(view: View) -> dict[str, tuple[Statement, ...]]:
    said: dict[str, list[Statement]] = defaultdict(list)
    for fact in view.shelf.facts():
        if isinstance(fact, Statement):
            parties = (view.party_of(speaker) for speaker in fact.speakers)
            for party in dict.fromkeys(p.id for p in parties if p):
                said[party].append(fact)
    return {party: tuple(facts) for party, facts in said.items()}


def home_of(view: View, actor: str) -> str | None:
    """Return the article (id) an actor is of."""
    return view.once(_homes).get(actor)


def _homes(view: View) -> dict[str, str]:
    return {actor.id: article for actor, article in view.shelf.actors()}


def kin_of(view: View, one: str, other: str) -> Kin | None:
    """Return how two articles (by id) are related, None where nothing is kept of the two."""
    return view.once(_kin).get(frozenset((one, other)))


def _kin(view: View) -> dict[frozenset[str], Kin]:
    return {frozenset((kin.left, kin.right)): kin for kin in view.kin}
