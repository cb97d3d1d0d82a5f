"""Events: drafts and gatherings made into facts, linked to the statements that carry them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique.fact.anchors import finest
from communique.fact.blamed import blamed
from communique.fact.carried import carried
from communique.fact.contexts import contexts_of
from communique.fact.drafts import Draft, cue_of
from communique.fact.fits import dates_fit
from communique.fact.gathering import Gathering, agenda_of
from communique.fact.meetings import is_meeting, talks
from communique.fact.parties import Parties
from communique.fact.said import Sayings
from communique.fact.same import chance, same_place, signs_of, weights
from communique.fact.status import Standing
from communique.model import (
    ActorKind,
    Event,
    EventType,
    Evidence,
    Meeting,
    Place,
    PlaceKind,
    Span,
    Statement,
    Status,
    fact_id,
)

_LOOK_BACK = 60
"""How many events of a page one mention is compared with: no real page tells of so many."""

_TWO_SIDED = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.CONSULT, EventType.AID})
"""Types that are told even when only the one they are done to is known: "five officials were arrested"."""


def events_of(parties: Parties, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Return the events of a page: meetings put together, the other drafts, and what statements carry."""
    said = Sayings.of(statements)
    drafts = _lend_recipients(parties, drafts)
    gatherings = talks(parties, (d for d in drafts if is_meeting(d)))
    around = {d.word: g for g in reversed(gatherings) for d in g.drafts}
    plain = tuple(_completed(d, around) for d in drafts if not is_meeting(d))
    plain = blamed(parties, plain)
    told = tuple(d for d in plain if _is_told(d))
    inside: dict[int, list[Draft]] = {}
    for d in told:
        if d.inside is not None:
            inside.setdefault(d.inside, []).append(d)
    visited = _visits(parties, gatherings)
    found = [_meeting(parties, g, visited, _own_outcome(parties, g, inside), said) for g in gatherings]
    found += [_event(parties, group, said) for group in _grouped(parties, told)]
    have = {(e.type, e.evidence[0].cue) for e in found}
    found += [e for e in carried(parties, told, statements) if (e.type, e.evidence[0].cue) not in have]
    return tuple(found)


def _lend_recipients(parties: Parties, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Give a promise or threat the recipients of what is promised: "vowed to send tents to Norway" is to Norway."""
    done = {d.word: d for d in drafts if d.recipients}
    found: list[Draft] = []
    for d in drafts:
        under = [k for k in parties.tree.kids(d.word, "xcomp", "advcl") if parties.tree.is_infinitive(k)]
        lent = next((done[k].recipients for k in under if k in done and done[k].actors == d.actors), ())
        bare = not d.recipients and d.type in {EventType.AGREE, EventType.THREATEN, EventType.REJECT}
        found.append(replace(d, recipients=lent) if bare and lent else d)
    return tuple(found)


def _completed(draft: Draft, meetings: Mapping[int, Gathering]) -> Draft:
    """Give an event inside a meeting the meeting's people, time and place: "no deal was reached in the talks"."""
    if draft.inside is None or draft.actors:
        return draft
    around = meetings.get(draft.inside)
    if around is None:
        return draft
    places = finest(r for d in around.drafts for r in d.places)
    return replace(
        draft,
        actors=around.participants,
        when=draft.when or around.when,
        places=draft.places or places,
    )


def _is_told(draft: Draft) -> bool:
    """Tell whether a draft says enough to be a fact: somebody acts (or suffers), and the text takes a stand on it."""
    if draft.standing is None:
        return False
    if draft.actors:
        complete = draft.trigger.row.tag == "V" or bool(draft.recipients) or len(draft.actors) > 1
        return complete or draft.roots[1:] != () or bool(draft.places)
    return bool(draft.recipients) and draft.type in _TWO_SIDED


def _grouped(parties: Parties, drafts: tuple[Draft, ...]) -> list[tuple[Draft, ...]]:
    """Put mentions of one happening together: each joins the happening of its type that it most likely tells of."""
    table = weights()
    groups: dict[EventType, list[list[tuple[int, Draft]]]] = {}
    told: Counter[EventType] = Counter()
    found: list[list[tuple[int, Draft]]] = []
    for draft in drafts:
        mates = groups.setdefault(draft.type, [])
        number = told[draft.type]
        told[draft.type] += 1
        best = max(mates[-_LOOK_BACK:], key=lambda g: _fit(parties, table, g, draft, number), default=None)
        if best is None or _fit(parties, table, best, draft, number) < ONE:
            best = []
            mates.append(best)
            found.append(best)
        best.append((number, draft))
    return [tuple(d for _, d in group) for group in found]


_SPOKEN = frozenset(
    {EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.REJECT, EventType.THREATEN, EventType.CONCEDE}
)
"""Types of what is done by speaking: two who condemn one raid condemn it twice."""


_DONE = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})
_NOT_DONE = frozenset({Status.NEGATED, Status.DENIED, Status.CANCELLED})


