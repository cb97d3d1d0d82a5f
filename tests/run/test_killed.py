"""Killed at random moments: nothing is lost, nothing doubled, the bytes are those of a run in peace."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from communique.run import Asked, Local, run
from tests.run.folders import corpus, held
from tests.run.in_place import ran_in_place
from tests.run.stand_in import LIMITS, WORK

pytestmark = pytest.mark.slow

WORDS = [f"slow {n % 140}" for n in range(160)]


@pytest.fixture
def source(tmp_path: Path) -> str:
    return corpus(tmp_path / "in", WORDS)


@pytest.fixture
def whole(tmp_path: Path, source: str) -> dict[str, bytes]:
    ran_in_place(tmp_path / "whole", source, limits=LIMITS)
    return held(tmp_path / "whole")


def test_workers_killed(tmp_path: Path, source: str, whole: dict[str, bytes]):
    chance, kills, over = random.Random(3), [], threading.Event()
    with Local(WORK, 2) as engine:

        def kill() -> None:
            while len(kills) < 4 and not over.wait(chance.uniform(0.2, 1.5)):
                pid = chance.choice(engine.pids or (None,))
                if pid is not None:
                    os.kill(pid, signal.SIGKILL)
                    kills.append(pid)

        killer = threading.Thread(target=kill)
        killer.start()
        try:
            run(Asked(sources=(source,), out=str(tmp_path / "out"), limits=LIMITS, full=60), engine)
        finally:
            over.set()
            killer.join()
    assert kills
    assert held(tmp_path / "out") == whole


def test_the_driver_killed(tmp_path: Path, source: str, whole: dict[str, bytes]):
    chance, kills, out = random.Random(5), 0, tmp_path / "out"
    while True:
        driver = subprocess.Popen([sys.executable, "-m", "tests.run.stand_in", str(out), "2", source])
        try:
            code = driver.wait(chance.uniform(2.0, 6.0) if kills < 4 else 300)
        except subprocess.TimeoutExpired:
            driver.kill()
            driver.wait()
            kills += 1
        else:
            assert code == 0
            break
    assert kills
    assert held(out) == whole


def test_two_drivers_at_once(tmp_path: Path, source: str, whole: dict[str, bytes]):
    command = [sys.executable, "-m", "tests.run.stand_in", str(tmp_path / "out"), "1", source]
    first = subprocess.Popen(command)
    while not (tmp_path / "out" / ".work" / "lock").exists():
        time.sleep(0.05)
    second = subprocess.run(command, capture_output=True, check=False)
    assert second.returncode == 1
    assert b"another `communique run` is at work in this folder" in second.stderr
    assert first.wait(300) == 0
    assert held(tmp_path / "out") == whole
