"""The demo pages: each shows what it is there to show, and the demo reads them all."""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
import warnings

import pytest

from communique.demo import demo_pages, report
from communique.export import to_html, to_json
from communique.model import ArticleKind, BlockKind, Page, Reason, Rejection
from communique.pipeline import read_page
from communique.source import open_pages
from tests.accounts import spans_in

SHELF = {page.path.name: page for page in demo_pages()}
DAYS = {
    "uranium-abroad.html": "2013-10-13",
    "geneva-no-deal.html": "2013-11-10",
    "geneva-new-draft.html": "2013-11-21",
    "vienna-framework-tribune.html": "2014-02-20",
    "vienna-framework-courier.html": "2014-02-21",
    "vienna-accord-first.html": "2015-07-14",
    "uranium-shipped.html": "2015-12-28",
    "prisoners-reporter.html": "2016-01-16",
    "prisoners-daily.html": "2016-01-17",
    "geneva-interim-deal.html": "2013-11-24",
    "geneva-reactions.html": "2013-11-25",
    "vienna-framework-gazette.html": "2014-02-20",
    "vienna-framework-herald.html": "2014-02-21",
    "muscat-talks.html": "2014-11-10",
    "vienna-extension-live.html": "2014-11-24",
    "senators-letter.html": "2015-03-10",
    "opinion-letter.html": "2015-03-12",
    "lausanne-framework.html": "2015-04-02",
    "vienna-accord.html": "2015-07-14",
    "security-council.txt": "2015-07-20",
}


def test_every_page_is_on_the_shelf():
    assert len(SHELF) == 21
    folder = next(iter(SHELF.values())).path.parent
    assert {path.name for path in folder.iterdir()} == {*SHELF, "index.tsv"}


@pytest.mark.parametrize("name", SHELF)
def test_each_page_says_that_it_was_written_for_the_purpose(name):
    body = SHELF[name].path.read_bytes()
    if name.endswith(".html"):
        assert b"A demonstration page." in body
        assert b"invented" in body


@pytest.mark.parametrize("name", DAYS)
def test_each_page_is_dated_by_the_day_it_carries(demo_accounts, name):
    published = demo_accounts[name].article.published
    assert published is not None
    assert published.edtf == DAYS[name]


def test_the_index_page_is_turned_away(tools):
    (page,) = open_pages([str(SHELF["world-index.html"].path)])
    assert isinstance(page, Page)
    outcome = read_page(page, tools)
    assert isinstance(outcome, Rejection)
    assert outcome.reason in {Reason.INDEX_PAGE, Reason.NOT_AN_ARTICLE}
    assert "not read: " in report(SHELF["world-index.html"], outcome)


def test_kinds_of_page(demo_accounts):
    kinds = {name: account.article.kind for name, account in demo_accounts.items()}
    assert kinds["vienna-extension-live.html"] is ArticleKind.LIVE_BLOG
    assert kinds["opinion-letter.html"] is ArticleKind.OPINION
    assert kinds["geneva-interim-deal.html"] is ArticleKind.ARTICLE


def test_the_copies_of_the_agency_story_name_the_agency(demo_accounts):
    for name in ("vienna-framework-gazette.html", "vienna-framework-herald.html", "vienna-framework-tribune.html"):
        assert [credit.name for credit in demo_accounts[name].article.credits] == ["Continental Newswire"]


def test_posts_of_the_live_blog_have_their_times(demo_accounts):
    blocks = demo_accounts["vienna-extension-live.html"].article.blocks
    times = [block.time.earliest for block in blocks if block.kind is BlockKind.BODY and block.time]
    assert times == sorted(times, reverse=True)
    assert len(set(times)) == 5


def test_captions_and_corrections_have_blocks_of_their_own(demo_accounts):
    assert "speak to the press in Lausanne" in (
        demo_accounts["lausanne-framework.html"].article.first(BlockKind.CAPTION) or ""
    )
    assert "signed in Tehran" in (demo_accounts["vienna-accord.html"].article.first(BlockKind.CORRECTION) or "")


@pytest.mark.parametrize("name", DAYS)
def test_furniture_stays_out_of_the_story(demo_accounts, name):
    article = demo_accounts[name].article
    body = " ".join(block.span.of(article.text) for block in article.blocks if block.kind is BlockKind.BODY)
    assert not re.search(
        r"cookies|invented|Advertisement|Read also|Most read|winter soups|Subscribe|Ferry timetable", body
    )


def test_json_of_every_page_points_at_its_words(demo_accounts):
    for account in demo_accounts.values():
        record = json.loads(to_json(account))
        text = record["article"]["text"]
        for value in spans_in(record):
            if value["start"] is not None:
                words = text[value["start"] : value["end"]]
                assert words
                assert value.get("quote", words) == words
                if "how" in value and "kind" not in value:
                    assert value.get("text", words) == words
        for fact in record["facts"]:
            if fact["kind"] == "statement" and fact["form"] == "direct":
                for span in fact["content"]:
                    assert not set('“”"') & set(text[span["start"] : span["end"]])


def test_every_page_holds_facts(demo_accounts):
    for name, account in demo_accounts.items():
        assert account.facts, name
        assert report(SHELF[name], account).startswith(f"## {name}: ")
        assert to_json(account)
        assert to_html(account)


@pytest.mark.slow
def test_the_command_makes_a_dossier_and_prints_each_page_when_asked(tmp_path):
    each = _demo("--pages")
    assert [line.split(":")[0][3:] for line in each.splitlines() if line.startswith("## ")] == list(SHELF)
    folder = tmp_path / "talks"
    told = _demo(str(folder))
    assert "KEY POINTS" in told
    assert {path.name for path in folder.iterdir()} >= {"iran-talks.db", "brief.md", "brief.html", "brief.docx"}
    assert _demo(str(folder)) == told


def _demo(*words: str) -> str:
    command = [sys.executable, "-m", "communique", "demo", *words]
    result = subprocess.run(command, capture_output=True, check=False, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_every_date_is_edtf_to_a_reader_that_is_not_ours(demo_accounts):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # edtf warns about its own grammar when it is loaded
        edtf = importlib.import_module("edtf")
    seen = 0
    for account in demo_accounts.values():
        record = json.loads(to_json(account))
        whens = [record["article"]["published"], *record["times"], *(f.get("when") for f in record["facts"])]
        for when in whens:
            if when and when["edtf"] and when.get("type", "DATE") == "DATE":
                assert edtf.is_valid_edtf(when["edtf"]), when
                seen += 1
    assert seen > 50
