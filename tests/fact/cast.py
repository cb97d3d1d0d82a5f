"""Who and where the tests speak of, and references made from the names a notation gives to its mentions."""

from __future__ import annotations

from datetime import date

from communique.fact import find_facts
from communique.model import (
    Actor,
    ActorKind,
    Event,
    EventType,
    Fact,
    Place,
    PlaceKind,
    Reading,
    Reference,
    Statement,
    When,
)
from tests.markup import Marked, mark


def _actor(name: str, kind: ActorKind, country: str | None, sector: str | None, *members: str) -> Actor:
    return Actor(id=name, name=name, kind=kind, country=country, sector=sector, members=members)


ACTORS = {
    a.id: a
    for a in (
        # the seed
        _actor("witkoff", ActorKind.PERSON, "USA", "GOV"),
        _actor("umerov", ActorKind.PERSON, "UKR", "GOV"),
        _actor("kushner", ActorKind.PERSON, "USA", "ELI"),
        _actor("trump", ActorKind.PERSON, "USA", "GOV"),
        _actor("hnatov", ActorKind.PERSON, "UKR", "MIL"),
        _actor("putin", ActorKind.PERSON, "RUS", "GOV"),
        _actor("ushakov", ActorKind.PERSON, "RUS", "GOV"),
        _actor("usa", ActorKind.GOVERNMENT, "USA", "GOV"),
        _actor("ukraine", ActorKind.GOVERNMENT, "UKR", "GOV"),
        _actor("russia", ActorKind.GOVERNMENT, "RUS", "GOV"),
        _actor("usofficials", ActorKind.GROUP, "USA", "GOV"),
        _actor("usauthorities", ActorKind.GROUP, "USA", "GOV"),
        _actor("usdelegates", ActorKind.GROUP, "USA", "GOV"),
        _actor("americans", ActorKind.GROUP, "USA", None),
        _actor("ukrofficials", ActorKind.GROUP, "UKR", "GOV"),
        _actor("ukrteam", ActorKind.GROUP, "UKR", "GOV"),
        _actor("ukrdelegation", ActorKind.GROUP, "UKR", "GOV"),
        _actor("ukrtroops", ActorKind.ARMED_FORCE, "UKR", "MIL"),
        _actor("ukrforces", ActorKind.ARMED_FORCE, "UKR", "MIL"),
        _actor("rusofficials", ActorKind.GROUP, "RUS", "GOV"),
        _actor("allies", ActorKind.GROUP, None, "GOV"),
        _actor("outlet", ActorKind.MEDIA, "IND", "JRN"),
        _actor("bothsides", ActorKind.GROUP, None, None, "usa", "ukraine"),
        # invented
        _actor("voss", ActorKind.PERSON, "NOR", "GOV"),
        _actor("aro", ActorKind.PERSON, "FIN", "GOV"),
        _actor("kerr", ActorKind.PERSON, "GBR", "GOV"),
        _actor("norway", ActorKind.GOVERNMENT, "NOR", "GOV"),
        _actor("finland", ActorKind.GOVERNMENT, "FIN", "GOV"),
        _actor("britain", ActorKind.GOVERNMENT, "GBR", "GOV"),
        _actor("army", ActorKind.ARMED_FORCE, "FIN", "MIL"),
        _actor("rebels", ActorKind.GROUP, "FIN", "REB"),
        _actor("officials", ActorKind.GROUP, "NOR", "GOV"),
        _actor("paper", ActorKind.MEDIA, "NOR", "JRN"),
        _actor("miners", ActorKind.PEOPLE, "NOR", "LAB"),
        _actor("union", ActorKind.ORGANISATION, None, "IGO"),
    )
}
PLACES = {
    p.id: p
    for p in (
        Place(id="miami", name="Miami", kind=PlaceKind.CITY, country="USA", lat=25.77, lon=-80.19),
        Place(id="us", name="United States", kind=PlaceKind.COUNTRY, country="USA"),
        Place(id="moscow", name="Moscow", kind=PlaceKind.CITY, country="RUS", lat=55.75, lon=37.62),
        Place(id="kremlin", name="Kremlin", kind=PlaceKind.FACILITY, country="RUS", lat=55.75, lon=37.62),
        Place(id="ru", name="Russia", kind=PlaceKind.COUNTRY, country="RUS"),
        Place(id="ua", name="Ukraine", kind=PlaceKind.COUNTRY, country="UKR"),
        Place(id="kiev", name="Kyiv", kind=PlaceKind.CITY, country="UKR", lat=50.45, lon=30.52),
        Place(id="delhi", name="New Delhi", kind=PlaceKind.CITY, country="IND", lat=28.61, lon=77.2),
        Place(id="donbas", name="Donbas", kind=PlaceKind.REGION, country="UKR", lat=48.0, lon=38.0),
        Place(id="donetsk", name="Donetsk", kind=PlaceKind.REGION, country="UKR", lat=48.0, lon=37.8),
        Place(id="luhansk", name="Luhansk", kind=PlaceKind.REGION, country="UKR", lat=48.57, lon=39.3),
        Place(id="europe", name="Europe", kind=PlaceKind.AREA, country=None),
        Place(id="oslo", name="Oslo", kind=PlaceKind.CITY, country="NOR", lat=59.91, lon=10.75),
        Place(id="bergen", name="Bergen", kind=PlaceKind.CITY, country="NOR", lat=60.39, lon=5.32),
        Place(id="palace", name="Royal Palace", kind=PlaceKind.FACILITY, country="NOR", lat=59.92, lon=10.73),
        Place(id="turku", name="Turku", kind=PlaceKind.CITY, country="FIN", lat=60.45, lon=22.27),
        Place(id="fi", name="Finland", kind=PlaceKind.COUNTRY, country="FIN"),
    )
}


def _when(name: str) -> When:
    """Read ``d20251202`` (a day), ``d20251201_20251207`` (an interval) or ``pPT5H`` (a duration, ``x`` for "about")."""
    if name.startswith("p"):
        return When.duration(name[1:].replace("x", "~"), how="test")
    first, _, last = name[1:].partition("_")
    return When.between(_day(first), _day(last or first), how="test")


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def references(marked: Marked) -> tuple[Reference, ...]:
    """Return the references that the names in ``marked`` stand for."""
    found = []
    for mention, name in marked.named:
        target = ACTORS.get(name) or PLACES.get(name) or _when(name)
        found.append(Reference(mention=mention, target=target, how="test", score=1.0))
    return tuple(found)


def facts(notation: str) -> tuple[Reading, tuple[Fact, ...]]:
    """Return the reading that ``notation`` writes down and the facts found in it."""
    marked = mark(notation)
    return marked.reading, find_facts(marked.reading, references(marked))


def events(notation: str, type_: EventType | None = None) -> list[Event]:
    """Return the events found in ``notation``, of one type if it is given."""
    return [f for f in facts(notation)[1] if isinstance(f, Event) and type_ in {None, f.type}]


def statements(notation: str) -> list[Statement]:
    """Return the statements found in ``notation``."""
    return [f for f in facts(notation)[1] if isinstance(f, Statement)]
