"""The commands that keep a dossier, typed as a user types them."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner, Result

from communique.cli import app
from communique.demo import demo_pages
from communique.record import Record

pytestmark = pytest.mark.slow

PAGES = {page.path.name: page.path for page in demo_pages()}
FREED = ("prisoners-reporter.html", "prisoners-daily.html")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [*words])
    assert result.exit_code == code, (result.output, result.stderr, result.exception)
    assert "Traceback" not in result.output + result.stderr
    return result


def filled(*names: str) -> None:
    run("new", "talks", "--title", "Talks")
    run("add", "talks", *(str(PAGES[name]) for name in names))


def test_a_dossier_from_first_page_to_brief(here: Path) -> None:
    assert run("new", "talks", "--title", "The talks").stdout == "talks.db: a new dossier\n"
    added = run("add", "talks", *(str(PAGES[name]) for name in FREED)).stdout
    assert added.startswith("2 added; 2 pages, ")
    assert added.endswith(", 1 difference\n")
    assert run("add", "talks", str(PAGES[FREED[0]])).stdout.startswith("1 already there; 2 pages, ")
    listed = run("list", "talks").stdout.splitlines()
    assert len(listed) == 3
    assert "Lake Reporter" in listed[1]
    assert run("check", "talks").stdout == "talks.db: clean\n"
    brief = run("brief", "talks").stdout
    assert brief.startswith("# The talks\n")
    assert "four (1 origin); five (1 origin)" in brief
    assert run("brief", "talks").stdout == brief
    run("brief", "talks", "--format", "docx", "--out", "b.docx")
    assert "The talks" in docx.Document("b.docx").paragraphs[0].text
    run("brief", "talks", "--format", "html", "--out", "b.html")
    assert "<script" not in (here / "b.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("here")
def test_news_since_a_day_leaves_the_older_pages_out() -> None:
    filled(*FREED)
    recent = run("new-since", "talks", "2016-01-17").stdout
    assert "newspaper's correspondent" in recent
    assert "Zarif" not in recent
    assert "Nothing" in run("new-since", "talks", "1d").stdout


@pytest.mark.usefixtures("here")
def test_a_correction_counts_at_once_outlives_a_new_reading_and_is_taken_back() -> None:
    filled(*FREED)
    found = next(
        line for line in run("find", "talks", "thanked", "Switzerland").stdout.splitlines() if " event " in line
    )
    fact = found.split()[0]
    assert run("correct", "talks", fact, "reject", "--by", "Mia", "--note", "a courtesy").stdout == "correction 1\n"
    assert "thanked Switzerland" not in run("brief", "talks").stdout
    with Record.open("talks.db") as record:
        assert all(f.id != fact for a in record.accounts() for f in a.facts)
    logged = run("corrections", "talks").stdout
    assert "Mia" in logged
    assert "a courtesy" in logged
    gold = [json.loads(line) for line in run("corrections", "talks", "--gold").stdout.splitlines()]
    assert [change["who"] for row in gold for change in row["changes"]] == ["Mia"]
    assert run("undo", "talks", "1", "--by", "Mia").stdout == "correction 2 takes back 1\n"
    assert "thanked Switzerland" in run("brief", "talks").stdout


def test_no_command_writes_over_a_dossier(here: Path) -> None:
    filled(*FREED)
    held = (here / "talks.db").read_bytes()
    page = str(PAGES[FREED[0]])
    for words in (
        ("brief", "talks", "--out", "talks.db"),
        ("brief", "talks", "--format", "docx", "--out", "talks.db"),
        ("brief", "talks", "--out", "talks.db-wal"),
        ("publish", "talks", "talks.db"),
        ("read", page, "--out", "talks.db"),
    ):
        assert "dossier" in run(*words, code=2).stderr
    assert (here / "talks.db").read_bytes() == held
    assert "no such file" in run("brief", "talks", "--out", "nowhere/b.md", code=1).stderr
    assert run("check", "talks").stdout == "talks.db: clean\n"


def test_a_file_is_written_whole_or_not_at_all(here: Path) -> None:
    filled(*FREED)
    run("publish", "talks", "out.html")
    assert not list(here.glob(".*.part"))
    assert "no such file" in run("publish", "talks", "none/out.html", code=1).stderr
    held = (here / "out.html").read_bytes()
    assert run("publish", "talks", "out.html").stdout.startswith("out.html: ")
    assert (here / "out.html").read_bytes() == held


@pytest.mark.usefixtures("here")
def test_parties_show_the_ids_that_corrections_take() -> None:
    filled(*FREED)
    rows = run("parties", "talks", "americans").stdout.splitlines()[1:]
    assert rows
    ids = [word for row in rows for word in row.split() if len(word) == 16]
    run("correct", "talks", ids[0], "merge", ids[-1], "--by", "Mia") if len(ids) > 1 else None
    assert "nobody found" in run("parties", "talks", "zanzibar", code=1).stderr


@pytest.mark.usefixtures("here")
def test_what_is_rejected_is_found_no_more() -> None:
    filled(*FREED)
    lines = run("find", "talks", "thanked").stdout.splitlines()
    fact = next(line.split()[0] for line in lines if " event SUPPORT " in line)
    assert len(lines) == len(set(lines))
    run("correct", "talks", fact, "reject", "--by", "Mia")
    assert fact not in run("find", "talks", "thanked").stdout


@pytest.mark.usefixtures("here")
def test_two_events_that_a_person_parts_are_two() -> None:
    filled(*FREED)
    with Record.open("talks.db", write=False) as record:
        told = record.told()
    assert told is not None
    freed = next(h for h in told.happenings if len(h.backing.origins) == 2)
    one, two = (next(f for f in freed.facts if f in ids) for ids in _facts_by_page(freed.backing.articles))
    run("correct", "talks", one, "different", two, "--by", "Mia")
    with Record.open("talks.db", write=False) as record:
        after = record.told()
    assert after is not None
    homes = [{h.id for h in after.happenings if fact in h.facts} for fact in (one, two)]
    assert homes[0] != homes[1]


def _facts_by_page(articles: tuple[str, ...]) -> list[set[str]]:
    with Record.open("talks.db", write=False) as record:
        return [{f.id for f in record.account(article).facts} for article in articles]


@pytest.mark.usefixtures("here")
def test_pages_are_taken_out() -> None:
    filled(*FREED)
    page = run("list", "talks").stdout.splitlines()[1].split()[0]
    assert run("remove", "talks", page).stdout == f"{page}: 1 removed\n"
    assert len(run("list", "talks").stdout.splitlines()) == 2
    assert "no such page" in run("remove", "talks", page, code=1).stderr


def test_folders_archives_and_what_cannot_be_read(here: Path) -> None:
    (here / "pages").mkdir()
    for name in FREED:
        (here / "pages" / name).write_bytes(PAGES[name].read_bytes())
    with zipfile.ZipFile("more.zip", "w") as archive:
        archive.write(PAGES["muscat-talks.html"], "muscat.html")
        archive.write(PAGES["world-index.html"], "index.html")
    run("new", "talks")
    result = run("add", "talks", "pages", "more.zip", "none.html", code=1)
    assert result.stdout.startswith("3 added, 2 refused; 3 pages")
    assert "index page" in result.stderr
    assert "no such file" in result.stderr
    assert "none.html" in run("list", "talks", "--all").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "none"), "no such file"),
        (("add", "none", "page.html"), "no such file"),
        (("check", "none"), "no such file"),
        (("brief", "none"), "no such file"),
        (("brief", "talks", "--format", "docx"), "--out"),
        (("new", "talks"), "exists already"),
        (("correct", "talks", "nothing", "reject", "--by", "Mia"), "no fact"),
        (("correct", "talks", "nothing", "same", "--by", "Mia"), "one value"),
        (("undo", "talks", "7", "--by", "Mia"), "no correction 7"),
        (("find", "talks", "zanzibar"), "nothing found"),
        (("list", "text.db"), "not a dossier"),
    ],
)
def test_what_cannot_be_done_is_one_line(here: Path, words: tuple[str, ...], said: str) -> None:
    run("new", "talks")
    (here / "text.db").write_text("no database at all")
    result = CliRunner().invoke(app, [*words])
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("given", ["yesterday", "7x", "2016-13-01"])
def test_a_day_that_is_none_is_misuse(given: str) -> None:
    run("new", "talks")
    run("new-since", "talks", given, code=2)


@pytest.mark.usefixtures("here")
def test_an_empty_dossier_has_an_empty_brief() -> None:
    run("new", "talks")
    assert run("brief", "talks").stdout.startswith("# talks\n")
    assert run("list", "talks").stdout.startswith("page")
