"""Scores of a window → its words with tag, head, relation and lemma."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.model import Word
from communique.reading.config import Config
from communique.reading.encoder import Encoder, Scores
from communique.reading.lemmas import lemma_of
from communique.reading.trees import heads_of


def parsed(
    encoder: Encoder,
    config: Config,
    text: str,
    places: Sequence[tuple[int, int]],
    scores: Scores,
    starts: Sequence[int],
    base: int,
) -> list[Word]:
    """Return the words of a window: one tree a sentence, whose root is its own head and alone has the relation root.

    ``places`` (w) are the words' offsets in ``text``, ``starts`` those of them that begin a sentence, the first
    included; ``base`` is the number of the window's first word, from which heads count.
    """
    n = len(places)
    heads = np.arange(n)
    for first, last in zip(starts, [*starts[1:], n], strict=True):
        heads[first:last] = np.array(heads_of(scores.arcs[first:last, first:last])) + first
    relations = encoder.relations(scores.dep, scores.head[heads])
    root = config.relations.index("root")
    relations[:, root] = -np.inf
    best = relations.argmax(1)
    best[heads == np.arange(n)] = root
    scripts = config.scripts
    columns = (heads + base, best, scores.tags.argmax(1), scores.scripts.argmax(1))
    return [
        Word(
            start,
            end,
            config.tags[tag],
            head,
            config.relations[relation],
            lemma_of(text[start:end], scripts[at]),
        )
        for (start, end), head, relation, tag, at in zip(places, *(c.tolist() for c in columns), strict=True)
    ]
