"""Trees no real sentence has, cut down: every rule of this room walks trees that are neither wide nor deep.

"The agreement, the agreement, the agreement, …" over a whole page may hang a thousand nouns on one word, or each on
the one before. A rule that looks at the brothers or at everything below each of them would take hours over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.model import Word

WIDEST = 40
"""Most words that hang on one: the nearest ones. Among 65,000 words of news no word had more than 14."""
DEEPEST = 40
"""Longest way from a word up to the root of its sentence. Among 65,000 words of news none was longer than 13."""


def bounded(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return ``words`` with a root made of each that hangs too deep, too far out on a crowded head, or in a ring."""
    heads = [w.head for w in words]
    for i in (*_crowded(heads), *_deep(heads)):
        heads[i] = i
    changed = (i for i, (w, head) in enumerate(zip(words, heads, strict=True)) if w.head != head)
    out = list(words)
    for i in changed:
        out[i] = replace(words[i], head=i, relation="root")
    return tuple(out)


def _crowded(heads: Sequence[int]) -> list[int]:
    """Return the words beyond the ``WIDEST`` nearest ones that hang on one head."""
    below: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        if head != i:
            below.setdefault(head, []).append(i)
    found: list[int] = []
    for head, kids in below.items():
        if len(kids) > WIDEST:
            found += sorted(kids, key=lambda k: (abs(k - head), k))[WIDEST:]
    return found


def _deep(heads: Sequence[int]) -> list[int]:
    """Return the words to be cut loose so that no way up is longer than ``DEEPEST`` and none is a ring."""
    depth: dict[int, int] = {}
    found: list[int] = []
    for start in range(len(heads)):
        if start in depth:
            continue
        way, on_it, at = [], set[int](), start
        while at not in depth and at not in on_it and heads[at] != at:
            way.append(at)
            on_it.add(at)
            at = heads[at]
        above = depth.setdefault(at, 0) if at not in on_it else DEEPEST
        for word in reversed(way):
            above = 0 if above >= DEEPEST else above + 1
            if above == 0:
                found.append(word)
            depth[word] = above
    return found
