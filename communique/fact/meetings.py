"""Meetings: several mentions on a page of one meeting, visit or call become one event with all its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.fact.drafts import Draft
from communique.fact.nouns import AGENTS
from communique.fact.parties import Parties
from communique.fact.roles import frame_of, surface_subject
from communique.fact.tree import Tree
from communique.fact.triggers import container
from communique.model import ActorKind, EventType, Place, PlaceKind, Span, Status, When

_HELD = frozenset({Status.HAPPENED, Status.ONGOING})
_AHEAD = frozenset({Status.PLANNED, Status.EXPECTED, Status.POSSIBLE})
_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
        strict=True,
    )
)
_CARDINALS = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))
_MATTER = frozenset("on about over regarding concerning".split())
_FRUITFUL = frozenset(
    """constructive productive useful fruitful positive successful substantive frank tense difficult cordial candid
    inconclusive fruitless friendly warm tough intense deadlocked helpful good bad futile heated""".split()
)
_NO_MATTER = frozenset("day month week year phone telephone sideline eve".split())
_DISCUSSING = frozenset("discuss negotiate address debate review consider explore coordinate".split())


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting with every mention of it. ``days`` counts the days already held ("two days of talks")."""

    drafts: tuple[Draft, ...]
    participants: tuple[str, ...]
    day: int | None
    round: int | None
    days: int | None
    when: When | None
    outcome: Span | None = None
    series: str | None = None

    @property
    def first(self) -> Draft:
        """The mention the event is known by."""
        return self.drafts[0]

    @property
    def status(self) -> Status | None:
        """Status of the first mention that tells one."""
        return next((d.standing.status for d in self.drafts if d.standing), None)


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
        one = _gathering(parties, draft)
        if one.days is None and not one.participants:
            waiting.append(one)
            continue
        _place(parties, found, one)
    for one in waiting:
        at = _antecedent(parties, found, one)
        if at is not None:
            found[at] = _joined(parties, found[at], one)
    kept = [g for g in found if _is_told(parties, g)]
    return tuple(_in_series(parties, kept))


def _gathering(parties: Parties, draft: Draft) -> Gathering:
    tree = parties.tree
    day, number, days = _numbers(tree, container(parties.tree, draft.word), draft)
    people = _unique((*draft.actors, *draft.recipients))
    if draft.trigger.row.tag == "N" and not people and (days or draft.trigger.row.mode == "visit"):
        people = _implied(parties, draft)
    return Gathering((draft,), people, day, number, days, draft.when, _outcome(tree, draft))


def _tells_an_end(tree: Tree, verb: int) -> bool:
    """Tell whether a verb says how talks ended: "collapsed", "ended without a deal"; not "ended on Friday"."""
    if tree.lemma(verb) in {"collapse", "fail", "stall", "founder"}:
        return True
    how = any(tree.cases(k) & {"without", "with", "in"} and tree.word(k).tag == "NOUN" for k in tree.kids(verb, "obl"))
    return how and tree.lemma(verb) in {"end", "break", "conclude", "result", "finish"}


def _place(parties: Parties, found: list[Gathering], one: Gathering) -> None:
    for at in range(len(found) - 1, -1, -1):
        if _same(parties, found[at], one):
            found[at] = _joined(parties, found[at], one)
            return
    found.append(one)


def _numbers(tree: Tree, outer: int, draft: Draft) -> tuple[int | None, int | None, int | None]:
    """Read "for a third day" (day 3), "the second round of talks" (round 2), "two days of talks" (2 days held)."""
    day = number = days = None
    nouns = [outer, *(k for r in draft.roots for k in tree.kids(r, "obl") if "for" in tree.cases(k))]
    for n in nouns:
        ordinal = next((_ORDINALS[f] for k in tree.kids(n, "amod") if (f := tree.form(k)) in _ORDINALS), None)
        if tree.lemma(n) == "day":
            day = ordinal or day
            if n == outer:
                days = next((_count(tree.form(k)) for k in tree.kids(n, "nummod")), None) or days
        elif tree.lemma(n) in {"round", "session", "phase"}:
            number = ordinal or number
    return day, number, days


def _count(form: str) -> int | None:
    return _CARDINALS.get(form) or (int(form) if form.isdecimal() and len(form) < 3 else None)


def _implied(parties: Parties, draft: Draft) -> tuple[str, ...]:
    """Take those who act after or at the talks for the parties to them: "Voss said after two days of talks"."""
    tree = parties.tree
    outer = container(parties.tree, draft.word)
    if not tree.cases(outer) & {"after", "following", "during", "at", "in", "on"}:
        return ()
    if tree.word(outer).relation == "advcl":
        return parties.ids(r for s in surface_subject(tree, outer) for r in parties.actors_at(s))
    clause = tree.clause(outer)
    if not tree.is_predicate(clause):
        return ()
    frame = frame_of(tree, clause)
    return parties.ids(r for s in frame.subject for r in parties.actors_at(s))


