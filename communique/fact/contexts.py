"""Contexts: what an event is about, in PLOVER's 37 contexts, from the words of its clause."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from communique.fact.tables import table_lines
from communique.fact.tree import Tree
from communique.model import EventType

_OF_MODE = {"cyber": "cyber", "misinformation": "misinformation", "heavy-weapons": "military", "aerial": "military"}


@cache
def _contexts() -> MappingProxyType[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in table_lines("contexts.tsv"):
        context, lemmas = line.split("\t")
        for lemma in lemmas.split():
            found[lemma] = (*found.get(lemma, ()), context)
    return MappingProxyType(found)


def contexts_of(tree: Tree, i: int, type_: EventType, mode: str | None) -> tuple[str, ...]:
    """Return the contexts that the words of the clause around event word ``i`` give it."""
    found = {c for w in tree.subtree(tree.clause(i)) for c in _contexts().get(tree.lemma(w), ())}
    if mode in _OF_MODE:
        found.add(_OF_MODE[mode])
    if type_ is EventType.CONSULT:
        found.add("diplomatic")
    return tuple(sorted(found))
