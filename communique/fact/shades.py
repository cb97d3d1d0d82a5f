"""Finer statuses: what may come to be is offered or threatened, what happened is long past.

``status.py`` decides the status first; here it is only refined, so that whoever wants the coarser one has it back
by ``plain``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from communique.fact.anchors import words_around
from communique.fact.parties import Parties
from communique.fact.roles import surface_subject
from communique.fact.status import Standing
from communique.fact.tree import Tree
from communique.model import EventType, Status, When
from communique.model.kinds import quad_of

_PLAIN = MappingProxyType(
    {Status.OFFERED: Status.POSSIBLE, Status.THREATENED: Status.POSSIBLE, Status.HISTORICAL: Status.HAPPENED}
)
_OPEN = frozenset({Status.POSSIBLE, Status.PLANNED})

_OFFERING = frozenset("offer ready willing propose volunteer readiness willingness proposal".split())
"""Above something friendly: "offered to send tents", "is willing to meet Aro", "an offer of talks"."""
_THREATENING = frozenset({"threaten", "threat"})
"""Above any verb ("threatened to leave the treaty"), and nouns of harm ("the threat of strikes"): "threatened the
talks" only puts them at risk."""
_VOWING = frozenset("vow swear warn".split())
"""Above material conflict that the speaker will do: "vowed to strike back", "warned that it would close the port". A
pledge to impose sanctions is told as a promise and stays planned."""
_FRIENDLY, _HARD = frozenset({1, 2}), 4
"""Quad codes: what can be offered, and what a vow of threatens."""

_HIGHEST = 4
"""How many verbs above an event are looked at: "is ready to try to help to free them"."""
_ELSE_BACK = 12
"""How far before an event "or else" may stand, in words."""

_YEAR_DAYS = 366
"""What ended longer ago than this is long past."""
_LONG = frozenset("decade century generation millennium".split())
_PAST_WARS = frozenset("cold world vietnam korean falklands crimean boer napoleonic".split())
"""Words before "war" that name one which is over. "During the war" alone may be today's."""
_IN = frozenset("in during of throughout".split())


def plain(status: Status) -> Status:
    """Return the status that ``status`` is a shade of: possible, happened, or itself."""
    return _PLAIN.get(status, status)


def shaded(
    parties: Parties, kind: EventType, roots: tuple[int, ...], standing: Standing | None, when: When | None
) -> Standing | None:
    """Refine the status of an event of type ``kind``; ``roots`` are its words, the event word first.

    Possible or planned becomes *offered* under a word of offering ("is willing to meet Aro"; nothing hostile is
    offered: "ready to attack" stays possible), *threatened* under a word of threatening ("threatened to leave",
    "vowed to shell the port", "… or else we will"). Happened becomes *historical* where the text dates it more than a
    year before publication ("in 1994" on a page of 2021), or by its words ("two decades ago", "in the Cold War").
    A condition is kept; with it the status stays conditional. Harm that is the object of a threat is threatened
    whatever the reader saw ("threatened sanctions").
    """
    if standing is None:
        return None
    if standing.status is Status.HAPPENED and _is_only_threatened(parties.tree, kind, roots):
        return replace(standing, status=Status.THREATENED)
    if standing.status in _OPEN:
        if _is_threatened(parties, kind, roots):
            return replace(standing, status=Status.THREATENED)
        if quad_of(kind) in _FRIENDLY and any(_offers(parties.tree, *pair) for pair in _pairs(parties.tree, roots)):
            return replace(standing, status=Status.OFFERED)
    if standing.status is Status.HAPPENED and _is_long_past(parties, roots, when):
        return replace(standing, status=Status.HISTORICAL)
    return standing


