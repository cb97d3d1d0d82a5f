"""The words of time in English news, as tables and as pieces of patterns."""

from __future__ import annotations

import re

MONTHS = {
    name: i + 1
    for i, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        )
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: i
    for i, names in enumerate(("monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs",
                               "friday fri", "saturday sat", "sunday sun"))
    for name in names.split()
}  # fmt: skip
ORDINALS = {
    word: i + 1
    for i, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
    )
}
_SMALL = {
    word: i
    for i, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
_TENS = {w: (i + 2) * 10 for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS = {
    "second": "S", "minute": "M", "min": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W",
    "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C",
}  # fmt: skip
CLOCK_UNITS = frozenset({"second", "minute", "min", "hour"})
PARTS = {
    "morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "midday": "MI",
    "noon": "MI", "midnight": "NI", "dawn": "MO", "dusk": "EV", "lunchtime": "MI", "daytime": "DT",
}  # fmt: skip
HOLIDAYS = {
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "independence day": (7, 4),
    "halloween": (10, 31), "valentine's day": (2, 14), "veterans day": (11, 11), "armistice day": (11, 11),
    "bastille day": (7, 14), "may day": (5, 1), "victory day": (5, 9), "d-day": (6, 6),
}  # fmt: skip
"""Holidays of a fixed date. Victory Day is Russia's; Independence Day the United States' (others name their own)."""

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY"
    r"|SUNDAY|(?:Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.)"
)
YEAR = r"(?:1[0-9]\d\d|20\d\d)"
DAY = r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)"
DAYTH = r"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))"
ORDINAL = "(?:" + "|".join(ORDINALS) + ")"
PART = r"(?:early morning|late morning|early afternoon|late afternoon|early evening|late evening|late night" + (
    r"|morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk|lunchtime)"
)
SEASON = r"(?:spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Fall|Winter)"
UNIT = (
    r"(?:seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|fortnights?|weekends?|months?|quarters?|years?|decades?"
    r"|centur(?:y|ies))"
)
CALENDAR = r"(?:day|week|weekend|month|quarter|year|decade|century)"
_WORDS = "|".join([*_TENS, *sorted(_SMALL, key=len, reverse=True)])
NUMBER = (
    rf"(?i:\d{{1,3}}(?:,\d{{3}})+|\d{{1,4}}(?:\.\d{{1,2}})?"
    rf"|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_SMALL)}))?(?: hundred| thousand)?"
    rf"|(?:{_WORDS})(?: hundred| thousand)?|a hundred|a thousand|hundred|thousand)"
)
SPOKEN = (
    rf"(?i:(?:eighteen|nineteen|twenty) (?:hundred|oh[ -](?:{'|'.join(list(_SMALL)[1:10])})"
    rf"|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(list(_SMALL)[1:10])}))?|(?:{'|'.join(list(_SMALL)[10:])}))"
    rf"|two thousand(?: and)?(?: (?:{'|'.join(list(_SMALL)[1:])}))?(?= *(?:$|[.,;:!?])))"
)
"""A year as it is said: "nineteen seventy-nine", "two thousand and four" at the end of a clause."""
VAGUE = r"(?i:several|a few|few|some|many|a couple of|a couple|couple of|dozens of|countless|a number of)"
APPROXIMATE = (
    r"(?:(?i:about|around|nearly|almost|roughly|approximately|some|more than|less than|fewer than|over|under|at least"
    r"|at most|up to|just over|just under|well over|only|just|no more than|not more than|as many as|another)[ ])"
)
CLOCK = r"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)? ?(?:a\.m\.|p\.m\.|a\.m|p\.m|am|pm|AM|PM|A\.M\.|P\.M\.)"
CLOCK24 = r"(?:[01]?\d|2[0-3]):[0-5]\d"
ZONE = r"(?: ?(?:E[SD]T|C[SD]T|M[SD]T|P[SD]T|GMT|UTC|CET|CEST|BST|MSK|ET|local time|Moscow time|Eastern time))"


def count_of(words: str) -> str | None:
    """Return the number that ``words`` spell, as ISO 8601 writes it; "X" where they are vague; None if neither.

    "twenty-one" is "21", "1.5" is "1.5", "a couple of" is "2", "several" is "X".
    """
    text = words.lower().strip().replace("-", " ").replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return text
    if text in ("a", "an", "one", "another", "the", ""):
        return "1"
    if text in ("a couple of", "a couple", "couple of"):
        return "2"
    if re.fullmatch(VAGUE, text):
        return "X"
    total = 0
    for word in text.removeprefix("a ").split():
        if word in _SMALL:
            total += _SMALL[word]
        elif word in _TENS:
            total += _TENS[word]
        elif word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        else:
            return None
    return str(total)


def spoken_year(words: str) -> int | None:
    """Return the year that ``words`` say: "nineteen seventy-nine" is 1979, "two thousand and four" is 2004."""
    first, *rest = words.lower().replace("-", " ").replace(" and", "").split()
    if rest[:1] == ["thousand"]:
        return 2000 + sum(_SMALL[w] for w in rest[1:])
    if first not in _SMALL and first not in _TENS:
        return None
    tail = sum(0 if w in ("hundred", "oh") else _SMALL.get(w, 0) + _TENS.get(w, 0) for w in rest)
    return 100 * (_SMALL.get(first, 0) + _TENS.get(first, 0)) + tail


def unit_of(word: str) -> str:
    """Return the singular of a unit of time as the tables spell it ("centuries" gives "century")."""
    low = word.lower()
    if low.startswith("centur"):
        return "century"
    return low[:-1] if low.endswith("s") else low
