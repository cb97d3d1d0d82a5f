"""One party on one issue: its stands in order, each with its sentences."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.dossier.standpoints import stand_in_words
from communique.export.dossier.teller import Teller
from communique.export.wording import clipped
from communique.model import Course
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.positions import courses_of, day_of, issue_id
from communique.web.pages.telling import Name, Quote, name_of, quotes_of, teller_of
from communique.web.view import View

MOST = 100
"""Stands shown at most, the last ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandRow:
    """A stand: ``words`` as the brief tells it, ``move`` what led to it from the one before ("" for the first)."""

    stance: str
    move: str
    when: str
    dated: bool
    words: str
    origins: int
    unknown: int
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionPage:
    """The chain, newest stand first; ``left_out`` earlier ones."""

    id: str
    party: Name
    issue: str
    issue_id: str
    stands: tuple[StandRow, ...]
    left_out: int


def make(view: View, asked: Asked) -> PositionPage | None:
    """Return the chain of the course asked for, None where there is none."""
    course = view.once(courses_of).get(asked.id or "")
    if course is None:
        return None
    rows = stands_of(view, course, teller_of(view))
    return PositionPage(
        id=asked.id or "",
        party=name_of(view, course.party),
        issue=clipped(course.issue, NAMED),
        issue_id=issue_id(course.issue),
        stands=rows[:MOST],
        left_out=len(rows[MOST:]),
    )


def stands_of(view: View, course: Course, teller: Teller) -> tuple[StandRow, ...]:
    """Return the stands of a course, the newest first."""
    moves = ("", *(move.value for move in course.moves))
    rows = [
        StandRow(
            stance=stand.stance.value,
            move=moves[number] if number < len(moves) else "",
            when=day_of(stand),
            dated=stand.dated,
            words=stand_in_words(course, stand, teller),
            origins=len(stand.backing.origins),
            unknown=len(stand.backing.unknown),
            quotes=quotes_of(view, stand.facts),
        )
        for number, stand in enumerate(course.stands[-2 * MOST :], start=max(0, len(course.stands) - 2 * MOST))
    ]
    return tuple(reversed(rows))


PAGE = PageKind(name="position", path="/position/{id}", make=make)
