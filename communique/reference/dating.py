"""When a text was written, from its own words: an interval of days, or nothing; never today.

A page without a date still says much: who holds which office, which weekday a day of the month was, what is
to come "on Saturday" and what was said "on December 5". Every day of the terms of those it names in office is
tried against all of it; where only days close together are left, they are the answer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.model import Reading, Span, When, WhenType
from communique.reference.atlas import Atlas
from communique.reference.atlas_types import Office
from communique.reference.story import ordinal_number, weekday_number
from communique.reference.tense import Tense, tense_of
from communique.reference.times import TimeExpression, find_times
from communique.reference.times_values import days_of

Holders = Callable[[str], tuple[Office, ...]]
"""The terms in office of the people of a name, as ``Atlas.holders`` gives them."""

Terms = tuple[tuple[date, date], ...]

_STALE = timedelta(days=400)
_FRESH = 6
_END = date(2200, 1, 1)
"""No text was written later: 9999 is how tables write an open end."""
_WIDEST = 31
_LONGEST = 20 * 366
_MOST = 400
_NAMED = re.compile(
    r"\b(?P<kind>[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor|[Ff]oreign [Mm]inister|[Ss]ecretary of [Ss]tate"
    r"|[Ss]ecretary[- ][Gg]eneral|[Ee]nvoy|[Dd]efen[cs]e [Mm]inister),? "
    r"(?P<name>[A-Z][\w.’'-]+"
    r"(?: (?:[A-Z][\w’'-]+|(?:al|el|bin|ibn|ben|van|von|der|den|de|di|da|dos|du|la|le)(?= [A-Z]))){0,3})"
)
_KINDS = {
    "president": ("president", "acting president", "interim president"),
    "prime minister": ("prime minister", "acting prime minister", "interim prime minister", "premier"),
    "chancellor": ("chancellor", "prime minister"),
    "secretary of state": ("secretary of state", "foreign minister"),
    "foreign minister": ("foreign minister", "secretary of state"),
    "defense minister": ("defense minister", "defence minister"),
    "defence minister": ("defence minister", "defense minister"),
    "secretary general": ("secretary-general", "secretary general"),
}
"""By what the text calls an office, the offices of the table that may be meant."""
_NO_LONGER = re.compile(
    r"(?:\b(?:former|then|late|ex|vice|deputy|interim|acting|future|first|ousted)[- ]*(?:[A-Z][\w.]*\s){0,2})$", re.I
)
_SAID_ON = re.compile(r"\b(?:said|told|announced|stated|added|wrote|reported)\b[\w ]{0,40}\bon $")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEARLESS = re.compile(r"XXXX-(\d\d)-(\d\d)")
_ATTACKS = "XXXX-09-11"
"""The day that names the attacks of 2001 in any text: no day of the story's own."""
_DATED = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a text says of the day it was written.

    ``past``: month, day, and weekday where named, of days it looks back on; ``fresh``: those of them that are days of
    its own week: named with their weekday, or, in a text of a run of days that goes on ("for a third day on
    Saturday"), named with "this week" or as the day something was said (alone these two are often old days);
    ``coming``: weekdays it looks ahead to; ``eve``: the weekdays of such a next day of a run; ``week``: days of
    the month said to be of "this week"; ``floor``: the last date with its year that it looks back on.
    """

    past: tuple[tuple[int, int, int | None], ...]
    fresh: frozenset[tuple[int, int]]
    coming: frozenset[int]
    eve: frozenset[int]
    week: frozenset[tuple[int, int]]
    floor: date | None


def dated(reading: Reading, atlas: Atlas) -> Reading:
    """Return ``reading`` with the day its article was published as its text tells it, where the page says none."""
    article = reading.article
    if article.published is not None:
        return reading
    found = text_evidence(article.text, reading.sentences, atlas.holders)
    return reading if found is None else replace(reading, article=replace(article, published=found))


def text_evidence(text: str, sentences: Iterable[Span], holders: Holders) -> When | None:
    """Return the days in which ``text`` can have been written, as an interval, or None: not known.

    It needs a day of the month, words that tie it to the days around ("on Saturday", "this week"), and somebody
    named with an office whose terms are known; "President Ada Voss will meet envoys for a third day on Saturday …,
    an aide said on December 5": the year is one of Voss's in which December 5 is the day before a Saturday.
    More than a month of days left, or years apart, is no answer.
    """
    spans = tuple(sentences)
    terms = _terms(text, holders)
    if not terms:
        return None
    seen = _evidence(text, spans)
    if not seen.fresh:
        return None
    first, last = max(held[0][0] for held in terms), min(max(end for _, end in held) for held in terms)
    first = max(first, seen.floor) if seen.floor else first
    if last < first or (last - first).days > _LONGEST:
        return None
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    fitting = [d for d in days if all(any(s <= d <= e for s, e in held) for held in terms) and _fits(d, seen)]
    if not fitting or (fitting[-1] - fitting[0]).days >= _WIDEST:
        return None
    return When.between(fitting[0], fitting[-1], how="reference.dating.text_evidence")


def _terms(text: str, holders: Holders) -> list[Terms]:
    """For each name the text gives an office: all terms in which someone of that name held such an office."""
    found: list[Terms] = []
    asked: set[tuple[str, str]] = set()
    for match in _NAMED.finditer(text):
        kind, name = match["kind"].lower().replace("-", " "), match["name"]
        before = text[max(0, match.start() - 40) : match.start()]
        if (kind, name) in asked or len(asked) >= _MOST or _NO_LONGER.search(before):
            continue
        asked.add((kind, name))
        names = {name, " ".join(name.split()[:2]), name.split()[0]}
        held = next((h for n in sorted(names, key=len, reverse=True) if (h := _held(n, kind, holders))), ())
        terms = tuple(sorted({t for o in held if (t := _term(o)) is not None}))
        if terms and len(terms) == len(held):
            found.append(terms)
    return found


def _held(name: str, kind: str, holders: Holders) -> tuple[Office, ...]:
    """Return the terms of such an office: a "president" has been no vice president, an "envoy" no prime minister."""
    return tuple(o for o in holders(name) if o.kind in _KINDS.get(kind, (kind,)))


def _term(office: Office) -> tuple[date, date] | None:
    start = days_of(office.since or "")
    end = days_of(office.until or "")
    if start is None:
        return None
    if end is not None:
        return start[0], min(end[1], _END)
    seen = days_of(office.seen or "")
    return (start[0], min(seen[1], _END - _STALE) + _STALE) if seen else None


def _evidence(text: str, sentences: tuple[Span, ...]) -> Evidence:
    past: list[tuple[int, int, int | None]] = []
    coming, eve = set[int](), set[int]()
    fresh, week = set[tuple[int, int]](), set[tuple[int, int]]()
    floor: date | None = None
    for sentence, found in _by_sentence(find_times(text, sentences, None), sentences):
        days = {m: e for e in found if e.value and (m := _YEARLESS.fullmatch(e.value))}
        weekdays = [e for e in found if e.value and e.value.startswith("XXXX-WXX-") and e.type is not WhenType.SET]
        this_week = any(re.fullmatch(r"(?:[Ee]arlier )?[Tt]his week", e.span.of(text)) for e in found)
        for m, e in days.items():
            if m.group() != _ATTACKS and tense_of(text, sentence, e.span) is not Tense.FUTURE:
                named = _WEEKDAY.search(e.span.of(text))
                past.append((int(m[1]), int(m[2]), weekday_number(named.group()) if named else None))
                if this_week:
                    week.add((int(m[1]), int(m[2])))
                if this_week or _SAID_ON.search(text[max(sentence.start, e.span.start - 60) : e.span.start]):
                    fresh.add((int(m[1]), int(m[2])))
        ahead = {int((e.value or "")[-1]) - 1 for e in weekdays if tense_of(text, sentence, e.span) is Tense.FUTURE}
        coming |= ahead
        if any(_later_day(e, text) for e in found):
            eve |= ahead
        floor = _floor(floor, found, text, sentence)
    labelled = {(m, n) for m, n, w in past if w is not None}
    fresh = labelled | (fresh if eve else set[tuple[int, int]]())
    return Evidence(
        tuple(dict.fromkeys(past))[:_MOST], frozenset(fresh), frozenset(coming), frozenset(eve), frozenset(week), floor
    )


def _by_sentence(
    found: tuple[TimeExpression, ...], sentences: tuple[Span, ...]
) -> Iterator[tuple[Span, tuple[TimeExpression, ...]]]:
    ends = [e.span.end for e in found]
    first = 0
    for sentence in sentences:
        last = bisect_right(ends, sentence.end, first)
        yield sentence, found[first:last]
        first = last


def _later_day(e: TimeExpression, text: str) -> bool:
    words = e.span.of(text).lower().removesuffix(" day").split()
    return e.how.endswith(".nth_day") and ordinal_number(words[1]) > 1


def _floor(floor: date | None, found: Iterable[TimeExpression], text: str, sentence: Span) -> date | None:
    for e in found:
        if e.value and _DATED.fullmatch(e.value) and len(e.value) in (4, 7, 10):
            days = days_of(e.value)
            if days and tense_of(text, sentence, e.span) is Tense.PAST and (floor is None or days[0] > floor):
                floor = days[0]
    return floor


def _fits(day: date, seen: Evidence) -> bool:
    """Tell whether the text can be of ``day``: its last day is at most a week back, and each weekday is right."""
    said = max((d for d in (_last(day, *f) for f in seen.fresh) if d is not None), default=None)
    if said is None or (day - said).days > _FRESH:
        return False
    back = [(d, weekday) for month, number, weekday in seen.past if (d := _last(day, month, number)) is not None]
    if len(back) < len(seen.past) or any(w is not None and d.weekday() != w for d, w in back):
        return False
    latest = max(d for d, _ in back)
    if any(_last(day, *d) is None or _monday(_last(day, *d) or day) != _monday(day) for d in seen.week):
        return False
    ahead = {w: day + timedelta(days=(w - day.weekday()) % 7) for w in seen.coming}
    return all(d > latest for d in ahead.values()) and all((ahead[w] - day).days <= 1 for w in seen.eve)


def _last(day: date, month: int, number: int) -> date | None:
    for year in (day.year, day.year - 1):
        try:
            back = date(year, month, number)
        except ValueError:  # 29 February, or a year before the first
            continue
        if back <= day:
            return back
    return None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
