"""Event words in running text: which words of a page express an event, and of which type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.fact.lexicon import Row, rows
from communique.fact.nouns import CLASSES, VERBS
from communique.fact.parties import Parties
from communique.fact.roles import Frame, frame_of
from communique.fact.tree import RELATIVE, Tree
from communique.model import Actor, ActorKind, Deed, EventType, Place, Reference

FRIENDLY = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.AID,
        EventType.RETREAT,
    }
)
_UNDOING = frozenset({EventType.REJECT, EventType.CONCEDE, EventType.RETREAT})
"""What a verb may make of an event noun: "suspended the strikes" is no strike, nor is "ended the talks" a talk."""

LIGHT = VERBS["light"]
"""Verbs that lend an event noun their subject: "Voss held talks", "the army launched an attack"."""

SUFFERED = VERBS["suffered"]
"""Verbs whose subject an event noun is done to: "the town suffered an attack"."""

OCCUR = VERBS["occur"]
"""Verbs whose subject may be an event noun: "talks collapsed", "the strike killed two"."""

_SIDES = frozenset({ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.GROUP, ActorKind.ARMED_FORCE})
_ARMED = frozenset({"MIL", "REB", "UAF", "PRM", "COP"})
GOVERNING = frozenset({"GOV", "MIL", "LEG", "SPY", "UAF", "UNO", "IMG", "REB", "PTY", "PRM", "IGO"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that expresses an event.

    ``word`` is its index, ``support`` the verb that carries an event noun ("hold" of "hold talks"),
    ``frame`` the arguments of the word (of the support verb, for a supported noun), ``deed`` what the reader saw.
    """

    word: int
    row: Row
    frame: Frame
    support: int | None = None
    tells: tuple[int, ...] = ()
    deed: Deed | None = None


def triggers(parties: Parties) -> Iterator[Trigger]:
    """Yield the event words of a page in the order of its words."""
    tree = parties.tree
    for i, word in enumerate(tree.reading.words):
        if word.tag == "VERB" and word.relation not in {"amod", "compound", "case"}:
            row = row_at(parties, i)
            if row is None:
                continue
            frame = frame_of(tree, i)
            if row.type in _UNDOING or not _lends_itself(parties, i, frame):
                yield Trigger(i, row, frame)
        elif word.tag in {"NOUN", "PROPN"} and word.relation not in {"compound", "flat"}:
            yield from _noun_trigger(parties, i)


def _lends_itself(parties: Parties, i: int, frame: Frame) -> bool:
    """Tell whether verb ``i`` only carries an event noun, which then is the event ("accepted talks", "join talks")."""
    return parties.tree.lemma(i) in LIGHT and any(
        r.type is not EventType.AGREE and r.when == () for o in frame.object for r in noun_rows(parties, o)
    )


def noun_rows(parties: Parties, i: int) -> tuple[Row, ...]:
    """Return the rows of event noun ``i``."""
    if parties.tree.word(i).tag not in {"NOUN", "PROPN"}:
        return ()
    return rows().get((parties.tree.lemma(i), "N"), ())


def row_at(parties: Parties, i: int) -> Row | None:
    """Return the row that verb ``i`` triggers, or None."""
    if parties.tree.word(i).tag != "VERB":
        return None
    candidates = rows().get((parties.tree.lemma(i), "V"), ())
    frame = frame_of(parties.tree, i) if candidates else None
    return next((r for r in candidates if frame and holds(parties, i, frame, r.when)), None)


def _noun_trigger(parties: Parties, i: int) -> Iterator[Trigger]:
    candidates = noun_rows(parties, i)
    if not candidates:
        return
    tree = parties.tree
    support, tells = support_of(parties, i)
    if (support is not None and row_at(parties, support)) or _undone(parties, i):
        return
    frame = frame_of(tree, support) if support is not None else Frame((), (), (), (), frozenset(), False)
    for row in candidates:
        if _noun_holds(parties, i, support, row.when):
            yield Trigger(i, row, frame, support, tells)
            return


def _undone(parties: Parties, i: int) -> bool:
    """Tell whether event noun ``i`` is what a verb does away with: "halted its offensive" tells of no attack."""
    head = parties.tree.parent(i)
    row = row_at(parties, head) if head is not None else None
    if head is None or row is None or row.type not in {EventType.CONCEDE, EventType.RETREAT}:
        return False
    frame = frame_of(parties.tree, head)
    return i in frame.object or i in frame.after("off")


_CONTAINERS = frozenset("day round session series hour week phase stage resumption wave start end talk".split())


def container(tree: Tree, i: int) -> int:
    """Return the noun that counts event noun ``i``: "day" of "the third day of talks" (or ``i`` itself)."""
    head = tree.parent(i)
    if head is not None and tree.word(i).relation == "nmod" and "of" in tree.cases(i):
        return head if tree.lemma(head) in _CONTAINERS else i
    return i


