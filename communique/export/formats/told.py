"""One account as a format needs it: its actors and places by id, the words that name them, its days."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from communique.export.index import actors_of, facts_of, places_of
from communique.export.sentences import Names, sentence_of
from communique.export.wording import one_line
from communique.model import (
    Account,
    Actor,
    Article,
    BlockKind,
    Event,
    Evidence,
    Fact,
    Mention,
    MentionKind,
    Place,
    PlaceKind,
    Proposal,
    Situation,
    Statement,
    Status,
    When,
    WhenType,
)

Left = Callable[[str], None]
"""Is told, for each thing a format has no place for, what it is and why, in the plural: "planned events"."""

TOOK_PLACE = frozenset({Status.HAPPENED, Status.ONGOING})
"""What formats without a word for plans, denials and the past of long ago take for an event."""


_BY_NAME = {
    MentionKind.PERSON: 0,
    MentionKind.ORGANISATION: 0,
    MentionKind.PLACE: 0,
    MentionKind.FACILITY: 0,
    MentionKind.PRONOUN: 2,
}
"""Names before descriptions, roles and nationalities, pronouns last."""


def untold(_: str) -> None:
    """Tell nobody what is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An account and what its ids stand for; ``mentions``: those of each actor and place, in the text's order."""

    account: Account
    names: Names
    mentions: Mapping[str, tuple[Mention, ...]]

    @classmethod
    def of(cls, account: Account) -> Self:
        """Index ``account``."""
        actors = {entry.target.id: entry.references for entry in actors_of(account)}
        places = {entry.target.id: entry.references for entry in places_of(account)}
        mentions = {key: tuple(ref.mention for ref in found) for key, found in (actors | places).items()}
        return cls(account=account, names=Names.of(account), mentions=mentions)

    @property
    def article(self) -> Article:
        """The page."""
        return self.account.article

    @property
    def published(self) -> str | None:
        """The day of publication (ISO 8601), None where it is not known to the day."""
        return day_of(self.article.published)

    @property
    def first_paragraph(self) -> int:
        """Where the first paragraph of the story ends in the text (0 where there is none)."""
        return next((block.span.end for block in self.article.blocks if block.kind is BlockKind.BODY), 0)

    def facts(self) -> tuple[Fact, ...]:
        """Return the facts in the order of the text."""
        return facts_of(self.account)

    def actors(self, ids: Iterable[str]) -> tuple[Actor, ...]:
        """Return the actors of ``ids`` in that order; ids nothing is known of are left out."""
        return tuple(self.names.actors[key] for key in ids if key in self.names.actors)

    def place(self, key: str | None) -> Place | None:
        """Return a place by its id."""
        return self.names.places.get(key) if key else None

    def words_for(self, key: str, evidence: tuple[Evidence, ...]) -> str | None:
        """Return the page's words for an actor or a place: in the cited sentences, or else where first named.

        Of "Prime Minister Ada Voss said that she" it is the name, of "the minister said that she" the description.
        """
        mentions = self.mentions.get(key, ())
        near = [m for m in mentions if any(cited.sentence.contains(m.span) for cited in evidence)]
        found = min(near or mentions, key=lambda m: (_BY_NAME.get(m.kind, 1), m.span), default=None)
        return one_line(found.span.of(self.article.text)) if found else None

    def names_of(self, key: str) -> tuple[str, ...]:
        """Return what the page calls an actor or a place, each once, without pronouns."""
        mentions = self.mentions.get(key, ())
        words = (one_line(m.span.of(self.article.text)) for m in mentions if m.kind is not MentionKind.PRONOUN)
        return tuple(dict.fromkeys(words))

    def saying_of(self, event: Event) -> Statement | None:
        """Return the statement on whose word an event is told, None where it is the page's own."""
        found = self.names.facts.get(event.said_in) if event.said_in else None
        return found if isinstance(found, Statement) else None

    def sentence(self, fact: Fact) -> str:
        """Return the fact as one plain sentence of ours, on one line."""
        return one_line(sentence_of(fact, self.names))


def told_of(accounts: Iterable[Account]) -> Iterator[Told]:
    """Yield the accounts one by one, so that no more than one is in memory."""
    return (Told.of(account) for account in accounts)


def events_that_took_place(told: Told, left: Left) -> Iterator[Event]:
    """Yield the events that happened or are going on, and tell ``left`` of everything else.

    "No deal was reached", "they are to meet on Friday" and "Voss denied the raid" tell of no event that a table
    without a column for it may count.
    """
    for fact in told.facts():
        if not isinstance(fact, Event):
            left(kind_of(fact))
        elif fact.status in TOOK_PLACE:
            yield fact
        else:
            left(f"{fact.status.value} events")


def kind_of(fact: Fact) -> str:
    """Return what a fact is, in the plural."""
    match fact:
        case Event():
            return "events"
        case Statement():
            return "statements"
        case Proposal():
            return "proposals"
        case Situation():
            return "situations"


def when_of(fact: Fact) -> When | None:
    """Return when a fact took place or is to; situations have no time."""
    return None if isinstance(fact, Situation) else fact.when


def span_of_days(when: When | None) -> tuple[str, str] | None:
    """Return the first and the last day (ISO 8601), None where an end is open or there is no place on the calendar."""
    if when is None or when.earliest is None or when.latest is None or when.type is WhenType.SET:
        return None
    return when.earliest[:10], when.latest[:10]


def day_of(when: When | None) -> str | None:
    """Return the one calendar day a time lies on, None for anything wider or unknown."""
    days = span_of_days(when)
    return days[0] if days and days[0] == days[1] else None


def clock_of(when: When | None) -> tuple[str | None, str | None]:
    """Return the times of day (``14:30``) of the start and the end of a time, None where only days are known."""
    if when is None:
        return None, None
    start, end = ((moment or "").partition("T")[2] or None for moment in (when.earliest, when.latest))
    return start, end


def point_of(place: Place) -> tuple[float, float] | None:
    """Return latitude and longitude of a town or a site, None for anything wider.

    The atlas has a point for a country or a region as well: it is where a label goes. On a map of events it would
    say that something happened in the middle of the desert.
    """
    if place.kind not in (PlaceKind.CITY, PlaceKind.FACILITY):
        return None
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)
