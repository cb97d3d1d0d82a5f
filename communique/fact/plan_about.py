"""What a plan is for, and what it is made of."""

from __future__ import annotations

from communique.fact.parties import Parties
from communique.fact.plan_fates import governor
from communique.fact.plan_words import WORDS, Sort
from communique.fact.tree import RELATIVE, Tree
from communique.model import When

_HEAPS = frozenset("proposal document measure agreement principle".split())
_OFFERED = frozenset("proposal initiative".split())
_TOPIC = frozenset("on over about for".split())
_AIMED = frozenset("aim design intend mean".split())
_SETTLING = frozenset({Sort.DEAL, Sort.PACT, Sort.BILL})


def heap_of(tree: Tree, i: int) -> tuple[int, ...]:
    """Return what noun ``i`` is a collection of: "a package of measures", "a set of principles"."""
    return tuple(k for k in tree.kids(i, "nmod") if "of" in tree.cases(k) and tree.lemma(k) in _HEAPS)


def is_heap(tree: Tree, i: int) -> bool:
    """Tell whether noun ``i`` is a collection of proposals."""
    return bool(heap_of(tree, i))


def has_purpose(parties: Parties, i: int, sort: Sort, *, by_state: bool) -> bool:
    """Tell whether a plan says what it is for.

    "A bill to ban mines", "a treaty aimed at easing the quarrel", "a resolution calling for a truce", "a deal on
    grain". A plan is only a proposal where its purpose settles something between parties: "a plan to visit Oslo" and
    "a plan to attack" are somebody's own. A government's "proposal to" is made to others, whatever it is for; a
    candidate's is a promise to voters.
    """
    tree = parties.tree
    if sort is Sort.PLAN and not (by_state and tree.lemma(i) in _OFFERED):
        return any(tree.is_infinitive(k) and tree.lemma(k) in WORDS["purpose"] for k in tree.kids(i, "acl"))
    if any(_is_aim(tree, k) for k in tree.kids(i, "acl")):
        return True
    if sort is Sort.DEAL and _has_topic(parties, i):
        return True
    head, relation = governor(tree, i)
    after = tree.kids(head, "advcl", "xcomp") if head is not None and relation == "obj" else ()
    if sort in _SETTLING and any(tree.is_infinitive(k) and k > i for k in after):
        return True
    would = head is not None and relation == "nsubj" and "would" in tree.auxiliaries(head)
    return sort is Sort.BILL and would


def _is_aim(tree: Tree, verb: int) -> bool:
    """Tell whether a clause on a plan tells its aim: "to ban", "that would ban", "banning", "aimed at banning"."""
    relative = any(tree.lemma(s) in RELATIVE for s in tree.kids(verb, "nsubj"))
    return tree.is_infinitive(verb) or relative or tree.is_participle_in_ing(verb) or tree.lemma(verb) in _AIMED


def _has_topic(parties: Parties, i: int) -> bool:
    """Tell whether a deal says what it is on: "a deal on grain", also where the parser hung that on the verb.

    "Signed a deal on Tuesday" says only when.
    """
    tree = parties.tree
    head = tree.parent(i)
    near = tree.kids(head, "obl") if head is not None and tree.word(i).relation == "obj" else ()
    told = [k for k in near if k > i and tree.children[k] and min(tree.children[k]) == i + 1 and "on" in tree.cases(k)]
    about = [k for k in tree.kids(i, "nmod") if tree.cases(k) & _TOPIC]
    return any(parties.reference_at(k, When) is None for k in (*about, *told))
