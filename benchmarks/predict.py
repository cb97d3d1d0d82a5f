"""Run the shipped package over gold rows and write predictions in the scorers' format.

    python benchmarks/predict.py TASK --in FILE --out FILE [--limit N]

Labels in the rows are ignored. Every published figure is made this way: predict, then score with the
scorer that comes with the data. FILE is JSON Lines (``.gz`` allowed), or CoNLL-U for ``syntax``.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TASKS = ("attribution", "names", "pages", "places", "syntax", "times")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--in", dest="source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="only the first N rows")
    args = parser.parse_args()
    task = importlib.import_module(f"benchmarks.tasks.{args.task}")
    with args.out.open("w", encoding="utf-8") as out:
        if args.task == "syntax":
            for block in itertools.islice(task.predict(args.source), args.limit):
                out.write(block)
        else:
            for row in task.predict(itertools.islice(rows(args.source), args.limit), args.source.parent):
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
