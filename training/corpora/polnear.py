"""PolNeAR: attributions (source, cue, content) in news, 840 train and 84 dev articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpora.document import Document, Quoted, plain, rows, words_of


def load(path: Path) -> Iterator[Document]:
    """Yield the articles of a file with their attributions."""
    for row in rows(path):
        document = plain(row["doc"], "polnear", row["text"])
        document.attributions = [a for a in (_attribution(document, x) for x in row["attributions"]) if a]
        yield document


def _attribution(document: Document, row: dict[str, Any]) -> Quoted | None:
    def words(role: str) -> set[int]:
        return {w for a, b in row[role] for w in words_of(document.words, a, b)}

    cue = words("cue")
    if not cue:
        return None
    return Quoted(source=words("source"), cue=(min(cue), max(cue) + 1), content=words("content"))
