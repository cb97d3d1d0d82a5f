"""The parser's commonest slips set right before the rules look at a tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.model import Reading, Word

_RELATIVE = frozenset({"which", "who"})
_LOOSE = frozenset({"advcl", "conj", "parataxis", "ccomp", "xcomp", "dep"})
TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december day week month year morning afternoon evening night time today tomorrow
    yesterday tonight hour minute weekend decade century season spring summer autumn fall winter second mile
    kilometre kilometer percent""".split()
)
"""Nouns of time and measure, which stand without a preposition and are no objects."""

_PARTS = frozenset({"flat", "compound", "goeswith"})


def mended(reading: Reading) -> tuple[Word, ...]:
    """Return the words of ``reading`` with seven kinds of slip set right; nothing else is touched."""
    words = list(reading.words)
    _cased_subjects(words)
    _second_subjects(words)
    _lost_subjects(words)
    _bare_objects(words)
    _appositions(reading, words)
    _hang_relatives(reading, words)
    _lend_subjects(reading, words)
    return tuple(words)


def _cased_subjects(words: list[Word]) -> None:
    """Hang a "subject" with a preposition on the subject before it: "statements by officials have helped"."""
    marked = {w.head for i, w in enumerate(words) if w.relation == "case" and i < w.head}
    subjects: dict[int, int] = {}
    for i, word in enumerate(words):
        if word.relation != "nsubj" or i > word.head:
            continue
        first = subjects.setdefault(word.head, i)
        if first != i and i in marked:
            words[i] = replace(word, head=first, relation="nmod")


def _lost_subjects(words: list[Word]) -> None:
    """Find the subject that the parser hung on the object: "Voss (right), beside Aro, attends a summit".

    A noun before a verb cannot modify the object after it; if the verb has no subject, this is it.
    """
    subjects = {w.head for w in words if w.relation in {"nsubj", "csubj", "expl"}}
    marked = {w.head for w in words if w.relation in {"case", "mark"}}
    for i, word in enumerate(words):
        noun = words[word.head]
        verb = words[noun.head]
        if word.relation not in {"nmod", "obl", "dep", "appos"} or word.tag not in {"NOUN", "PROPN"} or i in marked:
            continue
        crosses = noun.relation == "obj" and verb.tag == "VERB" and i < noun.head < word.head
        if crosses and noun.head not in subjects | marked and word.lemma.lower() not in TIMES:
            words[i] = replace(word, head=noun.head, relation="nsubj")
            subjects.add(noun.head)


def _second_subjects(words: list[Word]) -> None:
    """Make an object of a second subject after its verb: in "Voss urged the rebels to leave" the rebels are urged."""
    before = {w.head for i, w in enumerate(words) if w.relation == "nsubj" and i < w.head}
    helped = {w.head for w in words if w.relation in {"obj", "cop"}} | {w.head for w in words if w.relation == "expl"}
    cased = {w.head for w in words if w.relation == "case"}
    for i, word in enumerate(words):
        verb = words[word.head]
        if word.relation != "nsubj" or i < word.head or word.head not in before or word.head in helped or i in cased:
            continue
        if verb.tag == "VERB" and word.tag in {"NOUN", "PROPN", "PRON"}:
            words[i] = replace(word, relation="obj")


def _bare_objects(words: list[Word]) -> None:
    """Make an object of a noun right after its verb that has no preposition: "told a newspaper that …".

    Times stand without one too ("met Friday"), so they are left alone.
    """
    marked = {w.head for w in words if w.relation in {"case", "mark"}}
    objects = {w.head for w in words if w.relation in {"obj", "iobj"}}
    for i, word in enumerate(words):
        verb = words[word.head]
        if word.relation != "obl" or i in marked or word.head in objects or verb.tag != "VERB" or i < word.head:
            continue
        near = i - word.head < 7 and all(
            w.tag in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} for w in words[word.head + 1 : i]
        )
        if near and word.tag in {"NOUN", "PROPN"} and word.lemma.lower() not in TIMES:
            words[i] = replace(word, relation="obj")
            objects.add(word.head)


