"""One reader in a process of its own, timed whenever it is told to go. Standard library only: peers use it too."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path


def pin(cores: str) -> None:
    """Keep this process on some cores ("0", "0,1"; "" for any), where the system lets us."""
    if cores and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {int(core) for core in cores.split(",")})


def serve(read_all: Callable[[list[str]], object], texts: Path) -> None:
    """Read ``texts`` (a JSON list) once to warm up, then once for each line that comes in.

    Answers one JSON line a round: words (between blanks), seconds on the clock, seconds of processor time.
    """
    held: list[str] = json.loads(texts.read_text(encoding="utf-8"))
    words = sum(len(text.split()) for text in held)
    read_all(held[:2])
    print("ready", flush=True)
    for _ in sys.stdin:
        clock, spent = time.perf_counter(), time.process_time()
        read_all(held)
        answer = {
            "words": words,
            "seconds": time.perf_counter() - clock,
            "processor": time.process_time() - spent,
        }
        print(json.dumps(answer), flush=True)
