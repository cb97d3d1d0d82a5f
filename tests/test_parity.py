"""The shipped weights read the reference texts as they did when they were made.

Labels are compared, not bits: int8 kernels differ between processors in the last place, which may
flip a label that was a toss-up, so a fiftieth of them may differ and no more.
"""

import gzip
import hashlib
import json
from typing import Any

import pytest

from communique.model import Article, ArticleKind, Block, BlockKind, Reading, Span, digest
from communique.reading import Reader
from communique.reading.reader import DEFAULT

pytestmark = pytest.mark.slow

REFERENCE = json.loads(gzip.decompress((DEFAULT / "reference.json.gz").read_bytes()))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def article(text: str) -> Article:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind=BlockKind.BODY, span=Span(at, at + len(line)), language="en"))
        at += len(line) + 1
    return Article(
        id=digest("reference", text), origin="reference", url=None, kind=ArticleKind.ARTICLE, publisher=None,
        authors=(), published=None, language="en", text=text, blocks=tuple(blocks), credits=(),
    )  # fmt: skip


def test_reference_belongs_to_these_weights(reader: Reader) -> None:
    assert REFERENCE["digest"] == reader.digest


def test_files_are_those_the_configuration_names() -> None:
    config = json.loads((DEFAULT / "config.json").read_text())
    for name, expected in config["digests"].items():
        assert hashlib.sha256((DEFAULT / name).read_bytes()).hexdigest() == expected, name


def agreement(expected: set[Any], found: set[Any]) -> float:
    return 2 * len(expected & found) / (len(expected) + len(found)) if expected or found else 1.0


def quoted(row: list[Any]) -> tuple[Any, ...]:
    source, cue, content, _ = row
    return (tuple(map(tuple, source)), tuple(cue), tuple(map(tuple, content)))


def test_replay(reader: Reader) -> None:
    expected: dict[str, set[Any]] = {k: set() for k in ("sentences", "words", "names", "attributions")}
    found: dict[str, set[Any]] = {k: set() for k in expected}
    for n, row in enumerate(REFERENCE["texts"]):
        reading = reader.read(article(row["text"]))
        expected["sentences"] |= {(n, *s) for s in row["sentences"]}
        expected["words"] |= {(n, *w) for w in row["words"]}
        expected["names"] |= {(n, *m[:3]) for m in row["names"]}
        expected["attributions"] |= {(n, *quoted(a)) for a in row["attributions"]}
        found["sentences"] |= {(n, s.start, s.end) for s in reading.sentences}
        found["words"] |= {(n, w.start, w.end, w.tag, w.head, w.relation, w.lemma) for w in reading.words}
        found["names"] |= {(n, m.span.start, m.span.end, str(m.kind)) for m in reading.mentions}
        found["attributions"] |= {
            (n, tuple((s.start, s.end) for s in a.source), (a.cue.start, a.cue.end),
             tuple((s.start, s.end) for s in a.content))
            for a in reading.attributions
        }  # fmt: skip
    assert all(expected.values()), "the reference is empty"
    assert {
        k: round(agreement(expected[k], found[k]), 3) for k in expected if agreement(expected[k], found[k]) < 0.98
    } == {}


def test_reading_is_the_same_whatever_was_read_before(reader: Reader) -> None:
    texts = [row["text"] for row in REFERENCE["texts"]]

    def key(reading: Reading) -> tuple[Any, ...]:
        return (reading.sentences, reading.words, reading.mentions, reading.attributions)

    alone = [key(Reader.load().read(article(t))) for t in texts[:2]]
    together = [key(reader.read(article(t))) for t in reversed(texts)]
    assert alone == together[::-1][:2]


def test_a_reading_keeps_its_promises(reader: Reader) -> None:
    for row in REFERENCE["texts"]:
        reading = reader.read(article(row["text"]))
        for sentence in reading.sentences:
            words = reading.words_in(sentence)
            roots = [i for i in words if reading.words[i].head == i]
            assert len(roots) == 1
            assert all(reading.words[i].head in words for i in words)
            assert all(sentence.contains(reading.words[i].span) for i in words)
        assert sum(len(reading.words_in(s)) for s in reading.sentences) == len(reading.words)


def test_reading_is_the_same_on_one_thread_and_on_two() -> None:
    text = "\n".join(row["text"] for row in REFERENCE["texts"] * 3)
    one, two = (Reader(threads=n).read(article(text)) for n in (1, 2))
    assert one == two
    assert len(one.words) > 600  # several windows
