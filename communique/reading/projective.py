"""Trees whose arcs do not cross (Eisner 1996), for the sentences whose best tree crosses itself.

In one and a half per cent of English sentences arcs truly cross; the reader's best tree crosses in more than ten,
mostly where it has hung a phrase across the main verb: "The talks, which Voss attended, come after Norvia's team was
briefed" with "Voss" under "briefed". The best tree without crossing is then the better guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
LONGEST = 160
"""Words of the longest sentence that is looked at; memory grows with the square and work with the cube."""


def crosses(heads: Sequence[int]) -> bool:
    """Tell whether two arcs of a tree cross, or one passes over the root (which is its own head)."""
    n = len(heads)
    # The root hangs on a word after the last, so that what passes over it crosses that arc.
    arcs = sorted([(min(i, h), -max(i, h)) if i != h else (i, -n) for i, h in enumerate(heads)])
    inside: list[int] = []  # where the arcs end that the next may lie in, the narrowest last
    for low, high in arcs:
        while inside and inside[-1] <= low:
            inside.pop()
        if inside and inside[-1] < -high:
            return True
        inside.append(-high)
    return False


def projective(scores: NDArray[np.float32]) -> list[int]:
    """Return the heads of the highest-scoring tree with one root and no crossing arcs.

    ``scores`` (n, n): row the dependent, column the head, the diagonal each word as root; n at least 1.
    """
    arc = scores.astype(np.float64)
    spans = _spans(arc)
    root = int((spans.far[:, 0, 0] + spans.far[::-1, 1, 0] + arc.diagonal()).argmax())
    return _heads(root, spans)


@dataclass(frozen=True, slots=True)
class _Spans:
    """Scores of the best spans of a sentence of n words: (n, 2, n), by length (words less one), side and place.

    On side 0 all of a span is under its last word, on side 1 under its first. Side 1 is side 0 of the sentence read
    backwards, its words counted from the end, so that one step serves both. ``far`` and ``head`` hold the same
    spans, placed by the end away from the head and by the head; ``fresh``, placed by the head, those whose far end
    has just been hung on it. So placed, the parts of all spans of a length are slices.
    """

    far: Floats
    head: Floats
    fresh: Floats


def _spans(arc: Floats) -> _Spans:
    n = len(arc)
    far, head = np.zeros((2, n, 2, n))
    place = np.arange(n)
    dependent = np.maximum(place - place[:, None], 0)
    fresh = np.stack([arc[dependent, place], arc[::-1, ::-1][dependent, place]], axis=1)  # at first, the arcs alone
    for length in range(1, n):
        # Two spans whose heads are the ends meet between two words, and an arc goes either way over both.
        ends, arcs = head[:length, :, length:], fresh[length, :, length:]
        np.add(arcs, np.maximum.reduce(ends[::-1] + ends[:, ::-1, ::-1]), out=arcs)
        # A span and the arc to its head make a longer one.
        best = np.maximum.reduce(far[:length, :, : n - length] + fresh[length:0:-1, :, length:])
        far[length, :, : n - length] = head[length, :, length:] = best
    return _Spans(far, head, fresh)


def _heads(root: int, spans: _Spans) -> list[int]:
    """Walk from the root back through the parts the best spans were made of; of equals, those that meet first."""
    far, head, fresh = spans.far, spans.head, spans.fresh
    n = len(far)
    heads = [root] * n
    waiting = [(True, 0, root, 0), (True, root, n - 1, 1)]
    while waiting:
        closed, s, t, side = waiting.pop()
        length = t - s
        if not length:
            continue
        if not closed:
            heads[t if side else s] = s if side else t
            middle = s + int((head[:length, 1, n - 1 - s] + head[:length, 0, t][::-1]).argmax())
            waiting += [(True, s, middle, 1), (True, middle + 1, t, 0)]
        elif side:
            middle = s + 1 + int((fresh[1 : length + 1, 1, n - 1 - s] + far[:length, 1, n - 1 - t][::-1]).argmax())
            waiting += [(False, s, middle, 1), (True, middle, t, 1)]
        else:
            middle = s + int((far[:length, 0, s] + fresh[length:0:-1, 0, t]).argmax())
            waiting += [(True, s, middle, 0), (False, middle, t, 0)]
    return heads
