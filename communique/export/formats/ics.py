"""Meetings, visits, calls and deadlines as a calendar (iCalendar, RFC 5545) to subscribe to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from communique.export.formats.told import Left, Told, kind_of, span_of_days, told_of, untold
from communique.export.wording import one_line
from communique.model import Account, Event, EventType, Happening, Status
from communique.version import __version__

_STATUSES = {
    Status.HAPPENED: "CONFIRMED",
    Status.ONGOING: "CONFIRMED",
    Status.HISTORICAL: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    Status.EXPECTED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
_AHEAD = frozenset({Status.PLANNED, Status.EXPECTED, Status.DEMANDED, Status.CONDITIONAL, Status.THREATENED})
_LONGEST = 7
"""Days a meeting may be spread over: "this week" is worth an entry, "in December" would cover the month."""
_OCTETS = 74
"""Octets of a line; RFC 5545 allows 75, and a continuation begins with a space."""
_BETWEEN = "\n\n"
_URL = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+", re.IGNORECASE)
"""What may stand as a URL: anything with a space or a line end in it would end the property."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry as one page gives it; ``stamp`` and ``days`` are ISO 8601 days, the last one inclusive."""

    event: str
    stamp: str
    days: tuple[str, str]
    status: str
    category: str
    summary: str
    words: str
    place: str | None
    url: str | None


def to_ics(accounts: Iterable[Account], left: Left = untold, happenings: Iterable[Happening] = ()) -> Iterator[str]:
    """Yield a calendar of all-day entries: CONSULT events, and what is still to be done by a day.

    Planned and expected meetings are TENTATIVE, held ones CONFIRMED, called off ones CANCELLED; those only wished for,
    possible, denied or without a day are left out. A time of up to seven days ("this week") is one entry that spans
    them; a wider one is left out. DTSTAMP is the page's day of publication, or the entry's own day where that is not
    known: no clock is asked, so that the same record is the same calendar. UID is the fact's id.

    ``happenings`` say which events of several pages are one: it is then one entry, under the id of the first, with the
    status all pages together give it, and the words of each. Entries are few, and are kept until the end for this.
    """
    one = {fact: happening for happening in happenings for fact in happening.facts}
    found: dict[str, list[_Entry]] = {}
    for told in told_of(accounts):
        for fact in told.facts():
            if not isinstance(fact, Event):
                left(kind_of(fact))
                continue
            entry = _entry(fact, told, left)
            if entry is not None:
                found.setdefault(one[fact.id].id if fact.id in one else fact.id, []).append(entry)
    yield "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    yield f"PRODID:-//communique//communique {__version__}//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
    for entries in found.values():
        yield _written(entries, one.get(entries[0].event))
    yield "END:VCALENDAR\r\n"


def _entry(event: Event, told: Told, left: Left) -> _Entry | None:
    """Return the entry of an event; where it has none, None, and ``left`` is told why."""
    due = _deadline(event)
    if due is not None:
        return _entry_of(event, told, (due, due), "TENTATIVE")
    if event.type is not EventType.CONSULT:
        left("events that are no meetings")
        return None
    status, days = _STATUSES.get(event.status), span_of_days(event.when)
    if status is None:
        left(f"{event.status.value} meetings")
    elif days is None:
        left("meetings without a day")
    elif (date.fromisoformat(days[1]) - date.fromisoformat(days[0])).days >= _LONGEST:
        left(f"meetings whose time is wider than {_LONGEST} days")
    else:
        return _entry_of(event, told, days, status)
    return None


def _entry_of(event: Event, told: Told, days: tuple[str, str], status: str) -> _Entry:
    article, place = told.article, told.place(event.where)
    source = ", ".join(part for part in (article.publisher, told.published) if part)
    return _Entry(
        event=event.id,
        stamp=told.published or days[0],
        days=days,
        status=status,
        category="deadline" if _deadline(event) else "meeting",
        summary=told.sentence(event).rstrip("."),
        words="\n".join(part for part in (event.evidence[0].quote, source, article.url or "") if part),
        place=one_line(place.name) if place else None,
        url=article.url if article.url and _URL.fullmatch(article.url) else None,
    )


def _deadline(event: Event) -> str | None:
    """Return the last day of something still to be done: "the rebels must leave the town by 20 July"."""
    when = event.when
    ahead = when is not None and event.status in _AHEAD and when.earliest is None
    return when.latest[:10] if when is not None and ahead and when.latest else None


def _written(entries: list[_Entry], happening: Happening | None) -> str:
    """Return one entry of what several pages tell: the first with the status that all of them give it."""
    status = _STATUSES.get(happening.status) if happening else None
    best = next((entry for entry in entries if entry.status == status), entries[0])
    words = list(dict.fromkeys(entry.words for entry in (best, *entries)))
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entries[0].event}@communique",
        f"DTSTAMP:{best.stamp.replace('-', '')}T000000Z",
        f"DTSTART;VALUE=DATE:{best.days[0].replace('-', '')}",
        f"DTEND;VALUE=DATE:{_after(best.days[1]).replace('-', '')}",
        f"STATUS:{best.status}",
        "TRANSP:TRANSPARENT",
        f"CATEGORIES:{best.category}",
        f"SUMMARY:{_text(best.summary)}",
        f"DESCRIPTION:{_text(_BETWEEN.join(words))}",
    ]
    lines += [f"LOCATION:{_text(best.place)}"] if best.place else []
    lines += [f"URL:{best.url}"] if best.url else []
    return "".join(_folded(line) for line in (*lines, "END:VEVENT"))


def _after(day: str) -> str:
    """Return the day after, which is where an all-day entry ends; the last day of the calendar has none."""
    return day if day == date.max.isoformat() else (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _text(value: str) -> str:
    """Return a text escaped as RFC 5545 says, without control characters."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = escaped.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(char for char in lines if char == "\t" or (ord(char) >= 0x20 and ord(char) != 0x7F))


def _folded(line: str) -> str:
    """Return a line cut into pieces of at most 75 octets, none of them in the middle of a character."""
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode("utf-8", "surrogatepass"))
        if size + width > _OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += width
    return "\r\n".join(pieces) + "\r\n"
