"""Calendar days as pages write them, in the languages of ``months.tsv``, with their precision."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Years outside these are misreadings (a price, a street number), not years of a page."""


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: first and last day it may mean, and where it stands."""

    earliest: date
    latest: date
    start: int
    end: int


@cache
def months() -> dict[str, int]:
    """Return month names and short forms, in lower case, with their number."""
    table: dict[str, int] = {}
    for row in files(__package__).joinpath("months.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            number, names = row.split("\t")
            for name in names.split("|"):
                table.setdefault(name, int(number))
    return table


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "(?P<month>" + "|".join(sorted(map(re.escape, months()), key=len, reverse=True)) + r")\b\.?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    ordinal = r"(?:st|nd|rd|th|er|ère|º|ª|\.)?"
    return (
        re.compile(
            r"(?<![\d.])(?P<year>(?:19|20)\d\d)[-/.](?P<number>0?[1-9]|1[0-2])[-/.](?P<day>0[1-9]|[12]\d|3[01]|"
            r"[1-9])(?!\d)"
        ),
        re.compile(
            rf"(?<!\d)(?P<day>[0-3]?\d){ordinal}(?:\s(?:de|of|do|d['’]))?[\s-]{{0,2}}{month},?(?:\s(?:de|del|"
            rf"of))?[\s-]{{0,2}}{year}",
            re.I,
        ),
        re.compile(rf"\b{month}[\s-](?P<day>[0-3]?\d){ordinal},?\s{{0,2}}{year}", re.I),
        re.compile(
            r"(?<![\d.])(?P<day>[0-3]?\d)\.\s?(?P<number>0?[1-9]|1[0-2])\.\s?(?P<year>(?:19|20)\d\d)(?!\d|\.\d)"
        ),
        re.compile(r"(?<![\d/])(?P<one>[0-3]?\d)[/-](?P<two>[0-3]?\d)[/-](?P<year>(?:19|20)\d\d)(?!\d)"),
        re.compile(r"(?P<year>(?:19|20)\d\d)年\s?(?P<number>1[0-2]|0?[1-9])月\s?(?P<day>[0-3]?\d)日"),
        re.compile(r"(?P<year>(?:19|20)\d\d)년\s?(?P<number>1[0-2]|0?[1-9])월\s?(?P<day>[0-3]?\d)일"),
        re.compile(r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<number>0[1-9]|1[0-2])\.(?P<short>\d\d)(?![\d.])"),
    )


@cache
def _month_only() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, months()), key=len, reverse=True))
    return re.compile(rf"\b(?P<month>{names})\b\.?,?\s(?:de\s)?(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)


def find(text: str) -> Iterator[Found]:
    """Yield every full date of ``text`` in order of position.

    "05/12/2025" can be read two ways; it is given only when one of them is no date.
    """
    found = [day for pattern in _patterns() for m in pattern.finditer(text) if (day := _of(m)) is not None]
    yield from sorted(found, key=lambda f: (f.start, -f.end))


def alone(text: str) -> bool:
    """Tell whether a line is little more than a date: "By Carla Ruiz | 24 November 2013"."""
    if len(text) >= 100:
        return False
    found = next(find(text), None)
    return found is not None and len(text) - (found.end - found.start) <= 45


def find_month(text: str) -> Found | None:
    """Return the first month with its year ("March 2024") as the interval of its days, or None."""
    match = _month_only().search(text)
    if match is None:
        return None
    year, month = int(match.group("year")), months()[match.group("month").lower()]
    return Found(*month_of(year, month), match.start(), match.end())


def month_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def stamp(text: str | None) -> Found | None:
    """Read a machine's timestamp ("2025-12-06T09:00:00+01:00", "20251206", "2025-12"); the day is taken as written.

    The day is the writer's own: turned into another time zone, an evening story would move to the next day.
    """
    if not text:
        return None
    text = text.strip()[:80]
    match = re.match(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)|(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})", text)
    if match:
        year, month, day = (int(g) for g in match.groups() if g)
        made = _day(year, month, day)
        return Found(made, made, 0, match.end()) if made else None
    if match := re.match(r"(\d{4})-(\d{2})$", text):
        year, month = int(match.group(1)), int(match.group(2))
        if FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12:
            return Found(*month_of(year, month), 0, match.end())
        return None
    if match := re.match(r"1[0-9]{9}(?:\d{3})?$", text):
        moment = date.fromordinal(date(1970, 1, 1).toordinal() + int(text[:10]) // 86_400)
        return Found(moment, moment, 0, len(text))
    return next(find(text), None) or find_month(text)


def _of(match: re.Match[str]) -> Found | None:
    named = match.groupdict()
    year = int(named["year"]) if named.get("year") else 2000 + int(named["short"])
    if named.get("one"):
        one, two = int(named["one"]), int(named["two"])
        readings = {d for d in (_day(year, two, one), _day(year, one, two)) if d}
        made = readings.pop() if len(readings) == 1 else None
    else:
        month = int(named["number"]) if named.get("number") else months()[named["month"].lower()]
        made = _day(year, month, int(named["day"]))
    return Found(made, made, match.start(), match.end()) if made else None


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
