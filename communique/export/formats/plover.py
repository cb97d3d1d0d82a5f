"""PLOVER's records as JSON Lines: for researchers who code events, and for the tools made for its manual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.export.codes import QUADS
from communique.export.formats.coding import SCORED, auxiliary_modes, score_of
from communique.export.formats.countries import codes_of
from communique.export.formats.told import Left, Told, clock_of, kind_of, span_of_days, told_of, untold
from communique.export.formats.written import Row, json_line
from communique.export.wording import one_line
from communique.model import Account, Actor, Event, Evidence, Meeting, Place, Span, digest
from communique.version import __version__

CODEBOOK = "PLOVER 2.0 (draft)"


def to_plover(accounts: Iterable[Account], left: Left = untold) -> Iterator[str]:
    """Yield one line of JSON for each event, with the fields of the manual (PLOVER 2.0, draft) and ours beside them.

    Every status is here: the auxiliary modes ``negation``, ``hypothetical``, ``future`` and ``historical`` are among
    the modes, the finer status, the condition and on whose word it is told under ``communique``. ``date`` and
    ``enddate`` are the first and last day of the time the page gives, null where it gives none: the day of publication
    never stands in. ``event_scale`` is null for what did not take place. ``text`` is the cited sentence, ``text_info``
    its place in the article's text (code points, half open). Statements are no events in PLOVER (CAMEO 01 and 02 were
    dropped).
    """
    for told in told_of(accounts):
        for fact in told.facts():
            if isinstance(fact, Event):
                yield json_line(_record(fact, told))
            else:
                left(kind_of(fact))


def _record(event: Event, told: Told) -> Row:
    days = span_of_days(event.when)
    start, end = clock_of(event.when) if days else (None, None)
    cited = event.evidence[0]
    took_place = event.status in SCORED
    return {
        "id": event.id,
        "has_event": True,
        "date": days[0] if days else None,
        "time": start,
        "enddate": days[1] if days else None,
        "endtime": end,
        "actor": [_entity(actor, event, told) for actor in told.actors(event.actors)],
        "recipient": [_entity(actor, event, told) for actor in told.actors(event.recipients)],
        "event": [event.type.value],
        "event_loc": _location(told.place(event.where), event, told),
        "event_text": [evidence.cue.of(told.article.text) for evidence in event.evidence],
        "quad_code": QUADS[event.type],
        "event_scale": score_of(event) if took_place else None,
        "mode": [*((event.mode,) if event.mode else ()), *auxiliary_modes(event.status)],
        "context": list(event.context),
        "link": _link(event, told),
        "text": cited.quote,
        "text_info": {"start": cited.sentence.start, "end": cited.sentence.end},
        "cite_info": _citation(told),
        "coder": f"communique {__version__} ({told.account.reader})",
        "communique": _ours(event, told),
    }


def _entity(actor: Actor, event: Event, told: Told) -> Row:
    return {
        "code": actor.country,
        "sector": actor.sector,
        "entity_text": told.words_for(actor.id, event.evidence),
        "identifier_id": actor.wikidata,
        "identifier_text": one_line(actor.name),
        "office": one_line(actor.roles[0].text) if actor.roles else None,
        "other_sectors": list(actor.sectors),
        "kind": actor.kind.value,
        "actor_id": actor.id,
    }


def _location(place: Place | None, event: Event, told: Told) -> Row | None:
    """Return a location with GeoNames' names for its fields, as the manual asks, and what sort of place it is."""
    if place is None:
        return None
    return {
        "extracted_place": told.words_for(place.id, event.evidence),
        "resolved_place": one_line(place.name),
        "geonameid": place.geonames,
        "latitude": place.lat,
        "longitude": place.lon,
        "country code": codes_of(place.country).iso2 or None,
        "cc3": place.country,
        "resolution": place.kind.value,
    }


def _link(event: Event, told: Told) -> str | None:
    """Return what the days or rounds of one meeting share."""
    series = event.meeting.series if event.meeting else None
    return digest(told.article.id, "series", series) if series else None


def _citation(told: Told) -> Row:
    article = told.article
    return {
        "citation": article.id,
        "url": article.url,
        "title": article.headline,
        "language": article.language,
        "publication": article.publisher,
        "coder": f"communique {__version__}",
        "codebook": CODEBOOK,
        "version": told.account.made_by,
    }


def _ours(event: Event, told: Told) -> Row:
    saying = told.saying_of(event)
    text, when = told.article.text, event.when
    return {
        "status": event.status.value,
        "condition": _words(event.condition, text),
        "said_in": event.said_in,
        "speaker": [one_line(actor.name) for actor in told.actors(saying.speakers)] if saying else [],
        "date_edtf": when.edtf if when else None,
        "date_text": when.text if when else None,
        "date_how": when.how if when else "unknown",
        "published": told.article.published.edtf if told.article.published else None,
        "meeting": _meeting(event.meeting, told) if event.meeting else None,
        "evidence": [_evidence(cited, text) for cited in event.evidence],
        "how": event.how,
        "score": event.score,
        "made_by": told.account.made_by,
    }


def _meeting(meeting: Meeting, told: Told) -> Row:
    def names(*ids: str | None) -> list[str]:
        return [one_line(actor.name) for actor in told.actors([key for key in ids if key])]

    return {
        "participants": names(*meeting.participants),
        "host": names(meeting.host),
        "mediator": names(meeting.mediator),
        "venue": meeting.venue,
        "round": meeting.round,
        "day": meeting.day,
        "duration": meeting.duration,
    }


def _evidence(cited: Evidence, text: str) -> Row:
    return {
        "start": cited.sentence.start,
        "end": cited.sentence.end,
        "quote": cited.quote,
        "cue": _words(cited.cue, text),
    }


def _words(span: Span | None, text: str) -> Row | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.of(text)}
