"""Facts as annotations of their pages: W3C Web Annotation with schema.org bodies, in JSON-LD 1.1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType

from communique.export.formats.countries import codes_of
from communique.export.formats.told import Left, Told, point_of, span_of_days, told_of, untold
from communique.export.formats.written import Row, json_line
from communique.export.wording import one_line
from communique.model import (
    Account,
    Actor,
    ActorKind,
    Event,
    Evidence,
    Fact,
    Place,
    Proposal,
    Situation,
    Statement,
    Status,
    type_of_fact,
)
from communique.version import __version__

_AROUND = 32
"""Characters before and after a quoted sentence that help to find it again in a page that has changed."""

CONTEXT = MappingProxyType(
    {
        "oa": "http://www.w3.org/ns/oa#",
        "dcterms": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "schema": "https://schema.org/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "cq": "urn:communique:term:",
        "id": "@id",
        "type": "@type",
        "Annotation": "oa:Annotation",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextPositionSelector": "oa:TextPositionSelector",
        "SpecificResource": "oa:SpecificResource",
        "body": {"@id": "oa:hasBody", "@type": "@id"},
        "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"},
        "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
        "classifying": "oa:classifying",
        "exact": "oa:exact",
        "prefix": "oa:prefix",
        "suffix": "oa:suffix",
        "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
        "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
        "creator": {"@id": "dcterms:creator", "@type": "@id"},
        "Event": "schema:Event",
        "Claim": "schema:Claim",
        "CreativeWork": "schema:CreativeWork",
        "NewsArticle": "schema:NewsArticle",
        "Person": "schema:Person",
        "Organization": "schema:Organization",
        "GovernmentOrganization": "schema:GovernmentOrganization",
        "Place": "schema:Place",
        "GeoCoordinates": "schema:GeoCoordinates",
        "SoftwareApplication": "schema:SoftwareApplication",
        "name": "schema:name",
        "text": "schema:text",
        "softwareVersion": "schema:softwareVersion",
        "startDate": {"@id": "schema:startDate", "@type": "schema:Date"},
        "endDate": {"@id": "schema:endDate", "@type": "schema:Date"},
        "eventStatus": {"@id": "schema:eventStatus", "@type": "@id"},
        "location": "schema:location",
        "actor": "schema:actor",
        "attendee": "schema:attendee",
        "author": "schema:author",
        "recipient": "schema:recipient",
        "about": "schema:about",
        "geo": "schema:geo",
        "latitude": "schema:latitude",
        "longitude": "schema:longitude",
        "addressCountry": "schema:addressCountry",
        "nationality": "schema:nationality",
        "sameAs": {"@id": "schema:sameAs", "@type": "@id"},
        "headline": "schema:headline",
        "publisher": "schema:publisher",
        "datePublished": {"@id": "schema:datePublished", "@type": "schema:Date"},
        "inLanguage": "schema:inLanguage",
        "creativeWorkStatus": "schema:creativeWorkStatus",
        **{word: f"cq:{word}" for word in "kind eventType mode context act status form edtf how score madeBy".split()},
    }
)
"""The terms, given in the file itself: a reader needs no network. The words of Web Annotation and schema.org are
theirs; those of the last line (``urn:communique:term:``) are ours, with the meaning they have in the vocabulary."""

_EVENTS = MappingProxyType(
    {
        Status.HAPPENED: None,
        Status.ONGOING: None,
        Status.HISTORICAL: None,
        Status.PLANNED: "schema:EventScheduled",
        Status.EXPECTED: "schema:EventScheduled",
        Status.CANCELLED: "schema:EventCancelled",
    }
)
"""What is a schema.org Event, with its status there."""


def to_jsonld(accounts: Iterable[Account], left: Left = untold) -> Iterator[str]:
    """Yield one document: an Annotation for each fact, whose target is a sentence of its page, and the pages.

    The target has a quote selector (the sentence, and up to 32 characters on either side) and a position selector into
    the article's text as Communiqué reads it (code points). The body is an Event for what happened, goes on, is planned
    or was called off; a Claim for statements and situations and for events that were denied, demanded, negated and the
    like, which no reader of schema.org may take for events; a CreativeWork for proposals.
    """
    del left  # Every fact has its annotation.
    yield f'{{"@context": {json_line(dict(CONTEXT)).rstrip()}, "@graph": [\n'
    comma = ""
    for told in told_of(accounts):
        for row in (_page(told), *(_annotation(fact, told) for fact in told.facts())):
            yield comma + json_line(row).rstrip("\n")
            comma = ",\n"
    yield "\n]}\n"


def _source(told: Told) -> str:
    """Return what a page is called: its address, or a name of ours where it came without one."""
    return told.article.url or f"urn:communique:article:{told.article.id}"


def _page(told: Told) -> Row:
    article = told.article
    return _without_gaps(
        {
            "id": _source(told),
            "type": "NewsArticle",
            "headline": article.headline,
            "author": [{"type": "Person", "name": name} for name in article.authors],
            "publisher": {"type": "Organization", "name": article.publisher} if article.publisher else None,
            "datePublished": told.published,
            "inLanguage": article.language,
        }
    )


def _annotation(fact: Fact, told: Told) -> Row:
    return {
        "id": f"urn:communique:fact:{fact.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "SoftwareApplication", "name": "communique", "softwareVersion": __version__},
        "body": _without_gaps(_body(fact, told)),
        "target": [_target(cited, told) for cited in fact.evidence],
        "kind": type_of_fact[type(fact)],
        "how": fact.how,
        "score": fact.score,
        "madeBy": told.account.made_by,
    }


def _target(cited: Evidence, told: Told) -> Row:
    text, span = told.article.text, cited.sentence
    return {
        "type": "SpecificResource",
        "source": _source(told),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": cited.quote,
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _body(fact: Fact, told: Told) -> Row:
    match fact:
        case Event():
            return _event(fact, told)
        case Statement():
            return _claim(fact, told)
        case Proposal():
            return {
                "type": "CreativeWork",
                "name": one_line(fact.name),
                "text": told.sentence(fact),
                "author": _agents((fact.author,) if fact.author else (), told),
                "creativeWorkStatus": fact.status.value if fact.status else None,
            }
        case Situation():
            return {
                "type": "Claim",
                "text": told.sentence(fact),
                "about": [*_agents((fact.holder,) if fact.holder else (), told), *_places(told.place(fact.object))],
            }


def _event(event: Event, told: Told) -> Row:
    shared: Row = {
        "eventType": event.type.value,
        "mode": event.mode,
        "context": list(event.context),
        "status": event.status.value,
        "edtf": event.when.edtf if event.when else None,
    }
    if event.status not in _EVENTS:
        about = [*_agents((*event.actors, *event.recipients), told), *_places(told.place(event.where))]
        return {"type": "Claim", "text": told.sentence(event), "about": about, **shared}
    days = span_of_days(event.when)
    meeting = event.meeting.participants if event.meeting else ()
    return {
        "type": "Event",
        "name": told.sentence(event),
        "startDate": days[0] if days else None,
        "endDate": days[1] if days else None,
        "eventStatus": _EVENTS[event.status],
        "location": _places(told.place(event.where)),
        "actor": _agents(event.actors, told),
        "recipient": _agents(event.recipients, told),
        "attendee": _agents(meeting, told),
        **shared,
    }


def _claim(statement: Statement, told: Told) -> Row:
    text = told.article.text
    return {
        "type": "Claim",
        "text": " … ".join(one_line(span.of(text)) for span in statement.content) or None,
        "author": _agents(statement.speakers, told),
        "recipient": _agents(statement.addressees, told),
        "act": statement.act.value,
        "form": statement.form.value,
        "edtf": statement.when.edtf if statement.when else None,
    }


def _agents(ids: Iterable[str], told: Told) -> list[Row]:
    return [_agent(actor) for actor in told.actors(ids)]


def _agent(actor: Actor) -> Row:
    kind = {ActorKind.PERSON: "Person", ActorKind.GOVERNMENT: "GovernmentOrganization"}.get(actor.kind, "Organization")
    return _without_gaps(
        {
            "id": f"urn:communique:actor:{actor.id}",
            "type": kind,
            "name": one_line(actor.name),
            "sameAs": f"https://www.wikidata.org/entity/{actor.wikidata}" if actor.wikidata else None,
            "nationality": codes_of(actor.country).name or None if actor.kind is ActorKind.PERSON else None,
        }
    )


def _places(place: Place | None) -> list[Row]:
    if place is None:
        return []
    point = point_of(place)
    return [
        _without_gaps(
            {
                "id": f"urn:communique:place:{place.id}",
                "type": "Place",
                "name": one_line(place.name),
                "addressCountry": place.country,
                "geo": {"type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]} if point else None,
                "sameAs": f"https://sws.geonames.org/{place.geonames}/" if place.geonames else None,
            }
        )
    ]


def _without_gaps(row: Row) -> Row:
    """Return ``row`` without what is not known: in JSON-LD a key that is missing says just that."""
    return {key: value for key, value in row.items() if value not in (None, [], ())}
