"""Articles of one run alone, and what the other has in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from communique.corpus.folder import Folder

ANOTHER_TEXT = "another text at the same address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An article as far as it tells where it came from; empty: it does not."""

    id: str
    origin: str
    url: str
    headline: str

    @property
    def places(self) -> tuple[str, ...]:
        """Where it may be found again, the surest first."""
        return tuple(place for place in (self.url, self.origin) if place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Astray:
    """An article of one run alone. ``change``: lost or gained; ``why``: what the other run has in its place."""

    change: str
    id: str
    origin: str
    headline: str
    why: str


def known_in(table: pa.Table) -> list[Known]:
    """Return the articles of a table."""
    names = ("id", "origin", "url", "headline")
    columns = [table.column(name).to_pylist() if name in table.column_names else [None] * len(table) for name in names]
    return [
        Known(**dict(zip(names, ("" if cell is None else str(cell) for cell in row), strict=True)))
        for row in zip(*columns, strict=True)
    ]


def astray_of(
    change: str, articles: Sequence[Known], others: Sequence[Known], sides: tuple[Folder, Folder]
) -> Iterator[Astray]:
    """Say why articles are in the first run of ``sides`` alone; ``others`` are in the second alone."""
    if not articles:
        return
    own, other = sides
    reasons = _reasons(other)
    places = {place for article in others for place in article.places}
    # Pages of an archive are called by its name and theirs; single pages are told in groups, whose names say little.
    asked = {source.name for source in other.about.sources}
    elsewhere = tuple(s.name for s in own.about.sources if s.kind != "pages" and s.name and s.name not in asked)
    for article in articles:
        refused = next((reasons[place] for place in article.places if place in reasons), "")
        if refused:
            why = refused
        elif any(place in places for place in article.places):
            why = ANOTHER_TEXT
        elif article.origin.startswith(elsewhere):
            why = "its source is not in the other run"
        else:
            why = "not there"
        yield Astray(change=change, id=article.id, origin=article.origin, headline=article.headline, why=why)


def _reasons(folder: Folder) -> Mapping[str, str]:
    """Return, by address and origin, why a run has no account of a page."""
    found: dict[str, str] = {}
    for table in ("rejections", "failures"):
        for batch in folder.batches(table, ("origin", "url", "reason")):
            for *places, reason in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                for place in places:
                    if place:
                        found.setdefault(place, f"{table[:-1]}: {reason}")
    return found
