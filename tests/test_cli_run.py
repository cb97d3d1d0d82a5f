"""The command ``run``: what it prints, how it ends, what it refuses."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
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


def test_the_pace_is_that_of_the_last_minute_and_the_time_left_of_the_whole():
    pace = Pace("running")
    told = []
    for second in range(1, 201):
        pace.reach(second * (2 if second < 100 else 5), second, second / 1000)
        told.append(pace._told(second))
    assert told[0] == "2 pages, 0.0 pages/s, 1 articles"
    assert told[49] == "100 pages, 2.0 pages/s, 50 articles, 16 min left"
    assert told[199] == "1,000 pages, 5.0 pages/s, 200 articles, 13 min left"


def test_no_time_left_is_told_where_nobody_knows_how_much_there_is():
    pace = Pace("running")
    pace.reach(64, 60, None)
    assert pace._told(9) == "64 pages, 0.0 pages/s, 60 articles"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["missing"], "Missing option '--out'"),
        (["-", "--out", "out"], "standard input cannot be read twice"),
        (["in", "--out", "out", "--time-limit", "0"], "not a time limit in seconds: 0.0"),
        (["in", "--out", "out", "--memory-limit", "5"], "at least 100 MB"),
        (["in", "--out", "."], "holds something that is no run"),
    ],
)
@pytest.mark.slow
def test_misuse_is_one_line(tmp_path: Path, arguments: list[str], line: str):
    corpus(tmp_path / "in", 1)
    ended = subprocess.run(command(*arguments), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert line in ended.stderr
    assert "Traceback" not in ended.stderr


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
