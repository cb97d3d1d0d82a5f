"""Facts on a map: one GeoJSON FeatureCollection (RFC 7946), for QGIS, kepler.gl and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.export.formats.told import Left, Told, kind_of, point_of, span_of_days, told_of, untold, when_of
from communique.export.formats.written import Row, json_line
from communique.export.wording import one_line
from communique.model import Account, Event, Fact, Place, Proposal, Situation, Statement, type_of_fact


def to_geojson(accounts: Iterable[Account], left: Left = untold) -> Iterator[str]:
    """Yield a feature for each event, statement and situation whose page tells where, with flat properties.

    ``place_kind`` says how precise a place is. Towns and sites have a point; a country, a region, a sea or an area has
    none (geometry null): a point in the middle of a country would say that something happened there. ``status`` tells
    what took place from what was planned or denied: look at it before counting points.
    """
    yield '{"type": "FeatureCollection", "features": [\n'
    comma = ""
    for told in told_of(accounts):
        for fact in told.facts():
            place = told.place(_where(fact))
            if place is None:
                left(f"{kind_of(fact)} without a place")
                continue
            yield comma + json_line(_feature(fact, place, told)).rstrip("\n")
            comma = ",\n"
    yield "\n]}\n"


def _where(fact: Fact) -> str | None:
    match fact:
        case Event() | Statement():
            return fact.where
        case Situation():
            return fact.object
        case Proposal():
            return None


def _feature(fact: Fact, place: Place, told: Told) -> Row:
    point = point_of(place)
    return {
        "type": "Feature",
        "id": fact.id,
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
        "properties": {**_about(fact, told), **_spot(place), **_source(fact, told)},
    }


def _about(fact: Fact, told: Told) -> Row:
    days = span_of_days(when_of(fact))
    when = when_of(fact)
    return {
        "kind": type_of_fact[type(fact)],
        "summary": told.sentence(fact),
        "type": fact.type.value if isinstance(fact, Event) else None,
        "mode": fact.mode if isinstance(fact, Event) else None,
        "act": fact.act.value if isinstance(fact, Statement) else None,
        "status": fact.status.value if isinstance(fact, Event) else None,
        "actors": _names(_actors(fact), told),
        "recipients": _names(_recipients(fact), told),
        "first_day": days[0] if days else None,
        "last_day": days[1] if days else None,
        "date_edtf": when.edtf if when else None,
    }


def _actors(fact: Fact) -> tuple[str, ...]:
    match fact:
        case Event():
            return fact.actors
        case Statement():
            return fact.speakers
        case Situation():
            return (fact.holder,) if fact.holder else ()
        case Proposal():
            return (fact.author,) if fact.author else ()


def _recipients(fact: Fact) -> tuple[str, ...]:
    if isinstance(fact, Event):
        return fact.recipients
    return fact.addressees if isinstance(fact, Statement) else ()


def _names(ids: tuple[str, ...], told: Told) -> str | None:
    return "; ".join(one_line(actor.name) for actor in told.actors(ids)) or None


def _spot(place: Place) -> Row:
    return {
        "place": one_line(place.name),
        "place_kind": place.kind.value,
        "place_country": place.country,
        "geonames": place.geonames,
    }


def _source(fact: Fact, told: Told) -> Row:
    cited, article = fact.evidence[0], told.article
    return {
        "quote": cited.quote,
        "start": cited.sentence.start,
        "end": cited.sentence.end,
        "score": fact.score,
        "article": article.id,
        "publisher": article.publisher,
        "published": article.published.edtf if article.published else None,
        "url": article.url,
    }
