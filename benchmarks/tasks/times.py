"""Expressions of time with their TIMEX3 values, from the text and its day of publication; or the reader's spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.tasks.texts import readings
from communique.model import When
from communique.reference.times import find_times, sentences_of

Row = dict[str, Any]


def predict(rows: Iterable[Row], folder: Path, weights: Path | None = None, spans: bool = False) -> Iterator[Row]:
    """Yield one prediction per row: ``doc`` and ``timex``; with ``spans`` what the reader's head marks."""
    if spans:
        yield from _marked(rows, weights)
        return
    for row in rows:
        day = date.fromisoformat(row["dct"]) if row.get("dct") else None
        published = When.between(day, day, how="given") if day else None
        text = row["text"]
        found = find_times(text, sentences_of(text), published)
        yield {
            "doc": row["doc"],
            "timex": [
                {"start": e.span.start, "end": e.span.end, "type": e.type.value, "value": e.value, "mod": e.mod}
                for e in found
            ],
        }


def _marked(rows: Iterable[Row], weights: Path | None) -> Iterator[Row]:
    for row, reading in readings(rows, weights):
        found = [{"start": t.span.start, "end": t.span.end, "type": str(t.type), "value": None} for t in reading.times]
        yield {"doc": row["doc"], "timex": found}
