"""Arc scores → one tree a sentence (Chu-Liu/Edmonds), so that every word has a head and one is the root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def heads_of(scores: NDArray[np.float32]) -> list[int]:
    """Return the head of each of n words from scores (n, n); ``scores[i, i]`` is the score of i as root.

    The highest-scoring tree with exactly one root; the root's head is itself.
    """
    n = len(scores)
    if n == 1:
        return [0]
    weights = scores.astype(np.float64)
    best = weights.argmax(1)
    roots = np.flatnonzero(best == np.arange(n))
    if len(roots) == 1 and not _has_cycle(best):
        return [int(h) for h in best]
    # One root only: try the likeliest few, each with all others forbidden to be root.
    order = np.argsort(-np.diag(weights), kind="stable")[:3]
    trees = [(_with_root(weights, int(root)), int(root)) for root in order]
    return max(trees, key=lambda t: sum(weights[i, h] for i, h in enumerate(t[0])))[0]


def _has_cycle(heads: NDArray[np.int64]) -> bool:
    """Tell whether following heads from some word never reaches a root (its own head)."""
    state = [0] * len(heads)
    for begin in range(len(heads)):
        at, path = begin, []
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1 and heads[at] != at:
            return True
        for word in path:
            state[word] = 2
    return False


def _with_root(weights: Scores, root: int) -> list[int]:
    scores = weights.copy()
    np.fill_diagonal(scores, -np.inf)
    scores[root, :] = -np.inf
    heads = _edmonds(scores, root)
    heads[root] = root
    return heads


def _edmonds(scores: Scores, root: int) -> list[int]:
    """Best arborescence; ``scores[i, j]`` is the score of j as head of i, -inf where forbidden."""
    n = len(scores)
    heads = scores.argmax(1)
    heads[root] = root
    cycle = _find_cycle(heads, root)
    if cycle is None:
        return [int(h) for h in heads]
    ring = np.array(cycle)
    inside = np.zeros(n, dtype=bool)
    inside[ring] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one word, the last; remember which arc in and out was meant.
    kept = scores[ring, heads[ring]]
    into = scores[np.ix_(ring, outside)] - kept[:, None]
    out = scores[np.ix_(outside, ring)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = into.max(0)
    small[:-1, -1] = out.max(1)
    tree = _edmonds(small, int(np.flatnonzero(outside == root)[0]))
    result = [int(h) for h in heads]
    for at, word in enumerate(outside):
        head = tree[at]
        result[word] = int(outside[head]) if head < len(outside) else cycle[int(out[at].argmax())]
    entry = tree[-1]
    breaker = cycle[int(into[:, entry].argmax())]
    result[breaker] = int(outside[entry])
    return result


def _find_cycle(heads: NDArray[np.int64], root: int) -> list[int] | None:
    state = [0] * len(heads)
    state[root] = 2
    for begin in range(len(heads)):
        at, path = begin, []
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        for word in path:
            state[word] = 2
    return None