def _pairs(tree: Tree, roots: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Yield each of the event's words with a word that may govern it, which stands above it or is its adjective.

    A noun is governed by its own verb or noun alone ("offered talks", "the threat of strikes", "talks were
    proposed"); "threatened to leave the talks" threatens none. Verbs are followed up through infinitives and clauses.
    """
    for root in roots:
        yield from ((root, k) for k in tree.kids(root, "amod"))
        at = root
        for _ in range(_HIGHEST):
            head = tree.parent(at)
            if head is None:
                break
            relation = tree.word(at).relation
            if relation == "conj":
                at = head
                continue
            if not _governs(tree, at, head, relation):
                break
            yield at, head
            if relation not in {"xcomp", "ccomp", "advcl", "acl"}:
                break
            at = head


def _governs(tree: Tree, at: int, head: int, relation: str) -> bool:
    if relation in {"xcomp", "ccomp", "obj"}:
        return True
    if relation in {"advcl", "acl"}:
        return tree.is_infinitive(at)
    if relation in {"obl", "nmod"}:
        return bool(tree.cases(at) & {"of", "for", "with", "to"})
    return relation == "nsubj" and tree.is_passive(head)


def _offers(tree: Tree, at: int, head: int) -> bool:
    """Tell whether ``head`` offers ``at``: "is prepared to meet" and "open to talks" do, "prepared to leave" plans."""
    lemma = tree.lemma(head)
    if lemma == "open":
        return tree.word(head).tag == "ADJ" and ("to" in tree.cases(at) or tree.is_infinitive(at))
    if tree.form(head) == "prepared":
        return any(tree.lemma(k) == "be" for k in tree.kids(head, "aux", "cop"))
    return lemma in _OFFERING and tree.word(at).relation != "ccomp"


def _is_threatened(parties: Parties, kind: EventType, roots: tuple[int, ...]) -> bool:
    tree, hard = parties.tree, quad_of(kind) == _HARD
    for at, head in _pairs(tree, roots):
        lemma, said = tree.lemma(head), tree.word(at).relation == "ccomp"
        told = tree.is_predicate(at) or hard
        if lemma in _THREATENING and told and (not said or _is_own(parties, at, head)):
            return True
        vowed = hard and lemma in _VOWING and tree.is_predicate(at)
        if vowed and (_is_own(parties, at, head) if said else lemma != "warn"):
            return True
    if not hard:
        return False
    asides = (k for root in roots for k in tree.kids(root, "parataxis"))
    if any(tree.lemma(k) in _VOWING | _THREATENING and _is_own(parties, roots[0], k) for k in asides):
        return True
    return any(_after_or_else(tree, root) for root in roots)


def _is_only_threatened(tree: Tree, kind: EventType, roots: tuple[int, ...]) -> bool:
    """Tell whether grammar makes harm the very thing a threat is of, though the reader took it for done.

    "Norvia threatened sanctions against Estmark" imposes none.
    """
    if quad_of(kind) != _HARD or tree.word(roots[0]).tag != "NOUN":
        return False
    pairs = ((at, head) for at, head in _pairs(tree, roots[:1]) if tree.word(at).relation in {"obj", "obl", "nmod"})
    return any(tree.lemma(head) in _THREATENING for _, head in pairs)


def _is_own(parties: Parties, at: int, saying: int) -> bool:
    """Tell whether who does ``at`` is who says it, or their side: "Norvia warned it would close the port".

    "Norvia warned that the rebels would attack" threatens nobody. A pronoun that is not resolved is taken for the
    speaker.
    """
    subjects = surface_subject(parties.tree, at)
    speakers = surface_subject(parties.tree, saying)
    doing, speaking = (parties.ids(r for s in side for r in parties.actors_at(s)) for side in (subjects, speakers))
    if not doing:
        return any(parties.tree.word(s).tag == "PRON" for s in subjects)
    if not speaking:
        return any(parties.tree.form(s) in {"we", "i"} for s in subjects)
    lands = [{c for a in side if (c := parties.country(a))} for side in (doing, speaking)]
    return bool(set(doing) & set(speaking) or lands[0] & lands[1])


def _after_or_else(tree: Tree, at: int) -> bool:
    """Find "or else" not far before: "Leave the town, or else we will shell it"."""
    start = tree.sentence(at).start
    for w in range(at - 1, max(at - _ELSE_BACK, 0), -1):
        if tree.word(w).start < start:
            return False
        if tree.form(w) == "else" and tree.form(w - 1) == "or":
            return True
    return False


def _is_long_past(parties: Parties, roots: tuple[int, ...], when: When | None) -> bool:
    if when is not None:
        return long_before(parties.tree.reading.article.published, when)
    year = _year_of(parties.tree.reading.article.published)
    return any(_tells_long_past(parties.tree, w, roots, year) for w in words_around(parties, roots))


def long_before(published: When | None, when: When | None) -> bool:
    """Tell whether ``when`` ended more than a year before the page was published; False where either is not known."""
    if when is None or published is None or not when.latest or not published.earliest:
        return False
    try:
        gap = date.fromisoformat(published.earliest[:10]) - date.fromisoformat(when.latest[:10])
    except ValueError:
        return False
    return gap.days > _YEAR_DAYS


def _year_of(published: When | None) -> int | None:
    digits = (published.earliest or "")[:4] if published is not None else ""
    return int(digits) if digits.isascii() and digits.isdigit() else None


def _tells_long_past(tree: Tree, w: int, roots: tuple[int, ...], year: int | None) -> bool:
    """Read a word that dates by itself: "decades ago", "three years ago", "in the Cold War", "the 1994 attack"."""
    form = tree.form(w)
    if form == "ago" and w:
        unit = tree.lemma(w - 1)
        return unit in _LONG or (unit == "year" and tree.form(w - 1) == "years")
    if form == "war" and w:
        return tree.form(w - 1) in _PAST_WARS and bool(tree.cases(w) & _IN)
    if year is None or len(form) != 4 or not (form.isascii() and form.isdigit()):
        return False
    dates = tree.cases(w) & _IN or (tree.parent(w) in roots and tree.word(w).relation in {"compound", "amod", "nummod"})
    return bool(dates) and 1000 < int(form) < year - 1
