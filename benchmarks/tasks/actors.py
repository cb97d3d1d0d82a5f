"""Who acts: country and sector of every mention of an actor, by the whole package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.tasks.texts import GOLD, Row, readings, with_texts
from communique.model import Actor, Reference, Span
from communique.reference import Atlas, refer


def predict(rows: Iterable[Row], folder: Path, weights: Path | None = None, gold: Path | None = None) -> Iterator[Row]:
    """Yield one row for each: ``id`` and ``actors`` with span and codes.

    A row without ``text`` has it from the file ``source`` below ``gold`` (the folder ``shared/gold`` beside the
    checkout), the document ``doc``. Every mention of an actor is answered; of several that overlap one span
    of the row, only the one that is its head. Where the source gives the day of publication, the article has it:
    who holds an office depends on it.
    """
    atlas = Atlas.load()
    for row, reading in readings(with_texts(rows, gold or GOLD), weights, dated=True):
        found = [r for r in refer(reading, atlas) if isinstance(r.target, Actor)]
        given = [Span(a["start"], a["end"]) for a in row.get("actors", ())]
        yield {"id": row["id"], "actors": [_answer(r) for r in _chosen(found, given)]}


def _chosen(found: list[Reference], given: list[Span]) -> list[Reference]:
    """Keep one reference for each given span: the longest overlap, then the nearest to its last word, the shortest."""
    dropped: set[int] = set()
    kept: set[int] = set()
    for span in given:
        over = [i for i, r in enumerate(found) if _overlap(r.mention.span, span)]
        if over:
            best = max(over, key=lambda i: _rank(found[i].mention.span, span))
            kept.add(best)
            dropped.update(over)
    return [r for i, r in enumerate(found) if i in kept or i not in dropped]


def _rank(found: Span, given: Span) -> tuple[int, int, int]:
    return _overlap(found, given), found.end, found.start


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _answer(reference: Reference) -> Row:
    span, actor = reference.mention.span, reference.target
    assert isinstance(actor, Actor)
    return {"start": span.start, "end": span.end, "country": actor.country, "sector": actor.sector}
