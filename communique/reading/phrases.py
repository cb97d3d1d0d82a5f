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
    found: list[tuple[Mention, bool]] = []  # and whether it was carried
    for phrase in phrases:
        first, last = bisect_right(ends, phrase.span.start), bisect_left(starts, phrase.span.end)
        if any(w.tag in _BODY for w in words[first:last]):
            found.append((phrase, False))
            continue
        word = words[last - 1]
        if word.tag == "DET" and last <= word.head < last + _FAR:
            found.append((replace(phrase, span=Span(phrase.span.start, words[word.head].end)), True))
    return sorted(_merged(found), key=lambda m: (m.span, m.kind))


def _merged(found: Sequence[tuple[Mention, bool]]) -> list[Mention]:
    """Join each mention with those of its kind that a carried article reaches into."""
    out: list[tuple[Mention, bool]] = []
    for mention, carried in sorted(found, key=lambda f: (f[0].kind, f[0].span)):
        before, fresh = out[-1] if out else (None, False)
        if before and before.kind == mention.kind and before.span.overlaps(mention.span) and (carried or fresh):
            whole = Span(before.span.start, max(before.span.end, mention.span.end))
            out[-1] = replace(before, span=whole), True
        else:
            out.append((mention, carried))
    return [mention for mention, _ in out]
