"""What a change gained and lost, item by item: two files of predictions for the same gold file.

    python benchmarks/predict.py names --in GOLD --out new.jsonl
    python benchmarks/predict.py names --in GOLD --out old.jsonl --weights OLD
    python benchmarks/compare.py names --gold GOLD --old old.jsonl --new new.jsonl [--show 10]

The old predictions may come from other weights, as here, or from the last release's package. An item is what the
task's headline figure counts: an attribution with half its content and the right source, a name with its exact span
and type, an expression of time with its value, an event word's status or class of certainty, a pair's event type, a
word's head and relation. Printed are counts by kind, false alarms that went and came, and with ``--show`` the places
of items (document, offsets, a digest of the words), not their text, which is the newspapers'.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Key = tuple[str | int, ...]
HERE = Path(__file__).resolve().parent


@dataclass(slots=True)
class Judged:
    """Predictions beside the gold: items found and their kinds, all items, and predictions that are none."""

    found: dict[Key, str] = field(default_factory=dict)
    items: dict[Key, str] = field(default_factory=dict)
    alarms: dict[Key, str] = field(default_factory=dict)

    def item(self, key: Key, kind: str, right: bool) -> None:
        """Take down a gold item and whether it was found."""
        self.items[key] = kind
        if right:
            self.found[key] = kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The scorer that comes with the data (its idea of a match is used), and the labels' translation."""

    scorer: Any
    labels: dict[str, str]


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file, gzip or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def paired(gold: Path, said: Path, *fields: str) -> Iterator[tuple[Key, Row, Row]]:
    """Yield the key, gold row and predicted row (empty where there is none) of each gold row."""
    answers = {tuple(row.get(f) for f in fields): row for row in rows(said)}
    for row in rows(gold):
        key = tuple(row.get(f, "") for f in fields)
        yield key, row, answers.get(key, {})


def attribution(gold: Path, said: Path, options: Options) -> Judged:
    """``full``: half of the content and the right source; kinds are direct, mixed and indirect speech."""
    judged, scorer = Judged(), options.scorer
    for key, row, answer in paired(gold, said, "doc"):
        text = scorer.Words(row["text"])
        wanted, found = text.digest(row["attributions"]), text.digest(answer.get("attributions") or [])
        close = [[j for j, p in enumerate(found) if _same(text, g, p)] for g in wanted]
        hits = scorer.matching(close)
        for at, g in enumerate(wanted):
            place = (*key, min(g["content"] or g["cue"] or g["source"]), _mark(sorted(g["content"])))
            judged.item(place, g["form"], at in hits)
        for at, p in enumerate(found):
            if at not in set(hits.values()):
                judged.alarms[(*key, _mark(sorted(p["content"])), _mark(sorted(p["cue"])))] = p["form"]
    return judged


def _same(text: Any, g: Row, p: Row) -> bool:  # noqa: ANN401 (a class of the scorer's)
    shared = len(g["content"] & p["content"])
    half = shared > 0 and 2 * shared >= len(g["content"] | p["content"])
    return half and bool(text.same_source(g["source"], p["source"]))


def _mark(value: object) -> str:
    return hashlib.md5(repr(value).encode()).hexdigest()[:8]


def names(gold: Path, said: Path, options: Options) -> Judged:
    """Exact span and type, predicted types translated by ``--map``."""
    judged = Judged()
    for key, row, answer in paired(gold, said, "doc"):
        kinds = [
            (e, options.labels.get(e["type"], options.labels.get("*", e["type"]))) for e in answer.get("entities", ())
        ]
        found = {(e["start"], e["end"], kind) for e, kind in kinds if kind != "-"}
        wanted = {(e["start"], e["end"], e["type"]) for e in row["entities"]}
        for place in wanted:
            judged.item((*key, *place), place[2], place in found)
        judged.alarms |= {(*key, *place): place[2] for place in found - wanted}
    return judged


def times(gold: Path, said: Path, options: Options) -> Judged:
    """Overlapping span and the same value; kinds are DATE, TIME, DURATION and SET."""
    return _spans(gold, said, options, "timex", ("type", "value"))


def status(gold: Path, said: Path, options: Options) -> Judged:
    """Overlapping span and the same status, which is also the kind."""
    return _spans(gold, said, options, "events", ("status", "status"))


def _spans(gold: Path, said: Path, options: Options, what: str, fields: tuple[str, str]) -> Judged:
    judged, scorer = Judged(), options.scorer
    kind, value = fields
    for key, row, answer in paired(gold, said, "doc"):
        wanted, found = scorer.spans_of(row, what), scorer.spans_of(answer, what)
        twins = {(g["start"], g["end"]): p for g, p in scorer.overlap_pairs(wanted, found)}
        for g in wanted:
            place = (g["start"], g["end"])
            right = place in twins and _plain(twins[place].get(value)) == _plain(g.get(value))
            judged.item((*key, *place), str(g.get(kind)), right)
        met = {(p["start"], p["end"]) for p in twins.values()}
        judged.alarms |= {
            (*key, p["start"], p["end"]): str(p.get(kind)) for p in found if (p["start"], p["end"]) not in met
        }
    return judged


