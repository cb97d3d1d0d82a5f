"""Names with a word for what they name: rivers and roads are no towns, and a city's airport lies in that city."""

from __future__ import annotations

import re
from collections.abc import Set

from communique.model import PlaceKind
from communique.reference.atlas import Atlas
from communique.reference.folding import fold
from communique.reference.namesakes import Candidate, namesakes

_MILLION = 1_000_000
_LONGEST = 60

_NATURE = "river|rivers|creek|stream|lake|lakes|reservoir|canal|basin|delta|glacier|volcano|mountain|mountains|strait"
_NAMES = "Bay|Gulf|Sea|Falls|Mount|Peak|Ridge|Hills|Range|Desert|Reef"
_ROADS = "Street|St|Road|Avenue|Ave|Boulevard|Highway|Lane|Drive|Bridge|Tunnel|Way|FC|F\\.C\\.|United|Rovers"
_AFTER = re.compile(rf" (?:(?i:{_NATURE})|{_NAMES})(?![\w-])")
_ROAD_AFTER = re.compile(rf" (?:{_ROADS})(?![\w-])")
_BEFORE = re.compile(r"\b(?:River|Lake|Mount|Mt\.?|Cape|Lough|Loch|Wadi) $")
_PUBLIC = (
    "airport|air base|airbase|airfield|city hall|town hall|(?:city|county|municipal|district|borough) council"
    "|university|state university|national university|(?:general|university|central) hospital"
    "|(?:high|district|criminal) court|cathedral|(?:central|railway|train|bus) station|stock exchange|opera house|opera"
    "|zoo|stadium"
    "|(?:convention|exhibition|conference) cent(?:er|re)|central prison|port|harbou?r|metro|police headquarters"
    "|international airport"
)
_NAMED_AFTER = re.compile(
    rf"^(?P<place>.{{3,{_LONGEST}}}?) (?:(?:[A-Z][\w'’-]*|and) ){{0,3}}(?:{_PUBLIC})$", re.IGNORECASE
)
_SITE = (
    "minster|mosque|synagogue|church|castle|palace|museum|prison|jail|hospital|medical cent(?:er|re)|theat(?:er|re)"
    "|base|barracks|garrison|refinery|factory|plant|camp|market|square|gate|tower|headquarters|court|courthouse|park"
    "|power (?:plant|station)|dam|checkpoint|crossing|cemetery"
)
_NAMED_HERE = re.compile(
    rf"^(?P<place>.{{3,{_LONGEST}}}?) (?:(?:[A-Z][\w'’-]*|and) ){{0,3}}(?:{_SITE})$", re.IGNORECASE
)
_OF_PLACE = re.compile(
    rf"^(?:(?:\w+ )?university|port|cathedral|airport|city council|bishopric) of (?P<place>.{{3,{_LONGEST}}})$",
    re.IGNORECASE,
)
_STATE_BODY = re.compile(
    r"(?:ministry|(?:foreign|defen[cs]e|interior|finance) ministry|ministry of [\w ]{3,30}|parliament|senate|congress"
    r"|legislature|national assembly|presidential palace|(?:supreme|constitutional) court|central bank"
    r"|national museum|national library|military academy|coast guard|state university)$",
    re.IGNORECASE,
)
_TOWN_ONLY = re.compile(
    r" (?:City Council|City Hall|Town Council|Town Hall|High School|Middle School|Elementary|Police Department"
    r"|Fire Department|Township|Volunteer Fire|Chamber of Commerce|School District|Public Library|County)\b"
)
_AMERICAN = re.compile(
    r"(?: City| County| Area| Community)? (?:Police Department|(?:Volunteer )?Fire Department|Public Schools"
    r"|Middle School|(?:Independent )?School District|Elementary|City Manager|City Commission|County Commissioners"
    r"|County Sheriff)\b"
)
_PERSON_ONLY = re.compile(r" (?:administration|presidency|cabinet|doctrine|era|years|family|campaign)\b")
SHARED = frozenset(
    {"state house", "national palace", "government house", "royal court", "diwan", "green zone", "beehive", "lodge",
     "majlis", "arg", "peace house", "south block", "bundesrat", "tahrir square", "national assembly"}
)  # fmt: skip
"""Seats whose name several countries use: they count only where the page speaks of the country."""


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


def is_town(text: str, end: int) -> bool:
    """Tell whether the words after a name are a town's and no country's ("Jordan City Council")."""
    return _TOWN_ONLY.match(text, end) is not None


def is_american(text: str, end: int) -> bool:
    """Tell whether the words after a name are an office of towns in North America ("Athens Police Department")."""
    return _AMERICAN.match(text, end) is not None


def is_person(text: str, end: int) -> bool:
    """Tell whether the word after a name makes it somebody in office ("the Bush administration", of no town)."""
    return _PERSON_ONLY.match(text, end) is not None


def landmarks(name: str, atlas: Atlas, named: Set[str]) -> tuple[Candidate, ...]:
    """Return the city, state or country that a public building or body is named after, and lies in.

    "Norvia City Hall" stands in Norvia. ``named`` are the folded names of the page: a city counts when the page
    names it too, or when it has over a million people, since many a hall is named after a person called like a
    town; a mosque, a prison or a square counts only when the page names the city ("Norvia Minster"). A ministry
    or a parliament lies in its country, and no more is claimed: not each is in the capital.
    """
    if len(name) > 2 * _LONGEST:
        return ()
    owner = _owner(name, atlas)
    if owner:
        return owner
    of = _OF_PLACE.match(name)
    if of is not None:
        return _states(of["place"], atlas) or _cities(of["place"], atlas, named)
    after = _NAMED_AFTER.match(name)
    if after is not None:
        return _cities(after["place"], atlas, named)
    here = _NAMED_HERE.match(name)
    return _cities(here["place"], atlas, named) if here is not None and fold(here["place"]) in named else ()


def _cities(place: str, atlas: Atlas, named: Set[str]) -> tuple[Candidate, ...]:
    found = namesakes(place, atlas)
    if any(c.sovereign for c in found):
        return ()
    sure = fold(place) in named
    return tuple(c for c in found if (sure and not c.listed) or (c.kind is PlaceKind.CITY and c.population >= _MILLION))


def _states(place: str, atlas: Atlas) -> tuple[Candidate, ...]:
    found = namesakes(place, atlas)
    return found if found and all(c.kind is PlaceKind.REGION and not c.district for c in found[:1]) else ()


def _owner(name: str, atlas: Atlas) -> tuple[Candidate, ...]:
    body = _STATE_BODY.search(name)
    if body is None or body.start() < 4 or name[body.start() - 1] != " ":
        return ()
    owner = re.sub(r"['’]s?$", "", name[: body.start()].strip())
    found = namesakes(owner, atlas)
    return tuple(c for c in found if c.sovereign) or _states(owner, atlas)
