"""Happenings as lines: told by the fact that says most, with the status that most origins give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.export.codes import QUADS
from communique.export.dates import day_in_words, in_words
from communique.export.dossier.shape import Chapter, Group, Told
from communique.export.dossier.teller import Teller, many
from communique.export.sentences import NOT_DONE
from communique.model import Event, EventType, Fact, Happening, Status, Story, When

MOST = 200
"""Lines of a chapter at most; how many more there are is said at its head."""
NO_DATE = "date not told"
OTHER = "Other happenings"


@dataclass(frozen=True, slots=True)
class Found:
    """A happening with its events, the most telling first, and those that give its status."""

    happening: Happening
    events: tuple[Event, ...]
    agreeing: tuple[Event, ...]


def found(happening: Happening, teller: Teller) -> Found | None:
    """Return ``happening`` with its events; None where the shelf has none of them.

    The most telling event gives the happening's status, a condition if any does ("if the port is opened" must not
    be lost to a page that leaves it out), speaks in the page's own voice rather than on somebody's word, is of a new
    page, and was published first; in that order.
    """
    events = [fact for fact in teller.known(happening.facts) if isinstance(fact, Event)]
    if not events:
        return None

    def rank(at: int) -> tuple[bool, bool, bool, bool, int]:
        event = events[at]
        old = teller.article_of(event) not in teller.news
        return (event.status is not happening.status, event.condition is None, event.said_in is not None, old, at)

    ordered = tuple(events[at] for at in sorted(range(len(events)), key=rank))
    agreeing = tuple(event for event in ordered if event.status is happening.status)
    return Found(happening, ordered, agreeing or ordered)


def told(found: Found, teller: Teller, *, label: str = "", dated: bool = True) -> Told:
    """Return a happening as a line with its footnotes.

    The count is of the origins that give its status: a meeting held by one account and only announced by another
    rests on one. What else is told of it stands in the tags.
    """
    happening, lead = found.happening, found.events[0]
    backing = teller.count_facts(found.agreeing)
    return Told(
        label=label,
        sentence=teller.happening(happening, lead, dated=dated),
        tags=(happening.status.value, *(() if happening.when else (NO_DATE,)), *_asides(found, teller)),
        backing=backing,
        notes=teller.cite(found.events, backing),
    )


def _asides(found: Found, teller: Teller) -> list[str]:
    """Further statuses; origins that have it on somebody's word only; what was known before, where news are asked."""
    asides = []
    others = _dissenting(found, teller)
    if others:
        asides.append("also told as " + ", ".join(sorted(status.value for status in others)))
    if found.events[0].said_in is None:
        told_by = teller.origins(teller.articles_of(found.agreeing))
        own = teller.origins(teller.articles_of([event for event in found.agreeing if event.said_in is None]))
        if own and len(told_by) > len(own):
            asides.append(f"{len(told_by) - len(own)} of {len(told_by)} origins on somebody's word")
    before = old(found.events, teller)
    if before and teller.news.since is not None:
        asides.append("told before as " + ", ".join(sorted({e.status.value for e in before if isinstance(e, Event)})))
    return asides


_AHEAD = frozenset(
    {Status.PLANNED, Status.EXPECTED, Status.CONDITIONAL, Status.OFFERED, Status.DEMANDED, Status.THREATENED}
)
_DONE = frozenset(Status) - NOT_DONE


def _dissenting(found: Found, teller: Teller) -> set[Status]:
    """Return the further statuses a reader must know of.

    Of talks that were held it is no news that they were announced before, nor that they were going on; that another
    account still calls them planned the day after, or denies them, is.
    """
    statuses = {event.status for event in found.events} - {event.status for event in found.agreeing}
    if found.happening.status not in _DONE:
        return statuses
    held = min((day for e in found.agreeing if (day := teller.last_day([e]))), default="")
    early = {
        status
        for status in statuses & _AHEAD
        if all(teller.last_day([e]) <= held for e in found.events if e.status is status)
    }
    return statuses - early - _DONE


def old(facts: Iterable[Fact], teller: Teller) -> list[Fact]:
    """Return those of ``facts`` that are of pages which are not new."""
    return [fact for fact in facts if teller.article_of(fact) not in teller.news]


def has_news(found: Found, teller: Teller) -> bool:
    """Tell whether there is news in a happening: it is told for the first time, with another status than before, or
    by an origin not heard before. A wire printed once more is no news."""
    before = old(found.events, teller)
    fresh = [event for event in found.events if teller.article_of(event) in teller.news]
    if not before or not fresh:
        return bool(fresh)
    statuses = {event.status for event in fresh} - {e.status for e in before if isinstance(e, Event)}
    hands = teller.origins(teller.articles_of(fresh)) - teller.origins(teller.articles_of(before))
    return bool(statuses or hands)


