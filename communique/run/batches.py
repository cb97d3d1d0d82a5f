"""A unit's pages in batches: what is handed to a worker at a time, the same whoever reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.model import Page, Rejection

MAX_PAGES = 32
"""Most pages of a batch: what is done again when a worker dies is a few seconds' work."""
MAX_BYTES = 8_000_000
"""Most bytes of a batch's pages; a larger page is a batch of its own."""

Item = Page | Rejection
"""What a source gives: a page, or why there is none."""


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Which batch of which unit, both counted from 0. Keys in order are the order of the sources."""

    unit: int
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Pages of one unit that are read together; ``last``: the unit has no more. Every unit has a last batch."""

    key: Key
    items: tuple[Item, ...]
    last: bool

    def refusing(self, at: int, why: Rejection) -> Batch:
        """Return the batch with ``why`` in the place of the page at index ``at``."""
        return replace(self, items=(*self.items[:at], why, *self.items[at + 1 :]))


def cut(unit: int, items: Iterable[Item]) -> Iterator[Batch]:
    """Cut what the unit of this number gives into batches, in order, holding one at a time.

    Where it is cut depends on the items alone, so a batch has the same key and the same pages in every run.
    """
    held: list[Item] = []
    number = size = 0
    for item in items:
        weight = len(item.body) if isinstance(item, Page) else 0
        if held and (len(held) == MAX_PAGES or size + weight > MAX_BYTES):
            yield Batch(key=Key(unit, number), items=tuple(held), last=False)
            held, size, number = [], 0, number + 1
        held.append(item)
        size += weight
    yield Batch(key=Key(unit, number), items=tuple(held), last=True)
