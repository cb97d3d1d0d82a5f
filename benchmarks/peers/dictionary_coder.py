"""A dictionary coder of events, of the kind users of event data run now: a parse, a list of verbs, subject and object.

It stands for PETRARCH and its successors, and for the scripts many write instead over subject, verb and object. It
knows nothing of the package: only a parse (``spacy_small.py facts`` makes it) and ``dictionary.tsv``. What it does:

* One event a clause: its verb, alone or with the noun, particle or preposition of the table ("held talks"). An
  infinitive is part of the clause of a verb that is coded ("agreed to withdraw" agrees); below another verb it is
  coded itself ("began to shell"). Words of deeds that are no verbs ("the shelling of Lund") are not coded.
* Actors are the subject, recipients the objects and the objects of a few prepositions; a passive has its "by" phrase
  and its subject. "Ada Voss arrived and met Olli Aro", "Voss, who met Aro": the subject is the first verb's, or the
  word before. A party is a name of a person, group, organisation or country, another proper name, a noun of the table
  ("rebels") or a pronoun, which stays what it is; of a phrase with another head it is the first party within it
  ("Estmark's attack"), with all that are joined to it by "and".
* No party, no event. The status is always ``happened``: "if", "not" and "may" are not looked at.
* Same type, same actors and same recipients within a text are one event, the usual filter of such coders.

Standard library only, like all peers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DICTIONARY = Path(__file__).resolve().parent / "dictionary.tsv"
PARTIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
PRONOUNS = frozenset("he she they we i".split())
RELATIVES = frozenset("who which that whom".split())
ACROSS = frozenset("with against on upon to from at toward towards between among".split())
INSIDE = frozenset("of by with against to from between among".split())
OBJECTS = frozenset({"dobj", "dative"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SHARING = frozenset({"conj", "xcomp", "advcl"})
CLAUSES = frozenset({"ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "parataxis"})
BEFORE = frozenset({"det", "amod", "compound", "poss", "nmod", "nummod"})
WITHIN = frozenset({"poss", "compound", "amod", "nmod", "prep", "pobj"})
Row = dict[str, Any]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a parse: ``head`` is a place in its sentence (a root's is its own), ``start`` and ``end`` are code
    points into the text; ``kind`` and ``name``: the type and span of the name it is in, "" and None outside."""

    lemma: str
    tag: str
    relation: str
    head: int
    start: int
    end: int
    kind: str = ""
    name: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary:
    """Verbs with their patterns, those with words first, and the nouns that stand for people who act."""

    patterns: dict[str, tuple[tuple[frozenset[str], str], ...]]
    nouns: frozenset[str]

    def type_of(self, verb: str, around: frozenset[str]) -> str | None:
        """Return the type of a verb with the words around it, or None."""
        for words, kind in self.patterns.get(verb, ()):
            if not words or words & around:
                return kind
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """An event of one clause; the numbers are places of words in the sentence."""

    type: str
    verb: int
    actors: tuple[int, ...]
    recipients: tuple[int, ...]


def load(path: Path = DICTIONARY) -> Dictionary:
    """Read the table; ValueError for a line that has not its three columns."""
    patterns: dict[str, list[tuple[frozenset[str], str]]] = {}
    nouns: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, words, around = line.split("\t")
        if kind == "party":
            nouns.update(words.split())
            continue
        for verb in words.split():
            patterns.setdefault(verb, []).append((frozenset(around.split()), kind))
    ordered = {verb: tuple(sorted(found, key=lambda p: not p[0])) for verb, found in patterns.items()}
    return Dictionary(patterns=ordered, nouns=frozenset(nouns))


