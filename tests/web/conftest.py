"""The web of the hand-made dossier: one for reading, a new one for each test that changes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from communique.web.actions import routes as actions
from communique.web.app import application
from communique.web.outputs import routes as outputs
from communique.web.view import View
from tests.export_dossier.norvia import case
from tests.web.desk import Desk, desk
from tests.web.kept import keep

HOME = "http://127.0.0.1"


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return desk(tmp_path_factory.mktemp("dossier"))


@pytest.fixture
def writing(tmp_path) -> Desk:
    return desk(tmp_path)


@pytest.fixture(scope="session")
def norvia(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return keep(case(), tmp_path_factory.mktemp("norvia") / "norvia.db")


@pytest.fixture(scope="session")
def web(norvia: Path) -> TestClient:
    app = application(norvia, why=lambda how: f"As {how} tells.", more=(*actions(), *outputs()))
    return TestClient(app, base_url=HOME)


@pytest.fixture(scope="session")
def view(web: TestClient) -> View:
    return web.app.state.source.state().view
