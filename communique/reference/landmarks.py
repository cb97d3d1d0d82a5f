"""Names with a word for what they name: rivers and roads are no towns, and a city's airport lies in that city."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import replace

from communique.model import PlaceKind
from communique.reference.atlas import Atlas
from communique.reference.folding import fold
from communique.reference.namesakes import Candidate, namesakes

_MILLION = 1_000_000
_LONGEST = 60

_NATURE = (
    "river|rivers|creek|stream|lake|lakes|reservoir|canal|basin|delta|glacier|volcano|mountain|mountains|strait"
)
_NAMES = "Bay|Gulf|Sea|Falls|Mount|Peak|Ridge|Hills|Range|Desert|Reef"
_ROADS = "Street|St|Road|Avenue|Ave|Boulevard|Highway|Lane|Drive|Bridge|Tunnel|Way|FC|F\\.C\\.|United|Rovers"
_AFTER = re.compile(rf" (?:(?i:{_NATURE})|{_NAMES})(?![\w-])")
_ROAD_AFTER = re.compile(rf" (?:{_ROADS})(?![\w-])")
_BEFORE = re.compile(r"\b(?:River|Lake|Mount|Mt\.?|Cape|Lough|Loch|Wadi) $")
_PUBLIC = (
    "airport|air base|airbase|airfield|city hall|town hall|city council|university|university hospital|general hospital"
    "|high court|district court|criminal court|cathedral|central station|railway station|train station|bus station"
    "|stock exchange|opera house|opera|zoo|convention cent(?:er|re)|exhibition cent(?:er|re)|central prison|port"
    "|harbou?r|metro|police headquarters|central bank|international airport|state university|national university"
)
_NAMED_AFTER = re.compile(
    rf"^(?P<place>.{{3,{_LONGEST}}}?) (?:(?:[A-Z][\w'’-]*|and) ){{0,3}}(?P<what>{_PUBLIC})$", re.IGNORECASE
)
_OF_PLACE = re.compile(rf"^(?:university|port|cathedral|airport|metropolitan museum) of (?P<place>.{{3,{_LONGEST}}})$", re.I)
_STATE_BODY = re.compile(
    r"(?:ministry|foreign ministry|defen[cs]e ministry|interior ministry|ministry of [\w ]{3,30}|parliament|senate"
    r"|presidential palace|national assembly|supreme court|constitutional court|central bank)$",
    re.IGNORECASE,
)


def is_nature(text: str, start: int, end: int) -> bool:
    """Tell whether the words next to a name make it that of a water or a mountain.

    "Floods along the Tana river": Tana is no town here, nor is "Jordan" a country in "the Jordan river".
    """
    return _AFTER.match(text, end) is not None or _BEFORE.search(text, max(0, start - 8), start) is not None


def is_road(text: str, end: int) -> bool:
    """Tell whether the word after a name makes it that of a road or a club: "Ada Road" is not the town of Ada.

    A road in small letters is only a road in that town ("a Cairo street").
    """
    return _ROAD_AFTER.match(text, end) is not None


def whole_feature(text: str, start: int, end: int) -> str:
    """Return the name with the word of nature after it ("Jordan" before " river": "Jordan river")."""
    after = _AFTER.match(text, end)
    return text[start : after.end()] if after else text[start:end]


def landmarks(name: str, atlas: Atlas, named: Set[str]) -> tuple[Candidate, ...]:
    """Return where a public building named after its city or its state lies, as facilities with the city's point.

    "Norvia City Hall" stands in Norvia. ``named`` are the folded names of the page: a city counts when the page
    names it too, or when it has over a million people, since many a hall is named after a person called like a
    town. A ministry, a court or a parliament of a country stands in its capital.
    """
    if len(name) > 2 * _LONGEST:
        return ()
    body = _state_body(name, atlas)
    if body is not None:
        return (body,)
    return tuple(_housed(name, c) for place in _places(name) for c in _cities(place, atlas, named))


def _places(name: str) -> Iterator[str]:
    of = _OF_PLACE.match(name)
    if of is not None:
        yield of["place"]
        return
    after = _NAMED_AFTER.match(name)
    if after is not None:
        yield after["place"]


def _cities(place: str, atlas: Atlas, named: Set[str]) -> tuple[Candidate, ...]:
    found = namesakes(place, atlas)
    if any(c.sovereign for c in found):
        return ()
    return tuple(
        c for c in found if c.kind is PlaceKind.CITY and (fold(place) in named or c.population >= _MILLION)
    )


def _housed(name: str, city: Candidate) -> Candidate:
    return replace(city, name=name, kind=PlaceKind.FACILITY, geonames=None)


def _state_body(name: str, atlas: Atlas) -> Candidate | None:
    body = _STATE_BODY.search(name)
    if body is None or body.start() < 4 or name[body.start() - 1] != " ":
        return None
    owner = re.sub(r"['’]s?$", "", name[: body.start()].strip())
    country = atlas.nationality(owner) or atlas.country(owner)
    if country is None or country.capital_point is None:
        return None
    lat, lon = country.capital_point
    return Candidate(
        name, PlaceKind.FACILITY, country.code, country.iso2, "", "", lat, lon, 0, None, primary=True, listed=True
    )
