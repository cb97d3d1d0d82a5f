"""Syntax of given words and sentences, for figures beside those of parsers that are handed the treebank's tokens.

The package itself never reads given words: it has one way of cutting text. Here its windows, its encoder and
its trees are put together over the treebank's words, so that nothing but the cutting differs.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from benchmarks.tasks.words import Heads
from training.corpora.treebank import load


def predict(source: Path, weights: Path | None = None) -> Iterator[str]:
    """Yield the treebank's own lines, tags, heads, relations and lemmas replaced, a document at a time."""
    parser = Heads(weights)
    blocks = _documents(source)
    for document in load(source, "given"):
        words, out = parser.parse(document.text, document.words, document.starts), list[str]()
        at = base = 0
        for line in next(blocks):
            columns = line.split("\t")
            if columns[0].isdigit():
                base = at if columns[0] == "1" else base
                w = words[at]
                columns[2:8] = [w.lemma, w.tag, "_", "_", str(0 if w.head == at else w.head - base + 1), w.relation]
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
