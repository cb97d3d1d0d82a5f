"""A treebank as pages mangle it: line breaks lost, sentences without their last mark.

Page text runs captions, bylines and signatures into what follows ("Regards, Ada The draft follows."). A treebank keeps
most line breaks, so a reader that learns from it alone takes a break for the only sign of such a start.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

from training.corpora.document import Document

MARKS = frozenset({".", "!", "?", "…", "..."})
UNMARKED, JOINED = 0.3, 0.6
"""How often a sentence loses its last mark, and how often a line break becomes a blank."""


def roughened(documents: Iterable[Document], seed: int = 1) -> Iterator[Document]:
    """Yield each document of a treebank without some of its last marks and line breaks; chains are left behind."""
    for d in documents:
        rng = random.Random(f"{seed} {d.name}")
        yield _rebuilt(d, _unmarked(d, rng), rng)


def _unmarked(d: Document, rng: random.Random) -> set[int]:
    """Choose sentences' last marks to drop: glued to the word before, and head of nothing."""
    heads = set(d.heads or ())
    last = [s - 1 for s in d.starts if s] + [len(d.words) - 1]
    begins = set(d.starts)
    return {
        w
        for w in last
        if d.text[slice(*d.words[w])] in MARKS
        and w not in begins
        and d.words[w - 1][1] == d.words[w][0]
        and w not in heads
        and rng.random() < UNMARKED
    }


def _rebuilt(d: Document, dropped: set[int], rng: random.Random) -> Document:
    assert d.tags is not None and d.heads is not None and d.relations is not None and d.lemmas is not None
    kept = [w for w in range(len(d.words)) if w not in dropped]
    number = {w: i for i, w in enumerate(kept)}
    text, words, before = "", [], 0
    for w in range(len(d.words)):
        first, last = d.words[w]
        gap = d.text[before:first]
        before = last
        if w in dropped:
            continue
        text += " " if "\n" in gap and rng.random() < JOINED else gap
        words.append((len(text), len(text) + last - first))
        text += d.text[first:last]
    return Document(
        name=f"{d.name}~",
        corpus=d.corpus,
        text=text,
        words=words,
        starts=[number[s] for s in d.starts],
        tags=[d.tags[w] for w in kept],
        heads=[number[d.heads[w]] for w in kept],
        relations=[d.relations[w] for w in kept],
        lemmas=[d.lemmas[w] for w in kept],
    )
