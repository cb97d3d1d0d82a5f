"""Run the shipped package over gold rows and write predictions in the scorers' format.

    python benchmarks/predict.py TASK --in FILE --out FILE [--limit N] [--weights DIR] [--given-words]

Labels in the rows are ignored. ``--weights`` reads with the weights in a folder instead of the shipped ones;
``--given-words`` (``syntax`` alone) takes the treebank's words and sentences instead of cutting the text.
Every published figure is made this way: predict, then score with the scorer that comes with the data. FILE
is JSON Lines (``.gz`` allowed), or CoNLL-U for ``syntax``.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import inspect
import itertools
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

TASKS = (
    "actors",
    "attribution",
    "copies",
    "coref",
    "events",
    "facts",
    "factuality",
    "linking",
    "names",
    "pages",
    "places",
    "status",
    "stories",
    "syntax",
    "times",
)


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def answers(task: ModuleType, source: Path, limit: int | None, options: dict[str, Any]) -> Iterator[str]:
    """Yield what ``task`` says of the rows of ``source``, as lines (``syntax``: as blocks of CoNLL-U)."""
    unknown = options.keys() - inspect.signature(task.predict).parameters.keys()
    if unknown:
        raise SystemExit(f"predict.py: this task knows no --{min(unknown).replace('_', '-')}")
    if task.__name__.endswith(".syntax"):
        yield from itertools.islice(task.predict(source, **options), limit)
        return
    for row in task.predict(itertools.islice(rows(source), limit), source.parent, **options):
        yield json.dumps(row, ensure_ascii=False) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("--in", dest="source", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--limit", type=int, help="only the first N rows")
    parser.add_argument("--weights", type=Path, help="folder of other weights than those shipped")
    parser.add_argument("--given-words", action="store_true", help="syntax: read the treebank's words and sentences")
    parser.add_argument("--phrases", action="store_true", help="names: whole mentions, as re3d counts them")
    parser.add_argument("--spans", action="store_true", help="times: the reader's spans and types, without values")
    parser.add_argument("--gold", type=Path, help="folder of the texts that rows name, if not ../shared/gold")
    args = parser.parse_args()
    task = importlib.import_module(f"benchmarks.tasks.{args.task}")
    options = {k: v for k in ("weights", "given_words", "phrases", "spans", "gold") if (v := getattr(args, k))}
    with args.out.open("w", encoding="utf-8") as out:
        out.writelines(answers(task, args.source, args.limit, options))
    return 0


if __name__ == "__main__":
    sys.exit(main())
