"""Whatever a page holds, each format is read by programs that are not ours, whole and without a complaint."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.model import Account, Event, EventType, Statement
from tests.export_formats.readers import READERS, WRITERS, written
from tests.export_formats.worlds import WORLDS


def quotes_in(value: object) -> list[str]:
    """Every string under a key that promises the page's own words."""
    found: list[str] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in {"quote", "exact"} and isinstance(inner, str):
                found.append(inner)
            elif key == "summary" and isinstance(inner, list):
                found += inner
            else:
                found += quotes_in(inner)
    elif isinstance(value, list):
        for inner in value:
            found += quotes_in(inner)
    return found


@pytest.mark.parametrize("world", WORLDS)
@pytest.mark.parametrize("name", READERS)
def test_a_format_is_read_by_others(name: str, world: str, tmp_path: Path) -> None:
    text = written(name, WORLDS[world])
    rows = READERS[name](text, tmp_path / "export")
    if world == "nothing":
        assert rows == []
    texts = [account.article.text for account in WORLDS[world]]
    for quote in quotes_in(rows):
        assert any(quote in text or quote.removeprefix("'") in text for text in texts), quote


@pytest.mark.parametrize("name", READERS)
def test_the_same_accounts_are_the_same_bytes(name: str) -> None:
    assert written(name, WORLDS["many"]) == written(name, WORLDS["many"])


@pytest.mark.parametrize("name", sorted(set(READERS) - {"ics"}))
def test_no_more_than_one_account_is_taken_ahead(name: str) -> None:
    """40,000 articles must not be in memory: the first piece of the second account asks for no third."""
    taken = []

    def accounts():
        for n, account in enumerate(WORLDS["many"] * 3):
            taken.append(n)
            yield account

    pieces = WRITERS[name](accounts())
    for _ in range(3):
        next(pieces)
    assert len(taken) <= 2


@pytest.mark.parametrize("name", READERS)
def test_the_whole_text_of_a_page_is_in_no_export(name: str) -> None:
    assert "Ten pictures of Lake Geneva" not in written(name, WORLDS["talks"])


@pytest.mark.slow
@pytest.mark.parametrize("name", READERS)
def test_the_demo_pages_are_read_by_others(name: str, demo_accounts: dict[str, Account], tmp_path: Path) -> None:
    accounts = list(demo_accounts.values())
    rows = READERS[name](written(name, accounts), tmp_path / "export")
    facts = [fact for account in accounts for fact in account.facts]
    events = [fact for fact in facts if isinstance(fact, Event)]
    expected = {
        "plover": len(events),
        "polecat": sum(event.status.value in {"happened", "ongoing"} for event in events),
        "csv": len(facts),
        "jsonld": len(facts),
    }
    assert len(rows) == expected.get(name, len(rows))
    assert len(rows) > (10 if name == "ics" else 30)
    texts = "\0".join(account.article.text for account in accounts)
    assert all(quote in texts or quote.removeprefix("'") in texts for quote in quotes_in(rows))
    if name == "ftm":
        said = sum(isinstance(fact, Statement) for fact in facts)
        assert sum("statement" in row["properties"].get("keywords", ()) for row in rows) == said
    if name == "ics":
        assert sum(e.type is EventType.CONSULT for e in events) >= len(rows)