def weight(found: Found, teller: Teller, newest: str) -> int:
    """Return how much a happening matters, see ``keypoints``: deeds, meetings and agreements one point above words,
    and one point less where nobody says when: "Voss held talks" without a day tells a desk little."""
    kind = found.happening.type
    in_deed = QUADS[kind] in {2, 4} or kind in {EventType.AGREE, EventType.CONSULT}
    origins = len(teller.origins(teller.articles_of(found.agreeing)))
    return points(origins, teller.last_day(found.events), newest) + in_deed - (found.happening.when is None)


def points(origins: int, day: str, newest: str) -> int:
    """Return two points for each independent origin (five count at most), less one for each full week by which
    ``day`` lies before ``newest`` (ISO days, "" unknown: as if eight weeks before)."""
    weeks = max(0, (_ordinal(newest) - _ordinal(day)) // 7) if day and newest else 8
    return 2 * min(origins, 5) - weeks


def _ordinal(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def moment_key(when: When | None) -> tuple[bool, str, str]:
    """Return the place of a time in an order of time; what nobody dates is last."""
    first = (when.earliest or when.latest or "") if when else ""
    return (not first, first, (when.latest or "") if when else "")


def chronicle(teller: Teller, elsewhere: frozenset[str], newest: str) -> Chapter:
    """Return all happenings but those told ``elsewhere`` (ids), by story and in the order of time."""
    kept: dict[str, Found] = {}
    for happening in teller.dossier.happenings:
        one = found(happening, teller) if happening.id not in elsewhere else None
        if one is not None and has_news(one, teller):
            kept[happening.id] = one
    ranked = sorted(
        kept, key=lambda key: (-weight(kept[key], teller, newest), moment_key(kept[key].happening.when), key)
    )
    lead = ""
    if len(ranked) > MOST:
        lead = f"The {MOST} best backed and most recent; {many(len(ranked) - MOST, 'further happening')} not told here."
        kept = {key: kept[key] for key in ranked[:MOST]}
    groups = []
    for story in sorted(teller.dossier.stories, key=_story_key):
        lines = _moments(story, kept, teller)
        if lines:
            groups.append(Group(title=story.title, lines=tuple(lines)))
    rest = sorted(kept.values(), key=lambda one: (moment_key(one.happening.when), one.happening.id))
    if rest:
        title = "Not part of a story" if groups else ""
        lines = [_in_moment(one, one.happening.when, teller) for one in rest]
        groups.append(Group(title=title, lines=tuple(lines)))
    return Chapter(title=OTHER, lead=lead, groups=tuple(groups))


def _moments(story: Story, kept: dict[str, Found], teller: Teller) -> list[Told]:
    """Tell the happenings of ``story``, each taken out of ``kept``: one that is in two stories is told in one."""
    lines = []
    for moment in sorted(story.moments, key=lambda moment: moment_key(moment.when)):
        for key in moment.happenings:
            one = kept.pop(key, None)
            if one is not None:
                lines.append(_in_moment(one, moment.when, teller))
    return lines


def _in_moment(one: Found, when: When | None, teller: Teller) -> Told:
    own = one.happening.when
    exact = own is not None and when is not None and (own.earliest, own.latest) == (when.earliest, when.latest)
    label = in_words(when) if when else _told_on(one, teller)
    line = told(one, teller, label=label, dated=not exact)
    return line if own or when else _undated(line)


def _told_on(one: Found, teller: Teller) -> str:
    """Say when a page first told of what nobody dates; that is no date of what happened, and does not read as one."""
    days = [day for fact in teller.known(one.happening.facts) if (day := teller.last_day([fact]))]
    return f"Told {day_in_words(date.fromisoformat(min(days)))}, date not told" if days else "Date not told"


def _undated(line: Told) -> Told:
    """The label says already that the date is not told."""
    tags = tuple(tag for tag in line.tags if tag != NO_DATE)
    return Told(label=line.label, sentence=line.sentence, tags=tags, backing=line.backing, notes=line.notes)


def _story_key(story: Story) -> tuple[tuple[bool, str, str], str, str]:
    first = min((moment_key(moment.when) for moment in story.moments), default=(True, "", ""))
    return (first, story.title, story.id)


HISTORY = frozenset({Status.HISTORICAL})
"""Statuses of what is told as background and so is no key point."""
