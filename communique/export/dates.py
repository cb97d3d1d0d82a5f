"""Times in words a reader knows: ``2025-12-04/2025-12-05`` as "4–5 December 2025"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.model import When, WhenType

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DURATION = re.compile(
    r"P(?:(?P<year>\d+(?:\.\d+)?)Y)?(?:(?P<month>\d+(?:\.\d+)?)M)?(?:(?P<week>\d+(?:\.\d+)?)W)?"
    r"(?:(?P<day>\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(?P<hour>\d+(?:\.\d+)?)H)?(?:(?P<minute>\d+(?:\.\d+)?)M)?(?:(?P<second>\d+(?:\.\d+)?)S)?)?"
)


def in_words(when: When) -> str:
    """Return ``when`` as a reader would write it, no more precise than it is.

    What has no plain form (a set such as "every Monday", an odd duration) keeps the page's own
    words, or else its EDTF.
    """
    if when.type is WhenType.DURATION:
        return duration_in_words(when.edtf) or when.text or when.edtf
    if when.earliest is None and when.latest is None:
        return when.text or when.edtf
    if when.latest is None:
        return f"from {_moment(str(when.earliest))} on"
    if when.earliest is None:
        return f"until {_moment(when.latest)}"
    if "T" in when.earliest or "T" in when.latest:
        first, last = _moment(when.earliest), _moment(when.latest)
        return first if first == last else f"{first} to {last}"
    return _days(date.fromisoformat(when.earliest), date.fromisoformat(when.latest))


def with_preposition(when: When) -> str:
    """Return ``when`` in words, to stand after a clause: "on 2 December 2025", "in November 2025"."""
    words = in_words(when)
    if when.type is WhenType.DURATION:
        return f"for {words}"
    if when.earliest is None or when.latest is None:
        return words
    if when.days == 1:
        return f"on {words}"
    return f"between {words.replace('–', ' and ', 1)}" if words[0].isdigit() and "–" in words else f"in {words}"


def duration_in_words(iso: str) -> str | None:
    """Return an ISO 8601 duration in words ("about 5 hours" for ``PT5H~``), None when it is none."""
    found = _DURATION.fullmatch(iso.rstrip("~"))
    if found is None:
        return None
    parts = [
        f"{amount} {unit}" + ("" if amount == "1" else "s") for unit, amount in found.groupdict().items() if amount
    ]
    if not parts:
        return None
    return ("about " if iso.endswith("~") else "") + " ".join(parts)


def _moment(iso: str) -> str:
    day, _, time = iso.partition("T")
    words = day_in_words(date.fromisoformat(day))
    return f"{words}, {time}" if time else words


def day_in_words(day: date) -> str:
    """Return a day as "2 December 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _days(first: date, last: date) -> str:
    if first == last:
        return day_in_words(first)
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole and (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day_in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]}–{day_in_words(last)}"
    return f"{day_in_words(first)}–{day_in_words(last)}"
