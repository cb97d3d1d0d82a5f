"""The card of a fact: everything that is known of it, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.export.wording import clipped
from communique.model import Event, Fact, Statement, type_of_fact
from communique.web.hands import Hand, hands_of_fact
from communique.web.telling import Quote, line_of_fact, quote_of
from communique.web.view import View

_WORDS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Somebody, as a party of the dossier (``id``), None where the actor is in none."""

    id: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A fact. ``number``: its place in the page; ``says``: on whose word it stands (none: the page's own), told in the
    fact ``said_in``; ``how`` names the decision, ``why`` explains it; ``score`` from 0 to 1: how sure the program is;
    ``quotes``: the sentences it rests on."""

    number: int
    fact: str
    kind: str
    type: str | None
    status: str | None
    tags: tuple[str, ...]
    sentence: str
    when: str | None
    condition: str | None
    says: tuple[Who, ...]
    said_in: str | None
    how: str
    why: str
    score: float
    quotes: tuple[Quote, ...]
    hands: tuple[Hand, ...]
    happening: str | None
    origins: int


def card_of(view: View, fact: Fact, numbers: Mapping[str, int]) -> Card:
    """Return the card of a fact; ``numbers``: of the facts of its page by id."""
    line = line_of_fact(view, fact)
    happening = view.happening_of(fact.id)
    condition = fact.condition if isinstance(fact, Event) else None
    said = _saying(view, fact)
    return Card(
        number=numbers.get(fact.id, 0),
        fact=fact.id,
        kind=type_of_fact[type(fact)],
        type=line.type,
        status=line.status,
        tags=line.tags,
        sentence=line.sentence,
        when=line.when,
        condition=clipped(condition.of(view.account_of(fact.id).article.text), _WORDS) if condition else None,
        says=_speakers(view, said) if said else (),
        said_in=said.id if said and said.id != fact.id else None,
        how=clipped(fact.how, _WORDS),
        why=clipped(view.why(fact.how), _WORDS),
        score=round(fact.score, 2),
        quotes=tuple(quote_of(view, fact, n) for n in range(len(fact.evidence[:5]))),
        hands=hands_of_fact(view, fact),
        happening=happening.id if happening else None,
        origins=len(happening.backing.origins) if happening else 0,
    )


def _saying(view: View, fact: Fact) -> Statement | None:
    """Return the statement a fact is, or is told in."""
    if isinstance(fact, Statement):
        return fact
    found = view.fact(fact.said_in) if isinstance(fact, Event) and fact.said_in else None
    return found if isinstance(found, Statement) else None


def _speakers(view: View, said: Statement) -> tuple[Who, ...]:
    if not said.speakers:
        text = view.account_of(said.id).article.text
        return tuple(Who(id=None, name=clipped(span.of(text), 120)) for span in said.source[:5])
    return tuple(who_is(view, actor) for actor in said.speakers[:20])


def who_is(view: View, actor: str) -> Who:
    """Return an actor (by id) as a party."""
    party = view.party_of(actor)
    if party is not None:
        return Who(id=party.id, name=view.teller.party(party.id))
    known = view.shelf.actor(actor)
    return Who(id=None, name=clipped(known.name, 120) if known else "?")
