"""Predict, score, compare with the floors; a figure below its floor, or data that changed, fails.

    python benchmarks/bench.py --shared ../shared [--only NAME] [--raise]

``floors.json`` names each question: task, data file (or held-out part of one), scorer and its options, the
figures that count, the floor of each (the ceiling, where less is better), the peers' figures through the same
scorer, and the SHA-256 of the data, so that nobody compares figures of different corpora. A ``bar`` is what a figure
ought to reach: one that falls short is marked, and fails nothing. ``--raise`` tightens
the limits to what was reached (less a margin for machines whose int8 kernels round otherwise); nothing here can
loosen one. The last question, ``speed``, is asked by ``speed.py``, which has its floor itself: a ratio to a
yardstick run beside the reader.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import heldout

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
MARGIN = 0.003


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def figure(scores: dict[str, Any], name: str) -> float:
    """Return a figure by its name: a key of its own, or a path of keys parted by dots ("kept.fact.f1" is the key
    "fact.f1" of the key "kept"). A share of nothing is no number, which keeps no limit. KeyError for a name unknown."""
    if name in scores:
        value = scores[name]
        return math.nan if value is None else float(value)
    first, dot, rest = name.partition(".")
    if not dot:
        raise KeyError(name)
    return figure(scores[first], rest)


def source(question: dict[str, Any], shared: Path) -> Path:
    """Return the file a question is asked of: gold of our own, or of the shared data."""
    return HERE / question["cases"] if "cases" in question else shared / question["data"]


def scoring(question: dict[str, Any], shared: Path, data: Path, out: Path) -> list[str]:
    """Return the command that scores predictions: a scorer that comes with the data, or one of our own.

    ``facts.py`` and ``copies.py`` are ours: they are asked for the cases, the texts and the records, not for a task.
    """
    options = ["--json", *question.get("options", [])]
    if question["scorer"] in {"benchmarks/facts.py", "benchmarks/copies.py"}:
        asked = ["--cases", str(data), "--gold", str(shared / "gold"), "--records", str(out)]
        return [sys.executable, str(HERE / Path(question["scorer"]).name), *asked, *options]
    scorer = [sys.executable, str(shared / question["scorer"]), question["task"]]
    return [*scorer, "--gold", str(data), "--pred", str(out), *options]


def measure(question: dict[str, Any], shared: Path, held: Path) -> tuple[dict[str, Any], float]:
    """Predict and score one question; return all figures and the seconds the prediction took.

    ``held`` is the folder of the held-out parts; a question that names one in ``heldout`` is asked on that. Gold of
    our own, ``cases``, lies beside this file and has its texts from the shared data.
    """
    data = held / question["heldout"] if "heldout" in question else source(question, shared)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions"
        start = time.monotonic()
        predict = [sys.executable, str(HERE / "predict.py"), question["task"], "--in", str(data), "--out", str(out)]
        texts = ["--gold", str(shared / "gold")] if "cases" in question else []
        subprocess.run([*predict, *question.get("asked", []), *texts], check=True)
        seconds = time.monotonic() - start
        result = subprocess.run(scoring(question, shared, data, out), check=True, capture_output=True, text=True)
    return json.loads(result.stdout), seconds


def passes(ours: float, row: dict[str, Any]) -> bool:
    """Tell whether a figure keeps its limit: a ``floor``, or a ``ceiling`` where less is better."""
    return ours <= row["ceiling"] if "ceiling" in row else ours >= row["floor"]


def reaches(ours: float, row: dict[str, Any]) -> bool:
    """Tell whether a figure is at its bar, or beyond; true where it has none."""
    bar = row.get("bar", ours)
    return bool(ours <= bar if "ceiling" in row else ours >= bar)


def tighten(ours: float, row: dict[str, Any]) -> None:
    """Move the limit to what was reached, less a margin; never the other way."""
    if "ceiling" in row:
        row["ceiling"] = min(row["ceiling"], round(ours + MARGIN, 4))
    else:
        row["floor"] = max(row["floor"], round(ours - MARGIN, 4))


def ask(questions: dict[str, Any], shared: Path, held: Path, lift: bool) -> int:
    """Print the table of the questions, tighten their limits if wanted, and return how many are not kept."""
    failed = 0
    print(f"{'question':28} {'figure':22} {'ours':>7} {'limit':>7} {'bar':>5} {'best peer':>24} {'seconds':>8}")
    for name, question in questions.items():
        if sha256(source(question, shared)) != question["sha256"]:
            print(f"{name:28} THE DATA HAS CHANGED: its SHA-256 is not the one the limit was set on")
            failed += 1
            continue
        scores, seconds = measure(question, shared, held)
        for row in question["figures"]:
            ours = figure(scores, row["name"])
            limit = row["ceiling"] if "ceiling" in row else row["floor"]
            verdict = "" if passes(ours, row) else "  BEYOND ITS LIMIT"
            failed += bool(verdict)
            short = "" if verdict or reaches(ours, row) else "  short of its bar"
            head = f"{name:28} {row['name']:22} {ours:7.4f} {limit:7.4f} {row.get('bar', ''):>5}"
            print(f"{head} {row.get('peer', ''):>24} {seconds:8.1f}{verdict}{short}", flush=True)
            if lift:
                tighten(ours, row)
    return failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--only")
    parser.add_argument("--raise", dest="lift", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "gold").is_dir():
        print("NOTHING MEASURED: the gold data is not here (give --shared)", file=sys.stderr)
        return 1
    floors = json.loads(FLOORS.read_text())
    with tempfile.TemporaryDirectory() as folder:
        heldout.write_all(args.shared / "gold", Path(folder))
        failed = ask({k: q for k, q in floors.items() if args.only in (None, k)}, args.shared, Path(folder), args.lift)
    if not args.only or args.only == "speed":
        print(flush=True)
        command = [sys.executable, str(HERE / "speed.py"), "--shared", str(args.shared)]
        failed += bool(subprocess.run(command, check=False).returncode)
    if args.lift:
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
