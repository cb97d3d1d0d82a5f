"""Blind sheets: drawn by a seed, the same bytes each time, and nothing in them of what the machine said."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace

import pytest

from communique.corpus.folder import Folder
from communique.corpus.forms import What, form_of, legend
from communique.corpus.sampling import Plan, sample
from communique.corpus.sentences import apart, sentences
from communique.corpus.sheets import key_csv, sheet_csv, written
from communique.errors import UsageError
from communique.model import Block, BlockKind, Span
from tests.corpus.runs import MADE_BY, changed, folder, page, pages, refused


def rows_of(data, delimiter=","):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def drawn(run, what="events", **plan):
    values = {"n": 10, "seed": 7, "without": 5} | plan
    return sample(Folder.open(run), Plan(form=form_of(what), **values))


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return folder(tmp_path_factory.mktemp("runs") / "run", [*pages(20), refused(99)])


def test_the_sheet_shows_the_sentence_with_its_neighbours_and_no_word_of_the_machine(run):
    found = drawn(run)
    sheet = rows_of(sheet_csv(found))
    assert len(sheet) == 15
    empty = ["is_event", "type", "mode", "status", "actor", "recipient", "date", "note"]
    assert list(sheet[0]) == ["row", "headline", "publisher", "published", "url", "before", "sentence", "after", *empty]
    for row in sheet:
        assert not any(row[name] for name in empty)
    met = next(row for row in sheet if row["sentence"].startswith("Ada Voss met"))
    assert met["before"].startswith("Envoys meet in")
    assert met["after"] == "The weather was fine in the whole of the valley."
    assert met["url"].startswith("https://kosta.example/")


def test_rows_with_and_without_stand_in_one_order_of_chance(run):
    key = {row["row"]: row["stratum"] for row in rows_of(key_csv(drawn(run)))}
    strata = [key[row["row"]] for row in rows_of(sheet_csv(drawn(run)))]
    assert Counter(strata) == {"with": 10, "without": 5}
    assert strata != sorted(strata)
    assert strata != sorted(strata, reverse=True)
    places = [row.place for row in drawn(run).drawn]
    assert places != sorted(places)  # neighbours of one page would tell of each other


def test_the_key_tells_what_the_machine_said_and_how_many_sentences_a_row_stands_for(run):
    key = rows_of(key_csv(drawn(run)))
    met = next(row for row in key if row["type"] == "CONSULT")
    assert (met["what"], met["made_by"], met["stratum"]) == ("events", MADE_BY, "with")
    assert (met["status"], met["actor"], met["date"]) == ("happened", "Ada Voss|Voss; Olli Aro", "2021-05-07")
    # 20 pages with three sentences that tell an event, and four that do not (one is a headline).
    assert {float(row["weight"]) for row in key if row["stratum"] == "with"} == {60 / 10}
    assert {float(row["weight"]) for row in key if row["stratum"] == "without"} == {80 / 5}
    assert all(not row["fact"] for row in key if row["stratum"] == "without")


def test_the_same_run_number_and_seed_give_the_same_bytes(run, tmp_path):
    again = folder(tmp_path / "again", [*pages(20), refused(99)], parts=3)
    assert sheet_csv(drawn(again)) == sheet_csv(drawn(run))
    assert key_csv(drawn(again)) == key_csv(drawn(run))
    backwards = folder(tmp_path / "backwards", pages(20)[::-1])
    assert sheet_csv(drawn(backwards)) == sheet_csv(drawn(run))
    assert sheet_csv(drawn(run, seed=8)) != sheet_csv(drawn(run))


def test_a_larger_sample_holds_the_smaller_one(run):
    small = {row.place for row in drawn(run).drawn}
    assert small < {row.place for row in drawn(run, n=20, without=9).drawn}


def test_by_type_each_type_has_as_many_and_the_weight_makes_up_for_it(tmp_path):
    accounts = pages(20)
    fewer = [
        replace(a, facts=tuple(f for f in a.facts if getattr(f, "mode", "") != "heavy-weapons")) for a in accounts[3:]
    ]
    run = folder(tmp_path / "run", [*accounts[:3], *fewer])
    found = drawn(run, n=12, even=True)
    assert found.frame == (("ASSAULT", 3, 3), ("CONSULT", 20, 5), ("RETREAT", 20, 4), ("without", 97, 5))
    assert {row.stratum: row.weight for row in found.drawn} == {
        "ASSAULT": 1.0,
        "CONSULT": 4.0,
        "RETREAT": 5.0,
        "without": 97 / 5,
    }


def test_a_sentence_of_several_types_is_drawn_for_the_rarest(tmp_path):
    """The one assault of the run stands in a sentence with a meeting: drawn as a meeting it might never be seen."""
    first, *others = pages(6)
    both = changed(first, 3, evidence=first.facts[0].evidence)
    fewer = [replace(a, facts=tuple(f for f in a.facts if getattr(f, "mode", "") != "heavy-weapons")) for a in others]
    found = drawn(folder(tmp_path / "run", [both, *fewer]), n=17, even=True, without=0)
    assert [(name, size) for name, size, _ in found.frame if name != "without"] == [
        ("ASSAULT", 1),
        ("CONSULT", 5),
        ("RETREAT", 6),
    ]


def test_every_sentence_is_as_likely_as_any_other(tmp_path):
    run = folder(tmp_path / "run", pages(4))
    times = Counter(row.place for seed in range(80) for row in drawn(run, n=3, without=0, seed=seed).drawn)
    assert len(times) == 12
    assert 8 <= min(times.values()) <= max(times.values()) <= 34  # 20 expected, 3.9 the standard deviation


@pytest.mark.parametrize(
    ("what", "column", "value"), [("statements", "speaker", "Ada Voss|Voss"), ("meetings", "participants", "Ada Voss")]
)
def test_sheets_of_statements_and_of_meetings(run, what, column, value):
    found = drawn(run, what)
    assert rows_of(sheet_csv(found))[0][column] == ""
    answers = [row[column] for row in rows_of(key_csv(found)) if row["fact"]]
    assert len(answers) == 10
    assert all(answer.startswith(value) for answer in answers)


def test_a_sentence_that_tells_two_events_is_one_row_with_two_lines_of_key(tmp_path):
    draft = page(0)
    draft.event('Voss said that the rebels must leave Geneva "at once".'.replace("Geneva", "Geneva"), "at once")
    run = folder(tmp_path / "run", [draft.account()])
    found = drawn(run, n=5, without=0)
    assert len(found.drawn) == 3
    assert sorted(Counter(row["row"] for row in rows_of(key_csv(found))).values()) == [1, 1, 2]


def test_scraps_are_not_drawn_where_nothing_was_found(tmp_path):
    account = page(0).account()
    text = account.article.text
    block = Block(kind=BlockKind.BODY, span=Span(len(text) + 1, len(text) + 14))
    article = replace(account.article, text=f"{text}\nOslo, Monday.", blocks=(*account.article.blocks, block))
    found = drawn(folder(tmp_path / "run", [replace(account, article=article)]), without=50)
    assert len(found.drawn) == 7
    assert "Oslo, Monday." not in {row.shown.sentence for row in found.drawn}


def test_cells_are_no_formulas(tmp_path):
    account = page(1, publisher="=HYPERLINK(A1)").account()
    run = folder(tmp_path / "run", [account])
    row = rows_of(sheet_csv(drawn(run)))[0]
    assert row["publisher"] == "'=HYPERLINK(A1)"


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *((cell, f"'{cell}") for cell in ("=1", "+1", "-1", "@A", "\t=1", " =1", "\r\n=1", "＝1", "|calc")),
        *((cell, cell) for cell in ("a=1", "", "1-2")),
        ("a\x00b", "a\ufffdb"),
        ("\x07=1", "\ufffd=1"),
    ],
)
def test_guarded_cells(cell, expected):
    assert written(cell) == expected


def test_tabs_for_spreadsheets_that_want_them(run):
    assert len(rows_of(sheet_csv(drawn(run), ".tsv"), "\t")) == 15


@pytest.mark.parametrize("what", What)
def test_the_legend_tells_every_column_and_code(what):
    form = form_of(what)
    told = legend(form)
    for name in form.names:
        assert f"  {name}" in told
    for question in form.questions:
        assert all(code in told for code in question.codes)


def test_what_cannot_be_drawn(tmp_path, run):
    nothing = folder(tmp_path / "nothing", [refused(1)])
    with pytest.raises(UsageError, match="no events in this run"):
        drawn(nothing)
    with pytest.raises(UsageError, match="sentences can be drawn"):
        drawn(run, n=0)


def cut(text, kept=()):
    found = sentences(text, [Span(0, len(text))], apart(Span(*span) for span in kept))
    return [span.of(text) for span in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Voss came. Aro left.", ["Voss came.", "Aro left."]),
        (
            "Gen. Ali Falk met Dr. Voss of the U.S. Senate. He left.",
            ["Gen. Ali Falk met Dr. Voss of the U.S. Senate.", "He left."],
        ),
        ('"We wait." He left.', ['"We wait."', "He left."]),
        ("One line\nAnother line", ["One line", "Another line"]),
        ("It cost 3.5 per cent. 20 died.", ["It cost 3.5 per cent.", "20 died."]),
        ("Eh? No! Well… Yes.", ["Eh?", "No!", "Well…", "Yes."]),
        (" . ", []),
        ("a", ["a"]),
    ],
)
def test_sentences_by_rule(text, expected):
    assert cut(text) == expected


def test_sentences_that_facts_rest_on_stay_as_they_are():
    text = "Voss came. Aro left. It rained."
    assert cut(text, [(5, 20)]) == ["Voss", "came. Aro left.", "It rained."]
    # Of two that overlap the first stays.
    assert cut(text, [(0, 20), (11, 31)]) == ["Voss came. Aro left.", "It rained."]


def test_a_text_without_a_stop_is_cut():
    assert max(map(len, cut("word " * 5000))) <= 4000
