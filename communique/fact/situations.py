"""Situations: states of affairs, such as who controls which territory, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.fact.nouns import CURBS, RESTRICTIONS, TERRITORY
from communique.fact.parties import Parties
from communique.fact.roles import frame_of
from communique.fact.status import status_of
from communique.fact.tree import RELATIVE
from communique.model import Actor, Evidence, Place, PlaceKind, Situation, Span, Status, fact_id

_HOLDING = frozenset("control occupy hold administer govern".split())
_SHARES = frozenset(
    """fifth quarter third half most part percent per cent % majority much all tenth sixth seventh eighth portion share
    bulk""".split()
)
_IN_FORCE = RESTRICTIONS | CURBS | frozenset("ceasefire cease-fire truce armistice".split())
_TRUE_NOW = frozenset({Status.ONGOING, Status.HAPPENED})


def situations_of(parties: Parties) -> tuple[Situation, ...]:
    """Return the states of affairs a page tells of: who controls land, what a region consists of, what is in force."""
    return tuple(sorted(_situations(parties), key=lambda s: s.evidence[0].cue))


def _situations(parties: Parties) -> Iterator[Situation]:
    tree = parties.tree
    for i, word in enumerate(tree.reading.words):
        if word.tag not in {"VERB", "NOUN", "ADJ"}:
            continue
        lemma = tree.lemma(i)
        if word.tag == "VERB" and lemma in _HOLDING:
            yield from control(parties, i)
        elif word.tag == "VERB" and lemma in {"consist", "comprise"}:
            yield from parts(parties, i)
        if lemma in {"hold", "remain", "force", "effect", "place"}:
            yield from in_force(parties, i)


def control(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "controls about a fifth of the country": holder, place and extent, when the text says it is so now."""
    tree = parties.tree
    if tree.is_infinitive(i) or set(tree.auxiliaries(i)) - {"be", "have", "do"}:
        return
    if status_of(tree, i).status not in _TRUE_NOW:
        return
    frame = frame_of(tree, i)
    holders = parties.ids(r for s in frame.subject for r in parties.actors_at(s))
    shares = tuple(k for k in tree.kids(i, "obl") if tree.lemma(k) in _SHARES)
    for noun in (*frame.object, *shares)[:1]:
        place = _territory(parties, noun)
        share = tree.lemma(noun) in _SHARES
        if not holders or (place is None and not share) or not (_is_land(parties, noun) or (share and place)):
            return
        extent = _extent(parties, noun) if share else None
        yield _situation(parties, i, "controls", holders[0], place, extent)


def _is_land(parties: Parties, noun: int) -> bool:
    tree = parties.tree
    words = [w for w in tree.subtree(noun) if tree.word(w).tag in {"NOUN", "PROPN"}]
    named = any(parties.reference_at(w, Place) for w in tree.named_by(noun))
    return named or any(tree.lemma(w) in TERRITORY for w in words[:6])


def _territory(parties: Parties, noun: int) -> str | None:
    """Find the place: named in the phrase, or the country whose territory it is ("Norwegian territory")."""
    tree = parties.tree
    words = [w for w in tree.subtree(noun) if not _in_aside(parties, w, noun)]
    for w in words:
        reference = parties.reference_at(w, Place)
        if reference is not None and isinstance(reference.target, Place):
            return reference.target.id
    countries = [
        r.target.country for w in words if (r := parties.reference_at(w, Actor)) and isinstance(r.target, Actor)
    ]
    whole = (p.id for p in parties.places.values() if p.kind is PlaceKind.COUNTRY and p.country in countries)
    return next(whole, None)


def _in_aside(parties: Parties, w: int, noun: int) -> bool:
    """Tell whether ``w`` only gives examples: "…, including parts of the north"."""
    tree = parties.tree
    for up in (w, *tree.up(w)):
        if up == noun:
            return False
        if tree.cases(up) & {"including", "include", "except", "like"} or tree.word(up).relation in {"acl", "appos"}:
            return True
    return False


def _extent(parties: Parties, noun: int) -> str:
    tree = parties.tree
    span = tree.phrase(noun, without=frozenset({"nmod", "acl", "appos", "conj", "obl"}))
    return span.of(tree.reading.article.text)[:80]


def parts(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "the region, which consists of two provinces": what a place is made of, in the text's words."""
    tree = parties.tree
    frame = frame_of(tree, i)
    wholes = [tree.antecedent(i) if tree.word(i).relation == "acl" else None, *frame.subject]
    wholes += [s - 2 for s in frame.subject if tree.lemma(s) in RELATIVE and s > 1 and tree.form(s - 1) == ","]
    place = next((p for w in wholes if w is not None and (p := _place_at(parties, w))), None)
    made = frame.after("of") or frame.object
    if place is None or not made:
        return
    words = tree.phrase(made[0], without=frozenset({"case", "acl"})).of(tree.reading.article.text)
    yield _situation(parties, i, "consists of", None, place, words[:200])


def _place_at(parties: Parties, i: int) -> str | None:
    for w in parties.tree.named_by(i):
        reference = parties.reference_at(w, Place)
        if reference is not None and isinstance(reference.target, Place):
            return reference.target.id
    return None


def in_force(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "the ceasefire is holding", "the sanctions remain in force"."""
    tree = parties.tree
    if tree.lemma(i) in {"force", "effect", "place"} and "in" not in tree.cases(i):
        return
    at = i if tree.kids(i, "nsubj") else tree.parent(i)
    if at is None or status_of(tree, at).status not in _TRUE_NOW or tree.kids(at, "obj"):
        return
    subjects = [s for s in tree.kids(at, "nsubj") if tree.lemma(s) in _IN_FORCE]
    if not subjects:
        return
    what = f"{tree.lemma(subjects[0])} in force"
    holder = next(iter(parties.ids(parties.holders_at(subjects[0]))), None)
    yield _situation(parties, i, what, holder, None, None)


def _situation(
    parties: Parties, i: int, what: str, holder: str | None, place: str | None, extent: str | None
) -> Situation:
    tree = parties.tree
    cue: Span = tree.word(i).span
    return Situation(
        id=fact_id(tree.reading.article, "situation", cue),
        what=what,
        holder=holder,
        object=place,
        extent=extent,
        evidence=(Evidence.cite(tree.reading.article, tree.sentence(i), cue),),
        how=f"fact.situations.{'control' if what == 'controls' else 'parts' if what == 'consists of' else 'in_force'}",
        score=0.8,
    )
