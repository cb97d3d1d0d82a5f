"""Whole mentions: an article belongs to the noun it stands before.

Each word's part in a mention is decided alone, and of "the Kosta delegation" or "the US" sometimes only "the" is taken.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from communique.model import Mention, Span, Word

_BODY = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
_FAR = 6
"""Most words from an article to its noun."""


def whole(words: Sequence[Word], phrases: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, in the order of the text: a bare article is carried on to its noun and takes the place of
    mentions of its kind on the way, and what has no noun, name, pronoun, number or adjective in it is none."""
    starts, ends = [w.start for w in words], [w.end for w in words]
    kept: list[Mention] = []
    carried: list[Mention] = []
    for phrase in phrases:
        first, last = bisect_right(ends, phrase.span.start), bisect_left(starts, phrase.span.end)
        if any(w.tag in _BODY for w in words[first:last]):
            kept.append(phrase)
            continue
        word = words[last - 1]
        if word.tag == "DET" and last <= word.head < last + _FAR:
            carried.append(replace(phrase, span=Span(word.start, words[word.head].end)))
    kept = [p for p in kept if not any(c.kind == p.kind and c.span.contains(p.span) for c in carried)]
    return sorted([*kept, *carried], key=lambda m: (m.span, m.kind))
