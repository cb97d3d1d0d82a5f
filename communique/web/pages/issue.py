"""One issue: where each party stands, what is left open, what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import Question, Statement
from communique.web.pages.choice import Choice, chosen
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.position import StandRow, stands_of
from communique.web.pages.positions import courses_of, issue_id
from communique.web.pages.rows import Name, Row, name_of, quotes_of, rows_of, teller_of
from communique.web.telling import Count, Line, Quote, count_of, line_of_fact
from communique.web.view import View

MOST = 60
"""Lines of a list at most, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStand:
    """Where a party stands now; ``stands`` how many times it spoke; ``course`` leads to all of them."""

    party: Name
    course: str
    stands: int
    latest: StandRow


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRow:
    """What is left open, by the pages that say so."""

    state: str
    when: str | None
    count: Count
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """An issue with everything of it; lists are cut, and say how much is left out."""

    id: str
    issue: str
    stands: tuple[PartyStand, ...]
    open: tuple[OpenRow, ...]
    statements: tuple[Line, ...]
    statements_left_out: int
    rows: tuple[Row, ...]
    rows_left_out: int


def make(view: View, asked: Asked) -> IssuePage | None:
    """Return the issue asked for, None where nothing is told of it."""
    issue = view.once(_issues).get(asked.id or "")
    if issue is None:
        return None
    found = chosen(view, Choice(issue=(issue,)))
    said = view.once(_statements).get(issue, ())
    return IssuePage(
        id=asked.id or "",
        issue=clipped(issue, NAMED),
        stands=_stands(view, issue),
        open=tuple(_open(view, one) for one in view.dossier.questions if one.issue == issue),
        statements=_said(view, said[-MOST:]),
        statements_left_out=len(said[:-MOST]),
        rows=rows_of(view, found[-MOST:]),
        rows_left_out=len(found[:-MOST]),
    )


def _issues(view: View) -> dict[str, str]:
    """Return the issues there is a position or an open question on, by id."""
    names = {one.issue for one in view.once(courses_of).values()} | {one.issue for one in view.dossier.questions}
    return {issue_id(name): name for name in sorted(names)}


def _statements(view: View) -> dict[str, tuple[Statement, ...]]:
    """Return the statements positions rest on, by issue, in the order of publication."""
    found: dict[str, dict[str, Statement]] = {}
    for account in view.shelf:
        for position in account.positions:
            for key in position.facts:
                fact = view.fact(key)
                if isinstance(fact, Statement):
                    found.setdefault(position.issue, {})[key] = fact
    return {issue: tuple(statements.values()) for issue, statements in found.items()}


def _said(view: View, statements: Sequence[Statement]) -> tuple[Line, ...]:
    """Return statements as lines, the latest first; one that several pages print in the same words ("Ada Voss said
    ..." of a wire on three outlets) once, with the hands of all of them."""
    same: dict[str, list[Line]] = {}
    for one in reversed(statements):
        line = line_of_fact(view, one)
        same.setdefault(line.sentence, []).append(line)
    return tuple(
        replace(lines[-1], count=count_of(view, [line.article for line in reversed(lines)])) for lines in same.values()
    )


def _stands(view: View, issue: str) -> tuple[PartyStand, ...]:
    teller = teller_of(view)
    own = [(key, course) for key, course in view.once(courses_of).items() if course.issue == issue]
    own.sort(key=lambda item: (-len(item[1].stands), name_of(view, item[1].party).name, item[0]))
    return tuple(
        PartyStand(
            party=name_of(view, course.party),
            course=key,
            stands=len(course.stands),
            latest=stands_of(view, course, teller, newest=1)[0],
        )
        for key, course in own[:MOST]
    )


def _open(view: View, question: Question) -> OpenRow:
    return OpenRow(
        state=question.state.value,
        when=question.when.edtf if question.when else None,
        count=count_of(view, question.backing.articles),
        quotes=quotes_of(view, question.facts, most=3),
    )


PAGE = PageKind(name="issue", path="/issue/{id}", make=make, sheets=("drawings.css",))
