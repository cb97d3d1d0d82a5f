"""Where facts stand in a text: overlapping spans cut into pieces that do not overlap."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from communique.export.index import cited_of
from communique.model import Account, Event, Span, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text and what it is to a fact: ``speaker``, ``cue``, ``content`` or ``event``."""

    span: Span
    layer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text under the same marks throughout; ``group`` is the start of its cited passage, or None."""

    span: Span
    layers: tuple[str, ...]
    group: Span | None


def marks_of(account: Account) -> tuple[Mark, ...]:
    """Return every mark of the account's facts, in the order of the text."""
    marks: set[tuple[Span, str]] = set()
    for fact in account.facts:
        if isinstance(fact, Statement):
            marks.update((span, "speaker") for span in fact.source)
            marks.update((span, "content") for span in fact.content)
            marks.add((fact.cue, "cue"))
        else:
            marks.update((evidence.cue, "event") for evidence in fact.evidence)
            if isinstance(fact, Event) and fact.condition is not None:
                marks.add((fact.condition, "condition"))
    return tuple(Mark(span=span, layer=layer) for span, layer in sorted(marks))


def passages_of(account: Account) -> tuple[Span, ...]:
    """Return the cited sentences, those that overlap joined into one, in the order of the text."""
    joined: list[Span] = []
    for span in sorted({evidence.sentence for evidence in cited_of(account)}):
        if joined and span.start < joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def passage_at(passages: tuple[Span, ...], offset: int) -> Span | None:
    """Return the passage that holds the character at ``offset``, or None."""
    at = bisect_right(passages, offset, key=lambda span: span.start) - 1
    return passages[at] if at >= 0 and offset < passages[at].end else None


def pieces_of(block: Span, marks: tuple[Mark, ...], passages: tuple[Span, ...]) -> tuple[Piece, ...]:
    """Cut ``block`` at every edge of a mark or a passage.

    The pieces follow one another without gap or overlap and together are the block.
    """
    inside = [mark for mark in marks if mark.span.overlaps(block)]
    opened: dict[int, list[str]] = {}
    closed: dict[int, list[str]] = {}
    edges = {block.start, block.end}
    for mark in inside:
        start, end = max(mark.span.start, block.start), min(mark.span.end, block.end)
        opened.setdefault(start, []).append(mark.layer)
        closed.setdefault(end, []).append(mark.layer)
        edges |= {start, end}
    for passage in passages:
        edges |= {edge for edge in (passage.start, passage.end) if block.start < edge < block.end}
    cuts = sorted(edges)
    active: Counter[str] = Counter()
    pieces = []
    for start, end in pairwise(cuts):
        active.update(opened.get(start, ()))
        active.subtract(closed.get(start, ()))
        layers = tuple(sorted(layer for layer, count in active.items() if count > 0))
        pieces.append(Piece(span=Span(start, end), layers=layers, group=passage_at(passages, start)))
    return tuple(pieces)
