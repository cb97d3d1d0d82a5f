"""Times: an interval of calendar days, or a duration."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self


class WhenType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as precisely as the text gives it: an interval of calendar days, or a duration.

    ``earliest`` and ``latest`` are ISO 8601 days (or minutes, ``2025-12-02T14:30``), both
    inclusive; None where open or where the expression has no place on the calendar (durations,
    sets). ``edtf`` is EDTF level 1, or an ISO 8601 duration with EDTF's ``~`` for "about".
    """

    type: WhenType
    earliest: str | None
    latest: str | None
    edtf: str
    how: str
    text: str | None = None

    @classmethod
    def between(cls, earliest: date, latest: date, *, how: str, text: str | None = None) -> Self:
        """Make the interval of days from ``earliest`` to ``latest``, written as tightly as EDTF allows."""
        if latest < earliest:
            raise ValueError(f"interval ends before it starts: {earliest}..{latest}")
        return cls(
            type=WhenType.DATE,
            earliest=earliest.isoformat(),
            latest=latest.isoformat(),
            edtf=_edtf_of(earliest, latest),
            how=how,
            text=text,
        )

    @classmethod
    def duration(cls, iso: str, *, how: str, text: str | None = None) -> Self:
        """Make a duration from its ISO 8601 form, ``~`` at the end for "about"."""
        return cls(type=WhenType.DURATION, earliest=None, latest=None, edtf=iso, how=how, text=text)

    @property
    def days(self) -> int | None:
        """Width in calendar days (1 for one day); None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (date.fromisoformat(self.latest[:10]) - date.fromisoformat(self.earliest[:10])).days + 1


def _edtf_of(earliest: date, latest: date) -> str:
    if earliest == latest:
        return earliest.isoformat()
    last = date(latest.year, latest.month, calendar.monthrange(latest.year, latest.month)[1])
    if earliest.day == 1 and latest == last:
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return f"{earliest.year:04d}-{earliest.month:02d}"
        if earliest.month == 1 and latest.month == 12:
            first, final = f"{earliest.year:04d}", f"{latest.year:04d}"
            return first if first == final else f"{first}/{final}"
    return f"{earliest.isoformat()}/{latest.isoformat()}"


def iso_week(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the ISO 8601 week of ``day``."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
