"""Score copy, partial or independent against pairs of documents judged by reading.

    python benchmarks/copies.py [--cases FILE] [--gold DIR] [--records FILE] [--json] [--errors]

``--cases`` holds names of documents and labels alone; the texts come from the folder ``--gold``. ``--records`` are
predictions as JSON Lines (``predict.py copies`` writes them); without it the package compares the pairs now.

The figures, for all pairs and for each slice: ``macro_f1``, the mean of the labels' F1, as ``score_entities.py
copies`` of the shared data counts it (a label that occurs neither in gold nor in predictions is left out);
``accuracy``; F1 by label. ``first_draw`` counts the hundred pairs drawn first, evenly over containment; thirty of low
containment were drawn after them, for too few of the hundred were independent, and at last all other pairs of low
containment on the topics of ``dev``. ``baseline`` is one threshold each on
the containment of word 5-grams in the shorter document, chosen on ``dev``. Stories of one topic lie in one slice, and
``dev`` has none of the topics kept for measuring; of the slice ``kept`` only figures are shown, ``--errors`` lists
the pairs of ``dev`` told wrongly. ``candidates`` tells how many pairs of all documents of the sources the signatures
bring up for comparison, and what share of the judged copies and parts is among them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.tasks.copies import articles, predict
from benchmarks.tasks.texts import GOLD
from communique.story.origin.overlap import candidates, signature

CASES = Path(__file__).resolve().parent / "cases" / "copies.jsonl"
LABELS = ("copy", "partial", "independent")
Row = dict[str, Any]
Judged = Sequence[tuple[str, str]]
_WORD = re.compile(r"\w+")


def rows(path: Path) -> list[Row]:
    """Return the rows of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def figures(judged: Judged) -> Row:
    """Return the figures of (true, said) labels; without pairs, without figures."""
    if not judged:
        return {"pairs": 0}
    found: Row = {"pairs": len(judged), "accuracy": sum(true == said for true, said in judged) / len(judged)}
    scores = []
    for label in LABELS:
        both = sum(true == said == label for true, said in judged)
        either = sum((true == label) + (said == label) for true, said in judged)
        if either:
            found[label] = round(2 * both / either, 4)
            scores.append(2 * both / either)
    return found | {"macro_f1": round(sum(scores) / len(scores), 4), "accuracy": round(found["accuracy"], 4)}


def by_slice(gold: Sequence[Row], said: Sequence[str]) -> dict[str, Row]:
    """Return the figures of all pairs, of each slice, and of the first draw in each slice."""
    table = {"all": figures([(g["label"], s) for g, s in zip(gold, said, strict=True)])}
    for name in ("dev", "kept"):
        part = [(g, s) for g, s in zip(gold, said, strict=True) if g["slice"] == name]
        table[name] = figures([(g["label"], s) for g, s in part])
        table[name]["first_draw"] = figures([(g["label"], s) for g, s in part if g["draw"] == 1])
    return table


def containment(left: str, right: str) -> float:
    """Return the share of the shorter text's word 5-grams that the other has."""
    grams = [{tuple(w[i : i + 5]) for i in range(len(w) - 4)} for w in map(_words, (left, right))]
    return len(grams[0] & grams[1]) / max(1, min(map(len, grams)))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def baseline(gold: Sequence[Row], shares: Sequence[float]) -> list[str]:
    """Label pairs by containment alone, with the two thresholds that do best on ``dev``."""
    grid = [step / 50 for step in range(1, 51)]
    dev = [(g["label"], share) for g, share in zip(gold, shares, strict=True) if g["slice"] == "dev"]
    limits = [(high, low) for high in grid for low in grid if low < high]
    best = max(limits, key=lambda at: figures([(true, _by(share, at)) for true, share in dev])["macro_f1"])
    return [_by(share, best) for share in shares]


def _by(share: float, limits: tuple[float, float]) -> str:
    return LABELS[0] if share >= limits[0] else LABELS[1] if share >= limits[1] else LABELS[2]


def brought_up(gold: Sequence[Row], folder: Path) -> Row:
    """Tell how many pairs the signatures bring up, and which share of the judged copies and parts is among them."""
    found: set[tuple[str, str]] = set()
    documents = 0
    for source in sorted({row["source"] for row in gold}):
        marks = {name: signature(article) for name, article in articles(folder / source).items()}
        documents += len(marks)
        found |= set(candidates(marks))
    kin = [(min(g["a"], g["b"]), max(g["a"], g["b"])) for g in gold if g["label"] != "independent"]
    recall = sum(pair in found for pair in kin) / max(1, len(kin))
    return {"documents": documents, "pairs": len(found), "recall": round(recall, 4)}


def score(gold: Sequence[Row], predictions: Iterable[Row], folder: Path) -> Row:
    """Return all figures; SystemExit where a pair has no prediction."""
    said = {frozenset((row["a"], row["b"])): row["label"] for row in predictions}
    missing = [row for row in gold if frozenset((row["a"], row["b"])) not in said]
    if missing:
        raise SystemExit(f"copies.py: no prediction for {missing[0]['a']} and {missing[0]['b']}")
    texts = {source: articles(folder / source) for source in {row["source"] for row in gold}}
    shares = [containment(texts[g["source"]][g["a"]].text, texts[g["source"]][g["b"]].text) for g in gold]
    table: Row = by_slice(gold, [said[frozenset((g["a"], g["b"]))] for g in gold])
    table["baseline"] = by_slice(gold, baseline(gold, shares))
    table["candidates"] = brought_up(gold, folder)
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    gold = rows(args.cases)
    made = rows(args.records) if args.records else list(predict(gold, args.cases.parent, args.gold))
    table = score(gold, made, args.gold)
    print(json.dumps(table, indent=None if args.json else 1))
    if args.errors:
        said = {frozenset((row["a"], row["b"])): row["label"] for row in made}
        for row in gold:
            if row["slice"] == "dev" and row["label"] != said[frozenset((row["a"], row["b"]))]:
                print(f"{row['a']:16} {row['b']:16} {row['label']:12} told {said[frozenset((row['a'], row['b']))]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
