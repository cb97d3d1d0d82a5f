"""Rows of events training: gold pairs and their folds. No torch here."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communique.model import Span

FOLDS = 5
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
COOPERATION = 6
"""The first types are co-operation, those from here on conflict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One sentence with a pair and what is known of it; None: this row does not say.

    ``type`` one of the 15; ``conflict`` 0 or 1; ``event`` 1 where the sentence tells an event of this
    pair, 0 where it tells none. ``group``: rows of one group are never on both sides of a fold.
    """

    id: str
    text: str
    source: Span | None
    target: Span | None
    type: str | None = None
    conflict: int | None = None
    event: int | None = None
    corpus: str = ""
    group: str = ""


def fold_of(row_id: str) -> int:
    """Return the fold of a gold row, as the data's own description has it."""
    return int(row_id.split("-", 1)[1], 16) % FOLDS


def lines(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines, gzipped or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def _span(raw: Sequence[int] | None) -> Span | None:
    return Span(raw[0], raw[1]) if raw else None


def gold(path: Path, corpus: str) -> list[Row]:
    """Read a gold file of pairs; ``corpus`` is plv or aw."""
    out = []
    for r in lines(path):
        kind = r.get("type")
        out.append(
            Row(
                id=r["id"], text=r["text"], source=_span(r["source"]), target=_span(r["target"]),
                type=MERGED.get(kind, kind), conflict=r["binary"] if corpus == "aw" else None, event=1,
                corpus=corpus, group=r["text"],
            )
        )  # fmt: skip
    return out
