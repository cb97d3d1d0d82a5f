"""Places: which of its namesakes a place name denotes, from the company it keeps on the page.

Every distinct name of a page is weighed once, since a name means one place within one page. A candidate
gains by its size, by lying in a country or a state that other names of the page point to, and most of
all by standing inside the place named right after it ("Homs, Syria").
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.model import Mention, MentionKind, Place, PlaceKind, Reading, Reference, Span, digest
from communique.reference.atlas import Atlas
from communique.reference.company import Company, Name, within
from communique.reference.folding import fold
from communique.reference.landmarks import (
    SHARED,
    is_american,
    is_nature,
    is_person,
    is_road,
    is_town,
    landmarks,
    whole_feature,
)
from communique.reference.metonyms import reads_as_place
from communique.reference.named import Named
from communique.reference.namesakes import Candidate, ends_as_feature, namesakes, says_no_place, sisters
from communique.reference.surroundings import Decision, around

_TIE, _ONLY = 0.05, 3.0
_LONG = 3
_UNKNOWN = "reference.places.unknown"
_MASS, _LARGE, _TOWN, _TENTH = 200_000, 100_000, 15_000, 0.1
_NEAR, _SETTING = 1.6, 0.8
_GAP = 40
_LISTS = re.compile(r",? (?:and|or) [A-Z]|, [A-Z]")
_TOWN_OF = re.compile(
    r" (?:[a-z-]+ ){0,3}(?:city|town|village|port|province|state|district|region|suburb|island|capital)"
    r"(?: city)? (?:of )?"
)
_IN_TOWN = re.compile(
    r",? (?:located |based )?in (?:the (?:[a-z-]+ ){0,3}(?:city|town|village|port|suburb|capital)(?: city)?(?: of)? )?"
)
_SORT = re.compile(
    r"^ (?:rural )?(?:district|county|province|village|town|township|municipality|parish|area|region)(?=, | in | of )"
)
_CAPITAL = re.compile(r"\b[^\W\d_a-z]")
_COMPASS = re.compile(r"\b(?:North|South|East|West) $")
_DIVIDED = re.compile(
    r"(?:,? (?:and|or) [A-Z][\w-]+)? (?:province|region|oblast|governorate|district|prefecture|state)s?\b"
)
_NAMED = r"[A-Z][\w.]{0,20}(?: [A-Z][\w.]{0,20}){0,2}"
_COUNTIES = re.compile(rf"(?:(?:, {_NAMED}){{0,15}},? (?:and|&) {_NAMED})? [Cc]ounties\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the name at ``span`` denotes: a candidate or None, how it was found, and its lead over the next one."""

    span: Span
    candidate: Candidate | None
    how: str
    lead: float


def read_places(reading: Reading, atlas: Atlas, named: Named | None = None) -> tuple[Reference, ...]:
    """Return a reference for every mention of a place that reads as one; target None where no place is sure."""
    mentions = tuple(m for m in reading.mentions if _may_be_place(m, reading, atlas))
    placed = {m.span for m in mentions}
    peoples = {m.span for m in reading.mentions if m.kind is MentionKind.NATIONALITY} - placed
    spans = (*(m.span for m in mentions), *sorted(peoples))
    found = resolve(reading.article.text, spans, atlas)
    return tuple(
        _reference(mention, r, reading)
        for mention, r in zip(mentions, found, strict=False)
        if reads_as_place(reading, mention, atlas, named) or not _governs(r.candidate, atlas)
    )


def _governs(c: Candidate | None, atlas: Atlas) -> bool:
    """Tell whether anybody governs from the place: in "the Mosul offensive" Mosul is no government, whatever the
    words around it say, nor is the Bosphorus one in "plans on the Bosphorus".
    """
    if c is None or c.kind not in (PlaceKind.CITY, PlaceKind.WATER, PlaceKind.AREA):
        return True
    return c.kind is PlaceKind.CITY and atlas.capital(c.name) is not None


def _may_be_place(mention: Mention, reading: Reading, atlas: Atlas) -> bool:
    if mention.kind in (MentionKind.PLACE, MentionKind.FACILITY):
        return True
    return mention.kind is MentionKind.ORGANISATION and atlas.seat(mention.span.of(reading.article.text)) is not None


