"""POLECAT's table: forty columns, tab-separated, so that scripts written for that data set run on ours."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from communique.export.formats.coding import quad_words, score_of
from communique.export.formats.countries import codes_of
from communique.export.formats.told import Left, Told, day_of, events_that_took_place, point_of, told_of, untold
from communique.export.formats.written import tab_line
from communique.export.index import actors_of, places_of
from communique.model import Account, Actor, ActorKind, Event, Place, PlaceKind
from communique.version import __version__

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
NONE = "None"
_BODIES = frozenset({ActorKind.ORGANISATION, ActorKind.ARMED_FORCE, ActorKind.MEDIA, ActorKind.GROUP})
_FEATURES = {PlaceKind.CITY: "PPL", PlaceKind.COUNTRY: "PCLI"}
"""GeoNames' feature codes, where a kind of place of ours is certainly one."""


def to_polecat(accounts: Iterable[Account], left: Left = untold) -> Iterator[str]:
    """Yield the header, then one line for each event that happened or is going on.

    Lists are joined with ``; ``, and of the columns of actors and recipients the nth items belong together; ``None`` is
    missing. An event whose day the page does not give has ``None`` as its date, never the day of publication.
    Countries are PLOVER's codes, ``COW`` the numbers of the Correlates of War project (states alone), identifiers
    Wikidata's. Left out, for no column could say so: what is planned, demanded, denied, negated and the like.
    """
    yield tab_line(COLUMNS)
    for told in told_of(accounts):
        story = _story(told)
        for event in events_that_took_place(told, left):
            yield tab_line((*_about(event), *_who(event, told), *_where(event, told), *story))


def _about(event: Event) -> tuple[str, ...]:
    return (
        event.id,
        day_of(event.when) or NONE,
        event.type.value,
        event.mode or NONE,
        f"{score_of(event):g}",
        quad_words(event.type),
        _joined(event.context),
    )


def _who(event: Event, told: Told) -> tuple[str, ...]:
    return (*_side(event.actors, event, told), *_side(event.recipients, event, told))


def _side(ids: Sequence[str], event: Event, told: Told) -> tuple[str, ...]:
    actors = told.actors(ids)

    def column(value: Callable[[Actor], str | None]) -> str:
        # Missing items keep their place, so that the second name goes with the second country.
        return _joined([_item(value(actor)) for actor in actors])

    return (
        column(lambda actor: actor.name),
        column(lambda actor: actor.country),
        column(lambda actor: codes_of(actor.country).cow),
        column(lambda actor: actor.sector),
        column(lambda actor: "|".join(actor.sectors)),
        column(lambda actor: actor.roles[0].text if actor.roles else None),
        column(lambda actor: told.words_for(actor.id, event.evidence)),
        column(lambda actor: actor.wikidata),
    )


def _item(value: str | None) -> str:
    """Return an item of a list: "Voss; Berg" is one party called so, and must not become two."""
    return " ".join((value or "").replace(";", ",").split()) or NONE


def _joined(items: Iterable[str]) -> str:
    kept = list(items)
    return "; ".join(kept) if any(item != NONE for item in kept) else NONE


def _where(event: Event, told: Told) -> tuple[str, ...]:
    place = told.place(event.where)
    if place is None:
        return (NONE,) * 10
    point = point_of(place)
    return (
        _item(place.name),
        _item(place.name) if place.kind is PlaceKind.CITY else NONE,
        NONE,
        _item(place.name) if place.kind is PlaceKind.REGION else NONE,
        place.country or NONE,
        f"{point[0]:.5g}" if point else NONE,
        f"{point[1]:.5g}" if point else NONE,
        str(place.geonames) if place.geonames else NONE,
        _item(told.words_for(place.id, event.evidence)),
        _FEATURES.get(place.kind, NONE),
    )


def _story(told: Told) -> tuple[str, ...]:
    """Return the columns that are the same for every event of an article."""
    article = told.article
    actors = [entry.target for entry in actors_of(told.account)]
    places: list[Place] = [entry.target for entry in places_of(told.account)]
    return (
        _item(article.publisher),
        told.published or NONE,
        _joined(_named(actor.name for actor in actors if actor.kind is ActorKind.PERSON)),
        _joined(_named(actor.name for actor in actors if actor.kind in _BODIES)),
        _joined(_named(place.name for place in places)),
        article.language or NONE,
        f"communique {__version__}",
    )


def _named(names: Iterable[str]) -> list[str]:
    """Return each name once; "a spokesman" and "unnamed diplomats" are descriptions, not names."""
    return list(dict.fromkeys(_item(name) for name in names if name[:1].isupper()))