def support_of(parties: Parties, i: int) -> tuple[int | None, tuple[int, ...]]:
    """Find the verb that carries event noun ``i``, and every verb that tells more of it.

    The carrier lends its subject ("Voss held talks", "talks were held by", "an attack launched by the
    army"); verbs of happening ("talks that took place in Oslo") only tell time and place.
    """
    tree = parties.tree
    noun, i = i, container(tree, i)
    at = i
    head, relation = tree.parent(i), tree.word(i).relation
    carrier: int | None = i if tree.kids(i, "cop") and "in" in tree.cases(i) else None
    tells: list[int] = []
    while relation == "conj" and head is not None and tree.word(head).tag == "NOUN":
        at = head
        head, relation = tree.parent(at), tree.word(at).relation
    if head is not None and tree.word(head).tag == "VERB":
        lemma, passive = tree.lemma(head), tree.is_passive(head)
        lends = relation == "obj" and lemma in LIGHT | SUFFERED
        if lends or (relation == "nsubj" and passive and lemma in LIGHT):
            carrier = head
        elif relation == "nsubj" and not passive and lemma in OCCUR | LIGHT:
            tells.append(head)
        elif relation == "obl" and _takes_part(lemma, tree.cases(at)):
            carrier = head
    for k in dict.fromkeys((*tree.kids(i, "acl"), *tree.kids(noun, "acl"))):
        if tree.is_infinitive(k) and tree.lemma(k) not in LIGHT:
            continue
        if tree.lemma(k) in LIGHT and tree.is_passive(k):
            carrier = k if carrier is None else carrier
            tells.append(k)
        elif tree.lemma(k) in OCCUR | LIGHT and any(tree.lemma(s) in RELATIVE for s in tree.kids(k, "nsubj")):
            tells.append(k)
    return carrier, tuple(t for t in tells if t != carrier)


def _takes_part(lemma: str, cases: frozenset[str]) -> bool:
    """Tell whether a verb and a preposition put the subject into the event: "takes part in", "comes under"."""
    if lemma in {"come", "be"}:
        return "under" in cases
    return lemma in VERBS["part"] and bool(cases & {"in", "for", "to", "at"})


def _noun_holds(parties: Parties, i: int, support: int | None, when: tuple[str, ...]) -> bool:
    tree = parties.tree
    around = {tree.lemma(k) for k in tree.kids(i, "compound", "amod")}
    for condition in when:
        if condition == "light":
            asked = any(tree.cases(k) for k in tree.kids(i, "nmod")) or tree.kids(i, "acl")
            ok = (
                bool(asked)
                and support is not None
                and tree.lemma(support)
                in {
                    "make",
                    "issue",
                    "voice",
                    "hold",
                    "stage",
                    "face",
                    "level",
                }
            )
        elif condition in {"of", "by"}:
            ok = any(condition in tree.cases(k) for k in tree.kids(i, "nmod"))
        elif condition == "own":
            ok = bool(parties.holders_at(i))
        elif condition.startswith("!"):
            ok = condition[1:] not in around
        else:
            ok = condition in around
        if not ok:
            return False
    return True


def holds(parties: Parties, i: int, frame: Frame, when: tuple[str, ...]) -> bool:
    """Tell whether all conditions of a row hold for verb ``i`` with its arguments ``frame``."""
    return all(_one(parties, i, frame, c.removeprefix("!")) is not c.startswith("!") for c in when)


def _one(parties: Parties, i: int, frame: Frame, condition: str) -> bool:
    head, _, rest = condition.partition(":")
    tree = parties.tree
    if head == "o":
        return _is_any(parties, frame.object, rest)
    if head == "i":
        return bool(frame.indirect)
    if head == "p":
        preposition, _, kind = rest.partition(":")
        return _is_any(parties, after(parties, frame, preposition), kind)
    if head == "prt":
        return rest in frame.particles or any(
            rest in {tree.lemma(k)} for k in tree.kids(i, "compound", "advmod", "obl")
        )
    if head == "x":
        return _infinitive(parties, i, rest)
    if head == "own":
        return all(_is_own(parties, n, frame.subject) for n in (*frame.object, *frame.after("off")))
    if head == "c":
        return bool(tree.kids(i, "ccomp"))
    if head == "s":
        return _subject_is(parties, frame.subject, rest)
    return _is_any(parties, after(parties, frame, head), rest)


