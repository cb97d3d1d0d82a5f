"""Event words of running text with TimeML's kind and the status the sentence marks (no condition, no demand)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.tasks.words import Heads
from communique.reading.sentences import rule_starts
from communique.reading.words import cut

Row = dict[str, Any]


def predict(rows: Iterable[Row], folder: Path, weights: Path | None = None) -> Iterator[Row]:
    """Yield one row a document: ``events`` with ``start``, ``end``, ``status`` and ``class``."""
    heads = Heads(weights)
    limit = heads.config.limits.event
    kinds, statuses = heads.config.events, heads.config.statuses
    for row in rows:
        words = cut(row["text"])
        events = []
        for window, scores in heads.scores(row["text"], words, rule_starts(row["text"], words)):
            for i in np.flatnonzero(1 - scores.events[:, 0] >= limit):
                start, end = words[window.first + int(i)]
                status = statuses[int(scores.status[i].argmax())]
                kind = kinds[1 + int(scores.events[i, 1:].argmax())]
                events.append({"start": start, "end": end, "status": status, "class": kind})
        yield {"doc": row["doc"], "events": events}
