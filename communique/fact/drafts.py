"""Events as first read off the page, word by word, before mentions of one happening are put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.fact.anchors import GOAL, SOURCE, duration_of, places_of, when_of
from communique.fact.deeds import INVITING, both, refused, sides, told, weighed
from communique.fact.nouns import CLASSES, VERBS
from communique.fact.parties import Parties
from communique.fact.roles import company, frame_of
from communique.fact.shades import shaded
from communique.fact.status import Standing, status_of
from communique.fact.status_nouns import status_of_noun
from communique.fact.triggers import LIGHT, SUFFERED, Trigger, after, container, noun_rows
from communique.model import Actor, ActorKind, EventType, Place, Reference, Span, When

_HOSTING = VERBS["host"]
_DEFINITE = frozenset("the this that these those both".split())


@dataclass(frozen=True, slots=True)
class Draft:
    """One mention of an event.

    ``standing`` None: the text does not say by itself whether it took place. ``inside`` is the word of a
    meeting that the event is said to be part of ("no deal was reached in the talks"). ``implied``: who is likely
    to take part in talks that grammar gives nobody ("the talks"), if they are not talks spoken of before.
    """

    trigger: Trigger
    roots: tuple[int, ...]
    standing: Standing | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: When | None
    places: tuple[Reference, ...]
    duration: str | None
    host: str | None
    definite: bool
    score: float
    inside: int | None = None
    implied: tuple[str, ...] = ()

    @property
    def type(self) -> EventType:
        """PLOVER type of the word's row."""
        return self.trigger.row.type

    @property
    def word(self) -> int:
        """Index of the event's word."""
        return self.trigger.word


def drafts_of(parties: Parties) -> tuple[Draft, ...]:
    """Return every mention of an event on the page, in the order of the text."""
    return tuple(sorted(_drafts(parties), key=lambda d: d.word))


def _drafts(parties: Parties) -> Iterator[Draft]:
    found = told(parties)
    meetings = {t.word for t in found if t.row.type is EventType.CONSULT and t.row.tag == "N"}
    for trigger in found:
        yield _draft(parties, trigger, meetings)


def _guests_and_hosts(parties: Parties, trigger: Trigger) -> tuple[list[Reference], list[Reference]] | None:
    """Return who is invited and by whom, as grammar has it: "Voss invited Aro"; None where one is not named."""
    guests = [r for o in trigger.frame.object for r in parties.actors_at(o)]
    hosts = [r for s in trigger.frame.subject for r in parties.actors_at(s) if r not in guests]
    return (guests, hosts) if guests and hosts else None


_CALLED_HOME = frozenset({"recall", "withdraw"})


def _sent_to(parties: Parties, trigger: Trigger) -> list[Reference]:
    """Return whom the recall of an envoy is laid on: "recalled its ambassador to Norvia" is done to Norvia."""
    tree = parties.tree
    if trigger.row.type is not EventType.SANCTION or tree.lemma(trigger.word) not in _CALLED_HOME:
        return []
    envoys = [o for o in trigger.frame.object if tree.lemma(o) in CLASSES["diplomats"]]
    posts = [k for o in (trigger.word, *envoys) for k in tree.kids(o, "nmod", "obl") if "to" in tree.cases(k)]
    return [r for k in posts for r in parties.actors_at(k)] if envoys else []


_ENOUGH = 2
"""How many parties to talks grammar must find for nobody else to be looked for."""


