"""What is known while a text is read for its dates, and the words that dates are made of as numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from communique.reference.tense import Tense
from communique.reference.times_grammar import Expression
from communique.reference.times_values import days_of
from communique.reference.times_words import MONTHS, ORDINALS, PARTS, WEEKDAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is known while reading on: the day of publication, and the last date the text itself gave.

    ``focus`` is the clock of the telling, as a TIMEX3 value; ``named`` is the year the text named last, which may
    lie off the telling ("they won in 1941 what they had lost in 1938": "that year" is 1938, "in May" is 1941);
    ``on`` is the last whole day named ("later in the day" is of it, whatever year was mentioned in between);
    ``here`` is the last whole day the paragraph named, publication included where it says "today";
    ``section`` is the year of the heading above ("1943: the siege").
    ``quarter`` and ``stretch``: the quarter, or the part of a year ("P9M"), that a company's report spoke of last.
    ``narrative``: the text tells of a time far from its publication, so that "in May" means the year the
    telling has reached; ``era``: it counts years before Christ, which are negative numbers here.
    """

    day: date | None
    focus: str | None = None
    named: int | None = None
    on: date | None = None
    here: date | None = None
    section: int | None = None
    narrative: bool = False
    near: bool = False
    quarter: str | None = None
    stretch: str | None = None
    era: bool = False

    @property
    def year(self) -> int | None:
        """Year of the last date of the telling."""
        return year_of(self.focus) if self.focus else None

    @property
    def month(self) -> int | None:
        """Month of the last date of the telling; of a season its middle one."""
        found = _MONTH_REACHED.match(self.focus or "")
        if found is None:
            return None
        return int(found[1]) if found[1].isdigit() else {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[found[1]]

    @property
    def present(self) -> date | None:
        """The day "this year" and "two weeks ago" count from: that of publication, in a narrative the telling's."""
        if not self.narrative:
            return self.day
        days = days_of(self.focus) if self.focus else None
        return days[0] if days else None


_MONTH_REACHED = re.compile(r"(?:BC)?\d{4}-(\d\d|SP|SU|FA|WI)")
_YEAR_REACHED = re.compile(r"(BC)?(\d{4})")


def year_of(value: str) -> int | None:
    """Return the year of a TIMEX3 value, negative before Christ; None where it has none."""
    found = _YEAR_REACHED.match(value)
    return int(found[2]) * (-1 if found[1] else 1) if found else None


def year_value(year: int) -> str:
    """Return a year as TIMEX3 writes it: ``1941``, ``BC0480``."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


Resolver = Callable[[Expression, Story, Tense], str | None]


def month_number(words: str) -> int:
    """Return the number of a month by its name or abbreviation."""
    return MONTHS[words.rstrip(".").lower()]


def weekday_number(words: str) -> int:
    """Return the number of a weekday, Monday 0."""
    return WEEKDAYS[words.rstrip(".").lower()]


def ordinal_number(words: str) -> int:
    """Return the number an ordinal says; "last" and "latter" are the second of two."""
    low = words.lower()
    if low[0].isdigit():
        return int(re.match(r"\d+", low)[0])  # type: ignore[index]
    tens, _, units = low.replace(" ", "-").rpartition("-")
    if tens:
        return {"twenty": 20, "thirty": 30}[tens] + ORDINALS[units]
    return {"last": 2, "latter": 2, "thirtieth": 30}.get(low) or ORDINALS[low]


def part_value(words: str | None) -> str:
    """Return the TIMEX3 tail of a part of the day ("TMO"), empty when none is named."""
    return f"T{PARTS[words.lower().split()[-1]]}" if words else ""


def clock_value(words: str) -> str | None:
    """Return the TIMEX3 tail of a time of day ("T09:00"), None when the words hold none."""
    low = words.lower()
    if named := next((t for t in ("noon", "midday", "midnight") if t in low), None):
        return "T24:00" if named == "midnight" else "T12:00"
    if "dawn" in low or "dusk" in low:
        return part_value(low.strip())
    m = re.search(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?", low)
    if m is None:
        return None
    hour = int(m[1]) % 12 + (12 if m[3] == "p" else 0) if m[3] else int(m[1])
    return f"T{hour:02d}:{m[2] or '00'}"


def year_word(words: str | None, story: Story) -> int | None:
    """Return the year that "last year", "that year" … mean."""
    if words is None:
        return None
    low = words.lower()
    if "that" in low or "same" in low:
        return story.named or story.year
    if story.present is None:
        return None
    return story.present.year + (-1 if "last" in low else 1 if "next" in low else 0)


def nearest_year(month: int, day: int, now: date, tense: Tense, weekday: str | None) -> int:
    """Return the year in which a month, or a day of it, lies as the tense has it: the last one up to ``now``
    for the past, the next one for what is ahead, the nearest where the sentence does not say.
    """
    years = (now.year, now.year - 1, now.year + 1)
    if weekday and day:
        fits = [
            y
            for y in years
            if (d := days_of(f"{y}-{month:02d}-{day:02d}")) and d[0].weekday() == weekday_number(weekday)
        ]
        if fits:
            return fits[0]
    ahead = (month, day or now.day) > (now.month, now.day)
    back = (month, day or now.day) < (now.month, now.day)
    distance = (month - now.month) % 12
    if tense is Tense.FUTURE and back and 0 < distance <= 8:
        return now.year + 1
    if tense is Tense.FUTURE or not ahead:
        return now.year
    if tense is Tense.PAST and (distance > 2 or not day):
        return now.year - 1
    return now.year if distance <= 5 else now.year - 1
