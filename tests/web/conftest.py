"""The made-up dossier in a file, and a browser without a screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.web.app import application
from communique.web.view import View
from tests.export_dossier.norvia import case
from tests.web.kept import keep

HOME = "http://127.0.0.1"


@pytest.fixture(scope="session")
def norvia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep(case(), tmp_path_factory.mktemp("norvia") / "norvia.db")


@pytest.fixture(scope="session")
def web(norvia: Path) -> TestClient:
    return TestClient(application(norvia, why=lambda how: f"As {how} tells."), base_url=HOME)


@pytest.fixture(scope="session")
def view(web: TestClient) -> View:
    return web.app.state.source.state().view
