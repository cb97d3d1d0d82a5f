"""Who, where and when a word means: the references, looked up by the words they cover."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Self

from communique.fact.nouns import AGENTS
from communique.fact.tree import RELATIVE, Tree
from communique.model import Actor, ActorKind, Place, PlaceKind, Reference, Span, When

_begin = attrgetter("start")
_HOLDER_CASES = frozenset({"of", "by", "from"})


@dataclass(frozen=True, slots=True)
class Parties:
    """The references of a page by the word that heads their mention."""

    tree: Tree
    by_word: dict[int, tuple[Reference, ...]]
    actors: dict[str, Actor]
    places: dict[str, Place]
    governments: dict[str, Reference]

    @classmethod
    def of(cls, tree: Tree, references: Iterable[Reference]) -> Self:
        """Index ``references`` by every word that their mention covers and whose head lies outside it."""
        by_word: dict[int, tuple[Reference, ...]] = {}
        actors: dict[str, Actor] = {}
        places: dict[str, Place] = {}
        governments: dict[str, Reference] = {}
        for reference in references:
            if isinstance(reference.target, Actor):
                actors[reference.target.id] = reference.target
                if reference.target.kind is ActorKind.GOVERNMENT and reference.target.country:
                    governments.setdefault(reference.target.country, reference)
            elif isinstance(reference.target, Place):
                places[reference.target.id] = reference.target
            elif reference.target is None:
                continue
            for i in heads_of(tree, reference.mention.span):
                by_word[i] = (*by_word.get(i, ()), reference)
        return cls(tree, by_word, actors, places, governments)

    def reference_at(self, i: int, kind: type[Actor] | type[Place] | type[When]) -> Reference | None:
        """Return the reference headed by word ``i`` whose target is a ``kind``: the longest, people first."""
        found = [r for r in self.by_word.get(i, ()) if isinstance(r.target, kind)]
        return max(found, key=lambda r: (_is_person(r), len(r.mention.span), r.score), default=None)

    def meant(self, i: int) -> tuple[Reference, ...]:
        """Return what noun ``i`` alone refers to as actors, names in apposition and titles included.

        "The envoy, Ada Voss" and "President Voss" are the person named. "U.S. and Norwegian officials" are
        two sides. A noun for people or an office without a reference of its own ("Norwegian officials")
        is taken for the nationality or possessor that says whose they are. Anything else is nobody:
        "Norway's economy" does nothing.
        """
        spelled = [r for k in self._names(i) if (r := self.reference_at(k, Actor))]
        spelled = spelled or self._government(i)
        people = [r for r in spelled if _is_person(r)]
        if people:
            return (people[0],)
        if self.tree.word(i).tag == "NOUN" and self.tree.lemma(i) not in AGENTS:
            spelled = [r for r in spelled if r in self.by_word.get(i, ())]
        own = tuple(spelled[:1])
        if self.tree.lemma(i) not in AGENTS:
            return own
        sides = self._sides(i)
        if not own:
            return sides
        if len(sides) > 1 and not _members(own[0]):
            return own + tuple(r for r in sides if _country(r) not in {None, _country(own[0])})
        return own

    def _names(self, i: int) -> tuple[int, ...]:
        """Return ``i`` and its names; the name before a common noun is another's: "Voss aides" are not Voss."""
        if self.tree.word(i).tag != "NOUN":
            return self.tree.named_by(i)
        others = {w for k in self.tree.kids(i, "compound", "nmod") for w in self.tree.subtree(k)}
        return tuple(k for k in self.tree.named_by(i) if k not in others)

    def _government(self, i: int) -> list[Reference]:
        """Return the government of the country word ``i`` names: a country that acts is its government."""
        place = self.reference_at(i, Place)
        if place is None or not isinstance(place.target, Place) or place.target.kind is not PlaceKind.COUNTRY:
            return []
        known = self.governments.get(place.target.country or "")
        return [known] if known else []

    def _sides(self, i: int) -> tuple[Reference, ...]:
        found: list[Reference] = []
        for k in self.tree.kids(i, "amod", "compound", "nmod"):
            if self.tree.word(k).relation == "nmod" and not (
                self.tree.is_possessive(k) or self.tree.cases(k) & _HOLDER_CASES
            ):
                continue
            for c in self.tree.conjuncts(k):
                names = (self.reference_at(w, Actor) for w in self.tree.named_by(c))
                found += [r for r in names if r is not None and r not in found][:1]
        return tuple(found)

    def actors_at(self, i: int) -> tuple[Reference, ...]:
        """Return the references to actors of noun phrase ``i`` and of the phrases coordinated with it."""
        found: list[Reference] = []
        for c in self.tree.conjuncts(i):
            found += [r for r in self.meant(self._antecedent(c)) if r not in found]
        return tuple(found)

    def _antecedent(self, i: int) -> int:
        """Follow a relative pronoun to its noun: "Voss, who met him" is about Voss."""
        if self.tree.lemma(i) in RELATIVE and self.tree.word(i).tag == "PRON" and not self.by_word.get(i):
            for up in self.tree.up(i):
                noun = self.tree.antecedent(up)
                if noun is not None:
                    return noun
        return i

    def holders_at(self, i: int) -> tuple[Reference, ...]:
        """Return whose thing noun ``i`` is: possessor, "of", "by" or nationality ("Norway's bid")."""
        found: list[Reference] = []
        for k in self.tree.kids(i, "nmod", "amod", "compound"):
            cases = self.tree.cases(k)
            if self.tree.word(k).relation == "nmod" and cases - _HOLDER_CASES and not self.tree.is_possessive(k):
                continue
            found += [r for r in self.actors_at(k) if r not in found]
        return tuple(found)

    def ids(self, references: Iterable[Reference]) -> tuple[str, ...]:
        """Return the actors' ids, each once, a joint party as its members."""
        found: list[str] = []
        for reference in references:
            if isinstance(reference.target, Actor):
                members = reference.target.members or (reference.target.id,)
                found += [m for m in members if m not in found]
        return tuple(found)

    def sentence_number(self, i: int) -> int:
        """Return which sentence of the page word ``i`` stands in, counted from 0."""
        return bisect_right(self.tree.reading.sentences, self.tree.word(i).start, key=_begin) - 1

    def country(self, actor: str) -> str | None:
        """Return the country code of the actor with id ``actor``."""
        known = self.actors.get(actor)
        return known.country if known else None


def _members(reference: Reference) -> tuple[str, ...]:
    return reference.target.members if isinstance(reference.target, Actor) else ()


def _country(reference: Reference) -> str | None:
    return reference.target.country if isinstance(reference.target, Actor) else None


def _is_person(reference: Reference) -> bool:
    return isinstance(reference.target, Actor) and reference.target.kind is ActorKind.PERSON


def heads_of(tree: Tree, span: Span) -> tuple[int, ...]:
    """Return the words inside ``span`` whose head lies outside it (more than one where the tree is broken)."""
    inside = [i for i in tree.reading.words_in(span) if tree.word(i).tag not in {"PUNCT", "DET", "ADP"}]
    inside = inside or list(tree.reading.words_in(span))
    chosen = [i for i in inside if tree.parent(i) not in inside]
    return tuple(chosen)
