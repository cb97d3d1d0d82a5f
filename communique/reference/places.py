"""Places: which of its namesakes a place name denotes, from the company it keeps on the page.

Every distinct name of a page is weighed once, since a name means one place within one page. A candidate
gains by its size, by lying in a country or a state that other names of the page point to, and most of
all by standing inside the place named right after it ("Homs, Syria").
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from communique.model import Mention, MentionKind, Place, PlaceKind, Reading, Reference, Span, digest
from communique.reference.atlas import Atlas
from communique.reference.folding import fold
from communique.reference.metonyms import reads_as_place
from communique.reference.namesakes import Candidate, namesakes

_SIZE, _STATE, _COUNTRY, _INSIDE = 0.9, 2.2, 1.2, 6.0
_SOVEREIGN, _LISTED, _SECOND_NAME, _DISTRICT, _CAPITAL, _COUNTY = 5.5, 4.0, -1.5, -1.0, 0.5, 3.0
_DIVISION = 1.0
_TIE = 0.05
_LARGE = 100_000
_NEAR = 1.6
_DIVIDED = re.compile(
    r"(?:,? (?:and|or) [A-Z][\w-]+)? (?:province|region|oblast|governorate|district|prefecture|state)s?\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What the name at ``span`` denotes: a candidate or None, how it was found, and its lead over the next one."""

    span: Span
    candidate: Candidate | None
    how: str
    lead: float


@dataclass(frozen=True, slots=True)
class _Name:
    """A distinct name of the page: its candidates, and the places it is said to lie in."""

    options: tuple[Candidate, ...]
    inside: tuple[Candidate, ...]


def read_places(reading: Reading, atlas: Atlas) -> tuple[Reference, ...]:
    """Return a reference for every mention of a place that reads as one; target None where no place is sure."""
    mentions = tuple(m for m in reading.mentions if _may_be_place(m, reading, atlas))
    found = resolve(reading.article.text, tuple(m.span for m in mentions), atlas)
    placed = tuple(m for m in zip(mentions, found, strict=True) if reads_as_place(reading, m[0], atlas))
    return tuple(_reference(mention, r, reading) for mention, r in placed)


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
    words = {span: _words(text, span) for span in spans}
    keys = {span: fold(name) for span, name in words.items()}
    options = {keys[span]: namesakes(name, atlas) for span, name in sorted(words.items(), reverse=True)}
    inside = _containers(text, sorted(keys), options, keys)
    names = {key: _Name(_rivals(found, inside.get(key, ())), inside.get(key, ())) for key, found in options.items()}
    capitals = {fold(c.capital) for c in atlas.countries.values()}
    support = _support(names, capitals)
    decided = {key: _decide(key, name, support, capitals) for key, name in names.items()}
    return tuple(
        Resolved(span=span, candidate=decided[key][0], how=decided[key][1], lead=decided[key][2])
        for span, key in ((s, keys[s]) for s in spans)
    )


def _words(text: str, span: Span) -> str:
    """The name, with "region" behind it where the text goes on to call it one ("Donetsk and Luhansk provinces")."""
    name = span.of(text)
    return f"{name} region" if _DIVIDED.match(text, span.end) and " " not in name else name


def _containers(
    text: str, spans: Sequence[Span], options: Mapping[str, tuple[Candidate, ...]], keys: Mapping[Span, str]
) -> dict[str, tuple[Candidate, ...]]:
    """Names followed at once by ", Name" or " (Name)": the second may be the place the first lies in."""
    found: defaultdict[str, list[Candidate]] = defaultdict(list)
    for a, b in pairwise(spans):
        if a.end <= b.start and text[a.end : b.start] in (", ", " (", ",", " in ", " of ", " - "):
            found[keys[a]] += [c for c in options[keys[b]] if c.kind is not PlaceKind.CITY or c.sovereign]
    return {key: tuple(within) for key, within in found.items()}


@dataclass(frozen=True, slots=True)
class _Support:
    """How much of the page points to a country or to a first division, and how much each name alone does."""

    countries: Mapping[str, float]
    states: Mapping[tuple[str, str], float]
    own: Mapping[str, tuple[Mapping[str, float], Mapping[tuple[str, str], float]]]

    def country(self, key: str, code: str | None) -> float:
        if code is None:
            return 0.0
        return self.countries.get(code, 0.0) - self.own[key][0].get(code, 0.0)

    def state(self, key: str, c: Candidate) -> float:
        mark = (c.country or "", fold(c.region))
        return self.states.get(mark, 0.0) - self.own[key][1].get(mark, 0.0)


def _support(names: Mapping[str, _Name], capitals: set[str]) -> _Support:
    countries: defaultdict[str, float] = defaultdict(float)
    states: defaultdict[tuple[str, str], float] = defaultdict(float)
    own: dict[str, tuple[Mapping[str, float], Mapping[tuple[str, str], float]]] = {}
    for key, name in names.items():
        to_countries: defaultdict[str, float] = defaultdict(float)
        to_states: defaultdict[tuple[str, str], float] = defaultdict(float)
        for c, share in _shares(key, name, capitals):
            weight = share * (2.0 if c.sovereign or (c.kind is PlaceKind.REGION and not c.district) else 1.0)
            if c.country:
                to_countries[c.country] += weight
                countries[c.country] += weight
            if c.region:
                to_states[c.country or "", fold(c.region)] += weight
                states[c.country or "", fold(c.region)] += weight
        own[key] = (to_countries, to_states)
    return _Support(countries, states, own)


