"""How a dossier grows, and what killing its making costs.

    python benchmarks/dossier.py --shared ../shared [--pages N] [--kills N] [--json]

``growth``: CPU seconds per page of the last hundred of N pages added, by those of the first hundred; the texts are
news of the shared data, drawn and mixed once and cut to 2,500 characters. ``tell``: seconds to compare and to tell all
of them together, once. ``kills``: the command ``communique add`` is stopped (SIGKILL) at random moments and run again
until the pages are in; ``lost`` and ``doubled`` count accounts against a dossier made in one go, ``faults`` what
``communique check`` finds. The moments are drawn, the machine decides what they hit.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from communique.dossier import add, tell
from communique.model import Account
from communique.pipeline import Tools
from communique.record import Record, check

SOURCES = ("attribution/train.jsonl.gz", "stories/ecbplus.jsonl")
LONGEST = 2_500
SEED = 7
NOON = "2026-01-01T12:00:00Z"


def texts(shared: Path, number: int) -> list[str]:
    """Return ``number`` texts of news in an order drawn once."""
    found = []
    for name in SOURCES:
        path = shared / "gold" / name
        opener = gzip.open if path.suffix == ".gz" else open
        with opener(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        found += [f"{row.get('title') or row['text'][:60]}\n\n{row['text'][:LONGEST]}\n" for row in rows]
    random.Random(SEED).shuffle(found)
    return found[:number]


def laid_out(folder: Path, given: list[str]) -> list[str]:
    """Write the texts into a folder; return their paths."""
    paths = [folder / f"{n:04d}.txt" for n in range(len(given))]
    for path, text in zip(paths, given, strict=True):
        path.write_text(text, encoding="utf-8", errors="replace")
    return [str(path) for path in paths]


def growth(folder: Path, pages: list[str]) -> dict[str, float]:
    """Add pages one after another, in CPU time of this process, and tell them once."""
    tools = Tools.load()
    took = []
    with Record.create(folder / "growth.db", "growth") as record:
        begun = time.process_time()
        for _ in add(record, pages, tools, now=lambda: NOON, published="2026-01-01"):
            ended = time.process_time()
            took.append(ended - begun)
            begun = ended
        begun = time.perf_counter()
        dossier = tell(record)
        telling = time.perf_counter() - begun
        counts = record.counts()
    part = min(100, len(took) // 2)
    first, last = sum(took[:part]) / part, sum(took[-part:]) / part
    return {
        "pages": counts.articles,
        "facts": counts.facts,
        "happenings": len(dossier.happenings),
        "first": round(first, 4),
        "last": round(last, 4),
        "growth": round(last / first, 3),
        "tell": round(telling, 2),
        "megabytes": round((folder / "growth.db").stat().st_size / 1e6, 1),
    }


def kills(folder: Path, pages: list[str], number: int) -> dict[str, float]:
    """Stop ``communique add`` at random moments, start it again; compare with a dossier made in one go."""
    drawn = random.Random(SEED)
    path, hit, done = folder / "killed.db", 0, 0
    Record.create(path, "killed").close()
    for _ in range(number):
        child = subprocess.Popen(_command(path, pages), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(timeout=drawn.uniform(0.3, 3.0))
            done += 1
            path = folder / f"killed{done}.db"
            Record.create(path, "killed").close()
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
            hit += 1
        if faults := check(path):
            raise SystemExit(f"dossier.py: after kill {hit}: {faults[0]}")
    subprocess.run(_command(path, pages), check=False, capture_output=True)
    whole = folder / "whole.db"
    Record.create(whole, "whole").close()
    subprocess.run(_command(whole, pages), check=False, capture_output=True)
    wanted, found = Counter(_held(whole)), Counter(_held(path))
    return {
        "kills": hit,
        "lost": sum((wanted - found).values()),
        "doubled": sum((found - wanted).values()),
        "faults": len(check(path)),
        "accounts": sum(wanted.values()),
    }


def _command(path: Path, pages: list[str]) -> list[str]:
    return [sys.executable, "-m", "communique", "add", str(path), *pages, "--published", "2026-01-01"]


def _held(path: Path) -> Iterator[str]:
    """Yield every account and every thing told, as text."""
    with Record.open(path, write=False) as record:
        accounts: tuple[Account, ...] = record.accounts(superseded=True)
        yield from (repr(account) for account in accounts)
        yield repr(record.told())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Growth of a dossier, and kills.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pages", type=int, default=1_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        pages = laid_out(folder, texts(args.shared, args.pages))
        found = growth(folder, pages) if args.pages >= 4 else {}
        if args.kills:
            found |= kills(folder, pages[:40], args.kills)
    if args.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name:12}{value:>12}" for name, value in found.items()))


if __name__ == "__main__":
    main()
