"""What a people by name stands for: anybody of it, a group of those roots, or those who speak for it."""

from __future__ import annotations

from enum import Enum

from communique.reference.cast import Cast
from communique.reference.grammar import Grammar

_ROOTS = frozenset({"African", "Asian", "Arab", "Muslim", "Jewish", "Hispanic", "Latin", "Native"})
_TALKS = frozenset(
    "meet meeting talk talks negotiate negotiation bargain deal agree agreement accord pact treaty consult "
    "discuss discussion dialogue contact summit propose mediate "
    "demand insist concede compromise sign ratify".split()
)
_CHAIN = 4
"""Names joined by "and" that are followed back to the first."""


class Sort(Enum):
    """What is meant, with its PLOVER sector."""

    PEOPLE = "CVL"
    ROOTS = "SOC"
    SIDE = "GOV"


def sort_of(cast: Cast, head: int) -> Sort:
    """Tell what the word ``head``, a people's name, stands for.

    "Germans fear": civilians. "African-Americans": spoken of as a group within their country. "He will meet the
    Norvians again", "talks between the Norvians and the Estmarkers": with the article, as a side of talks, those
    who speak for the country.
    """
    before = cast.grammar.text(max(0, head - 2), head)
    if before.endswith(("-", "–")) and (before[:-1].strip() in _ROOTS or cast.codes.at(head - 2) is not None):
        return Sort.ROOTS
    return Sort.SIDE if _negotiates(cast.grammar, head) else Sort.PEOPLE


def _negotiates(grammar: Grammar, head: int) -> bool:
    if grammar.form(head - 1) != "the":
        return False
    word = head
    for _ in range(_CHAIN):
        if grammar.relation(word) != "conj":
            break
        word = grammar.head(word)
    governor = grammar.head(word)
    return governor != word and grammar.reading.words[governor].lemma.lower() in _TALKS
