"""What a clause is about: its arguments and what they are made of, without circumstances."""

from __future__ import annotations

from communique.fact.tree import Tree

_ABOUT = frozenset(
    """about against as concerning for from include including into like of on onto over regarding to toward towards upon
    with""".split()
)
_MOST = 80
"""How many words are looked at: what a clause of a real page is about is said in fewer."""


def focus(tree: Tree, i: int, *, subject: bool) -> tuple[int, ...]:
    """Return the words that say what predicate or noun ``i`` is about, in the order of the text.

    "Demanded the release of all prisoners before the truce ends" is about the release and the prisoners, not about the
    truce: objects, what stands after "of", "on", "over", "to" …, infinitives and that-clauses count, but neither times
    and circumstances nor what a relative clause adds. ``subject``: the subject of ``i`` counts too.
    """
    found = {i}
    waiting = [(i, subject)]
    while waiting and len(found) < _MOST:
        at, with_subject = waiting.pop()
        for k in tree.children[at]:
            if k in found or not _belongs(tree, at, k, with_subject=with_subject):
                continue
            found.add(k)
            waiting.append((k, tree.is_predicate(k)))
    return tuple(sorted(found))


def _belongs(tree: Tree, at: int, k: int, *, with_subject: bool) -> bool:
    relation = tree.word(k).relation
    if relation in {"obj", "iobj", "xcomp", "compound", "amod", "flat"}:
        return True
    if relation == "ccomp":
        return k > at and tree.form(k) not in {"provided", "providing", "assuming"}
    if relation in {"nsubj", "csubj"}:
        return with_subject
    if relation in {"obl", "nmod"}:
        return bool(tree.cases(k) & _ABOUT) or (relation == "nmod" and not tree.cases(k))
    if relation in {"acl", "advcl"}:
        marks = {tree.lemma(m) for m in tree.kids(k, "mark")}
        return bool(marks & {"to", "of", "for", "on", "from"}) and (relation == "acl" or not tree.is_predicate(at))
    if relation == "conj":
        return not tree.is_predicate(k) or not tree.kids(k, "nsubj")
    return False
