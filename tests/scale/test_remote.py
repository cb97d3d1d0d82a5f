"""What runs on the machines of a cluster, called here as Ray calls it, and what is said where there is no Ray."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import InstallationError, UsageError
from communique.run import About, Asked, Batch, Key, Spooled, Store, Task
from communique.scale import run_on_ray
from communique.scale.remote import COLUMN, Broken, Worker, opened
from communique.source import units
from tests.run.folders import corpus
from tests.run.stand_in import LIMITS, WORK, load


@pytest.fixture(autouse=True)
def _same_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def task(*sources: str) -> Task:
    (unit,) = units(sources)
    return Task(number=0, unit=unit)


def asked_of(what: Task, folder: Path) -> list[object]:
    return [row[COLUMN] for row in opened({COLUMN: what}, str(folder), LIMITS)]


def test_paths_begin_where_the_driver_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    corpus(tmp_path / "in", ["page"] * 3)
    there = task("in")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    (batch,) = asked_of(there, tmp_path)
    assert isinstance(batch, Batch)
    assert [Path(item.origin).name for item in batch.items] == ["0000.txt", "0001.txt", "0002.txt"]


def test_batches_that_are_done_are_not_sent(tmp_path: Path):
    there = task(corpus(tmp_path / "in", ["page"] * 3))
    assert asked_of(replace(there, done=frozenset({0})), tmp_path) == []


def test_a_machine_that_does_not_see_the_sources_says_so(tmp_path: Path):
    there = task(corpus(tmp_path / "in", ["page"] * 3))
    (tmp_path / "in" / "0001.txt").unlink()
    (said,) = asked_of(there, tmp_path)
    assert isinstance(said, Broken)
    assert said.kind is UsageError
    assert "that all of them share" in said.line


def test_a_source_that_nobody_sees_is_a_rejection(tmp_path: Path):
    (batch,) = asked_of(task(str(tmp_path / "no.html")), tmp_path)
    assert isinstance(batch, Batch)


@pytest.mark.slow
def test_a_worker_reads_a_batch_once(tmp_path: Path):
    (batch,) = asked_of(task(corpus(tmp_path / "in", ["page"])), tmp_path)
    store = Store(str(tmp_path / "out"))
    spooled = Spooled(Key(0, 0), True, 1)
    assert Worker(str(tmp_path), WORK, store, About.of(load()))({COLUMN: batch}) == {COLUMN: spooled}
    store.write(spooled.name, b"read before")
    assert Worker(str(tmp_path), WORK, store, About.of(load()))({COLUMN: batch}) == {COLUMN: spooled}
    assert store.read(spooled.name) == b"read before"


@pytest.mark.slow
def test_a_machine_with_other_tools_does_not_read(tmp_path: Path):
    (batch,) = asked_of(task(corpus(tmp_path / "in", ["page"])), tmp_path)
    worker = Worker(str(tmp_path), WORK, Store(str(tmp_path / "out")), About.of(load("another atlas")))
    said = worker({COLUMN: batch})[COLUMN]
    assert isinstance(said, Broken)
    assert said.kind is InstallationError
    assert "reads with other tools than this one" in said.line


def test_a_missing_ray_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"pip install 'communique\[ray\]'"):
        run_on_ray(Asked(sources=("in",), out=str(tmp_path / "out")), work=WORK)
