"""Two runs side by side: what is told of their causes, articles and facts."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from communique.corpus import changes
from communique.corpus.changes import differing, numbered
from communique.corpus.diff import Tally, difference
from communique.corpus.diff_text import diff_to_csv, diff_to_json, diff_to_text
from communique.corpus.folder import Folder
from communique.model import BlockKind, EventType, OpenIssue, Openness, Reason, Status
from tests.corpus.runs import changed, folder, page, pages, refused, rewrite


def compare(tmp_path, left, right, *, rows=0, about=None, parts=1):
    """Write two runs and compare them."""
    one, two = folder(tmp_path / "left", left), folder(tmp_path / "right", right, parts=parts, **(about or {}))
    return difference(Folder.open(one), Folder.open(two), rows=rows)


def test_equal_runs_have_no_difference(tmp_path):
    found = compare(tmp_path, pages(3), pages(3))
    assert found.same
    assert diff_to_text(found) == "no difference\n"


def test_how_a_run_is_packed_is_no_difference(tmp_path):
    found = compare(tmp_path, pages(4), pages(4), parts=2)
    assert found.same
    assert not found.causes


def test_the_go_log_is_no_part_of_a_run(tmp_path):
    one = folder(tmp_path / "left", pages(2))
    two = folder(tmp_path / "right", pages(2))
    (two / "goes.jsonl").write_text("{}\n")
    assert difference(Folder.open(one), Folder.open(two)).same


def test_causes_come_first(tmp_path):
    about = {
        "version": "0.2.0",
        "options": {"published": "2021-05-08", "seconds": 60.0},
        "sources": [{"name": "more.zip", "kind": "zip archive", "files": 1, "bytes": 2, "digest": "e"}],
    }
    found = compare(tmp_path, pages(2), pages(2), about=about)
    assert [(c.what, c.name, c.left, c.right) for c in found.causes] == [
        ("tool", "version", "0.1.0", "0.2.0"),
        ("option", "published", "", "2021-05-08"),
        ("source", "more.zip", "", "more.zip"),
        ("source", "news/00000.html and 39 more", "news/00000.html and 39 more", ""),
    ]
    assert found.same
    text = diff_to_text(found)
    assert text.index("version: 0.1.0 → 0.2.0") < text.index("source only right: more.zip")
    assert "no difference in any row" in text


def test_a_source_that_is_another_by_the_same_name_is_a_cause(tmp_path):
    """A folder to which a page was added since, or one that was taken away and another put there."""
    source = {"name": "news/00000.html and 39 more", "kind": "pages", "files": 40, "bytes": 9, "digest": "e"}
    found = compare(tmp_path, pages(2), pages(2), about={"sources": [source]})
    assert [(c.what, c.left, c.right) for c in found.causes] == [
        ("source", source["name"], ""),
        ("source", "", source["name"]),
    ]


def test_an_option_and_a_column_of_the_right_run_alone_are_causes(tmp_path):
    one = folder(tmp_path / "left", pages(2))
    two = folder(tmp_path / "right", pages(2), options={"published": None, "seconds": 60.0, "memory": 500})
    rewrite(one, "facts", lambda table: table.drop_columns(["condition_start"]))
    for left, right, words in ((one, two, ("", "500")), (two, one, ("500", ""))):
        found = difference(Folder.open(left), Folder.open(right))
        named = "facts.condition_start" if words[1] else "", "" if words[1] else "facts.condition_start"
        assert [(c.what, c.name, c.left, c.right) for c in found.causes] == [
            ("option", "memory", *words),
            ("column", "facts.condition_start", *reversed(named)),
        ]


def test_every_row_is_in_one_piece_of_a_large_run(tmp_path, monkeypatch):
    """Ids of ours begin with 0 to f; those of a table that another program wrote may begin with anything."""
    run = folder(tmp_path / "run", pages(20))
    odd = {0: "Zebra", 1: "", 2: "A1", 3: "é"}
    rewrite(
        run,
        "articles",
        lambda table: table.set_column(
            table.schema.get_field_index("id"),
            table.schema.field("id"),
            pa.array([odd.get(n, value) for n, value in enumerate(table["id"].to_pylist())], table["id"].type),
        ),
    )
    opened = Folder.open(run)
    monkeypatch.setattr(changes, "_BUCKET", 5)
    found = [changes.rows_of(opened, "articles", ("id",), b, "id") for b in changes.buckets(opened, opened, "articles")]
    ids = [value for table in found if table is not None for value in table["id"].to_pylist()]
    assert len(ids) == 20
    assert len(set(ids)) == 20
    assert set(odd.values()) <= set(ids)


def test_a_fact_is_changed_where_its_id_is_the_same_and_the_columns_are_named(tmp_path):
    left = pages(3)
    right = [left[0], changed(left[1], 0, status=Status.PLANNED, actors=left[1].facts[0].actors[:1]), left[2]]
    found = compare(tmp_path, left, right, rows=5)
    assert found.tallies == (Tally(kind="event", type="CONSULT", gained=0, lost=0, changed=1),)
    assert {(c.table, c.column, c.rows) for c in found.columns} == {("facts", "status", 1), ("facts", "actors", 1)}
    (example,) = found.examples
    assert example.sentence == "Ada Voss met Olli Aro in Oslo on 7 May 2021 (round 1)."
    assert {name: (a, b) for name, a, b in example.cells} == {
        "status": ("happened", "planned"),
        "actors": ("Ada Voss, Olli Aro", "Ada Voss"),
    }


def test_other_evidence_is_a_change(tmp_path):
    left = pages(1)
    facts = left[0].facts
    more = replace(facts[0], evidence=(*facts[0].evidence, *facts[3].evidence))
    found = compare(tmp_path, left, [replace(left[0], facts=(more, *facts[1:]))])
    assert found.tallies == (Tally(kind="event", type="CONSULT", gained=0, lost=0, changed=1),)
    assert {c.column for c in found.columns} == {
        "evidence_start",
        "evidence_stop",
        "evidence_cue_start",
        "evidence_cue_stop",
    }


def test_facts_gained_and_lost_are_summed_by_kind_and_type(tmp_path):
    left = pages(2)
    fewer = replace(left[0], facts=left[0].facts[:1])
    found = compare(tmp_path, left, [fewer, left[1]], rows=1)
    assert [(t.kind, t.type, t.gained, t.lost, t.changed) for t in found.tallies] == [
        ("event", "ASSAULT", 0, 1, 0),
        ("event", "RETREAT", 0, 1, 0),
        ("statement", "demand", 0, 1, 0),
    ]
    assert [example.change for example in found.examples] == ["lost"]
    back = compare(tmp_path / "back", [fewer, left[1]], left)
    assert sum(t.gained for t in back.tallies) == 3


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        (refused(1, Reason.PAYWALL_STUB), "rejection: PAYWALL_STUB"),
        (refused(1, Reason.TIME_LIMIT), "failure: TIME_LIMIT"),
        (None, "not there"),
    ],
)
def test_an_article_of_one_run_alone_is_told_with_what_the_other_has(tmp_path, instead, why):
    left = pages(2)
    found = compare(tmp_path, left, [left[0], *([instead] if instead else [])])
    assert [(one.change, one.origin, one.why) for one in found.astray] == [("lost", "news/00001.html", why)]


def test_a_page_whose_text_came_out_otherwise_is_found_by_its_address(tmp_path):
    left = pages(1)
    other = replace(page(0, publisher="Other").account().article, id="f" * 16)
    right = replace(left[0], article=other, facts=(), references=())
    found = compare(tmp_path, left, [right])
    assert [(one.change, one.why) for one in found.astray] == [
        ("lost", "another text at the same address"),
        ("gained", "another text at the same address"),
    ]


def test_an_article_of_an_archive_that_was_not_asked_for(tmp_path):
    account = page(0).account()
    account = replace(account, article=replace(account.article, origin="old.zip/a.html"))
    one = folder(tmp_path / "left", [account], sources=[{"name": "old.zip", "kind": "zip archive"}])
    two = folder(tmp_path / "right", pages(2)[1:], sources=[{"name": "new.zip", "kind": "zip archive"}])
    found = difference(Folder.open(one), Folder.open(two))
    assert found.astray[0].why == "its source is not in the other run"


def test_what_changes_of_an_article_is_told_but_not_the_version_it_was_read_with(tmp_path):
    left = pages(2)
    right = [
        replace(account, made_by="e" * 16, article=replace(account.article, publisher="Estmark Post"))
        for account in left
    ]
    about = {"made_with": {"version": "0.1.0", "made_by": "e" * 16, "reader": "reader-3", "atlas": "atlas-1"}}
    found = compare(tmp_path, left, right, about=about)
    assert [(c.table, c.column, c.rows) for c in found.columns] == [("articles", "publisher", 2)]


def test_tables_without_ids_are_compared_article_by_article(tmp_path):
    left = pages(3)
    right = [left[0], replace(left[1], references=left[1].references[:-1]), left[2]]
    found = compare(tmp_path, left, right)
    # The last reference is the one place of the article, which is of `places` and `mentions`.
    assert {(rows.table, rows.left, rows.right, rows.articles) for rows in found.rows} == {
        ("places", 3, 2, 1),
        ("mentions", 18, 17, 1),
    }


def test_other_blocks_of_the_same_text_are_a_change(tmp_path):
    left = pages(1)
    article = left[0].article
    blocks = (replace(article.blocks[0], kind=BlockKind.ADVERT), *article.blocks[1:])
    found = compare(tmp_path, left, [replace(left[0], article=replace(article, blocks=blocks))])
    assert [(c.table, c.column, c.rows) for c in found.columns] == [("articles", "blocks", 1)]


def test_other_evidence_of_an_open_issue_is_a_difference(tmp_path):
    account = pages(1)[0]
    sides = [[replace(account, open_issues=(_open(account.facts[at].evidence),))] for at in (0, 1)]
    found = compare(tmp_path, *sides)
    assert not found.same
    assert {rows.table for rows in found.rows} == {"evidence"}


def _open(evidence):
    return OpenIssue(issue="borders", state=Openness.DISPUTED, facts=(), evidence=evidence, how="fact.issues.open")


def test_large_runs_are_compared_in_pieces_with_the_same_result(tmp_path, monkeypatch):
    left = pages(30)
    right = [*left[3:], changed(left[0], 3, type=EventType.COERCE)]
    whole = compare(tmp_path / "whole", left, right)
    monkeypatch.setattr(changes, "_BUCKET", 5)
    pieces = compare(tmp_path / "pieces", left, right)
    assert pieces.tallies == whole.tallies
    assert pieces.columns == whole.columns
    assert sorted(pieces.astray, key=str) == sorted(whole.astray, key=str)
    assert pieces.rows == whole.rows


def test_written_in_three_ways(tmp_path):
    left = pages(3)
    evil = changed(left[1], 0, how="=HYPERLINK(1)")
    found = compare(tmp_path, left, [left[0], evil], rows=3)
    told = json.loads(diff_to_json(found))
    assert told["same"] is False
    assert told["columns"] == [{"table": "facts", "column": "how", "rows": 1}]
    rows = list(csv.DictReader(io.StringIO(diff_to_csv(found))))
    assert {row["sort"] for row in rows} >= {"article", "facts", "column", "example how"}
    assert "'=HYPERLINK(1)" in {row["right"] for row in rows}
    text = diff_to_text(found)
    assert "lost: not there" in text
    assert "=HYPERLINK(1)" in text


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (pa.array([1, None, 3]), pa.array([1, None, 4]), [False, False, True]),
        (pa.array([1.0, float("nan")]), pa.array([None, float("nan")]), [True, False]),
        (pa.array(["a", None, "c"]), pa.array(["a", "b", "c"]), [False, True, False]),
        (
            pa.array([["a", "b"], [], None, ["c"], ["x", "y"]]),
            pa.array([["a", "b"], None, None, ["d"], ["x"]]),
            [False, True, False, True, True],
        ),
        (
            pa.array([[{"start": 1, "stop": 2}], [{"start": 1, "stop": 2}]]),
            pa.array([[{"start": 1, "stop": 2}], [{"start": 1, "stop": 3}]]),
            [False, True],
        ),
        (pa.array([[["a"], ["b"]], [["a"]]]), pa.array([[["a"], ["b"]], [["b"]]]), [False, True]),
        (pa.array(["a", "b"]).dictionary_encode(), pa.array(["a", "c"]).dictionary_encode(), [False, True]),
        (pa.array([1, 2]), pa.array(["1", "2"]), [True, True]),
    ],
)
def test_cells_that_differ(left, right, expected):
    assert differing(left, right).tolist() == expected
    # In the midst of a longer column, as a filtered one is.
    longer = pa.concat_arrays([left, left]), pa.concat_arrays([right, right])
    assert differing(*(column.slice(len(left)) for column in longer)).tolist() == expected


def test_rows_are_numbered_within_their_article():
    table = pa.table({"article": ["b", "a", "b", None, "a", "b", None]})
    assert numbered(table, "article").column("nth").to_pylist() == [0, 0, 1, 0, 1, 2, 1]
    assert numbered(table.slice(0, 0), "article").num_rows == 0
    assert np.dtype("int64") == numbered(table, "article").column("nth").to_numpy().dtype