def _is_own(parties: Parties, i: int, subject: tuple[int, ...]) -> bool:
    """Tell whether noun ``i`` may be the subject's: nobody else has it, and it is not "an attack".

    "Norland halted its offensive" gives it up; "halted the rebels' offensive" and "stopped an attack" beat it back.
    """
    tree = parties.tree
    if any(tree.form(k) in {"a", "an", "any", "every"} for k in tree.kids(i, "det")):
        return False
    near = {k for k in tree.kids(i, "nmod", "amod", "compound") if not tree.cases(k) - {"by"}}
    holders = sorted(near | {k for k in tree.kids(i) if tree.is_possessive(k)})
    if any(tree.is_possessive(k) and tree.word(k).tag != "PRON" and not parties.actors_at(k) for k in holders):
        return False
    theirs = set(parties.ids(r for k in holders for r in parties.actors_at(k)))
    own = set(parties.ids(r for s in subject for r in parties.actors_at(s)))
    sides = {c for a in own if (c := parties.country(a))}
    return all(a in own or parties.country(a) in sides for a in theirs)


def after(parties: Parties, frame: Frame, preposition: str) -> tuple[int, ...]:
    """Return the nouns after ``preposition`` under the verb or its object ("send tanks to Norway")."""
    tree = parties.tree
    under = tuple(k for o in frame.object for k in tree.kids(o, "nmod") if preposition in tree.cases(k))
    return frame.after(preposition) + under


def _is_any(parties: Parties, nouns: tuple[int, ...], kind: str) -> bool:
    every = [c for n in nouns for c in parties.tree.conjuncts(n)]
    return any(_is(parties, n, kind) for n in every)


def _is(parties: Parties, i: int, kind: str) -> bool:
    if not kind:
        return True
    found = parties.actors_at(i)
    if kind == "actor":
        return bool(found)
    if kind in {"person", "side"}:
        kinds = {ActorKind.PERSON} if kind == "person" else _SIDES
        return any(isinstance(r.target, Actor) and r.target.kind in kinds for r in found)
    if kind == "place":
        return any(parties.reference_at(w, Place) for w in parties.tree.named_by(i))
    if kind == "press":
        return parties.tree.lemma(i) in CLASSES["press"] or any(_is_media(r) for r in found)
    return any(parties.tree.lemma(w) in CLASSES[kind] for w in parties.tree.named_by(i))


def _is_media(reference: Reference) -> bool:
    return isinstance(reference.target, Actor) and reference.target.kind is ActorKind.MEDIA


def _subject_is(parties: Parties, nouns: tuple[int, ...], kind: str) -> bool:
    if kind == "hazard":
        return any(parties.tree.lemma(n) in CLASSES["hazard"] for n in _meant_by(parties, nouns))
    actors = [r.target for n in nouns for r in parties.actors_at(n) if isinstance(r.target, Actor)]
    if kind == "gov":
        return any(a.kind in {ActorKind.GOVERNMENT, ActorKind.ARMED_FORCE} or a.sector in GOVERNING for a in actors)
    if kind == "person":
        return any(a.kind is ActorKind.PERSON for a in actors)
    if kind == "body":
        return any(a.kind is not ActorKind.PERSON for a in actors) or len(actors) > 1
    if kind == "force":
        armed = {ActorKind.GOVERNMENT, ActorKind.ARMED_FORCE}
        nouns_ = [w for n in nouns for w in parties.tree.named_by(n)]
        weapons = CLASSES["weapons"] | CLASSES["troops"]
        return any(a.kind in armed or a.sector in _ARMED for a in actors) or any(
            parties.tree.lemma(w) in weapons for w in nouns_
        )
    return any(a.kind in {ActorKind.PEOPLE, ActorKind.GROUP} for a in actors) or any(
        parties.tree.lemma(n) in CLASSES["people"] for n in nouns
    )


def _meant_by(parties: Parties, nouns: tuple[int, ...]) -> tuple[int, ...]:
    """Return ``nouns`` with what their relative pronouns stand for ("a blast that killed ten")."""
    heads = (parties.tree.parent(n) for n in nouns if parties.tree.lemma(n) in RELATIVE)
    antecedents = (parties.tree.antecedent(h) for h in heads if h is not None)
    return (*nouns, *(a for a in antecedents if a is not None))


def _infinitive(parties: Parties, i: int, kind: str) -> bool:
    """Tell whether an infinitive stands under verb ``i``: any, an event's, a friendly or a hostile one's."""
    under = parties.tree.kids(i, "xcomp", "ccomp")
    under = tuple(k for k in under if parties.tree.is_infinitive(k))
    if not kind:
        return bool(under)
    for k in under:
        frame = frame_of(parties.tree, k)
        row = next(
            (
                r
                for r in rows().get((parties.tree.lemma(k), "V"), ())
                if not any(c.startswith("x") for c in r.when) and holds(parties, k, frame, r.when)
            ),
            None,
        )
        supported = [r for o in frame.object for r in noun_rows(parties, o)] if parties.tree.lemma(k) in LIGHT else []
        found = row or (supported[0] if supported else None)
        if found is None:
            continue
        friendly = found.type in FRIENDLY
        if kind == "act" or (kind == "coop" and friendly) or (kind == "conf" and not friendly):
            return True
    return False
