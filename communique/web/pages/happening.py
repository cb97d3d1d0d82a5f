"""A happening: told once, with every account's sentence side by side and why they are taken for one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.export.dossier.disputes import subject_in_words
from communique.export.wording import clipped
from communique.model import Difference, Event, Happening
from communique.web.cards import Who
from communique.web.hands import Hand, hand_of, hands_of_fact
from communique.web.pages.kind import Asked, PageKind
from communique.web.telling import Line, Quote, line_of_fact, line_of_happening, quote_of
from communique.web.view import View

_MOST = 200
"""Accounts and verdicts shown at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One account of it: our sentence, the page's, whose hands."""

    line: Line
    quote: Quote
    hands: tuple[Hand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A rule that spoke for (positive weight) or against."""

    rule: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A verdict on two accounts (fact ids); ``left_outlet`` and ``right_outlet`` where they stand, "" where an account
    is no longer in the dossier; ``by`` "rule" or a person."""

    left: str
    right: str
    left_outlet: str
    right_outlet: str
    verdict: str
    by: str
    why: str
    score: float
    grounds: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """In what accounts differ, in short."""

    id: str
    kind: str
    subject: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningPage:
    """A happening with all that backs it. ``apart``: verdicts on accounts that were taken for another happening;
    ``further``: accounts that are not shown."""

    id: str
    line: Line
    type: str
    mode: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    when: str | None
    where: str | None
    country: str | None
    hands: tuple[Hand, ...]
    accounts: tuple[Told, ...]
    further: int
    verdicts: tuple[Judged, ...]
    apart: tuple[Judged, ...]
    differences: tuple[Versions, ...]


def happening_page(view: View, asked: Asked) -> HappeningPage | None:
    """Return a happening with every account of it, who backs it, and the verdicts that bring the accounts together."""
    happening = view.happening(asked.id or "")
    line = line_of_happening(view, happening) if happening else None
    if happening is None or line is None:
        return None
    events = view.events_of(happening)
    inside, outside = _verdicts(view, happening)
    return HappeningPage(
        id=happening.id,
        line=line,
        type=happening.type.value,
        mode=happening.mode,
        actors=_whos(view, happening.actors),
        recipients=_whos(view, happening.recipients),
        when=happening.when.edtf if happening.when else None,
        where=clipped(happening.where.name, 120) if happening.where else None,
        country=happening.where.country if happening.where else None,
        hands=_hands(view, happening),
        accounts=tuple(_told(view, event) for event in events[:_MOST]),
        further=max(0, len(events) - _MOST),
        verdicts=inside,
        apart=outside,
        differences=tuple(versions_of(view, each) for each in view.differences_on(happening.id)),
    )


def versions_of(view: View, difference: Difference) -> Versions:
    """Return a difference in short."""
    return Versions(
        id=difference.id,
        kind=difference.kind.value,
        subject=subject_in_words(difference, view.teller),
        values=tuple(clipped(version.value, 120) for version in difference.versions[:20]),
    )


def _whos(view: View, parties: tuple[str, ...]) -> tuple[Who, ...]:
    return tuple(Who(id=key if view.party(key) else None, name=view.teller.party(key)) for key in parties[:50])


def _hands(view: View, happening: Happening) -> tuple[Hand, ...]:
    backing = happening.backing
    articles = frozenset(backing.articles)
    found = []
    for key in (*backing.origins, *backing.unknown):
        origin = view.origin(key)
        if origin is not None:
            there = [article for article in origin.articles if article in articles]
            found.append(replace(hand_of(view, origin, there[0] if there else ""), pages=len(there)))
    return tuple(found)


def _told(view: View, event: Event) -> Told:
    return Told(line=line_of_fact(view, event), quote=quote_of(view, event), hands=hands_of_fact(view, event))


def _verdicts(view: View, happening: Happening) -> tuple[tuple[Judged, ...], tuple[Judged, ...]]:
    """Return the verdicts on two of its accounts, and those on one of them and one of another happening."""
    mine = frozenset(happening.facts)
    rows = {(row.left, row.right): row for fact in happening.facts for row in view.verdicts_on(fact)}
    inside: list[Judged] = []
    outside: list[Judged] = []
    for row in sorted(rows.values(), key=lambda row: (-row.score, row.left, row.right)):
        one = Judged(
            left=row.left,
            right=row.right,
            left_outlet=_outlet(view, row.left),
            right_outlet=_outlet(view, row.right),
            verdict=row.verdict.value,
            by=clipped(row.by, 80),
            why=clipped(view.why(row.how), 400),
            score=round(row.score, 2),
            grounds=tuple(Reason(rule=clipped(g.rule, 120), weight=round(g.weight, 2)) for g in row.grounds[:20]),
        )
        (inside if row.left in mine and row.right in mine else outside).append(one)
    return tuple(inside[:_MOST]), tuple(outside[:_MOST])


def _outlet(view: View, fact: str) -> str:
    found = view.fact(fact)
    return quote_of(view, found).outlet if found else ""


PAGE = PageKind(name="happening", path="/happening/{id}", make=happening_page, sheets=("lists.css",))
