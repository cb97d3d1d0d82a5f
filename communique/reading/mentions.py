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
    clause = any(words[k].relation in ("nsubj", "cop", "csubj") for k in children[head])
    allowed = _PREDICATE if clause else _INSIDE
    first, last = head, head + 1
    for k in children[head]:
        word = words[k]
        if word.relation == "case" and k == head + 1 and word.tag == "PART":
            last = max(last, k + 1)
            continue
        if word.relation not in allowed or (
            word.relation == "advmod" and k < head and _fronted(words, children, head, k)
        ):
            continue
        begin, end = _covered(words, children, k)
        if k > head and word.relation != "acl" and _bracketed(words, forms, begin):
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


def _fronted(words: Sequence[Word], children: Sequence[Sequence[int]], head: int, adverb: int) -> bool:
    """Tell whether an adverb stands before the determiner of its noun."""
    return any(words[k].relation == "det" and k > adverb for k in children[head] if k < head)


def _covered(words: Sequence[Word], children: Sequence[Sequence[int]], top: int) -> tuple[int, int]:
    """Return first and one after the last word under ``top``."""
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
    persons = [person_of(words[h], forms[h]) for h in heads]
    traits = [
        (
            _WORD_CLASSES.get(words[h].tag, 3),
            _pronoun(words[h], forms[h]),
            _RELATIONS.get(words[h].relation, 0),
            _determiner(words, children[h], forms, h),
            kinds.get(h, 0),
            number_of(words, children, forms, h, person),
            min(last - first, 6) - 1,
            h in content,
            (0, 1, 1, 2, 2, 2, 2, 2)[sentence[h]] if sentence[h] < 8 else 3 if sentence[h] < 30 else 4,
            gender_of(forms[first:last], forms[h], person),
        )
        for h, (first, last), person in zip(heads, spans, persons, strict=True)
    ]
    return Mentions(
        heads=np.array(heads, dtype=np.int64),
        first=np.array([s[0] for s in spans], dtype=np.int64),
        last=np.array([s[1] for s in spans], dtype=np.int64),
        traits=np.array(traits, dtype=np.int64).reshape(len(heads), len(TRAITS)),
        persons=np.array(persons, dtype=np.int64),
        sentences=np.array([sentence[h] for h in heads], dtype=np.int64),
        content=np.array([content.get(h, -1) for h in heads], dtype=np.int64),
        source=np.array([source.get(h, -1) for h in heads], dtype=np.int64),
        speakers=tuple(" ".join(s.of(text) for s in a.source).lower() for a in attributions),
        words=tuple(content_words(words, forms, h, first, last) for h, (first, last) in zip(heads, spans, strict=True)),
        apposed=np.array([_apposed(words, children, h) for h in heads], dtype=np.int64),
        subjects=np.array([words[h].relation == "nsubj" for h in heads], dtype=bool),
        governors=np.array([words[h].head if words[h].head != h else -1 for h in heads], dtype=np.int64),
    )


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


def number_of(
    words: Sequence[Word], children: Sequence[Sequence[int]], forms: Sequence[str], head: int, person: int
) -> int:
    """Return 0 where number is not to be seen, 1 for one, 2 for several."""
    if person:
        return 2 if person in _PLURAL else 1 if person in _SINGULAR else 0
    word = words[head]
    if word.tag == "NOUN":
        return 2 if forms[head] != word.lemma.lower() and forms[head] != word.lemma.lower() + "." else 1
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
        if at != head and words[at].tag in ("PROPN", "NOUN", "ADJ", "NUM", "VERB") and forms[at] not in _TITLES:
            found.append(forms[at] if words[at].tag != "NOUN" else words[at].lemma.lower())
    return tuple(found[:12])


def _apposed(words: Sequence[Word], children: Sequence[Sequence[int]], head: int) -> int:
    """Return the word an apposition or a predicate ("Holm is the envoy") goes back to, -1 for none."""
    if words[head].relation in ("appos", "flat"):
        return words[head].head
    if any(words[k].relation == "cop" for k in children[head]):
        return next((k for k in children[head] if words[k].relation == "nsubj"), -1)
    return -1
