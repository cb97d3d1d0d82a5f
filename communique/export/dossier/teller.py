"""What every chapter of a brief needs: names of parties, sentences of happenings, whose hands, which footnotes."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.export.dossier.footnotes import NAMED, Footnotes
from communique.export.dossier.scope import News, Scope, day_of
from communique.export.passages import from_cue
from communique.export.sentences import NOT_DONE, Names, finished, sentence_of
from communique.export.verbs import needs_object, verb_of
from communique.export.wording import balanced, clipped, listed, one_line
from communique.model import (
    Actor,
    Backing,
    Dossier,
    Event,
    EventType,
    Evidence,
    Fact,
    Happening,
    Origin,
    OriginKind,
    Proposal,
    Shelf,
    Situation,
    Span,
    Statement,
)

WORDS = 240
"""Characters of a page's words shown inside a sentence of ours; a cut is marked."""
SENTENCE = 1200
WHOLE = 400
"""Characters of a page's sentence that may stand whole inside one of ours."""
HANDS = 5
"""Footnotes of a line at most: one for each origin, the first of its pages; the list of sources has the rest."""


_WHOLE = frozenset({EventType.CONSULT, EventType.ASSAULT})
"""Types that are told by who, whom, where and when. "Voss agreed" or "Norvia made a demand of Estmark" leaves a reader
asking to what: the page's words stand after it. Of force they would give one page's number of those killed."""


