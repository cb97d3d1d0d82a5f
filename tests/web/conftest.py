"""The web of the hand-made dossier: one for reading, a new one for each test that changes it."""

from __future__ import annotations

import pytest

from tests.web.desk import Desk, desk


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk(tmp_path_factory.mktemp("dossier"))


@pytest.fixture
def writing(tmp_path) -> Desk:
    return desk(tmp_path)
