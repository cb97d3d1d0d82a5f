"""What lies where: things with a place in the text, asked for by place without going through all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from operator import itemgetter
from typing import Generic, TypeVar

from communique.model import Span

T = TypeVar("T")
_MOST = 400
"""How many things before a place are asked whether they reach up to it: no real page has so many in one quotation."""
_begin = itemgetter(0)


class Covers(Generic[T]):
    """Things by the places they cover; a thing may cover several."""

    def __init__(self, things: Iterable[tuple[Span, T]]) -> None:
        """Sort ``things`` by their places; equal ones stay in their order."""
        pairs = list(things)
        self._things = [thing for _, thing in pairs]
        self._places = sorted((span.start, span.end, n) for n, (span, _) in enumerate(pairs))
        self._reach = list(accumulate((end for _, end, _ in self._places), max))

    def at(self, span: Span) -> list[T]:
        """Return what covers at least one character of ``span``, in the order given; twice what covers it twice."""
        first = bisect_left(self._places, span.end, key=_begin)
        found: list[int] = []
        for at in range(first - 1, max(first - 1 - _MOST, -1), -1):
            if self._reach[at] <= span.start:
                break
            _, end, n = self._places[at]
            if end > span.start:
                found.append(n)
        return [self._things[n] for n in sorted(found)]
