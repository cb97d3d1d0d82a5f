"""Situations that last: sieges and occupations, truces that hold or are broken, sanctions in force."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from communique.fact.nouns import CURBS, RESTRICTIONS, TERRITORY, VERBS
from communique.fact.parties import Parties
from communique.fact.roles import frame_of
from communique.fact.status import is_negated, status_of
from communique.fact.tree import Tree
from communique.model import Actor, ActorKind, Evidence, Place, PlaceKind, Situation, Status, fact_id

_TRUCES = frozenset("ceasefire cease-fire truce armistice".split())
_IN_FORCE = RESTRICTIONS | CURBS | _TRUCES
_UNDER = frozenset("siege blockade occupation curfew sanction sanctions embargo lockdown".split())
_BREAKING = VERBS["break"]
_HELD = {"occupied": "occupies", "held": "controls", "controlled": "controls", "administered": "controls"}
_PIECES = frozenset("part area neighborhood neighbourhood district suburb portion swathe territory".split())
_PROVINCES = TERRITORY - {"territory", "land", "part", "border", "area"}
_LASTING = frozenset("hold remain force effect place".split())
_TRUE_NOW = frozenset({Status.ONGOING, Status.HAPPENED})
_GONE = frozenset({"was", "were", "had"})
_HOLDERS = frozenset({ActorKind.GOVERNMENT, ActorKind.GROUP, ActorKind.ARMED_FORCE, ActorKind.ORGANISATION})


def lasting(parties: Parties) -> Iterator[Situation]:
    """Yield the situations of a page that go on, by the words that say so."""
    tree = parties.tree
    for i, lemma in enumerate(tree.lemmas):
        word = tree.words[i]
        if word.tag not in {"NOUN", "VERB", "ADJ"}:
            continue
        if word.relation in {"amod", "compound"} and word.tag != "NOUN" and tree.form(i) in _HELD:
            yield from held(parties, i)
        elif lemma in _UNDER and word.tag == "NOUN" and "under" in tree.cases(i):
            yield from under(parties, i)
        elif lemma == "besiege" or (lemma == "siege" and word.relation == "obj"):
            yield from besieged(parties, i)
        elif lemma in _BREAKING and word.tag == "VERB":
            yield from broken(parties, i)
        elif lemma in _LASTING:
            yield from in_force(parties, i)


def under(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "the town has been under siege since May", "the island remains under sanctions"; not "was under siege"."""
    tree = parties.tree
    at = i if tree.kids(i, "nsubj") else tree.parent(i)
    if at is None or is_negated(tree, at) or not _is_now(tree, at):
        return
    for s in tree.kids(at, "nsubj"):
        place = land(parties, s)
        if place is not None and not tree.kids(at, "obj"):
            noun = "sanctions" if tree.lemma(i).startswith("sanction") else tree.lemma(i)
            yield situation(parties, i, f"under {noun}", None, place, None, "fact.lasting.under")
            return


def _is_now(tree: Tree, i: int) -> bool:
    forms = {tree.form(k) for k in tree.kids(i, "aux", "cop")} | {tree.form(i)}
    return not forms & _GONE and bool(forms & {"is", "are", "has", "have", "remains", "remain", "'s", "’s", "'re"})


