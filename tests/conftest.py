"""What several tests need and is slow to make: the tools, and the accounts of the shipped pages."""

from __future__ import annotations

import pytest

from communique.demo import demo_pages
from communique.model import Account, Page
from communique.pipeline import Tools, read_page
from communique.source import open_pages


@pytest.fixture(scope="session")
def tools() -> Tools:
    return Tools.load()


@pytest.fixture(scope="session")
def demo_accounts(tools: Tools) -> dict[str, Account]:
    """Accounts of the demo pages that give one, by file name."""
    found = {}
    for page in demo_pages():
        for opened in open_pages([str(page.path)]):
            assert isinstance(opened, Page)
            outcome = read_page(opened, tools)
            if isinstance(outcome, Account):
                found[page.path.name] = outcome
    return found