class Sentence:
    """A parsed sentence, walked from head to dependents."""

    def __init__(self, words: Sequence[Word], dictionary: Dictionary) -> None:
        self.words = words
        self._dictionary = dictionary
        self._below: list[list[int]] = [[] for _ in words]
        for i, word in enumerate(words):
            if word.head != i:
                self._below[word.head].append(i)

    def coded(self) -> Iterator[Coded]:
        """Yield the events of the sentence, in the order of their verbs."""
        types = {i: self._type(i) for i, w in enumerate(self.words) if w.tag == "VERB" and w.relation in CLAUSES}
        for verb, kind in types.items():
            if kind is None or (self._infinitive(verb) and types.get(self.words[verb].head)):
                continue
            actors, recipients = self._sides(verb)
            if actors or recipients:
                yield Coded(type=kind, verb=verb, actors=actors, recipients=recipients)

    def span(self, at: int) -> Place:
        """Return the place of a party in the text: its name, or its phrase up to the head."""
        word = self.words[at]
        if word.name and word.kind in PARTIES:
            return word.name
        first, at_left = at, [at]
        while at_left:
            here = at_left.pop()
            left = [i for i in self._below[here] if i < here and self.words[i].relation in BEFORE]
            first = min((first, *left))
            at_left += left
        return self.words[first].start, word.end

    def _children(self, at: int, relations: frozenset[str]) -> list[int]:
        return [i for i in self._below[at] if self.words[i].relation in relations]

    def _type(self, verb: int) -> str | None:
        near = set(self._children(verb, OBJECTS | {"prt", "prep", "nsubjpass", "advmod"}))
        for preposition in self._children(verb, frozenset({"prep"})):
            near.update(self._children(preposition, frozenset({"pobj"})))
        around = frozenset(self.words[i].lemma.lower() for i in near)
        return self._dictionary.type_of(self.words[verb].lemma.lower(), around)

    def _infinitive(self, verb: int) -> bool:
        below = self._children(verb, frozenset({"aux"}))
        return self.words[verb].relation in ("xcomp", "ccomp") and any(self.words[i].lemma == "to" for i in below)

    def _sides(self, verb: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        subjects = [w for i in self._subjects(verb) for w in self._parties(i)]
        objects = self._children(verb, OBJECTS)
        for preposition in self._children(verb, frozenset({"prep"})):
            if self.words[preposition].lemma.lower() in ACROSS:
                objects += self._children(preposition, frozenset({"pobj"}))
        for complement in self._children(verb, frozenset({"ccomp"})):
            if self._infinitive(complement):
                objects += self._children(complement, frozenset({"nsubj"}))
        others = [w for i in sorted(objects) for w in self._parties(i)]
        if self._children(verb, frozenset({"nsubjpass", "auxpass"})):
            doers = [o for by in self._children(verb, frozenset({"agent"})) for o in self._below[by]]
            subjects, others = [w for i in doers for w in self._parties(i)], subjects + others
        actors = tuple(dict.fromkeys(subjects))
        return actors, tuple(i for i in dict.fromkeys(others) if i not in actors)

    def _subjects(self, verb: int) -> list[int]:
        """The verb's own subject, else that of the verb it shares one with; a relative pronoun's antecedent."""
        for _ in self.words:
            word, own = self.words[verb], self._children(verb, SUBJECTS)
            if own:
                relative = word.relation == "relcl" and self.words[own[0]].lemma.lower() in RELATIVES
                return [word.head] if relative else own
            if word.relation not in SHARING:
                break
            verb = word.head
        return []

    def _party(self, at: int) -> bool:
        word = self.words[at]
        if word.kind:
            return word.kind in PARTIES or word.lemma.lower() in self._dictionary.nouns
        return word.tag == "PROPN" or word.lemma.lower() in self._dictionary.nouns | PRONOUNS

    def _parties(self, at: int) -> list[int]:
        """The word itself where it is a party, else the first within its phrase; with those joined to it."""
        queue, within = [at], [at]
        while within:
            for below in self._children(within.pop(0), WITHIN):
                word = self.words[below]
                if word.relation != "prep" or word.lemma.lower() in INSIDE:
                    queue.append(below)
                    within.append(below)
        first = next((i for i in queue if self._party(i)), None)
        found: list[int] = []
        joined = [] if first is None else [first]
        while joined:
            here = joined.pop(0)
            found.append(here)
            joined += [i for i in self._children(here, frozenset({"conj"})) if self._party(i)]
        return found


def record(row: Row, sentences: Iterable[Sequence[Word]], dictionary: Dictionary, dyads: bool = False) -> Row:
    """Return the events of a parsed text in the shape of the package's records.

    ``row`` has the ``id`` and the ``text``. ``dyads`` leaves out events without an actor or without a recipient, as
    coders that count relations between countries do.
    """
    text: str = row["text"]
    actors: dict[str, Row] = {}
    facts: dict[tuple[str, frozenset[str], frozenset[str]], Row] = {}

    def label(sentence: Sentence, at: int) -> str:
        start, end = sentence.span(at)
        name = " ".join(text[start:end].split())
        key = name.casefold() if sentence.words[at].name else f"{name.casefold()}@{start}"
        mentions = actors.setdefault(key, {"id": key, "name": name, "mentions": []})["mentions"]
        if {"start": start, "end": end} not in mentions:
            mentions.append({"start": start, "end": end})
        return key

    for words in sentences:
        sentence = Sentence(words, dictionary)
        for event in sentence.coded():
            if dyads and not (event.actors and event.recipients):
                continue
            sides = [list(dict.fromkeys(label(sentence, i) for i in s)) for s in (event.actors, event.recipients)]
            key = event.type, frozenset(sides[0]), frozenset(sides[1])
            fact = facts.setdefault(key, _fact(event.type, *sides))
            fact["evidence"].append(_evidence(sentence, event.verb, text))
    found = [*facts.values()]
    return {"id": row["id"], "article": {"text": text}, "actors": [*actors.values()], "places": [], "facts": found}


def _fact(kind: str, actors: list[str], recipients: list[str]) -> Row:
    meeting: Row | None = {"participants": []} if kind == "CONSULT" else None
    sides = {"actors": actors, "recipients": recipients}
    rest = {"mode": None, "status": "happened", "when": None, "where": None, "meeting": meeting}
    return {"kind": "event", "type": kind, **sides, **rest, "evidence": []}


def _evidence(sentence: Sentence, verb: int, text: str) -> Row:
    words = sentence.words
    start, end = words[0].start, words[-1].end
    cue = {"start": words[verb].start, "end": words[verb].end}
    return {"start": start, "end": end, "quote": text[start:end], "cue": cue}
