"""The log of corrections: what somebody put right, and what of it stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from communique.model import Verdict
from communique.record.file import File
from communique.record.table import Table


class CorrectionKind(StrEnum):
    """What is put right.

    ``speaker``: who said it; ``type``: what sort of event, or of saying; ``status``: whether it happened, or where a
    proposal stands; ``reject``: the page does not say this; ``same``, ``different``: two events are one, or two;
    ``merge``, ``split``: two actors are one, or two; ``undo``: a correction is taken back.
    """

    SPEAKER = "speaker"
    TYPE = "type"
    STATUS = "status"
    REJECT = "reject"
    SAME = "same"
    DIFFERENT = "different"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


PAIRS = {
    CorrectionKind.SAME: Verdict.SAME,
    CorrectionKind.MERGE: Verdict.SAME,
    CorrectionKind.DIFFERENT: Verdict.DIFFERENT,
    CorrectionKind.SPLIT: Verdict.DIFFERENT,
}
"""Corrections that are verdicts on two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A row of the log. ``old``, ``new``: codes or actor ids; ``undoes``: the row an undo takes back."""

    id: int
    kind: CorrectionKind
    about: str
    other: str | None
    article: str | None
    other_article: str | None
    old: tuple[str, ...]
    new: tuple[str, ...]
    who: str
    at: str
    note: str | None
    undoes: int | None


LOG = Table("correction", Correction)


def log(file: File) -> tuple[Correction, ...]:
    """Return the whole log, first entry first."""
    return tuple(LOG.make(row) for row in file.rows(f"{LOG.select} ORDER BY id"))


def standing(rows: Iterable[Correction]) -> tuple[Correction, ...]:
    """Return the corrections that stand: those not taken back, or whose taking back was itself taken back."""
    kept: list[Correction] = []
    undone: set[int] = set()
    for row in sorted(rows, key=lambda row: row.id, reverse=True):
        if row.id in undone:
            continue
        if row.undoes is not None:
            undone.add(row.undoes)
        else:
            kept.append(row)
    return tuple(reversed(kept))


def log_of(file: File, article: str) -> tuple[Correction, ...]:
    """Return the log of one article's facts."""
    rows = file.rows(f"{LOG.select} WHERE article = ? OR other_article = ? ORDER BY id", (article, article))
    return tuple(LOG.make(row) for row in rows)
