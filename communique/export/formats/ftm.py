"""FollowTheMoney entities as JSON Lines: for OpenAleph and the other tools of investigative desks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from communique.export.formats.countries import codes_of
from communique.export.formats.told import Left, Told, kind_of, span_of_days, told_of, untold
from communique.export.formats.written import Row, json_line
from communique.export.index import actors_of
from communique.export.wording import clipped, one_line
from communique.model import Account, Actor, ActorKind, Event, Fact, Statement, Status, digest

_SCHEMATA = MappingProxyType(
    {
        ActorKind.PERSON: "Person",
        ActorKind.GOVERNMENT: "PublicBody",
        ActorKind.ARMED_FORCE: "PublicBody",
        ActorKind.ORGANISATION: "Organization",
        ActorKind.MEDIA: "Organization",
        ActorKind.GROUP: "LegalEntity",
        ActorKind.PEOPLE: "LegalEntity",
    }
)
_TOLD = MappingProxyType(
    {
        Status.HAPPENED: "",
        Status.ONGOING: "",
        Status.HISTORICAL: "",
        Status.PLANNED: "Planned: ",
        Status.EXPECTED: "Expected: ",
        Status.CANCELLED: "Called off: ",
    }
)
_LONGEST_NAME = 300
_LANGUAGES = MappingProxyType({"en": "eng", "sq": "sqi", "sr": "srp", "de": "deu", "fr": "fra", "es": "spa"})


def to_ftm(accounts: Iterable[Account], left: Left = untold) -> Iterator[str]:
    """Yield one entity a line: the Article, those who act in it, a Mention of each, and its events and statements.

    An event is an Event whose ``involved`` are all who take part and whose ``proof`` is the Article; its name is our
    sentence, ``summary`` the page's. A statement is an Event as well, for the schema has none for what is said: its
    name says who said it, ``keywords`` holds ``statement`` and its speech act. Ids are digests. An actor with a
    Wikidata id is one entity on all pages, its lines the fragments of it (``ftm aggregate`` joins them); others are one
    on each page.
    Left out: proposals and situations, and events that were denied, negated, demanded or possible at most, which
    would draw lines between people who never met.
    """
    for told in told_of(accounts):
        yield json_line(_article(told))
        for entry in actors_of(told.account):
            yield json_line(_actor(entry.target))
            yield json_line(_mention(entry.target, told))
        for fact in told.facts():
            row = _happening(fact, told, left)
            if row is not None:
                yield json_line(row)


def _entity(key: str, schema: str, properties: dict[str, Iterable[str | None]]) -> Row:
    """Return an entity: properties are lists of strings, those without a value left out."""
    kept = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    return {"id": key, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _article_key(told: Told) -> str:
    return f"cq-{digest('article', told.article.id)}"


def _actor_key(actor: Actor) -> str:
    return f"cq-{digest('wikidata', actor.wikidata) if actor.wikidata else digest('actor', actor.id)}"


def _article(told: Told) -> Row:
    article = told.article
    title = one_line(article.headline or "") or article.origin
    properties: dict[str, Iterable[str | None]] = {
        "title": [clipped(title, _LONGEST_NAME)],
        "author": article.authors,
        "publisher": [article.publisher],
        "publishedAt": [told.published],
        "language": [_LANGUAGES.get(article.language or "")],
        "sourceUrl": [_web(article.url)],
    }
    return _entity(_article_key(told), "Article", properties)


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _actor(actor: Actor) -> Row:
    country = "eu" if actor.country == "EUR" else codes_of(actor.country).iso2.lower()
    # "Companies said" names none.
    business = actor.kind is ActorKind.ORGANISATION and actor.sector == "BUS" and actor.name[:1].isupper()
    properties: dict[str, Iterable[str | None]] = {
        "name": [clipped(actor.name, _LONGEST_NAME)],
        "country": [country],
        "wikidataId": [actor.wikidata],
        "sector": [actor.sector, *actor.sectors],
    }
    if actor.kind is ActorKind.PERSON:
        properties["position"] = [one_line(role.text) for role in actor.roles]
    return _entity(_actor_key(actor), "Company" if business else _SCHEMATA[actor.kind], properties)


def _mention(actor: Actor, told: Told) -> Row:
    article = _article_key(told)
    properties: dict[str, Iterable[str | None]] = {
        "document": [article],
        "resolved": [_actor_key(actor)],
        "name": [clipped(name, _LONGEST_NAME) for name in told.names_of(actor.id) or (actor.name,)],
    }
    return _entity(f"cq-{digest('mention', article, actor.id)}", "Mention", properties)


def _happening(fact: Fact, told: Told, left: Left) -> Row | None:
    match fact:
        case Event() if fact.status in _TOLD:
            return _event(fact, told)
        case Statement():
            return _statement(fact, told)
        case Event():
            left(f"{fact.status.value} events")
        case _:
            left(kind_of(fact))
    return None


def _event(event: Event, told: Told) -> Row:
    ids = (*event.actors, *event.recipients, *(event.meeting.participants if event.meeting else ()))
    host = event.meeting.host if event.meeting else None
    words = ["event", event.type.value, event.mode, *event.context, event.status.value]
    days = span_of_days(event.when)
    properties: dict[str, Iterable[str | None]] = {
        **_cited(event, told),
        "name": [clipped(_TOLD[event.status] + told.sentence(event), _LONGEST_NAME)],
        "keywords": words,
        "involved": [_actor_key(actor) for actor in told.actors(ids)],
        "organizer": [_actor_key(actor) for actor in told.actors([host] if host else [])],
        **_place(event.where, told),
    }
    if days is not None:
        properties |= {"date": [days[0]]} if days[0] == days[1] else {"startDate": [days[0]], "endDate": [days[1]]}
    return _entity(f"cq-{digest('fact', event.id)}", "Event", properties)


def _statement(statement: Statement, told: Told) -> Row:
    days = span_of_days(statement.when)
    properties: dict[str, Iterable[str | None]] = {
        **_cited(statement, told),
        "name": [clipped(told.sentence(statement), _LONGEST_NAME)],
        "keywords": ["statement", f"act:{statement.act.value}", statement.form.value],
        "involved": [_actor_key(actor) for actor in told.actors((*statement.speakers, *statement.addressees))],
        **_place(statement.where, told),
    }
    if days is not None and days[0] == days[1]:
        properties["date"] = [days[0]]
    return _entity(f"cq-{digest('fact', statement.id)}", "Event", properties)


def _cited(fact: Fact, told: Told) -> dict[str, Iterable[str | None]]:
    return {
        "summary": [cited.quote for cited in fact.evidence],
        "proof": [_article_key(told)],
        "recordId": [fact.id],
        "publisher": [told.article.publisher],
        "sourceUrl": [_web(told.article.url)],
    }


def _place(key: str | None, told: Told) -> dict[str, Iterable[str | None]]:
    place = told.place(key)
    if place is None:
        return {}
    return {"location": [one_line(place.name)], "country": [codes_of(place.country).iso2.lower()]}
