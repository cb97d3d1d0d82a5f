"""What a place name may denote: every entry of the atlas that bears the name, in one shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from communique.model import PlaceKind
from communique.reference.atlas import Atlas, Country, PlaceEntry, Region, Seat
from communique.reference.folding import acronym, fold

_MOST = 60

STATES = MappingProxyType(
    {
        short: name
        for pair in (
            "ala:Alabama ariz:Arizona ark:Arkansas calif:California cal:California colo:Colorado conn:Connecticut "
            "del:Delaware fla:Florida ga:Georgia ill:Illinois ind:Indiana kan:Kansas kans:Kansas ky:Kentucky "
            "la:Louisiana md:Maryland mass:Massachusetts mich:Michigan minn:Minnesota miss:Mississippi mo:Missouri "
            "mont:Montana neb:Nebraska nebr:Nebraska nev:Nevada nh:New_Hampshire nj:New_Jersey nm:New_Mexico "
            "ny:New_York nc:North_Carolina nd:North_Dakota okla:Oklahoma ore:Oregon pa:Pennsylvania ri:Rhode_Island "
            "sc:South_Carolina sd:South_Dakota tenn:Tennessee tex:Texas vt:Vermont va:Virginia wash:Washington "
            "wva:West_Virginia wis:Wisconsin wyo:Wyoming dc:District_of_Columbia"
        ).split()
        for short, name in [pair.replace("_", " ").split(":")]
    }
)
"""American states as agencies shorten them, without dots and blanks."""
POSTAL = MappingProxyType(
    {
        code: name
        for pair in (
            "AL:Alabama AK:Alaska AZ:Arizona AR:Arkansas CA:California CO:Colorado CT:Connecticut DE:Delaware "
            "FL:Florida GA:Georgia HI:Hawaii ID:Idaho IL:Illinois IN:Indiana IA:Iowa KS:Kansas KY:Kentucky "
            "LA:Louisiana ME:Maine MD:Maryland MA:Massachusetts MI:Michigan MN:Minnesota MS:Mississippi MO:Missouri "
            "MT:Montana NE:Nebraska NV:Nevada NH:New_Hampshire NJ:New_Jersey NM:New_Mexico NY:New_York "
            "NC:North_Carolina ND:North_Dakota OH:Ohio OK:Oklahoma OR:Oregon PA:Pennsylvania RI:Rhode_Island "
            "SC:South_Carolina SD:South_Dakota TN:Tennessee TX:Texas UT:Utah VT:Vermont VA:Virginia WA:Washington "
            "WV:West_Virginia WI:Wisconsin WY:Wyoming"
        ).split()
        for code, name in [pair.replace("_", " ").split(":")]
    }
)
"""American states by the two letters of their post."""
_AUSTRALIAN = MappingProxyType(
    {"NSW": "New South Wales", "Qld": "Queensland", "QLD": "Queensland", "Vic": "Victoria", "Tas": "Tasmania"}
)
_CANADIAN = MappingProxyType(
    {
        "B.C": "British Columbia",
        "Ont": "Ontario",
        "Que": "Quebec",
        "Alta": "Alberta",
        "Sask": "Saskatchewan",
        "N.S": "Nova Scotia",
        "N.B": "New Brunswick",
        "P.E.I": "Prince Edward Island",
        "N.L": "Newfoundland and Labrador",
        "Nfld": "Newfoundland and Labrador",
    }
)
"""Canadian provinces as agencies shorten them, without the last dot."""
_NO_NAMES = frozenset(
    "west western east eastern north northern south southern central arab latin european asian african union western "
    "state county city the islamic capitol middle upper lower inner outer greater new old far near high great".split()
)
"""Words that a recogniser marks as places and that some village bears: alone they say no place."""
_GENERIC = frozenset(
    "island islands isle coast shore side river lake bay mountain mountains hill hills valley park port "
    "city town village district county region end".split()
)
"""Words that are left over when a head or tail is taken off ("the North Island", "the West Coast"): no names."""
_PEOPLES = MappingProxyType(
    {
        "african": "Africa",
        "africans": "Africa",
        "asian": "Asia",
        "asians": "Asia",
        "european": "Europe",
        "europeans": "Europe",
        "latin american": "Latin America",
        "latin americans": "Latin America",
        "north african": "North Africa",
        "west african": "West Africa",
        "middle eastern": "Middle East",
        "scandinavian": "Scandinavia",
        "siberian": "Siberia",
        "kurdish": "Kurdistan",
        "californian": "California",
        "californians": "California",
        "texan": "Texas",
        "texans": "Texas",
        "floridian": "Florida",
        "floridians": "Florida",
        "ohioan": "Ohio",
        "ohioans": "Ohio",
        "minnesotan": "Minnesota",
        "minnesotans": "Minnesota",
        "alaskan": "Alaska",
        "alaskans": "Alaska",
        "hawaiian": "Hawaii",
        "hawaiians": "Hawaii",
        "virginian": "Virginia",
        "virginians": "Virginia",
        "new yorker": "New York",
        "new yorkers": "New York",
        "ontarian": "Ontario",
        "ontarians": "Ontario",
        "quebecois": "Quebec",
        "quebecers": "Quebec",
        "albertan": "Alberta",
        "albertans": "Alberta",
    }
)
"""Adjectives of continents and areas, as those of countries are known to the atlas ("European envoys")."""
_HEADLINE = 100_000
_TAILS = re.compile(
    r" (?:city|town|village|district|province|governorate|oblast|region|state|prefecture|municipality|township|area"
    r"|parish|department|canton|raion|borough|metropolitan area|metro area)$",
    re.IGNORECASE,
)
_SIDE = re.compile(r"(?:North|South|East|West) (?=[A-Z])")
_GREAT = 1_000_000
_ISLE = re.compile(r" (?:islands?|peninsula)$", re.IGNORECASE)
_FEATURE = re.compile(
    r"^(?:river|lake|mount|mt\.?|cape|lough|loch|wadi) "
    r"| (?:river|rivers|creek|stream|lake|reservoir|canal|basin|delta|glacier|volcano|mountain|mountains|strait|bay"
    r"|gulf|sea|falls|peak|ridge|hills|range|desert|reef|street|st|road|avenue|ave|boulevard|highway|lane|drive|bridge"
    r"|tunnel|way|fc|united|rovers)$",
    re.IGNORECASE,
)
"""What no county is called after: "Alder Creek" is not Alder Creek County."""
_DIVISION = re.compile(
    r" (?:province|governorate|oblast|region|state|prefecture|district|department|canton|raion|county)$", re.IGNORECASE
)
_DIVISION_OF = re.compile(r"(?:the )?(?:state|province|region|district) of ", re.IGNORECASE)
_HEADS = re.compile(
    r"^(?:the )?(?:(?:state|republic|kingdom|island|isle|port|peninsula) of |"
    r"(?:city|town|village|province|district|county|region|municipality|island"
    r"|(?:north|south|east|west)(?:ern|east|west|eastern|western)?|central|downtown|upper|lower|greater"
    r"|mainland|metropolitan) (?:of )?)",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"^(?:[Tt]he |[Aa]n? )(?:(?:[A-Z][\w'’-]* )?(?:[a-z][\w'’-]* ){1,5}?(?:of|in|inside|outside)"
    r"|(?:[\w'’-]+ ){1,5}?at) (?=[A-Z\u00c0-\u00de]|al-[A-Z])"
)
"""What a whole phrase says before the name: "the old quarter of Norvia", "a petrol station in Norvia"."""
_SPELLED = (
    (re.compile(r"^(?:St\.?|Saint) "), ("St. ", "Saint ", "St ")),
    (re.compile(r"^(?:Mt\.?|Mount) "), ("Mount ",)),
    (re.compile(r"^(?:Ft\.?|Fort) "), ("Fort ",)),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place a name may denote. ``sovereign`` marks a country, ``listed`` an entry of a list kept by hand."""

    name: str
    kind: PlaceKind
    country: str | None
    territory: str
    region: str
    district: str
    lat: float | None
    lon: float | None
    population: int
    geonames: int | None
    primary: bool
    sovereign: bool = False
    listed: bool = False


