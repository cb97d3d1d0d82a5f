"""A script of a user's own that reads without a guard: one line, and no process that starts others."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from communique.run.process import UNGUARDED, Process, end_in_a_worker

SCRIPT = """
import communique

print("imported", flush=True)
communique.read("story.txt", {out}workers=2)
"""


@pytest.mark.slow
@pytest.mark.parametrize("out", ["", 'out="run", '])
def test_it_ends_with_what_to_do(tmp_path: Path, out: str):
    (tmp_path / "story.txt").write_text("Voss met Aro in Kosta.", encoding="utf-8")
    (tmp_path / "script.py").write_text(SCRIPT.format(out=out), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=100
    )
    assert ended.returncode == 1
    assert ended.stdout == "imported\n" * 2  # by the user, and by one worker
    assert ended.stderr.count("Traceback") == 1
    last = ended.stderr.splitlines()[-1]
    assert last.startswith('communique.errors.UsageError: in a script, read under `if __name__ == "__main__":`')


@pytest.mark.slow
def test_only_a_worker_ends():
    end_in_a_worker()
    process = Process(_in_a_worker)
    assert process.stop(20.0) == UNGUARDED


def _in_a_worker(_pipe: object) -> None:
    end_in_a_worker()
