"""GDELT 2.0's table of events: 61 tab-separated columns without a header, for scripts written for that data set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations, product

from communique.export.formats.coding import cameo_quad, cameo_root, goldstein
from communique.export.formats.countries import codes_of
from communique.export.formats.told import Left, Told, events_that_took_place, span_of_days, told_of, untold
from communique.export.formats.written import tab_line
from communique.model import Account, Actor, Event, Place, PlaceKind, digest

_NO_ACTOR = ("",) * 10
_NO_PLACE = ("0", *("",) * 7)
_TYPES = {
    "COP": "COP", "GOV": "GOV", "JUD": "JUD", "LEG": "LEG", "MIL": "MIL", "PTY": "PTY", "REB": "REB", "SPY": "SPY",
    "UAF": "UAF", "AGR": "AGR", "BUS": "BUS", "CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "LAB": "LAB",
    "REF": "REF", "OPP": "OPP", "JRN": "MED", "MED": "HLH",
}  # fmt: skip
"""PLOVER's sectors as CAMEO's types. CAMEO's MED is the media, PLOVER's medicine."""
_BODIES = {
    "IGO": ("IGO", "", ""), "UNO": ("IGO", "", "UNO"), "EUR": ("IGO", "EUR", "EEC"), "NGO": ("NGO", "", ""),
    "MNC": ("MNC", "", ""), "IMG": ("IMG", "", ""),
}  # fmt: skip
"""PLOVER's codes of actors without a country: CAMEO's type, region and known group. The European Union is IGOEUREEC."""


def to_gdelt(accounts: Iterable[Account], left: Left = untold) -> Iterator[str]:
    """Yield one line for each event that happened or is going on and each two that take part.

    Of several actors and recipients each two make a line, as in GDELT; of a meeting without a host each two actors.
    ``GLOBALEVENTID`` is 63 bits of a digest of the fact and the two. ``SQLDATE`` is empty where the page does not give
    the day, ``MonthYear`` and ``Year`` are there where it gives that much; the day of publication is ``DATEADDED``
    alone. Codes are CAMEO's roots. ``NumMentions``, ``NumSources`` and ``NumArticles`` are 1: a line is one article's.
    ``IsRootEvent`` is 1 where the event is told in the headline or the first paragraph. Tone and the places of actors
    are not known and empty (``Geo_Type`` 0).
    """
    for told in told_of(accounts):
        for event in events_that_took_place(told, left):
            for first, second in _pairs(event, told):
                yield tab_line(_line(event, first, second, told))


def _pairs(event: Event, told: Told) -> Iterator[tuple[Actor | None, Actor | None]]:
    """Yield the two sides of each line: "Voss and Berg met Aro" is Voss and Aro, Berg and Aro."""
    actors, recipients = told.actors(event.actors), told.actors(event.recipients)
    if actors and recipients:
        yield from product(actors, recipients)
    elif len(actors) > 1:
        yield from combinations(actors, 2)
    else:
        yield (actors[0] if actors else None), (recipients[0] if recipients else None)
        yield from ((None, other) for other in recipients[1:])


def _line(event: Event, first: Actor | None, second: Actor | None, told: Told) -> tuple[str, ...]:
    root = cameo_root(event, told.actors(event.actors))
    published = told.published
    return (
        str(int(digest(event.id, first.id if first else "", second.id if second else ""), 16) >> 1),
        *_dates(event),
        *_actor(first),
        *_actor(second),
        "1" if _leads(event, told) else "0",
        root,
        root,
        root,
        str(cameo_quad(root)),
        f"{goldstein(root):.1f}",
        "1",
        "1",
        "1",
        "",
        *_NO_PLACE,
        *_NO_PLACE,
        *_place(told.place(event.where)),
        f"{published.replace('-', '')}000000" if published else "",
        told.article.url or "",
    )


def _dates(event: Event) -> tuple[str, str, str, str]:
    """Return SQLDATE, MonthYear, Year and FractionDate, each only where the page gives that much."""
    days = span_of_days(event.when)
    if days is None:
        return "", "", "", ""
    first, last = days
    day = first.replace("-", "") if first == last else ""
    month = first[:7].replace("-", "") if first[:7] == last[:7] else ""
    year = first[:4] if first[:4] == last[:4] else ""
    return day, month, year, _fraction(first) if day else ""


def _fraction(day: str) -> str:
    """Return the year with the part of it that has passed: GDELT's (month * 30 + day) / 365, capped below one."""
    at = date.fromisoformat(day)
    return f"{at.year + min(((at.month - 1) * 30 + at.day) / 365, 0.9999):.4f}"


def _actor(actor: Actor | None) -> tuple[str, ...]:
    """Return code, name, country, known group, ethnic and two religion codes, and three types."""
    if actor is None:
        return _NO_ACTOR
    body, region, group = _BODIES.get(actor.country or "", ("", "", ""))
    country = region or codes_of(actor.country).cameo
    sectors = (actor.sector, *actor.sectors)
    types = list(dict.fromkeys(t for t in (body, *(_TYPES.get(sector or "", "") for sector in sectors)) if t))[:3]
    code = "".join((body, country, group, *(kind for kind in types if kind != body)))
    return (code, actor.name.upper(), country, group, "", "", "", *types, *("",) * (3 - len(types)))


def _place(place: Place | None) -> tuple[str, ...]:
    """Return type, name, FIPS country, two divisions, latitude, longitude and feature of a place.

    Types are GDELT's: 1 a country, 2 and 5 a state of the USA and of others, 3 and 4 a town or site there. A wider
    area ("the Middle East") has none of them and is 0, with its name. Its feature ids are of gazetteers we do not use;
    for a country it is the FIPS code.
    """
    if place is None:
        return _NO_PLACE
    fips = codes_of(place.country).fips
    home = place.country == "USA"
    kind = {
        PlaceKind.COUNTRY: "1",
        PlaceKind.REGION: "2" if home else "5",
        PlaceKind.CITY: "3" if home else "4",
        PlaceKind.FACILITY: "3" if home else "4",
    }.get(place.kind, "0")
    known = kind != "0" and place.lat is not None and place.lon is not None
    nation = codes_of(place.country).name
    name = place.name if place.kind is PlaceKind.COUNTRY or not nation else f"{place.name}, {nation}"
    whole = place.kind is PlaceKind.COUNTRY
    return (
        kind,
        name,
        fips,
        fips if whole else "",
        "",
        f"{place.lat:.5g}" if known else "",
        f"{place.lon:.5g}" if known else "",
        fips if whole else "",
    )


def _leads(event: Event, told: Told) -> bool:
    """Tell whether an event is told in the headline or the lead paragraph, GDELT's rule for a root event."""
    told_first = told.first_paragraph
    return any(cited.sentence.start < told_first for cited in event.evidence)
