"""The record as JSON: the public contract, field for field.

Every offset is a code point index into ``article.text``, half open. Keys keep their order, lists are
sorted by place in the text, so the same account is the same bytes.
"""

from __future__ import annotations

import json

from communique.export.codes import QUADS, short_how
from communique.export.index import Entry, actors_of, facts_of, places_of, times_of, unresolved_of
from communique.export.reading_json import Row, reading_of
from communique.model import (
    Account,
    Actor,
    Article,
    BlockKind,
    Event,
    Evidence,
    Fact,
    Meeting,
    OpenIssue,
    Place,
    Position,
    Proposal,
    Reason,
    Reference,
    Rejection,
    Situation,
    Span,
    Statement,
    When,
    type_of_fact,
)
from communique.version import __version__


def to_json(account: Account, *, indent: int | None = None) -> str:
    """Return the account as one JSON object, on one line or indented by ``indent`` spaces; with what the encoder
    saw where the account carries it."""
    article = account.article
    record: Row = {
        "communique": __version__,
        "reader": account.reader,
        "made_by": account.made_by,
        "origin": article.origin,
        "article": _article(article),
        "actors": [_actor(entry, article.text) for entry in actors_of(account)],
        "places": [_place(entry, article.text) for entry in places_of(account)],
        "times": [_time(reference, article.text) for reference in times_of(account)],
        "facts": [_fact(fact, article.text) for fact in facts_of(account)],
        "positions": [_position(position, article.text) for position in account.positions],
        "open_issues": [_open_issue(issue) for issue in account.open_issues],
        "unresolved": [_unresolved(reference, article.text) for reference in unresolved_of(account)],
        "rejected": None,
    }
    if account.reading is not None:
        record["reading"] = reading_of(account.reading)
    return json.dumps(record, ensure_ascii=False, indent=indent, allow_nan=False)


_REFUSED = {
    Reason.INDEX_PAGE: "index",
    Reason.PAYWALL_STUB: "paywall-stub",
    Reason.VIDEO_ONLY: "video",
    Reason.NOT_AN_ARTICLE: "not-an-article",
}
"""Kinds of page that are told apart and not read; of other refused input nothing is known but the reason."""


def rejected_to_json(rejection: Rejection, *, indent: int | None = None) -> str:
    """Return a page that gave no account as an object of the same shape, without facts."""
    record: Row = {
        "communique": __version__,
        "reader": None,
        "made_by": None,
        "origin": rejection.origin,
        "article": {"kind": _REFUSED[rejection.reason]} if rejection.reason in _REFUSED else None,
        "actors": [],
        "places": [],
        "times": [],
        "facts": [],
        "positions": [],
        "open_issues": [],
        "unresolved": [],
        "rejected": {"reason": rejection.reason.value, "detail": rejection.detail, "url": rejection.url},
    }
    return json.dumps(record, ensure_ascii=False, indent=indent, allow_nan=False)


def _article(article: Article) -> Row:
    return {
        "id": article.id,
        "url": article.url,
        "kind": article.kind.value,
        "headline": article.headline,
        "byline": article.first(BlockKind.BYLINE),
        "authors": list(article.authors),
        "publisher": article.publisher,
        "dateline": article.first(BlockKind.DATELINE),
        "language": article.language,
        "published": _published(article.published),
        "credits": [
            {"name": credit.name, **_place_in_text(credit.span), "how": short_how(credit.how)}
            for credit in article.credits
        ],
        "text": article.text,
        "blocks": [
            {
                "kind": block.kind.value,
                "start": block.span.start,
                "end": block.span.end,
                "language": block.language,
                **({"time": block.time.edtf} if block.time else {}),
            }
            for block in article.blocks
        ],
    }


def _published(when: When | None) -> Row:
    if when is None:
        return {"edtf": None, "earliest": None, "latest": None, "how": "unknown"}
    return {"edtf": when.edtf, "earliest": when.earliest, "latest": when.latest, "how": short_how(when.how)}


def _actor(entry: Entry[Actor], text: str) -> Row:
    actor = entry.target
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "sector": actor.sector,
        "sectors": list(actor.sectors),
        "wikidata": actor.wikidata,
        "roles": [
            {"text": role.text, **_place_in_text(role.span), "since": role.since, "until": role.until}
            for role in actor.roles
        ],
        "members": list(actor.members),
        "mentions": [_mention(reference, text) for reference in entry.references],
    }


def _place(entry: Entry[Place], text: str) -> Row:
    place = entry.target
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
        "wikidata": place.wikidata,
        "mentions": [_mention(reference, text) for reference in entry.references],
    }


def _mention(reference: Reference, text: str) -> Row:
    return {
        **_quoted(reference.mention.span, text),
        "how": short_how(reference.how),
        "score": reference.score,
    }


