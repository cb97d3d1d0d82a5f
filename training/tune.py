"""Set the attribution thresholds of exported weights on half of a dev file; report the other half.

    python -m training.tune --weights communique/reading/weights/reader-3 --dev ../shared/gold/attribution/dev.jsonl \
        --scorer ../shared/gold/score.py [--write]

Articles are halved by the MD5 of their name. Each window is read once; the search only decodes.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.tasks.texts import article_of
from communique.reading.attribution import Thresholds, assemble, decode, outermost, reread
from communique.reading.encoder import Encoder, Vocabulary
from communique.reading.pieces import windows
from communique.reading.sentences import rule_starts
from communique.reading.spans import bio_runs
from communique.reading.words import cut
from training.corpora.document import rows

GRID = {
    "cue": (0.3, 0.4, 0.5, 0.6),
    "valid": (0.3, 0.4, 0.5, 0.6, 0.7),
    "layer": (0.0, 0.25, 0.5),
    "switch": (0.0, 1.0, 2.0, 4.0),
}


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Cached:
    """The scores of one article's windows, by cue threshold."""

    def __init__(self, row: dict[str, Any], encoder: Encoder, vocabulary: Vocabulary, config: dict[str, Any]) -> None:
        self.row, text = row, row["text"]
        article = article_of(row["doc"], text)
        self.places = [p for b in article.blocks for p in cut(text, b.span.start, b.span.end)]
        self.windows = []
        for w in windows(text, self.places, rule_starts(text, self.places), vocabulary):
            scores = encoder.run(w)
            by_cue: dict[float, Any] = {}
            for limit in GRID["cue"]:
                cues = bio_runs(scores.roles[:, 1], limit)
                if cues:
                    by_cue[limit] = (cues, *reread(encoder, scores.words, cues, config["crop"], config["buckets"]))
            self.windows.append((w.first, 1.0 - scores.roles[:, 2, 0], by_cue))

    def predict(self, limits: Thresholds) -> dict[str, Any]:
        out = []
        for first, layer, by_cue in self.windows:
            if limits.cue not in by_cue:
                continue
            cues, at, inside, classes, valid = by_cue[limits.cue]
            roles = decode(classes, layer[at], inside, limits)
            found = [
                q
                for n, cue in enumerate(cues)
                if valid[n] >= limits.valid and (q := assemble(cue, float(valid[n]), roles[n], classes[n], at[n]))
            ]
            for q in outermost(found):
                spans = {"source": q.source, "cue": (q.cue,), "content": q.content}
                out.append(
                    {
                        k: [[self.places[first + a][0], self.places[first + b - 1][1]] for a, b in v]
                        for k, v in spans.items()
                    }
                )
        return {"doc": self.row["doc"], "attributions": out}


def worth(figures: dict[str, float]) -> float:
    """What is climbed: full F1, and a quarter of exact content F1, since a reader is shown the very words and
    full F1 forgives half of them missing."""
    return figures["full.f1"] + 0.25 * figures["exact.content.f1"]


def search(value: Callable[[Thresholds], float], rounds: int = 2) -> tuple[Thresholds, float]:
    """Climb one threshold at a time, from the middle of the grid, until a round changes nothing."""
    best = Thresholds(**{k: v[len(v) // 2] for k, v in GRID.items()})
    best_f1 = value(best)
    for _ in range(rounds):
        before = best
        for name, choices in GRID.items():
            for choice in choices:
                if choice != getattr(best, name):
                    limits = replace(best, **{name: choice})
                    f1 = value(limits)
                    if f1 > best_f1:
                        best, best_f1 = limits, f1
        if best == before:
            break
    return best, best_f1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="write the best thresholds into config.json")
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    path = args.weights / "config.json"
    config = json.loads(path.read_text())
    encoder, vocabulary = Encoder(args.weights), Vocabulary(args.weights / "tokenizer.json")
    halves: tuple[list[Cached], list[Cached]] = ([], [])
    for row in rows(args.dev):
        half = int(hashlib.md5(row["doc"].encode()).hexdigest(), 16) % 2
        halves[half].append(Cached(row, encoder, vocabulary, config))

    def figures(articles: list[Cached], limits: Thresholds) -> dict[str, float]:
        found: dict[str, float] = scorer.attribution([c.row for c in articles], [c.predict(limits) for c in articles])
        return found

    best, best_f1 = search(lambda limits: worth(figures(halves[0], limits)))
    print("best on the tuning half", {k: getattr(best, k) for k in GRID}, f"worth {best_f1:.4f}")
    for name, articles in (("other half", halves[1]), ("all of dev", [*halves[0], *halves[1]])):
        print(name, {k: round(v, 4) for k, v in figures(articles, best).items()})
    if args.write:
        config["thresholds"] |= {k: getattr(best, k) for k in GRID}
        path.write_text(json.dumps(config, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
