"""Everything the branch is trained on, prepared once; and what is held out in a fold."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from communique.model import Span
from communique.reading import Reader
from communique.reading.encoder import Bottom, Vocabulary
from training.events import knowledge, negatives, synthetic
from training.events.data import Row, fold_of, gold, lines
from training.events.ready import Ready, prepare

MEASURED = frozenset(("plv", "aw", "swap", "static", "apart"))
"""Corpora with documents to hold out; the rest is only ever trained on."""


def rows_of(folder: Path, seed: int = 11) -> list[Row]:
    """All rows: gold pairs, negatives, sentences of our own, machine-written headlines, unlabelled pairs."""
    plv = gold(folder / "events/plv_train.jsonl", "plv")
    out = [*plv, *gold(folder / "events/aw_train.jsonl", "aw")]
    out += negatives.swaps(plv)
    out += negatives.static(folder, seed, 900)
    out += negatives.apart(dwie_readings(folder), seed, 500)
    out += knowledge.make(4200, seed)
    out += synthetic.load(folder / "events/synthetic_docs.jsonl.gz", seed)
    out += unlabelled(folder, seed, 1600)
    return out


def dwie_readings(folder: Path) -> list[tuple[dict[str, Any], Any]]:
    """DWIE documents with the shipped reader's trees."""
    from benchmarks.tasks.texts import article_of

    reader = Reader.load()
    return [(d, reader.read(article_of(d["doc"], d["text"]))) for d in lines(folder / "names/dwie_dev.jsonl")]


def unlabelled(folder: Path, seed: int, most: int) -> list[Row]:
    """Pairs of neighbouring names in sentences of agency reports (CoNLL-2003 train), for a teacher to label."""
    rng = random.Random(seed)
    out: list[Row] = []
    for d in lines(folder / "names/conll2003_train.jsonl.gz"):
        names = sorted((e for e in d["entities"] if e["type"] != "MISC"), key=lambda e: int(e["start"]))
        for sentence in negatives.sentences(d["text"]):
            held = [e for e in names if sentence.start <= e["start"] and e["end"] <= sentence.end]
            text = sentence.of(d["text"])
            if not 60 < len(text) < 350 or len(held) < 2 or sum(c.isdigit() for c in text) > 12:
                continue
            pairs = [(a, b) for a, b in itertools.pairwise(held) if 8 < b["start"] - a["end"] < 120]
            for a, b in pairs[:1]:
                spans = [Span(e["start"] - sentence.start, e["end"] - sentence.start) for e in (a, b)]
                out.append(
                    Row(id=f"conll-{d['doc']}", text=text, source=spans[0], target=spans[1], corpus="unlabelled")
                )
    rng.shuffle(out)
    return out[:most]


def load_ready(folder: Path, weights: Path, cache: Path) -> list[Ready]:
    """Prepare all rows with the tokenizer and lower layers in ``weights``, or take them from ``cache``."""
    if not cache.exists():
        ready = prepare(rows_of(folder), Vocabulary(weights / "tokenizer.json"), Bottom(weights))
        torch.save(ready, cache)
    loaded: list[Ready] = torch.load(cache, weights_only=False)
    return loaded


def held_out(rows: Sequence[Ready], fold: int) -> tuple[list[Ready], list[Ready]]:
    """Return (training rows, held-out rows). No sentence of the rows held out is trained on."""
    test = [r for r in rows if r.row.corpus in MEASURED and fold_of(r.row.id) == fold]
    seen = {r.row.text for r in test}
    train = [r for r in rows if (r.row.corpus not in MEASURED or fold_of(r.row.id) != fold) and r.row.text not in seen]
    return train, test
