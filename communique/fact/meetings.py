"""Meetings: several mentions on a page of one meeting, visit or call become one event with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.fact.drafts import Draft
from communique.fact.fits import dates_fit, people_fit, places_fit, shares_country, sides_meet
from communique.fact.gathering import Gathering, gathering_of, named_first, unique
from communique.fact.parties import Parties
from communique.fact.same import chance, signs_of, weights
from communique.fact.series import in_series
from communique.fact.tree import Tree
from communique.model import ActorKind, EventType, Status, When

_HELD = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})
_LOOK_BACK = 100
"""How many meetings of a page one mention is compared with: no real page tells of so many."""

_AHEAD = frozenset({Status.PLANNED, Status.EXPECTED, Status.POSSIBLE, Status.OFFERED, Status.THREATENED})


def is_meeting(draft: Draft) -> bool:
    """Tell whether a draft is a meeting, a visit or a call."""
    return draft.type is EventType.CONSULT


def talks(parties: Parties, drafts: Iterable[Draft]) -> tuple[Gathering, ...]:
    """Put together the mentions of each meeting on the page.

    Two mentions are one meeting when their days can be the same, their places can be the same, they share
    people or sides, and neither is planned while the other is over. A mention that names nobody ("the
    talks", "the third day of talks") belongs to the meeting it fits, else to the nearest one before it;
    if there is none it is left out.
    """
    found: list[Gathering] = []
    waiting: list[Gathering] = []
    for draft in drafts:
        one = gathering_of(parties, draft)
        if one.days is None and not one.participants:
            waiting.append(one)
            continue
        _place(parties, found, one)
    for one in waiting:
        at = _antecedent(parties, found, one)
        if at is not None:
            found[at] = _joined(parties, found[at], one)
        elif one.first.implied:
            _place_implied(parties, found, replace(one, participants=one.first.implied))
    kept = [g for g in found if _is_told(parties, g)]
    return tuple(in_series(parties, kept))


def _place(parties: Parties, found: list[Gathering], one: Gathering) -> None:
    for at in range(len(found) - 1, max(len(found) - _LOOK_BACK, 0) - 1, -1):
        if _same(parties, found[at], one) or _likely(parties, found, at, one):
            found[at] = _joined(parties, found[at], one)
            return
    found.append(one)


def _place_implied(parties: Parties, found: list[Gathering], one: Gathering) -> None:
    """Put "the negotiations" with the days of talks that the same sentence says were held by the same people."""
    sentence = parties.tree.sentence(one.first.word)
    for at, g in enumerate(found[-_LOOK_BACK:], start=max(len(found) - _LOOK_BACK, 0)):
        near = any(parties.tree.sentence(d.word) == sentence for d in g.latest)
        if g.days and near and set(one.participants) <= set(g.participants) and _statuses_fit(g, one):
            found[at] = _joined(parties, g, one)
            return
    _place(parties, found, one)


def _same(parties: Parties, a: Gathering, b: Gathering) -> bool:
    """Tell whether two mentions can be, and by two signs are, the same meeting."""
    if a.days or b.days or (a.day and b.day and a.day != b.day) or (a.round and b.round and a.round != b.round):
        return False
    if not dates_fit(a.when, b.when):
        return False
    where = places_fit(parties, a, b)
    if a.day and a.day == b.day and where is not False:
        return sides_meet(parties, a, b) or shares_country(parties, a, b)
    if not _statuses_fit(a, b):
        return False
    if _one_trip(parties, a, b):
        return True
    people = people_fit(parties, a.participants, b.participants)
    if where is False or not people:
        return False
    dated = a.when is not None and b.when is not None
    shared = len(set(a.participants) & set(b.participants))
    return bool(where) + dated + (shared > 1) >= 1 and _modes_fit(a, b)


ONE = 0.5
"""From which chance on two mentions are one meeting, where nothing of ``_same`` speaks for it or against it."""


def _likely(parties: Parties, found: list[Gathering], at: int, one: Gathering) -> bool:
    """Tell whether the signs of ``same`` make two mentions one meeting: "the visit", "met" of the same trip.

    Days, places and numbers that exclude each other do so here too, and somebody must be in common.
    """
    g = found[at]
    if g.days or one.days or (g.day or 0) != (one.day or 0) or (g.round or 0) != (one.round or 0):
        return False
    if not dates_fit(g.when, one.when) or not _statuses_fit(g, one) or not set(g.participants) & set(one.participants):
        return False
    if _met_on_visit(parties, g, one):
        return True
    others = set(g.participants) ^ set(one.participants)
    if len(others & set(g.participants)) and len(others & set(one.participants)) and not _is_visit(one):
        return False
    between = len(found) - at - 1
    return any(
        chance(signs_of(parties, d, one.first, between), weights()) >= ONE
        for d in (g.first, *g.drafts[1:][-_COMPARED:])
    )


_COMPARED = 4


def _is_visit(g: Gathering) -> bool:
    return g.first.trigger.row.mode == "visit"


def _met_on_visit(parties: Parties, g: Gathering, one: Gathering) -> bool:
    """Tell whether one sentence tells of a visit and of whom the visitor met: "a visit to Oslo, where she met Aro"."""
    if _is_visit(g) == _is_visit(one):
        return False
    visit, met = (g, one) if _is_visit(g) else (one, g)
    sentences = {parties.tree.sentence(d.word) for d in visit.latest}
    return bool(set(visit.first.actors) & set(met.participants)) and parties.tree.sentence(met.first.word) in sentences


def _one_trip(parties: Parties, a: Gathering, b: Gathering) -> bool:
    """Tell whether one sentence speaks twice of one visit: "arrived in Oslo on a three-day visit"."""
    visits = a.first.trigger.row.mode == b.first.trigger.row.mode == "visit"
    sentence = parties.tree.sentence(b.first.word)
    return visits and a.participants == b.participants and parties.tree.sentence(a.drafts[-1].word) == sentence


def _modes_fit(a: Gathering, b: Gathering) -> bool:
    modes = {a.first.trigger.row.mode, b.first.trigger.row.mode} - {None}
    return len(modes) < 2 and not ("phone" in modes and None in {a.first.trigger.row.mode, b.first.trigger.row.mode})


def _statuses_fit(a: Gathering, b: Gathering) -> bool:
    if a.status is None or b.status is None:
        return True
    return {a.status, b.status} <= _HELD or {a.status, b.status} <= _AHEAD or a.status is b.status


def _antecedent(parties: Parties, found: list[Gathering], one: Gathering) -> int | None:
    """Find the meeting that "the talks" means: the same day number, the same place, else the nearest before."""
    fitting = [
        at
        for at, g in enumerate(found[:_LOOK_BACK])
        if not g.days
        and dates_fit(g.when, one.when)
        and places_fit(parties, g, one) is not False
        and not (one.day and g.day != one.day)
        and (_statuses_fit(g, one) or (one.first.trigger.support is None and one.status not in _AHEAD))
        and not _is_named(parties.tree, one)
        and _modes_fit(g, one)
        and (one.first.trigger.row.mode != "visit" or g.first.trigger.row.mode == "visit")
    ]
    before = [at for at in fitting if found[at].first.word < one.first.word] or fitting
    if one.status in _HELD:
        before = [at for at in before if found[at].status in _HELD] or ([] if not one.day else before)
    placed = [at for at in before if places_fit(parties, found[at], one)]
    if placed or (one.day and before):
        return (placed or before)[-1]
    if not one.first.definite and not one.first.places:
        return None
    return max(before, key=lambda at: _last_word_before(found[at], one.first.word), default=None)


def _is_named(tree: Tree, g: Gathering) -> bool:
    """Tell whether a mention has a name of its own and so means no meeting spoken of before: "the Arctic summit"."""
    return any(tree.word(k).tag == "PROPN" for k in tree.kids(g.first.word, "compound", "amod"))


def _last_word_before(g: Gathering, word: int) -> int:
    """Return the last word before ``word`` that speaks of ``g``, so that "the talks" are the ones just spoken of."""
    return max((d.word for d in g.latest if d.word < word), default=-1)


def _joined(parties: Parties, a: Gathering, b: Gathering) -> Gathering:
    people = unique((*a.participants, *b.participants))
    return Gathering(
        drafts=(*a.drafts, *b.drafts),
        participants=people if _adds(parties, b) else named_first(parties, people),
        day=a.day or b.day,
        round=a.round or b.round,
        days=a.days,
        when=_narrower(a.when, b.when),
        outcome=a.outcome or b.outcome,
    )


def _adds(parties: Parties, g: Gathering) -> bool:
    """Tell whether a mention adds people to those known: "the talks, which will also include Voss"."""
    return any(parties.tree.lemma(v) in {"include", "involve"} for d in g.drafts for v in d.trigger.tells)


def _narrower(a: When | None, b: When | None) -> When | None:
    if a is None or b is None:
        return a or b
    return b if (b.days or 10**6) < (a.days or 10**6) else a


def _is_told(parties: Parties, g: Gathering) -> bool:
    """Keep a meeting that somebody takes part in: two parties, a plural one, or one with a day or a place."""
    if g.status is None or not g.participants:
        return False
    if len(g.participants) > 1 or g.day or g.round or g.days:
        return True
    plural = any(parties.actors[p].kind is ActorKind.GROUP for p in g.participants if p in parties.actors)
    placed = any(d.places for d in g.drafts)
    return (
        g.first.trigger.row.mode == "visit"
        or g.first.trigger.row.tag == "V"
        or plural
        or (placed and g.when is not None)
    )
