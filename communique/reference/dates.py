"""Resolving dates that name their month, year, season or quarter.

Every function named like a rule of ``times_grammar`` resolves that rule's expressions and returns a
TIMEX3 value, or None when nothing certain can be said; its docstring is the explanation a reader is shown.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.reference.story import (
    Story,
    clock_value,
    month_number,
    nearest_year,
    ordinal_number,
    part_value,
    year_value,
    year_word,
)
from communique.reference.tense import Tense
from communique.reference.times_grammar import Expression
from communique.reference.times_values import add_months, days_of, easter, quarter_of, week_value
from communique.reference.times_words import HOLIDAYS, SEASONS
from communique.reference.times_words import spoken_year as said_year


def numeric(e: Expression, story: Story, tense: Tense) -> str | None:
    """A date in figures. "3/4/2015" is left open, since it is 3 April to some and March 4 to others."""
    year = e.get("year") or ""
    if e.get("month"):
        clock = e.get("clock")
        return f"{year}-{e.get('month')}-{e.get('day')}" + (f"T{clock}" if clock else "")
    first, second = int(e.get("first") or 0), int(e.get("second") or 0)
    if len(year) == 2:
        return None
    if first > 12 or e.get("sep") == ".":
        first, second = second, first
    elif second <= 12:
        return None
    value = f"{year}-{first:02d}-{second:02d}"
    return value if days_of(value) else None


def calendar_date(e: Expression, story: Story, tense: Tense) -> str | None:
    """A month, or a day of a month. Without a year it is the nearest one to the day of publication that the
    tense of its sentence allows, or the one the story has reached; with neither the year stays open.
    """
    month, day = month_number(e.get("month") or ""), int(re.sub(r"\D", "", e.get("day") or "") or 0)
    if spelled := e.get("dayth"):  # "Sunday, March eighth"
        day = ordinal_number(spelled)
    tail = f"-{month:02d}" + (f"-{day:02d}" if day else "")
    year = int(e.get("year") or 0) or year_word(e.get("that") or e.get("when"), story)
    if year is None and e.get("which"):
        year = _preposed(month, story, (e.get("which") or "").lower())
    if year is None and (story.narrative or (story.near and not _fresh(month, day, story, tense))):
        year = _reached(month, story)
    if year is None and story.day is not None and not story.narrative:
        if (e.get("mod") or "").lower().startswith("earlier"):  # "the road had been cut for two days earlier in May"
            tense = Tense.PAST
        year = nearest_year(month, day, story.day, tense, e.get("weekday"))
    value = f"{year_value(year)}{tail}" if year else f"XXXX{tail}"
    if year and year > 0 and day and days_of(value) is None:
        return None
    part = part_value(re.sub(r"(?: hours)? of(?: the)?", "", e.get("of_part") or "").strip() or None)
    return value + (clock_value(e.get("at") or "") or "" if e.get("at") else part)


_FRESH = 45
"""Days around the publication in which a day without a year is its own: "Since February 2022 … said on Dec. 5"."""


def _fresh(month: int, day: int, story: Story, tense: Tense) -> bool:
    if story.day is None:
        return False
    days = days_of(f"{nearest_year(month, day, story.day, tense, None):04d}-{month:02d}-{day or 15:02d}")
    return days is not None and abs((days[0] - story.day).days) <= _FRESH


def _preposed(month: int, story: Story, which: str) -> int | None:
    if "that" in which or "previous" in which or "following" in which:
        return _reached(month, story)
    if story.present is None:
        return None
    year, now = story.present.year, story.present.month
    if "next" in which:
        return year + (month <= now)
    if "this" in which:
        return year
    return year - (month >= now)


_FLASHBACK = 5
"""Months a narrative goes back within a year; a month further back is next year's."""


