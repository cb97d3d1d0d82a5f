"""Syntax from raw text: the treebank's sentences are joined to running text, read, and written as CoNLL-U.

With ``--given-words`` the treebank's words and sentences are read instead (``given.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.peers.treebank import clings, texts
from benchmarks.tasks import given
from benchmarks.tasks.texts import article_of
from communique.model import Reading
from communique.reading import Reader


def predict(source: Path, weights: Path | None = None, given_words: bool = False) -> Iterator[str]:
    """Yield one CoNLL-U string a document, from its raw text or from the treebank's words and sentences."""
    if given_words:
        yield from given.predict(source, weights)
        return
    reader = Reader(weights) if weights else Reader.load()
    for name, text in texts(source):
        yield conllu(reader.read(article_of(name, text)))


def conllu(reading: Reading) -> str:
    """Write a reading as CoNLL-U."""
    text, out = reading.article.text, []
    for sentence in reading.sentences:
        words = reading.words_in(sentence)
        out.append(f"# text = {sentence.of(text)}")
        for i in words:
            w = reading.words[i]
            head = 0 if w.head == i else w.head - words.start + 1
            glued = i + 1 < len(reading.words) and reading.words[i + 1].start == w.end
            misc = "SpaceAfter=No" if glued else "_"
            form = text[w.start : w.end]
            if i + 1 < words.stop and glued and clings(text[w.end : reading.words[i + 1].end], form):
                whole = text[w.start : reading.words[i + 1].end]
                after = (
                    "_"
                    if i + 2 >= len(reading.words) or reading.words[i + 2].start > reading.words[i + 1].end
                    else misc
                )
                number = f"{i - words.start + 1}-{i - words.start + 2}"
                out.append("\t".join((number, whole, *"_______", after)))
            cells = (str(i - words.start + 1), form, w.lemma, w.tag, "_", "_", str(head), w.relation, "_", misc)
            out.append("\t".join(cells))
        out.append("")
    return "\n".join(out) + "\n"
