"""A fact as one plain sentence, and the words in brackets that say how far it is to be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from communique.export.codes import QUADS
from communique.export.dates import duration_in_words, with_preposition
from communique.export.passages import after_cue, as_told, is_clause
from communique.export.verbs import clause, needs_object, verb_of
from communique.export.wording import clipped, listed, one_line
from communique.model import (
    Account,
    Act,
    Actor,
    ActorKind,
    Event,
    EventType,
    Fact,
    Form,
    Meeting,
    Place,
    PlaceKind,
    Proposal,
    ProposalStatus,
    Situation,
    Sourcing,
    Span,
    Statement,
    Status,
)

_SAID = {
    Act.ASSERT: "said",
    Act.DENY: "denied",
    Act.DEMAND: "demanded",
    Act.REQUEST: "asked",
    Act.APPEAL: "appealed",
    Act.PROMISE: "promised",
    Act.OFFER: "offered",
    Act.THREATEN: "threatened",
    Act.ACCUSE: "accused",
    Act.REJECT: "rejected",
    Act.AGREE: "agreed",
    Act.PRAISE: "praised",
    Act.CONDEMN: "condemned",
    Act.QUESTION: "questioned",
    Act.ANNOUNCE: "announced",
    Act.PREDICT: "predicted",
    Act.EXPLAIN: "explained",
    Act.DOUBT: "doubted",
}
_SOURCED = {
    Sourcing.COLLECTIVE: "a group's words",
    Sourcing.UNNAMED: "source not named",
    Sourcing.HEARSAY: "hearsay",
}
_LIKELIEST = "speakers not named, these are the likeliest"
"""Of speakers put down though the page names none: "the talks were described as useful"."""

_QUOTES = "\"'“”„‟«»‹›‘’‚"


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the ids of an account stand for; ``with_article`` are places the page writes "the" before.

    ``spots``: where in the page's text each place is named; ``longest``: how many characters of the page's words are
    shown at once, None for all.
    """

    text: str
    actors: Mapping[str, Actor]
    places: Mapping[str, Place]
    facts: Mapping[str, Fact]
    with_article: frozenset[str]
    spots: Mapping[str, frozenset[Span]]
    longest: int | None = None

    @classmethod
    def of(cls, account: Account) -> Self:
        """Collect the names of ``account``."""
        targets = [reference.target for reference in account.references]
        text = account.article.text
        places = [(r.target.id, r.mention.span) for r in account.references if isinstance(r.target, Place)]
        spots: dict[str, set[Span]] = {}
        for key, span in places:
            spots.setdefault(key, set()).add(span)
        return cls(
            text=text,
            spots={key: frozenset(spans) for key, spans in spots.items()},
            with_article=frozenset(
                reference.target.id
                for reference in account.references
                if isinstance(reference.target, Place)
                and text[max(0, reference.mention.span.start - 4) : reference.mention.span.start].lower() == "the "
            ),
            actors={target.id: target for target in targets if isinstance(target, Actor)},
            places={target.id: target for target in targets if isinstance(target, Place)},
            facts={fact.id: fact for fact in account.facts},
        )

    def listed(self, ids: tuple[str, ...]) -> str:
        """Return the names of ``ids`` as "A, B and C"; an id nothing is known of reads "someone"."""
        return listed([one_line(self.actors[key].name) if key in self.actors else "someone" for key in ids])

    def words(self, span: Span) -> str:
        """Return the page's words at ``span`` on one line."""
        words = span.of(self.text)
        return one_line(words) if self.longest is None else clipped(words, self.longest)

    def plural(self, ids: tuple[str, ...]) -> bool:
        """Tell whether the actors take a plural verb: several, or one group such as "Russian officials"."""
        if len(ids) != 1:
            return len(ids) > 1
        actor = self.actors.get(ids[0])
        many = {ActorKind.GROUP, ActorKind.PEOPLE, ActorKind.ARMED_FORCE}
        return actor is not None and actor.kind in many and actor.name.split(" in ")[0].endswith("s")


