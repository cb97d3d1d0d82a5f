"""Trees whose arcs do not cross (Eisner 1996), for the sentences whose best tree crosses itself.

In one and a half per cent of English sentences arcs truly cross; the reader's best tree crosses in more than ten,
mostly where it has hung a phrase across the main verb: "The talks, which Voss attended, come after Norvia's team was
briefed" with "Voss" under "briefed". The best tree without crossing is then the better guess.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
LONGEST = 160
"""Words of the longest sentence that is looked at; memory grows with the square and work with the cube."""


def crosses(heads: Sequence[int]) -> bool:
    """Tell whether two arcs of a tree cross, or one passes over the root (which is its own head)."""
    at = np.arange(len(heads))
    to = np.asarray(heads)
    root = int(at[to == at][0])
    own = at != root
    low, high = np.minimum(at, to)[own], np.maximum(at, to)[own]
    if bool(((low < root) & (root < high)).any()):
        return True
    a, b, c, d = low[:, None], high[:, None], low[None], high[None]
    return bool(((a < c) & (c < b) & (b < d)).any())


def projective(scores: NDArray[np.float32]) -> list[int]:
    """Return the heads of the highest-scoring tree with one root and no crossing arcs.

    ``scores`` (n, n): row the dependent, column the head, the diagonal each word as root; n at least 1.
    """
    n = len(scores)
    arc = scores.astype(np.float64)
    # Best spans with all of it under their last word (0) or their first (1), and open ones, whose arc was just made.
    # A span is filed by its start or its end and by its length, so that the parts of all spans of a length are slices.
    start0, end0, start1, end1 = (np.zeros((n, n)) for _ in range(4))
    open0, open1 = (np.full((n, n), -np.inf) for _ in range(2))
    split, back0, back1 = (np.zeros((n, n), dtype=np.int64) for _ in range(3))
    at = np.arange(n)
    for length in range(1, n):
        here = n - length
        both = start1[:here, :length] + end0[length:, :length][:, ::-1]
        split[:here, length] = at[:here] + both.argmax(1)
        joined = both.max(1)
        open0[length:, length] = joined + arc.diagonal(length)
        open1[:here, length] = joined + arc.diagonal(-length)
        left = start0[:here, :length] + open0[length:, 1 : length + 1][:, ::-1]
        start0[:here, length] = end0[length:, length] = left.max(1)
        back0[:here, length] = at[:here] + left.argmax(1)
        right = open1[:here, 1 : length + 1] + end1[length:, :length][:, ::-1]
        start1[:here, length] = end1[length:, length] = right.max(1)
        back1[:here, length] = at[1 : here + 1] + right.argmax(1)
    root = int((start0[0] + end1[n - 1, ::-1] + arc.diagonal()).argmax())
    return _heads(root, n, (back0, back1), split)


def _heads(root: int, n: int, back: tuple[Ints, Ints], split: Ints) -> list[int]:
    heads = [root] * n
    waiting = [(True, 0, root, 0), (True, root, n - 1, 1)]
    while waiting:
        closed, s, t, d = waiting.pop()
        if s == t:
            continue
        if closed:
            middle = int(back[d][s, t - s])
            near, far = ((True, s, middle, 0), (False, middle, t, 0)), ((False, s, middle, 1), (True, middle, t, 1))
            waiting += far if d else near
        else:
            heads[t if d else s] = s if d else t
            middle = int(split[s, t - s])
            waiting += [(True, s, middle, 1), (True, middle + 1, t, 0)]
    return heads
