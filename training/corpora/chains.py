"""GUM's coreference chains laid over its syntax, the same documents read from two files; and news with some chains."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpora.document import Document, Member, rows, words_of
from training.corpora.names import held_out

Told = tuple[dict[str, Any], list[tuple[int, int, str]]]
"""A row with ``doc`` and ``text``, and the mentions whose chain is told: start, end, name of the chain."""
_NO_NAMES = ("time", "money", "value", "role")


def add(documents: list[Document], path: Path) -> None:
    """Give every document that stands in the coreference file ``path`` its mentions; texts agree but for blanks."""
    found = {row["doc"]: row for row in rows(path)}
    for document in documents:
        row = found.get(document.name)
        if row is None:
            continue
        place = _places(row["text"], document.text)
        document.chains = []
        for m in row["mentions"]:
            covered = words_of(document.words, place[m["start"]], place[m["end"] - 1] + 1)
            if covered:
                head = head_of(document, covered[0], covered[-1] + 1)
                document.chains.append(Member(head, covered[0], covered[-1] + 1, m["cluster"]))
        document.chains.sort(key=lambda c: (c.first, -c.last))


def _places(theirs: str, ours: str) -> dict[int, int]:
    """Offsets of the characters of one text in the other, blanks apart."""
    a = [i for i, c in enumerate(theirs) if not c.isspace()]
    b = [i for i, c in enumerate(ours) if not c.isspace()]
    return dict(zip(a, b, strict=True))


def head_of(document: Document, first: int, last: int) -> int:
    """Return the first word of a span whose head lies outside it (or that is a root)."""
    assert document.heads is not None
    for w in range(first, last):
        if not first <= document.heads[w] < last or document.heads[w] == w:
            return w
    return last - 1


def told_in_stories(path: Path) -> Iterator[Told]:
    """Yield the articles of ECB+ with its persons, places and things; a fifth of the topics is kept for measuring."""
    for row in rows(path):
        if not held_out(f"ecb{row['topic']}"):
            told = (e for e in row["entity_mentions"] if not e["type"].startswith("TIME"))
            yield row, [(e["start"], e["end"], str(e["chain"])) for e in told]


def told_names(path: Path) -> Iterator[Told]:
    """Yield the articles of DWIE but for its held-out fifth, with the names of persons, bodies, places and the like."""
    for row in rows(path):
        if not held_out(row["doc"]):
            told = (e for e in row["entities"] if e["type"] not in _NO_NAMES)
            yield row, [(e["start"], e["end"], str(e["cluster"])) for e in told]
