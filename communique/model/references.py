"""Who and where: actors, places, and what a mention means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from communique.model.readings import Mention
from communique.model.spans import Span
from communique.model.times import When


class ActorKind(StrEnum):
    """What sort of actor acts or is acted on."""

    PERSON = "person"
    GOVERNMENT = "government"
    ARMED_FORCE = "armed-force"
    ORGANISATION = "organisation"
    GROUP = "group"
    MEDIA = "media"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or function, as the text gives it (``span``) or as the atlas dates it (ISO days)."""

    text: str
    span: Span | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts. ``country``: ISO 3166-1 alpha-3 with PLOVER's exceptions (KOS, PSE, IGO …);
    ``sector``: PLOVER's primary sector; None means: looked and could not say. ``sectors``: PLOVER's further
    sectors, such as PRE for those of a breakaway region; never the primary one again.

    ``id`` is a digest of the article and the actor's canonical name, so it is unique in an account
    and the same each time the page is read. ``members``: ids of actors a joint party consists of.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    roles: tuple[Role, ...] = ()
    members: tuple[str, ...] = ()
    wikidata: str | None = None
    sectors: tuple[str, ...] = ()


class PlaceKind(StrEnum):
    """What sort of place."""

    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    FACILITY = "facility"
    WATER = "water"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where. ``lat``/``lon`` in degrees (WGS 84), None where a point would claim too much.

    ``wikidata`` only where it is certain, such as a country's.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a mention means; ``target`` None: looked and could not say, and ``how`` tells why."""

    mention: Mention
    target: Actor | Place | When | None
    how: str
    score: float