def namesakes(name: str, atlas: Atlas) -> tuple[Candidate, ...]:
    """Return what ``name`` may denote, at most 60; words such as "province of" are tried with and without."""
    for form in _forms(name):
        found = _in_every_spelling(form, atlas)
        if _ISLE.search(name) and form != name:
            found = tuple(c for c in found if c.listed or c.kind is PlaceKind.REGION)
        if found:
            wide = _DIVISION.search(name) or _DIVISION_OF.match(name)
            regions = tuple(c for c in found if c.kind is PlaceKind.REGION) if wide else ()
            towns = all(c.kind is PlaceKind.CITY for c in found)
            return regions or ((*found, *_quarters(form, atlas)) if towns else found)
    return ()


def _quarters(form: str, atlas: Atlas) -> Iterator[Candidate]:
    """The country or great city that ``form`` may be a part of: "South Lebanon" is not always the one in Ohio."""
    side = _SIDE.match(form)
    if side is None:
        return
    rest = form[side.end() :]
    country = atlas.country(rest)
    if country is not None and fold(country.name) == fold(rest):
        yield _country(country)
    for entry in atlas.place(rest):
        if entry.kind is PlaceKind.CITY and entry.population >= _GREAT and entry.primary:
            yield replace(_entry(entry), primary=False)


def ends_as_feature(name: str) -> bool:
    """Tell whether a name itself says water, mountain, road or club ("Norvia River", "Mount Vale", "Vale Road")."""
    return _FEATURE.search(name) is not None