def sentence_of(fact: Fact, names: Names) -> str:
    """Return ``fact`` as a sentence: who, what, to whom, when, where, on whose word."""
    match fact:
        case Event():
            words = _event(fact, names)
        case Statement():
            words = _statement(fact, names)
        case Proposal():
            words = _proposal(fact, names)
        case Situation():
            words = _situation(fact, names)
    return finished(words)


def finished(words: str) -> str:
    """Return ``words`` as a sentence: a capital first, a full stop last unless it ends in a mark of its own."""
    words = words[0].upper() + words[1:]
    return words if words.rstrip(_QUOTES + ")]")[-1:] in {".", "!", "?", "…"} else words + "."


def tags_of(fact: Fact) -> tuple[str, ...]:
    """Return what stands in brackets after the sentence: status, speech act, form, sourcing."""
    match fact:
        case Event():
            return (fact.status.value,)
        case Statement():
            sourced = _SOURCED.get(fact.sourcing)
            if fact.sourcing is Sourcing.COLLECTIVE and fact.speakers and not fact.source:
                sourced = _LIKELIEST
            return (fact.act.value, fact.form.value) + ((sourced,) if sourced else ())
        case Proposal():
            return (fact.status.value,) if fact.status else ()
        case Situation():
            return ()


def _event(event: Event, names: Names) -> str:
    verb = verb_of(event)
    who = names.listed(event.actors) if event.actors else "someone the page does not name"
    words = clause(who, verb, event.status, plural=names.plural(event.actors))
    if event.recipients:
        words += (
            f" {verb.toward} {names.listed(event.recipients)}" if verb.toward else f" {names.listed(event.recipients)}"
        )
    where = _where(event.where, names)
    if event.mode == "visit" and not event.recipients:
        where = where.removeprefix(" in").removeprefix(" at")
    words += where
    if event.when is not None:
        words += f" {with_preposition(event.when)}"
    if event.status is Status.CANCELLED:
        words += ", which was called off"
    if event.meeting is not None:
        words += _meeting(event.meeting, names, shown=words)
    if event.condition is not None:
        words += f"; on condition: {names.words(event.condition)}"
    said = names.facts.get(event.said_in or "")
    words += _on_whose_word(event, said, names) if isinstance(said, Statement) else ""
    if not event.recipients and needs_object(verb):
        words += f": {after_cue(names.text, event.evidence[0])}"
    return words


def _on_whose_word(event: Event, said: Statement, names: Names) -> str:
    if not said.speakers and not said.source:
        return ", it is reported"
    # "Iran rejected the draft" is done in saying it; "Iran withdrew" on Iran's word alone is worth telling.
    done_in_saying = QUADS[event.type] in {1, 3} and event.type is not EventType.CONSULT
    if done_in_saying and said.speakers and set(said.speakers) <= set(event.actors):
        return ""
    if said.speakers and set(said.speakers) == set(event.actors):
        return ", by their own account"
    return f", according to {_speaker(said, names)}"


def _meeting(meeting: Meeting, names: Names, *, shown: str) -> str:
    words = ""
    if meeting.round is not None:
        words += f", round {meeting.round}"
    if meeting.day is not None:
        words += f", day {meeting.day}"
    if meeting.duration:
        words += f", for {duration_in_words(meeting.duration) or meeting.duration}"
    if meeting.host:
        words += f", hosted by {names.listed((meeting.host,))}"
    if meeting.mediator:
        words += f", mediated by {names.listed((meeting.mediator,))}"
    if meeting.agenda is not None:
        words += f", about {names.words(meeting.agenda)}"
    if meeting.outcome is not None:
        words += f", outcome: {names.words(meeting.outcome)}"
    if meeting.venue and meeting.venue not in shown:
        words += f", venue: {one_line(meeting.venue)}"
    return words


def _statement(statement: Statement, names: Names) -> str:
    words = f"{_speaker(statement, names)} {_SAID[statement.act]}"
    if not _is_seat(statement, names):
        words += _where(statement.where, names)
    if statement.when is not None:
        words += f" {with_preposition(statement.when)}"
    if statement.addressees:
        words += f", speaking to {names.listed(statement.addressees)}"
    words += _channel(statement, names)
    if not statement.content:
        return words + " (no words given)"
    content = [names.words(span) for span in statement.content]
    if statement.form is Form.DIRECT:
        content = [f"“{part.strip(_QUOTES).strip().rstrip(',').removeprefix('that ')}”" for part in content]
    told = " … ".join(content)
    own = None if statement.form is Form.DIRECT or is_clause(told) else as_told(names.text, statement)
    if own is not None:
        return f"{words}, in the page's words: {own}"
    if told.startswith("that ") and "," not in words:
        return f"{words} {told}"
    return f"{words}: {told.removeprefix('that ')}"