def _time(reference: Reference, text: str) -> Row:
    when = reference.target
    assert isinstance(when, When)
    return {
        **_quoted(reference.mention.span, text),
        "edtf": when.edtf,
        "earliest": when.earliest,
        "latest": when.latest,
        "type": when.type.value,
        "how": reference.how,
        "score": reference.score,
    }


def _unresolved(reference: Reference, text: str) -> Row:
    return {
        **_quoted(reference.mention.span, text),
        "kind": reference.mention.kind.value,
        "how": reference.how,
        "score": reference.score,
    }


def _fact(fact: Fact, text: str) -> Row:
    row: Row = {"id": fact.id, "kind": type_of_fact[type(fact)]}
    match fact:
        case Event():
            row |= _event(fact, text)
        case Statement():
            row |= _statement(fact, text)
        case Proposal():
            row |= _proposal(fact, text)
        case Situation():
            row |= {"what": fact.what, "holder": fact.holder, "object": fact.object, "extent": fact.extent}
    return row | {
        "evidence": [_evidence(evidence) for evidence in fact.evidence],
        "how": fact.how,
        "score": fact.score,
    }


def _position(position: Position, text: str) -> Row:
    return {
        "party": position.party,
        "issue": position.issue,
        "stance": position.stance.value,
        "facts": list(position.facts),
        "words": [_quoted(span, text) for span in position.words],
        "how": position.how,
    }


def _open_issue(issue: OpenIssue) -> Row:
    return {
        "issue": issue.issue,
        "state": issue.state.value,
        "facts": list(issue.facts),
        "evidence": [_evidence(evidence) for evidence in issue.evidence],
        "how": issue.how,
    }


def _event(event: Event, text: str) -> Row:
    return {
        "type": event.type.value,
        "mode": event.mode,
        "context": list(event.context),
        "quad": QUADS[event.type],
        "status": event.status.value,
        "condition": _optional(event.condition, text),
        "actors": list(event.actors),
        "recipients": list(event.recipients),
        "when": _when(event.when),
        "where": event.where,
        "said_in": event.said_in,
        "meeting": None if event.meeting is None else _meeting(event.meeting, text),
    }


def _meeting(meeting: Meeting, text: str) -> Row:
    return {
        "participants": list(meeting.participants),
        "venue": meeting.venue,
        "host": meeting.host,
        "mediator": meeting.mediator,
        "round": meeting.round,
        "day": meeting.day,
        "duration": meeting.duration,
        "agenda": _optional(meeting.agenda, text),
        "outcome": _optional(meeting.outcome, text),
        "series": meeting.series,
    }


def _statement(statement: Statement, text: str) -> Row:
    return {
        "act": statement.act.value,
        "speakers": list(statement.speakers),
        "addressees": list(statement.addressees),
        "sourcing": statement.sourcing.value,
        "channel": _optional(statement.channel, text),
        "source": [_place_in_text(span) for span in statement.source],
        "content": [_place_in_text(span) for span in statement.content],
        "cue": _place_in_text(statement.cue),
        "form": statement.form.value,
        "when": _when(statement.when),
        "where": statement.where,
    }


def _proposal(proposal: Proposal, text: str) -> Row:
    return {
        "name": proposal.name,
        "author": proposal.author,
        "points": proposal.points,
        "status": None if proposal.status is None else proposal.status.value,
        "version_of": proposal.version_of,
        "terms": [_place_in_text(span) for span in proposal.terms],
        "when": _when(proposal.when),
        "steps": [
            {"status": s.status.value, "by": list(s.by), "when": _when(s.when), **_quoted(s.cue, text)}
            for s in proposal.steps
        ],
        "favours": [{"actor": f.actor, "by": list(f.by), **_quoted(f.cue, text)} for f in proposal.favours],
        "events": list(proposal.events),
    }


def _when(when: When | None) -> Row | None:
    if when is None:
        return None
    return {
        "edtf": when.edtf,
        "earliest": when.earliest,
        "latest": when.latest,
        "type": when.type.value,
        "text": when.text,
        "how": when.how,
    }


def _evidence(evidence: Evidence) -> Row:
    return {
        "start": evidence.sentence.start,
        "end": evidence.sentence.end,
        "quote": evidence.quote,
        "cue": _place_in_text(evidence.cue),
    }


def _place_in_text(span: Span | None) -> Row:
    return {"start": None if span is None else span.start, "end": None if span is None else span.end}


def _quoted(span: Span, text: str) -> Row:
    return {**_place_in_text(span), "text": span.of(text)}


def _optional(span: Span | None, text: str) -> Row | None:
    return None if span is None else _quoted(span, text)
