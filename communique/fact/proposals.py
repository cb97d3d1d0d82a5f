"""Proposals: plans, drafts and deals, whose they are, where they stand, and their versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.fact.parties import Parties
from communique.fact.plan_fates import fate_of, is_told, standing, step_at
from communique.fact.plan_mentions import PlanMention, plan_mention, points_of
from communique.fact.plan_same import is_same
from communique.fact.plan_terms import favours_of, take_in, terms_of
from communique.fact.plan_wishes import is_definite
from communique.fact.plan_words import SORTS, Mark, Sort, is_a_thing
from communique.fact.roles import surface_subject
from communique.fact.tree import Tree
from communique.model import Event, Evidence, Favour, Proposal, ProposalStatus, ProposalStep, Span, Statement, fact_id

_CHANGED = frozenset("updated revised amended modified reworked redrafted newer".split())
_NEWER = frozenset("latest new second final".split())
_OWNER = frozenset("'s ’s ' ’".split())
_COPIES = frozenset("version draft text".split())
_LOOK_BACK = 20
"""How many plans before are asked whether "the plan" is one of them."""

_ASKED = 40
"""How many places that speak of a plan are asked whether a further one does."""

_MOST = 200
"""How many plans are kept of one page: a page of nothing but plans is no page of news."""


@dataclass(slots=True)
class _Plan:
    """A plan while the page is gone through: the words that speak of it, and of which plan it is a version."""

    words: list[int]
    mentions: list[PlanMention] = field(default_factory=list)
    steps: list[ProposalStep] = field(default_factory=list)
    terms: list[Span] = field(default_factory=list)
    base: _Plan | None = None
    marks: frozenset[Mark] = frozenset()
    sorts: frozenset[Sort] = frozenset()

    @property
    def is_thing(self) -> bool:
        """Tell whether any of the sorts it is called by is enough: a "document" that is also "the treaty"."""
        told = self.base or self
        return any(is_a_thing(sort, told.marks) for sort in told.sorts)

    def speaks(self, mention: PlanMention) -> None:
        """Add one more place that speaks of it."""
        self.words.append(mention.word)
        self.mentions.append(mention)
        self.steps += mention.steps
        self.marks |= mention.marks
        self.sorts |= {mention.sort}


def proposals_of(
    parties: Parties, statements: tuple[Statement, ...] = (), events: tuple[Event, ...] = ()
) -> tuple[Proposal, ...]:
    """Return the plans and agreements a page speaks of, each once, with its versions.

    A plan is a fact when the page numbers its points, names it, or says enough of it: what it is about, who is in it,
    whose it is, what became of it ("Norvia rejected Estmark's peace plan"). Every place that speaks of it is
    evidence: "the proposal", "the deal" taking up the plan before that they fit. "The updated version" is a version
    of it. A plan only wished for, a private one and a firm's are none.
    """
    plans: list[_Plan] = []
    for i, word in enumerate(parties.tree.reading.words):
        lemma = parties.tree.lemma(i)
        if word.tag in {"NOUN", "PROPN"} and (lemma in SORTS or lemma == "version"):
            _noun(parties, i, plans)
        elif word.tag == "VERB" and plans and fate_of(parties.tree, i, None):
            _later(parties, i, plans)
        if len(plans) >= _MOST:
            break
    kept = [p for p in plans if p.is_thing]
    return tuple(_proposal(parties, p, statements, events) for p in kept)


def _noun(parties: Parties, i: int, plans: list[_Plan]) -> None:
    tree = parties.tree
    adjectives = {tree.form(k) for k in tree.kids(i, "amod")}
    copy = tree.lemma(i) in _COPIES
    if plans and is_definite(tree, i) and points_of(tree, i) is None:
        if adjectives & _CHANGED or (copy and adjectives & _NEWER):
            _version(plans, _spoken_of(parties, i, plans)).words.append(i)
            return
        if tree.lemma(i) == "version":
            _spoken_of(parties, i, plans).words.append(i)
            return
    mention = plan_mention(parties, i)
    if mention is None:
        return
    near = (p for p in reversed(plans[-_LOOK_BACK:]) if p.base is None)
    plan = next((p for p in near if is_same(tree, mention, p.mentions[:_ASKED])), None)
    if plan is None:
        if mention.sort is Sort.GENERIC:
            return
        plan = _Plan(words=[])
        plans.append(plan)
    plan.speaks(mention)


def _spoken_of(parties: Parties, i: int, plans: list[_Plan]) -> _Plan:
    """Return the plan that "the updated plan" or "the original version" goes back to: one that fits, else the last."""
    first = [p for p in plans[-_LOOK_BACK:] if p.base is None] or [p for p in plans if p.base is None]
    mention = plan_mention(parties, i)
    fits = [p for p in first if mention is not None and is_same(parties.tree, mention, p.mentions[:_ASKED])]
    things = [p for p in first if p.is_thing]
    return (fits or things or first)[-1]


def _version(plans: list[_Plan], base: _Plan) -> _Plan:
    known = next((p for p in plans if p.base is base), None)
    if known is None:
        known = _Plan(words=[], base=base)
        plans.append(known)
    return known


def _later(parties: Parties, verb: int, plans: list[_Plan]) -> None:
    """Follow "it has since been updated to include …" where "it" is the plan spoken of in the same sentence."""
    tree = parties.tree
    if not tree.is_passive(verb) or not is_told(tree, verb):
        return
    it = next((s for s in surface_subject(tree, verb) if tree.form(s) in {"it", "they"}), None)
    if it is None or parties.actors_at(it):
        return
    spoken = [p for p in plans[-_LOOK_BACK:] if tree.sentence(p.words[-1]) == tree.sentence(verb)]
    plan = next((p for p in reversed(spoken) if p.base is None), None)
    status = fate_of(tree, verb, None)
    if plan is None or status is None:
        return
    step = step_at(parties, verb, status, it)
    if status is not ProposalStatus.UPDATED:
        plan.steps.append(step)
        return
    version = _version(plans, plan)
    version.words.append(verb)
    version.steps.append(step)
    version.terms += take_in(tree, verb)


def _proposal(parties: Parties, plan: _Plan, statements: tuple[Statement, ...], events: tuple[Event, ...]) -> Proposal:
    tree, article = parties.tree, parties.tree.reading.article
    told = plan.base or plan
    steps = tuple(sorted(plan.steps, key=lambda s: s.cue))
    last = standing(steps)
    marks = told.marks
    spots = dict.fromkeys(plan.words)
    return Proposal(
        id=_id(tree, plan),
        name=_title(tree, told) + (" (updated)" if plan.base else ""),
        author=next((a for m in told.mentions for a in m.authors), None),
        points=None if plan.base else next((m.points for m in told.mentions if m.points), None),
        version_of=_id(tree, plan.base) if plan.base else None,
        status=last.status if last else ProposalStatus.UPDATED if plan.base else None,
        terms=tuple(dict.fromkeys(_terms(tree, plan))),
        when=last.when if last else None,
        evidence=tuple(Evidence.cite(article, tree.sentence(i), tree.word(i).span) for i in spots),
        how="fact.proposals.proposals_of",
        score=0.8 if marks & {Mark.POINTS, Mark.NAMED} else 0.7,
        steps=steps,
        favours=_favours(parties, spots, statements),
        events=_events(tree, plan, events),
    )


def _id(tree: Tree, plan: _Plan) -> str:
    return fact_id(tree.reading.article, "proposal", tree.word(plan.words[0]).span)


def _terms(tree: Tree, plan: _Plan) -> Iterator[Span]:
    yield from plan.terms
    for i in plan.words:
        if tree.word(i).tag != "VERB":
            yield from terms_of(tree, i)


def _favours(parties: Parties, words: dict[int, None], statements: tuple[Statement, ...]) -> tuple[Favour, ...]:
    found: dict[tuple[str, tuple[str, ...]], Favour] = {}
    for i in words:
        for favour in favours_of(parties, i, statements):
            found.setdefault((favour.actor, favour.by), favour)
    return tuple(found.values())


def _events(tree: Tree, plan: _Plan, events: tuple[Event, ...]) -> tuple[str, ...]:
    """Return the events told by the plan's own words: the signing of a treaty is an event and a step of the treaty."""
    cues = {*(tree.word(i).span for i in plan.words), *(s.cue for s in plan.steps)}
    return tuple(e.id for e in events if any(c.cue in cues for c in e.evidence))


def _title(tree: Tree, plan: _Plan) -> str:
    """Return the words that name a plan best: those of the place that says most of it."""
    best = max(plan.mentions, key=lambda m: (len(m.marks - {Mark.FATE, Mark.SIGNED, Mark.TOLD}), -m.word))
    i = best.word
    text = tree.reading.article.text
    if best.named is not None:
        return " ".join(best.named.of(text).split())
    without = frozenset({"acl", "appos", "conj", "case", "det", "cc", "advcl", "punct", "nmod", "nsubj", "cop", "aux"})
    words = [i]
    for k in tree.kids(i):
        relation, cases = tree.word(k).relation, tree.cases(k)
        plain = relation == "nmod" and not tree.is_possessive(k)
        if relation not in without or (plain and ((not cases and k < i) or cases & {"of", "with", "between"})):
            words += tree.subtree(k)
    owned = max((w for w in words if w < i and tree.form(w) in _OWNER), default=-1)
    words = [w for w in words if w > owned and tree.sentence(w) == tree.sentence(i)]
    span = Span(min(tree.word(w).start for w in words), max(tree.word(w).end for w in words))
    return " ".join(span.of(text).split())[:120]
