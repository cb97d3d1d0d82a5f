"""Correcting one fact: who says it, what sort it is, where it stands, or that the page does not say it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import (
    Act,
    Actor,
    Event,
    EventType,
    Fact,
    Proposal,
    ProposalStatus,
    Statement,
    Status,
    type_of_fact,
)
from communique.web.pages.kind import Asked, PageKind
from communique.web.telling import Line, Quote, line_of_fact, quote_of
from communique.web.view import View

_PEOPLE = 200
"""People of a page offered as speakers at most: those named first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody named on the page, by actor id; ``chosen``: said to be the speaker now."""

    id: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A type or status that may be chosen."""

    value: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A fact with what may be put right about it; what does not apply is empty. ``happening``: the id of the one it
    tells of, where others may be told to be the same or not."""

    fact: str
    kind: str
    article: str
    line: Line
    quote: Quote
    speakers: tuple[Person, ...]
    types: tuple[Code, ...]
    statuses: tuple[Code, ...]
    happening: str | None


def mend(view: View, asked: Asked) -> Mend | None:
    """Return the forms of one fact."""
    fact = view.fact(asked.id or "")
    if fact is None:
        return None
    happening = view.happening_of(fact.id)
    return Mend(
        fact=fact.id,
        kind=type_of_fact[type(fact)],
        article=view.account_of(fact.id).article.id,
        line=line_of_fact(view, fact),
        quote=quote_of(view, fact),
        speakers=_people(view, fact) if isinstance(fact, Statement) else (),
        types=_types(fact),
        statuses=_statuses(fact),
        happening=happening.id if happening else None,
    )


def _people(view: View, fact: Statement) -> tuple[Person, ...]:
    """Return the actors of the page: the speakers first, then in the order of the alphabet."""
    named: dict[str, Actor] = {}
    for reference in view.account_of(fact.id).references:
        if isinstance(reference.target, Actor):
            named.setdefault(reference.target.id, reference.target)
    people = [
        Person(id=actor.id, name=clipped(actor.name, NAMED), chosen=actor.id in fact.speakers)
        for actor in named.values()
    ]
    # Speakers put right by hand may be of another page: they are kept where the form is sent again.
    there = {person.id for person in people}
    for speaker in fact.speakers:
        found = view.shelf.actor(speaker)
        if speaker not in there and found is not None:
            people.append(Person(id=speaker, name=clipped(found.name, NAMED), chosen=True))
    return tuple(sorted(people, key=lambda p: (not p.chosen, p.name.casefold(), p.id))[:_PEOPLE])


def _types(fact: Fact) -> tuple[Code, ...]:
    if isinstance(fact, Event):
        return tuple(Code(value=each.value, chosen=each is fact.type) for each in EventType)
    if isinstance(fact, Statement):
        return tuple(Code(value=each.value, chosen=each is fact.act) for each in Act)
    return ()


def _statuses(fact: Fact) -> tuple[Code, ...]:
    if isinstance(fact, Event):
        return tuple(Code(value=each.value, chosen=each is fact.status) for each in Status)
    if isinstance(fact, Proposal):
        return tuple(Code(value=each.value, chosen=each is fact.status) for each in ProposalStatus)
    return ()


PAGE = PageKind(name="mend", path="/mend/{id}", make=mend, sheets=("lists.css",), live_only=True)
