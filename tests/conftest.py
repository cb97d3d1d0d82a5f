"""What several tests need and is slow to make: the tools, and the accounts of the shipped pages."""

from __future__ import annotations

import pytest

from communique.demo import demo_pages
from communique.model import Account
from communique.pipeline import Tools
from communique.run import read_pages


@pytest.fixture(scope="session")
def tools() -> Tools:
    return Tools.load()


@pytest.fixture(scope="session")
def demo_accounts(tools: Tools) -> dict[str, Account]:
    """Accounts of the demo pages that give one, by file name."""
    shelf = demo_pages()
    outcomes = read_pages([str(page.path) for page in shelf], tools=tools)
    return {
        page.path.name: outcome for page, outcome in zip(shelf, outcomes, strict=True) if isinstance(outcome, Account)
    }
