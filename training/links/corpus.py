"""GUM's chains laid over what the shipped reader sees: mentions, pairs worth a look, and which are right.

The documents are read as at run time, by the quantised reader from raw text, so that the linker learns on the very
states, trees and names it will meet. Of GUM's genres those under CC BY and CC BY-SA are used, and those whose terms
differ by document (conversation, speech, textbook, vlog); none that forbid commercial use.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from benchmarks.heldout import GENRES
from benchmarks.tasks.texts import article_of
from communique.model import Article, Attribution, Link, Reading, Span, Word
from communique.reading.encoder import Scores
from communique.reading.ends import Ends
from communique.reading.links import Floats, Head, Ints, Linker, nearest
from communique.reading.mentions import Marked, Mentions, gather
from communique.reading.pairing import pairs
from communique.reading.reader import Reader, _Found
from training.corpora.names import held_out

OTHERS = ("conversation", "speech", "textbook", "vlog")


class _Bare(Linker):
    """Keeps the states as they are, and links nothing."""

    def __init__(self, bias: Floats) -> None:
        self._bias = bias

    def seen(self, states: Floats) -> Floats:
        """Return the states themselves."""
        return states

    def links(self, heads: Sequence[Head], mentions: Mentions) -> list[list[tuple[int, float]]]:
        """Return no link."""
        return [[] for _ in heads]


class _Tree(Ends):
    """Leaves every phrase as the tree has it."""

    def __init__(self) -> None:
        pass

    def scores(self, states: Floats, heads: Ints, starts: Sequence[int]) -> Floats:
        """Return nothing of use."""
        return np.zeros((len(heads), 0), dtype=np.float32)

    def mended(self, scores: Floats, heads: Ints, first: Ints, last: Ints) -> tuple[Ints, Ints]:
        """Return the tree's phrases."""
        return first, last


class Watching(Reader):
    """The shipped reader, which keeps what it saw of the last article: the mentions, and of every window the first
    word, the states of its words and the first words of its sentences."""

    heads: list[Head]
    mentions: Mentions
    windows: list[tuple[int, Floats, list[int]]]

    def read(self, article: Article) -> Reading:
        """Read ``article`` and keep what was seen."""
        self.windows = []
        return super().read(article)

    def _open_ends(self, folder: Path) -> Ends:
        return _Tree()

    def _heads(self, text: str, words: list[Word], scores: Scores, starts: list[int], base: int) -> list[Head]:
        self.windows.append((base, scores.words, starts))
        return super()._heads(text, words, scores, starts, base)

    def _open_linker(self, folder: Path) -> Linker:
        return _Bare(np.array(self._config.links, dtype=np.float32))

    def _chains(
        self, text: str, found: _Found, kids: list[list[int]], said: list[Attribution]
    ) -> tuple[tuple[tuple[Span, ...], ...], tuple[Link, ...]]:
        words = found.words
        of = np.searchsorted(found.sentences, np.arange(len(words)), side="right") - 1
        self.heads = found.heads
        places = [h.word for h in found.heads]
        marked = Marked(sentence=of.tolist(), names=found.mentions, phrases=found.phrases, attributions=said)
        self.mentions = gather(text, words, kids, places, marked)
        return super()._chains(text, found, kids, said)


@dataclass(slots=True)
class Case:
    """One document: m mentions and n pairs. ``spans`` of the mentions, ``gold`` chains as the corpus gives them."""

    doc: str
    text: str
    states: Tensor
    mention: Tensor
    traits: Tensor
    later: Tensor
    earlier: Tensor
    pairs: Tensor
    right: Tensor
    heads_one: Tensor
    spans: list[tuple[int, int]]
    gold: list[list[list[int]]]


def cases(shared: Path, *, held: bool) -> Iterator[Case]:
    """Yield the documents to learn from, or those held out (a fifth of ``GENRES`` by the MD5 of the name)."""
    for row, reading, reader in documents(shared, held=held):
        yield _case(row, reading, reader)


def documents(shared: Path, *, held: bool) -> Iterator[tuple[dict[str, Any], Reading, Watching]]:
    """Yield these documents as they are read, each with the reader that has just read it."""
    reader = Watching(threads=1)
    with gzip.open(shared / "gold/coref/gum_train.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            away = held_out(row["doc"])
            if away == held and (row["genre"] in GENRES or (row["genre"] in OTHERS and not held)):
                yield row, reader.read(article_of(row["doc"], row["text"])), reader


def _case(row: dict[str, Any], reading: Reading, reader: Watching) -> Case:
    numbered = [(a, b, n) for n, spans in enumerate(row["clusters"]) for a, b in spans]
    alone = [(m["start"], m["end"], -2) for m in row["mentions"]]
    chain = chain_of(numbered, reading, reader.heads)
    later_chain = chain_of(alone, reading, reader.heads)
    return case_of(row, np.where(chain == -1, later_chain, chain), reading, reader)


def case_of(row: dict[str, Any], chain: Ints, reading: Reading, reader: Watching) -> Case:
    """Return what the linker sees of an article read, and which pairs are right by the number of each head's chain:
    -1 where it heads no mention, -2 where the mention stands alone."""
    heads, m = reader.heads, reader.mentions
    later, earlier = nearest(heads, np.array(reader._config.links, dtype=np.float32), 0, len(heads))
    words = reading.words
    return Case(
        doc=row["doc"],
        text=row["text"],
        states=torch.from_numpy(np.stack([h.state for h in heads])),
        mention=torch.tensor([[h.mention] for h in heads]),
        traits=torch.from_numpy(m.traits),
        later=torch.from_numpy(later),
        earlier=torch.from_numpy(earlier),
        pairs=torch.from_numpy(pairs(m, later, earlier)),
        right=torch.from_numpy((chain[later] == chain[earlier]) & (chain[later] >= 0)),
        heads_one=torch.from_numpy((chain != -1).astype(np.float32)),
        spans=[(words[a].start, words[b - 1].end) for a, b in zip(m.first, m.last, strict=True)],
        gold=row.get("clusters", []),
    )


def chain_of(mentions: Iterable[tuple[int, int, int]], reading: Reading, heads: Sequence[Head]) -> Ints:
    """Return the number of each head's mention, -1 where it heads none; ``mentions`` are start, end and number.

    Of mentions with one head ("Holm", "Holm and Lund") the shortest has it.
    """
    at = {h.word: i for i, h in enumerate(heads)}
    chain = np.full(len(heads), -1)
    for start, end, number in sorted(mentions, key=lambda m: (m[1] - m[0], m)):
        inside = reading.words_in(Span(start, end))
        words = reading.words
        top = next((w for w in inside if words[w].head not in inside or words[w].head == w), None)
        if top in at and chain[at[top]] == -1:
            chain[at[top]] = number
    return chain
