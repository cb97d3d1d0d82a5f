"""What everything that is told rests on: the accounts, who is who in them, and whose hand each page is from."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Protocol, TypeVar

from communique.model import (
    ActorKind,
    Article,
    Backing,
    Event,
    Origin,
    OriginKind,
    Party,
    Shelf,
    Status,
    When,
    WhenType,
)
from communique.story.parties import Parties

HELD = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})
"""Told as having taken place, or as taking place."""
DENIED = frozenset({Status.DENIED, Status.NEGATED})
"""Told as not having taken place, or denied."""
AHEAD = frozenset(Status) - HELD - DENIED - {Status.CANCELLED}
"""Told as to come, possible, wanted or feared."""

Value = TypeVar("Value", bound=Hashable)


class Hands(Protocol):
    """Whose hands pages and facts are from."""

    @property
    def all(self) -> tuple[Origin, ...]:
        """Every origin."""

    def of_article(self, article: str, /) -> Origin:
        """Return the origin of an article (by id)."""

    def of_fact(self, fact: str, /) -> tuple[str, ...]:
        """Return the ids of the origins a fact (by id) rests on."""

    def backing(self, facts: tuple[str, ...], /) -> Backing:
        """Return the hands behind facts (by id)."""


class Desk:
    """Accounts, parties and origins, with what is asked of them all the time.

    ``stories``: groups of articles (ids) on one course of events. Facts that are not on the shelf are unknown to it.
    """

    def __init__(self, shelf: Shelf, parties: Parties, hands: Hands, stories: Sequence[tuple[str, ...]] = ()) -> None:
        """Lay out ``shelf``: the order of its facts is that of publication, then of the text."""
        self.shelf = shelf
        self.parties = parties
        self.hands = hands
        self._order = {fact.id: at for at, fact in enumerate(shelf.facts())}
        self._backings: dict[str, Backing] = {}
        self._story = {article: at for at, group in enumerate(stories) for article in group}
        self._states = _states(parties)

    def __contains__(self, fact: str) -> bool:
        """Tell whether a fact is on the shelf."""
        return fact in self._order

    def order(self, fact: str) -> int:
        """Return the place of a fact in the order of publication and of the text."""
        return self._order[fact]

    def sorted(self, facts: Iterable[str]) -> tuple[str, ...]:
        """Return the facts that are on the shelf, each once, first published first."""
        return tuple(sorted({f for f in facts if f in self._order}, key=self._order.__getitem__))

    def event(self, fact: str) -> Event | None:
        """Return a fact where it is an event."""
        found = self.shelf.fact(fact) if fact in self._order else None
        return found if isinstance(found, Event) else None

    def article_of(self, fact: str) -> Article:
        """Return the article a fact is told in."""
        return self.shelf.account_of(fact).article

    def day(self, fact: str) -> str:
        """Return the day a fact was published, "" where the page has none."""
        return published_day(self.article_of(fact))

    def story(self, fact: str) -> int | None:
        """Return which of the stories a fact is told in."""
        return self._story.get(self.article_of(fact).id)

    def state(self, country: str | None) -> Party | None:
        """Return the party that is the state of this code."""
        return self._states.get(country or "")

    def backing(self, facts: Iterable[str]) -> Backing:
        """Return the hands behind facts."""
        return self.hands.backing(tuple(facts))

    def hands_of(self, *facts: str) -> frozenset[str]:
        """Return the ids of the origins of facts, known or not."""
        found = [self._backing(fact) for fact in facts]
        return frozenset(o for one in found for o in (*one.origins, *one.unknown))

    def votes(self, facts: Iterable[str]) -> tuple[int, int]:
        """Count the origins of facts: those that are known, and those that are not, which count after them."""
        found = [self._backing(fact) for fact in facts]
        return len({o for one in found for o in one.origins}), len({o for one in found for o in one.unknown})

    def _backing(self, fact: str) -> Backing:
        if fact not in self._backings:
            self._backings[fact] = self.hands.backing((fact,))
        return self._backings[fact]

    def most(self, given: Iterable[tuple[str, Value]]) -> Value | None:
        """Return the value that most origins give, of pairs of fact and value; None where none is given.

        Origins that are known count before those that are not; of equally many, the value told last.
        """
        told: dict[Value, list[str]] = {}
        for fact, value in given:
            told.setdefault(value, []).append(fact)
        if not told:
            return None
        return max(told, key=lambda v: (self.votes(told[v]), max(self._order[f] for f in told[v])))

    def pages(self, articles: Iterable[str]) -> Backing:
        """Return the hands behind pages on the shelf, for what rests on the page and on no fact of it."""
        own = tuple(dict.fromkeys(articles))
        found = [self.hands.of_article(article) for article in own]
        known = dict.fromkeys(o.id for o in found if o.kind is not OriginKind.UNKNOWN)
        unknown = dict.fromkeys(o.id for o in found if o.kind is OriginKind.UNKNOWN)
        return Backing(origins=tuple(known), unknown=tuple(unknown), articles=own)


def published_day(article: Article) -> str:
    """Return the day a page was published, ISO 8601, "" where it has none."""
    when = article.published
    return ((when.earliest or when.latest or "") if when else "")[:10]


def interval(when: When | None) -> tuple[str, str] | None:
    """Return first and last calendar day of a time, None where it has no place on the calendar or an open end."""
    if when is None or when.type not in (WhenType.DATE, WhenType.TIME) or not when.earliest or not when.latest:
        return None
    return when.earliest[:10], when.latest[:10]


def _states(parties: Parties) -> dict[str, Party]:
    """Find the party that is each state: a government known to Wikidata, else the one most pages name.

    A code without a government (the European Union's) is the one body known to Wikidata that has it; the many bodies
    of the United Nations are nobody's state.
    """
    found: dict[str, Party] = {}
    for party in parties.all:
        if party.kind is ActorKind.GOVERNMENT and party.country:
            best = found.get(party.country)
            if best is None or _weight(party) > _weight(best):
                found[party.country] = party
    bodies: dict[str, list[Party]] = {}
    for party in parties.all:
        if party.kind is ActorKind.ORGANISATION and party.country and party.country not in found and party.wikidata:
            bodies.setdefault(party.country, []).append(party)
    return found | {code: row[0] for code, row in bodies.items() if len(row) == 1}


def _weight(party: Party) -> tuple[bool, int, str]:
    return party.wikidata is not None, len(party.actors), party.id