def _appositions(reading: Reading, words: list[Word]) -> None:
    """Hang a bare name after a comma on the noun before it: "by the envoy, Ada Voss, and Kai Aro"."""
    text = reading.article.text
    marked = {w.head for w in words if w.relation == "case"}
    for i, word in enumerate(words):
        if i < 2 or word.tag != "PROPN" or word.relation not in {"obl", "nmod", "dep", "obj"} or i in marked:
            continue
        noun = words[i - 2]
        comma = text[words[i - 1].start : words[i - 1].end] == ","
        siblings = noun.head == word.head and noun.relation in {"obl", "nsubj", "obj", "nmod"}
        if comma and siblings and noun.tag == "NOUN" and noun.lemma.lower() not in TIMES:
            words[i] = replace(word, head=i - 2, relation="appos")


def _hang_relatives(reading: Reading, words: list[Word]) -> None:
    """Hang relative clauses on the noun before their pronoun.

    A clause whose subject is "which" or "who" says something of the noun just before it, whatever the parser
    made of it: "the talks - which will include Voss - come after" is about the talks. A noun that the one
    before is part of may stay: "the talks in Oslo, which were long".
    """
    text = reading.article.text
    for i, word in enumerate(reading.words):
        if word.relation != "nsubj" or text[word.start : word.end].lower() not in _RELATIVE:
            continue
        verb = words[word.head]
        noun = _noun_before(reading, i)
        if noun is None or word.head < i or _is_below(words, noun, word.head):
            continue
        if verb.relation not in _LOOSE and not (verb.relation == "acl" and not _is_below(words, noun, verb.head)):
            continue
        words[word.head] = replace(verb, head=noun, relation="acl")


def _lend_subjects(reading: Reading, words: list[Word]) -> None:
    """Give a verb the subject that the parser left with a participle before it.

    A bare participle between commas has no subject of its own: in "Voss, accompanied by Aro, attends the
    summit" it is Voss who attends.
    """
    text = reading.article.text
    subjects = {w.head: i for i, w in enumerate(words) if w.relation == "nsubj" and w.head != i}
    helped = {w.head for w in words if w.relation in {"aux", "cop", "mark"}}
    for at, verb in enumerate(words):
        main, noun = verb.head, subjects.get(at)
        if noun is None or verb.tag != "VERB" or at in helped or not noun < at < main or main in subjects:
            continue
        parted = "," in text[words[noun].end : verb.start]
        if verb.relation in {"advcl", "acl", "conj", "dep"} and words[main].tag == "VERB" and parted:
            words[noun] = replace(words[noun], head=main)
            words[at] = replace(verb, head=noun, relation="acl")


def _noun_before(reading: Reading, i: int) -> int | None:
    """Return the head of the name or noun right before word ``i``, a comma, dash or preposition apart.

    Of "a raid on Turku which killed ten" it is the raid.
    """
    at = i - 1
    sentence = reading.sentence_at(reading.words[i].start)
    while at >= 0 and i - at < 4 and reading.words[at].tag in {"PUNCT", "ADP"}:
        at -= 1
    if at < 0 or sentence is None or reading.words[at].start < sentence.start:
        return None
    while reading.words[at].relation in _PARTS and reading.words[at].head != at and i - at < 8:
        at = reading.words[at].head
    noun = reading.words[at]
    above = reading.words[noun.head]
    named_place = noun.tag == "PROPN" and noun.relation == "nmod" and noun.head < at and above.tag == "NOUN"
    if named_place and reading.words[i - 1].tag != "PUNCT":
        return noun.head
    return at if noun.tag in {"NOUN", "PROPN"} else None


_FAR_UP = 200
"""Longest way up that is followed; whatever hangs deeper is left where it is."""


def _is_below(words: Sequence[Word], i: int, top: int) -> bool:
    """Tell whether ``i`` hangs below ``top``, so that hanging ``top`` on it would make a ring."""
    for _ in range(_FAR_UP):
        if i == top:
            return True
        if words[i].head == i:
            return False
        i = words[i].head
    return True
