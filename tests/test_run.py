"""Many pages: what goes wrong with one costs that one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from communique.errors import InstallationError
from communique.model import Account, Reason, Rejection
from communique.pipeline import Tools
from communique.run import read_pages

STORY = (
    "Envoys met in Geneva on 3 March 2014 and said that the talks had been useful. They will meet again in April, "
    "a spokeswoman told reporters after the session, and both sides promised to bring new proposals.\n"
)


class Stumbling:
    """A reader that fails on pages which hold a word."""

    def __init__(self, reader, error):
        self.reader, self.error = reader, error
        self.name, self.digest = reader.name, reader.digest

    def read(self, article):
        if "stumble" in article.text:
            raise self.error
        return self.reader.read(article)


def pages(folder, *words):
    paths = []
    for number, word in enumerate(words):
        path = folder / f"{number}.txt"
        path.write_text(f"Talks {word} in Geneva\n\n{STORY * 3}", encoding="utf-8")
        paths.append(str(path))
    return paths


def test_a_fault_costs_one_page_and_says_where(tools, tmp_path):
    broken = replace(tools, reader=Stumbling(tools.reader, ValueError("not a span: 4..3")))
    first, second, third = read_pages(pages(tmp_path, "resume", "stumble", "end"), tools=broken)
    assert isinstance(first, Account)
    assert isinstance(second, Rejection)
    assert second.reason is Reason.FAULT
    assert "ValueError: not a span: 4..3" in second.detail
    assert "pipeline.py:" in second.detail
    assert isinstance(third, Account)


def test_a_damaged_installation_is_no_fault_of_the_page(tools, tmp_path):
    broken = replace(tools, reader=Stumbling(tools.reader, InstallationError("the weights are missing")))
    with pytest.raises(InstallationError):
        list(read_pages(pages(tmp_path, "stumble"), tools=broken))


def test_tools_are_not_loaded_for_pages_that_cannot_be_opened(monkeypatch, tmp_path):
    monkeypatch.setattr(Tools, "load", classmethod(lambda cls: pytest.fail("loaded for nothing")))
    (outcome,) = read_pages([str(tmp_path / "missing.html")])
    assert isinstance(outcome, Rejection)


def test_a_file_of_many_articles_is_read_one_by_one(tools, tmp_path):
    rows = [{"title": f"Talks {day} in Geneva", "text": STORY * 3, "date": day} for day in ("2014-03-04", "2014-03-05")]
    (tmp_path / "export.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = list(read_pages([str(tmp_path / "export.jsonl")], tools=tools))
    assert [one.article.headline for one in found if isinstance(one, Account)] == [row["title"] for row in rows]


def test_what_made_an_account_is_in_it(tools, tmp_path):
    (account,) = read_pages(pages(tmp_path, "resume"), tools=tools)
    assert isinstance(account, Account)
    assert account.made_by == tools.made_by
    assert account.reader == tools.reader.name
    assert len(tools.made_by) == 16
