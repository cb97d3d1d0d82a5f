"""Score the facts of the package against hand-labelled documents.

    python benchmarks/facts.py [--cases FILE] [--gold DIR] [--records FILE] [--json] [--errors]
    python benchmarks/facts.py --against FILE

``--cases`` holds offsets and codes alone (``fact_rows.py`` tells the columns); the texts come from the folder
``--gold``. ``--records`` are records as JSON Lines, one with the ``id`` of each row (``predict.py facts`` writes
them); without it the package reads the texts now. ``--against`` scores a second hand's rows instead of records, for
the agreement of two coders: only the documents both have are counted.

What is counted (``fact_match.py`` tells when two things are the same):

* ``fact``: an event with the right type, status, actors and recipients. Events are paired one to one by shared cue
  words, or by a shared sentence and the type; a second event for one happening is spurious. Two lists of actors
  agree from an F1 of two thirds on (``fact_strict``: only if they are the same). ``type``: pairs with the right type;
  ``event``: all pairs. Optional events are neither missed nor spurious.
* ``status.accuracy``, ``sides.accuracy``: of the pairs. ``direction.errors``: the share of directed pairs in which a
  recipient acts or an actor receives.
* ``meeting``: meetings with the right participants (``meeting_found``: meetings found at all); ``meeting.day`` and
  ``meeting.place``: right of those the gold gives, among the meetings found.
* ``statement``: statements whose content is found by half; ``speaker.accuracy``: right speakers of those.
* ``evidence.exact``: evidence of any kind that quotes the text at its offsets, with its cue inside.

Of the slice ``kept`` only figures are ever shown; ``--errors`` lists the faults of the slice ``dev``.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.fact_count import Counts, Fault, Figures, compare, figures
from benchmarks.fact_rows import Row, Sheet, of_gold, of_record
from benchmarks.tasks.facts import predict
from benchmarks.tasks.texts import GOLD, with_texts

CASES = Path(__file__).resolve().parent / "cases" / "facts.jsonl"


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sheets(gold: list[Row], records: Iterable[Row]) -> Iterator[tuple[Sheet, Sheet]]:
    """Yield the labelled and the made facts of each row, which has its ``text``.

    Raises SystemExit where a row has no record, or the record's text is not the row's: no figure is made of less.
    """
    made = {r["id"]: r for r in records}
    for row in gold:
        record = made.get(row["id"])
        if record is None:
            raise SystemExit(f"facts.py: no record for {row['id']}")
        if not record["article"] or record["article"]["text"] != row["text"]:
            raise SystemExit(f"facts.py: the record of {row['id']} is of another text")
        yield of_gold(row, row["text"]), of_record(record, row, row["text"])


def score(pairs: Iterable[tuple[Sheet, Sheet]]) -> tuple[dict[str, Figures], list[tuple[str, Fault]]]:
    """Return the figures by slice, and of ``all``, and the faults of the slice ``dev`` with their documents."""
    totals: dict[str, Counts] = {"all": Counter()}
    faults: list[tuple[str, Fault]] = []
    for gold, made in pairs:
        counts, wrong = compare(gold, made)
        totals["all"].update(counts)
        totals.setdefault(gold.slice, Counter()).update(counts)
        if gold.slice == "dev":
            faults.extend((gold.id, fault) for fault in wrong)
    return {name: figures(counts) for name, counts in totals.items()}, faults


def table(scores: dict[str, Figures]) -> str:
    """Return the figures as lines of text, a column for each slice; "-" where there was nothing to count."""
    lines = [f"{'':24}" + "".join(f"{name:>10}" for name in scores)]
    for key in next(iter(scores.values())):
        cells = (
            "-" if s[key] is None else f"{s[key]:.3f}" if isinstance(s[key], float) else s[key] for s in scores.values()
        )
        lines.append(f"{key:24}" + "".join(f"{cell:>10}" for cell in cells))
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, score, print."""
    parser = argparse.ArgumentParser(description="Score facts against hand-labelled documents.")
    parser.add_argument("--cases", type=Path, default=CASES, help="hand-labelled rows (JSON Lines)")
    parser.add_argument("--gold", type=Path, default=GOLD, help="the folder the rows' sources lie in")
    parser.add_argument("--records", type=Path, help="records to score (JSON Lines), else the package is run")
    parser.add_argument("--against", type=Path, help="score these rows of a second coder instead of records")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--errors", action="store_true", help="list what is missed, spurious or wrong in slice dev")
    given = parser.parse_args(arguments)
    labelled: list[Row] = list(with_texts(rows(given.cases), given.gold))
    if given.against:
        second = {r["id"]: r for r in rows(given.against)}
        pairs = [
            (of_gold(row, row["text"]), of_gold(second[row["id"]], row["text"]))
            for row in labelled
            if row["id"] in second
        ]
    else:
        records = rows(given.records) if given.records else predict(map(dict, labelled), given.gold)
        pairs = list(sheets(labelled, records))
    scores, faults = score(pairs)
    print(json.dumps(scores, indent=1) if given.json else table(scores))
    if given.errors:
        for name, fault in sorted(faults, key=lambda f: f[1].kind):
            print(f"{name}\t{fault.kind}\t{fault.says}")


if __name__ == "__main__":
    main()
