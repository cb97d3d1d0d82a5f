"""The company a name keeps on its page: how much the other names speak for each of its namesakes.

Every name gives one vote, shared among its namesakes by their size, to the country, the first division and
the square of the map each lies in. What a name says for itself is taken off again when it is weighed.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from communique.model import PlaceKind
from communique.reference.folding import fold
from communique.reference.namesakes import Candidate

_SIZE, _STATE, _COUNTRY, _NEAR, _INSIDE = 0.9, 2.2, 1.4, 1.5, 6.0
_SOVEREIGN, _LISTED, _SECOND_NAME, _DISTRICT, _CAPITAL, _COUNTY = 5.5, 6.0, -1.0, -1.0, 0.7, 3.0
_DIVISION, _HOLDS, _SHADOW, _SISTERS, _HUMBLE, _COURT = 1.0, 3.0, -3.0, 0.7, -6.0, 2.0
_LARGE, _SEAT = 100_000, 1.5
_KNOWN, _FOCUS, _UNHEARD, _SILENT, _ABROAD = 50_000, 2.0, 0.05, 0.05, -1.0
_METROPOLIS, _GREAT, _SHARE, _SPOKEN, _WORLD, _APART = 1_000_000, 500_000, 0.2, 0.5, 0.6, 0.3
"""What speaks for a candidate, in one currency (0.9 is a place ten times as large). Chosen on every second document
of the gold sets: `_STATE`, `_COUNTRY` and `_NEAR` are for votes of the page, `_INSIDE` for "Homs, Syria", `_HOLDS` for
the state in "Buffalo, New York", `_SHADOW` against that state where nothing else speaks for it, `_SISTERS` for it
among other states, `_COURT` for a capital among capitals, `_HUMBLE` against a town called like a country, `_ABROAD`
against a town in a country that the page is silent about, `_SEAT` for a town whose county is named and the reverse.
"""

_MANY_STATES, _KNOWN_ABROAD, _AS_ACTOR = 3, 100_000, 0.9
"""On a page that names three states a city of a hundred thousand may lie in a fourth, and a state's own name hardly
speaks for its towns: "Iran, Russia and the United States met in Geneva" is no page about Illinois."""

State = tuple[str, str]
County = tuple[str, str, str]
Square = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A distinct name of the page: its candidates, the places it is said to lie in, and those said to hold another."""

    key: str
    options: tuple[Candidate, ...]
    inside: tuple[Candidate, ...]
    holding: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class _Votes:
    countries: defaultdict[str, float]
    states: defaultdict[State, float]
    squares: defaultdict[Square, float]
    divisions: defaultdict[str, float]
    capitals: list[float]
    named: defaultdict[str, float]


class Company:
    """The votes of all names of a page. ``capitals`` are the folded names of the world's capitals."""

    def __init__(self, names: Mapping[str, Name], capitals: frozenset[str]) -> None:
        """Count the votes once; the work grows with the number of namesakes."""
        self._capitals = capitals
        self._all = _empty()
        self._own: dict[str, _Votes] = {}
        for key, name in names.items():
            own = self._own[key] = _empty()
            for c, share in self._shares(name):
                weight = share * (2.0 if c.sovereign or (c.kind is PlaceKind.REGION and not c.district) else 1.0)
                for votes in (own, self._all):
                    _vote(votes, c, weight, share)
                    votes.capitals[0] += share if self._reigns(name, c) else 0.0
        states = {c.country for name in names.values() for c in name.options if c.sovereign}
        self._worldly = len(states) >= _MANY_STATES
        self._local = {key: _locals(name) for key, name in names.items()}
        self._named = Counter(mark for marks in self._local.values() for mark in marks)

    def _shares(self, name: Name) -> list[tuple[Candidate, float]]:
        scores = [self._alone(name, c) for c in name.options]
        if not scores:
            return []
        top = max(scores)
        weights = [math.exp(1.5 * (s - top)) for s in scores]
        total = sum(weights)
        return [(c, w / total) for c, w in zip(name.options, weights, strict=True)]

    def weigh(self, name: Name, c: Candidate) -> float:
        """Return how much speaks for ``c`` being what ``name`` means here: itself and its company."""
        own, score = self._own[name.key], self._alone(name, c)
        mark = _state(c)
        state = self._all.states[mark] - own.states[mark]
        score += _STATE * _gain(state)
        if c.country is not None:
            home = self._all.countries[c.country] - own.countries[c.country]
            if self._worldly and not c.sovereign:
                home -= _AS_ACTOR * (self._all.named[c.country] - own.named[c.country])
            score += _COUNTRY * _gain(home)
            known = c.population >= (_KNOWN_ABROAD if self._worldly else _METROPOLIS)
            if home < _SILENT and c.kind is PlaceKind.CITY and not known and not self._reigns(name, c):
                score += _ABROAD
        if state < _SPOKEN and _is_humble(c, name):
            score += _HUMBLE
        if self._reigns(name, c):
            score += _COURT * _gain(self._all.capitals[0] - own.capitals[0])
        if _is_division(c):
            score += _SISTERS * _gain(self._all.divisions[c.country or ""] - own.divisions[c.country or ""])
        if c.district and c.primary and self._is_paired(name, c):
            score += _SEAT
        if _is_point(c):
            around = sum(self._all.squares[s] - own.squares[s] for s in _squares(c))
            score += _NEAR * _gain(around)
        return score

    def _is_paired(self, name: Name, c: Candidate) -> bool:
        """Tell whether another name of the page is the county of this town, or a town of this county: where Huntsville
        and Walker County are named, each speaks for Texas.
        """
        other = _county(c), c.kind is not PlaceKind.REGION
        return self._named[other] > (other in self._local[name.key])

    def _reigns(self, name: Name, c: Candidate) -> bool:
        return c.kind is PlaceKind.CITY and c.primary and name.key in self._capitals and c.population >= _LARGE

    def speaks_of(self, name: Name, country: str | None) -> bool:
        """Tell whether other names of the page lie in ``country``, as far as their size tells."""
        votes = self._all.countries.get(country or "", 0.0) - self._own[name.key].countries.get(country or "", 0.0)
        return votes > _SPOKEN

    def is_stray(self, name: Name, c: Candidate) -> bool:
        """Tell whether ``c`` is a small place of a country that no other name of the page is in, while they agree on
        another: a page on Iraq that names Rabia does not mean the one in Kuwait.
        """
        if c.sovereign or c.listed or c.country is None or c.population >= _KNOWN:
            return False
        own = self._own[name.key].countries
        others = {code: votes - own.get(code, 0.0) for code, votes in self._all.countries.items()}
        most = max(others.values(), default=0.0)
        return most > _FOCUS and others.get(c.country, 0.0) < _UNHEARD * most

    def _alone(self, name: Name, c: Candidate) -> float:
        """The weight of a candidate by itself: size, kind, and the place it is said to lie in."""
        score = _SIZE * math.log10(c.population + 100)
        score += _SOVEREIGN if c.sovereign else _LISTED if c.listed else 0.0
        score += 0.0 if c.primary else _SECOND_NAME
        if c.kind is PlaceKind.REGION and not c.listed:
            named = " county" in f" {name.key}" or name.key.endswith((" co", " parish"))
            score += (_COUNTY if named else _DISTRICT) if c.district else _DIVISION
        if self._reigns(name, c):
            score += _CAPITAL
        if any(within(c, w) for w in name.inside):
            score += _INSIDE
        if c in name.holding:
            score += _HOLDS
        if c.kind is PlaceKind.CITY and c.primary and c.population >= _METROPOLIS:
            score += _WORLD
        court = _is_division(c) and any(self._reigns(name, o) and o.country == c.country for o in name.options)
        return score + (_SHADOW if _in_shadow(c, name) or court else 0.0)


