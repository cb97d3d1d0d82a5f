"""Classes of words the rules speak of (offices, weapons, deals, light verbs …): two tables read once."""

from __future__ import annotations

from types import MappingProxyType

from communique.fact.tables import table_lines


def _classes(table: str) -> MappingProxyType[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in table_lines(table):
        name, lemmas = line.split("\t")
        found[name] = found.get(name, frozenset()) | frozenset(lemmas.split())
    return MappingProxyType(found)


CLASSES = _classes("nouns.tsv")
"""Class of nouns -> singular lemmas."""

VERBS = _classes("verbs.tsv")
"""Class of verbs -> lemmas."""

AGENTS = CLASSES["agents"]
"""People and bodies that act: their nationality or possessor tells whose side acts."""

ARTEFACTS = CLASSES["artefacts"]
"""What carries words: documents, broadcasts, platforms."""

TERRITORY = CLASSES["territory"]
RESTRICTIONS = CLASSES["restriction"]
CURBS = CLASSES["curb"]
PLANS = CLASSES["plan"]
