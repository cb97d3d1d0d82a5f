"""Ways through the dependency trees of a reading: children, phrases, clauses, voice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from communique.fact.bounds import bounded
from communique.fact.forms import sure_lemma
from communique.fact.mending import mended
from communique.model import BlockKind, Reading, Span, Word

CLAUSAL = frozenset({"acl", "advcl", "ccomp", "csubj", "parataxis", "xcomp"})
SUBJECTS = frozenset({"nsubj", "csubj"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_NAMELIKE = frozenset({"flat", "compound", "appos", "goeswith", "fixed", "list"})
_DEEPEST = 400
"""Longest way up a tree that is followed: a sentence of a real page is shallower, a made-up one may not be."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A reading's words with their children; all numbers are indices into ``reading.words``."""

    reading: Reading
    words: tuple[Word, ...]
    children: tuple[tuple[int, ...], ...]
    lemmas: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Index the children of every word of ``reading``, the parser's commonest slips mended, no tree too large."""
        words = bounded(mended(reading))
        below: list[list[int]] = [[] for _ in words]
        for i, word in enumerate(words):
            if word.head != i:
                below[word.head].append(i)
        text = reading.article.text
        lemmas = (sure_lemma(text[w.start : w.end].lower(), w.lemma.lower(), w.tag) for w in words)
        return cls(reading, words, tuple(map(tuple, below)), tuple(lemmas))

    def word(self, i: int) -> Word:
        """Return word ``i``."""
        return self.words[i]

    def lemma(self, i: int) -> str:
        """Return the lemma of word ``i`` in lower case."""
        return self.lemmas[i]

    def form(self, i: int) -> str:
        """Return word ``i`` as it stands in the text, in lower case."""
        word = self.words[i]
        return self.reading.article.text[word.start : word.end].lower()

    def kids(self, i: int, *relations: str) -> tuple[int, ...]:
        """Return the children of ``i`` that have one of ``relations`` (all children when none is given)."""
        kids, words = self.children[i], self.words
        return tuple([k for k in kids if words[k].relation in relations]) if relations and kids else kids

    def parent(self, i: int) -> int | None:
        """Return the head of ``i``, or None at the root."""
        head = self.words[i].head
        return None if head == i else head

    def up(self, i: int) -> Iterator[int]:
        """Yield the heads of ``i`` from the nearest to the root."""
        for _ in range(_DEEPEST):
            head = self.parent(i)
            if head is None:
                return
            yield head
            i = head

    def subtree(self, i: int) -> tuple[int, ...]:
        """Return ``i`` and everything below it, in the order of the text."""
        seen, waiting = {i}, [i]
        while waiting:
            for k in self.children[waiting.pop()]:
                if k not in seen:
                    seen.add(k)
                    waiting.append(k)
        return tuple(sorted(seen))

    def phrase(self, i: int, *, without: frozenset[str] = frozenset()) -> Span:
        """Return the stretch of text from the first to the last word below ``i``.

        Branches at ``i`` whose relation is in ``without`` and punctuation at either end are left out.
        """
        kept = [i]
        for k in self.children[i]:
            if self.word(k).relation not in without:
                kept += self.subtree(k)
        kept.sort()
        while len(kept) > 1 and kept[0] != i and self.word(kept[0]).tag == "PUNCT":
            kept.pop(0)
        while len(kept) > 1 and kept[-1] != i and self.word(kept[-1]).tag == "PUNCT":
            kept.pop()
        return Span(self.word(kept[0]).start, self.word(kept[-1]).end)

    def clause_span(self, i: int) -> Span:
        """Return the unbroken stretch of text around predicate ``i`` that belongs to its own clause.

        Other clauses that the parser hung below it, and conjunctions before it, are left out.
        """
        own = {i}
        waiting = [i]
        for at in waiting:
            for k in self.children[at]:
                apart = self.word(k).relation in {"advcl", "parataxis", "cc", "mark", "acl", "ccomp"}
                if apart or (self.word(k).relation == "conj" and self.is_predicate(k)) or k in own:
                    continue
                own.add(k)
                waiting.append(k)
        first = last = i
        while first - 1 in own:
            first -= 1
        while last + 1 in own:
            last += 1
        while first < i and self.word(first).tag == "PUNCT":
            first += 1
        while last > i and self.word(last).tag == "PUNCT":
            last -= 1
        return Span(self.word(first).start, self.word(last).end)

    def cases(self, i: int) -> frozenset[str]:
        """Return the prepositions of noun ``i`` ("in", "on behalf of" gives all three)."""
        found = {self.lemma(k) for k in self.kids(i, "case")}
        for k in self.kids(i, "case"):
            found |= {self.lemma(f) for f in self.kids(k, "fixed")}
        return frozenset(found)

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """Return ``i`` and the words coordinated with it ("A, B and C" for A).

        What is coordinated with a name in apposition counts too: "the envoy, Ada Voss, and Kai Aro".
        """
        found = [i]
        for k in found:
            names = (k, *(a for a in self.kids(k, "appos") if self.word(a).tag == "PROPN"))
            found += [c for n in names for c in self.kids(n, "conj") if c not in found]
            if len(found) > 50:
                break
        return tuple(found)

    def named_by(self, i: int) -> tuple[int, ...]:
        """Return ``i`` and the words that only spell it out: "President Ada Voss", "the envoy, Ada Voss"."""
        found = [i]
        for k in found:
            found += [c for c in self.kids(k, *_NAMELIKE) if c not in found]
            found += [c for c in self.kids(k, "nmod") if c not in found and not self.cases(c) and self._plain_noun(c)]
        return tuple(found)

    def _plain_noun(self, i: int) -> bool:
        """Tell whether a caseless ``nmod`` is a title ("nmod:desc"), not a possessor or a time."""
        return self.word(i).tag in {"NOUN", "PROPN"} and not self.is_possessive(i) and self.word(i).tag == "PROPN"

    def is_possessive(self, i: int) -> bool:
        """Tell whether noun or pronoun ``i`` carries an apostrophe-s or is a possessive pronoun."""
        if self.form(i) in {"his", "her", "its", "their", "our", "my", "your", "whose"}:
            return True
        return any(self.form(k) in {"'s", "’s", "'", "’"} for k in self.kids(i, "case"))

    def is_participle_in_ing(self, i: int) -> bool:
        """Tell whether verb ``i`` ends in -ing."""
        return self.form(i).endswith("ing") and not self.lemma(i).endswith("ing")

    def is_infinitive(self, i: int) -> bool:
        """Tell whether verb ``i`` has "to" before it."""
        return any(self.form(k) == "to" for k in self.kids(i, "mark", "aux"))

    def auxiliaries(self, i: int) -> tuple[str, ...]:
        """Return the lemmas of the auxiliaries of ``i``, with "will" for "'ll" and "wo(n't)"."""
        odd = {"'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would", "sha": "shall"}
        return tuple(odd.get(self.form(k), self.lemma(k)) for k in self.kids(i, "aux", "cop"))

    def is_passive(self, i: int) -> bool:
        """Tell whether verb ``i`` is passive: "was briefed", "a summary released by", "got arrested"."""
        if self.word(i).tag not in {"VERB", "ADJ"} or self.is_participle_in_ing(i):
            return False
        if any(self.lemma(k) in {"be", "get"} for k in self.kids(i, "aux")):
            return True
        if self.kids(i, "aux", "mark") or self.form(i) == self.lemma(i):
            return False
        relation = self.word(i).relation
        asked = self.lemma(i) in {"ask", "press", "question"}
        if relation == "advcl" and not asked and (self.kids(i, "ccomp") or self.lemma(i) in {"say", "add", "tell"}):
            return False
        own = any(self.word(k).relation in SUBJECTS for k in self.children[i])
        if relation == "conj" and not own:
            head = self.parent(i)
            return head is not None and self.word(head).tag == "VERB" and self.is_passive(head)
        return relation in {"acl", "amod", "advcl"} and not own and not self.kids(i, "obj")

    def clause(self, i: int) -> int:
        """Return the predicate whose clause ``i`` stands in (``i`` itself when it is one)."""
        at = i
        for _ in range(_DEEPEST):
            head = self.parent(at)
            if head is None or self.word(at).relation in CLAUSAL or self.is_predicate(at):
                return at
            at = head
        return at

    def is_predicate(self, i: int) -> bool:
        """Tell whether ``i`` heads a clause: a verb, or a word with a subject or a copula of its own."""
        return (self.word(i).tag == "VERB" and self.word(i).relation not in {"amod", "compound", "case"}) or any(
            self.word(k).relation in {"nsubj", "csubj", "cop"} for k in self.children[i]
        )

    def antecedent(self, i: int) -> int | None:
        """Return the noun a relative clause headed by ``i`` is about, or None."""
        return self.parent(i) if self.word(i).relation == "acl" else None

    def block(self, i: int) -> BlockKind | None:
        """Return the kind of block word ``i`` stands in."""
        block = self.reading.article.block_at(self.word(i).start)
        return block.kind if block else None

    def sentence(self, i: int) -> Span:
        """Return the sentence of word ``i`` (the word itself if the reading gives none)."""
        return self.reading.sentence_at(self.word(i).start) or self.word(i).span