def _reference(mention: Mention, r: Resolved, reading: Reading) -> Reference:
    c = r.candidate
    if c is None:
        return Reference(mention=mention, target=None, how=r.how, score=0.0)
    place = Place(
        id=digest(reading.article.id, "place", c.name, c.country or "", c.region, c.kind.value),
        name=c.name,
        kind=c.kind,
        country=c.country,
        lat=c.lat,
        lon=c.lon,
        geonames=c.geonames,
    )
    score = mention.score * (1 - 0.5 * math.exp(-r.lead))
    return Reference(mention=mention, target=place, how=r.how, score=score)


def resolve(text: str, spans: Sequence[Span], atlas: Atlas) -> tuple[Resolved, ...]:
    """Return what each of ``spans`` (in any order) denotes, weighed together."""
    words = {span: _words(text, span, atlas) for span in spans}
    keys = {span: fold(name) for span, name in words.items()}
    found = _look_up_all(text, words, keys, atlas)
    options = {key: f.options for key, f in found.items()}
    inside, holding, homes = _containers(text, sorted(keys), options, keys)
    names = {
        key: Name(key, _rivals(c, inside.get(key, ())), inside.get(key, ()), holding.get(key, ()))
        for key, c in options.items()
    }
    company = Company(names, frozenset(atlas.tables.capitals))
    weighed_ = {key: _decide(name, company, found[key].how) for key, name in names.items()}
    located_ = {key: located(key, weighed_, homes) for key in weighed_}
    written = {keys[span]: name for span, name in words.items()}
    decided = around(setting(located_, written), written, keys.values())
    return tuple(
        Resolved(span=span, candidate=decided[key][0], how=decided[key][1], lead=decided[key][2])
        for span, key in ((s, keys[s]) for s in spans)
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """The candidates of a name, and the function that explains them where they are no plain namesakes."""

    options: tuple[Candidate, ...]
    how: str = ""


_Next = tuple[str, bool, bool, bool, bool]


def _look_up_all(text: str, words: Mapping[Span, str], keys: Mapping[Span, str], atlas: Atlas) -> dict[str, _Found]:
    """Look up every distinct name once; of two ways to write it, the one that more places bear is taken."""
    named = frozenset(keys.values())
    seen: dict[_Next, _Found] = {}
    found: dict[str, _Found] = {}
    people = {key for span, key in keys.items() if is_person(text, span.end)}
    for span, name in sorted(words.items()):
        start, end, key = span.start, span.end, keys[span]
        case = (name, is_nature(text, start, end), is_road(text, end), is_town(text, end), key in people)
        if case not in seen:
            seen[case] = _look_up(*case, atlas, named)
        if key not in found or len(seen[case].options) > len(found[key].options):
            found[key] = seen[case]
    for key in {key for span, key in keys.items() if is_american(text, span.end)}:
        found[key] = _at_home(key, found)
    return found


def _at_home(key: str, found: Mapping[str, _Found]) -> _Found:
    """The namesakes in North America of a town whose office of there the page names ("Athens Police Department"), and
    those in countries that the page names.
    """
    named = {c.country for other, f in found.items() if other != key for c in f.options if c.sovereign}
    named |= {"USA", "CAN"}
    near = tuple(c for c in found[key].options if c.country in named and not c.sovereign)
    return replace(found[key], options=near) if near else found[key]


def _look_up(name: str, nature: bool, road: bool, town: bool, person: bool, atlas: Atlas, named: Set[str]) -> _Found:
    if ", " in name.rstrip(", "):
        return _parted(name.rstrip(", "), atlas)
    options = namesakes(name, atlas)
    if person:
        options = tuple(c for c in options if c.kind is not PlaceKind.CITY or c.population >= _MASS)
    if nature:
        return _Found(tuple(c for c in options if c.listed), "reference.places.feature")
    if road:
        options = tuple(
            c for c in options if c.kind is not PlaceKind.CITY and (not c.district or name.endswith("County"))
        )
        return _Found(options, "" if options else "reference.places.feature")
    if town:
        options = tuple(c for c in options if not c.sovereign)
    if options:
        return _Found(options)
    return _Found(landmarks(name, atlas, named), "reference.places.named_after")


def _parted(name: str, atlas: Atlas) -> _Found:
    """A name with what it lies in ("Norvia, Estmark"): its namesakes in there, or else the place it lies in."""
    head, _, tail = name.rpartition(", ")
    wide = tuple(c for c in namesakes(tail, atlas) if c.kind is not PlaceKind.CITY or c.sovereign)
    options = namesakes(head, atlas)
    there = tuple(c for c in options if any(within(c, w) for w in wide))
    if there or not wide:
        return _Found(there or options)
    return _Found(wide, "reference.places.located")


def _words(text: str, span: Span, atlas: Atlas) -> str:
    """The name with the words around it that belong to it: the word behind that says what it is ("Donetsk and
    Luhansk provinces", "Tana river", "Kosta, Lomna and Tersk counties"), or a point of the compass that a reader
    left out ("North [Lincolnshire]").
    """
    name = span.of(text)
    if is_nature(text, span.start, span.end):
        return whole_feature(text, span.start, span.end)
    compass = _COMPASS.search(text, max(0, span.start - 6), span.start)
    if compass and atlas.place(f"{compass[0]}{name}"):
        return f"{compass[0]}{name}"
    if _COUNTIES.match(text, span.end) and atlas.place(f"{name} County"):
        return f"{name} County"
    return f"{name} region" if _DIVIDED.match(text, span.end) and name.count(" ") < _LONG else name


_Near = dict[str, tuple[Candidate, ...]]


def _containers(
    text: str, spans: Sequence[Span], options: Mapping[str, tuple[Candidate, ...]], keys: Mapping[Span, str]
) -> tuple[_Near, _Near, dict[str, str]]:
    """Names followed at once by ", Name" or " (Name)": the second may be the place the first lies in; and in
    "Estmark's Norvia" or "the Estmark town of Norvia" the first is that of the second.

    Returned by the first name (what it may lie in) and by the second (which of its namesakes may hold the first:
    in "Buffalo, New York" the state; so are the states of a list).
    """
    inside: defaultdict[str, list[Candidate]] = defaultdict(list)
    holding: defaultdict[str, list[Candidate]] = defaultdict(list)
    homes: dict[str, str] = {}
    for a, b in pairwise(spans):
        between = text[a.end : b.start] if a.end <= b.start <= a.end + _GAP else ""
        if between in ("'s ", "’s ") or (between.startswith(" ") and _TOWN_OF.fullmatch(between)):
            inside[keys[b]] += [c for c in options[keys[a]] if c.sovereign or c.kind is PlaceKind.REGION]
            homes.setdefault(keys[b], keys[a])
        between = _SORT.sub("", between)
        wide = [c for c in options[keys[b]] if c.kind is not PlaceKind.CITY or c.sovereign]
        named = _CAPITAL.search(text, a.start, a.end) is not None
        if named and between and _IN_TOWN.fullmatch(between) and options[keys[b]]:
            homes.setdefault(keys[a], keys[b])
        if between in (", ", " (", ",", " in ", " of ", " - "):
            listed = between != " in " and _LISTS.match(text, b.end) is not None
            states = sisters(options[keys[a]], wide) if listed and between == ", " else []
            holding[keys[a]] += states
            if not states:
                inside[keys[a]] += wide
            if named and not listed and any(c.kind is not PlaceKind.FACILITY for c in wide):
                homes.setdefault(keys[a], keys[b])
            holding[keys[b]] += [w for w in wide if any(within(c, w) for c in options[keys[a]])]
    return {k: tuple(v) for k, v in inside.items()}, {k: tuple(v) for k, v in holding.items()}, homes


def _rivals(options: tuple[Candidate, ...], inside: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave out what a bare name never means where a greater namesake contains it or gave it its name.

    A country's name is not a town in that country, and the name of a city is not the province or the district
    around it, unless the text says so ("Mexico, Missouri"; "Homs province" comes here without the city).
    """
    states = {c.country for c in options if c.sovereign}
    cities = tuple(c for c in options if c.kind is PlaceKind.CITY and c.population >= _TOWN)
    return tuple(
        c
        for c in options
        if c.sovereign
        or any(within(c, w) for w in inside if not w.sovereign)
        or (c.country not in states and not _around_city(c, cities))
    )


def _around_city(c: Candidate, cities: tuple[Candidate, ...]) -> bool:
    if c.kind is not PlaceKind.REGION or c.listed or c.lat is None or c.lon is None:
        return False
    return any(
        o.country == c.country and o.lat is not None and o.lon is not None
        and o.population >= min(_LARGE, _TENTH * c.population)
        and abs(o.lat - c.lat) < _NEAR and abs(o.lon - c.lon) < _NEAR
        for o in cities
    )  # fmt: skip


_Scored = list[tuple[float, int, Candidate]]


def _decide(name: Name, company: Company, how: str) -> Decision:
    scored = sorted(
        ((company.weigh(name, c), -i, c) for i, c in enumerate(name.options)), key=lambda t: t[:2], reverse=True
    )
    if scored and name.key in SHARED and scored[0][2].listed and not company.speaks_of(name, scored[0][2].country):
        return None, "reference.places.shared", 0.0
    if how and (scored or how.endswith("feature")):
        return (scored[0][2], how, _ONLY) if scored else (None, how, 0.0)
    if scored and company.is_stray(name, scored[0][2]) and not any(within(scored[0][2], w) for w in name.inside):
        return None, "reference.places.stray", 0.0
    for rule in (unknown, only, contained, undecided, country_only):
        made = rule(scored, name.inside)
        if made is not None:
            return made
    return weighed(scored)


def feature() -> None:
    """The words next to the name make it a water, a mountain, a road or a club ("along the Tana river"): only the
    great waters are on our map, and no town of that name is meant.
    """


def named_after() -> None:
    """A public building or body is not on our map, but the place it is named after is: the city, where the page
    names it too or it has over a million people ("Norvia City Hall"), or the state or country ("the Estmark
    foreign ministry"). It is that place which is given, with no finer point.
    """


def shared() -> None:
    """Several countries have a seat of this name ("the State House"), and the page speaks of none we know it in."""


def stray() -> None:
    """The one place we know by this name is small and lies in a country the page is not about, so it is not meant."""


def located(key: str, decided: Mapping[str, Decision], homes: Mapping[str, str]) -> Decision:
    """The place is not on our map, but the text says what it lies in ("in Zumra, Estmark", "Estmark's Zumra"): the
    city, state or country is given, with no finer point.
    """
    found, how, _ = decided[key]
    home = decided[homes[key]][0] if key in homes else None
    if found is not None or how != _UNKNOWN or home is None or (home.sovereign and ends_as_feature(key)):
        return decided[key]
    return home, "reference.places.located", 1.0


def setting(decided: Mapping[str, Decision], words: Mapping[str, str]) -> dict[str, Decision]:
    """The place is not on our map, but at least three others of the page are, and four in five of them lie in one
    country ("Zumra" on a page of Kosta, Lomna and Tersk): that country is given, and no point.
    """
    counts = Counter(c.country for c, _, _ in decided.values() if c is not None and c.country)
    country, most = counts.most_common(1)[0] if counts else (None, 0)
    if country is None or counts.total() < _LONG or most < _SETTING * counts.total():
        return dict(decided)
    state = next(c for c, _, _ in decided.values() if c is not None and c.country == country)
    found = dict(decided)
    for key, (_, how, _) in decided.items():
        if how == _UNKNOWN and words[key][:1].isupper() and not says_no_place(words[key]):
            there = replace(
                state, name=words[key], kind=PlaceKind.AREA, region="", district="", lat=None, lon=None,
                population=0, geonames=None, primary=False, sovereign=False, listed=False,
            )  # fmt: skip
            found[key] = there, "reference.places.setting", 0.0
    return found


def unknown(scored: _Scored, inside: tuple[Candidate, ...]) -> Decision | None:
    """No entry of the atlas bears this name, so it is not put on the map."""
    return None if scored else (None, _UNKNOWN, 0.0)


def only(scored: _Scored, inside: tuple[Candidate, ...]) -> Decision | None:
    """One place alone in the atlas bears this name."""
    return (scored[0][2], "reference.places.only", _ONLY) if len(scored) == 1 else None


def contained(scored: _Scored, inside: tuple[Candidate, ...]) -> Decision | None:
    """The text names the country or region it lies in right after it ("Homs, Syria")."""
    best = scored[0]
    if any(within(best[2], w) for w in inside):
        return best[2], "reference.places.contained", best[0] - scored[1][0]
    return None


def undecided(scored: _Scored, inside: tuple[Candidate, ...]) -> Decision | None:
    """Places of this name in different countries are equally likely on this page, so none is chosen."""
    (first, _, a), (second, _, b) = scored[:2]
    if first - second < _TIE and a.country != b.country:
        return None, "reference.places.undecided", 0.0
    return None


def country_only(scored: _Scored, inside: tuple[Candidate, ...]) -> Decision | None:
    """Several places of this name in one country are equally likely: the country is given, and no point."""
    (first, _, a), (second, _, b) = scored[:2]
    if first - second < _TIE and a.kind is b.kind and a.region != b.region:
        return replace(a, lat=None, lon=None, geonames=None, region=""), "reference.places.country_only", 0.0
    return None


def weighed(scored: _Scored) -> Decision:
    """Of the places of this name, the one whose size and whose neighbours on this page speak most for it."""
    return scored[0][2], "reference.places.weighed", scored[0][0] - scored[1][0]
