"""Resolving expressions of time that lean on another day: the day of publication, or the story's own last date.

Every function named like a rule of ``times_grammar`` resolves that rule's expressions and returns a
TIMEX3 value, or None when nothing certain can be said; its docstring is the explanation a reader is shown.
The publication date anchors; it never stands in for a date the text does not give.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from communique.reference import dates
from communique.reference.story import (
    Resolver,
    Story,
    clock_value,
    month_number,
    part_value,
    weekday_number,
    year_value,
)
from communique.reference.tense import Tense
from communique.reference.times_grammar import Expression
from communique.reference.times_values import add_months, days_of, quarter_of, week_value
from communique.reference.times_words import CLOCK_UNITS, PARTS, SEASONS, UNITS, count_of, unit_of


def weekday(e: Expression, story: Story, tense: Tense) -> str | None:
    """A day of the week: the last one up to the day of publication, or the next one from it where the sentence
    looks ahead ("will meet on Saturday"). In a narrative it is counted from the last date the text gave.
    """
    words, which = e.get("weekday"), (e.get("which") or "").lower()
    if words is None:
        return None
    base = None if story.narrative else story.day
    if (story.narrative or "previous" in which or "following" in which) and story.focus:
        days = days_of(story.focus)
        base = days[0] if days and days[0] == days[1] else base
    if base is None:
        return f"XXXX-WXX-{weekday_number(words) + 1}"
    if e.get("of_week") is not None:
        weeks = {"last": -1, "the previous": -1, "next": 1, "the following": 1}.get(which, 0)
        monday = base + timedelta(weeks=weeks, days=-base.weekday())
        return (monday + timedelta(days=weekday_number(words))).isoformat() + part_value(e.get("part"))
    ahead, back = (weekday_number(words) - base.weekday()) % 7, (base.weekday() - weekday_number(words)) % 7
    if "next" in which or "following" in which:
        shift = ahead or 7
    elif "last" in which or "previous" in which:
        shift = -(back or 7)
    elif "coming" in which or (which == "this" and tense is not Tense.PAST):
        shift = ahead
    else:
        shift = ahead if tense is Tense.FUTURE and not which else -back
    if e.get("later"):  # "Friday week", "a week from Friday": a week after the coming Friday
        shift = ahead + 7
    if e.get("into"):  # the night before the day it runs into
        return (base + timedelta(days=shift - 1)).isoformat() + "TNI"
    value = (base + timedelta(days=shift)).isoformat()
    if e.get("at"):
        return value + (clock_value(e.get("at") or "") or "")
    return value + part_value(e.get("part") or _before(e))


def _before(e: Expression) -> str | None:
    words = (e.get("before") or "").replace(",", "").removesuffix("on ").strip()
    return words or None


_DAY_WORDS = {"yesterday": -1, "tomorrow": 1, "last night": -1, "last evening": -1, "day before yesterday": -2,
              "day after tomorrow": 2}  # fmt: skip


def day_word(e: Expression, story: Story, tense: Tense) -> str | None:
    """A day named from the day of publication: today, yesterday, last night."""
    word = (e.get("word") or "").lower()
    part = part_value(e.get("part"))
    if not part and word not in ("today", "yesterday", "tomorrow"):
        part = "TNI" if word == "tonight" else part_value(word) if word.split()[-1] in PARTS else ""
    if story.narrative:  # "The fort of 1643 is a museum today."
        return "PRESENT_REF" if word == "today" else None
    if story.day is None:
        return None
    shift = _DAY_WORDS.get(word, 0)
    if word == "overnight" and tense is not Tense.FUTURE:  # "drones struck overnight": the night that is over
        shift = -1
    return (story.day + timedelta(days=shift)).isoformat() + part


def span_of_now(e: Expression, story: Story, tense: Tense) -> str | None:
    """A week, month or year counted from the day of publication ("this week", "last month", "the weekend")."""
    which, unit = (e.get("which") or "").lower(), (e.get("unit") or "").lower()
    if ("past" in which and "this" not in which) or (which in ("the last", "the next") and unit in ("year", "decade")):
        return _period("1", unit)
    now = story.present
    if now is None:
        return None
    shift = -1 if "last" in which or which == "this past" else 1 if which in ("next", "the coming", "the next") else 0
    if e.get("end"):
        if "ear" in (e.get("end") or ""):  # "shares have lost a tenth since year-end": the year that is over
            return f"{now.year - (e.get('since') is not None)}-12-31"
        return f"{now.year}-{now.month:02d}"
    if unit == "weekend":
        return _weekend(now, shift, which, tense)
    return _calendar_unit(now, unit, shift)


def _weekend(now: date, shift: int, which: str, tense: Tense) -> str:
    if not which:
        shift = 0 if tense is Tense.FUTURE or now.weekday() >= 5 else -1
    return week_value(now + timedelta(weeks=shift)) + "-WE"


def _calendar_unit(now: date, unit: str, shift: int) -> str | None:
    if unit == "day":
        return (now + timedelta(days=shift)).isoformat()
    if unit == "week":
        return week_value(now + timedelta(weeks=shift))
    if unit == "month":
        return add_months(now, shift).isoformat()[:7]
    if unit == "quarter":
        year, number = quarter_of(add_months(now, 3 * shift))
        return f"{year:04d}-Q{number}"
    years = {"year": 1, "decade": 10, "century": 100}[unit]
    return f"{now.year + years * shift:04d}"[: {1: 4, 10: 3, 100: 2}[years]]


def span_of_story(e: Expression, story: Story, tense: Tense) -> str | None:
    """A day, month or year counted from the last date the text gave ("the next day", "that year")."""
    which, unit = (e.get("which") or "").lower(), (e.get("unit") or "").lower()
    shift = (
        1 if re.search(r"next|following|after", which) else -1 if re.search(r"prev|preced|before|earl", which) else 0
    )
    if (
        unit == "year"
        and e.get("event") is None
        and (year := (story.named or story.year) if not shift else (story.year or story.named))
    ):
        return year_value(year + shift)
    if story.era:
        return None
    days = days_of(story.focus) if story.focus else None
    near = (story.on or story.day) if not story.narrative else story.on
    if near and which in ("", "in the") and unit in ("day", "morning", "afternoon", "evening"):  # "later in the day"
        days = near, near
    if days is None or e.get("event") is not None:  # "the day before the vote" is known to who knows the vote's
        return None
    exact = days[0] == days[1]
    if unit in ("day", "morning", "afternoon", "evening", "night"):
        if not exact:
            return f"{story.focus}-XX" if story.focus and len(story.focus) == 7 else None
        return (days[0] + timedelta(days=shift)).isoformat() + (part_value(unit) if unit != "day" else "")
    if unit == "weekend":
        return week_value(days[0] + timedelta(weeks=shift)) + "-WE"
    if unit in ("week", "month") and (days[1] - days[0]).days > 31:
        return None
    return _calendar_unit(days[0], unit, shift)


def nth_day(e: Expression, story: Story, tense: Tense) -> str | None:
    """A day counted from the start of something ("a third day on Saturday"): the day its sentence names, or that of
    publication where it is going on ("It is the second day of the siege").
    """
    going_on = e.get("going_on") is not None and not story.narrative
    return story.day.isoformat() if going_on and story.day else None


def that_period(e: Expression, story: Story, tense: Tense) -> str | None:
    """A stretch of time spoken of before ("during that period"): recognised and left open."""
    return None


def shift(e: Expression, story: Story, tense: Tense) -> str | None:
    """A time so many days, weeks, months or years away: "ago" from the day of publication, "later" and
    "earlier" from the last date the text gave.
    """
    unit, way = unit_of(e.get("unit") or ""), (e.get("way") or "").lower()
    back = way in ("ago", "earlier", "before", "before that", "previously", "prior", "beforehand")
    count = count_of(e.get("count") or "")
    if not e.get("count") or count is None or count == "X":
        return "PAST_REF" if back else "FUTURE_REF"
    if story.era:
        bare = unit == "year" and story.year and way not in ("ago", "from now", "hence")
        return year_value(story.year + int(float(count)) * (-1 if back else 1)) if bare and story.year else None
    days = days_of(story.focus) if story.focus else None
    from_now = way in ("ago", "from now", "hence") or (
        way == "earlier" and unit == "year" and not (story.narrative or story.near)
    )
    year_back = way == "ago" or (way == "earlier" and not story.narrative)
    if story.quarter and year_back and (count, unit) == ("1", "year"):
        return f"{int(story.quarter[:4]) - 1:04d}{story.quarter[4:]}"
    base = story.present if from_now else days[0] if days else None if story.narrative else story.day
    if base is None or (days is None and not from_now and not back):
        return None
    if not from_now and days and unit in ("day", "week") and days[0] != days[1]:
        return None
    return _moved(base, unit, float(count) * (-1 if back else 1))


def ahead(e: Expression, story: Story, tense: Tense) -> str | None:
    """A time so many days, weeks, months or years after the day of publication ("in two weeks' time")."""
    count = count_of(e.get("count") or "")
    if story.present is None or count is None:
        return None
    return _moved(story.present, unit_of(e.get("unit") or ""), float(count))


def _moved(base: date, unit: str, count: float) -> str | None:
    try:
        if unit in ("day", "night", "weekend"):
            return (base + timedelta(days=count)).isoformat()
        if unit in ("week", "fortnight"):
            return (base + timedelta(weeks=count * (2 if unit == "fortnight" else 1))).isoformat()
        if unit in ("month", "quarter"):
            return add_months(base, round(count * (3 if unit == "quarter" else 1))).isoformat()[:7]
        if unit in CLOCK_UNITS:
            return base.isoformat()
        years = base.year + round(count * {"year": 1, "decade": 10, "century": 100}[unit])
        return f"{years:04d}"[: 4 if unit == "year" else 3] if years > 0 else None
    except OverflowError:
        return None


_OFTEN = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "everyday": "P1D", "weekly": "P1W", "monthly": "P1M",
          "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y"}  # fmt: skip


def every(e: Expression, story: Story, tense: Tense) -> str | None:
    """Something that comes again: how far apart, or on which day."""
    if adverb := e.get("adverb"):
        return _OFTEN[adverb.lower().strip()]
    if part := e.get("part"):
        return f"XXXX-XX-XX{part_value(part)}"
    if day := e.get("weekday") or (e.get("plural") or "")[:-1]:
        return f"XXXX-WXX-{weekday_number(day) + 1}"
    if month := e.get("month"):
        return f"XXXX-{SEASONS[month.lower()]}" if month.lower() in SEASONS else f"XXXX-{month_number(month):02d}"
    return _period("2" if e.get("other") == "other " else count_of(e.get("count") or ""), unit_of(e.get("unit") or ""))


def length(e: Expression, story: Story, tense: Tense) -> str | None:
    """How long something lasts; "about", "nearly", "more than" make it approximate."""
    if recent := e.get("recent"):
        return _period("X", unit_of(e.get("unit") or "")) if recent else None
    if compound := e.get("compound") or e.get("ended"):
        return _period("X" if e.get("many") else "1", unit_of(compound))
    if e.get("halved"):
        return {"hour": "PT30M", "day": "PT12H", "year": "P6M", "century": "P50Y", "decade": "P5Y", "minute": "PT30S",
                "month": "P15D"}[e.get("unit") or ""]  # fmt: skip
    words = e.get("count")
    count = "X" if words is None else count_of(words.removesuffix(" additional"))
    if count and count != "X" and (e.get("half") or e.get("and")):
        count += ".5"
    unit = unit_of(e.get("unit") or "")
    return _period(count, {"summer": "year", "winter": "year"}.get(unit, unit))


def _period(count: str | None, unit: str) -> str | None:
    if count is None:
        return None
    if unit in CLOCK_UNITS:
        return f"PT{count}{UNITS[unit]}"
    scaled = {"decade": (10, "Y"), "century": (100, "Y"), "fortnight": (2, "W"), "weekend": (2, "D")}.get(unit)
    if count != "X" and scaled:  # "a decade and a half" is 15 years
        return f"P{float(count) * scaled[0]:g}{scaled[1]}"
    return f"P{count}{UNITS[unit]}"


def vague(e: Expression, story: Story, tense: Tense) -> str | None:
    """A past, present or future that no calendar holds ("recently", "now", "soon"): recognised and left open."""
    return "PAST_REF" if e.get("past") else "PRESENT_REF" if e.get("now") else "FUTURE_REF"


def vague_adjective(e: Expression, story: Story, tense: Tense) -> str | None:
    """A present that no calendar holds, as an adjective ("the current talks"): seen, and no time of its own."""
    return vague(e, story, tense)


def clock(e: Expression, story: Story, tense: Tense) -> str | None:
    """A time of day, on the day the phrase names, or the last one its paragraph named; else on none."""
    time = clock_value(e.get("clock") or "")
    if e.get("weekday"):
        found = weekday(e, story, tense)
        return f"{found}{time}" if found else None
    if word := e.get("word"):
        return f"{(story.day + timedelta(days=_DAY_WORDS.get(word, 0))).isoformat()}{time}" if story.day else None
    day = story.here
    if story.narrative or story.near:
        days = days_of(story.focus) if story.focus else None
        day = days[0] if days and days[0] == days[1] else None
    return f"{day.isoformat()}{time}" if day and time else None


RESOLVERS: Mapping[str, Resolver] = MappingProxyType(
    {
        f.__name__: f
        for f in (
            dates.numeric,
            dates.calendar_date,
            dates.century_bc,
            dates.plain_bc,
            dates.decade,
            dates.decade_bc,
            dates.spoken_year,
            dates.this_year,
            dates.day_of_range,
            dates.century,
            dates.year,
            dates.short_year,
            dates.season,
            dates.quarter,
            dates.year_before,
            dates.half,
            dates.holiday,
            dates.day_of_list,
            weekday,
            day_word,
            span_of_now,
            span_of_story,
            nth_day,
            that_period,
            shift,
            ahead,
            every,
            length,
            vague,
            vague_adjective,
            clock,
        )
    }
)
"""The function that resolves each rule of the grammar, by the rule's name."""
