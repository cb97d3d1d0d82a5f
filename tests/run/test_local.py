"""A run on this machine: every page once, the same bytes for any number of workers, whatever a page does.

Each process that reads takes a second to start.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import InstallationError
from communique.model import Reason
from communique.run import Work
from tests.run.folders import corpus, held, origins, ran, rows
from tests.run.stand_in import LIMITS, missing, read

pytestmark = pytest.mark.slow

MIXED = [f"page{n} text" if n % 9 else f"refuse {n}" for n in range(150)]


def test_every_page_is_a_row_in_the_order_of_the_sources(tmp_path: Path):
    tally = ran(tmp_path / "out", corpus(tmp_path / "in", MIXED), workers=2)
    assert (tally.pages, tally.articles, tally.parts) == (150, 133, 2)
    assert dict(tally.reasons) == {"INDEX_PAGE": 17}
    assert dict(tally.facts) == {"event": 133}
    assert origins(tmp_path / "out", "articles") == [f"{n:04d}.txt" for n in range(150) if n % 9]
    assert origins(tmp_path / "out", "rejections") == [f"{n:04d}.txt" for n in range(0, 150, 9)]
    assert not (tmp_path / "out" / ".work").exists()


def test_the_bytes_do_not_depend_on_the_number_of_workers(tmp_path: Path):
    source = corpus(tmp_path / "in", MIXED)
    ran(tmp_path / "one", source, workers=1)
    ran(tmp_path / "three", source, workers=3)
    assert held(tmp_path / "one") == held(tmp_path / "three")


@pytest.mark.parametrize(
    ("word", "reason", "told"),
    [
        ("abort", Reason.CRASHED, "the process that read it died each time (SIGABRT)"),
        ("leave", Reason.CRASHED, "the process that read it died each time (exit code 3)"),
        ("spin", Reason.TIME_LIMIT, "was not read within 0.4 s"),
        ("sleep", Reason.TIME_LIMIT, "was not read within 0.4 s"),
        ("deaf", Reason.TIME_LIMIT, "was not read within 0.4 s"),
        ("grab", Reason.MEMORY_LIMIT, "needs more than 500 MB"),
    ],
)
def test_a_hostile_page_costs_itself_alone(tmp_path: Path, word: str, reason: Reason, told: str):
    tally = ran(tmp_path / "out", corpus(tmp_path / "in", ["first page", f"{word} now", "third page"]))
    assert dict(tally.reasons) == {reason.value: 1}
    assert origins(tmp_path / "out", "articles") == ["0000.txt", "0002.txt"]
    (row,) = rows(tmp_path / "out", "failures")
    assert (row["reason"], row["origin"]) == (reason.value, str(tmp_path / "in" / "0001.txt"))
    assert str(row["detail"]).startswith(told)


def test_what_a_worker_gathers_over_many_pages_is_laid_to_none_of_them(tmp_path: Path):
    tally = ran(tmp_path / "out", corpus(tmp_path / "in", [f"hoard {n}" for n in range(12)]))
    assert tally.failures < 12


def test_several_hostile_pages_in_one_batch(tmp_path: Path):
    words = ["abort 1", "fine 2", "leave 3", "grab 4", "fine 5", "spin 6"]
    tally = ran(tmp_path / "out", corpus(tmp_path / "in", words))
    assert dict(tally.reasons) == {"CRASHED": 2, "MEMORY_LIMIT": 1, "TIME_LIMIT": 1}
    assert origins(tmp_path / "out", "articles") == ["0001.txt", "0004.txt"]


def test_a_damaged_installation_stops_the_run(tmp_path: Path):
    work = Work(load=missing, read=read, limits=LIMITS)
    with pytest.raises(InstallationError, match="the weights are missing"):
        ran(tmp_path / "out", corpus(tmp_path / "in", ["a page"]), work=work)


def test_an_empty_folder_gives_empty_tables(tmp_path: Path):
    (tmp_path / "in").mkdir()
    tally = ran(tmp_path / "out", str(tmp_path / "in"))
    assert tally.articles == 0
    assert rows(tmp_path / "out", "articles") == []
    assert [row["reason"] for row in rows(tmp_path / "out", "rejections")] == ["EMPTY"]
