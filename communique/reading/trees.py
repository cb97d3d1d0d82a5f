"""Arc scores → one tree a sentence (Chu-Liu/Edmonds), so that every word has a head and one is the root."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.reading.projective import LONGEST, crosses, projective

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_TRIED = 12
"""Roots tried at most; the tables of real sentences want one or two, only made-up ones would want all."""


def heads_of(scores: NDArray[np.float32]) -> list[int]:
    """Return the head of each of n words from scores (n, n); ``scores[i, i]`` is the score of i as root.

    The highest-scoring tree with exactly one root, its own head; where arcs of that tree cross, the highest-scoring
    one whose arcs do not.
    """
    heads = best_tree(scores)
    if 3 < len(heads) <= LONGEST and crosses(heads):
        return projective(scores)
    return heads


def best_tree(scores: NDArray[np.float32]) -> list[int]:
    """Return the heads of the highest-scoring tree with exactly one root. For most sentences the best head of each
    word is that tree already; the others go through ``_best_tree``."""
    best = scores.argmax(1)
    if _is_tree(best):
        heads: list[int] = best.tolist()
        return heads
    return _best_tree(scores)


def _is_tree(heads: Ints) -> bool:
    """Tell whether one word is its own head and following heads from any other leads to it."""
    n = len(heads)
    at = heads
    for _ in range(n.bit_length()):
        at = at[at]
    return bool((at == at[0]).all()) and bool(heads[at[0]] == at[0])


@dataclass(slots=True)
class _Ring:
    """Words that were each other's heads and became one, named by the first of them."""

    words: list[int]
    heads: list[int]
    entered: Ints
    left: Ints


def _best_tree(scores: NDArray[np.float32]) -> list[int]:
    """The best tree over all roots. No tree with a root is worth more than its score as root and the best head
    of each other word: roots are tried in the order of that bound until the next could not win."""
    words = np.arange(len(scores))
    table = scores.astype(np.float64)
    own = table.diagonal().copy()
    np.fill_diagonal(table, -np.inf)
    first = table.argmax(1)
    most = table[words, first]
    bounds = own - most + most.sum()
    found: list[int] = []
    worth = -np.inf
    for root in np.argsort(-bounds, kind="stable")[:_TRIED]:
        if bounds[root] <= worth:
            break
        heads = _rooted(table, first, int(root))
        # Summed over the same rows as the bound, so that a tree of best heads reaches it exactly.
        value = float(own[root] - most[root] + np.where(words == root, most, table[words, heads]).sum())
        if value > worth:
            found, worth = heads, value
    return found


def _rooted(table: Floats, first: Ints, root: int) -> list[int]:
    """The best tree with this root, by Chu-Liu/Edmonds in Tarjan's order, each ring of heads contracted in
    place. ``table`` has no scores for a word as its own head; ``first`` holds the best head of each word."""
    start = first.copy()
    start[root] = root
    heads: list[int] = start.tolist()
    if _is_tree(start):
        return heads
    table = table.copy()
    rings: list[_Ring] = []
    reached = [False] * len(heads)
    reached[root] = True
    for begin in range(len(heads)):
        path: list[int] = []
        at = begin
        while not reached[at]:
            if at in path:
                ring = path[path.index(at) :]
                del path[-len(ring) :]
                rings.append(_contract(table, heads, ring))
                for word in ring[1:]:
                    reached[word] = True
                at = ring[0]
            path.append(at)
            at = heads[at]
        for word in path:
            reached[word] = True
    for ring_ in reversed(rings):
        _open(ring_, heads)
    return heads


def _contract(table: Floats, heads: list[int], ring: list[int]) -> _Ring:
    """Make one word, the first, of a ring of heads: its arcs in gain over the arcs of the ring they replace."""
    first, inner = ring[0], [heads[w] for w in ring]
    rows = table[ring]
    rows -= rows[np.arange(len(ring)), inner][:, None]
    columns = table[:, ring]
    entered, left = rows.argmax(0), columns.argmax(1)
    table[first] = rows.max(0)
    table[first, ring] = -np.inf
    table[:, first] = columns.max(1)
    table[ring[1:]] = -np.inf
    table[:, ring[1:]] = -np.inf
    table[first, first] = -np.inf
    gone = set(ring)
    for word, head in enumerate(heads):
        if head in gone and word not in gone:
            heads[word] = first
    heads[first] = int(table[first].argmax())
    return _Ring(ring, inner, entered, left)


def _open(ring: _Ring, heads: list[int]) -> None:
    """Undo a contraction: the ring keeps its heads but where it is entered; words below it get the one meant."""
    first, entry = ring.words[0], heads[ring.words[0]]
    inside = set(ring.words)
    for word, head in enumerate(heads):
        if head == first and word not in inside:
            heads[word] = ring.words[ring.left[word]]
    for word, head in zip(ring.words, ring.heads, strict=True):
        heads[word] = head
    heads[ring.words[ring.entered[entry]]] = entry
