"""Did it happen? The status of an event that a noun expresses."""

from __future__ import annotations

from communique.fact.status import GOVERNORS, Standing, is_past, says_no, status_of
from communique.fact.tree import Tree
from communique.model import BlockKind, Status

_NOUN_ADJECTIVES = {
    "planned": Status.PLANNED,
    "upcoming": Status.PLANNED,
    "scheduled": Status.PLANNED,
    "forthcoming": Status.PLANNED,
    "future": Status.PLANNED,
    "next": Status.PLANNED,
    "expected": Status.EXPECTED,
    "possible": Status.POSSIBLE,
    "potential": Status.POSSIBLE,
    "proposed": Status.POSSIBLE,
    "prospective": Status.POSSIBLE,
    "eventual": Status.POSSIBLE,
    "hypothetical": Status.POSSIBLE,
    "imminent": Status.EXPECTED,
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
    "postponed": Status.CANCELLED,
    "aborted": Status.CANCELLED,
    "failed": Status.NEGATED,
    "ongoing": Status.ONGOING,
    "continuing": Status.ONGOING,
    "current": Status.ONGOING,
}
_AFTER = frozenset("after following since during amid despite because".split())
_BEFORE = frozenset("before ahead pending".split())
_UNTOLD = frozenset(
    """discuss call seek want need support oppose offer propose favor favour consider demand urge plan hope request
    suggest advocate mull weigh risk threaten prevent avoid promise cancel postpone reject deny expect schedule cease
    block require invite rule""".split()
)


def status_of_noun(tree: Tree, i: int, support: int | None) -> Standing | None:
    """Decide whether an event that a noun expresses took place; None when the text does not say that it did.

    ``support`` is the verb that tells of it ("held talks", "talks will resume"). Otherwise an adjective
    ("planned talks"), a preposition ("after talks", "ahead of talks") or a definite, told use decides;
    "a meeting would help" and "calls for talks" tell of no event.
    """
    if any(says_no(tree, k) for k in (i,)):
        return Standing(Status.NEGATED)
    for k in tree.kids(i, "amod", "advmod"):
        if tree.lemma(k) in _NOUN_ADJECTIVES or tree.form(k) in _NOUN_ADJECTIVES:
            return Standing(_NOUN_ADJECTIVES.get(tree.form(k)) or _NOUN_ADJECTIVES[tree.lemma(k)])
    if support is not None:
        return _supported(tree, support)
    cases = tree.cases(i)
    head = tree.parent(i)
    if cases & _AFTER:
        return Standing(Status.HAPPENED)
    if cases & _BEFORE:
        return Standing(Status.PLANNED)
    if head is None:
        return Standing(Status.HAPPENED) if tree.block(i) is BlockKind.HEADLINE else None
    clause = tree.clause(head)
    if tree.lemma(clause) in _UNTOLD or (tree.is_predicate(clause) and not is_past(tree, clause)):
        return None
    return Standing(Status.HAPPENED)


def _supported(tree: Tree, support: int) -> Standing:
    lemma = tree.lemma(support)
    own = status_of(tree, support)
    if lemma in {"plan", "schedule", "expect", "cancel", "postpone", "arrange", "propose", "set"}:
        return Standing(GOVERNORS[lemma]) if own.status is not Status.NEGATED else own
    return own