def _clash(parties: Parties, a: Draft, b: Draft) -> bool:
    """Tell whether two mentions cannot be one happening, whatever the other signs say.

    One is told as done and one as not done; sides are turned round ("Norvia shelled Estmark", then Estmark Norvia);
    days, towns, or the countries of those on one side have nothing in common.
    """
    pair = {d.standing.status for d in (a, b) if d.standing}
    if pair & _DONE and pair & _NOT_DONE:
        return True
    if set(a.actors) & set(b.recipients) and set(a.recipients) & set(b.actors):
        return True
    if (a.when and b.when and not dates_fit(a.when, b.when)) or same_place(a, b) is False:
        return True
    for x, y in ((a.actors, b.actors), (a.recipients, b.recipients)):
        lands = [{c for p in side if (c := parties.country(p))} for side in (x, y)]
        if lands[0] and lands[1] and not lands[0] & lands[1] and not set(x) & set(y):
            return True
    return False


def _akin(parties: Parties, a: Draft, b: Draft) -> bool:
    """Tell whether anything ties two mentions together: a word, a party, a sentence, "the", or one of them in the lead.

    "Jets struck the camp", and three sentences on "gunmen killed a judge", have nothing in common but their type.
    """
    tree = parties.tree
    if tree.lemma(a.word) == tree.lemma(b.word) or {*a.actors, *a.recipients} & {*b.actors, *b.recipients}:
        return True
    near = parties.sentence_number(b.word) - parties.sentence_number(a.word)
    return near <= 0 or parties.sentence_number(a.word) < _LEAD or (b.definite and not b.recipients)


_LEAD = 2
"""How many sentences of a text are its lead, which the rest tells again in other words."""


def _apart(parties: Parties, a: Draft, b: Draft) -> bool:
    """Tell whether two mentions have doers who are neither the same nor of one country."""
    lands = [{c for p in d.actors if (c := parties.country(p))} for d in (a, b)]
    return bool(a.actors and b.actors) and not set(a.actors) & set(b.actors) and not lands[0] & lands[1]


ONE = 0.4
"""From which chance on two mentions are taken for one happening."""
_COMPARED = 6
"""How many mentions of a happening a further one is compared with."""


def _fit(
    parties: Parties, table: Mapping[str, float], group: list[tuple[int, Draft]], draft: Draft, number: int
) -> float:
    if draft.type in _SPOKEN and all(_apart(parties, mate, draft) for _, mate in group[-_LOOK_BACK:]):
        return 0.0
    if any(_clash(parties, mate, draft) for _, mate in group[-_LOOK_BACK:]):
        return 0.0
    if not any(_akin(parties, mate, draft) for _, mate in group):
        return 0.0
    chances = [
        chance(signs_of(parties, mate, draft, number - n - 1), table)
        for n, mate in (*group[:1], *group[1:][-_COMPARED:])
    ]
    return sum(chances) / len(chances)


