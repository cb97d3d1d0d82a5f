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
            carried.append(replace(phrase, span=Span(phrase.span.start, words[word.head].end)))
    return sorted(_merged(kept, carried), key=lambda m: (m.span, m.kind))


def _merged(kept: Sequence[Mention], carried: Sequence[Mention]) -> list[Mention]:
    """Join each mention with those of its kind that a carried article reaches into."""
    fresh = {id(c) for c in carried}
    out: list[Mention] = []
    for mention in sorted([*kept, *carried], key=lambda m: (m.kind, m.span)):
        before = out[-1] if out and out[-1].kind == mention.kind else None
        if before and before.span.overlaps(mention.span) and ({id(before), id(mention)} & fresh):
            whole = replace(before, span=Span(before.span.start, max(before.span.end, mention.span.end)))
            fresh.add(id(whole))
            out[-1] = whole
        else:
            out.append(mention)
    return out
