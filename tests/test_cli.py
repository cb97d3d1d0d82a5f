"""The command as a person or a script meets it: what goes where, exit codes, bad input."""

from __future__ import annotations

import gzip
import json
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.model import Rejection
from communique.source import open_pages
from communique.version import __version__

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "page.txt"
COMMAND = [sys.executable, "-m", "communique"]


def run(*arguments, stdin=b"", cwd=None):
    """Run the command; decode its output strictly."""
    result = subprocess.run(
        [*COMMAND, *map(str, arguments)], input=stdin, capture_output=True, cwd=cwd, check=False, timeout=120
    )
    assert b"Traceback" not in result.stderr, result.stderr.decode()
    return result.returncode, result.stdout.decode(), result.stderr.decode()


def complaints(stderr):
    return [line for line in stderr.splitlines() if line.startswith("communique: ")]


def good_page(folder, name="good.html", place="Geneva"):
    page = folder / name
    page.write_text(
        f"<html><head><title>Talks resume in {place}</title></head><body><h1>Talks resume in {place}</h1><article>"
        f"<p>Foreign Minister Ada Voss met her colleague Emil Brandt in {place} on 3 March 2014 and said the talks had "
        "been useful. She demanded that all prisoners be released before the next round of negotiations.</p>"
        "<p>Brandt told reporters that his government would not sign an agreement without guarantees. The two "
        "ministers will meet again in Oslo in April, officials of both sides said on Monday evening.</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    return page


def test_version_and_help():
    assert run("--version") == (0, f"communique {__version__}\n", "")
    for arguments in (("--help",), ("read", "--help"), ("demo", "-h")):
        code, out, _ = run(*arguments)
        assert code == 0
        assert "Usage: " in out
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "Usage: " in err


def test_help_does_not_wait_for_the_reader():
    """Counted in modules, not in seconds: a busy machine must not fail the test."""
    code = "import sys, communique.cli; print(sorted({m.split('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout
    for heavy in ("numpy", "onnxruntime", "lxml", "tokenizers", "trafilatura", "rich", "htmldate"):
        assert f"'{heavy}'" not in loaded


def test_importing_the_package_loads_nothing():
    code = "import sys, communique; print('communique.model' in sys.modules, communique.Span if False else '')"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout == "False \n"


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "--format", "pdf", EXAMPLE),
        ("read", "--published", "yesterday", EXAMPLE),
        ("read", "--published", "2025-02-30", EXAMPLE),
        ("read", "--nonsense", EXAMPLE),
        ("read", EXAMPLE, EXAMPLE, "--format", "html"),
        ("write",),
    ],
)
def test_misuse_is_two_and_explained(arguments):
    code, out, err = run(*arguments)
    assert code == 2
    assert out == ""
    assert "Error: " in err


def test_one_page_as_json_is_one_indented_object():
    code, out, _ = run("read", EXAMPLE, "--published", "2025-12-06", "--format", "json")
    assert code == 0
    assert out.startswith("{\n  ")
    record = json.loads(out)
    assert record["communique"] == __version__
    assert record["reader"] == "reader-3"
    assert record["article"]["published"]["how"] == "given"
    assert record["facts"]


def test_with_reading_adds_what_the_encoder_saw():
    code, out, _ = run("read", EXAMPLE, "--format", "json", "--with", "reading")
    assert code == 0
    record = json.loads(out)
    text, reading = record["article"]["text"], record["reading"]
    tokens = reading["tokens"]
    assert all(tokens[t["head"]] for t in tokens)
    assert "".join(text[t["start"] : t["end"]] for t in tokens[:3]).strip()
    assert all(text[n["start"] : n["end"]].strip() == text[n["start"] : n["end"]] for n in reading["names"])
    assert all(0 <= x["score"] <= 1 for key in ("names", "times", "events", "attributions") for x in reading[key])
    assert {"said"} <= {text[a["cue"][0][0] : a["cue"][0][1]] for a in reading["attributions"]}
    assert any(e["type"] for e in reading["events"])
    assert all(len(chain) > 1 for chain in reading["coreference"])


def test_with_reading_is_for_json_alone():
    code, out, err = run("read", EXAMPLE, "--with", "reading")
    assert (code, out) == (2, "")
    assert "--format json" in err


