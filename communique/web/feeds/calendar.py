"""The dossier as a calendar: iCalendar (RFC 5545)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.export.dossier.happened import found, told
from communique.export.dossier.teller import Teller
from communique.export.text import visible
from communique.export.wording import clipped
from communique.model import EventType, Happening, Status
from communique.version import __version__
from communique.web.feeds.entries import NEVER, captured, cited, identity
from communique.web.pages.rows import teller_of
from communique.web.view import View

_HELD = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})
_AHEAD = frozenset({Status.PLANNED, Status.EXPECTED})
_STATUS = {**dict.fromkeys(_HELD, "CONFIRMED"), **dict.fromkeys(_AHEAD, "TENTATIVE"), Status.CANCELLED: "CANCELLED"}
_CATEGORY = {EventType.CONSULT: "MEETING"}
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_OCTETS = 75
_LONGEST = 400


def to_calendar(view: View, home: str) -> str:
    """Return meetings, and what is planned, as all-day events; ``home`` is the dossier's address.

    Only what has one known day stands in it: "in June" would fill the month with talks nobody has called. What is
    denied, demanded or only possible is in no calendar; what was called off is marked so.
    """
    teller = teller_of(view)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//Communique//{_text(__version__)}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(view.name)}",
    ]
    dated = [(day, one) for one in view.dossier.happenings if (day := _day(one)) is not None]
    for day, happening in sorted(dated, key=lambda row: (row[0], row[1].id)):
        lines += _event(happening, day, view, teller, home)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _day(happening: Happening) -> date | None:
    """Return the day of what belongs in a calendar, None for all else."""
    meeting = happening.type is EventType.CONSULT and happening.status in _STATUS
    ahead = happening.status in _AHEAD or happening.status is Status.CANCELLED
    when = happening.when
    if not (meeting or ahead) or when is None or not when.earliest or not when.latest:
        return None
    if when.earliest[:10] != when.latest[:10]:
        return None
    try:
        return date.fromisoformat(when.earliest[:10])
    except ValueError:
        return None


def _event(happening: Happening, day: date, view: View, teller: Teller, home: str) -> list[str]:
    one = found(happening, teller)
    if one is None:
        return []
    line = told(one, teller, dated=False)
    _, last = captured(view, happening.facts)
    quotes = [f"“{c.words}” {c.outlet}, {c.day}" for c in cited(tuple(event.id for event in one.events), teller)]
    about = "\n".join([f"[{', '.join(line.tags)}] {line.backing}", *quotes])
    end = day + timedelta(days=1) if day < date.max else day
    where = [f"LOCATION:{_text(clipped(happening.where.name, 120))}"] if happening.where else []
    return [
        "BEGIN:VEVENT",
        f"UID:{identity(view, 'happening', happening.id)}",
        f"DTSTAMP:{_stamp(last)}",
        f"DTSTART;VALUE=DATE:{_plain(day)}",
        f"DTEND;VALUE=DATE:{_plain(end)}",
        f"SUMMARY:{_text(clipped(line.sentence, _LONGEST))}",
        f"DESCRIPTION:{_text(about)}",
        *where,
        f"STATUS:{_STATUS[happening.status]}",
        "TRANSP:TRANSPARENT",
        f"CATEGORIES:{_CATEGORY.get(happening.type, 'EVENT')}",
        f"URL:{home}/happening/{happening.id}",
        "END:VEVENT",
    ]


def _plain(day: date) -> str:
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def _stamp(captured_at: str) -> str:
    """Return "2026-05-04T09:30:00Z" as "20260504T093000Z"."""
    known = captured_at if _UTC.match(captured_at) else NEVER
    return known[:19].replace("-", "").replace(":", "") + "Z"


def _text(words: str) -> str:
    """Escape a text: a line feed, comma or semicolon of a page must not begin a property of ours."""
    plain = visible("\n".join(words.splitlines()))
    for mark in ("\\", ";", ","):
        plain = plain.replace(mark, f"\\{mark}")
    return plain.replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """Cut a line into parts of at most 75 octets, further ones begun by a space; no character is cut in two."""
    parts, part, size = [], "", 0
    for char in line.encode("utf-8", "replace").decode("utf-8"):
        octets = len(char.encode())
        if size + octets > _OCTETS:
            parts.append(part)
            part, size = " ", 1
        part += char
        size += octets
    return [*parts, part]