def _reached(month: int, story: Story) -> int | None:
    """The year a narrative has reached: it runs on, so a month far back from the last one is next year's, unless it
    stands under a heading of that year.
    """
    if story.year is None or story.year == story.section:
        return story.year
    return story.year + (1 if story.month and story.month - month > _FLASHBACK else 0)


def century_bc(e: Expression, story: Story, tense: Tense) -> str | None:
    """A year before Christ, as the text writes it."""
    value, month = f"BC{int(e.get('bc') or 0):04d}", e.get("month")
    if month:
        low = month.lower()
        value += f"-{SEASONS[low]}" if low in SEASONS else f"-{month_number(month):02d}"
    return value


def plain_bc(e: Expression, story: Story, tense: Tense) -> str | None:
    """A year of three figures in a text that counts years before Christ."""
    return f"BC{int(e.get('bc') or 0):04d}"


def decade_bc(e: Expression, story: Story, tense: Tense) -> str | None:
    """A decade before Christ ("the 460s BC"), written as the figures all its years share."""
    return f"BC{int(e.get('bc') or 0) // 10:03d}"


def decade(e: Expression, story: Story, tense: Tense) -> str | None:
    """A decade. "The '90s" are those of the twentieth century."""
    words = e.get("decade")
    if words:
        return words[:3]
    short = e.get("short") or ""
    return f"19{short[0]}" if short and int(short) >= 30 else f"20{short[:1]}"


def century(e: Expression, story: Story, tense: Tense) -> str | None:
    """A century, written as the figures all its years share."""
    value = f"{ordinal_number(e.get('ordinal') or '') - 1:02d}"
    return f"BC{value}" if e.get("bce") else value


def year(e: Expression, story: Story, tense: Tense) -> str | None:
    """A year written out."""
    return e.get("year")


def spoken_year(e: Expression, story: Story, tense: Tense) -> str | None:
    """A year as it is said ("in nineteen seventy-nine", "the spring of nineteen eighty-one")."""
    said = said_year(e.get("spoken") or "")
    if said is None:
        return None
    part = (e.get("season") or "").lower()
    tail = "" if not part else f"-{SEASONS[part]}" if part in SEASONS else f"-{month_number(part):02d}"
    return f"{said:04d}{tail}"


def short_year(e: Expression, story: Story, tense: Tense) -> str | None:
    """The last two figures of a year: the second end of "1914-18", or "'45"."""
    short = e.get("short") or ""
    if story.year is not None:
        return f"{story.year // 100:02d}{short}"
    return f"19{short}" if int(short) >= 30 else f"20{short}"


def season(e: Expression, story: Story, tense: Tense) -> str | None:
    """A season of a year: the one named, the story's, or the nearest that the tense allows."""
    name = SEASONS[(e.get("season") or "").lower()]
    year = int(e.get("year") or 0) or year_word(e.get("when"), story)
    which = (e.get("which") or "").lower()
    if year is None and which and story.present:
        year = story.present.year + (-1 if which == "last" else 1 if "next" in which else 0)
        if "that" in which or "following" in which or "previous" in which:
            year = story.year
    if year is None and (story.narrative or story.near):
        year = story.year
    if year is None and story.day is not None and not story.narrative:
        start = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[name]
        year = story.day.year - (1 if start > story.day.month and tense is not Tense.FUTURE else 0)
    return f"{year_value(year)}-{name}" if year else f"XXXX-{name}"


def quarter(e: Expression, story: Story, tense: Tense) -> str | None:
    """A quarter of a year; without a year the last one of that number, or the next where the tense looks ahead."""
    year = int(e.get("year") or e.get("year2") or 0) or year_word(e.get("when"), story)
    if e.get("latest"):
        return _latest_quarter(story)
    number = int(e.get("digit") or 0) or ordinal_number(e.get("ordinal") or "")
    if year is None and story.day is not None:
        now_year, now = quarter_of(story.day)
        year = now_year - (1 if number > now and tense is not Tense.FUTURE else 0)
        year += 1 if number < now and tense is Tense.FUTURE and now - number >= 2 else 0
    return f"{year:04d}-Q{number}" if year else None


