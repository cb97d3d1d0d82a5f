"""What one mention says of a meeting: its day or round, who takes part, how it went, what it was about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from communique.fact.drafts import Draft
from communique.fact.mending import TIMES
from communique.fact.nouns import AGENTS
from communique.fact.parties import Parties
from communique.fact.roles import frame_of, surface_subject
from communique.fact.tree import Tree
from communique.fact.triggers import container
from communique.model import ActorKind, Span, Status, When

_ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
        strict=True,
    )
)
_CARDINALS = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))
_FRUITFUL = frozenset(
    """constructive productive useful fruitful positive successful substantive frank tense difficult cordial candid
    inconclusive fruitless friendly warm tough intense deadlocked helpful good bad futile heated""".split()
)
_MATTER = frozenset("on about over regarding concerning".split())
_NO_MATTER = frozenset(
    "day month week year phone telephone sideline eve boat ship yacht plane train island margin behalf front".split()
)
_DISCUSSING = frozenset("discuss negotiate address debate review consider explore coordinate".split())


_COMPARED = 100


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
    def latest(self) -> tuple[Draft, ...]:
        """The mentions a further one is compared with: all, on any page of news."""
        return self.drafts[-_COMPARED:]

    @property
    def status(self) -> Status | None:
        """Status of the first mention that tells one."""
        return next((d.standing.status for d in self.drafts[:_COMPARED] if d.standing), None)


def gathering_of(parties: Parties, draft: Draft) -> Gathering:
    """Return the meeting that one mention alone tells of."""
    tree = parties.tree
    day, number, days = _numbers(tree, container(parties.tree, draft.word), draft)
    if draft.trigger.row.tag == "N" and draft.trigger.row.mode == "visit" and not draft.actors:
        # "Voss said on a trip to Oslo": Oslo is known to be visited, and Voss is the one who does.
        draft = replace(draft, actors=tuple(a for a in _implied(parties, draft) if a not in draft.recipients))
    people = unique((*draft.actors, *draft.recipients))
    if draft.trigger.row.tag == "N" and not people and (days or draft.trigger.row.mode == "visit"):
        people = _implied(parties, draft)
    return Gathering((draft,), people, day, number, days, draft.when, _outcome(tree, draft))


_COLLECTIVE = frozenset({ActorKind.GROUP, ActorKind.GOVERNMENT})


def named_first(parties: Parties, people: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out a group or a government when people of its country are named: "US delegates", "Norvia"."""
    kinds = {p: parties.actors[p].kind for p in people if p in parties.actors}
    named = {parties.country(p) for p, k in kinds.items() if k is ActorKind.PERSON}
    vague = {p for p, k in kinds.items() if k in _COLLECTIVE and parties.country(p) in named - {None}}
    return tuple(p for p in people if p not in vague) or people


def unique(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ``ids`` in their order, each once."""
    return tuple(dict.fromkeys(ids))


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


def _tells_an_end(tree: Tree, verb: int) -> bool:
    """Tell whether a verb says how talks ended: "collapsed", "ended without a deal"; not "ended on Friday"."""
    if tree.lemma(verb) in {"collapse", "fail", "stall", "founder"}:
        return True
    how = any(tree.cases(k) & {"without", "with", "in"} and tree.word(k).tag == "NOUN" for k in tree.kids(verb, "obl"))
    return how and tree.lemma(verb) in {"end", "break", "conclude", "result", "finish"}


def agenda_of(tree: Tree, g: Gathering) -> Span | None:
    """Return what is on the table: "to discuss how to end the war", "talks on prisoners"."""
    for d in g.drafts:
        if d.trigger.row.mode == "visit":
            continue
        for root in d.roots:
            for k in tree.kids(root, "advcl", "acl", "xcomp"):
                if tree.lemma(k) in _DISCUSSING:
                    matter = tree.kids(k, "obj", "ccomp", "xcomp", "advcl")
                    if matter:
                        return tree.phrase(matter[0])
            for k in tree.kids(root, "nmod", "obl"):
                topical = tree.cases(k) & _MATTER and tree.word(k).tag in {"NOUN", "VERB"}
                if topical and tree.lemma(k) not in AGENTS | _NO_MATTER | TIMES:
                    return tree.phrase(k, without=frozenset({"case"}))
    return None
