"""What became of a plan: who leaked, presented, changed, accepted, rejected or signed it, as the text tells it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from communique.fact.anchors import when_of
from communique.fact.parties import Parties
from communique.fact.plan_words import FATES, PHRASES, SORTS, WORDS, Sort
from communique.fact.roles import frame_of
from communique.fact.status import GOVERNORS, is_past, says_no, status_of
from communique.fact.tree import RELATIVE, Tree
from communique.model import ProposalStatus, ProposalStep, Status, When

_TOLD = frozenset({Status.HAPPENED, Status.ONGOING})
_ONLY_DEALS = frozenset("reach strike clinch conclude seal broker mediate agree conclusion".split())
"""What is done to deals and treaties alone: "they struck a deal", but "the plan struck a chord"."""

_DECLARED = frozenset("announce launch release publish unveil".split())
"""What is done with a truce of one's own: "the rebels announced a truce" stops the fire and proposes nothing."""

_AHEAD = frozenset("before until ahead for without pending towards toward".split())
_BETWEEN = frozenset("with between among".split())
"""Before those a deal is between; what a parser hangs on them is the deal's: "a deal between rivals brokered by"."""

_ONCE = frozenset("when once after until before".split())
_DENIED = frozenset("deny denial refute dispute".split())
_AFTER = frozenset("after since".split())
_RANK = {ProposalStatus.DRAFTED: 0, ProposalStatus.LEAKED: 1, ProposalStatus.PRESENTED: 1, ProposalStatus.UPDATED: 2}
_DECIDED = 3
_DECISIONS = frozenset({ProposalStatus.ACCEPTED, ProposalStatus.REJECTED})
_ONLOOKERS = frozenset("JRN MED EDU CVL SOC".split())


def steps_of(parties: Parties, i: int) -> tuple[ProposalStep, ...]:
    """Return what the text tells of the fate of the plan at noun ``i``, negated, wished and future fates left out.

    "Norvia rejected the plan", "the plan was leaked", "a deal signed in Oslo", "the plan that Voss presented",
    "the leak of the plan", "the draft treaty". "Norvia will sign the treaty" and "no deal was signed" tell none.
    """
    found: dict[int, ProposalStatus] = {}
    for at, status in _fates(parties.tree, i):
        found.setdefault(at, status)
    steps = (step_at(parties, at, status, i) for at, status in sorted(found.items()))
    return tuple(s for s in steps if not _is_opinion(parties, s))


def _is_opinion(parties: Parties, step: ProposalStep) -> bool:
    """Tell whether a plan is only accepted or rejected in the eyes of onlookers: "analysts rejected the treaty"."""
    sectors = {parties.actors[b].sector for b in step.by if b in parties.actors}
    return step.status in _DECISIONS and bool(sectors) and sectors <= _ONLOOKERS


def step_at(parties: Parties, at: int, status: ProposalStatus, plan: int) -> ProposalStep:
    """Return the step that word ``at`` tells of the plan at noun ``plan``, with those who took it and its day."""
    tree = parties.tree
    if tree.word(at).tag == "VERB":
        by = parties.ids(r for g in frame_of(tree, at).subject if g != plan for r in parties.actors_at(g))
    else:
        by = parties.ids(parties.holders_at(at)) if at != plan else ()
    when = when_of(parties, (at,)) or _time_between(parties, at, plan)
    return ProposalStep(status=status, by=by, when=when, cue=tree.word(at).span)


def standing(steps: tuple[ProposalStep, ...]) -> ProposalStep | None:
    """Return the step that tells where a plan stands in the end.

    A decision outweighs the making of the plan, wherever it is told: "Norvia rejected the plan that Voss presented"
    leaves it rejected. Of two steps of one weight the later in the text counts.
    """
    return max(steps, key=lambda s: (_RANK.get(s.status, _DECIDED), s.cue.start), default=None)


def fate_of(tree: Tree, at: int, sort: Sort | None) -> ProposalStatus | None:
    """Return what verb or noun ``at`` does to a plan of ``sort``, or None: "put forward" presents, "struck" agrees."""
    lemma = tree.lemma(at)
    if tree.word(at).tag in {"NOUN", "PROPN"} and lemma not in WORDS["nominal"]:
        return None
    for k in tree.kids(at, "compound", "advmod", "obl"):
        if (lemma, tree.form(k)) in PHRASES:
            return PHRASES[lemma, tree.form(k)]
    if lemma in _ONLY_DEALS and sort not in {Sort.DEAL, Sort.PACT, Sort.TRUCE, None}:
        return ProposalStatus.ACCEPTED if lemma == "agree" else None
    if sort is Sort.TRUCE and lemma in _DECLARED:
        return None
    return FATES.get(lemma)


