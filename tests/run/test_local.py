"""A run on this machine: every page once, the same bytes for any number of workers, whatever a page does.

Each process that reads takes a second to start.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.errors import InstallationError
from communique.model import Reason, Rejection
from communique.run import Guard, Work, cut
from communique.run.local import Seen, learned
from communique.run.process import Process
from communique.source import open_all
from tests.run.folders import corpus, held, origins, ran, rows
from tests.run.in_place import ran_in_place
from tests.run.stand_in import LIMITS, WORK, missing, read, say_environment

pytestmark = pytest.mark.slow

MIXED = [f"page{n} text" if n % 9 else f"refuse {n}" for n in range(150)]


def test_every_page_is_a_row_in_the_order_of_the_sources(tmp_path: Path):
    tally = ran(tmp_path / "out", corpus(tmp_path / "in", MIXED), workers=2)
    assert (tally.pages, tally.articles, tally.parts) == (150, 133, 3)
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
        ("spin", Reason.TIME_LIMIT, "was not read within 1.5 s"),
        ("sleep", Reason.TIME_LIMIT, "was not read within 1.5 s"),
        ("deaf", Reason.TIME_LIMIT, "was not read within 1.5 s"),
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


def test_several_hostile_pages_in_one_batch(tmp_path: Path):
    words = ["abort 1", "fine 2", "grab 3", "fine 4"]
    tally = ran(tmp_path / "out", corpus(tmp_path / "in", words))
    assert dict(tally.reasons) == {"CRASHED": 1, "MEMORY_LIMIT": 1}
    assert origins(tmp_path / "out", "articles") == ["0001.txt", "0003.txt"]


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


def test_a_copy_of_a_page_is_not_read_again_and_nobody_can_tell(tmp_path: Path):
    words = [f"page {n}" for n in range(100)]
    pages = corpus(tmp_path / "a", words), corpus(tmp_path / "b", [*words, "one more"])
    ran(tmp_path / "local", *pages)
    ran_in_place(tmp_path / "in place", *pages, limits=LIMITS)
    assert held(tmp_path / "local") == held(tmp_path / "in place")
    batch = next(cut(1, open_all([pages[1]])))
    with Guard(WORK) as guard:
        seen = Seen()
        seen.remember(learned(batch, guard.read(batch)))
    again = next(cut(9, open_all([pages[0]])))
    assert [item.detail for item in seen.without_copies(again).items if isinstance(item, Rejection)] == [
        f"article {row['id']} came before" for row in rows(tmp_path / "local", "articles")[:32]
    ]


def test_what_a_page_reads_with_is_known(tmp_path: Path):
    with Guard(WORK) as guard:
        about = guard.about()
        assert (about.made_by, about.reader, guard.pid is not None) == ("tools", "stand-in", True)


def test_workers_use_one_thread_and_leave_our_environment_alone(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    process = Process(say_environment, "OMP_NUM_THREADS", "MKL_NUM_THREADS")
    assert process.hear(60) == ["1", "1"]
    process.stop()
    assert (os.environ["OMP_NUM_THREADS"], os.environ.get("MKL_NUM_THREADS")) == ("7", None)
