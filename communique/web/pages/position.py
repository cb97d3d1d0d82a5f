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
from communique.web.pages.rows import Name, name_of, quotes_of, teller_of
from communique.web.telling import Count, Quote, count_of
from communique.web.view import View

MOST = 100
"""Stands shown at most, the last ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandRow:
    """A stand: ``words`` as the brief tells it, ``move`` what led to it from the one before ("" for the first)."""

    stance: str
    move: str
    when: str | None
    dated: bool
    words: str
    count: Count
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
    rows = stands_of(view, course, teller_of(view), newest=MOST)
    return PositionPage(
        id=asked.id or "",
        party=name_of(view, course.party),
        issue=clipped(course.issue, NAMED),
        issue_id=issue_id(course.issue),
        stands=rows,
        left_out=len(course.stands) - len(rows),
    )


def stands_of(view: View, course: Course, teller: Teller, *, newest: int) -> tuple[StandRow, ...]:
    """Return the ``newest`` stands of a course, the latest first."""
    first = max(0, len(course.stands) - newest)
    moves = ("", *(move.value for move in course.moves))
    rows = [
        StandRow(
            stance=stand.stance.value,
            move=moves[number] if number < len(moves) else "",
            when=day_of(stand),
            dated=stand.dated,
            words=stand_in_words(course, stand, teller),
            count=count_of(view, stand.backing.articles),
            quotes=quotes_of(view, stand.facts),
        )
        for number, stand in enumerate(course.stands[first:], start=first)
    ]
    return tuple(reversed(rows))


PAGE = PageKind(name="position", path="/position/{id}", make=make, sheets=("drawings.css",))
