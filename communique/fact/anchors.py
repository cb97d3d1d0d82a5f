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
GOAL = frozenset("to into toward towards".split())
SOURCE = frozenset({"from"})
_PRECISION = {
    PlaceKind.FACILITY: 0,
    PlaceKind.CITY: 1,
    PlaceKind.AREA: 2,
    PlaceKind.REGION: 3,
    PlaceKind.WATER: 4,
    PlaceKind.COUNTRY: 5,
}
_NO_LENGTH = frozenset("in after within every since before".split())
_OTHER_TIMES = frozenset("after before following since ahead".split())
"""Prepositions of a happening whose place and time are its own: "after the talks in Oslo, Voss said …"."""

_NOT_AN_EVENT_TIME = frozenset("since until till by before".split())


def _hanging(parties: Parties, roots: tuple[int, ...]) -> Iterator[int]:
    """Yield the words below ``roots`` that no other clause comes between, the nearest first."""
    tree = parties.tree
    waiting = [k for root in roots for k in tree.kids(root) if k not in roots]
    for i in waiting:
        if tree.word(i).relation in CLAUSAL or (tree.word(i).relation == "conj" and tree.is_predicate(i)):
            continue
        yield i
        if tree.word(i).relation in {"nsubj", "iobj"} or tree.cases(i) & _OTHER_TIMES:
            continue
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
            and (i in roots or not parties.tree.cases(i) & _NO_LENGTH)
        ):
            return reference.target.edtf
    return None


def places_of(parties: Parties, roots: tuple[int, ...], *, also: frozenset[str] = frozenset()) -> tuple[Reference, ...]:
    """Return the places an event is said to be in, the most precise first.

    "At the palace in Oslo" gives the palace, then Oslo. ``also``: further prepositions that tell the place
    of such an event, as ``GOAL`` of a visit ("to Oslo") and ``SOURCE`` of a withdrawal ("from Oslo").
    """
    tree, found = parties.tree, list[Reference]()
    wanted = _LOCATIVE | also
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
