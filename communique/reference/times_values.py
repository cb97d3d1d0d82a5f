"""TIMEX3 values: arithmetic on them, and what they say as a ``When``.

A value is a calendar expression cut off where the text stops saying more: ``2025``, ``2025-12``,
``2025-12-02``, ``2025-W49``, ``2025-Q3``, ``2025-H1``, ``2025-SU``, ``202`` (a decade), ``20`` (a century),
with ``T`` and a part of the day or a clock time behind it. ``XXXX-12-02`` is a day of an unknown year.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from communique.model import When, WhenType

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_HALF = re.compile(r"(\d{4})-H([12])")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
_SEASON_EDTF = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_KEPT = re.compile(r"XXXX-\d\d(?:-\d\d)?")


def week_value(day: date) -> str:
    """Return the ISO week of ``day``: ``2025-W49``."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def add_months(day: date, months: int) -> date:
    """Return ``day`` moved by whole months; the day of the month is cut to the length of the month."""
    at = day.year * 12 + day.month - 1 + months
    year, month = at // 12, at % 12 + 1
    year = min(max(year, 1), 9999)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def days_of(value: str) -> tuple[date, date] | None:
    """Return the first and last day that a calendar value covers, or None where it has no place."""
    base = value.split("T", 1)[0]
    if m := _DAY.fullmatch(base):
        return _days(int(m[1]), int(m[2]), int(m[3]))
    if m := _MONTH.fullmatch(base):
        return _months(int(m[1]), int(m[2]), int(m[2]))
    if m := _WEEK.fullmatch(base):
        return _weeks(int(m[1]), int(m[2]), weekend=m[3] is not None)
    if m := _QUARTER.fullmatch(base):
        return _months(int(m[1]), 3 * int(m[2]) - 2, 3 * int(m[2]))
    if m := _HALF.fullmatch(base):
        return _months(int(m[1]), 6 * int(m[2]) - 5, 6 * int(m[2]))
    if m := _SEASON.fullmatch(base):
        if m[2] == "WI":
            return date(int(m[1]), 12, 1), _months(int(m[1]) + 1, 1, 2)[1]
        return _months(int(m[1]), *_SEASON_MONTHS[m[2]])
    if re.fullmatch(r"\d{2,4}", base) and int(base) > 0:
        zeros = 4 - len(base)
        return date(int(base + "0" * zeros), 1, 1), date(int(base + "9" * zeros), 12, 31)
    return None


def _days(year: int, month: int, day: int) -> tuple[date, date] | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found, found


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _weeks(year: int, week: int, *, weekend: bool) -> tuple[date, date] | None:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return (monday + timedelta(days=5 if weekend else 0)), monday + timedelta(days=6)


def when_of(value: str, kind: WhenType, mod: str | None, *, how: str, text: str) -> When | None:
    """Return what a TIMEX3 value says as a ``When``, or None where it says nothing of when.

    "Early", "mid" and "late" cut a month, season or year to its first, middle or last third; "about"
    marks a duration with EDTF's ``~``; "the end of the year" is its last month. A day of an unknown year keeps
    EDTF's ``XXXX``.
    """
    if kind is WhenType.DURATION:
        if "X" in value:
            return None
        about = "~" if mod in ("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE") else ""
        if quarters := re.fullmatch(r"P(\d+)Q", value):
            value = f"P{3 * int(quarters[1])}M"
        return When.duration(value + about, how=how, text=text)
    if kind is WhenType.SET:
        return When(type=kind, earliest=None, latest=None, edtf=value, how=how, text=text)
    if _KEPT.fullmatch(value):
        return When(type=WhenType.DATE, earliest=None, latest=None, edtf=value, how=how, text=text)
    days = days_of(value)
    if days is None:
        return None
    return _placed(value, kind, mod, _cut(*days, mod, text), (how, text))


def _placed(value: str, kind: WhenType, mod: str | None, days: tuple[date, date], note: tuple[str, str]) -> When:
    made = When.between(*days, how=note[0], text=note[1])
    edtf = made.edtf
    if mod not in ("START", "MID", "END"):
        base = value.split("T", 1)[0]
        if season := _SEASON.fullmatch(base):
            edtf = f"{season[1]}-{_SEASON_EDTF[season[2]]}"
        elif re.fullmatch(r"\d{2,3}", base):
            edtf = base + "X" * (4 - len(base))
    earliest, latest = made.earliest, made.latest
    if clock := re.search(r"T(\d\d:\d\d)", value):
        earliest = latest = edtf = f"{days[0].isoformat()}T{clock[1]}"
    if mod == "APPROX":
        edtf += "~"
    return When(type=kind, earliest=earliest, latest=latest, edtf=edtf, how=note[0], text=note[1])


_EDGE = re.compile(r"\b(?:start|beginning|end|close) of\b", re.IGNORECASE)


def _cut(first: date, last: date, mod: str | None, text: str) -> tuple[date, date]:
    width = (last - first).days + 1
    if mod not in ("START", "MID", "END") or width < 7:
        return first, last
    if 80 < width < 367 and mod != "MID" and _EDGE.search(text):  # "by the end of the year" is in December
        month = first if mod == "START" else last
        return _months(month.year, month.month, month.month)
    if width > 3000:  # "the early 1990s", "the late 19th century": whole years
        years = (last.year - first.year + 1) // 3
        start, end = (first.year + years, last.year - years) if mod == "MID" else (first.year, first.year + years)
        start, end = (last.year - years, last.year) if mod == "END" else (start, end)
        return date(start, 1, 1), date(end, 12, 31)
    if 28 <= width <= 31:
        thirds = (first, first.replace(day=10)), (first.replace(day=11), first.replace(day=20))
        return (*thirds, (first.replace(day=21), last))[("START", "MID", "END").index(mod)]
    third = width // 3
    cuts = (first, first + timedelta(days=third)), (first + timedelta(days=third), last - timedelta(days=third))
    return (*cuts, (last - timedelta(days=third), last))[("START", "MID", "END").index(mod)]


def quarter_of(day: date) -> tuple[int, int]:
    """Return the year and the number of the quarter of ``day``."""
    return day.year, (day.month + 2) // 3


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Butcher's algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * ell) // 433
    month = (h + ell - 7 * m + 90) // 25
    return date(year, month, (h + ell - 7 * m + 33 * month + 19) % 32)
