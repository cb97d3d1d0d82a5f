"""What a page speaks of, as the linker sees it: the phrase of each mention and what grammar shows of it.

A mention is a head word with the phrase it governs. Everything here is read off the words, their tree and the names
and attributions the reader found; nothing is decided. Training and runtime share this file.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.model import Attribution, Mention, Span, Word
from communique.reading.labels import NAMES, RELATIONS

Ints = NDArray[np.int64]

PRONOUNS = (
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers "
    "herself it its itself they them their theirs themselves this that these those who whom whose which what one "
    "there here each both all another other others some everyone someone"
).split()
"""Forms the linker tells apart; every other pronoun is one class."""
_FORMS = {form: at for at, form in enumerate(PRONOUNS, 2)}
_RELATIONS = {relation: at for at, relation in enumerate(RELATIONS)}
_WORD_CLASSES = {"PROPN": 0, "NOUN": 1, "PRON": 2, "DET": 2}
_KINDS = {name: at for at, name in enumerate(NAMES, 1)}
_CLASSES = {
    "i": 1, "me": 1, "my": 1, "mine": 1, "myself": 1, "we": 2, "us": 2, "our": 2, "ours": 2, "ourselves": 2,
    "you": 3, "your": 3, "yours": 3, "yourself": 3, "yourselves": 3, "he": 4, "him": 4, "his": 4, "himself": 4,
    "she": 5, "her": 5, "hers": 5, "herself": 5, "it": 6, "its": 6, "itself": 6, "they": 7, "them": 7, "their": 7,
    "theirs": 7, "themselves": 7, "this": 8, "that": 8, "these": 9, "those": 9, "who": 10, "whom": 10, "whose": 10,
    "which": 10,
}  # fmt: skip
PERSONS = 12
"""Classes of pronouns by person, number and gender: 0 no pronoun, 11 any other."""
_PLURAL = frozenset({2, 7, 9})
_SINGULAR = frozenset({1, 4, 5, 6, 8})
_DETERMINERS = {
    "the": 1, "a": 2, "an": 2, "this": 3, "that": 3, "these": 3, "those": 3, "some": 4, "any": 4, "no": 4, "each": 4,
    "every": 4, "another": 5, "such": 5, "both": 5, "all": 5,
}  # fmt: skip
_OWNED, _BARE = 6, 0

_INSIDE = frozenset("det amod nummod compound flat nmod acl fixed goeswith advmod obl xcomp obj".split())
_PREDICATE = frozenset("det amod nummod compound flat nmod acl fixed goeswith".split())
_CLAUSE = frozenset({"nsubj", "cop", "csubj"})
_MEANT = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "VERB"})
_LATER = (1, 3, 8, 30)
"""Sentences at which the classes of position begin, the first of them apart."""
_MALE = frozenset(
    "mr mr. sir man boy gentleman father son brother husband uncle nephew grandfather grandson king prince duke lord "
    "chairman spokesman businessman salesman policeman congressman gunman serviceman actor widower boyfriend".split()
)
_FEMALE = frozenset(
    "mrs mrs. ms ms. miss madam woman girl lady mother daughter sister wife aunt niece grandmother granddaughter queen "
    "princess duchess chairwoman spokeswoman businesswoman policewoman congresswoman actress widow girlfriend".split()
)
_TITLES = frozenset("mr mr. mrs mrs. ms ms. dr dr. sir the a an".split())

TRAITS = (4, len(PRONOUNS) + 2, len(RELATIONS), 7, len(NAMES) + 1, 3, 6, 2, 5, 4)
"""Classes of each trait: word class, pronoun, relation, determiner, kind of name, number, length, quoted, position,
gender (0 not to be seen, 1 he, 2 she, 3 it)."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The m mentions of a page in the order of their head words.

    heads, first, last (m,): word indices, ``last`` after the phrase; traits (m, len(TRAITS)): classes;
    persons (m,): see ``PERSONS``; sentences (m,): number of the sentence; content (m,): which attribution's content
    holds the mention, -1 for none; source (m,): which attribution's source it stands in, -1 for none;
    speakers: for each attribution its source as lower-case words; words: the lower-case content words of each
    phrase, its head word first; apposed (m,): the head word an apposition or predicate goes back to, -1 for none;
    governors (m,): the word each head hangs on, -1 for a root; subjects (m,): whether it is a subject.
    """

    heads: Ints
    first: Ints
    last: Ints
    traits: Ints
    persons: Ints
    sentences: Ints
    content: Ints
    source: Ints
    speakers: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    apposed: Ints
    governors: Ints
    subjects: NDArray[np.bool_]

    def part(self, begin: int, end: int) -> Mentions:
        """Return the mentions from ``begin`` to before ``end`` alone."""
        at = slice(begin, end)
        arrays = (
            "heads",
            "first",
            "last",
            "traits",
            "persons",
            "sentences",
            "content",
            "source",
            "apposed",
            "governors",
        )
        return Mentions(
            **{name: getattr(self, name)[at] for name in arrays},
            speakers=self.speakers,
            words=self.words[at],
            subjects=self.subjects[at],
        )


def phrase(
    words: Sequence[Word], children: Sequence[Sequence[int]], forms: Sequence[str], head: int
) -> tuple[int, int]:
    """Return the words (first, after the last) of the phrase a head governs.

    Its possessive mark belongs to it ("Norvia's"); prepositions, co-ordinates and appositions do not, nor does what
    only a clause has where the noun is its predicate ("Holm is the envoy"), nor an adverb before the article
    ("also the port").
    """
    kids = children[head]
    relations = [words[k].relation for k in kids]
    allowed = _INSIDE if _CLAUSE.isdisjoint(relations) else _PREDICATE
    first, last = head, head + 1
    for k, relation in zip(kids, relations, strict=True):
        if relation == "case" and k == head + 1 and words[k].tag == "PART":
            last = max(last, k + 1)
            continue
        if relation not in allowed or (relation == "advmod" and k < head and _fronted(words, kids, head, k)):
            continue
        begin, end = _covered(words, children, k)
        if k > head and relation != "acl" and _bracketed(words, forms, begin):
            continue
        first, last = min(first, begin), max(last, end)
    if last < len(words) and words[last].relation == "case" and words[last].tag == "PART" and words[last].head >= first:
        last += 1
    while first < head and (words[first].tag in ("PUNCT", "CCONJ") or words[first].relation == "cc"):
        first += 1
    while last > head + 1 and words[last - 1].tag == "PUNCT":
        last -= 1
    return first, last


def _bracketed(words: Sequence[Word], forms: Sequence[str], begin: int) -> bool:
    """Tell whether a dependent stands in brackets ("Holm (1964)")."""
    return forms[begin] in "([" or (begin > 0 and forms[begin - 1] in "([")


def _fronted(words: Sequence[Word], kids: Sequence[int], head: int, adverb: int) -> bool:
    """Tell whether an adverb stands before the determiner of its noun."""
    return any(words[k].relation == "det" and adverb < k < head for k in kids)


def _covered(words: Sequence[Word], children: Sequence[Sequence[int]], top: int) -> tuple[int, int]:
    """Return first and one after the last word under ``top``."""
    if not children[top]:  # most words
        return top, top + 1
    first, last = top, top + 1
    waiting = [top]
    while waiting:
        at = waiting.pop()
        first, last = min(first, at), max(last, at + 1)
        waiting.extend(children[at])
    return first, last


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What else is known of a page's words: the number of the sentence of each, and what the reader marked."""

    sentence: Sequence[int]
    names: Sequence[Mention]
    phrases: Sequence[Mention]
    attributions: Sequence[Attribution]