def besieged(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "the besieged town of Turku", "have laid siege to Turku", "areas of Turku besieged by the army".

    A siege told in the past tense ("besieged the town") may be over and is none.
    """
    tree = parties.tree
    head = tree.parent(i)
    if head is None:
        return
    if tree.lemma(i) == "siege":
        goals = [k for n in (i, head) for k in tree.kids(n, "nmod", "obl") if "to" in tree.cases(k)]
        holders = parties.ids(r for s in frame_of(tree, head).subject for r in parties.actors_at(s))
        place = next((p for k in goals if (p := land(parties, k))), None)
        if place and tree.lemma(head) == "lay" and _is_now(tree, head) and not is_negated(tree, head):
            yield situation(parties, i, "besieges", next(iter(holders), None), place, None, "fact.lasting.besieged")
        return
    if tree.word(i).relation not in {"amod", "acl"} or tree.is_participle_in_ing(i):
        return
    place = land(parties, head) if _is_place_word(parties, head) else None
    agents = [k for k in tree.kids(i, "obl") if "by" in tree.cases(k)]
    holder = next(iter(parties.ids(r for k in agents for r in parties.actors_at(k))), None)
    if place is not None and (holder or not agents):
        what = "besieges" if holder else "under siege"
        yield situation(parties, i, what, holder, place, _pieces(tree, head), "fact.lasting.besieged")


def _is_place_word(parties: Parties, i: int) -> bool:
    """Tell a besieged town from a besieged embassy or government in it."""
    return parties.reference_at(i, Place) is not None or parties.tree.lemma(i) in _PROVINCES | _PIECES | {"camp"}


def _pieces(tree: Tree, noun: int) -> str | None:
    """Return "parts" of "the rebel-held parts of Turku": not all of the place is held."""
    return tree.form(noun) if tree.lemma(noun) in _PIECES and tree.form(noun).endswith("s") else None


def held(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "the rebel-held parts of Turku", "the Finnish-occupied island", "the occupied island": who holds what."""
    tree = parties.tree
    noun = tree.parent(i)
    if noun is None or tree.word(noun).tag not in {"NOUN", "PROPN"}:
        return
    place = land(parties, noun)
    if place is None:
        return
    hyphen = i >= 2 and tree.form(i - 1) in {"-", "‑", "–"}
    holder = parties.reference_at(i - 2, Actor) if hyphen else None
    name = next(iter(parties.ids([holder])), None) if holder else None
    if hyphen and (name is None or not _may_hold(parties, name, place)):
        return
    if not hyphen and (tree.form(i) != "occupied" or tree.word(i).relation != "amod" or not _is_region(parties, place)):
        return
    what = _HELD[tree.form(i)] if name else "occupied"
    yield situation(parties, i, what, name, place, _pieces(tree, noun), "fact.lasting.held")


def _may_hold(parties: Parties, holder: str, place: str) -> bool:
    actor, where = parties.actors.get(holder), parties.places.get(place)
    if actor is None or where is None or actor.kind not in _HOLDERS:
        return False
    return where.kind is not PlaceKind.COUNTRY or actor.country != where.country


def _is_region(parties: Parties, place: str) -> bool:
    known = parties.places.get(place)
    return known is not None and known.kind in {PlaceKind.REGION, PlaceKind.CITY, PlaceKind.AREA}


def broken(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "the truce has collapsed", "the army broke the ceasefire"; not what one side says of the other."""
    tree = parties.tree
    frame = frame_of(tree, i)
    truces = [n for n in (*frame.subject, *frame.object) if tree.lemma(n) in _TRUCES]
    cue = tree.word(i).span
    told = any(c.contains(cue) for a in tree.reading.attributions for c in a.content)
    if not truces or told or status_of(tree, i).status is not Status.HAPPENED or "had" in _aux_forms(tree, i):
        return
    yield situation(parties, i, "ceasefire broken", None, _where(parties, truces[0]), None, "fact.lasting.broken")


def _aux_forms(tree: Tree, i: int) -> set[str]:
    return {tree.form(k) for k in tree.kids(i, "aux")}


def in_force(parties: Parties, i: int) -> Iterator[Situation]:
    """Take "the ceasefire is holding", "the sanctions on Norway remain in force"; not "sanctions remain a problem"."""
    tree = parties.tree
    lemma = tree.lemma(i)
    if lemma in {"force", "effect", "place"} and "in" not in tree.cases(i):
        return
    at = i if tree.kids(i, "nsubj") else tree.parent(i)
    if at is None or status_of(tree, at).status not in _TRUE_NOW or tree.kids(at, "obj"):
        return
    if lemma == "remain" and (at != i or tree.kids(i, "xcomp", "obl")):
        return
    if tree.kids(at, "cop") and not _is_now(tree, at) and not tree.kids(i, "nsubj"):
        return
    subjects = [s for s in tree.kids(at, "nsubj") if tree.lemma(s) in _IN_FORCE]
    if not subjects or {"was", "were", "had"} & {tree.form(k) for k in tree.kids(at, "cop", "aux")}:
        return
    noun = "sanctions" if tree.lemma(subjects[0]) == "sanction" else tree.lemma(subjects[0])
    holder = next(iter(parties.ids(parties.holders_at(subjects[0]))), None)
    place = _where(parties, subjects[0])
    yield situation(parties, i, f"{noun} in force", holder, place, None, "fact.lasting.in_force")


def _where(parties: Parties, noun: int) -> str | None:
    """Return the place that a truce or sanction is for: "the truce in Turku", "sanctions on Norway"."""
    tree = parties.tree
    for k in tree.kids(noun, "nmod"):
        if tree.cases(k) & {"in", "on", "against", "for"}:
            place = land(parties, k)
            if place is not None:
                return place
    return None


def land(parties: Parties, noun: int) -> str | None:
    """Find the place: named by the noun, in its phrase, or the country whose land it is ("Norwegian territory").

    Of "Norway's neighbouring country, Finland" it is Finland.
    """
    tree = parties.tree
    words = [w for w in tree.subtree(noun) if not _in_aside(parties, w, noun)]
    for w in (*tree.named_by(noun), *(w for w in words if not tree.is_possessive(w)), *words):
        reference = parties.reference_at(w, Place)
        if reference is not None and isinstance(reference.target, Place):
            if reference.target.kind is PlaceKind.COUNTRY and _is_only_in(tree, w, noun):
                continue
            return reference.target.id
    countries = [
        r.target.country for w in words if (r := parties.reference_at(w, Actor)) and isinstance(r.target, Actor)
    ]
    whole = (p.id for p in parties.places.values() if p.kind is PlaceKind.COUNTRY and p.country in countries)
    return next(whole, None)


def _is_only_in(tree: Tree, w: int, noun: int) -> bool:
    """Tell whether country ``w`` is only where the land lies: a province of Norway is not Norway."""
    between = [u for u in (noun, *takewhile(lambda u: u != noun, tree.up(w))) if u != w]
    return any(tree.lemma(u) in _PROVINCES for u in between)


def _in_aside(parties: Parties, w: int, noun: int) -> bool:
    """Tell whether ``w`` only gives examples: "…, including parts of the north"."""
    tree = parties.tree
    for up in (w, *tree.up(w)):
        if up == noun:
            return False
        if tree.cases(up) & {"including", "include", "except", "like"} or tree.word(up).relation in {"acl", "appos"}:
            return True
    return False


def situation(
    parties: Parties, i: int, what: str, holder: str | None, place: str | None, extent: str | None, how: str
) -> Situation:
    """Make the situation that word ``i`` tells of."""
    tree = parties.tree
    cue = tree.word(i).span
    return Situation(
        id=fact_id(tree.reading.article, "situation", cue),
        what=what,
        holder=holder,
        object=place,
        extent=extent,
        evidence=(Evidence.cite(tree.reading.article, tree.sentence(i), cue),),
        how=how,
        score=0.8,
    )
