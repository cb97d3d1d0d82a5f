"""Proposals: plans, drafts and deals, whose they are, where they stand, and their versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.fact.anchors import when_of
from communique.fact.nouns import PLANS
from communique.fact.parties import Parties
from communique.fact.roles import frame_of, surface_subject
from communique.fact.status import status_of
from communique.fact.tree import Tree
from communique.model import (
    Evidence,
    MentionKind,
    Proposal,
    ProposalStatus,
    Span,
    Status,
    When,
    fact_id,
)

_POINTS = re.compile(r"\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)[- ]point\b", re.IGNORECASE)
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
_FATES = {
    lemma: status
    for status, lemmas in {
        ProposalStatus.LEAKED: "leak",
        ProposalStatus.DRAFTED: "draft drafting",
        ProposalStatus.PRESENTED: """present unveil submit propose circulate float offer table publish release announce
            hand presentation publication""",
        ProposalStatus.UPDATED: "update revise amend modify rework redraft change adjust",
        ProposalStatus.ACCEPTED: "accept adopt approve endorse ratify acceptance adoption approval",
        ProposalStatus.REJECTED: "reject veto rebuff dismiss spurn rejection",
        ProposalStatus.SIGNED: "sign initial signing",
    }.items()
    for lemma in lemmas.split()
}
_NEWER = frozenset("updated revised latest new amended modified second final newer".split())
_FIRST = frozenset("original initial first earlier draft".split())
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING})
_TERMS = frozenset("include require call provide envisage envision foresee stipulate demand propose contain".split())


@dataclass(frozen=True, slots=True)
class _Fate:
    status: ProposalStatus
    when: When | None


def proposals_of(parties: Parties) -> tuple[Proposal, ...]:
    """Return the plans and drafts a page speaks of, with their versions.

    A plan is a fact when the text numbers its points or names it as a document, or says whose it is and
    what became of it ("the leak of the US plan"). "The original proposal" is that plan again; "the updated
    version" is a version of it.
    """
    found: list[Proposal] = []
    for i, word in enumerate(parties.tree.reading.words):
        if word.tag in {"NOUN", "PROPN"} and parties.tree.lemma(i) in PLANS | {"version"}:
            _mention(parties, i, found)
        elif parties.tree.lemma(i) in _FATES and word.tag == "VERB" and found:
            _later(parties, i, found)
    return tuple(found)


def _mention(parties: Parties, i: int, found: list[Proposal]) -> None:
    tree = parties.tree
    adjectives = {tree.form(k) for k in tree.kids(i, "amod")}
    definite = any(tree.form(k) in {"the", "this", "its", "that"} for k in tree.kids(i, "det", "nmod"))
    points = _points(tree, i)
    if found and definite and points is None:
        if adjectives & _NEWER:
            _add_version(parties, i, found)
        elif adjectives & _FIRST or tree.lemma(i) == "version" or _is_again(parties, i, found):
            found[0] = _with_evidence(parties, found[0], i)
        return
    if tree.lemma(i) == "version":
        return
    fate, holders = _fate(parties, i), parties.ids(parties.holders_at(i))
    named = any(m.kind is MentionKind.DOCUMENT and m.span.contains(tree.word(i).span) for m in tree.reading.mentions)
    if points is None and not (fate and (holders or named)):
        return
    again = next((at for at, p in enumerate(found) if points and p.points == points), None)
    if again is not None:
        found[again] = _with_evidence(parties, found[again], i)
        return
    found.append(_proposal(parties, i, points, fate, holders[0] if holders else None))


def _is_again(parties: Parties, i: int, found: list[Proposal]) -> bool:
    """Tell whether "the plan" is the one plan spoken of so far."""
    return len(found) == 1 and not parties.holders_at(i) and parties.tree.lemma(i) in found[0].name.lower()


def _points(tree: Tree, i: int) -> int | None:
    match = _POINTS.search(
        tree.phrase(i, without=frozenset({"acl", "nmod", "appos", "conj"})).of(tree.reading.article.text)
    )
    if match is None:
        return None
    number = match[1].lower()
    return _NUMBERS.get(number) or int(number)


def _name(tree: Tree, i: int) -> str:
    without = frozenset({"acl", "appos", "conj", "case", "det", "cc", "advcl", "punct"})
    kept = [k for k in tree.kids(i, "nmod") if not tree.cases(k)]
    words = [i, *(w for k in tree.kids(i) if tree.word(k).relation not in without | {"nmod"} for w in tree.subtree(k))]
    words += [w for k in kept for w in tree.subtree(k)]
    span = Span(min(tree.word(w).start for w in words), max(tree.word(w).end for w in words))
    return " ".join(span.of(tree.reading.article.text).split())[:120]


def _fate(parties: Parties, i: int) -> _Fate | None:
    """Read what became of a plan from the verb or noun above it: "the leak of", "was rejected", "signed"."""
    tree = parties.tree
    head = tree.parent(i)
    found: list[int] = [k for k in tree.kids(i, "acl", "amod") if tree.lemma(k) in _FATES and tree.is_passive(k)]
    if head is not None and tree.lemma(head) in _FATES:
        relation = tree.word(i).relation
        if tree.word(head).tag == "VERB":
            subject = relation == "nsubj" and tree.is_passive(head)
            if (relation == "obj" or subject) and status_of(tree, head).status in _TOLD:
                found.append(head)
        elif relation == "nmod" and "of" in tree.cases(i):
            found.append(head)
    found = found or _noun_before(tree, i)
    for at in found:
        return _Fate(_FATES[tree.lemma(at)], when_of(parties, (at,)) or _time_between(parties, at, i))
    return None


def _noun_before(tree: Tree, i: int) -> list[int]:
    """Find "the leak in November of a plan" by the order of words, where the parser hung both on the verb."""
    if "of" not in tree.cases(i):
        return []
    first = min(tree.subtree(i))
    for at in range(i - 1, max(i - 14, -1), -1):
        if tree.word(at).tag == "VERB" or tree.word(at).start < tree.sentence(i).start:
            return []
        if at < first and tree.word(at).tag == "NOUN" and tree.lemma(at) in _FATES:
            return [at]
    return []


def _time_between(parties: Parties, first: int, last: int) -> When | None:
    for at in range(first + 1, last):
        reference = parties.reference_at(at, When)
        if reference is not None and isinstance(reference.target, When) and reference.target.earliest:
            return reference.target
    return None


def _proposal(parties: Parties, i: int, points: int | None, fate: _Fate | None, author: str | None) -> Proposal:
    tree = parties.tree
    cue = tree.word(i).span
    if author is None and fate is not None and fate.status is ProposalStatus.PRESENTED:
        head = tree.parent(i)
        givers = frame_of(tree, head).subject if head is not None and tree.word(head).tag == "VERB" else ()
        author = next(iter(parties.ids(r for g in givers for r in parties.actors_at(g))), None)
    return Proposal(
        id=fact_id(tree.reading.article, "proposal", cue),
        name=_name(tree, i),
        author=author,
        points=points,
        version_of=None,
        status=fate.status if fate else None,
        terms=tuple(_terms(tree, i)),
        when=fate.when if fate else None,
        evidence=(Evidence.cite(tree.reading.article, tree.sentence(i), cue),),
        how="fact.proposals.proposals_of",
        score=0.8 if points else 0.7,
    )


def _terms(tree: Tree, i: int) -> Iterator[Span]:
    """Yield what a plan says: "a plan that includes …", "the plan calls for …"."""
    head = tree.parent(i)
    verbs = list(tree.kids(i, "acl"))
    if head is not None and tree.word(i).relation == "nsubj" and not tree.is_passive(head):
        verbs.append(head)
    for v in verbs:
        if tree.lemma(v) in _TERMS:
            for k in tree.kids(v, "obj", "obl", "ccomp", "xcomp"):
                yield tree.phrase(k, without=frozenset({"case", "mark"}))


def _with_evidence(parties: Parties, proposal: Proposal, i: int) -> Proposal:
    tree = parties.tree
    more = Evidence.cite(tree.reading.article, tree.sentence(i), tree.word(i).span)
    fate = _fate(parties, i)
    return replace(
        proposal,
        evidence=(*proposal.evidence, more),
        status=proposal.status or (fate.status if fate else None),
        terms=(*proposal.terms, *(t for t in _terms(tree, i) if t not in proposal.terms)),
    )


def _add_version(parties: Parties, i: int, found: list[Proposal]) -> None:
    version = next((at for at, p in enumerate(found) if p.version_of is not None), None)
    if version is not None:
        found[version] = _with_evidence(parties, found[version], i)
        return
    new = _proposal(parties, i, None, _Fate(ProposalStatus.UPDATED, None), found[-1].author)
    found.append(replace(new, version_of=found[-1].id))


def _later(parties: Parties, verb: int, found: list[Proposal]) -> None:
    """Follow "it has since been updated to include …" where "it" is the plan spoken of in the same sentence."""
    tree = parties.tree
    if not tree.is_passive(verb) or status_of(tree, verb).status not in _TOLD:
        return
    subjects = surface_subject(tree, verb)
    plan = next((s for s in subjects if tree.form(s) in {"it", "which", "they"}), None)
    spoken = any(e.sentence == tree.sentence(verb) for e in found[-1].evidence)
    if plan is None or not spoken or parties.actors_at(plan):
        return
    if _FATES[tree.lemma(verb)] is not ProposalStatus.UPDATED:
        found[-1] = replace(found[-1], status=_FATES[tree.lemma(verb)])
        return
    terms = [
        tree.phrase(o)
        for k in tree.kids(verb, "advcl", "xcomp")
        if tree.lemma(k) in _TERMS | {"reflect", "accommodate", "incorporate", "address"}
        for o in tree.kids(k, "obj")
    ]
    old = next((p for p in found if p.version_of is None), found[0])
    cue = tree.word(verb).span
    new = _proposal(parties, verb, None, _Fate(ProposalStatus.UPDATED, when_of(parties, (verb,))), old.author)
    assert new.evidence[0].cue == cue
    found.append(replace(new, name=f"{old.name} (updated)", version_of=old.id, terms=tuple(terms)))