def _shares(key: str, name: _Name, capitals: set[str]) -> list[tuple[Candidate, float]]:
    scores = [_alone(key, c, name, capitals) for c in name.options]
    if not scores:
        return []
    top = max(scores)
    weights = [math.exp(1.5 * (s - top)) for s in scores]
    total = sum(weights)
    return [(c, w / total) for c, w in zip(name.options, weights, strict=True)]


def _alone(key: str, c: Candidate, name: _Name, capitals: set[str]) -> float:
    """The weight of a candidate by itself: size, kind, and the place it is said to lie in."""
    score = _SIZE * math.log10(c.population + 100)
    score += _SOVEREIGN if c.sovereign else _LISTED if c.listed else 0.0
    score += 0.0 if c.primary else _SECOND_NAME
    if c.kind is PlaceKind.REGION and not c.listed:
        score += (
            (_COUNTY if " county" in f" {key}" or key.endswith((" co", " parish")) else _DISTRICT)
            if c.district
            else _DIVISION
        )
    if c.kind is PlaceKind.CITY and key in capitals and c.population > 100_000:
        score += _CAPITAL
    if any(_within(c, w) for w in name.inside):
        score += _INSIDE
    return score


def _within(c: Candidate, w: Candidate) -> bool:
    if c.country != w.country or c == w:
        return False
    if w.sovereign or w.kind is PlaceKind.COUNTRY:
        return not c.sovereign
    return fold(c.region) == fold(w.region) and (not w.district or c.district == w.district) and c.kind is not w.kind


def _rivals(options: tuple[Candidate, ...], inside: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Leave out what a bare name never means where a greater namesake contains it or gave it its name.

    A country's name is not a town in that country, and the name of a large city is not the province around
    it, unless the text says so ("Mexico, Missouri"; "Homs province" comes here without the city).
    """
    states = {c.country for c in options if c.sovereign}
    cities = tuple(c for c in options if c.kind is PlaceKind.CITY and c.population >= _LARGE)
    return tuple(
        c
        for c in options
        if c.sovereign
        or any(_within(c, w) for w in inside if not w.sovereign)
        or (c.country not in states and not _around_city(c, cities))
    )


def _around_city(c: Candidate, cities: tuple[Candidate, ...]) -> bool:
    if c.kind is not PlaceKind.REGION or c.listed or c.district or c.lat is None or c.lon is None:
        return False
    return any(
        o.country == c.country and o.lat is not None and o.lon is not None
        and abs(o.lat - c.lat) < _NEAR and abs(o.lon - c.lon) < _NEAR
        for o in cities
    )  # fmt: skip


_Scored = list[tuple[float, int, Candidate]]
_Decision = tuple[Candidate | None, str, float]


def _decide(key: str, name: _Name, support: _Support, capitals: set[str]) -> _Decision:
    scored = sorted(
        (
            (
                _alone(key, c, name, capitals)
                + _COUNTRY * math.log1p(max(0.0, support.country(key, c.country)))
                + _STATE * math.log1p(max(0.0, support.state(key, c))),
                -i,
                c,
            )
            for i, c in enumerate(name.options)
        ),
        key=lambda t: (t[0], t[1]),
        reverse=True,
    )
    for rule in (unknown, only, contained, undecided, country_only):
        made = rule(scored, name.inside)
        if made is not None:
            return made
    return weighed(scored)


def unknown(scored: _Scored, inside: tuple[Candidate, ...]) -> _Decision | None:
    """No entry of the atlas bears this name, so it is not put on the map."""
    return None if scored else (None, "reference.places.unknown", 0.0)


def only(scored: _Scored, inside: tuple[Candidate, ...]) -> _Decision | None:
    """One place alone in the atlas bears this name."""
    return (scored[0][2], "reference.places.only", 3.0) if len(scored) == 1 else None


def contained(scored: _Scored, inside: tuple[Candidate, ...]) -> _Decision | None:
    """The text names the country or region it lies in right after it ("Homs, Syria")."""
    best = scored[0]
    if any(_within(best[2], w) for w in inside):
        return best[2], "reference.places.contained", best[0] - scored[1][0]
    return None


def undecided(scored: _Scored, inside: tuple[Candidate, ...]) -> _Decision | None:
    """Places of this name in different countries are equally likely on this page, so none is chosen."""
    (first, _, a), (second, _, b) = scored[:2]
    if first - second < _TIE and a.country != b.country:
        return None, "reference.places.undecided", 0.0
    return None


def country_only(scored: _Scored, inside: tuple[Candidate, ...]) -> _Decision | None:
    """Several places of this name in one country are equally likely: the country is given, and no point."""
    (first, _, a), (second, _, b) = scored[:2]
    if first - second < _TIE and a.kind is b.kind and a.region != b.region:
        return replace(a, lat=None, lon=None, geonames=None, region=""), "reference.places.country_only", 0.0
    return None


def weighed(scored: _Scored) -> _Decision:
    """Of the places of this name, the one whose size and whose neighbours on this page speak most for it."""
    return scored[0][2], "reference.places.weighed", scored[0][0] - scored[1][0]