class Teller:
    """A dossier and its accounts, ready to be told: ids looked up, footnotes gathered as lines are made."""

    def __init__(self, dossier: Dossier, shelf: Shelf, scope: Scope) -> None:
        """Index the dossier."""
        self.dossier = dossier
        self.shelf = shelf
        self.scope = scope
        self.news = News((account.article for account in shelf), scope)
        self.hands: dict[str, Origin] = {a: o for o in dossier.origins for a in o.articles if a in shelf}
        self.notes = Footnotes(shelf, self.hands)
        self.happenings = {happening.id: happening for happening in dossier.happenings}
        self._names: dict[str, Names] = {}
        self._party_of = {actor: party.id for party in dossier.parties for actor in party.actors}
        self._parties = {
            party.id: Actor(
                id=party.id,
                name=clipped(party.name, NAMED),
                kind=party.kind,
                country=party.country,
                sector=party.sector,
            )
            for party in dossier.parties
        }

    def known(self, facts: Iterable[str]) -> list[Fact]:
        """Return the facts of these ids that are on the shelf."""
        found: list[Fact] = []
        for key in facts:
            try:
                found.append(self.shelf.fact(key))
            except KeyError:
                continue
        return found

    def article_of(self, fact: Fact) -> str:
        """Return the id of the article ``fact`` is from."""
        return self.shelf.account_of(fact.id).article.id

    def articles_of(self, facts: Iterable[Fact]) -> tuple[str, ...]:
        """Return the ids of the articles ``facts`` are from, each once."""
        return tuple(dict.fromkeys(self.article_of(fact) for fact in facts))

    def is_new(self, facts: Iterable[str]) -> bool:
        """Tell whether one of the facts (ids) is from a page that is new, or everything is asked for."""
        return self.news.any(self.articles_of(self.known(facts)))

    def last_day(self, facts: Iterable[Fact]) -> str:
        """Return the last known day of publication of the pages of ``facts``, "" where none is known."""
        return max((day_of(self.shelf.article(a)) for a in self.articles_of(facts)), default="")

    # Who

    def party(self, party: str | None) -> str:
        """Return the name of a party (id)."""
        actor = self._parties.get(party or "")
        return actor.name if actor else "someone"

    def parties(self, parties: Sequence[str]) -> str:
        """Return the names of parties (ids) as "A, B and C"."""
        return listed([self.party(key) for key in parties])

    def is_plural(self, party: str) -> bool:
        """Tell whether a party takes a plural verb."""
        return Names(text="", actors=self._parties, places={}, facts={}, with_article=frozenset(), spots={}).plural(
            (party,)
        )

    def party_ids(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return the parties actors (ids) are, an actor that is in none as itself."""
        return tuple(dict.fromkeys(self._party_of.get(actor, actor) for actor in actors))

    def names(self, article: str) -> Names:
        """Return what ids mean on a page, with the people of the page as the parties of the dossier."""
        if article not in self._names:
            self._names[article] = self._names_of(article)
        return self._names[article]

    def _names_of(self, article: str) -> Names:
        names = Names.of(self.shelf.account(article))
        there = {key: replace(actor, name=clipped(actor.name, NAMED)) for key, actor in names.actors.items()}
        return replace(
            names,
            actors=ChainMap(there, self._parties),
            places={key: replace(place, name=clipped(place.name, NAMED)) for key, place in names.places.items()},
            facts={key: self._in_parties(fact) for key, fact in names.facts.items()},
            longest=WORDS,
        )

    def _in_parties(self, fact: Fact) -> Fact:
        """Return ``fact`` with parties in place of the actors of its page."""
        one = self._one_party
        match fact:
            case Event():
                met = fact.meeting
                if met is not None:
                    venue = clipped(met.venue, NAMED) if met.venue else met.venue
                    met = replace(met, host=one(met.host), mediator=one(met.mediator), venue=venue)
                actors, recipients = self.party_ids(fact.actors), self.party_ids(fact.recipients)
                return replace(fact, actors=actors, recipients=recipients, meeting=met)
            case Statement():
                speakers, heard = self.party_ids(fact.speakers), self.party_ids(fact.addressees)
                return replace(fact, speakers=speakers, addressees=heard)
            case Proposal():
                return replace(fact, author=one(fact.author), name=clipped(fact.name, NAMED))
            case Situation():
                return replace(fact, holder=one(fact.holder), extent=clipped(fact.extent or "", NAMED))

    def _one_party(self, actor: str | None) -> str | None:
        return self._party_of.get(actor, actor) if actor else None

    # What

    def sentence(self, fact: Fact) -> str:
        """Return ``fact`` as a sentence, its people as parties."""
        names = self.names(self.article_of(fact))
        return balanced(clipped(sentence_of(names.facts[fact.id], names), SENTENCE))

    def words(self, fact: Fact, span: Span) -> str:
        """Return the words at ``span`` of the page of ``fact``, on one line and not too long."""
        return balanced(clipped(span.of(self.shelf.account_of(fact.id).article.text), WORDS))

    def happening(self, happening: Happening, lead: Event, *, dated: bool = True) -> str:
        """Return ``happening`` as a sentence in the words of ``lead``, one of its facts.

        Who, whom, when, where and the status are the happening's; the condition, the object and on whose word are
        the fact's. ``dated`` False leaves the day out, where a label tells it.
        """
        names = self.names(self.article_of(lead))
        event = names.facts[lead.id]
        assert isinstance(event, Event)
        if happening.where is not None:
            place = replace(happening.where, name=clipped(happening.where.name, NAMED))
            names = replace(names, places={**names.places, place.id: place})
        told = replace(
            event,
            type=happening.type,
            mode=happening.mode,
            status=happening.status,
            actors=happening.actors,
            recipients=happening.recipients,
            when=happening.when if dated else None,
            where=happening.where.id if happening.where else None,
        )
        words = sentence_of(told, names)
        if told.type not in _WHOLE and not (needs_object(verb_of(told)) and not told.recipients):
            own = page_words(names.text, lead)
            words = finished(f"{words.removesuffix('.')}; in the page's words: {own}") if own else words
        return balanced(clipped(words, SENTENCE))

    # On whose hands

    def count(self, backing: Backing) -> str:
        """Return whose hands something rests on: "2 origins on 9 pages, 1 page of unknown origin"."""
        return self.count_of(a for a in backing.articles if a in self.shelf)

    def count_facts(self, facts: Iterable[Fact]) -> str:
        """Return whose hands ``facts`` are from, counted anew: of a meeting announced by one and held by another only
        the one backs that it was held."""
        return self.count_of(self.articles_of(facts))

    def count_of(self, articles: Iterable[str]) -> str:
        """Return how many origins the articles (ids) have; those of unknown origin are counted apart, as pages."""
        pages = tuple(dict.fromkeys(articles))
        known = [article for article in pages if self.hand(article) is not None]
        origins = {self.hands[article].id for article in known}
        parts = []
        if origins:
            spread = f" on {many(len(known), 'page')}" if len(known) > len(origins) else ""
            parts.append(many(len(origins), "origin") + spread)
        if len(pages) > len(known):
            parts.append(f"{many(len(pages) - len(known), 'page')} of unknown origin")
        return ", ".join(parts)

    def origins(self, articles: Iterable[str]) -> set[str]:
        """Return the ids of the known origins of articles (ids)."""
        return {origin.id for a in articles if (origin := self.hand(a)) is not None}

    def hand(self, article: str) -> Origin | None:
        """Return the origin of an article (id), None where it is unknown."""
        origin = self.hands.get(article)
        return None if origin is None or origin.kind is OriginKind.UNKNOWN else origin

    def cite(self, facts: Sequence[Fact], backing: str, near: Sequence[Span] = ()) -> tuple[int, ...]:
        """Return footnotes for ``facts``, the first of them the most telling: its sentences, up to three, then one
        sentence for each further origin. ``near``: words that the sentences chosen should hold."""
        chosen: list[Evidence] = []
        seen: set[str] = set()
        for fact in facts:
            article = self.article_of(fact)
            origin = self.hand(article)
            key = origin.id if origin else article
            if key in seen:
                continue
            found = [e for e in fact.evidence if any(e.sentence.contains(span) for span in near)] or [*fact.evidence]
            chosen += found[: 1 if seen else 3]
            seen.add(key)
            if len(seen) == HANDS:
                break
        return self.notes.add(chosen, backing)


def page_words(text: str, event: Event) -> str:
    """Return the page's words on what was done, from its verb on; of what was not done, or not for certain, the
    whole sentence: of "Norvia would not open the port" the words "open the port" say the opposite. "" where that
    sentence is too long to be shown whole."""
    evidence = event.evidence[0]
    if event.status not in NOT_DONE:
        return from_cue(text, evidence)
    whole = one_line(evidence.sentence.of(text)) if len(evidence.sentence) <= WHOLE else ""
    return whole.rstrip(".")


def many(number: int, word: str) -> str:
    """Return "1 page", "2 pages"."""
    return f"{number} {word}" + ("" if number == 1 else "s")
