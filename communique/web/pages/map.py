"""The map: towns as discs, a country shaded where no more is known, and beside it what has no place on a map."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import ActorKind, Happening, Place, PlaceKind
from communique.web.drawings.kinds import STANDINGS, Standing
from communique.web.drawings.world import Spot, Tint, World, outlines, world
from communique.web.pages.choice import Choice, Field, choice_of, chosen, fields_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.rows import Row, rows_of
from communique.web.view import View

MOST = 250
"""Discs at most: the places with most happenings."""
LISTED = 50
"""Lines of a list at most."""
_POINTS = frozenset({PlaceKind.CITY, PlaceKind.FACILITY})
"""Places that a point stands for; of a region or a sea it would claim too much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A place of the map with how many happenings there are: ``how`` "spot" (a disc), "country" (shaded: no more than
    the country is known), "unmapped" (a place that has neither a point nor an outline here). ``places``: ids of the
    places meant, at most 50."""

    id: str
    name: str
    country: str
    how: str
    count: int
    done: int
    standing: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPage:
    """``rows`` are happenings whose place no page tells; ``whole`` whether the whole world is shown."""

    drawing: World
    whole: bool
    places: tuple[PlaceRow, ...]
    places_left_out: int
    undrawn: int
    rows: tuple[Row, ...]
    rows_left_out: int
    choice: Choice
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Where happenings are taken to lie: a spot, a country or neither."""

    how: str
    id: str
    name: str
    country: str
    lat: float
    lon: float


def make(view: View, asked: Asked) -> MapPage:
    """Return the map of what is asked for."""
    choice = choice_of(asked)
    by_site: dict[Site, list[Happening]] = defaultdict(list)
    nowhere: list[Happening] = []
    sites: dict[Place, Site] = {}
    for one in chosen(view, choice):
        if one.where is None:
            nowhere.append(one)
            continue
        site = sites.get(one.where) or sites.setdefault(one.where, _site(one.where, view.once(countries_of)))
        by_site[site].append(one)
    whole = asked.one("view") == "world"
    ranked = sorted(by_site.items(), key=lambda item: (-len(item[1]), item[0].name, item[0].how, item[0].id))
    spots = [item for item in ranked if item[0].how == "spot"]
    places = tuple(_row(site, found) for site, found in ranked)
    nowhere.sort(key=lambda one: (-len(one.backing.origins), one.id))
    return MapPage(
        drawing=world([_spot(*item) for item in spots[:MOST]], _tints(ranked), whole=whole),
        whole=whole,
        places=places[: 2 * LISTED],
        places_left_out=len(places[2 * LISTED :]),
        undrawn=len(spots[MOST:]),
        rows=rows_of(view, nowhere[:LISTED]),
        rows_left_out=len(nowhere[LISTED:]),
        choice=choice,
        fields=fields_of(view, choice),
    )


def countries_of(view: View) -> dict[str, str]:
    """Return names of countries by code: of the country as a place, else of its government."""
    parties = [p for p in view.dossier.parties if p.kind is ActorKind.GOVERNMENT and p.country]
    parties.sort(key=lambda party: (-len(party.actors), party.name, party.id))
    named = {party.country or "": clipped(party.name, NAMED) for party in reversed(parties)}
    places = {h.where for h in view.dossier.happenings if h.where and h.where.kind is PlaceKind.COUNTRY}
    named.update(
        (place.country, clipped(place.name, NAMED))
        for place in sorted(places, key=lambda place: (place.name, place.id))
        if place.country
    )
    return named


def _site(place: Place, countries: dict[str, str]) -> Site:
    """Return where happenings at ``place`` are taken to lie: never at a point that nobody gave."""
    name, country = clipped(place.name, NAMED), (place.country or "")[:3]
    lat, lon = place.lat, place.lon
    if place.kind in _POINTS and lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180:
        return Site("spot", place.id, name, country, round(lat, 3), round(lon, 3))
    if country in outlines():
        return Site("country", country, countries.get(country, country), country, 0, 0)
    return Site("unmapped", place.id, name, country, 0, 0)


def _spot(site: Site, found: Sequence[Happening]) -> Spot:
    return Spot(id=site.id, name=site.name, lat=site.lat, lon=site.lon, count=len(found), standing=_standing(found))


def _tints(ranked: Sequence[tuple[Site, list[Happening]]]) -> list[Tint]:
    return [Tint(code=site.country, count=len(found)) for site, found in ranked if site.how == "country"]


def _standing(found: Sequence[Happening]) -> Standing:
    """Return the surest standing of what is told of a place: a town where one meeting was held and another is planned
    is a place where something took place."""
    there = {STANDINGS[one.status] for one in found}
    return next(each for each in (Standing.SOLID, Standing.HOLLOW, Standing.DASHED, Standing.STRUCK) if each in there)


def _row(site: Site, found: Sequence[Happening]) -> PlaceRow:
    return PlaceRow(
        id=site.id,
        name=site.name,
        country=site.country,
        how=site.how,
        count=len(found),
        done=sum(STANDINGS[one.status] is Standing.SOLID for one in found),
        standing=_standing(found).value,
        places=tuple(dict.fromkeys(one.where.id for one in found if one.where))[:50],
    )


PAGE = PageKind(name="map", path="/map", make=make, in_menu=True, sheets=("drawings.css",))