def _outcome(tree: Tree, draft: Draft) -> Span | None:
    """Find how the talks are said to have gone: "were described as constructive", "the talks ended without a deal"."""
    if draft.trigger.row.tag != "N":
        return None
    outer = container(tree, draft.word)
    head = tree.parent(outer)
    verbs = [k for n in {outer, draft.word} for k in tree.kids(n, "acl")]
    if head is not None and tree.word(outer).relation == "nsubj":
        verbs.append(head)
    for v in verbs:
        if tree.lemma(v) in {"describe", "call", "characterise", "characterize", "hail"} and tree.is_passive(v):
            said = [k for k in tree.kids(v, "xcomp", "obl", "obj", "advcl") if not tree.cases(k) & {"by", "in", "on"}]
            if said:
                return tree.phrase(said[0], without=frozenset({"case", "mark"}))
        if v == head and _tells_an_end(tree, v):
            return tree.phrase(v, without=frozenset({"nsubj", "advcl", "parataxis", "conj", "cc"}))
        if v == head and tree.kids(v, "cop") and tree.lemma(v) in _FRUITFUL:
            return tree.phrase(v, without=frozenset({"nsubj", "cop", "advcl", "conj", "cc", "parataxis"}))
    return None


def _same(parties: Parties, a: Gathering, b: Gathering) -> bool:
    """Tell whether two mentions can be, and by two signs are, the same meeting."""
    if a.days or b.days or (a.day and b.day and a.day != b.day) or (a.round and b.round and a.round != b.round):
        return False
    if not dates_fit(a.when, b.when):
        return False
    where = _places_fit(parties, a, b)
    if a.day and a.day == b.day and where is not False:
        return _sides_meet(parties, a, b) or _shares_country(parties, a, b)
    if not _statuses_fit(a, b):
        return False
    people = _people_fit(parties, a.participants, b.participants)
    if where is False or not people:
        return False
    dated = a.when is not None and b.when is not None
    shared = len(set(a.participants) & set(b.participants))
    return bool(where) + dated + (shared > 1) >= 1 and _modes_fit(a, b)


def _modes_fit(a: Gathering, b: Gathering) -> bool:
    modes = {a.first.trigger.row.mode, b.first.trigger.row.mode} - {None}
    return len(modes) < 2 and not ("phone" in modes and None in {a.first.trigger.row.mode, b.first.trigger.row.mode})


def _statuses_fit(a: Gathering, b: Gathering) -> bool:
    if a.status is None or b.status is None:
        return True
    return {a.status, b.status} <= _HELD or {a.status, b.status} <= _AHEAD or a.status is b.status


def dates_fit(a: When | None, b: When | None) -> bool:
    """Tell whether two times have a day in common (an unknown one fits any)."""
    if a is None or b is None or a.earliest is None or b.earliest is None:
        return True
    return a.earliest[:10] <= (b.latest or "9999")[:10] and b.earliest[:10] <= (a.latest or "9999")[:10]


def _places_fit(parties: Parties, a: Gathering, b: Gathering) -> bool | None:
    """Tell whether two meetings can be in one place: None when one of them names none."""
    left = [r.target for d in a.drafts for r in d.places if isinstance(r.target, Place)]
    right = [r.target for d in b.drafts for r in d.places if isinstance(r.target, Place)]
    if not left or not right:
        return None
    return any(_one_place(x, y) for x in left for y in right)


def _one_place(x: Place, y: Place) -> bool:
    if x.id == y.id:
        return True
    if x.country != y.country:
        return False
    if PlaceKind.COUNTRY in {x.kind, y.kind}:
        return True
    if None in {x.lat, x.lon, y.lat, y.lon}:
        return PlaceKind.FACILITY in {x.kind, y.kind}
    return abs((x.lat or 0) - (y.lat or 0)) < 0.5 and abs((x.lon or 0) - (y.lon or 0)) < 0.8


