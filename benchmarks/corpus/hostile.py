"""Thousands of files nobody should have to read, in one run: none may end it, each must be told under a reason.

    python benchmarks/corpus/hostile.py [--count 5000] [--seed 7] [--time-limit 20] [--json]

The files are made by ``hostile_inputs.py``: mutated HTML, bombs, deep nesting, endless lines, wrong character sets, cut
and lying web archives, damaged tables, stirred exports. A file is told when an article, a rejection or a failure names
it. Fails when the run ends otherwise than well, a file is not told, or a page ended a process.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.corpus.going import Went, go
from benchmarks.corpus.hostile_inputs import write


def told(out: Path) -> list[tuple[str, str]]:
    """Return origin and fate of everything a run speaks of."""
    rows = [(origin, "READ") for origin in _column(out / "articles", "origin")]
    for name in ("rejections", "failures"):
        rows += zip(_column(out / name, "origin"), _column(out / name, "reason"), strict=True)
    return rows


def _column(folder: Path, name: str) -> list[str]:
    return [value for part in sorted(folder.glob("*.parquet")) for value in pq.read_table(part)[name].to_pylist()]


def untold(names: list[str], rows: list[tuple[str, str]]) -> list[str]:
    """Return the files that no row speaks of: by their own name, or as the archive of a member."""
    known = {part for origin, _ in rows for part in origin.replace("#", "/").split("/")}
    return [name for name in names if name not in known]


def run(folder: Path, out: Path, limit: int) -> Went:
    """Run over a folder with two workers."""
    return go("run", str(folder), "--out", str(out), "--workers", "2", "--time-limit", str(limit))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--time-limit", type=int, default=20, help="seconds a page may take")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, out = Path(made) / "in", Path(made) / "out"
        folder.mkdir()
        names = write(folder, args.count, args.seed)
        went = run(folder, out, args.time_limit)
        rows = told(out) if went.code == 0 else []
    fates = Counter(fate for _, fate in rows)
    missing = untold(names, rows)
    row = {"files": len(names), "seconds": round(went.seconds), "code": went.code, "peak_mb": round(went.peak)}
    row |= {"untold": len(missing), **dict(sorted(fates.items()))}
    print(json.dumps(row) if args.json else "\n".join(f"{name:16} {value}" for name, value in row.items()))
    if went.code or missing:
        print(went.complained[-2_000:], *missing[:20], sep="\n", file=sys.stderr)
    return int(went.code != 0 or bool(missing) or fates["CRASHED"] > 0)


if __name__ == "__main__":
    sys.exit(main())
