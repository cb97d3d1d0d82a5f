"""Situations: states of affairs, such as who controls which territory, and how much of it."""

from __future__ import annotations

from collections.abc import Iterator

from communique.fact.lasting import land, lasting, situation
from communique.fact.nouns import TERRITORY
from communique.fact.parties import Parties
from communique.fact.roles import frame_of
from communique.fact.status import status_of
from communique.fact.tree import RELATIVE, Tree
from communique.model import Place, PlaceKind, Situation, Status

_HOLDING = frozenset("control occupy hold administer".split())
_SHARES = frozenset(
    """fifth quarter third half most part percent per cent % majority much all tenth sixth seventh eighth portion share
    bulk north south east west""".split()
)
_PARTS = _SHARES | frozenset("swathe area piece strip stretch rest number side".split())
_LAND = TERRITORY - {"building"}
_TRUE_NOW = frozenset({Status.ONGOING, Status.HAPPENED})


def situations_of(parties: Parties) -> tuple[Situation, ...]:
    """Return the states of affairs a page tells of: who controls land, what a region consists of, what is in force."""
    found = [*_situations(parties), *lasting(parties)]
    return tuple(sorted(found, key=lambda s: s.evidence[0].cue))


def _situations(parties: Parties) -> Iterator[Situation]:
    tree = parties.tree
    for i, word in enumerate(tree.reading.words):
        if word.tag != "VERB":
            continue
        lemma = tree.lemma(i)
        if lemma in _HOLDING and word.relation != "amod":
            yield from control(parties, i)
        elif lemma in {"consist", "comprise"}:
            yield from parts(parties, i)


def control(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "controls about a fifth of the country": holder, place and extent, when the text says it is so now."""
    tree = parties.tree
    if tree.is_infinitive(i) or set(tree.auxiliaries(i)) - {"be", "have", "do"}:
        return
    if status_of(tree, i).status not in _TRUE_NOW or not _is_now(tree, i):
        return
    frame = frame_of(tree, i)
    holders = parties.ids(r for s in frame.subject for r in parties.actors_at(s))
    shares = tuple(k for k in tree.kids(i, "obl") if tree.lemma(k) in _SHARES)
    for noun in (*frame.object, *shares)[:1]:
        place = land(parties, noun)
        share = tree.lemma(noun) in _SHARES
        if not holders or (place is None and not share) or not (_is_land(parties, noun) or (share and place)):
            return
        if place is not None and not share and _is_own_country(parties, holders[0], place):
            return
        extent = _extent(parties, noun) if share else None
        yield situation(parties, i, "controls", holders[0], place, extent, "fact.situations.control")


def _is_now(tree: Tree, i: int) -> bool:
    """Tell "controls", "has controlled since May", "is held by" from "controlled", "was held by", "began occupying"."""
    forms = {tree.form(k) for k in tree.kids(i, "aux")}
    if forms & {"was", "were", "had", "did"}:
        return False
    if forms or tree.is_passive(i):
        return True
    return not tree.is_participle_in_ing(i) and tree.form(i) in {
        tree.lemma(i),
        tree.lemma(i) + "s",
        tree.lemma(i) + "ies",
    }


def _is_land(parties: Parties, noun: int) -> bool:
    """Tell whether what is held is land: "the north of the island", not "a number of buildings in the north"."""
    tree = parties.tree
    wholes = [k for k in tree.kids(noun, "nmod") if "of" in tree.cases(k)]
    heads = wholes if tree.lemma(noun) in _PARTS and wholes else [noun]
    named = any(parties.reference_at(w, Place) for h in heads for w in tree.named_by(h))
    return named or any(tree.lemma(h) in _LAND for h in heads)


def _is_own_country(parties: Parties, holder: str, place: str) -> bool:
    """Tell whether somebody only governs: "Voss has governed Norvia for ten years" tells nothing of who holds what."""
    known = parties.places.get(place)
    whole = known is not None and known.kind is PlaceKind.COUNTRY
    return whole and known is not None and parties.country(holder) == known.country


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
    yield situation(parties, i, "consists of", None, place, words[:200], "fact.situations.parts")


def _place_at(parties: Parties, i: int) -> str | None:
    for w in parties.tree.named_by(i):
        reference = parties.reference_at(w, Place)
        if reference is not None and isinstance(reference.target, Place):
            return reference.target.id
    return None
