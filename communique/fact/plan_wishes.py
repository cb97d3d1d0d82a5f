"""Whether a plan is there: known, hoped for, or looked into."""

from __future__ import annotations

from communique.fact.plan_fates import about, fate_of, governor, is_told, noun_told
from communique.fact.plan_words import FATES, SORTS, WORDS, Sort
from communique.fact.status import GOVERNORS, says_no
from communique.fact.tree import Tree

_DEFINITE = frozenset("the this that these those its their his her our my both".split())
_NONE = frozenset("any every each another".split())
_UNMADE = frozenset("future possible potential eventual".split())


def is_definite(tree: Tree, i: int) -> bool:
    """Tell whether a noun is spoken of as known: "the plan", "this plan", "Norvia's plan", "last year's plan"."""
    kids = tree.kids(i, "det", "nmod")
    return any(tree.form(k) in _DEFINITE or tree.is_possessive(k) for k in kids)


def is_wished(tree: Tree, i: int) -> bool:
    """Tell whether noun ``i`` is only hoped, asked or looked for: "talks on a peace deal", "a deal may be reached".

    "No deal", "any deal", "every treaty" and "A deal with the rebels?" are none either. What has an article or a
    possessor ("the deal") is there, unless it is denied; a noun without one hangs on what the words around say of it:
    "under a deal reached in May" is there, and so is what is looked into ("is considering a proposal"), kept or broken
    ("threatened to leave a truce agreement", "the breach of a treaty", "opposition to a Norvian initiative").
    """
    if says_no(tree, i) or any(tree.form(k) in _NONE for k in tree.kids(i, "det")):
        return True
    if any(tree.lemma(k) in _UNMADE for k in tree.kids(i, "amod")):
        return True
    if is_definite(tree, i) or _is_made(tree, i):
        return False
    head, relation = governor(tree, i)
    if tree.sentence(i).of(tree.reading.article.text).rstrip().endswith("?"):
        return True
    if head is None or tree.lemma(head) in WORDS["kept"]:
        return False
    if relation == "nsubj" and tree.is_predicate(head) and not tree.is_passive(head):
        return _is_unlikely(tree, head)
    if tree.word(head).tag in {"NOUN", "PROPN"}:
        if relation == "appos" or tree.kids(head, "cop"):
            return False
        return not (tree.lemma(head) in WORDS["nominal"] and noun_told(tree, head))
    return _is_asked(tree, i, head)


def _is_made(tree: Tree, i: int) -> bool:
    """Tell whether a clause on the noun itself tells that it was made: "a deal reached in May"."""
    sort = SORTS.get(tree.lemma(i))
    return any(fate_of(tree, k, sort) and about(tree, k) and is_told(tree, k) for k in tree.kids(i, "acl"))


def _is_unlikely(tree: Tree, verb: int) -> bool:
    """Tell whether what has ``verb`` for its predicate is only thought of: "a deal seems possible", "would help"."""
    words = (verb, *tree.kids(verb, "xcomp"))
    weak = any(tree.word(k).tag != "VERB" and tree.lemma(k) in GOVERNORS for k in words)
    return weak or not is_told(tree, verb)


def _is_asked(tree: Tree, i: int, head: int) -> bool:
    lemma = tree.lemma(head)
    if lemma in FATES or not tree.is_predicate(head):
        return tree.is_predicate(head) and not is_told(tree, head)
    if lemma in WORDS["study"] and SORTS.get(tree.lemma(i)) in {Sort.PLAN, Sort.BILL}:
        return False
    return lemma in GOVERNORS or lemma in WORDS["wish"] or not is_told(tree, head)
