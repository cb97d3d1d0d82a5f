"""Learned matrices: a damaged file is one line, whatever is damaged in it."""

from pathlib import Path

import numpy as np
import pytest

from communique.errors import InstallationError
from communique.reading.matrices import matrices
from communique.reading.reader import DEFAULT


def test_numbers_come_as_float32_and_words_as_they_are(tmp_path: Path) -> None:
    np.savez(tmp_path / "kept.npz", weights=np.ones(3, dtype=np.float16), names=np.array(["a", "b"]))
    kept = matrices(tmp_path / "kept.npz")
    assert kept["weights"].dtype == np.float32
    assert kept["names"].tolist() == ["a", "b"]


@pytest.mark.parametrize("name", ["deeds.npz", "ends.npz", "links.npz"])
@pytest.mark.parametrize("harm", ["empty", "no archive", "cut short", "flipped"])
def test_damaged_weights_say_so(tmp_path: Path, name: str, harm: str) -> None:
    whole = (DEFAULT / name).read_bytes()
    flipped = bytearray(whole)
    flipped[len(whole) // 3] ^= 0xFF
    damaged = {"empty": b"", "no archive": b"PK no archive", "cut short": whole[: len(whole) // 2], "flipped": flipped}
    (tmp_path / name).write_bytes(damaged[harm])
    with pytest.raises(InstallationError, match=f"cannot read the weights {name}"):
        matrices(tmp_path / name)


def test_pickled_objects_are_not_opened(tmp_path: Path) -> None:
    np.savez(tmp_path / "kept.npz", things=np.array([{"a": 1}], dtype=object))
    with pytest.raises(InstallationError, match=r"cannot read the weights kept\.npz"):
        matrices(tmp_path / "kept.npz")