def sisters(options: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    """Those of ``options`` that are states beside one of ``others``, as are all in "Washington, Virginia and Ohio";
    a town of the first name in the second is not meant.
    """
    states = {(c.sovereign, "" if c.sovereign else c.country) for c in others if c.sovereign or not c.district}
    return [
        c
        for c in options
        if (c.sovereign or (c.kind is PlaceKind.REGION and not c.district))
        and (c.sovereign, "" if c.sovereign else c.country) in states
    ]


def says_no_place(name: str) -> bool:
    """Tell whether a name is a word that names nothing by itself ("Western", "Arab", "the Valley")."""
    return name.lower() in _NO_NAMES or name.lower() in _GENERIC


def _in_every_spelling(form: str, atlas: Atlas) -> tuple[Candidate, ...]:
    """What bears the name, its first word spelled in every way: one St. Cloud is in the tables as "Saint Cloud"."""
    found = tuple(_exact(form, atlas))
    known = {c.geonames for c in found if c.geonames is not None}
    for pattern, spellings in _SPELLED:
        if pattern.match(form):
            others = dict.fromkeys(c for s in spellings for c in _exact(pattern.sub(s, form), atlas))
            return (*found, *(c for c in others if c.geonames not in known and c not in found))
    return found


def _forms(name: str) -> Iterator[str]:
    bare = re.sub(r"['’]s?$", "", name.strip().strip('.,;:()"“”')) if name.strip() not in ("U.S.", "U.K.") else name
    yield bare
    for tail in (_TAILS, _ISLE):
        if tail.search(bare):
            yield tail.sub("", bare)
    if _HEADS.match(bare):
        yield _HEADS.sub("", bare)
    phrase = _PHRASE.match(bare)
    if phrase is not None:
        inner = bare[phrase.end() :]
        yield inner
        if _HEADS.match(inner):
            yield _HEADS.sub("", inner)
    if ", " in bare:
        yield bare.split(", ")[0]
    if not ends_as_feature(bare):
        yield f"{bare} County"


def _exact(name: str, atlas: Atlas) -> Iterator[Candidate]:
    name = _PEOPLES.get(fold(name), name)
    if name == name.lower() or says_no_place(name):
        return
    short = _short(name)
    if short is not None:
        yield from (
            _entry(p)
            for p in atlas.place(short[1])
            if p.territory == short[0] and p.kind is PlaceKind.REGION and not p.district
        )
        return
    seat = atlas.seat(name)
    if seat is not None:
        yield _seat(seat)
    country = atlas.country(name) or atlas.nationality(name)
    region = atlas.tables.regions.get(fold(name))
    if region is not None:
        yield _region(region)
    if country is not None and (region is None or region.country != country.code):
        yield _country(country)
    least = _least(name, atlas)
    if least is None:
        return
    for entry in atlas.place(name)[:_MOST]:
        if entry.population >= least and not (
            region is not None and entry.kind is PlaceKind.REGION and entry.country == region.country
        ):
            yield _entry(entry)


def _short(name: str) -> tuple[str, str] | None:
    """The country (ISO alpha-2) and the full name of a state or province that is written short ("W.Va.", "B.C.")."""
    if name in _CANADIAN:
        return "CA", _CANADIAN[name]
    if name in _AUSTRALIAN:
        return "AU", _AUSTRALIAN[name]
    state = STATES.get(re.sub(r"[. ]", "", name).lower()) if name[:1].isupper() else None
    state = state or POSTAL.get(name)
    return ("US", state) if state is not None else None


def _least(name: str, atlas: Atlas) -> int | None:
    """How many people a place must have for ``name`` to mean it: None where the name is initials and no place.

    "UNHCR" and "FC" are no towns, but a dateline and a headline print a name in capitals ("CAIRO: Envoys of ...").
    """
    initials = acronym(name)
    if initials is None or name.upper() != name:
        return 0
    return None if "." in name or len(initials) < 4 or initials in atlas.tables.initials else _HEADLINE


def _entry(p: PlaceEntry) -> Candidate:
    return Candidate(
        p.name, p.kind, p.country, p.territory, p.region, p.district, p.lat, p.lon, p.population, p.geonames, p.primary
    )


def _country(c: Country) -> Candidate:
    lat, lon = c.point or (None, None)
    return Candidate(
        c.name, PlaceKind.COUNTRY, c.code, c.iso2, "", "", lat, lon, 0, c.geonames, primary=True, sovereign=True
    )


def _region(r: Region) -> Candidate:
    return Candidate(r.name, r.kind, r.country, "", r.name, "", r.lat, r.lon, 0, None, primary=True, listed=True)


def _seat(s: Seat) -> Candidate:
    return Candidate(
        s.name, PlaceKind.FACILITY, s.country, "", "", "", s.lat, s.lon, 0, None, primary=True, listed=True
    )
