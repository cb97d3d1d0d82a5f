"""The events that statements carry: saying "they must leave" demands, saying "we will shell it" threatens."""

from __future__ import annotations

from collections.abc import Iterator

from communique.fact.acts import is_own, main_clauses
from communique.fact.covers import Covers
from communique.fact.drafts import Draft, cue_of
from communique.fact.parties import Parties
from communique.fact.roles import surface_subject
from communique.fact.status import Standing
from communique.fact.triggers import FRIENDLY, GOVERNING
from communique.model import Act, ActorKind, Event, EventType, Form, Statement, Status, fact_id

_DEMANDED_MODE = {EventType.RETREAT: "yield", EventType.AID: "assist", EventType.CONSULT: "meet"}
_THREATENED_MODE = {EventType.ASSAULT: "violence", EventType.COERCE: "violence", EventType.SANCTION: "restrict"}


_TO_COME = frozenset({Status.CONDITIONAL, Status.PLANNED, Status.THREATENED})
_DEEDS = frozenset(
    {
        EventType.ASSAULT,
        EventType.COERCE,
        EventType.RETREAT,
        EventType.AID,
        EventType.MOBILIZE,
        EventType.SANCTION,
        EventType.COOPERATE,
    }
)


def without_deeds(
    parties: Parties, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Leave out sayings whose cue is a deed: "Norway attacked the port" says nothing.

    Nor does "called off the march"; and "withdrew its demand" makes none.
    """
    verbs = [d for d in drafts if d.trigger.row.tag == "V"]
    words = [d.word for d in verbs if d.type in _DEEDS or {"prt:off", "p:off:protesting"} & set(d.trigger.row.when)]
    words += [o for d in verbs if d.type is EventType.CONCEDE for o in d.trigger.frame.object]
    deeds = Covers((parties.tree.word(w).span, w) for w in words)
    return tuple(s for s in statements if s.form is not Form.INDIRECT or not deeds.at(s.cue))


def carried(parties: Parties, told: tuple[Draft, ...], statements: tuple[Statement, ...]) -> Iterator[Event]:
    """Return the acts that saying performs: "said they must leave" demands, "said we will shell it" threatens.

    The speakers act, upon those who must do it or to whom it would be done; the thing demanded or
    threatened is an event of its own, with its own status.
    """
    cues = [(cue_of(parties, d), d) for d in told]
    place = Covers((cue, (n, cue)) for n, (cue, _) in enumerate(cues))
    for statement in statements:
        if not statement.speakers or statement.act not in {Act.DEMAND, Act.THREATEN}:
            continue
        within = {n for c in statement.content for n, cue in place.at(c) if c.contains(cue)}
        inside = [told[n] for n in sorted(within)]
        if statement.act is Act.DEMAND and any(_holds_office(parties, s) for s in statement.speakers):
            yield from _demand(parties, statement, inside)
        yield from _threat(parties, statement, inside)


def _demand(parties: Parties, statement: Statement, inside: list[Draft]) -> Iterator[Event]:
    tree = parties.tree
    for i in main_clauses(parties, statement.content):
        modals = set(tree.auxiliaries(i))
        if "must" not in modals and tree.lemma(i) not in {"have", "need"}:
            continue
        asked = parties.ids(r for s in surface_subject(tree, i) for r in parties.actors_at(s))
        asked = tuple(a for a in asked if a not in statement.speakers and _is_somebody(parties, a))
        if not asked or is_own(parties, i, statement.speakers):
            continue
        kind = next((d.type for d in inside if d.word in tree.subtree(i)), None)
        mode = _DEMANDED_MODE.get(kind) if kind else None
        yield _of_statement(parties, statement, EventType.REQUEST, mode, asked, Standing(Status.HAPPENED))
        return


def _holds_office(parties: Parties, actor: str) -> bool:
    """Tell whether an actor can demand for a side: what an analyst says must be done is no request of anybody's."""
    known = parties.actors.get(actor)
    return known is not None and (known.sector in GOVERNING or known.kind in _BODIES)


def _is_somebody(parties: Parties, actor: str) -> bool:
    """Tell whether an actor is known by more than a common noun ("the captain must go" asks nobody in particular)."""
    known = parties.actors.get(actor)
    return known is not None and (known.country is not None or known.wikidata is not None or known.kind in _BODIES)


_BODIES = frozenset({ActorKind.GOVERNMENT, ActorKind.ARMED_FORCE, ActorKind.ORGANISATION})


def _threat(parties: Parties, statement: Statement, inside: list[Draft]) -> Iterator[Event]:
    for d in inside:
        if d.type in FRIENDLY or d.standing is None:
            continue
        if d.standing.status not in _TO_COME or d.type not in _THREATENED_MODE:
            continue
        if not is_own(parties, d.trigger.support or d.word, statement.speakers):
            continue
        mode = "territory" if d.trigger.row.mode == "seize" else _THREATENED_MODE[d.type]
        standing = Standing(Status.HAPPENED, d.standing.condition)
        yield _of_statement(parties, statement, EventType.THREATEN, mode, d.recipients, standing)
        return


def _of_statement(
    parties: Parties,
    statement: Statement,
    type_: EventType,
    mode: str | None,
    recipients: tuple[str, ...],
    standing: Standing,
) -> Event:
    article = parties.tree.reading.article
    return Event(
        id=fact_id(article, f"event:{type_.value}", statement.cue),
        type=type_,
        mode=mode,
        context=(),
        status=standing.status,
        condition=standing.condition,
        actors=statement.speakers,
        recipients=recipients,
        when=statement.when,
        where=statement.where,
        meeting=None,
        said_in=statement.id,
        evidence=statement.evidence[:1],
        how="fact.events.carried",
        score=round(0.9 * statement.score, 4),
    )