def gather(
    text: str, words: Sequence[Word], children: Sequence[Sequence[int]], heads: Sequence[int], marked: Marked
) -> Mentions:
    """Describe the mentions headed by the words ``heads`` (indices, ascending)."""
    sentence, attributions = marked.sentence, marked.attributions
    forms = [text[w.start : w.end].lower() for w in words]
    spans = [phrase(words, children, forms, h) for h in heads]
    starts = [w.start for w in words]
    kinds = {h: k for h, k in _kinds(starts, marked.phrases).items() if words[h].tag != "PROPN"}
    kinds |= _kinds(starts, marked.names)
    content = _holders(starts, [a.content for a in attributions])
    source = _holders(starts, [a.source for a in attributions])
    tops, said = [words[h] for h in heads], [forms[h] for h in heads]
    persons = [person_of(word, form) for word, form in zip(tops, said, strict=True)]
    first, last = _column([s[0] for s in spans]), _column([s[1] for s in spans])
    sentences, contents = _column([sentence[h] for h in heads]), _column([content.get(h, -1) for h in heads])
    traits = [
        _column([_WORD_CLASSES.get(word.tag, 3) for word in tops]),
        _column([_pronoun(word, form) for word, form in zip(tops, said, strict=True)]),
        _column([_RELATIONS.get(word.relation, 0) for word in tops]),
        _column([_determiner(words, children[h], forms, h) for h in heads]),
        _column([kinds.get(h, 0) for h in heads]),
        _column([number_of(*seen) for seen in zip(tops, said, persons, strict=True)]),
        np.minimum(last - first, 6) - 1,
        (contents >= 0).astype(np.int64),
        np.searchsorted(_LATER, sentences, side="right"),
        _column([gender_of(forms[a:b], f, p) for (a, b), f, p in zip(spans, said, persons, strict=True)]),
    ]
    return Mentions(
        heads=_column(heads),
        first=first,
        last=last,
        traits=np.stack(traits, axis=1),
        persons=_column(persons),
        sentences=sentences,
        content=contents,
        source=_column([source.get(h, -1) for h in heads]),
        speakers=tuple(" ".join(s.of(text) for s in a.source).lower() for a in attributions),
        words=tuple([content_words(words, forms, h, *span) for h, span in zip(heads, spans, strict=True)]),
        apposed=_column([_apposed(words, children[h], h) for h in heads]),
        subjects=np.array([word.relation == "nsubj" for word in tops], dtype=bool),
        governors=_column([word.head if word.head != h else -1 for h, word in zip(heads, tops, strict=True)]),
    )


