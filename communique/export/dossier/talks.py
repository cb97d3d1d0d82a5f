"""Rounds of talks: when and where, who sat at the table for whom, what came of it."""

from __future__ import annotations

from dataclasses import replace

from communique.export.dates import in_words
from communique.export.dossier.happened import MOST, Found, found, has_news, moment_key, told
from communique.export.dossier.shape import Chapter, Group, Told
from communique.export.dossier.teller import Teller, many
from communique.export.sentences import finished
from communique.model import Delegation, Event, Fact, Round

TITLE = "Rounds of talks"


def talks(teller: Teller) -> Chapter:
    """Return the rounds in the order of time, the latest last."""
    rounds = []
    for one in teller.dossier.rounds:
        happening = teller.happenings.get(one.happening)
        held = found(happening, teller) if happening else None
        if held is not None and has_news(held, teller):
            rounds.append((one, held))
    rounds.sort(key=lambda pair: (moment_key(pair[1].happening.when), pair[0].number or 0, pair[0].happening))
    lead = f"The last {MOST}; {many(len(rounds) - MOST, 'earlier round')} not told here." if len(rounds) > MOST else ""
    return Chapter(title=TITLE, lead=lead, groups=tuple(_group(one, held, teller) for one, held in rounds[-MOST:]))


def _group(one: Round, held: Found, teller: Teller) -> Group:
    happening = held.happening
    where = happening.where.name if happening.where else "place not told"
    when = in_words(happening.when) if happening.when else "Date not told"
    number = f"Round {one.number}: " if one.number is not None else ""
    lines = [_meeting(one, held, teller)]
    lines += [_delegation(delegation, held, teller) for delegation in one.delegations if delegation.members]
    lines += _outcome(held, teller)
    return Group(title=f"{number}{when}, {where} ({happening.status.value})", lines=tuple(lines))


def _meeting(one: Round, held: Found, teller: Teller) -> Told:
    line = told(held, teller)
    meeting = held.events[0].meeting
    told_of = (meeting.host, meeting.mediator) if meeting else (None, None)
    words = line.sentence
    more = []
    for word, party, there in (("hosted", one.host, told_of[0]), ("mediated", one.mediator, told_of[1])):
        if party and not (there and party in teller.party_ids((there,))):
            more.append(f"{word} by {teller.party(party)}")
    if more:
        words = words.removesuffix(".") + ", " + ", ".join(more) + "."
    extra = [event for event in held.events if _names(event, {p for p in (one.host, one.mediator) if p}, teller)]
    notes = line.notes + (teller.cite(extra, line.backing) if more else ())
    return replace(line, sentence=words, notes=tuple(dict.fromkeys(notes)))


def _delegation(delegation: Delegation, held: Found, teller: Teller) -> Told:
    """Who is said to have been there: the footnotes are of the accounts that name one of them."""
    facts = [event for event in held.agreeing if _names(event, set(delegation.members), teller)] or [*held.agreeing]
    backing = teller.count_facts(facts)
    return Told(
        sentence=finished(f"For {teller.party(delegation.party)}: {teller.parties(delegation.members)}"),
        tags=(held.happening.status.value,),
        backing=backing,
        notes=teller.cite(facts, backing),
    )


def _names(event: Event, parties: set[str], teller: Teller) -> bool:
    there = (*event.actors, *event.recipients)
    if event.meeting is not None:
        met = event.meeting
        there += (*met.participants, *(actor for actor in (met.host, met.mediator) if actor))
    return bool(parties & set(teller.party_ids(there)))


def _outcome(held: Found, teller: Teller) -> list[Told]:
    """Outcomes that the line of the meeting does not tell, each in its page's words."""
    shown = held.events[0].meeting.outcome if held.events[0].meeting else None
    said = teller.words(held.events[0], shown).casefold() if shown else ""
    lines: dict[str, tuple[str, list[Fact]]] = {}
    for event in held.events:
        outcome = event.meeting.outcome if event.meeting else None
        words = teller.words(event, outcome) if outcome else ""
        if words and words.casefold() != said:
            lines.setdefault(words.casefold(), (words, []))[1].append(event)
    told_by = []
    for words, facts in lines.values():
        backing = teller.count_facts(facts)
        near = [e.meeting.outcome for e in facts if isinstance(e, Event) and e.meeting and e.meeting.outcome]
        notes = teller.cite(facts, backing, near)
        told_by.append(Told(sentence=finished(f"outcome, in the page's words: {words}"), backing=backing, notes=notes))
    return told_by