def _channel(statement: Statement, names: Names) -> str:
    """What carried the words, unless it is the speaker or the one spoken to, who are named already."""
    if statement.channel is None:
        return ""
    words = names.words(statement.channel)
    there = [_speaker(statement, names), *(names.listed((key,)) for key in statement.addressees)]
    return "" if any(name.lower() in words.lower() for name in there) else f", through {words}"


def _speaker(statement: Statement, names: Names) -> str:
    if statement.speakers:
        return names.listed(statement.speakers)
    if _is_seat(statement, names):
        return f"somebody{_where(statement.where, names)}"
    if statement.source:
        return " ".join(names.words(span) for span in statement.source)
    return "someone the page does not name"


def _is_seat(statement: Statement, names: Names) -> bool:
    """Tell whether all that is known of the speaker is the place: "was seen in Oslo as a threat"."""
    if statement.speakers or not statement.source:
        return False
    spots = names.spots.get(statement.where or "", frozenset())
    return all(any(spot.contains(span) for spot in spots) for span in statement.source)


def _proposal(proposal: Proposal, names: Names) -> str:
    words = f"plan: {one_line(proposal.name)}"
    if proposal.author:
        words += f", by {names.listed((proposal.author,))}"
    if proposal.points is not None:
        words += f", {proposal.points} points"
    if proposal.status is not None:
        words += f", {_STANDS.get(proposal.status, proposal.status.value)}{_deciders(proposal, names)}"
    if proposal.when is not None:
        words += f" {with_preposition(proposal.when)}"
    earlier = names.facts.get(proposal.version_of or "")
    if isinstance(earlier, Proposal):
        words += f", a version of {one_line(earlier.name)}"
    if proposal.terms:
        words += "; terms: " + "; ".join(names.words(span) for span in proposal.terms)
    for favour in proposal.favours:
        view = f" by {names.listed(favour.by)}" if favour.by else ""
        words += f"; seen{view} as favouring {names.listed((favour.actor,))}"
    return words


def _deciders(proposal: Proposal, names: Names) -> str:
    """Return " by A and B" for those who brought a plan where it stands, its author apart, who is named before."""
    step = next((s for s in reversed(proposal.steps) if s.status is proposal.status and s.by), None)
    return "" if step is None or step.by == (proposal.author,) else f" by {names.listed(step.by)}"


_STANDS = {ProposalStatus.PRESENTED: "put forward"}


def _situation(situation: Situation, names: Names) -> str:
    place = names.places.get(situation.object or "")
    holder = names.listed((situation.holder,)) if situation.holder else None
    return held(situation.what, holder, one_line(situation.extent or ""), place.name if place else None)


def held(what: str, holder: str | None, extent: str, place: str | None) -> str:
    """Return who holds what, how far, as a clause; holder and place in words, None where nobody says."""
    if holder is None and place is not None and what.endswith(" of"):
        return f"{place} {what} {extent}".rstrip()
    if holder is None and place is not None and what.startswith(("under ", "occupied")):
        return f"{extent + ' of ' if extent else ''}{place} {'are' if extent else 'is'} {what}"
    parts = [holder] if holder else []
    parts.append(what)
    if extent:
        parts.append(extent + (" of" if place else ""))
    if place is not None:
        parts.append(place)
    return " ".join(parts)


def _where(place_id: str | None, names: Names) -> str:
    place = names.places.get(place_id or "")
    if place is None:
        return ""
    name = f"the {place.name}" if place.id in names.with_article else place.name
    return f" at {name}" if place.kind is PlaceKind.FACILITY else f" in {name}"


NOT_DONE = frozenset(Status) - {Status.HAPPENED, Status.ONGOING, Status.HISTORICAL}
"""Statuses of what has not taken place, or not for certain: shown apart from the rest."""
