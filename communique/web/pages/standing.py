"""Where things stand: issues left open, and who controls what."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.dossier.state import holding_told, question_told
from communique.export.wording import clipped
from communique.model import Backing, When
from communique.web.cited import Part, known, part_of, quotes_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.telling import Count, Quote, count_of
from communique.web.view import View

SIZE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """An open issue or a holding as a sentence; ``state``: how open it is; ``party``: who holds (id and name)."""

    issue: str | None
    sentence: str
    state: str | None
    when: str | None
    party: tuple[str, str] | None
    place: str | None
    count: Count
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A list of open issues or of holdings, the most recent first."""

    found: Part[StandingRow]


def questions(view: View, asked: Asked) -> Standing:
    """Return the issues left open; filter: part."""
    rows = [
        _row(
            view,
            question_told(q, view.teller).sentence,
            (q.facts, q.backing, q.when),
            issue=clipped(q.issue, NAMED),
            state=q.state.value,
        )
        for q in sorted(view.dossier.questions, key=lambda q: (q.issue, q.state.value))
        if known(view, q.facts)
    ]
    return Standing(found=part_of(_latest(rows), asked, SIZE, lambda row: row))


def holdings(view: View, asked: Asked) -> Standing:
    """Return who holds what; filter: part."""
    rows = []
    for holding in view.dossier.holdings:
        if not known(view, holding.facts):
            continue
        party = view.party(holding.holder) if holding.holder else None
        rows.append(
            _row(
                view,
                holding_told(holding, view.teller).sentence,
                (holding.facts, holding.backing, holding.when),
                party=(party.id, clipped(party.name, NAMED)) if party else None,
                place=clipped(holding.place, NAMED) if holding.place else None,
            )
        )
    return Standing(found=part_of(_latest(rows), asked, SIZE, lambda row: row))


def _row(
    view: View,
    sentence: str,
    rests: tuple[tuple[str, ...], Backing, When | None],
    *,
    issue: str | None = None,
    state: str | None = None,
    party: tuple[str, str] | None = None,
    place: str | None = None,
) -> StandingRow:
    facts, backing, when = rests
    return StandingRow(
        issue=issue,
        sentence=sentence,
        state=state,
        when=when.edtf if when else None,
        party=party,
        place=place,
        count=count_of(view, backing.articles),
        quotes=quotes_of(view, known(view, facts)),
    )


def _latest(rows: list[StandingRow]) -> list[StandingRow]:
    return sorted(rows, key=lambda row: row.when or "", reverse=True)


QUESTIONS = PageKind(name="questions", path="/questions", make=questions, in_menu=True, sheets=("lists.css",))
HOLDINGS = PageKind(name="holdings", path="/holdings", make=holdings, in_menu=True, sheets=("lists.css",))
