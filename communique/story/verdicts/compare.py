"""Do two pages tell of one event? Rules weighed by a table (``compare.tsv``), each something a reader can check.

A meeting announced, held and looked back on is one, so how an event stands (planned, happened, denied) is no rule; days
that cannot be one, towns far apart, turned sides, another round are. What nothing speaks against and too little speaks
for is UNSURE.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from communique.model import Ground, PlaceKind, Same, Shelf, Verdict
from communique.story.distance import kilometres
from communique.story.parties import Parties, folded
from communique.story.verdicts.alike import Pages
from communique.story.verdicts.profiles import likeness
from communique.story.verdicts.tables import chance, weights
from communique.story.verdicts.told import Telling, tellings

TABLE = "compare.tsv"
SAME_AT = 0.5
SHOWN_AT = 0.1
"""Pairs that are likelier apart than this, with nothing that forbids them, are no row: nobody asked."""
_NEAR_KM = 40.0
_PREFIX = 5
_FAR_DAYS = 30
_EXCLUDING = frozenset({"other days", "other towns", "sides turned", "other round"})
_POINTS = frozenset({PlaceKind.CITY, PlaceKind.FACILITY})


def compare(shelf: Shelf, parties: Parties, pairs: Iterable[tuple[str, str]]) -> tuple[Same, ...]:
    """Return a row for each pair of events (ids of facts) worth one, in the order of ids.

    Each page's words, names, people and days are weighed by a table of rules; SAME where they speak for it more than
    against it, DIFFERENT where days, towns, sides or rounds exclude each other, UNSURE where neither is clear.
    """
    wanted = sorted({(a, b) if a < b else (b, a) for a, b in pairs if a != b})
    told = tellings(shelf, parties, sorted({fact for pair in wanted for fact in pair}))
    pages = Pages(shelf, alone=True)
    rows = (judged(told[a], told[b], pages) for a, b in wanted if a in told and b in told)
    return tuple(row for row in rows if row is not None)


def judged(left: Telling, right: Telling, pages: Pages) -> Same | None:
    """Return the row for two tellings, None where nobody would ask."""
    table = weights(TABLE)
    signs = signs_of(left, right, pages.odds(left.article, right.article) if left.article != right.article else 4.0)
    odds = odds_of(signs, table)
    against = [name for name in signs if name in _EXCLUDING]
    without = odds - sum(table.get(name, 0.0) * signs[name] for name in against)
    if chance(without) < SHOWN_AT:
        return None
    verdict = Verdict.UNSURE
    if against and chance(odds) < SHOWN_AT:
        verdict = Verdict.DIFFERENT
    elif chance(odds) >= SAME_AT:
        verdict = Verdict.SAME
    grounds = ((name, round(table.get(name, 0.0) * value, 3)) for name, value in signs.items() if name != "bias")
    first, second = sorted((left.fact, right.fact))
    return Same(
        left=first,
        right=second,
        verdict=verdict,
        how="story.verdicts.compare.compare",
        score=round(chance(odds), 4),
        grounds=tuple(
            Ground(rule=name, weight=w) for name, w in sorted(grounds, key=lambda g: (-abs(g[1]), g[0])) if w
        ),
    )


def odds_of(signs: Mapping[str, float], table: Mapping[str, float]) -> float:
    """Return the log-odds that two tellings with these signs are of one event."""
    return sum(table.get(name, 0.0) * value for name, value in signs.items())


def signs_of(left: Telling, right: Telling, pages: float) -> dict[str, float]:
    """Return the signs of two tellings by the names of the rules, ``pages`` being the log-odds that their pages are on
    one story. The same whichever comes first."""
    found = {"bias": 1.0} | dict(_words(left, right, max(-6.0, min(6.0, pages))))
    if left.type is not None and right.type is not None:
        found["one type" if left.type is right.type else "other type"] = 1.0
        found |= dict(_sides(left, right))
        found |= dict(_days(left, right))
        found |= dict(_places(left, right))
        if _differ(left.round, right.round) or _differ(left.day, right.day):
            found["other round"] = 1.0
    return found


def _words(left: Telling, right: Telling, pages: float) -> Iterator[tuple[str, float]]:
    same = bool(left.stems & right.stems)
    kindred = not same and any(_kindred(a, b) for a in left.stems for b in right.stems)
    like = math.sqrt(max(likeness(left.sentence, right.sentence), 0.0))
    near = 0.0
    yield "like pages", pages
    yield "like sentences", like
    if left.vector is not None and right.vector is not None and len(left.vector) == len(right.vector):
        near = float(left.vector @ right.vector)
        yield "near vectors", near
        yield "like sentences, near vectors", like * near
    elif same or kindred:
        yield "same word, no vectors", 1.0
    if same:
        yield "same word", 1.0
        yield "like pages, same word", pages
        yield "like sentences, same word", like
    if kindred:
        yield "kindred word", 1.0
    if left.names and right.names and not left.names & right.names:
        yield "other names", 1.0
    if left.numbers and right.numbers and not left.numbers & right.numbers:
        yield "other numbers", 1.0
    if left.saying or right.saying:
        yield "saying", 1.0
    if left.state or right.state:
        yield "state", 1.0
    if left.article == right.article:
        yield "same page", 1.0
        if same:
            yield "same page, same word", 1.0
        if left.sentence_at == right.sentence_at:
            yield "same sentence", 1.0


def _kindred(a: str, b: str) -> bool:
    """Words that begin alike: "explosion" and "exploded"."""
    return len(a) >= _PREFIX and a[:_PREFIX] == b[:_PREFIX]


def _differ(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None and a != b


def _sides(left: Telling, right: Telling) -> Iterator[tuple[str, float]]:
    """Who is named. Pages list participants differently, so one party in common speaks for it; turned sides exclude:
    "Norvia shelled Estmark" and "Estmark shelled Norvia" are two."""
    ours, theirs = left.actors | left.recipients, right.actors | right.recipients
    if not ours or not theirs:
        return
    shared = len(ours & theirs)
    kept = left.actors & right.actors or left.recipients & right.recipients
    turned = left.actors & right.recipients and left.recipients & right.actors
    if turned and not kept:
        yield "sides turned", 1.0
    elif shared:
        yield "parties in common", float(min(shared, 2))
    else:
        yield "no party in common", 1.0


def _days(left: Telling, right: Telling) -> Iterator[tuple[str, float]]:
    """When. Days that are one or within each other speak for it; the next day is told of by pages in other time zones
    and of nights; days further apart exclude. What nobody dates is mostly of the weeks before its page: months between
    the two speak against it, the more the longer ("two days of talks ended" in November and in April)."""
    if left.days and right.days:
        gap = max(left.days[0], right.days[0]) - min(left.days[1], right.days[1])
        width = max(left.days[1] - left.days[0], right.days[1] - right.days[0])
        if gap > 1:
            yield "other days", 1.0
        elif gap == 1:
            yield "next day", 1.0
        else:
            yield ("one day" if width == 0 else "days that meet"), 1.0
        return
    ours, theirs = left.days or _page_day(left), right.days or _page_day(right)
    if ours is None or theirs is None:
        return
    apart = max(0, max(ours[0], theirs[0]) - min(ours[1], theirs[1]))
    if apart > _FAR_DAYS:
        yield "told far apart", min(apart / _FAR_DAYS, 4.0)
    elif apart <= 2 and not left.days and not right.days:
        yield "published together", 1.0


def _page_day(told: Telling) -> tuple[int, int] | None:
    return (told.published, told.published) if told.published is not None else None


def _places(left: Telling, right: Telling) -> Iterator[tuple[str, float]]:
    """Where. Two towns exclude each other unless they are one or near ("Vessel Bay" beside "the port of Vessel")."""
    a, b = left.place, right.place
    if a is None or b is None:
        return
    if (a.geonames and a.geonames == b.geonames) or (folded(a.name), a.country) == (folded(b.name), b.country):
        if a.kind is not PlaceKind.COUNTRY:
            yield "one place", 1.0
    elif a.country and b.country and a.country != b.country:
        yield "other towns", 1.0
    elif a.kind in _POINTS and b.kind in _POINTS:
        far = kilometres(a, b)
        if far is None:
            yield "places by other names", 1.0
        else:
            yield ("other towns" if far > _NEAR_KM else "near places"), 1.0
