"""Where place names lie, from their gold spans: the resolver alone, without the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.model import Span
from communique.reference import Atlas
from communique.reference.places import resolve

Row = dict[str, Any]


def predict(rows: Iterable[Row], folder: Path) -> Iterator[Row]:
    """Yield one prediction per row: ``doc`` and ``toponyms`` at the given spans."""
    atlas = Atlas.load()
    territories = {c.code: c.iso2 for c in atlas.countries.values()}
    for row in rows:
        spans = [Span(t["start"], t["end"]) for t in row["toponyms"] if t.get("named", True)]
        found = resolve(row["text"], spans, atlas)
        toponyms = []
        for r in found:
            c = r.candidate
            answer: Row = {"start": r.span.start, "end": r.span.end}
            if c is not None:
                answer |= {"lat": c.lat, "lon": c.lon, "geonameid": c.geonames}
                answer["country"] = c.territory or territories.get(c.country or "")
            toponyms.append(answer)
        yield {"doc": row["doc"], "toponyms": toponyms}
