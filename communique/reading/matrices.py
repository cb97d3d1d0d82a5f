"""The learned matrices kept beside the graphs: ``.npz`` files, opened without pickle."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from communique.errors import InstallationError


def matrices(path: Path) -> dict[str, NDArray[Any]]:
    """Return every array of an ``.npz`` file by its name; numbers as float32, words as they are.

    Raises InstallationError where the file is missing or damaged: a zip archive cut short or with a flipped bit fails
    in the archive, in the compression or in the header of an array.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return {name: _numbers(kept[name]) for name in kept.files}
    except (OSError, EOFError, ValueError, KeyError, AttributeError, zipfile.BadZipFile, zlib.error) as error:
        raise InstallationError(f"cannot read the weights {path.name}: {error}") from error


def _numbers(array: NDArray[Any]) -> NDArray[Any]:
    return array.astype(np.float32) if np.issubdtype(array.dtype, np.floating) else array


def misfit(path: Path) -> InstallationError:
    """Return the error for a file whose arrays are not those this version asks for."""
    return InstallationError(f"{path.name} does not fit this version: install the package again")
