"""News nobody has annotated for us: texts of other corpora, their labels left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.document import Document, plain, rows

SOURCES = ("stories/ecbplus.jsonl", "places/lgl.jsonl", "places/geowebnews.jsonl", "fivew/giveme5w1h.jsonl")


def load(gold: Path) -> Iterator[Document]:
    """Yield the texts of ECB+, LGL, GeoWebNews and Giveme5W1H."""
    for source in SOURCES:
        for at, row in enumerate(rows(gold / source)):
            yield plain(f"{source}#{at}", "news", row["text"])
