"""Where the phrase of a mention begins and ends: the tree's answer, weighed against what the words' states say.

A parse error costs a phrase its tail: "the envoy [to the talks in Kosta]" hangs on the verb, and the mention stops
at "envoy". The state of a head word knows words that begin or end its phrase; the tree's own ends have a bonus. Only
what is written of chains is mended; features of pairs are computed from the tree's phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from communique.reading.matrices import matrices, misfit

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
BEFORE, AFTER = 24, 40
"""How many words from its head a phrase may begin and end, the head counted."""
_FAR = np.float32(-1e4)
_SHAPES = {"a": 2, "b": 2, "c": 2, "d": 2, "begin": 1, "end": 1, "tree": 2}


class Ends:
    """The matrices of ``ends.npz``: projections of heads and of words (384, width), a score for each distance of a
    beginning (``BEFORE``,) and an end (``AFTER``,), and for lying before, at, or after the tree's (2, 3)."""

    def __init__(self, path: Path) -> None:
        """Read the matrices; InstallationError where they are missing, damaged or of another shape."""
        self._w: dict[str, Floats] = matrices(path)
        w = self._w
        right = all(name in w and w[name].ndim == n for name, n in _SHAPES.items()) and w["tree"].shape == (2, 3)
        if not right or (len(w["begin"]), len(w["end"])) != (BEFORE, AFTER):
            raise misfit(path)

    def scores(self, states: Floats, heads: Ints, starts: Sequence[int]) -> Floats:
        """Return (m, BEFORE + AFTER): how well the words up to ``BEFORE`` - 1 before each head begin its phrase,
        nearest first, and those up to ``AFTER`` - 1 after it end it. ``states`` (n, 384) are those of the words of
        one window, ``starts`` the first words of its sentences; nothing outside the head's sentence is possible."""
        w = self._w
        bounds = np.array([*starts, len(states)], dtype=np.int64)
        sentence = np.searchsorted(bounds, heads, side="right") - 1
        scale = np.sqrt(w["a"].shape[1], dtype=np.float32)
        own = states[heads]
        left = _around((own @ w["a"]) @ (states @ w["b"]).T / scale, heads, BEFORE - 1, 0)[:, ::-1] + w["begin"]
        right = _around((own @ w["c"]) @ (states @ w["d"]).T / scale, heads, 0, AFTER - 1) + w["end"]
        left[np.arange(BEFORE) > (heads - bounds[sentence])[:, None]] = _FAR
        right[np.arange(AFTER) >= (bounds[sentence + 1] - heads)[:, None]] = _FAR
        return np.concatenate([left, right], axis=1)

    def mended(self, scores: Floats, heads: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
        """Return the phrases (first, after the last word) of m heads, given their ``scores`` and the tree's phrases."""
        tree = self._w["tree"]
        begins, ends = heads[:, None] - np.arange(BEFORE), heads[:, None] + np.arange(AFTER)
        left = scores[:, :BEFORE] + tree[0][np.sign(begins - first[:, None]) + 1]
        right = scores[:, BEFORE:] + tree[1][np.sign(ends - last[:, None] + 1) + 1]
        return heads - left.argmax(1), heads + right.argmax(1) + 1


def _around(table: Floats, at: Ints, before: int, after: int) -> Floats:
    """Return of each row of ``table`` the columns from ``before`` before ``at`` to ``after`` after it; 0 where there
    is none."""
    padded = np.zeros((len(table), before + table.shape[1] + after), dtype=np.float32)
    padded[:, before : before + table.shape[1]] = table
    found: Floats = sliding_window_view(padded, before + 1 + after, axis=1)[np.arange(len(table)), at].copy()
    return found
