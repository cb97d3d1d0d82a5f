"""What every corpus is brought to: a text, its words, and the labels the corpus gives (no others)."""

from __future__ import annotations

import gzip
import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique.reading.sentences import rule_starts
from communique.reading.words import cut


@dataclass(slots=True)
class Quoted:
    """One attribution in word indices: ``cue`` half open, ``source`` and ``content`` sets of words."""

    source: set[int]
    cue: tuple[int, int]
    content: set[int]


@dataclass(slots=True)
class Member:
    """One mention of a chain: the word that heads it, its words (half open) and the name of its chain."""

    head: int
    first: int
    last: int
    chain: str


@dataclass(slots=True)
class Document:
    """A text with the labels its corpus annotates; None means not annotated, so not trained on."""

    name: str
    corpus: str
    text: str
    words: list[tuple[int, int]]
    starts: list[int]
    attributions: list[Quoted] | None = None
    names: dict[str, list[tuple[int, int]]] | None = None
    unsure: set[int] = field(default_factory=set)
    tags: list[str] | None = None
    heads: list[int] | None = None
    relations: list[str] | None = None
    lemmas: list[str] | None = None
    phrases: dict[str, list[tuple[int, int]]] | None = None
    unsure_phrases: set[int] = field(default_factory=set)
    times: dict[str, list[tuple[int, int]]] | None = None
    events: dict[int, tuple[str, str]] | None = None
    unsure_events: set[int] = field(default_factory=set)
    factual: dict[int, float] | None = None
    chains: list[Member] | None = None


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file, gzip or plain."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def plain(name: str, corpus: str, text: str) -> Document:
    """Make a document of running text: words and sentence starts by the package's own rules."""
    words = cut(text)
    return Document(name=name, corpus=corpus, text=text, words=words, starts=rule_starts(text, words))


def words_of(words: list[tuple[int, int]], start: int, end: int) -> list[int]:
    """Return the indices of the words that overlap ``start`` to ``end``."""
    at = bisect_right(words, (start, start))
    at = max(0, at - 1)
    out = []
    while at < len(words) and words[at][0] < end:
        if words[at][1] > start:
            out.append(at)
        at += 1
    return out
