"""Names, or whole mentions with ``phrases``; bring label sets together with the scorer's ``--map``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.tasks.texts import readings


def predict(
    rows: Iterable[dict[str, Any]], folder: Path, weights: Path | None = None, phrases: bool = False
) -> Iterator[dict[str, Any]]:
    """Yield one row a document: ``entities``."""
    for row, reading in readings(rows, weights):
        yield {
            "doc": row["doc"],
            "entities": [
                {"start": m.span.start, "end": m.span.end, "type": str(m.kind), "score": m.score}
                for m in (reading.phrases if phrases else reading.mentions)
            ],
        }
