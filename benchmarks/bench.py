"""Predict, score, compare with the floors; a figure below its floor, or data that changed, fails.

    python benchmarks/bench.py --shared ../shared [--only NAME] [--raise]

``floors.json`` names each question: task, data file, scorer and its options, the figure that counts, the
floor, the peers' figures through the same scorer, and the SHA-256 of the data, so that nobody compares
figures of different corpora. ``--raise`` lifts floors to what was reached (less a margin for machines
whose int8 kernels round otherwise); nothing here can lower one. The last question, ``speed``, is asked by
``speed.py``, which has its floor itself: a ratio to a yardstick run beside the reader.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
MARGIN = 0.003


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def figure(scores: dict[str, Any], name: str) -> float:
    """Return a figure by its name: a key of its own, or a path of keys parted by dots."""
    if name in scores:
        return float(scores[name])
    value: Any = scores
    for part in name.split("."):
        value = value[part]
    return float(value)


def measure(question: dict[str, Any], shared: Path) -> tuple[dict[str, Any], float]:
    """Predict and score one question; return all figures and the seconds the prediction took."""
    data = shared / question["data"]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions"
        start = time.monotonic()
        predict = [sys.executable, str(HERE / "predict.py"), question["task"], "--in", str(data), "--out", str(out)]
        subprocess.run(predict, check=True)
        seconds = time.monotonic() - start
        scorer = [sys.executable, str(shared / question["scorer"]), question["task"], "--gold", str(data)]
        command = [*scorer, "--pred", str(out), "--json", *question.get("options", [])]
        result = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(result.stdout), seconds


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
    failed = 0
    print(f"{'question':28} {'figure':22} {'ours':>7} {'floor':>7} {'best peer':>24} {'seconds':>8}")
    for name, question in floors.items():
        if args.only and args.only != name:
            continue
        if sha256(args.shared / question["data"]) != question["sha256"]:
            print(f"{name:28} THE DATA HAS CHANGED: its SHA-256 is not the one the floor was set on")
            failed += 1
            continue
        scores, seconds = measure(question, args.shared)
        for row in question["figures"]:
            ours = figure(scores, row["name"])
            verdict = "" if ours >= row["floor"] else "  BELOW ITS FLOOR"
            failed += bool(verdict)
            peer = row.get("peer", "")
            print(f"{name:28} {row['name']:22} {ours:7.4f} {row['floor']:7.4f} {peer:>24} {seconds:8.1f}{verdict}")
            if args.lift:
                row["floor"] = max(row["floor"], round(ours - MARGIN, 4))
    if not args.only or args.only == "speed":
        print(flush=True)
        command = [sys.executable, str(HERE / "speed.py"), "--shared", str(args.shared)]
        failed += bool(subprocess.run(command, check=False).returncode)
    if args.lift:
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
