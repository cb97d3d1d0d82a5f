"""Small vectors of event words and of a whole article, for comparing them with those of other pages.

The encoder has already read every word; a matrix learned by ``training.story.vectors`` turns its states into a few
numbers that lie near each other when two words tell of one happening. No second pass, no resolving: raw.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.reading.matrices import matrices, misfit

Floats = NDArray[np.float32]
_STATE = 768


class Vectors:
    """The matrix of ``vectors.npz``: states of a word at the top and bottom of the encoder → numbers to compare."""

    def __init__(self, path: Path) -> None:
        """Read the matrix; InstallationError where it is missing, damaged or of another shape."""
        kept = matrices(path)
        if set(kept) != {"event"} or kept["event"].ndim != 2 or len(kept["event"]) != _STATE:
            raise misfit(path)
        self._event: Floats = kept["event"]

    def of(self, states: Floats) -> list[bytes]:
        """Return a vector for each row of ``states`` (w, 768), top beside bottom: see ``packed``."""
        return [packed(row) for row in states @ self._event]


def packed(values: Floats) -> bytes:
    """Write numbers as signed bytes, scaled so that their length is 127: one byte a number, and the product of two
    vectors, number by number, is their cosine times 127 squared (less rounding)."""
    length = float(np.linalg.norm(values))
    return np.rint(values * (127 / length if length else 0)).astype(np.int8).tobytes()