def _draft(parties: Parties, trigger: Trigger, meetings: set[int]) -> Draft:
    tree, row = parties.tree, trigger.row
    roots = _roots(parties, trigger)
    acting, receiving = _noun_roles(parties, trigger) if row.tag == "N" else _verb_roles(parties, trigger)
    implied: tuple[str, ...] = ()
    if trigger.deed is not None:
        seen = sides(parties, trigger.deed)
        if row.equal and row.tag == "N" and not acting and not receiving:
            implied = parties.ids([*seen[0], *seen[1]])
        elif row.equal and len(acting) + len(receiving) < _ENOUGH:
            acting += [r for r in seen[0] if r not in acting]
            receiving += [r for r in seen[1] if r not in receiving]
        elif not row.equal:
            acting, receiving = both(acting, seen[0]), both(receiving, seen[1])
        if row.mode == "visit" and not row.actors and tree.lemma(trigger.word) in INVITING:
            acting, receiving = _guests_and_hosts(parties, trigger) or (receiving, acting)
    if row.equal:
        acting, receiving = [*acting, *(r for r in receiving if r not in acting)], []
    receiving = _sent_to(parties, trigger) or receiving
    actors = parties.ids(acting)
    recipients = tuple(r for r in parties.ids(receiving) if r not in actors)
    standing = (
        status_of_noun(tree, container(parties.tree, trigger.word), trigger.support or next(iter(trigger.tells), None))
        if row.tag == "N"
        else status_of(tree, trigger.word)
    )
    if trigger.deed is not None:
        standing = refused(parties, trigger, weighed(standing, trigger.deed))
    when = when_of(parties, roots)
    standing = shaded(parties, row.type, roots, standing, when)
    used = [*acting, *receiving]
    host = None
    if trigger.support is not None and tree.lemma(trigger.support) in _HOSTING:
        host = next(iter(parties.ids(r for s in trigger.frame.subject for r in parties.actors_at(s))), None)
    return Draft(
        trigger=trigger,
        roots=roots,
        standing=standing,
        actors=actors,
        recipients=recipients,
        when=when,
        places=_places(parties, trigger, roots),
        duration=duration_of(parties, roots),
        host=host,
        definite=_is_definite(parties, trigger),
        score=min([r.score for r in used], default=0.5),
        inside=_meeting_around(parties, roots, meetings) if row.type is not EventType.CONSULT else None,
        implied=implied,
    )


_PLACED_BY_OBJECT = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.CONSULT})


def _places(parties: Parties, trigger: Trigger, roots: tuple[int, ...]) -> tuple[Reference, ...]:
    """Return where it is: a visit where it goes to, a withdrawal where it leaves, an attack what it hits."""
    row = trigger.row
    also = GOAL if row.mode == "visit" else SOURCE if row.type is EventType.RETREAT else frozenset()
    found = places_of(parties, roots, also=also)
    if found or row.type not in _PLACED_BY_OBJECT:
        return found
    hit = [k for k in parties.tree.kids(trigger.word, "nmod") if parties.tree.cases(k) & {"of", "on", "against", "to"}]
    words = [w for o in (*trigger.frame.object, *hit) for w in parties.tree.named_by(o)]
    struck = (parties.reference_at(w, Place) for w in words)
    return tuple(r for r in struck if r is not None)[:1]


def _roots(parties: Parties, trigger: Trigger) -> tuple[int, ...]:
    outer = container(parties.tree, trigger.word)
    words = [trigger.word, outer, *trigger.tells]
    if trigger.support is not None:
        words.append(trigger.support)
    return tuple(dict.fromkeys(words))


def _verb_roles(parties: Parties, trigger: Trigger) -> tuple[list[Reference], list[Reference]]:
    acting = [r for slot in trigger.row.actors for r in _slot(parties, trigger, slot, owned=False)]
    if trigger.row.type is EventType.CONSULT:
        for k in company(parties.tree, trigger.word, trigger.frame.subject):
            acting += [r for r in parties.actors_at(k) if r not in acting]
    owned = not trigger.row.equal
    receiving = [r for slot in trigger.row.recipients for r in _slot(parties, trigger, slot, owned=owned)]
    return acting, receiving


def _slot(parties: Parties, trigger: Trigger, slot: str, *, owned: bool) -> list[Reference]:
    """Fill one role: "s", "o", "i" or a preposition; ``owned`` also takes whose thing it is ("back Norway's bid")."""
    frame = trigger.frame
    nouns = {"s": frame.subject, "o": frame.object, "i": frame.indirect}.get(slot) if len(slot) == 1 else None
    if nouns is None:
        nouns = after(parties, frame, slot)
    found: list[Reference] = []
    for n in nouns:
        found += parties.actors_at(n) or (parties.holders_at(n) if owned else ())
    return found


def _noun_roles(parties: Parties, trigger: Trigger) -> tuple[list[Reference], list[Reference]]:
    tree, i, row = parties.tree, trigger.word, trigger.row
    acting: list[Reference] = []
    receiving: list[Reference] = []
    if trigger.support is not None:
        subjects = [r for s in trigger.frame.subject for r in parties.actors_at(s)]
        lemma = tree.lemma(trigger.support)
        if lemma in SUFFERED:
            receiving += subjects
        elif lemma not in _HOSTING and (lemma in LIGHT or trigger.support == i or row.equal):
            acting += subjects
            for k in company(tree, trigger.support, trigger.frame.subject):
                acting += [r for r in parties.actors_at(k) if r not in acting]
    for slot in row.actors:
        acting += [r for r in _noun_slot(parties, trigger, slot) if r not in acting]
    for slot in row.recipients:
        receiving += [r for r in _noun_slot(parties, trigger, slot) if r not in receiving]
    for verb in trigger.tells:
        acting += _included(parties, verb, acting)
    return acting, receiving


