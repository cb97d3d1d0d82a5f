"""When and where: the times and places that hang on an event's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.fact.lexicon import rows
from communique.fact.parties import Parties
from communique.fact.tree import CLAUSAL
from communique.model import Place, PlaceKind, Reference, When, WhenType

_LOCATIVE = frozenset(
    """in at on near inside outside across around within off along throughout above beside aboard between under
    outside north south east west""".split()
)
GOAL = frozenset("to into toward towards".split())
SOURCE = frozenset({"from"})
_CLOSE = 10
"""How far after its verb a time or place may stand that the parser hung elsewhere, in words."""

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

    ``roots`` are the event's words (verb, event noun). Where the parser hung no time on them, one that stands
    close by with no other verb between is taken ("told a paper on Friday, while …"), or one that opens
    the sentence ("On Friday, Voss met Aro"). A duration or a habit is not a date; the date of
    publication never stands in.
    """
    for i in words_around(parties, roots):
        reference = parties.reference_at(i, When)
        if reference is None or not isinstance(reference.target, When):
            continue
        if reference.target.type not in {WhenType.DATE, WhenType.TIME} or reference.target.earliest is None:
            continue
        if _cases_before(parties, i) & _NOT_AN_EVENT_TIME or parties.tree.is_possessive(i):
            continue
        return reference.target
    return None


def words_around(parties: Parties, roots: tuple[int, ...]) -> Iterator[int]:
    """Yield the words that may tell when an event took place: below its own words, then close by."""
    yield from _hanging(parties, roots)
    yield from _near(parties, roots)


def _cases_before(parties: Parties, i: int) -> frozenset[str]:
    """Return the prepositions of a time, also where the parser hung them elsewhere ("since Friday")."""
    before = parties.tree.form(i - 1) if i else ""
    return parties.tree.cases(i) | frozenset({before})


def _near(parties: Parties, roots: tuple[int, ...]) -> Iterator[int]:
    """Yield the words close after the first root, up to the next verb, then those that open its sentence."""
    tree, words = parties.tree, parties.tree.words
    root = roots[0]
    sentence = tree.sentence(root)
    for i in range(root + 1, min(root + _CLOSE, len(words))):
        if tree.word(i).start >= sentence.end or tree.word(i).tag in {"VERB", "AUX", "SCONJ"}:
            break
        if tree.lemma(i) in {"after", "before", "since"} or noun_of_event(parties, i):
            break
        yield i
    verbs = {tree.clause(r) for r in roots}
    if tree.parent(root) is None or any(tree.parent(v) is None for v in verbs):
        first = tree.reading.words_in(sentence).start
        for i in range(first, min(first + 5, root)):
            if tree.word(i).tag in {"VERB", "AUX", "SCONJ"} or noun_of_event(parties, i):
                return
            yield i


def noun_of_event(parties: Parties, i: int) -> bool:
    """Tell whether word ``i`` is an event noun, whose time and place are its own."""
    return parties.tree.word(i).tag == "NOUN" and (parties.tree.lemma(i), "N") in rows()


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
    if not found:
        for i in _near(parties, roots):
            reference = parties.reference_at(i, Place)
            if reference is not None and _preposition_before(parties, reference) & wanted:
                found.append(reference)
                break
    return finest(found)


def _preposition_before(parties: Parties, reference: Reference) -> frozenset[str]:
    """Return the word before a place's mention, an article apart ("at the palace")."""
    at = parties.tree.reading.words_in(reference.mention.span).start - 1
    if at >= 0 and parties.tree.form(at) == "the":
        at -= 1
    return frozenset({parties.tree.form(at)}) if at >= 0 else frozenset()


def _prepositions(parties: Parties, i: int) -> frozenset[str]:
    tree = parties.tree
    if tree.word(i).relation == "conj" and not tree.cases(i):
        head = tree.parent(i)
        return tree.cases(head) if head is not None else frozenset()
    return tree.cases(i)


def finest(places: Iterable[Reference]) -> tuple[Reference, ...]:
    """Return ``places`` from the most precise (a building) to the least (a country)."""
    return tuple(sorted(places, key=_precision))


def _precision(reference: Reference) -> int:
    return _PRECISION[reference.target.kind] if isinstance(reference.target, Place) else 9
