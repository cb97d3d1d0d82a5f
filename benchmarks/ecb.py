"""ECB+ as accounts: its documents read, the event words of its sentences as tellings, its chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.tasks.texts import article_of
from communique.fact import find_record
from communique.model import Account, EventKind, Reading, Span
from communique.pipeline import Tools, vectors_of
from communique.reference import dated, refer
from communique.story.verdicts.told import Telling, numbers_of, told_words
from communique.story.verdicts.words import stem
from training.corpora.document import rows
from training.corpora.names import held_out

Row = dict[str, Any]


def is_held(row: Row) -> bool:
    """Tell whether a document is of a topic that nothing was learned from."""
    return held_out(f"ecb{row['topic']}")


def documents(gold: Path) -> Iterator[Row]:
    """Yield the rows of ECB+."""
    yield from rows(gold / "stories" / "ecbplus.jsonl")


def accounts(found: Iterable[Row], tools: Tools) -> Iterator[tuple[Row, Account]]:
    """Read each text as it stands; the account keeps its reading."""
    for row in found:
        reading = dated(tools.reader.read(article_of(row["doc"], row["text"])), tools.atlas)
        references = refer(reading, tools.atlas)
        record = find_record(reading, references, tools.issues)
        yield (
            row,
            Account(
                article=reading.article,
                references=references,
                facts=record.facts,
                made_by=tools.made_by,
                reader=tools.reader.name,
                reading=reading,
                vectors=vectors_of(reading, record.facts),
            ),
        )


def selected(row: Row, at: int) -> bool:
    """Tell whether a place in the text is in a sentence annotated with care."""
    return any(a <= at < b for a, b in row["selected"])


def event_words(row: Row, account: Account) -> Iterator[Telling]:
    """Yield every event word the reader marks in the sentences annotated with care, as a telling without a type."""
    reading = account.reading
    if reading is None:
        raise ValueError("read with keep_reading")
    vectors = dict(reading.vectors)
    for event in reading.events:
        if selected(row, event.span.start):
            yield _telling(reading, event.span, event.kind, vectors)


def _telling(reading: Reading, span: Span, kind: EventKind, vectors: Mapping[int, bytes]) -> Telling:
    article, word = reading.article, reading.words_in(span)[0]
    at = reading.words[word]
    sentence = reading.sentence_at(span.start) or span
    words = told_words(article.text, [(sentence, at.span)])
    return Telling(
        fact=f"{article.id}:{span.start:06}",
        article=article.id,
        at=at.span,
        sentence_at=sentence.start,
        type=None,
        stems=frozenset({stem(at.span.of(article.text)), stem(at.lemma)}),
        sentence=words[0],
        names=words[1],
        numbers=words[2],
        vector=numbers_of(vectors.get(word)),
        saying=kind is EventKind.REPORTING,
        state=kind in (EventKind.STATE, EventKind.I_STATE),
    )


def mentions(row: Row) -> dict[tuple[int, int], tuple[str, list[list[int]]]]:
    """Return the event mentions of the careful sentences: place in the text → chain and pieces."""
    return {
        (m["start"], m["end"]): (m["chain"], m.get("pieces") or [[m["start"], m["end"]]])
        for m in row["event_mentions"]
        if selected(row, m["start"])
    }
