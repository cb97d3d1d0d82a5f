"""Factuality of given event words, from -3 to 3: the sentences of one source document are read as one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.tasks.words import Heads
from communique.reading.eventwords import certainty_of
from training.corpora.timeml import joined

Row = dict[str, Any]


def predict(rows: Iterable[Row], folder: Path, weights: Path | None = None) -> Iterator[Row]:
    """Yield one row a sentence, with a value for each token the gold asks about."""
    heads = Heads(weights)
    values = heads.config.certainty
    together: dict[str, list[Row]] = {}
    for row in rows:
        together.setdefault(row["doc"], []).append(row)
    for name, found in together.items():
        found.sort(key=lambda r: r["sentence"])
        document = joined(name, found)
        parts = [s.certainty for _, s in heads.scores(document.text, document.words, document.starts)]
        sure = certainty_of(np.concatenate(parts), values)
        for row, start in zip(found, document.starts, strict=True):
            events = [{"token": e["token"], "value": float(sure[start + e["token"]])} for e in row["events"]]
            yield {"doc": name, "sentence": row["sentence"], "events": events}
