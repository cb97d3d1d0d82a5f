"""Universal Dependencies treebanks (EWT, and GUM's CC BY and CC BY-SA genres) from CoNLL-U."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from training.corpora.document import Document


def load(path: Path, corpus: str) -> Iterator[Document]:
    """Yield the documents of a treebank with gold words, tags, heads, relations and lemmas.

    The text is put back together: a blank between sentences, a line break between paragraphs. The
    head of a root is the word itself.
    """
    document: Document | None = None
    paragraph = False
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        sentence: list[list[str]] = []
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# newdoc"):
                if document is not None:
                    yield document
                document = _empty(line.split("=")[-1].strip(), corpus)
            elif line.startswith("# newpar"):
                paragraph = True
            elif line and not line.startswith("#"):
                sentence.append(line.split("\t"))
            elif not line and sentence:
                assert document is not None
                _add(document, sentence, "\n" if paragraph else " ")
                sentence, paragraph = [], False
    if document is not None:
        yield document


def _empty(name: str, corpus: str) -> Document:
    return Document(name=name, corpus=corpus, text="", words=[], starts=[], tags=[], heads=[], relations=[], lemmas=[])


def _add(document: Document, sentence: list[list[str]], between: str) -> None:
    assert document.tags is not None and document.heads is not None
    assert document.relations is not None and document.lemmas is not None
    base = len(document.words)
    text = document.text.rstrip(" ") + between if document.text else ""
    document.starts.append(base)
    group_end, tail, shift = 0, "", 0
    for cells in sentence:
        blank = "" if "SpaceAfter=No" in cells[9] else " "
        if "." in cells[0]:
            continue
        if "-" in cells[0]:
            # "don't": two words at one place; the written form is the group's, cut where the first word ends.
            _, last = (int(n) for n in cells[0].split("-"))
            group_end, tail, shift = last, blank, len(text)
            text += cells[1]
            continue
        number = int(cells[0])
        if number <= group_end:
            end = len(text) if number == group_end else min(shift + len(cells[1]), len(text) - (group_end - number))
            document.words.append((min(shift, end - 1), end))
            shift = end
            if number == group_end:
                text, group_end = text + tail, 0
        else:
            document.words.append((len(text), len(text) + len(cells[1])))
            text += cells[1] + blank
        head = int(cells[6])
        document.tags.append(cells[3])
        document.heads.append(base + (head if head else number) - 1)
        document.relations.append(cells[7].split(":")[0])
        document.lemmas.append(cells[2])
    document.text = text
