"""Coalitions of states by the words of a phrase: "the Estmark-led coalition", "coalition jets"."""

from __future__ import annotations

from communique.reference.cast import Cast
from communique.reference.grammar import Chunk
from communique.reference.lexicon import Noun

_ALLIES = frozenset({"military", "international", "global", "multinational", "anti", "counter", "allied", "air"})


def allied(cast: Cast, noun: Noun, head: int, words: list[str], countries: tuple[str, ...]) -> bool:
    """Tell whether a coalition is one of states: "the Estmark-led coalition", "the Coalition struck a depot".

    In small letters and with no word of arms, states or a leader, it may be one of parties.
    """
    if noun.words != "coalition":
        return False
    if "led" in words or _ALLIES & set(words):
        return True
    start = cast.grammar.reading.words[head].start
    capital = cast.grammar.reading.article.text[start].isupper()
    before = cast.grammar.form(head - 1) if head and cast.grammar.together(head - 1, head) else ""
    return capital and not countries and before == "the"


def of_coalition(cast: Cast, noun: Noun, chunk: Chunk) -> bool:
    """Tell whether somebody is of a coalition of states: "Coalition officials", "coalition forces", "coalition jets".

    In small letters and of no arms, it may be one of parties: "a coalition official".
    """
    text = cast.grammar.reading.article.text
    at = next((i for i in range(chunk.first, chunk.head) if cast.grammar.form(i) == "coalition"), None)
    if at is None:
        return False
    capital = text[cast.grammar.reading.words[at].start].isupper() and (at > chunk.first or noun.sector == "MIL")
    return (capital or noun.sector == "MIL") and noun.sector in ("MIL", "GOV")
