"""Small vectors of event words, for comparing them with those of other pages.

The encoder has already read every word; a matrix learned by ``training.story.vectors`` turns its states into a few
numbers that lie near each other when two words tell of one happening. No second pass, nothing resolved: raw.
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
        if set(kept) != {"event", "shift"}:
            raise misfit(path)
        self._event, self._shift = kept["event"], kept["shift"]
        if self._event.shape != (_STATE, *self._shift.shape) or self._shift.ndim != 1:
            raise misfit(path)

    def of(self, states: Floats) -> list[bytes]:
        """Return a vector for each row of ``states`` (n, 768), top beside bottom: signed bytes, one a number, scaled to
        the length 127, so that the product of two, number by number, is their cosine times 127 squared."""
        rows = states @ self._event + self._shift
        lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
        scaled = np.rint(rows * (127 / lengths)).astype(np.int8)
        return [row.tobytes() for row in scaled]
