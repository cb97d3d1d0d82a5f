"""PLOVER type of a given (source, target) pair, and co-operation against conflict.

The benchmark has no "no event" class: the likeliest of the 15 types is answered. ``binary`` is answered by
the head of its own; the scorer takes it for rows that carry no type, and for those that do as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.model import Span
from communique.reading.events import COOPERATION, Relations
from communique.reading.reader import DEFAULT

Row = dict[str, Any]


def predict(rows: Iterable[Row], folder: Path, weights: Path | None = None) -> Iterator[Row]:
    """Yield one prediction per row: ``id``, ``type``, ``binary`` and all ``scores``."""
    relations = Relations.load(weights or DEFAULT)
    for row in rows:
        scores = relations.relate(row["text"], span(row.get("source")), span(row.get("target")))
        # "binary" of a row with a type follows from the type, as the scorer has it where none is given.
        typed = "type" in row
        side = scores.best not in COOPERATION if typed else scores.conflict >= 0.5
        yield {
            "id": row["id"],
            "type": scores.best,
            "binary": int(side),
            "scores": {name: round(p, 4) for name, p in scores.types.items()},
        }


def span(raw: list[int] | None) -> Span | None:
    """A place as the rows give it; None where the party is not in the text."""
    return Span(raw[0], raw[1]) if raw else None