def is_told(tree: Tree, verb: int) -> bool:
    """Tell whether the text says that what ``verb`` tells took place or goes on.

    "Since agreeing to the plan", "after signing it" tell it, whatever the clause above says; "Norvia denied reports
    that it had agreed to a truce" and "it will hold once both sides ratify the pact" do not.
    """
    if any(tree.lemma(up) in _DENIED for up in islice(tree.up(verb), 3)):
        return False
    if tree.word(verb).relation == "advcl":
        head, marks = tree.parent(verb), {tree.form(k) for k in tree.kids(verb, "mark", "case", "advmod")}
        if marks & _AFTER and tree.is_participle_in_ing(verb):
            return True
        if marks & _ONCE and not is_past(tree, verb) and head is not None and "will" in tree.auxiliaries(head):
            return False
    return status_of(tree, verb).status in _TOLD


def hanging(tree: Tree, i: int) -> int:
    """Return the word noun ``i`` hangs by in its sentence: the first of a list, "text" of "the text of a deal"."""
    for _ in range(6):
        head, relation = tree.parent(i), tree.word(i).relation
        if head is None:
            return i
        listed = relation == "conj" and not tree.is_predicate(head)
        heap = relation == "nmod" and "of" in tree.cases(i) and tree.lemma(head) in {"one", "series", "set", "text"}
        if not (listed or heap):
            return i
        i = head
    return i


def governor(tree: Tree, i: int) -> tuple[int | None, str]:
    """Return the word above noun ``i`` and how it hangs there; a noun in a list hangs as the first does.

    A share of a list ("one of the treaties") and the words of a plan ("the text of the deal") are looked through.
    """
    at = hanging(tree, i)
    return tree.parent(at), tree.word(at).relation


def _fates(tree: Tree, i: int) -> Iterator[tuple[int, ProposalStatus]]:
    sort = SORTS.get(tree.lemma(i))
    for k in tree.kids(i, "acl", "amod", "compound"):
        if tree.form(k) == "draft":
            yield k, ProposalStatus.DRAFTED
        status = fate_of(tree, k, sort)
        if status and tree.word(k).tag in {"VERB", "ADJ"} and about(tree, k) and is_told(tree, k):
            yield k, status
    for k in (k for n in tree.kids(i, "nmod") if tree.cases(n) & _BETWEEN for k in tree.kids(n, "acl")):
        if tree.lemma(k) in _ONLY_DEALS | {"sign"} and tree.is_passive(k):
            yield k, FATES[tree.lemma(k)]
    head, relation = governor(tree, i)
    if head is not None:
        status = fate_of(tree, head, sort)
        if tree.word(head).tag == "VERB":
            if status and _hangs(tree, head, relation, i) and is_told(tree, head):
                yield head, status
        elif status and relation == "nmod" and "of" in tree.cases(i) and noun_told(tree, head):
            yield head, status
    yield from ((at, FATES[tree.lemma(at)]) for at in _noun_before(tree, i))


def _hangs(tree: Tree, verb: int, relation: str, i: int) -> bool:
    """Tell whether the noun is what the verb is done to: "signed the deal", "the deal was signed", "agreed to it"."""
    if relation == "obj" or (relation == "nsubj" and tree.is_passive(verb)):
        return True
    joins = {"to", "on", "upon", "onto"} & tree.cases(hanging(tree, i)) and tree.lemma(verb) in {"agree", "sign"}
    return relation == "obl" and bool(joins)


def about(tree: Tree, verb: int) -> bool:
    """Tell whether a clause or participle on a plan is about what is done to it: "the plan that Voss presented"."""
    if tree.word(verb).relation == "amod":
        return tree.form(verb) != tree.lemma(verb) and not tree.is_participle_in_ing(verb)
    if tree.is_passive(verb):
        return True
    subjects = tree.kids(verb, "nsubj")
    objects = [k for k in tree.kids(verb, "obj") if tree.lemma(k) not in RELATIVE]
    return bool(subjects) and not objects and not any(tree.lemma(k) in RELATIVE for k in subjects)


def noun_told(tree: Tree, noun: int) -> bool:
    """Tell whether "the signing of", "the leak of" is told as something that took place.

    "The talks follow the leak of the plan" tells it; "they called for the adoption", "ahead of the signing",
    "the adoption would help" and "hopes of the signing" do not.
    """
    if says_no(tree, noun) or tree.cases(noun) & _AHEAD:
        return False
    head = tree.parent(noun)
    if head is None:
        return True
    if tree.lemma(head) in GOVERNORS or tree.lemma(head) in WORDS["wish"]:
        return False
    clause = tree.clause(head)
    return not tree.is_predicate(clause) or is_told(tree, clause)


def _noun_before(tree: Tree, i: int) -> list[int]:
    """Find "the leak in November of a plan" by the order of words, where the parser hung both on the verb."""
    if "of" not in tree.cases(i):
        return []
    first = min(tree.subtree(i))
    for at in range(i - 1, max(i - 14, -1), -1):
        if tree.word(at).tag == "VERB" or tree.word(at).start < tree.sentence(i).start:
            return []
        if at < first and tree.word(at).tag == "NOUN" and tree.lemma(at) in WORDS["nominal"]:
            return [at] if noun_told(tree, at) else []
    return []


def _time_between(parties: Parties, first: int, last: int) -> When | None:
    for at in range(first + 1, min(last, first + 14)):
        reference = parties.reference_at(at, When)
        if reference is not None and isinstance(reference.target, When) and reference.target.earliest:
            return reference.target
    return None
