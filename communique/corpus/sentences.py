"""The sentences of an article: those that facts rest on as they are, the rest of what is read cut by rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from communique.model import Span

_END = re.compile(r"""[.!?…]["”’»)\]]*(?=\s+["“‘«(\[]*[^\Wa-z_])|\n""")
_SHORT = re.compile(
    r"(?:^|\W)(?:[A-Z]|[A-Z](?:\.[A-Z])+|Mrs?|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Adm|Sgt|Rev|Gov|Sen|Rep|St|Mt|Jr|Sr|vs|"
    r"Inc|Ltd|Co|Corp|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Nos?)$"
)
"""What a stop may follow without ending anything: "Gen. Ada Voss", "the U.S. envoy"."""
_LONGEST = 4_000
"""A stretch without a stop is cut here: a table without a full stop is no sentence of a megabyte."""


def apart(known: Iterable[Span]) -> tuple[Span, ...]:
    """Return sentences that do not overlap, in order: of two that do, the one that starts first, then the longer."""
    kept: list[Span] = []
    for span in sorted(set(known), key=lambda span: (span.start, -span.end)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return tuple(kept)


def sentences(text: str, blocks: Iterable[Span], kept: Sequence[Span]) -> tuple[Span, ...]:
    """Return the sentences of ``blocks``, in order, never overlapping.

    ``kept`` are those that facts rest on, ``apart``. What lies between them is cut at stops, at line feeds and at the
    ends of blocks.
    """
    found = list(kept)
    for block in blocks:
        for gap in _gaps(block, kept):
            found += _cut(text, gap)
    return tuple(sorted(found))


def _gaps(block: Span, kept: Sequence[Span]) -> Iterator[Span]:
    at = block.start
    first = bisect_right(kept, block.start, key=lambda span: span.end)
    for span in islice(kept, first, None):
        if span.start >= block.end:
            break
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < block.end:
        yield Span(at, block.end)


def _cut(text: str, gap: Span) -> Iterator[Span]:
    at = gap.start
    while at < gap.end:
        end = _end(text, at, min(gap.end, at + _LONGEST))
        words = text[at:end]
        start = at + len(words) - len(words.lstrip())
        stop = at + len(words.rstrip())
        if any(letter.isalnum() for letter in words):
            yield Span(start, stop)
        at = end


def _end(text: str, at: int, limit: int) -> int:
    for match in _END.finditer(text, at, limit):
        if match.group()[0] == "." and _SHORT.search(text[max(at, match.start() - 12) : match.start()]):
            continue
        return match.end()
    return limit
