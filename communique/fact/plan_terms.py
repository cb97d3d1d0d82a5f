"""What a plan says, and whom it is said to favour, by whose word."""

from __future__ import annotations

from collections.abc import Iterator

from communique.fact.parties import Parties
from communique.fact.plan_fates import governor
from communique.fact.plan_words import WORDS
from communique.fact.roles import surface_subject
from communique.fact.tree import RELATIVE, Tree
from communique.model import Favour, Place, Reference, Span, Statement

_TOWARD = frozenset("to for toward towards of".split())
_WHERE = frozenset("in among across".split())
_OTHER = frozenset("nsubj mark aux advcl parataxis conj cc ccomp punct".split())
_NEARBY = 12
"""How far before or after its noun an opinion of a plan is looked for, in words, so that the work stays bounded."""


def terms_of(tree: Tree, i: int) -> Iterator[Span]:
    """Yield what the plan at noun ``i`` says.

    "A plan that includes a truce", "the plan calls for a truce" give "a truce"; "a bill to ban the mines" and "the
    bill would ban the mines" give "ban the mines".
    """
    head, relation = governor(tree, i)
    verbs = list(tree.kids(i, "acl"))
    if head is not None and relation == "nsubj" and not tree.is_passive(head):
        verbs.append(head)
    for v in verbs:
        if _does(tree, v):
            yield Span(tree.word(v).start, max(tree.phrase(v, without=_OTHER).end, tree.word(v).end))
        elif tree.lemma(v) in WORDS["terms"]:
            yield from _told(tree, v)


def _told(tree: Tree, verb: int) -> Iterator[Span]:
    """Yield what follows a verb of terms: "includes a truce and a withdrawal", "requires them to leave"."""
    objects, wanted = tree.kids(verb, "obj"), tree.kids(verb, "xcomp", "ccomp")
    if objects and wanted and objects[0] < wanted[-1]:
        last = tree.phrase(wanted[-1], without=frozenset({"mark"}))
        yield Span(min(tree.phrase(objects[0]).start, last.start), last.end)
        return
    called = tuple(k for k in tree.kids(verb, "obl") if "for" in tree.cases(k) and not objects)
    for k in (*objects, *wanted, *called):
        yield tree.phrase(k, without=frozenset({"case", "mark"}))


def _does(tree: Tree, verb: int) -> bool:
    """Tell whether a verb tells what a plan is to do: "a plan to end …", "the bill would ban …"."""
    if tree.word(verb).relation == "acl" and tree.is_infinitive(verb) and not tree.is_passive(verb):
        return True
    return "would" in tree.auxiliaries(verb) and bool(tree.kids(verb, "obj")) and not tree.is_passive(verb)


def take_in(tree: Tree, verb: int) -> tuple[Span, ...]:
    """Return what a plan was changed to hold: "it was updated to include the rebels' demands"."""
    return tuple(
        tree.phrase(o)
        for k in tree.kids(verb, "advcl", "xcomp")
        if tree.lemma(k) in WORDS["terms"] | WORDS["take-in"]
        for o in tree.kids(k, "obj")
    )


def favours_of(parties: Parties, plan: int, statements: tuple[Statement, ...]) -> tuple[Favour, ...]:
    """Return whom the plan at noun ``plan`` is said to favour, and whose view that is.

    "The plan is favourable to Norvia", "a plan that favours Norvia", "the deal is tilted toward Norvia". The view is
    that of who sees it so ("Estmark saw the plan as favourable to Norvia", "was seen in Lundal as"; a capital is its
    government), else of the statement around it, else the page's own.
    """
    tree = parties.tree
    found: list[Favour] = []
    for at in _opinions(tree, plan):
        whom = _whom(parties, at)
        if not whom or not _is_of(tree, at, plan) or tree.word(at).tag == "NOUN":
            continue
        span = tree.word(at).span
        by = _viewers(parties, at) or _speakers(span, statements)
        found += [Favour(actor=actor, by=by, cue=span) for actor in whom]
    return tuple(found)


def _opinions(tree: Tree, plan: int) -> Iterator[int]:
    words = WORDS["good"] | WORDS["help"] | WORDS["lean"]
    sentence = tree.sentence(plan)
    for at in range(max(plan - _NEARBY, 0), min(plan + _NEARBY + 1, len(tree.words))):
        if tree.lemma(at) in words and sentence.contains(tree.word(at).span):
            yield at


def _whom(parties: Parties, at: int) -> tuple[str, ...]:
    tree = parties.tree
    if tree.lemma(at) in WORDS["help"] and not tree.is_passive(at):
        objects = tree.kids(at, "obj")
    else:
        objects = tuple(k for k in tree.kids(at, "obl", "nmod", "obj") if tree.cases(k) & _TOWARD)
    return parties.ids(r for k in objects for r in parties.actors_at(k))


def _is_of(tree: Tree, at: int, plan: int) -> bool:
    """Tell whether opinion word ``at`` is about the plan: its subject, what it describes, or what is seen so."""
    if plan in surface_subject(tree, at) or tree.parent(at) == plan:
        return True
    clause = next((k for k in tree.kids(plan, "acl") if k == at), None)
    if clause is not None:
        return True
    view = _view(tree, at)
    if view is None:
        return any(tree.lemma(s) in RELATIVE for s in tree.kids(at, "nsubj")) and tree.antecedent(at) == plan
    return plan in (surface_subject(tree, view) if tree.is_passive(view) else tree.kids(view, "obj"))


def _view(tree: Tree, at: int) -> int | None:
    """Return the verb of seeing above an opinion: "seen as highly favourable"."""
    head = tree.parent(at)
    return head if head is not None and tree.lemma(head) in WORDS["view"] else None


def _viewers(parties: Parties, at: int) -> tuple[str, ...]:
    tree = parties.tree
    view = _view(tree, at)
    if view is None:
        return ()
    if not tree.is_passive(view):
        return parties.ids(r for s in surface_subject(tree, view) for r in parties.actors_at(s))
    near = [k for k in tree.kids(view, "obl") if tree.cases(k) & (_WHERE | {"by"})]
    found = parties.ids(r for k in near for r in parties.actors_at(k))
    return found or parties.ids(r for k in near for r in _government_in(parties, k))


def _government_in(parties: Parties, i: int) -> list[Reference]:
    reference = parties.reference_at(i, Place)
    place = reference.target if reference is not None else None
    known = parties.governments.get(place.country or "") if isinstance(place, Place) else None
    return [known] if known else []


def _speakers(cue: Span, statements: tuple[Statement, ...]) -> tuple[str, ...]:
    around = [s for s in statements if any(c.contains(cue) for c in s.content)]
    inner = min(around, key=lambda s: sum(len(c) for c in s.content), default=None)
    return inner.speakers if inner is not None else ()