def _event(parties: Parties, group: tuple[Draft, ...], said: Sayings) -> Event:
    first = group[0]
    assert first.standing is not None
    cue = cue_of(parties, first)
    actors = _agreed(d.actors for d in group)
    return Event(
        id=fact_id(parties.tree.reading.article, f"event:{first.type.value}", cue),
        type=first.type,
        mode=first.trigger.row.mode,
        context=contexts_of(parties.tree, first.word, first.type, first.trigger.row.mode),
        status=first.standing.status,
        condition=first.standing.condition,
        actors=actors,
        recipients=tuple(r for r in _agreed(d.recipients for d in group) if r not in actors),
        when=next((d.when for d in group if d.when), None),
        where=next((_place(d) for d in group if d.places), None),
        meeting=None,
        said_in=said.around(cue),
        evidence=_evidence(parties, group),
        how="fact.events.events_of",
        score=round(first.score * (0.9 if first.trigger.row.tag == "V" else 0.8), 4),
    )


def _agreed(sides: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return who stands on one side of a happening: of what its mentions say, what most of them agree on; the first."""
    told = [side for side in sides if side]
    count = Counter(actor for side in told for actor in side)
    return max(told, key=lambda side: sum(count[a] for a in side) / len(side), default=())


def _place(draft: Draft) -> str | None:
    return next((r.target.id for r in draft.places if isinstance(r.target, Place)), None)


def _evidence(parties: Parties, drafts: Iterable[Draft]) -> tuple[Evidence, ...]:
    article = parties.tree.reading.article
    cues = ((parties.tree.sentence(d.word), cue_of(parties, d)) for d in drafts)
    return tuple(Evidence.cite(article, sentence, cue) for sentence, cue in sorted(cues, key=lambda c: c[1]))


def _own_outcome(parties: Parties, g: Gathering, inside: Mapping[int, list[Draft]]) -> Span | None:
    """Return what came of the meeting: as described, or an agreement reached or missed in it."""
    if g.outcome is not None:
        return g.outcome
    told = sorted((d for w in {d.word for d in g.drafts} for d in inside.get(w, ())), key=lambda d: d.word)
    for draft in told:
        if draft.type in {EventType.AGREE, EventType.REJECT, EventType.RETREAT}:
            return parties.tree.clause_span(draft.trigger.support or draft.word)
    return None


def _meeting(
    parties: Parties, g: Gathering, visited: Mapping[str, frozenset[str]], outcome: Span | None, said: Sayings
) -> Event:
    first, status = g.first, g.status
    assert status is not None
    cue = cue_of(parties, first)
    row = first.trigger.row
    actors, recipients = _sides(parties, g, visited)
    places = finest(r for d in g.drafts for r in d.places)
    where = next((r.target.id for r in places if isinstance(r.target, Place)), None)
    article = parties.tree.reading.article
    standing = next((d.standing for d in g.drafts if d.standing), Standing(status))
    return Event(
        id=fact_id(article, f"event:{first.type.value}", cue),
        type=first.type,
        mode=("visit" if recipients and row.equal else row.mode)
        or ("multilateral" if _is_multilateral(parties, g) else None),
        context=contexts_of(parties.tree, first.word, first.type, row.mode),
        status=status,
        condition=standing.condition,
        actors=actors,
        recipients=recipients,
        when=g.when,
        where=where,
        meeting=_detail(parties, g, outcome),
        said_in=said.around(cue),
        evidence=_evidence(parties, g.drafts),
        how="fact.meetings.talks",
        score=round(first.score * (0.9 if row.tag == "V" else 0.8), 4),
    )


def _sides(
    parties: Parties, g: Gathering, visited: Mapping[str, frozenset[str]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A visit has the visitor acting and whoever is visited or met on it receiving; at any other meeting all act."""
    visit = next((d for d in g.drafts if d.trigger.row.mode == "visit" and d.actors), None)
    if visit is None and not g.first.trigger.row.equal:
        return tuple(p for p in g.participants if p not in g.first.recipients), g.first.recipients
    if visit is None:
        guests = tuple(p for p in g.participants if _received(parties, p, g.participants, visited))
        return (guests, tuple(p for p in g.participants if p not in guests)) if guests else (g.participants, ())
    visitors = _visitors(parties, visit)
    return visitors, tuple(p for p in g.participants if p not in visitors)


def _received(parties: Parties, guest: str, people: tuple[str, ...], visited: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether ``guest``, who visits a country on this page, meets nobody but people of that country."""
    others = [parties.country(p) for p in people if p != guest]
    there = visited.get(guest, frozenset())
    return bool(others) and parties.country(guest) not in there and all(c in there for c in others)


def _visits(parties: Parties, gatherings: Iterable[Gathering]) -> dict[str, frozenset[str]]:
    """Return for each visitor of the page the countries visited."""
    found: dict[str, frozenset[str]] = {}
    for d in (d for g in gatherings for d in g.drafts if d.trigger.row.mode == "visit"):
        lands = {r.target.country for r in d.places if isinstance(r.target, Place)}
        lands |= {parties.country(r) for r in d.recipients}
        for visitor in d.actors:
            found[visitor] = found.get(visitor, frozenset()) | {c for c in lands if c}
    return found


def _visitors(parties: Parties, visit: Draft) -> tuple[str, ...]:
    """Return who visits: beside a person the government of another country is the host ("Voss's Norvian tour")."""
    known = [parties.actors[a] for a in visit.actors if a in parties.actors]
    homes = {a.country for a in known if a.kind is ActorKind.PERSON and a.country}
    hosts = {a.id for a in known if a.kind is ActorKind.GOVERNMENT and homes and a.country not in homes}
    return tuple(a for a in visit.actors if a not in hosts)


def _is_multilateral(parties: Parties, g: Gathering) -> bool:
    return len({c for p in g.participants if (c := parties.country(p))}) > 2


def _detail(parties: Parties, g: Gathering, outcome: Span | None) -> Meeting:
    text = parties.tree.reading.article.text
    venue = next(
        (
            r.mention.span
            for d in g.drafts
            for r in d.places
            if isinstance(r.target, Place) and r.target.kind is PlaceKind.FACILITY
        ),
        None,
    )
    series = (
        fact_id(parties.tree.reading.article, "series", parties.tree.word(int(g.series)).span) if g.series else None
    )
    return Meeting(
        participants=g.participants,
        venue=venue.of(text) if venue else None,
        host=next((d.host for d in g.drafts if d.host), None) or _visited(g),
        mediator=_mediator(parties, g),
        round=g.round,
        day=g.day,
        duration=next((d.duration for d in g.drafts if d.duration), None),
        agenda=agenda_of(parties.tree, g),
        outcome=outcome,
        series=series,
    )


def _visited(g: Gathering) -> str | None:
    visit = g.first.trigger.row.mode == "visit"
    return g.first.recipients[0] if visit and g.first.recipients else None


def _mediator(parties: Parties, g: Gathering) -> str | None:
    """Find who stands between: "mediated by Oman", "Oman-brokered talks", "mediates between A and B"."""
    tree = parties.tree
    if g.first.trigger.row.mode == "third-party":
        return next(iter(g.first.actors), None)
    for d in g.drafts:
        for root in d.roots:
            for k in tree.kids(root, "acl", "amod"):
                if tree.lemma(k) in {"mediate", "broker", "facilitate"}:
                    agents = [
                        a for a in tree.kids(k, "obl", "compound", "nmod") if "by" in tree.cases(a) or not tree.cases(a)
                    ]
                    found = parties.ids(r for a in agents for r in parties.actors_at(a))
                    if found:
                        return found[0]
    return None
