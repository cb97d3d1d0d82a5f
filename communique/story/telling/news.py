"""What is new since a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.model import Course, Dossier, Event, Move, Shelf
from communique.story.telling.desk import HELD, published_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMove:
    """A move of a party on an issue: ``stand`` counts the course's stands from 0, it is the one moved to."""

    party: str
    issue: str
    stand: int
    move: Move


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """An answer to a version of a plan: the id of the draft, and which of its answers, counted from 0."""

    draft: str
    answer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new since a day: ids of articles, happenings and differences, moves and answers.

    ``developed``: happenings told before that have taken place since, or that are since said not to have.
    """

    since: str
    articles: tuple[str, ...]
    happenings: tuple[str, ...]
    developed: tuple[str, ...]
    differences: tuple[str, ...]
    moves: tuple[NewMove, ...]
    answers: tuple[NewAnswer, ...]


def since(dossier: Dossier, shelf: Shelf, day: str, captured: Sequence[tuple[str, str]] = ()) -> News:
    """Return what a dossier holds since ``day`` (ISO 8601 calendar day, inclusive).

    A fact is as new as its page: by the day of publication, else by that of capture (``captured``: pairs of article id
    and day); a page with neither is not new. A happening is new where no older page tells of it, ``developed`` where an
    older page had it as still to come or not and a new one tells it took place (or the reverse). A difference is new
    where one of its versions is; an answer where all its facts are; a move where the stand moved to is.
    """
    taken = dict(captured)
    days = {a.article.id: published_day(a.article) or taken.get(a.article.id, "")[:10] for a in shelf}
    page = {f.id: days[a.article.id] for a in shelf for f in a.facts}

    def first(facts: Iterable[str]) -> str:
        """Return the first day a fact of these was told, "" where none is on the shelf."""
        return min((page[f] for f in facts if f in page), default="")

    told = [h for h in dossier.happenings if first(h.facts) >= day]
    fresh = {h.id for h in told}
    developed = []
    for happening in dossier.happenings:
        if happening.id not in fresh:
            statuses = [(page[f], fact.status) for f in happening.facts if isinstance(fact := shelf.fact(f), Event)]
            old = {status in HELD for told_on, status in statuses if told_on < day}
            new = {status in HELD for told_on, status in statuses if told_on >= day}
            if new - old:
                developed.append(happening.id)
    return News(
        since=day,
        articles=tuple(a for a, d in days.items() if d >= day),
        happenings=tuple(h.id for h in told),
        developed=tuple(developed),
        differences=tuple(
            d.id
            for d in dossier.differences
            if max((first(v.facts) for v in d.versions if v.facts), default="") >= day
            or (days.get(d.about, "") >= day and d.about in days)
        ),
        moves=tuple(m for c in dossier.courses for m in _moves(c, [first(s.facts) for s in c.stands], day)),
        answers=tuple(
            NewAnswer(draft=draft.id, answer=n)
            for plan in dossier.plans
            for draft in plan.drafts
            for n, answer in enumerate(draft.answers)
            if first(answer.facts) >= day
        ),
    )


def _moves(course: Course, days: Sequence[str], day: str) -> Iterable[NewMove]:
    for n, move in enumerate(course.moves):
        if days[n + 1] >= day:
            yield NewMove(party=course.party, issue=course.issue, stand=n + 1, move=move)
