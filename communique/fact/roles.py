"""Who did what to whom: the arguments of a verb or an event noun, from Universal Dependencies."""

from __future__ import annotations

from dataclasses import dataclass

from communique.fact.nouns import VERBS
from communique.fact.tree import RELATIVE, Tree

_OBJECT_CONTROL = VERBS["ask"]
"""Verbs whose object does what the infinitive says: "they asked Voss to leave"."""

_OF = frozenset({"of", "for", "from"})
_COMPANY = VERBS["company"]
_TOGETHER = frozenset("together along alongside accompanied".split())
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """The arguments of a predicate as word indices.

    ``subject`` is who acts and ``object`` who or what it is done to, whatever the voice; ``oblique``
    holds (preposition, noun) pairs.
    """

    subject: tuple[int, ...]
    object: tuple[int, ...]
    indirect: tuple[int, ...]
    oblique: tuple[tuple[str, int], ...]
    particles: frozenset[str]
    passive: bool

    def after(self, preposition: str) -> tuple[int, ...]:
        """Return the nouns that stand after ``preposition``."""
        return tuple(i for p, i in self.oblique if p == preposition)


def frame_of(tree: Tree, i: int) -> Frame:
    """Return the arguments of predicate ``i``.

    Active "the army shelled the town", passive "the town was shelled by the army", reduced "the town
    shelled by the army" give the same subject and object; a subject that is not said ("Voss flew in to
    meet Aro", "Voss, accused of attacking") is looked for where English puts it.
    """
    passive = tree.is_passive(i)
    oblique = tuple((p, k) for k in tree.kids(i, "obl", "nmod") for p in sorted(tree.cases(k)))
    surface = surface_subject(tree, i)
    objects = tree.kids(i, "obj")
    if passive:
        agents = tuple(k for p, k in oblique if p == "by")
        subject, objects = agents, surface or objects
    else:
        subject = surface
        objects = objects or _fronted_object(tree, i)
    particles = frozenset(tree.lemma(k) for k in tree.kids(i, "compound", "advmod") if tree.word(k).tag != "NOUN")
    return Frame(subject, objects, tree.kids(i, "iobj"), oblique, particles, passive)


def _fronted_object(tree: Tree, i: int) -> tuple[int, ...]:
    """Find the object of a relative clause without a pronoun: "the deal they signed"."""
    noun = tree.antecedent(i)
    if noun is None or not tree.kids(i, "nsubj"):
        return ()
    if any(tree.lemma(k) in RELATIVE for k in tree.kids(i, "nsubj", "obj", "obl")):
        return ()
    return (noun,)


def surface_subject(tree: Tree, i: int, depth: int = 0) -> tuple[int, ...]:
    """Return the grammatical subject of ``i``, said or understood (empty when there is none to be found)."""
    own = tree.kids(i, "nsubj")
    if own:
        return own
    head = tree.parent(i)
    if head is None or depth > _DEEPEST or tree.kids(i, "csubj", "expl"):
        return ()
    relation = tree.word(i).relation
    if relation == "conj":
        return surface_subject(tree, head, depth + 1) if tree.is_predicate(head) else ()
    if relation == "xcomp":
        return _controller(tree, head, depth)
    if relation == "acl":
        return _of_noun(tree, i, head, depth)
    if relation == "advcl":
        if tree.lemma(head) in _OBJECT_CONTROL and {tree.form(k) for k in tree.kids(i, "mark")} & _OF:
            return _controller(tree, head, depth)
        if tree.is_predicate(head):
            return surface_subject(tree, head, depth + 1)
        return (head,)
    return ()


def _controller(tree: Tree, head: int, depth: int) -> tuple[int, ...]:
    if tree.lemma(head) in _OBJECT_CONTROL:
        if tree.is_passive(head):
            return surface_subject(tree, head, depth + 1)
        objects = tree.kids(head, "obj", "iobj")
        called = tuple(k for k in tree.kids(head, "obl") if tree.cases(k) & {"on", "upon", "for"})
        if objects or called:
            return objects or called
    return surface_subject(tree, head, depth + 1)


def _of_noun(tree: Tree, i: int, noun: int, depth: int) -> tuple[int, ...]:
    """Find who acts in a clause about a noun: "troops fighting …", "Voss's plan to meet …"."""
    head = tree.parent(noun)
    if not tree.is_infinitive(i):
        return (noun,)
    if head is not None and tree.lemma(head) in _OBJECT_CONTROL and tree.word(noun).relation in {"obj", "obl"}:
        return (noun,)
    holders = tuple(k for k in tree.kids(noun, "nmod") if tree.is_possessive(k) or tree.cases(k) & {"by", "of"})
    if holders:
        return holders
    clause = tree.clause(noun)
    return surface_subject(tree, clause, depth + 1) if clause != i and tree.is_predicate(clause) else ()


def company(tree: Tree, i: int, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Return those who come along with the subjects of ``i``: "Voss, accompanied by Aro, met …"."""
    found: list[int] = []
    for noun in (*subjects, i):
        for k in tree.kids(noun, "acl", "advcl"):
            if tree.lemma(k) in _COMPANY:
                found += [o for o in tree.kids(k, "obl") if "by" in tree.cases(o)]
        for k in tree.kids(noun, "obl", "nmod"):
            marks = {tree.lemma(m) for m in tree.kids(k, "case", "advmod", "fixed")} | tree.cases(k)
            if marks & _TOGETHER:
                found.append(k)
    return tuple(found)
