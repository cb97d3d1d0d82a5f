"""Run folders from anybody: one clear line, whatever is in them."""

from __future__ import annotations

import json
import re

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from communique.corpus.codebook import codebook
from communique.corpus.diff import difference
from communique.corpus.folder import Folder
from communique.corpus.forms import form_of
from communique.corpus.sampling import Plan, sample
from communique.errors import UsageError
from tests.corpus.runs import folder, pages


@pytest.fixture
def run(tmp_path):
    return folder(tmp_path / "run", pages(3))


def part(run, table):
    return run / table / "part-00000.parquet"


def rewrite(run, table, change):
    place = part(run, table)
    pq.write_table(change(pq.read_table(place)), place)


def use(run):
    """Do all that is done with a run."""
    opened = Folder.open(run)
    codebook(opened)
    sample(opened, Plan(form=form_of("events"), n=3, seed=1, without=2))
    difference(opened, opened)
    other = folder(run.parent / "other", pages(2))
    difference(opened, Folder.open(other), rows=3)


def test_a_good_run_is_used(run):
    use(run)


def without_column(name):
    return lambda table: table.drop_columns([name])


def with_column(name, values):
    return lambda table: table.set_column(table.column_names.index(name), name, pa.array(values * len(table)))


HOSTILE = {
    "no run.json": (lambda run: (run / "run.json").unlink(), "not the folder of a run"),
    "no JSON": (lambda run: (run / "run.json").write_text("{"), "cannot be read"),
    "a list": (lambda run: (run / "run.json").write_text("[]"), "not what a run says"),
    "deep": (lambda run: (run / "run.json").write_text("[" * 100_000), "cannot be read"),
    "not UTF-8": (lambda run: (run / "run.json").write_bytes(b'{"\xff"}'), "cannot be read"),
    "unfinished": (lambda run: (run / "run.json").write_text('{"state": "unfinished"}'), "not finished"),
    "no Parquet": (lambda run: part(run, "facts").write_bytes(b"PAR1" * 50), "cannot be read"),
    "cut": (lambda run: part(run, "evidence").write_bytes(part(run, "evidence").read_bytes()[:-9]), "cannot be read"),
    "a folder for a part": (lambda run: (run / "facts" / "part-00001.parquet").mkdir(), "not the parts"),
    "a column gone": (lambda run: rewrite(run, "facts", without_column("kind")), "no column kind"),
    "text for numbers": (lambda run: rewrite(run, "evidence", with_column("start", ["x"])), "cannot be read"),
    "numbers for lists": (lambda run: rewrite(run, "facts", with_column("actors", [1])), "cannot be read"),
    "no place in a text": (lambda run: rewrite(run, "evidence", with_column("start", [10**6])), "no place of a text"),
    "beyond the text": (lambda run: rewrite(run, "evidence", with_column("stop", [10**6])), "ends before a sentence"),
    "no start": (lambda run: rewrite(run, "evidence", with_column("start", pa.nulls(1).to_pylist())), "place"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_run_is_told_in_one_line(run, name):
    spoil, words = HOSTILE[name]
    spoil(run)
    with pytest.raises(UsageError, match=words) as told:
        use(run)
    assert "\n" not in str(told.value)
    assert len(str(told.value)) < 500


def test_words_that_are_not_utf_8_are_refused(run):
    bad = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    place = part(run, "actors")
    table = pq.read_table(place).slice(0, 1)
    pq.write_table(table.set_column(table.column_names.index("name"), "name", bad), place)
    with pytest.raises(UsageError, match="cannot be read"):
        use(run)


def test_no_such_folder(tmp_path):
    with pytest.raises(UsageError, match="no such folder"):
        Folder.open(tmp_path / "nowhere")
    (tmp_path / "talks.db").touch()
    with pytest.raises(UsageError, match=r"talks\.db: not the folder of a run"):
        Folder.open(tmp_path / "talks.db")
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "run.json").write_text("{}")
    with pytest.raises(UsageError, match="no tables"):
        Folder.open(tmp_path / "empty")


def test_columns_in_the_types_of_other_programs_are_read(run):
    rewrite(
        run, "actors", lambda t: t.set_column(t.column_names.index("name"), "name", t["name"].cast(pa.large_string()))
    )
    rewrite(run, "facts", lambda t: t.set_column(t.column_names.index("type"), "type", t["type"].dictionary_encode()))
    rewrite(run, "facts", lambda t: t.append_column("mine", pa.array(["x"] * len(t))))
    use(run)


def test_odd_words_about_a_run_are_kept_as_words(run):
    told = {
        "made_with": {"version": 3, "reader": None},
        "options": [],
        "sources": [7, {"name": ["x"], "files": "many"}],
    }
    (run / "run.json").write_text(json.dumps(told))
    about = Folder.open(run).about
    assert about.tool("version") == "3"
    assert about.options == ()
    assert [(source.name, source.files) for source in about.sources] == [("7", 0), ('["x"]', 0)]
    use(run)


def test_the_digest_is_of_all_tables_and_of_nothing_else(run):
    before = Folder.open(run).digest()
    assert re.fullmatch("[0-9a-f]{64}", before)
    (run / "notes.txt").write_text("mine")
    (run / "codebook.html").write_text("page")
    assert Folder.open(run).digest() == before
    rewrite(run, "times", lambda table: table)
    assert Folder.open(run).digest() != before