def _plain(value: object) -> str:
    return str(value or "").upper()


def factuality(gold: Path, said: Path, options: Options) -> Judged:
    """The class of an event word: asserted, possible, unknown or negated."""
    judged = Judged()
    for key, row, answer in paired(gold, said, "doc", "sentence"):
        found = {e["token"]: e["value"] for e in answer.get("events") or []}
        for e in row["events"]:
            kind, value = options.scorer.degree(e["value"]), found.get(e["token"])
            judged.item((*key, e["token"]), kind, value is not None and options.scorer.degree(value) == kind)
    return judged


def events(gold: Path, said: Path, options: Options) -> Judged:
    """The type of a pair's event, or co-operation and conflict where the gold has no more."""
    judged, merge = Judged(), options.scorer.MERGE
    for key, row, answer in paired(gold, said, "id"):
        kind = merge.get(answer.get("type"), answer.get("type"))
        if "type" in row:
            judged.item(key, row["type"], kind == row["type"])
        else:
            quad = options.scorer.QUAD.get(kind)
            side = answer.get("binary", int(quad > 2) if quad else None)
            judged.item(key, ("co-operation", "conflict")[row["binary"]], side == row["binary"])
    return judged


def syntax(gold: Path, said: Path, options: Options) -> Judged:
    """Head and relation of each word; kinds are relations without subtype."""
    judged, scorer = Judged(), options.scorer
    wanted, found = (scorer.read_conllu(str(path))[2] for path in (gold, said))
    for key, (_, head, relation) in wanted.items():
        kind = relation.split(":")[0]
        other = found.get(key)
        judged.item(key, kind, other is not None and (other[1], other[2].split(":")[0]) == (head, kind))
    return judged


TASKS: dict[str, Callable[[Path, Path, Options], Judged]] = {
    "attribution": attribution,
    "names": names,
    "times": times,
    "status": status,
    "factuality": factuality,
    "events": events,
    "syntax": syntax,
}


def report(old: Judged, new: Judged, show: int) -> Iterator[str]:
    """Yield the lines of the comparison."""
    gained, lost = (_without(a.found, b.found) for a, b in ((new, old), (old, new)))
    gone, come = (_without(a.alarms, b.alarms) for a, b in ((old, new), (new, old)))
    yield f"{'kind':24} {'items':>7} {'old':>7} {'new':>7} {'gained':>7} {'lost':>7} {'alarms gone':>12} {'come':>6}"
    sides = (new.items, old.found, new.found, gained, lost, gone, come)
    counts = [Counter(side.values()) for side in sides]
    kinds = sorted({k for c in counts for k in c}, key=lambda k: (-abs(counts[3][k] - counts[4][k]), -counts[0][k], k))
    for kind in ["all", *kinds]:
        numbers = [len(side) if kind == "all" else c[kind] for side, c in zip(sides, counts, strict=True)]
        a, b, c, d, e, f, g = numbers
        yield f"{kind:24} {a:7} {b:7} {c:7} {d:7} {e:7} {f:12} {g:6}"
    for label, side in (("gained", gained), ("lost", lost), ("alarm come", come)):
        for key in sorted(side, key=str)[:show]:
            yield f"{label:12} {side[key]:16} {' '.join(map(str, key))}"


def _without(left: dict[Key, str], right: dict[Key, str]) -> dict[Key, str]:
    return {k: v for k, v in left.items() if k not in right}


def load_scorer(path: Path) -> Any:  # noqa: ANN401 (a script that comes with the data)
    """Load ``score.py`` from beside the data."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"compare.py: the scorer {path} is not here (give --scorer)")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    for name in ("--gold", "--old", "--new"):
        parser.add_argument(name, type=Path, required=True)
    parser.add_argument("--scorer", type=Path, default=HERE.parent.parent / "shared/gold/score.py")
    parser.add_argument("--map", default="", help="names: predicted labels to gold ones, as the scorer takes them")
    parser.add_argument("--show", type=int, default=0, help="places of so many items gained and lost")
    args = parser.parse_args()
    labels = dict(part.split("=", 1) for part in args.map.split(",")) if args.map else {}
    options = Options(scorer=load_scorer(args.scorer), labels=labels)
    old, new = (TASKS[args.task](args.gold, said, options) for said in (args.old, args.new))
    print("\n".join(report(old, new, args.show)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
