"""An empty dossier for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.record import Record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "ports.db", "Ports") as made:
        yield made
