"""Syntax of given words and sentences, for figures beside those of parsers that are handed the treebank's tokens.

The package itself never reads given words: it has one way of cutting text. Here its windows, its encoder and
its trees are put together over the treebank's words, so that nothing but the cutting differs.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from communique.reading.config import Config
from communique.reading.encoder import Encoder, Vocabulary
from communique.reading.lemmas import lemma_of
from communique.reading.pieces import Window, windows
from communique.reading.reader import DEFAULT
from communique.reading.trees import heads_of
from training.corpora.document import Document
from training.corpora.treebank import load

Cells = tuple[str, int, str, str]
"""Tag, head (its own number for a root), relation and lemma of a word; numbers are places in the document."""


class Parser:
    """The reader's weights over words it is given."""

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or DEFAULT
        self._config = Config.load(folder / "config.json")
        self._vocabulary = Vocabulary(folder / "tokenizer.json")
        self._encoder = Encoder(folder)

    def parse(self, document: Document) -> list[Cells]:
        """Return what is read of each word. A sentence longer than a window is read in parts, each with a root."""
        packed = windows(document.text, document.words, document.starts, self._vocabulary)
        return [cells for window in packed for cells in self._window(document, window)]

    def _window(self, document: Document, window: Window) -> Iterator[Cells]:
        config, scores, n = self._config, self._encoder.run(window), window.last - window.first
        starts = sorted({0, *(s - window.first for s in document.starts if window.first <= s < window.last)})
        heads = np.arange(n)
        for first, last in zip(starts, [*starts[1:], n], strict=True):
            heads[first:last] = np.array(heads_of(scores.arcs[first:last, first:last])) + first
        relations = self._encoder.relations(scores.dep, scores.head[heads])
        root = config.relations.index("root")
        relations[:, root] = -np.inf
        best = np.where(heads == np.arange(n), root, relations.argmax(1))
        tags, scripts = scores.tags.argmax(1), scores.scripts.argmax(1)
        for i in range(n):
            start, end = document.words[window.first + i]
            lemma = lemma_of(document.text[start:end], config.scripts[int(scripts[i])])
            yield config.tags[int(tags[i])], window.first + int(heads[i]), config.relations[int(best[i])], lemma


def predict(source: Path, weights: Path | None = None) -> Iterator[str]:
    """Yield the treebank's own lines, tags, heads, relations and lemmas replaced, a document at a time."""
    parser = Parser(weights)
    blocks = _documents(source)
    for document in load(source, "given"):
        cells, out = parser.parse(document), list[str]()
        at = base = 0
        for line in next(blocks):
            columns = line.split("\t")
            if columns[0].isdigit():
                base = at if columns[0] == "1" else base
                tag, head, relation, lemma = cells[at]
                columns[2:8] = [lemma, tag, "_", "_", str(0 if head == at else head - base + 1), relation]
                at += 1
            out.append("\t".join(columns))
        yield "".join(out)


def _documents(source: Path) -> Iterator[list[str]]:
    """Yield the lines of each document."""
    held = list[str]()
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc") and held:
                yield held
                held = []
            held.append(line)
    if held:
        yield held