def _latest_quarter(story: Story) -> str | None:
    if story.quarter:
        return story.quarter
    if story.day is None:
        return None
    year, number = quarter_of(add_months(story.day, -3))
    return f"{year:04d}-Q{number}"


def year_before(e: Expression, story: Story, tense: Tense) -> str | None:
    """The same period one year before the last one the text named, or that of the year it names ("the 2024 period")."""
    ordinal, named = e.get("ordinal"), e.get("of_year")
    if named:
        if story.stretch and e.get("part") != "quarter":
            return story.stretch
        return f"{named}{story.quarter[4:]}" if story.quarter else named
    if ordinal and story.day:
        return f"{story.day.year - 1}-Q{ordinal_number(ordinal)}"
    if e.get("part") and story.stretch:  # "In the first nine months it earned more than in the year-earlier period"
        return story.stretch
    if story.quarter:
        return f"{int(story.quarter[:4]) - 1:04d}{story.quarter[4:]}"
    return str(story.day.year - 1) if story.day else None


def this_year(e: Expression, story: Story, tense: Tense) -> str | None:
    """The year that is meant without being named ("a high for the year"): that of publication, or the telling's;
    "the latest fiscal year" is the one before, the last that is over.
    """
    over = e.get("over") is not None
    return f"{story.present.year - over:04d}" if story.present else None


def half(e: Expression, story: Story, tense: Tense) -> str | None:
    """Half of a year."""
    words = e.get("when")
    year = int(e.get("year") or 0) or year_word("that" if words == "the year" else words, story)
    return f"{year:04d}-H{ordinal_number(e.get('ordinal') or '')}" if year else None


def holiday(e: Expression, story: Story, tense: Tense) -> str | None:
    """A holiday whose day is known, in the year named or the nearest the tense allows."""
    name = (e.get("name") or "").lower()
    year = int(e.get("year") or 0) or (story.year if story.narrative else None)
    if year is None and story.day is not None and not story.narrative:
        month = (_holiday(name, story.day.year) or story.day).month
        year = nearest_year(month, 15, story.day, tense, None)
    day = _holiday(name, year) if year and year > 0 else None
    if day is None:
        return None
    return week_value(day) if e.get("week") else day.isoformat()


def _holiday(name: str, year: int) -> date | None:
    if name in HOLIDAYS:
        return date(1944 if name == "d-day" else year, *HOLIDAYS[name])
    moved = {"good friday": -2, "easter": 0, "easter sunday": 0, "easter monday": 1}
    if name in moved:
        return easter(year) + timedelta(days=moved[name])
    first = {"thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "labor day": (9, 0, 1),
             "martin luther king day": (1, 0, 3)}  # fmt: skip
    if name in first:
        month, weekday_, nth = first[name]
        start = date(year, month, 1)
        return start + timedelta(days=(weekday_ - start.weekday()) % 7 + 7 * (nth - 1))
    if name == "memorial day":
        return date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())
    if name == "election day":
        monday = date(year, 11, 1) + timedelta(days=-date(year, 11, 1).weekday() % 7)
        return monday + timedelta(days=1)
    return None


def day_of_list(e: Expression, story: Story, tense: Tense) -> str | None:
    """A further day of the month just named ("March 3 to 5")."""
    if story.focus is None or not re.match(r"[\dX]{4}-\d\d-\d\d", story.focus):
        return None
    value = f"{story.focus[:7]}-{int(re.sub(r'[^0-9]', '', e.get('day') or '')):02d}"
    return value if value.startswith("X") or days_of(value) else None


def day_of_range(e: Expression, story: Story, tense: Tense) -> str | None:
    """The first day of a range whose month stands at its end ("on 6-7 February"); ``times`` gives it that month."""
    return None
