"""Key points: at most seven, chosen by counting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.export.dossier.disputes import last_day, origins_in, ranked, subject_in_words
from communique.export.dossier.footnotes import NAMED
from communique.export.dossier.happened import HISTORY, found, has_news, moment_key, points, told, weight
from communique.export.dossier.proposals import answered
from communique.export.dossier.shape import Chapter, Group, Told
from communique.export.dossier.standpoints import ARROWS, cited, moved, stand_in_words
from communique.export.dossier.teller import Teller
from communique.export.sentences import finished
from communique.export.wording import clipped
from communique.model import Answer, Course, Difference, ProposalStatus

TITLE = "Key points"
MOST_POINTS = 7
_DECIDED = frozenset({ProposalStatus.ACCEPTED, ProposalStatus.REJECTED, ProposalStatus.SIGNED})


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may become a key point: how much it weighs, what settles a tie, and how it is told."""

    weight: int
    day: str
    key: str
    tell: Callable[[], Told]


def key_points(teller: Teller, newest: str) -> Chapter:
    """Return at most seven key points.

    There are four sorts: happenings, answers to plans, positions that moved, differences between accounts. Within
    each, the weightiest is first: two points for each independent origin (five count at most), one more for deeds,
    meetings and agreements than for words, one less for what nobody dates, one less for each full week before the
    newest page; of equal weight the later one, then by id. The sorts take turns in this order, happenings twice in
    each, until there are seven. What is told as background of over a year ago is no key point.
    """
    happenings, answers = _happenings(teller, newest), _answers(teller, newest)
    moves, differences = _moves(teller, newest), _differences(teller, newest)
    queues = [happenings, answers, moves, differences]
    chosen: list[Candidate] = []
    while any(queues) and len(chosen) < MOST_POINTS:
        for queue, turns in zip(queues, (2, 1, 1, 1), strict=True):
            for _ in range(turns):
                if queue and len(chosen) < MOST_POINTS:
                    chosen.append(queue.pop(0))
    lines = tuple(candidate.tell() for candidate in chosen)
    return Chapter(title=TITLE, lead="", groups=(Group(lines=lines),) if lines else ())


def _in_order(candidates: list[Candidate]) -> list[Candidate]:
    later_first = sorted(sorted(candidates, key=lambda c: c.key), key=lambda c: c.day, reverse=True)
    return sorted(later_first, key=lambda c: -c.weight)


def _happenings(teller: Teller, newest: str) -> list[Candidate]:
    candidates = []
    for happening in teller.dossier.happenings:
        one = found(happening, teller)
        if one is None or happening.status in HISTORY or not has_news(one, teller):
            continue
        day = moment_key(happening.when)[1] or teller.last_day(one.events)
        tell = lambda one=one: told(one, teller, label="Event")  # noqa: E731
        candidates.append(Candidate(weight(one, teller, newest), day, happening.id, tell))
    return _in_order(candidates)


def _answers(teller: Teller, newest: str) -> list[Candidate]:
    candidates = []
    for plan in teller.dossier.plans:
        for draft in plan.drafts:
            for answer in draft.answers:
                facts = teller.known(answer.facts)
                if answer.status not in _DECIDED or not facts or not teller.is_new(answer.facts):
                    continue
                day = teller.last_day(facts)
                weighs = points(len(teller.origins(answer.backing.articles)), day, newest)
                key = f"{draft.id}:{answer.status.value}:{','.join(answer.by)}:{','.join(answer.facts)}"
                candidates.append(Candidate(weighs, day, key, _answer(answer, clipped(draft.name, NAMED), teller)))
    return _in_order(candidates)


def _answer(answer: Answer, name: str, teller: Teller) -> Callable[[], Told]:
    def tell() -> Told:
        line = answered(answer, name, teller)
        return Told(label="Proposal", sentence=line.sentence, tags=line.tags, backing=line.backing, notes=line.notes)

    return tell


def _moves(teller: Teller, newest: str) -> list[Candidate]:
    candidates = []
    for course in teller.dossier.courses:
        if moved(course) not in ARROWS or len(course.stands) < 2 or not teller.is_new(course.stands[-1].facts):
            continue
        latest = course.stands[-1]
        day = teller.last_day(teller.known(latest.facts))
        weighs = points(len(teller.origins(latest.backing.articles)), day, newest)
        tell = lambda course=course: _move(course, teller)  # noqa: E731
        candidates.append(Candidate(weighs, day, f"{course.issue}:{course.party}", tell))
    return _in_order(candidates)


def _move(course: Course, teller: Teller) -> Told:
    latest, before = course.stands[-1], course.stands[-2]
    words = (
        f"{teller.party(course.party)} on {course.issue}: {stand_in_words(course, latest, teller)}; "
        f"before: {stand_in_words(course, before, teller)}"
    )
    move = moved(course)
    return Told(
        label="Position moved",
        sentence=finished(words),
        tags=(ARROWS[move],) if move in ARROWS else (),
        backing=teller.count(latest.backing),
        notes=tuple(dict.fromkeys(cited(course, latest, teller) + cited(course, before, teller))),
    )


def _differences(teller: Teller, newest: str) -> list[Candidate]:
    candidates = []
    for difference in ranked(teller):
        day = last_day(difference, teller)
        weighs = points(origins_in(difference, teller), day, newest)
        tell = lambda difference=difference: _difference(difference, teller)  # noqa: E731
        candidates.append(Candidate(weighs, day, difference.id, tell))
    return _in_order(candidates)


def _difference(difference: Difference, teller: Teller) -> Told:
    versions = [version for version in difference.versions if teller.known(version.facts)]
    told_as = "; ".join(f"{clipped(v.value, NAMED)} ({teller.count(v.backing)})" for v in versions)
    notes: list[int] = []
    for version in versions:
        near = [version.words] if version.words else []
        notes += teller.cite(teller.known(version.facts), teller.count(version.backing), near)
    return Told(
        label="Accounts differ",
        sentence=finished(f"{subject_in_words(difference, teller)}: {told_as}"),
        notes=tuple(dict.fromkeys(notes)),
    )