def _column(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)


def person_of(word: Word, form: str) -> int:
    """Return the class of a pronoun by person, number and gender; 0 for a word that is none."""
    if word.tag not in ("PRON", "DET"):
        return 0
    return _CLASSES.get(form, PERSONS - 1)


def gender_of(phrase: Sequence[str], head: str, person: int) -> int:
    """Return 1 where a pronoun, a title or the noun itself says "he", 2 for "she", 3 for "it", 0 where nothing does."""
    if person:
        return {4: 1, 5: 2, 6: 3}.get(person, 0)
    said = {head, *phrase[:1]}
    return 1 if said & _MALE else 2 if said & _FEMALE else 0


def number_of(word: Word, form: str, person: int) -> int:
    """Return 0 where number is not to be seen, 1 for one, 2 for several."""
    if person:
        return 2 if person in _PLURAL else 1 if person in _SINGULAR else 0
    if word.tag == "NOUN":
        lemma = word.lemma.lower()
        return 2 if form not in (lemma, lemma + ".") else 1
    return 0


def _pronoun(word: Word, form: str) -> int:
    if word.tag not in ("PRON", "DET"):
        return 0
    return _FORMS.get(form, 1)


def _determiner(words: Sequence[Word], kids: Sequence[int], forms: Sequence[str], head: int) -> int:
    for k in kids:
        if k < head and words[k].relation == "det":
            return _DETERMINERS.get(forms[k], 5)
        if k < head and words[k].relation == "nmod" and words[k].tag in ("PRON", "PROPN", "NOUN"):
            return _OWNED
    return _BARE


def _kinds(starts: Sequence[int], names: Sequence[Mention]) -> dict[int, int]:
    """Return for each word inside a name the number of its kind, from one. ``starts``: where each word begins."""
    found: dict[int, int] = {}
    for name in names:
        found.update(dict.fromkeys(_inside(starts, name.span), _KINDS.get(name.kind, 0)))
    return found


def _holders(starts: Sequence[int], parts: Sequence[Sequence[Span]]) -> dict[int, int]:
    """Return for each word the number of the shortest of ``parts`` it lies in."""
    found: dict[int, int] = {}
    for at in sorted(range(len(parts)), key=lambda k: -sum(len(s) for s in parts[k])):
        for span in parts[at]:
            found.update(dict.fromkeys(_inside(starts, span), at))
    return found


def _inside(starts: Sequence[int], span: Span) -> range:
    """Return the words that begin in ``span``."""
    first = bisect_left(starts, span.start)
    return range(first, bisect_left(starts, span.end, first))


def content_words(words: Sequence[Word], forms: Sequence[str], head: int, first: int, last: int) -> tuple[str, ...]:
    """Return the head's word and the other words of a phrase that mean something, at most a dozen, lower case."""
    name = words[head].tag == "PROPN"
    found = [forms[head].rstrip(".") if name else words[head].lemma.lower()]
    for at in range(first, min(last, first + 16)):
        word = words[at]
        if word.tag in _MEANT and at != head and forms[at] not in _TITLES:
            found.append(forms[at] if word.tag != "NOUN" else word.lemma.lower())
    return tuple(found[:12])


def _apposed(words: Sequence[Word], kids: Sequence[int], head: int) -> int:
    """Return the word an apposition or a predicate ("Holm is the envoy") goes back to, -1 for none."""
    if words[head].relation in ("appos", "flat"):
        return words[head].head
    relations = [words[k].relation for k in kids]
    if "cop" in relations and "nsubj" in relations:
        return kids[relations.index("nsubj")]
    return -1