def test_several_pages_as_json_are_lines_and_a_bad_one_is_among_them(tmp_path):
    pages = [good_page(tmp_path), tmp_path / "missing.html", good_page(tmp_path, "other.html", "Oslo")]
    code, out, err = run("read", *pages, "--format", "json")
    records = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert [record["origin"] for record in records] == [str(page) for page in pages]
    assert [record["rejected"] is None for record in records] == [True, False, True]
    assert records[1]["facts"] == []
    assert records[1]["rejected"]["reason"] == "UNREADABLE"
    (line,) = complaints(err)
    assert "missing.html" in line


def test_standard_input(tmp_path):
    code, out, err = run("read", "-", "--format", "json", stdin=good_page(tmp_path).read_bytes())
    assert (code, complaints(err)) == (0, [])
    assert json.loads(out)["origin"] == "-"


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_other_formats(form, tmp_path):
    code, out, err = run("read", good_page(tmp_path), "--format", form)
    assert (code, complaints(err)) == (0, [])
    assert "Talks resume in Geneva" in out


def test_out_writes_a_file_and_nothing_else(tmp_path):
    target = tmp_path / "record.json"
    code, out, _ = run("read", good_page(tmp_path), "--format", "json", "--out", target)
    assert (code, out) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["rejected"] is None
    code, _, err = run("read", good_page(tmp_path), "--out", tmp_path / "no" / "such" / "folder.txt")
    assert code == 1
    assert len(complaints(err)) == 1


def test_several_pages_as_html_fill_a_folder(tmp_path):
    folder = tmp_path / "out"
    code, out, _ = run("read", good_page(tmp_path), good_page(tmp_path, "b.html"), "--format", "html", "--out", folder)
    assert (code, out) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["01-good.html", "02-b.html"]


CHINESE = (
    "伊朗与六个大国在维也纳举行会谈。外交部长说，谈判取得了进展，但仍有许多问题需要解决。双方同意下个月再次会面。" * 12
)


def bad_inputs(folder):
    """Each a page that cannot become an account, and why."""
    named = {
        "empty.html": b"",
        "blank.txt": b" \n\t\n ",
        "binary.html": bytes(range(256)) * 40,
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(3000),
        "truncated.html.gz": gzip.compress(b"<html><body><p>Talks went on.</p></body></html>" * 200)[:60],
        "chinese.html": f"<html><body><h1>维也纳会谈</h1><p>{CHINESE}</p></body></html>".encode(),
    }
    for name, body in named.items():
        (folder / name).write_bytes(body)
    (folder / "folder").mkdir()
    return [folder / name for name in [*named, "folder", "missing.html"]]


def test_bad_input_costs_one_line_each_and_the_rest_is_read(tmp_path):
    bad = bad_inputs(tmp_path)
    good = good_page(tmp_path)
    code, out, err = run("read", *bad, good)
    assert code == 1
    assert out.startswith("Talks resume in Geneva")
    lines = complaints(err)
    assert [line.removeprefix("communique: ").partition(": ")[0] for line in lines] == [str(path) for path in bad]
    assert not [line for line in lines if "a fault in communique" in line]


@pytest.mark.slow
def test_fifty_megabytes_of_div_are_turned_away_or_survived(tmp_path):
    (tmp_path / "huge.html").write_bytes(b"<div>" * 10_000_000)
    deep = b"<div>" * 200_000 + b"Talks went on in Geneva." + b"</div>" * 200_000
    (tmp_path / "deep.html").write_bytes(deep)
    start = time.monotonic()
    code, out, err = run("read", tmp_path / "huge.html", tmp_path / "deep.html", good_page(tmp_path))
    assert code == 1
    assert "Talks resume in Geneva" in out
    assert len(complaints(err)) == 2
    assert time.monotonic() - start < 60


def test_a_wrong_charset_is_read_as_what_it_is(tmp_path):
    page = good_page(tmp_path)
    text = page.read_text(encoding="utf-8").replace("Ada Voss", "Zoë Müller")
    declared = text.replace("<head>", '<head><meta charset="utf-8">').encode("cp1252")
    page.write_bytes(declared)
    code, out, _ = run("read", page, "--format", "json")
    assert code == 0
    assert "Zoë Müller" in json.loads(out)["article"]["text"]


