"""What a cell of somebody's table says → an address, a calendar day, names, a language: only where it is certain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

MAX_SHORT = 2_000
"""Longest title, name or address, in characters; longer is something else in the wrong column."""

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f\ud800-\udfff\"<>]{3,2000}", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,3})?"
_AFTER = r"(?!\d)"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "2025-12-06", "2025-12-06T09:00:00+01:00", "2025/12/06 09:00": year first is read in one way only
        rf"(?P<year>\d{{4}})(?P<sign>[-/.])(?P<number>\d\d)(?P=sign)(?P<day>\d\d){_AFTER}",
        r"(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?:T?\d{4,6}Z?)?$",  # "20251206", "20251206T090000Z"
        # "6 December 2025", "Sat, 06 Dec 2025 09:00:00 GMT", "6th of December, 2025"
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s|-)(?:of\s)?{_MONTH},?(?:\s|-)(?P<year>\d{{4}}){_AFTER}",
        # "December 6, 2025", "Dec. 6th, 2025 Saturday"
        rf"{_WEEKDAY}{_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}}){_AFTER}",
    )
)
_STAND_INS = frozenset({date(1970, 1, 1), date(1900, 1, 1)})
"""What an empty cell becomes on its way through Unix time and through Excel."""
_DAY_SECONDS = 86_400
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z]{2,4})?", re.IGNORECASE)
_NAMED = {
    "english": "en", "eng": "en", "french": "fr", "fra": "fr", "fre": "fr", "german": "de", "deu": "de", "ger": "de",
    "spanish": "es", "spa": "es", "arabic": "ar", "ara": "ar", "russian": "ru", "rus": "ru", "chinese": "zh",
    "zho": "zh", "chi": "zh", "portuguese": "pt", "por": "pt", "italian": "it", "ita": "it", "turkish": "tr",
    "tur": "tr", "ukrainian": "uk", "ukr": "uk", "japanese": "ja", "jpn": "ja", "persian": "fa", "fas": "fa",
    "hebrew": "he", "heb": "he", "korean": "ko", "kor": "ko", "hindi": "hi", "hin": "hi", "dutch": "nl", "nld": "nl",
    "polish": "pl", "pol": "pl",
}  # fmt: skip
_LISTED = re.compile(r"""'([^'"\[\]]{1,200})'|"([^"\[\]]{1,200})\"""")
_APART = re.compile(r"\s*[;|\n]\s*|,?\s+and\s+")
_BY = re.compile(r"by:?\s+", re.IGNORECASE)
_MAX_NAMES = 50


def line(text: str | None) -> str | None:
    """Return a title or a name as one line, None where there is none or it is too long to be one."""
    said = " ".join((text or "")[: MAX_SHORT * 2].split()).encode("utf-8", "replace").decode("utf-8")
    return said if 0 < len(said) <= MAX_SHORT else None


def address(text: str | None) -> str | None:
    """Return an address of the web, without the brackets old WARC files put around it, or None."""
    said = (text or "")[: MAX_SHORT * 2].strip().removeprefix("<").removesuffix(">")
    return said if _ADDRESS.fullmatch(said) else None


def day_of(value: object) -> str | None:
    """Return the calendar day of a date, a time or a text as ``2025-12-06``; None where it is not certain.

    A time's day is the writer's own, whatever the zone. "03/04/2025" is April to one half of the world and March to
    the other, and is no date one knows. A number is a day only where it is one to the second: seconds or milliseconds
    of Unix time at midnight, as pandas writes days to JSON.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, date):
        return _sure(value.year, value.month, value.day)
    text = str(value)[:80].strip() if isinstance(value, str | int | float) else ""
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if re.fullmatch(r"\d{9,10}|\d{12,13}", text):
        seconds, rest = divmod(int(text), 1000) if len(text) > 10 else (int(text), 0)
        midnight = not rest and seconds % _DAY_SECONDS == 0
        found = date.fromordinal(date(1970, 1, 1).toordinal() + seconds // _DAY_SECONDS)
        return _sure(found.year, found.month, found.day) if midnight else None
    for pattern in _DAYS:
        if match := pattern.match(text):
            named = match.groupdict()
            month = int(named["number"]) if named.get("number") else _MONTHS[named["month"].lower()]
            return _sure(int(named["year"]), month, int(named["day"]))
    return None


def _sure(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if 1500 <= year <= 2099 and found not in _STAND_INS else None


def language_of(text: str | None) -> str | None:
    """Return a language as ISO 639-1: "en", "en-GB", "eng", "English" → en; None where it is none we know."""
    said = (text or "")[:40].strip().lower()
    if said in _NAMED:
        return _NAMED[said]
    match = _LANGUAGE.fullmatch(said)
    return match[1] if match else None


def names(value: object) -> tuple[str, ...]:
    """Return the names in a cell: a list, "Ada Voss; Karl Lind", "By Ada Voss and Karl Lind", "['Ada Voss']".

    A comma parts nothing: "Voss, Ada" is one person.
    """
    if isinstance(value, str):
        said = value[:MAX_SHORT].strip()
        if said.startswith("[") and said.endswith("]"):  # a list that went through a CSV file
            given: Iterable[object] = [one or two for one, two in _LISTED.findall(said)]
        else:
            given = _APART.split(_BY.sub("", said, count=1) if _BY.match(said) else said)
    else:
        given = value[:_MAX_NAMES] if isinstance(value, list | tuple) else ()
    found = (line(name) for name in given if isinstance(name, str))
    return tuple(dict.fromkeys(name for name in found if name and len(name) <= 200))[:_MAX_NAMES]
