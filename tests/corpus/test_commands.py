"""The commands for a finished run, as they are typed."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from communique.cli import app
from communique.cli.corpus import Coded
from communique.corpus.forms import What
from tests.corpus.runs import changed, folder, pages


def run(*arguments):
    result = CliRunner().invoke(app, list(map(str, arguments)))
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def runs(tmp_path):
    accounts = pages(6)
    folder(tmp_path / "a", accounts)
    folder(tmp_path / "b", [*accounts[:5], changed(accounts[5], 0, score=0.1)])
    return tmp_path


def test_diff_ends_as_diff_does(runs):
    assert run("diff", runs / "a", runs / "a") == (0, "no difference\n", "")
    code, out, _ = run("diff", runs / "a", runs / "b", "--rows", "1")
    assert code == 1
    assert "score: 0.9 → 0.1" in out
    code, out, err = run("diff", runs / "a", runs / "nowhere")
    assert (code, out) == (2, "")
    assert err == f"communique: {runs / 'nowhere'}: no such folder\n"


@pytest.mark.parametrize(("form", "starts"), [("json", "{"), ("csv", "sort,change")])
def test_diff_in_other_forms(runs, form, starts):
    assert run("diff", runs / "a", runs / "b", "--format", form)[1].startswith(starts)


def test_the_codebook_stands_in_the_folder_or_where_it_is_asked_for(runs):
    code, out, _ = run("codebook", runs / "a")
    assert (code, out) == (0, f"{runs / 'a' / 'codebook.html'}\n")
    run("codebook", runs / "a", "--out", runs / "book.html")
    assert (runs / "book.html").read_bytes() == (runs / "a" / "codebook.html").read_bytes()
    assert run("diff", runs / "a", runs / "a")[0] == 0


def fill(sheet, key, out, error=()):
    """Fill a sheet in as the key has it, but for the rows in ``error``."""
    answers = {}
    for row in csv.DictReader(io.StringIO(key.read_text(encoding="utf-8-sig"))):
        answers.setdefault(row["row"], row)
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    for n, row in enumerate(rows):
        found = answers[row["row"]]
        row["is_event"] = "y" if bool(found["fact"]) != (n in error) else "n"
        if row["is_event"] == "y":
            row |= {name: found[name] for name in ("type", "status", "actor", "date", "mode")}
            row["type"], row["status"] = row["type"] or "AID", row["status"] or "happened"
    with out.open("w", encoding="utf-16", newline="") as file:
        writer = csv.DictWriter(file, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def test_from_a_sample_to_its_score(runs):
    sheet, key = runs / "coding.csv", runs / "coding.key.csv"
    code, out, _ = run("sample", runs / "a", "--n", "12", "--without", "4", "--seed", "7", "--for", sheet)
    assert code == 0
    assert "with: 12 of 18 sentences" in out
    assert "CONSULT" in (runs / "coding.legend.txt").read_text()
    fill(sheet, key, runs / "anna.csv")
    fill(sheet, key, runs / "ben.csv", error={0, 5})
    code, out, _ = run("score", runs / "anna.csv", runs / "ben.csv", "--key", key, "--format", "json")
    assert code == 0
    told = json.loads(out)
    assert told["coders"] == [["anna", 16], ["ben", 16]]
    assert told["parts"][1]["precision"][0]["value"] == 1.0
    assert run("score", runs / "anna.csv", "--key", key)[1].startswith("One coder, blind")
    assert "| any | " in run("score", runs / "anna.csv", "--key", key, "--format", "markdown")[1]


def test_the_command_knows_all_sheets():
    assert [*Coded] == [*What]


def test_a_sheet_that_is_there_is_never_written_over(runs):
    sheet = runs / "coding.csv"
    assert run("sample", runs / "a", "--for", sheet)[0] == 0
    before = sheet.read_bytes()
    assert run("sample", runs / "a", "--for", sheet)[0] == 0
    assert run("sample", runs / "a", "--seed", "1", "--for", sheet)[0] == 2
    assert sheet.read_bytes() == before
    sheet.unlink()
    code, _, err = run("sample", runs / "a", "--seed", "1", "--for", sheet)
    assert code == 2
    assert "coding.key.csv is there already" in err


def test_mistakes_in_a_sheet_are_told_and_the_rest_is_scored(runs):
    sheet, key = runs / "coding.csv", runs / "coding.key.csv"
    run("sample", runs / "a", "--for", sheet)
    fill(sheet, key, runs / "anna.csv")
    text = (runs / "anna.csv").read_text(encoding="utf-16").replace(";y;", ";perhaps;", 1)
    (runs / "anna.csv").write_text(text, encoding="utf-16")
    code, out, _ = run("score", runs / "anna.csv", "--key", key)
    assert code == 1
    assert "is_event is 'perhaps'; y or n" in out
    code, _, err = run("score", sheet, "--key", runs / "nowhere.csv")
    assert code == 2
    assert err.startswith("communique: ")
    assert err.count("\n") == 1
