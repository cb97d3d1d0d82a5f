"""Killed at any moment, or two at once: nothing is lost, nothing doubled."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from communique.errors import RecordError
from communique.record import Record, check
from tests.record.pages import account_of

ROOT = Path(__file__).resolve().parents[2]
PAGES = 60


def start(path: Path, first: int, last: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.record.adder", str(path), str(first), str(last)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said.decode()


def assert_whole(path: Path, pages: int) -> None:
    assert check(path) == ()
    wanted = {}
    for n in range(pages):
        account = account_of(n, url=f"https://herald.example/{n - (n % 5 == 4)}")
        wanted[account.article.id] = account
    with Record.open(path) as record:
        accounts = record.accounts(superseded=True)
        assert len(accounts) == pages
        assert {a.article.id: a for a in accounts} == wanted
        counts = record.counts()
        assert (counts.captures, counts.superseded, counts.failures) == (pages, pages // 5, 0)
        assert len(record.bands()) == pages - pages // 5
        assert record.told() is not None


@pytest.mark.slow
def test_killed_fifty_times_nothing_is_lost_and_nothing_doubled(tmp_path):
    """After each kill a later process goes on; where all is done before the fifty, a new dossier is begun."""
    chance, kills, whole, cut = random.Random(6), 0, 0, 0
    path = tmp_path / "0.db"
    while kills < 50:
        process = start(path, 0, PAGES)
        assert process.stdout is not None
        process.stdout.readline()  # it has loaded all it needs: from now on every moment is one of work
        time.sleep(chance.uniform(0, 0.08))
        process.send_signal(signal.SIGKILL)
        _, said = process.communicate()
        if process.returncode == 0:
            assert_whole(path, PAGES)
            whole += 1
            path = tmp_path / f"{whole}.db"
            continue
        assert process.returncode == -signal.SIGKILL, said.decode()
        kills += 1
        if path.exists() and path.stat().st_size:
            with_pages = _found(path)
            cut += 0 < with_pages < PAGES
    finish(start(path, 0, PAGES))
    assert_whole(path, PAGES)
    print(f"{kills} kills, {cut} of them between the first and the last page, {whole + 1} dossiers")
    assert cut >= 25


def _found(path: Path) -> int:
    """Count what a killed process left, which is sound at every moment."""
    try:
        found = check(path)
    except RecordError as fault:
        if "not a dossier" in str(fault):  # killed while the file was made: it holds nothing yet
            return 0
        raise
    assert found == ()
    with Record.open(path, write=False) as record:
        return record.counts().captures


@pytest.mark.slow
@pytest.mark.parametrize("ranges", [((0, 40), (0, 40)), ((0, 20), (20, 40)), ((0, 30), (10, 40))])
def test_two_processes_add_at_once(tmp_path, ranges):
    path = tmp_path / "two.db"
    for process in [start(path, *some) for some in ranges]:
        finish(process)
    assert_whole(path, 40)
