"""When and where: the times and places that hang on an event's words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.fact.parties import Parties
from communique.fact.tree import CLAUSAL
from communique.model import Place, PlaceKind, Reference, When, WhenType

_LOCATIVE = frozenset(
    """in at on near inside outside across around within off over along throughout above beside aboard between under
    outside north south east west""".split()
)
_GOAL = frozenset("to into toward towards".split())
_PRECISION = {
    PlaceKind.FACILITY: 0,
    PlaceKind.CITY: 1,
    PlaceKind.AREA: 2,
    PlaceKind.REGION: 3,
    PlaceKind.WATER: 4,
    PlaceKind.COUNTRY: 5,
}
_NOT_AN_EVENT_TIME = frozenset("since until till by before".split())


def _hanging(parties: Parties, roots: tuple[int, ...]) -> Iterator[int]:
    """Yield the words below ``roots`` that no other clause comes between, the nearest first."""
    tree = parties.tree
    waiting = [k for root in roots for k in tree.kids(root) if k not in roots]
    for i in waiting:
        if tree.word(i).relation in CLAUSAL or (tree.word(i).relation == "conj" and tree.is_predicate(i)):
            continue
        yield i
        waiting += [k for k in tree.kids(i) if k not in roots]


def when_of(parties: Parties, roots: tuple[int, ...]) -> When | None:
    """Return when an event took place: the calendar time in its own clause nearest to its words.

    ``roots`` are the event's words (verb, event noun). A duration or a habit is not a date; the date of
    publication never stands in.
    """
    for i in _hanging(parties, roots):
        reference = parties.reference_at(i, When)
        if reference is None or not isinstance(reference.target, When):
            continue
        if reference.target.type not in {WhenType.DATE, WhenType.TIME} or reference.target.earliest is None:
            continue
        if parties.tree.cases(i) & _NOT_AN_EVENT_TIME or parties.tree.is_possessive(i):
            continue
        return reference.target
    return None


def duration_of(parties: Parties, roots: tuple[int, ...]) -> str | None:
    """Return how long an event lasted, as ISO 8601 ("for nearly five hours" is ``PT5H~``)."""
    for i in (*roots, *_hanging(parties, roots)):
        reference = parties.reference_at(i, When)
        if (
            reference is not None
            and isinstance(reference.target, When)
            and reference.target.type is WhenType.DURATION
            and not parties.tree.cases(i) & {"in", "after", "within", "every", "since"}
        ):
            return reference.target.edtf
    return None


def places_of(parties: Parties, roots: tuple[int, ...], *, goals: bool = False) -> tuple[Reference, ...]:
    """Return the places an event is said to be in, the most precise first.

    "At the palace in Oslo" gives the palace, then Oslo. ``goals`` lets in where somebody went ("to Oslo").
    """
    tree, found = parties.tree, list[Reference]()
    wanted = _LOCATIVE | _GOAL if goals else _LOCATIVE
    for i in _hanging(parties, roots):
        for w in tree.named_by(i) if tree.word(i).relation in {"obl", "nmod", "conj"} else ():
            reference = parties.reference_at(w, Place)
            if reference is None or reference in found:
                continue
            if _prepositions(parties, i) & wanted:
                found.append(reference)
    return tuple(sorted(found, key=_precision))


def _prepositions(parties: Parties, i: int) -> frozenset[str]:
    tree = parties.tree
    if tree.word(i).relation == "conj" and not tree.cases(i):
        head = tree.parent(i)
        return tree.cases(head) if head is not None else frozenset()
    return tree.cases(i)


def _precision(reference: Reference) -> int:
    return _PRECISION[reference.target.kind] if isinstance(reference.target, Place) else 9
