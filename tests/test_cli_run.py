"""The command ``run``: what it prints, how it ends, what it refuses."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.cli.running import summary
from communique.progress import Pace
from communique.run import Tally

STORY = (
    "Envoys of Norvia and Estmark met in Geneva on 3 March 2014 and said that the talks had been useful. They will "
    "meet again in April, a spokeswoman told reporters after the session, and both sides promised new proposals.\n"
)


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "communique", "run", *arguments]


def corpus(folder: Path, pages: int) -> str:
    folder.mkdir()
    for number in range(pages):
        (folder / f"{number:03d}.txt").write_text(f"Talks of day {number} in Geneva\n\n{STORY * 3}", encoding="utf-8")
    return str(folder)


def test_the_summary_is_of_the_whole_run():
    tally = Tally(
        rows=(("articles", 1200), ("facts", 31)),
        reasons=(("DUPLICATE", 4), ("INDEX_PAGE", 2), ("PAYWALL_STUB", 7), ("TIME_LIMIT", 1)),
        facts=(("event", 10), ("statement", 21)),
        parts=1,
    )
    assert list(summary("out", tally, 600, 60.0)) == [
        "pages       1,214\n",
        "articles    1,200\n",
        "duplicates  4\n",
        "refused     9 (PAYWALL_STUB 7, INDEX_PAGE 2)\n",
        "failed      1 (TIME_LIMIT 1)\n",
        "facts       31 (statement 21, event 10)\n",
        "pace        10.0 pages/s (600 pages in 60 s)\n",
        "tables      out\n",
    ]


def told_of(seconds: range, reached: Callable[[int], tuple[int, float | None]]) -> dict[int, str]:
    """What the line says at each second of a run that at that second has read so many pages, and so much of all."""
    pace = Pace("running")
    told = {}
    for second in seconds:
        pages, part = reached(second)
        pace.reach(pages, pages // 2, part)
        told[second] = pace._told(second)
    return told


def test_the_pace_is_that_of_the_last_minute_and_the_time_left_that_of_the_last_five():
    told = told_of(range(1, 1001), lambda s: (2 * s, s / 4000) if s < 600 else (5 * s, (s - 450) / 1000))
    assert told[1] == "2 pages, 1 articles"
    assert told[101] == "202 pages, 2.0 pages/s, 101 articles, 65 min left"
    assert told[959] == "4,795 pages, 5.0 pages/s, 2,397 articles, 8 min left"


def test_seconds_before_the_first_page_are_in_no_pace():
    told = told_of(range(1, 201), lambda s: (max(0, s - 99) * 4, max(0, s - 99) / 1000))
    assert told[99] == "no page yet, 99 s"
    assert told[100] == "4 pages, 2 articles"
    assert told[111] == "48 pages, 4.0 pages/s, 24 articles, 16 min left"
    assert told[200] == "404 pages, 4.0 pages/s, 202 articles, 15 min left"


def test_a_run_that_is_gone_on_with_reckons_from_where_it_was():
    told = told_of(range(1, 61), lambda s: (s * 4, 0.5 + s / 1000))
    assert told[60] == "240 pages, 4.0 pages/s, 120 articles, 7 min left"


def test_a_large_file_that_takes_longer_than_five_minutes_stops_no_reckoning():
    told = told_of(range(1, 501), lambda s: (s * 4, 0.0 if s < 101 else 0.2))
    assert told[500].endswith("33 min left")


def test_no_time_left_is_told_where_nobody_knows_how_much_there_is():
    told = told_of(range(1, 10), lambda s: (64 + s, None))
    assert told[9] == "73 pages, 1.0 pages/s, 36 articles"


def test_a_standstill_is_told_after_a_minute():
    told = told_of(range(1, 62), lambda s: (9, None))
    assert told[60] == "9 pages, 4 articles"
    assert told[61] == "9 pages, 0.0 pages/s, 4 articles"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["missing"], "Missing option '--out'"),
        (["-", "--out", "out"], "standard input cannot be read twice"),
        (["in", "--out", "out", "--time-limit", "0"], "not a time limit in seconds: 0.0"),
        (["in", "--out", "out", "--memory-limit", "5"], "at least 100 MB"),
        (["in", "--out", "."], "holds something that is no run"),
        (["in", "inn", "--out", "out"], "inn: no such file or folder"),
        (["https://kosta.example/1", "--out", "out"], "addresses are not fetched"),
        (["in", "--out", "in/000.txt"], "in/000.txt: is a file; name a folder"),
    ],
)
@pytest.mark.slow
def test_misuse_is_one_line(tmp_path: Path, arguments: list[str], line: str):
    corpus(tmp_path / "in", 1)
    ended = subprocess.run(command(*arguments), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert line in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not (tmp_path / "out" / "run.json").exists()


@pytest.mark.slow
def test_stopped_it_says_how_to_go_on_and_does(tmp_path: Path):
    source, out = corpus(tmp_path / "in", 120), tmp_path / "out"
    arguments = command(source, "--out", str(out), "--workers", "1")
    going = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not list(out.glob(".work/*.spool")):
        assert going.poll() is None
        time.sleep(0.05)
    going.send_signal(signal.SIGTERM)
    _, said = going.communicate(timeout=60)
    assert going.returncode == 130
    assert f"communique: stopped; what was read is kept in {out}, and the same command goes on from there" in said
    again = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert again.returncode == 0
    assert again.stdout.startswith("pages       120\narticles    120\n")
    assert len((out / "goes.jsonl").read_text(encoding="utf-8").splitlines()) == 2
    third = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert "pages       120\n" in third.stdout
    assert "pace" not in third.stdout