def within(c: Candidate, w: Candidate) -> bool:
    """Tell whether ``c`` lies in ``w``: in that country, or in a division of that name."""
    if c.country != w.country or c == w:
        return False
    if w.sovereign or w.kind is PlaceKind.COUNTRY:
        return not c.sovereign
    district = not w.district or c.district in ("", w.district)
    return fold(c.region) == fold(w.region) and district and c.kind is not w.kind


def _empty() -> _Votes:
    return _Votes(
        defaultdict(float), defaultdict(float), defaultdict(float), defaultdict(float), [0.0], defaultdict(float)
    )


def _vote(votes: _Votes, c: Candidate, weight: float, share: float) -> None:
    if c.country:
        votes.countries[c.country] += weight
        votes.named[c.country] += weight if c.sovereign else 0.0
    if c.region:
        votes.states[_state(c)] += weight * (
            _APART if c.population >= _METROPOLIS and c.kind is PlaceKind.CITY else 1.0
        )
    if _is_division(c):
        votes.divisions[c.country or ""] += share
    if _is_point(c) and c.lat is not None and c.lon is not None:
        votes.squares[_square(c.lat, c.lon)] += share


def _is_division(c: Candidate) -> bool:
    return c.kind is PlaceKind.REGION and not c.district and not c.listed


def _is_humble(c: Candidate, name: Name) -> bool:
    """Tell whether a country bears the name of this town: "Lebanon" is in Pennsylvania when the page is, else not."""
    return c.population < _LARGE and not c.sovereign and any(o.sovereign for o in name.options)


def _in_shadow(c: Candidate, name: Name) -> bool:
    """Tell whether a division bears the name of the city where much of its people live ("New York")."""
    return _is_division(c) and any(
        o.kind is PlaceKind.CITY and o.country == c.country and o.population > max(_GREAT, _SHARE * c.population)
        for o in name.options
    )


def _gain(votes: float) -> float:
    return math.log1p(max(0.0, votes))


def _county(c: Candidate) -> County:
    return c.country or "", fold(c.region), fold(c.district)


def _locals(name: Name) -> frozenset[tuple[County, bool]]:
    """The counties a name may denote (True) and those in which it may be a town (False)."""
    return frozenset(
        (_county(c), c.kind is PlaceKind.REGION)
        for c in name.options
        if c.district and (c.kind is PlaceKind.REGION or (c.kind is PlaceKind.CITY and c.primary))
    )


def _state(c: Candidate) -> State:
    return c.country or "", fold(c.region)


def _is_point(c: Candidate) -> bool:
    """Tell whether the point of ``c`` says where it is: that of a town, a county or a building does."""
    return c.lat is not None and (c.kind in (PlaceKind.CITY, PlaceKind.FACILITY) or bool(c.district))


def _square(lat: float, lon: float) -> Square:
    return math.floor(lat), math.floor(lon)


def _squares(c: Candidate) -> list[Square]:
    if c.lat is None or c.lon is None:
        return []
    y, x = _square(c.lat, c.lon)
    return [(y + i, x + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
