"""The verb of this room: a reading becomes references to actors, places and times."""

from __future__ import annotations

from communique.model import Mention, Reading, Reference
from communique.reference.actors import read_actors
from communique.reference.atlas import Atlas
from communique.reference.grammar import Grammar

_WHERE = frozenset(
    {"in", "at", "near", "from", "inside", "outside", "around", "across", "into", "toward", "towards", "to"}
)


def refer(reading: Reading, atlas: Atlas) -> tuple[Reference, ...]:
    """Return what every name, title, pronoun and description of ``reading`` means, in the order of the text.

    Pure and deterministic. A mention that could not be resolved has a reference with target None.
    """
    grammar = Grammar.of(reading)

    def governs(mention: Mention) -> bool:
        words = reading.words_in(mention.span)
        return grammar.form(words.start - 1) not in _WHERE

    return read_actors(reading, atlas, governs)
