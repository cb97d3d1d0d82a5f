"""Units opened in a process of their own: the same batches, and a unit that ends the process costs its rest alone."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest

from communique.model import Page, Reason, Rejection
from communique.run import Batch, Guard, Key, Opener, Task, cut, opening
from communique.run.packing import unpacked
from communique.source import units
from tests.run.folders import corpus
from tests.run.stand_in import LIMITS, WORK, opens_some_and_dies


def tasks(source: str) -> list[Task]:
    return [Task(number=number, unit=unit) for number, unit in enumerate(units([source]))]


def pages(count: int, size: int = 10) -> list[Page]:
    return [Page.of(b"x" * size, origin=str(number)) for number in range(count)]


@pytest.mark.parametrize(
    ("items", "sizes"),
    [
        (pages(0), [0]),
        (pages(1), [1]),
        (pages(32), [32]),
        (pages(33), [32, 1]),
        (pages(5, 3_000_000), [2, 2, 1]),
        (pages(3, 9_000_000), [1, 1, 1]),
        ([Rejection(origin="a", url=None, reason=Reason.EMPTY, detail="")] * 40, [32, 8]),
    ],
)
def test_batches_are_cut_by_number_and_size(items, sizes):
    batches = list(cut(4, items))
    assert [len(batch.items) for batch in batches] == sizes
    assert [batch.key for batch in batches] == [Key(4, number) for number in range(len(sizes))]
    assert [batch.last for batch in batches] == [False] * (len(sizes) - 1) + [True]
    assert [item for batch in batches for item in batch.items] == items


@pytest.mark.slow
def test_the_same_batches_come_out_of_a_process(tmp_path: Path):
    listed = tasks(corpus(tmp_path / "in", [f"page {n}" for n in range(70)]))
    with Opener(LIMITS) as opener:
        assert [b for task in listed for b in opener.batches(task)] == [b for task in listed for b in task.batches()]
        assert list(opener.batches(Task(number=0, unit=listed[0].unit, done=frozenset({0})))) == []


@pytest.mark.slow
def test_a_unit_that_ends_the_process_costs_what_is_left_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "serve", opens_some_and_dies)
    (task,) = tasks(corpus(tmp_path / "in", ["page"]))
    with Opener(LIMITS) as opener:
        *whole, left = opener.batches(task)
        assert [batch.key for batch in whole] == [Key(0, 0), Key(0, 1)]
        assert (left.key, left.last) == (Key(0, 2), True)
        (why,) = left.items
        assert isinstance(why, Rejection)
        assert (why.reason, why.origin) == (Reason.CRASHED, task.unit.name)
        assert why.detail == "the process that opened it died (SIGABRT); the rest is left out"


@pytest.mark.slow
def test_a_process_killed_from_outside_loses_nothing(tmp_path: Path):
    listed = tasks(corpus(tmp_path / "in", [f"page {n}" for n in range(70)]))
    with Opener(LIMITS) as opener:
        got: list[Batch] = []
        for task in listed:
            got += opener.batches(task)
            assert opener.pid is not None
            os.kill(opener.pid, signal.SIGKILL)
    assert got == [batch for task in listed for batch in task.batches()]


@pytest.mark.slow
def test_a_killer_that_does_not_tire_costs_nothing_but_time(tmp_path: Path):
    """Under a load a process takes long to start, so that one killer meets the same page or unit again and again."""
    (task,) = tasks(corpus(tmp_path / "in", ["slow page", "slow other"]))
    for looked_after in (Opener(LIMITS), Guard(WORK)):
        over, kills = threading.Event(), 0

        def kill(of: Opener | Guard = looked_after, over: threading.Event = over) -> None:
            nonlocal kills
            seen = None
            while kills < 7 and not over.wait(0.02):
                pid = of.pid
                if pid is not None and pid != seen:
                    over.wait(0.3)
                    os.kill(pid, signal.SIGKILL)
                    seen, kills = pid, kills + 1

        killer = threading.Thread(target=kill)
        with looked_after:
            killer.start()
            try:
                (batch,) = task.batches()
                if isinstance(looked_after, Opener):
                    assert list(looked_after.batches(task)) == [batch]
                else:
                    assert {
                        row["reason"] for row in unpacked(looked_after.read(batch))["failures"].to_pylist()
                    } == set()
            finally:
                over.set()
                killer.join()
        assert kills == 7
