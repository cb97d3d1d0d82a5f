"""The state of play in one screen: rounds of talks, newest positions, plans, open issues, differences."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.disputes import last_day, ranked
from communique.export.dossier.happened import moment_key
from communique.export.dossier.standpoints import stand_in_words
from communique.export.wording import clipped
from communique.model import Course, Draft, Plan, Round, Stand
from communique.web.cards import Who
from communique.web.pages.happening import Versions, versions_of
from communique.web.telling import Count, Line, count_of, line_of_happening
from communique.web.view import View

_ROUNDS, _POSITIONS, _PLANS, _ISSUES, _DIFFERENCES = 4, 8, 4, 8, 5
_NAMED = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """A round of talks; ``number`` where a page gives it."""

    number: int | None
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a party stands on an issue by its newest stand. ``move``: nearer, further, steady, None where it is the
    first; ``fact`` in ``article``: what tells it."""

    party: Who
    issue: str
    words: str
    stance: str
    move: str | None
    fact: str | None
    article: str | None
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A plan by its newest version, and what was last done to it (``answer``, by whom)."""

    id: str
    name: str
    version: int
    points: int | None
    when: str | None
    answer: str | None
    by: tuple[Who, ...]
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """An issue left open, as of ``when`` (EDTF)."""

    issue: str
    state: str
    when: str | None
    fact: str | None
    article: str | None
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """The state of play."""

    rounds: tuple[Talks, ...]
    positions: tuple[Standing, ...]
    plans: tuple[Planned, ...]
    issues: tuple[Open, ...]
    differences: tuple[Versions, ...]


def play(view: View) -> Play:
    """Return where things stand: of each sort the newest."""
    courses = [course for course in view.dossier.courses if course.stands]
    courses.sort(key=lambda c: (_stood(c.stands[-1]), c.issue, c.party), reverse=True)
    plans = [plan for plan in view.dossier.plans if plan.drafts]
    plans.sort(key=lambda plan: (_told(view, plan.drafts[-1]), plan.id), reverse=True)
    questions = sorted(view.dossier.questions, key=lambda q: (moment_key(q.when)[1], q.issue), reverse=True)
    newest = sorted(ranked(view.teller), key=lambda d: last_day(d, view.teller), reverse=True)
    return Play(
        rounds=_rounds(view),
        positions=tuple(_standing(view, course) for course in courses[:_POSITIONS]),
        plans=tuple(_planned(view, plan) for plan in plans[:_PLANS]),
        issues=tuple(
            Open(
                issue=clipped(question.issue, _NAMED),
                state=question.state.value,
                when=question.when.edtf if question.when else None,
                count=count_of(view, question.backing.articles),
                **_first(view, question.facts),
            )
            for question in questions[:_ISSUES]
        ),
        differences=tuple(versions_of(view, difference) for difference in newest[:_DIFFERENCES]),
    )


def _rounds(view: View) -> tuple[Talks, ...]:
    """Return the newest rounds, those nobody dates last."""
    dated: list[tuple[tuple[bool, str, str], Round]] = []
    for one in view.dossier.rounds:
        happening = view.happening(one.happening)
        if happening is not None:
            dated.append((moment_key(happening.when), one))
    dated.sort(key=lambda pair: (not pair[0][0], pair[0], pair[1].number or 0, pair[1].happening), reverse=True)
    found = []
    for _, one in dated[:_ROUNDS]:
        happening = view.happening(one.happening)
        line = line_of_happening(view, happening) if happening else None
        if line is not None:
            found.append(Talks(number=one.number, line=line))
    return tuple(found)


def _standing(view: View, course: Course) -> Standing:
    stand = course.stands[-1]
    return Standing(
        party=_who(view, course.party),
        issue=clipped(course.issue, _NAMED),
        words=stand_in_words(course, stand, view.teller),
        stance=stand.stance.value,
        move=course.moves[-1].value if course.moves else None,
        count=count_of(view, stand.backing.articles),
        **_first(view, stand.facts),
    )


def _planned(view: View, plan: Plan) -> Planned:
    draft = plan.drafts[-1]
    answer = draft.answers[-1] if draft.answers else None
    return Planned(
        id=plan.id,
        name=clipped(draft.name or plan.name, _NAMED),
        version=len(plan.drafts),
        points=draft.points,
        when=draft.when.edtf if draft.when else None,
        answer=answer.status.value if answer else None,
        by=tuple(_who(view, party) for party in answer.by[:10]) if answer else (),
        count=count_of(view, draft.backing.articles),
    )


def _who(view: View, party: str) -> Who:
    return Who(id=party if view.party(party) else None, name=view.teller.party(party))


def _first(view: View, facts: tuple[str, ...]) -> dict[str, str | None]:
    known = view.teller.known(facts)
    fact = known[-1].id if known else None
    return {"fact": fact, "article": view.account_of(fact).article.id if fact else None}


def _stood(stand: Stand) -> str:
    return moment_key(stand.when)[1]


def _told(view: View, draft: Draft) -> str:
    return view.teller.last_day(view.teller.known(draft.facts))
