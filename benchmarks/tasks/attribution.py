"""Attribution: PolNeAR's format, source, cue and content as lists of spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.tasks.texts import readings


def predict(rows: Iterable[dict[str, Any]], folder: Path, weights: Path | None = None) -> Iterator[dict[str, Any]]:
    for row, reading in readings(rows, weights):
        yield {
            "doc": row["doc"],
            "attributions": [
                {
                    "source": [[s.start, s.end] for s in a.source],
                    "cue": [[a.cue.start, a.cue.end]],
                    "content": [[s.start, s.end] for s in a.content],
                }
                for a in reading.attributions
            ],
        }
