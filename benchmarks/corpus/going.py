"""A run as a user starts it, in processes of its own, timed and weighed while it goes."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

KILOBYTE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """What a run took: seconds on the clock; megabytes of the whole tree of processes, now and then and at most.

    A page of memory that processes share counts once (Linux's proportional set size).
    """

    seconds: float
    weights: tuple[tuple[float, float], ...]
    code: int
    said: str
    complained: str

    @property
    def peak(self) -> float:
        """Most megabytes seen."""
        return max((weight for _, weight in self.weights), default=0.0)


def go(*words: str, every: float = 0.5, limit: float = 7200) -> Went:
    """Run ``communique`` with ``words`` and weigh it every so many seconds."""
    begin = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "communique", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        weights: list[tuple[float, float]] = []
        done = threading.Event()

        def weigh() -> None:
            while not done.wait(every):
                weights.append((time.perf_counter() - begin, megabytes(process.pid)))

        scale = threading.Thread(target=weigh, daemon=True)
        scale.start()
        try:
            said, complained = process.communicate(timeout=limit)
        finally:
            done.set()
            process.kill()
            scale.join()
    return Went(
        seconds=time.perf_counter() - begin,
        weights=tuple(weights),
        code=process.returncode,
        said=said,
        complained=complained,
    )


def megabytes(root: int) -> float:
    """Memory of a process and all below it, shared pages once, in MB; 0 where the system does not tell."""
    return sum(_proportional(pid) for pid in below(root))


def below(root: int) -> list[int]:
    """Return a process and all that descend from it, as Linux tells them; who is gone meanwhile has nobody below."""
    found = [root]
    for children in Path(f"/proc/{root}/task").glob("*/children"):
        with suppress(OSError):
            found += [one for child in children.read_text(encoding="ascii").split() for one in below(int(child))]
    return found


def _proportional(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * KILOBYTE / 1e6


def manifest(out: Path) -> dict[str, object]:
    """Return what a run wrote of itself."""
    held: dict[str, object] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return held