def _included(parties: Parties, verb: int, already: list[Reference]) -> list[Reference]:
    """Take in "talks, which will also include Voss"."""
    if parties.tree.lemma(verb) not in {"include", "involve"}:
        return []
    objects = frame_of(parties.tree, verb).object
    return [r for o in objects for r in parties.actors_at(o) if r not in already]


def _noun_slot(parties: Parties, trigger: Trigger, slot: str) -> list[Reference]:
    tree, i = parties.tree, trigger.word
    found: list[Reference] = []
    outer = container(parties.tree, i)
    for noun in dict.fromkeys((i, outer)):
        for k in tree.kids(noun, "nmod", "amod", "compound"):
            cases = tree.cases(k)
            owned = tree.is_possessive(k) or not (cases or _is_possessed(parties, trigger))
            if (slot == "own" and owned) or (slot in cases and not tree.is_possessive(k)):
                found += parties.actors_at(k) or (parties.holders_at(k) if slot != "own" else ())
    if slot == "between" and len(found) < 2:
        found += [r for r in _listed_between(parties, i) if r not in found]
    verbs = (*trigger.tells, *(() if trigger.support is None else (trigger.support,)))
    if slot in {"with", "between", "among", "on", "against", "to"}:
        for verb in verbs:
            for p, k in frame_of(tree, verb).oblique:
                if p == slot and k != i:
                    found += [r for r in parties.actors_at(k) if r not in found]
    return found


def _is_possessed(parties: Parties, trigger: Trigger) -> bool:
    """Tell whether a possessor says who acts, so that an adjective says to whom: "Voss's Finnish visit"."""
    kids = parties.tree.kids(trigger.word, "nmod")
    visit = trigger.row.mode == "visit" or not trigger.row.equal
    return visit and any(parties.tree.is_possessive(k) for k in kids)


_WITHIN = 60
"""How far after an event noun a list of its parties is looked for, in words."""


def _listed_between(parties: Parties, i: int) -> list[Reference]:
    """Read "talks … between A, B and C" by the order of words, where the parser lost hold of a long list."""
    tree = parties.tree
    sentence = tree.sentence(i)
    near = range(i + 1, min(i + _WITHIN, len(tree.words)))
    start = next((w for w in near if tree.form(w) == "between"), None)
    if start is None or tree.word(start).start >= sentence.end:
        return []
    if any(noun_rows(parties, w) for w in range(i + 1, start)):
        return []
    found: list[Reference] = []
    for w in range(start + 1, min(start + _WITHIN, len(tree.words))):
        if tree.word(w).start >= sentence.end or tree.word(w).tag in {"VERB", "AUX", "SCONJ"}:
            break
        reference = parties.reference_at(w, Actor)
        if reference is not None and all(reference.target != f.target for f in found):
            found.append(reference)
    people = [r for r in found if isinstance(r.target, Actor) and r.target.kind is ActorKind.PERSON]
    return people if len(people) > 1 else found


def _is_definite(parties: Parties, trigger: Trigger) -> bool:
    outer = container(parties.tree, trigger.word)
    return any(parties.tree.form(k) in _DEFINITE for n in (trigger.word, outer) for k in parties.tree.kids(n, "det"))


def _meeting_around(parties: Parties, roots: tuple[int, ...], meetings: set[int]) -> int | None:
    tree = parties.tree
    for root in roots:
        for k in tree.kids(root, "obl", "nmod"):
            if tree.cases(k) & {"in", "at", "during", "after", "following"}:
                for w in (k, *tree.kids(k, "nmod")):
                    if w in meetings:
                        return w
    return None


def cue_of(parties: Parties, draft: Draft) -> Span:
    """Return the words that express the event: the verb with its particle, or the event noun."""
    tree = parties.tree
    word = tree.word(draft.word)
    if draft.trigger.row.tag == "V":
        for k in tree.kids(draft.word, "compound"):
            if tree.word(k).tag in {"ADP", "ADV"} and tree.word(k).start == word.end + 1:
                return Span(word.start, tree.word(k).end)
    return word.span
