"""Positions: where each party stands on each issue, and whether it has moved."""

from __future__ import annotations

from collections import defaultdict

from communique.export.dates import in_words
from communique.export.dossier.happened import MOST
from communique.export.dossier.shape import Cell, Chapter, Grid, Group
from communique.export.dossier.teller import Teller, many
from communique.export.standings import does_in_words
from communique.model import Course, Fact, Move, Span, Stand

TITLE = "Positions"
ARROWS = {Move.NEARER: "↗ nearer to agreement", Move.FURTHER: "↘ further from agreement"}
_EARLIER = 5
"""Earlier stands shown beside the latest."""


def standpoints(teller: Teller) -> Chapter:
    """Return a table for each issue: a party a row, its latest stand (with an arrow where it moved), those before."""
    courses = [c for c in teller.dossier.courses if c.stands and teller.is_new(c.stands[-1].facts)]
    courses.sort(key=lambda c: (-_day(c.stands[-1]), c.issue, teller.party(c.party), c.party))
    lead = "The latest stand of each party as pages tell it; an arrow where it moved since the stand before."
    if len(courses) > MOST:
        lead += f" The {MOST} most recent; {many(len(courses) - MOST, 'further position')} not told here."
    issues: dict[str, list[Course]] = defaultdict(list)
    for course in courses[:MOST]:
        issues[course.issue].append(course)
    groups = []
    for issue in sorted(issues):
        rows = sorted(issues[issue], key=lambda c: (teller.party(c.party), c.party))
        grid = Grid(
            caption=f"Positions on {issue}",
            head=("Party", "Latest stand", "Before"),
            rows=tuple(_row(course, teller) for course in rows),
        )
        groups.append(Group(title=issue[:1].upper() + issue[1:], grid=grid))
    return Chapter(title=TITLE, lead=lead, groups=tuple(groups))


def _row(course: Course, teller: Teller) -> tuple[Cell, ...]:
    latest, before = course.stands[-1], course.stands[:-1]
    move = moved(course)
    shown = [*reversed(before)][:_EARLIER]
    told = [(stand, stand_in_words(course, stand, teller)) for stand in shown]
    words = stand_in_words(course, latest, teller)
    backing = teller.count(latest.backing)
    notes = cited(course, latest, teller)
    earlier = Cell(
        words="; ".join(each for _, each in told)
        + (f"; and {len(before) - _EARLIER} more" if before[_EARLIER:] else ""),
        notes=tuple(dict.fromkeys(number for stand, _ in told for number in cited(course, stand, teller))),
    )
    tags = (ARROWS[move],) if move in ARROWS else ()
    return (Cell(words=teller.party(course.party)), Cell(words=words, tags=tags, backing=backing, notes=notes), earlier)


def moved(course: Course) -> Move | None:
    """Return the move that led to the latest stand."""
    return course.moves[-1] if course.moves else None


def stand_in_words(course: Course, stand: Stand, teller: Teller) -> str:
    """Return a stand as "makes a demand (a full withdrawal), on 3 May 2026"."""
    does = does_in_words(stand.stance, plural=teller.is_plural(course.party))
    told = "; ".join(dict.fromkeys(words for _, words, _ in _grounds(course, stand, teller)[:3]))
    return does + (f" ({told})" if told else "") + f", {day_in_words(stand)}"


def day_in_words(stand: Stand) -> str:
    """Return the day of a stand, and whether it is only that of a page."""
    if stand.when is None:
        return "date not told"
    return in_words(stand.when) if stand.dated else f"published {in_words(stand.when)}"


def cited(course: Course, stand: Stand, teller: Teller) -> tuple[int, ...]:
    """Return the footnotes of a stand: sentences that hold the words it is told by."""
    grounds = _grounds(course, stand, teller)
    near = [span for _, _, spans in grounds for span in spans]
    facts = list(dict.fromkeys(fact.id for fact, _, _ in grounds))
    return teller.cite(teller.known(facts), teller.count(stand.backing), near)


def _grounds(course: Course, stand: Stand, teller: Teller) -> list[tuple[Fact, str, tuple[Span, ...]]]:
    """Return the facts of a stand with the page's words on the issue, or where there are none with our sentence."""
    found = []
    for fact in teller.known(stand.facts):
        account = teller.shelf.account_of(fact.id)
        spans = tuple(
            span
            for position in account.positions
            if fact.id in position.facts
            and position.issue == course.issue
            and position.stance is stand.stance
            and course.party in teller.party_ids((position.party,))
            for span in position.words
        )
        words = "; ".join(teller.words(fact, span) for span in spans[:2])
        found.append((fact, words or teller.sentence(fact).removesuffix("."), spans))
    return found


def _day(stand: Stand) -> int:
    day = ((stand.when.latest or stand.when.earliest or "") if stand.when else "")[:10].replace("-", "")
    return int(day) if day.isdigit() else 0