def test_no_permission(tmp_path, monkeypatch):
    """Root may read everything, so the refusal is put in by hand."""
    page = good_page(tmp_path)

    def refuse(*_args, **_kwargs):
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    (found,) = open_pages([page])
    assert isinstance(found, Rejection)
    assert "permission" in found.detail


def test_a_closed_standard_input_is_one_clear_line():
    result = subprocess.run(
        ["sh", "-c", f"{shlex.join(COMMAND)} read - <&-"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert complaints(result.stderr) == ["communique: -: cannot be read: standard input is closed"]


def test_a_complaint_names_the_file_once(tmp_path):
    code, _, err = run("read", tmp_path / "missing.html")
    assert code == 1
    assert complaints(err)[0].count("missing.html") == 1


def test_names_and_words_of_a_page_cannot_command_the_terminal(tmp_path):
    page = tmp_path / "evil\x1b]0;owned\x07.html"
    page.write_bytes(b"")
    _, out, err = run("read", page)
    assert "\x1b" not in out + err
    assert "\\x1b" in err


def test_a_reader_that_stops_early_is_no_error(tmp_path):
    pages = [good_page(tmp_path, f"{number}.html") for number in range(3)]
    with subprocess.Popen(
        [*COMMAND, "read", *map(str, pages), "--format", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        stderr = process.stderr.read().decode()
        assert process.wait(timeout=60) == 0
    assert "Traceback" not in stderr
    assert "BrokenPipe" not in stderr


def heed_interrupts():
    """A background job of a script starts with interrupts ignored, and so would everything it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_it_in_one_line():
    """Waiting for standard input is where a person presses Ctrl-C."""
    with subprocess.Popen(
        [*COMMAND, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_interrupts,  # noqa: PLW1509  (no threads here)
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(b"reading: "), "progress shows that it waits"
        process.send_signal(signal.SIGINT)
        try:
            assert process.wait(timeout=60) == 130
        finally:
            process.kill()
        stderr = process.stderr.read().decode()
    assert "Traceback" not in stderr
    assert complaints(stderr) == ["communique: stopped"]


def test_progress_only_after_a_second_and_only_on_stderr(tmp_path):
    code, out, err = run("read", EXAMPLE, "--published", "2025-12-06", "--format", "json")
    assert code == 0
    json.loads(out)
    assert all(line.startswith("reading: ") for line in err.splitlines())


@pytest.mark.slow
def test_two_runs_give_the_same_bytes():
    arguments = ("read", EXAMPLE, "--published", "2025-12-06", "--format", "json")
    assert run(*arguments)[1] == run(*arguments)[1]


def test_own_issues_from_a_table(tmp_path):
    page = good_page(tmp_path)
    table = tmp_path / "own.tsv"
    table.write_text("captives of war\tprisoner\n", encoding="utf-8")
    code, out, _ = run("read", page, "--format", "json", "--issues", table)
    record, plain = json.loads(out), json.loads(run("read", page, "--format", "json")[1])
    assert code == 0
    assert {p["issue"] for p in plain["positions"]} == {"prisoners"}
    assert {p["issue"] for p in record["positions"]} == {"captives of war"}
    assert record["made_by"] != plain["made_by"]
    table.write_text("prisoners\n", encoding="utf-8")
    code, out, err = run("read", page, "--issues", table)
    assert (code, out, len(complaints(err))) == (2, "", 1)


def test_own_actors_from_a_table(tmp_path):
    page = good_page(tmp_path)
    table = tmp_path / "own.csv"
    table.write_text("name,kind,country,sector\nEmil Brandt,person,SWE,OPP\nAda,wizard,,\n", encoding="utf-8")
    code, out, err = run("read", page, "--format", "json", "--actors", table)
    assert code == 1
    assert [line for line in complaints(err) if "own.csv:3" in line and "wizard" in line]
    brandt = next(a for a in json.loads(out)["actors"] if a["name"] == "Emil Brandt")
    assert (brandt["country"], brandt["sector"], brandt["sectors"]) == ("SWE", "OPP", [])
    plain = json.loads(run("read", page, "--format", "json")[1])
    assert json.loads(out)["made_by"] != plain["made_by"]
    code, out, err = run("read", page, "--actors", tmp_path / "none.csv")
    assert (code, out, len(complaints(err))) == (2, "", 1)
