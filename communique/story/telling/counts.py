"""Numbers as a sentence gives them: how many of what, and how exactly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {w: float(n) for n, w in enumerate(_ONES)} | {w: float(20 + 10 * n) for n, w in enumerate(_TENS)}
_WORDS |= {f"{t}-{o}": _WORDS[t] + _WORDS[o] for t in _TENS for o in _ONES[1:10]}
VALUES = MappingProxyType(_WORDS)
_SCALES = MappingProxyType({"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "bn": 1e9, "m": 1e6})
_LONGEST = 3_000
"""Sentences are read this far, in characters."""

_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?:" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b)"
    r"(?:[ -](?:hundred|thousand|million|billion|bn)\b)?(?: dozen\b)?"
)
_HEDGE = (
    r"(?:(?P<low>at least|no fewer than|not less than|no less than|more than"
    r"|(?<!handed )(?<!hands )(?<!hand )(?<!took )(?<!turned )(?<!taken )(?<!handing )over|upwards of)"
    r"|(?P<high>at most|up to|as many as|fewer than|less than|under|no more than)"
    r"|(?P<about>about|around|some|nearly|almost|approximately|roughly|close to|an estimated|estimated|circa))\s+"
)
COUNT = re.compile(rf"(?<![\w.,:$€£-])(?:{_HEDGE})?(?P<number>{_NUMBER})(?![\w%]|-\w|[.,]\d|:\d)", re.IGNORECASE)
MONEY = re.compile(
    rf"(?:{_HEDGE})?(?:(?P<sign>US\$|\$|€|£)\s?(?P<number>\d[\d,]*(?:\.\d+)?)(?:[\s-]?(?P<scale>thousand|million|billion|bn|m)\b)?"
    rf"|(?P<figure>{_NUMBER})\s+(?:US |U\.S\. )?(?P<unit>dollars|euros|pounds)\b)",
    re.IGNORECASE,
)
_CURRENCY = MappingProxyType({"us$": "dollars", "$": "dollars", "€": "euros", "£": "pounds"})


@dataclass(frozen=True, slots=True)
class Count:
    """A number and how exactly it is meant: somewhere from ``low`` to ``high``. ``start``, ``end``: in the sentence."""

    low: float
    high: float
    start: int
    end: int

    def agrees(self, other: Count) -> bool:
        """Tell whether both may be true: "at least 12" and "20", "about 300" and "310", but not "12" and "20"."""
        return self.low <= other.high and other.low <= self.high

    @property
    def width(self) -> float:
        """How much it leaves open."""
        return self.high - self.low


def _meant(match: re.Match[str], value: float, bare: tuple[float, float]) -> Count:
    """Say how exactly a number is meant by the hedge before it; ``bare``: what it may stand for without one."""
    low, high = bare
    if match["low"]:
        low, high = value, float("inf")
    elif match["high"]:
        low, high = 0.0, value
    elif match["about"]:
        low, high = value * 0.9, value * 1.1
    return Count(low, high, match.start(), match.end())


def value_of(text: str) -> float | None:
    """Read a number in figures or words: "1,200", "twenty-two", "seven billion", "two dozen"."""
    value = 1.0
    found = False
    for part in text.casefold().replace(",", "").split():
        word = part
        head, _, tail = part.rpartition("-")
        if tail in _SCALES and head:
            value *= _SCALES[tail]
            word = head
        if word in _SCALES:
            value *= _SCALES[word]
        elif word == "dozen":
            value *= 12
        elif word in VALUES:
            value, found = value * VALUES[word], True
        else:
            try:
                value, found = value * float(word), True
            except ValueError:
                return None
    return value if found else None


def _rounded(value: float) -> tuple[float, float]:
    """Return what a bare number may stand for: thousands are rounded in print ("10,000" for 10,300), tolls are not."""
    if value < 1000 or value % 1000:
        return value, value
    unit = 1000.0
    while value % (unit * 10) == 0:
        unit *= 10
    return value - unit / 2, value + unit / 2


def counts_in(sentence: str) -> Iterator[Count]:
    """Yield the numbers of a sentence that count something (no dates, ages, ordinals, percentages, times of day)."""
    for match in COUNT.finditer(sentence[:_LONGEST]):
        value = value_of(match["number"])
        if value is not None and not _is_date(sentence, match):
            yield _meant(match, value, _rounded(value))


_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|"
    r"aug|sept?|oct|nov|dec)\b\.?",
    re.IGNORECASE,
)


def _is_date(sentence: str, match: re.Match[str]) -> bool:
    before, after = sentence[max(0, match.start() - 12) : match.start()], sentence[match.end() : match.end() + 12]
    if _MONTH.match(after.lstrip()) or _MONTH.match(re.split(r"[\s(]+", before.rstrip())[-1]):
        return True
    number = match["number"]
    return number.isdigit() and len(number) == 4 and 1000 <= int(number) < 2100


def money_in(sentence: str) -> Iterator[tuple[str, Count]]:
    """Yield the amounts of money of a sentence with their currency: "$7 billion", "seven billion dollars".

    Not those in brackets, which outlets convert by the rate of the day: "110 million crowns ($12 million)".
    """
    for match in MONEY.finditer(sentence[:_LONGEST]):
        if match["sign"]:
            value = value_of(f"{match['number']} {(match['scale'] or '').casefold()}")
            currency = _CURRENCY[match["sign"].casefold()]
        else:
            value, currency = value_of(match["figure"]), match["unit"].casefold()
        if value is not None and "(" not in sentence[max(0, match.start() - 2) : match.start()]:
            # "$7 billion" may be 7.2 in the bank's own statement.
            yield currency, _meant(match, value, (value * 0.95, value * 1.05))
