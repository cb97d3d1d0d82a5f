"""Where each party stands on each issue: a grid of the newest stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import Course, Stand, digest
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.rows import Name, name_of
from communique.web.view import View

ISSUES, PARTIES = 40, 16
"""Rows and columns at most: the issues and the parties with most stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """The newest stand of a party on an issue; ``course`` leads to all of them. ``move`` "" where there is only one;
    ``dated`` False: the day is that of the page."""

    course: str
    stance: str
    move: str
    when: str | None
    dated: bool
    stands: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """An issue; a cell for each party of the grid, None where it has no stand."""

    issue: str
    id: str
    cells: tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsPage:
    """The grid, both its sides by the number of stands; what does not fit is counted."""

    parties: tuple[Name, ...]
    rows: tuple[GridRow, ...]
    issues_left_out: int
    parties_left_out: int


def make(view: View, asked: Asked) -> PositionsPage:
    """Return the grid."""
    courses = view.once(courses_of)
    by_issue: Counter[str] = Counter()
    by_party: Counter[str] = Counter()
    for course in courses.values():
        by_issue[course.issue] += len(course.stands)
        by_party[course.party] += len(course.stands)
    issues = [key for key, _ in sorted(by_issue.items(), key=lambda pair: (-pair[1], pair[0]))]
    parties = [
        key for key, _ in sorted(by_party.items(), key=lambda pair: (-pair[1], name_of(view, pair[0]).name, pair[0]))
    ]
    at = {(course.issue, course.party): (key, course) for key, course in courses.items()}
    rows = tuple(
        GridRow(
            issue=clipped(issue, NAMED),
            id=issue_id(issue),
            cells=tuple(_cell(at.get((issue, party))) for party in parties[:PARTIES]),
        )
        for issue in issues[:ISSUES]
    )
    return PositionsPage(
        parties=tuple(name_of(view, party) for party in parties[:PARTIES]),
        rows=rows,
        issues_left_out=len(issues[ISSUES:]),
        parties_left_out=len(parties[PARTIES:]),
    )


def courses_of(view: View) -> dict[str, Course]:
    """Return the courses that have a stand, by an id made of party and issue."""
    return {digest("course", one.party, one.issue): one for one in view.dossier.courses if one.stands}


def issue_id(issue: str) -> str:
    """Return the id of an issue: its name may hold anything."""
    return digest("issue", issue)


def day_of(stand: Stand) -> str | None:
    """Return the time of a stand as EDTF, None where it is not known."""
    return stand.when.edtf if stand.when else None


def _cell(found: tuple[str, Course] | None) -> GridCell | None:
    if found is None:
        return None
    key, course = found
    stand = course.stands[-1]
    return GridCell(
        course=key,
        stance=stand.stance.value,
        move=course.moves[-1].value if course.moves else "",
        when=day_of(stand),
        dated=stand.dated,
        stands=len(course.stands),
    )


PAGE = PageKind(name="positions", path="/positions", make=make, in_menu=True, sheets=("drawings.css",))
