"""Figures of facts of the package and of a dictionary coder, both through ``facts.py``, beside each other.

    python benchmarks/peers/facts_table.py --shared ../shared [--peer PYTHON] [--json]

The peer is ``dictionary_coder.py`` over the parses of spaCy's small pipeline; it needs the gold data and the
environment of ``make bench-peers``. ``dyads`` is the same coder with only those events that have an actor and a
recipient. It claims no statements and no proposals, so those figures are ours alone.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.fact_count import Figures
from benchmarks.fact_rows import Row
from benchmarks.facts import CASES, rows, score, sheets
from benchmarks.speed import peer_python
from benchmarks.tasks.facts import predict
from benchmarks.tasks.texts import with_texts

HERE = Path(__file__).resolve().parent
FIGURES = (
    "fact.f1", "fact.precision", "fact.recall", "fact_strict.f1", "type.f1", "event.f1", "meeting.f1",
    "meeting_found.f1", "status.accuracy", "sides.accuracy", "direction.errors", "evidence.exact",
)  # fmt: skip
Scores = dict[str, Figures]


def coded(texts: Iterable[Row], python: Path, dyads: bool) -> list[Row]:
    """Return the records the peer makes of rows with ``id`` and ``text``, run by the Python that has spaCy."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "texts.jsonl", Path(folder) / "records.jsonl"
        told = (json.dumps({"id": r["id"], "text": r["text"]}) + "\n" for r in texts)
        source.write_text("".join(told), encoding="utf-8")
        command = [str(python), str(HERE / "spacy_small.py"), "facts", "--in", str(source), "--out", str(out)]
        subprocess.run([*command, *(["--dyads"] if dyads else [])], check=True)
        return [*rows(out)]


def table(scores: dict[str, Scores]) -> str:
    """Return the figures as lines of text: a column for each side in the part dev, then in the part kept."""
    parts = [(side, part) for part in ("dev", "kept") for side in scores]
    lines = [f"{'':18}" + "".join(f"{f'{side} {part}':>13}" for side, part in parts)]
    for name in FIGURES:
        values = (scores[side].get(part, {}).get(name) for side, part in parts)
        lines.append(f"{name:18}" + "".join(f"{'-' if v is None else f'{v:.3f}':>13}" for v in values))
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent.parent / "shared")
    parser.add_argument("--peer", type=Path, help="a Python with spaCy")
    parser.add_argument("--json", action="store_true", help="all figures, as JSON")
    args = parser.parse_args()
    gold, python = args.shared / "gold", peer_python(args.peer)
    if not gold.is_dir() or python is None:
        print("NOTHING MEASURED: needs the gold data (--shared) and spaCy (make bench-peers)", file=sys.stderr)
        return 1
    labelled: list[Row] = list(with_texts(rows(CASES), gold))
    sides: dict[str, list[Row]] = {
        "ours": [*predict(map(dict, labelled), gold)],
        "coder": coded(labelled, python, dyads=False),
        "dyads": coded(labelled, python, dyads=True),
    }
    scores = {side: score(sheets(labelled, records))[0] for side, records in sides.items()}
    print(json.dumps(scores, indent=1) if args.json else table(scores))
    return 0


if __name__ == "__main__":
    sys.exit(main())