def _people_fit(parties: Parties, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two sets of people can be one party: they share somebody, or the same sides take part."""
    if set(a) & set(b):
        return True
    left = {c for x in a if (c := parties.country(x))}
    right = {c for x in b if (c := parties.country(x))}
    return len(left & right) > 1 and (left <= right or right <= left)


def _antecedent(parties: Parties, found: list[Gathering], one: Gathering) -> int | None:
    """Find the meeting that "the talks" means: the same day number, the same place, else the nearest before."""
    fitting = [
        at
        for at, g in enumerate(found)
        if not g.days
        and dates_fit(g.when, one.when)
        and _places_fit(parties, g, one) is not False
        and not (one.day and g.day != one.day)
        and (_statuses_fit(g, one) or one.first.trigger.support is None)
        and _modes_fit(g, one)
        and (one.first.trigger.row.mode != "visit" or g.first.trigger.row.mode == "visit")
    ]
    before = [at for at in fitting if found[at].first.word < one.first.word] or fitting
    if one.status in _HELD:
        before = [at for at in before if found[at].status in _HELD] or ([] if not one.day else before)
    placed = [at for at in before if _places_fit(parties, found[at], one)]
    if placed or (one.day and before):
        return (placed or before)[-1]
    if not one.first.definite and not one.first.places:
        return None
    return max(before, key=lambda at: _last_word_before(found[at], one.first.word), default=None)


def _last_word_before(g: Gathering, word: int) -> int:
    """Return the last word before ``word`` that speaks of ``g``, so that "the talks" are the ones just spoken of."""
    return max((d.word for d in g.drafts if d.word < word), default=-1)


def _joined(parties: Parties, a: Gathering, b: Gathering) -> Gathering:
    people = _unique((*a.participants, *b.participants))
    return Gathering(
        drafts=(*a.drafts, *b.drafts),
        participants=people if _adds(parties, b) else _named_first(parties, people),
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


def _named_first(parties: Parties, people: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out a group when people of its country are named: "US delegates" where the US envoy is among them."""
    kinds = {p: parties.actors[p].kind for p in people if p in parties.actors}
    named = {parties.country(p) for p, k in kinds.items() if k is ActorKind.PERSON}
    vague = {p for p, k in kinds.items() if k is ActorKind.GROUP and parties.country(p) in named - {None}}
    return tuple(p for p in people if p not in vague) or people


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


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


def _in_series(parties: Parties, found: list[Gathering]) -> list[Gathering]:
    """Tie the days of one meeting together: "two days of talks" and the "third day" with the same sides.

    Days counted on from a dated one are dated: the two days before a third day on the 6th are the 4th and 5th.
    """
    numbered = [g for g in found if g.day]
    result: list[Gathering] = []
    for g in found:
        mates = [n for n in numbered if n is not g and _sides_meet(parties, n, g)]
        following = next((n for n in mates if g.days and n.day == g.days + 1), None)
        if following is not None:
            result.append(_earlier_days(g, following))
        elif g.day:
            name = f"{min(g.first.word, *(m.first.word for m in found if _sides_meet(parties, m, g)))}"
            earlier = [m for m in found if m is not g and (m.days or m.day) and _sides_meet(parties, m, g)]
            result.append(replace(g, series=name if earlier else None))
        else:
            result.append(g)
    return result


def _earlier_days(g: Gathering, following: Gathering) -> Gathering:
    when = g.when
    if when is None and following.when is not None and following.when.days == 1 and following.when.earliest and g.days:
        last = date.fromisoformat(following.when.earliest[:10])
        when = When.between(last - timedelta(days=g.days), last - timedelta(days=1), how="fact.meetings.talks")
    first = replace(g.first, places=g.first.places or following.first.places)
    name = f"{min(g.first.word, following.first.word)}"
    return replace(g, drafts=(first, *g.drafts[1:]), when=when, series=name)


def _sides_meet(parties: Parties, a: Gathering, b: Gathering) -> bool:
    left = {c for p in a.participants if (c := parties.country(p))}
    right = {c for p in b.participants if (c := parties.country(p))}
    return bool(set(a.participants) & set(b.participants)) or len(left & right) > 1


def _shares_country(parties: Parties, a: Gathering, b: Gathering) -> bool:
    return bool({parties.country(p) for p in a.participants} & {parties.country(p) for p in b.participants} - {None})


def agenda_of(tree: Tree, g: Gathering) -> Span | None:
    """Return what is on the table: "to discuss how to end the war", "talks on prisoners"."""
    for d in g.drafts:
        for root in d.roots:
            for k in tree.kids(root, "advcl", "acl", "xcomp"):
                if tree.lemma(k) in _DISCUSSING:
                    matter = tree.kids(k, "obj", "ccomp", "xcomp", "advcl")
                    if matter:
                        return tree.phrase(matter[0])
            for k in tree.kids(root, "nmod", "obl"):
                topical = tree.cases(k) & _MATTER and tree.word(k).tag in {"NOUN", "VERB"}
                if topical and tree.lemma(k) not in AGENTS | _NO_MATTER:
                    return tree.phrase(k, without=frozenset({"case"}))
    return None
