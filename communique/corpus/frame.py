"""The frame a sample is drawn from: the sentences of a run, those that tell something by the machine and the others."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from communique.corpus.folder import Folder
from communique.corpus.forms import Form, What
from communique.corpus.sentences import apart, sentences
from communique.errors import UsageError
from communique.export.wording import clipped
from communique.model import READ_KINDS, Span

_CELL = 3_000
_NEAR = 1_000
"""Longest sentence and neighbour shown, in characters; a cell of a spreadsheet ends at 32,767."""
_WORDS = 4
"""A sentence of fewer words ("Oslo, Monday.") is drawn only if the machine found something in it."""

Place = tuple[str, int, int]
"""A sentence: its article, where it starts and stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tellings:
    """What the machine found: by sentence the facts told in it, and by article all sentences that facts rest on."""

    facts: Mapping[Place, tuple[tuple[str, str], ...]]
    known: Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A sentence as a coder sees it."""

    headline: str
    publisher: str
    published: str
    url: str
    before: str
    sentence: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """An article of the run, with its sentences in order."""

    id: str
    headline: str
    publisher: str
    published: str
    url: str
    text: str
    sentences: tuple[Span, ...]

    def shown(self, at: int) -> Shown:
        """Return the sentence of this number with its neighbours."""
        around = [self.sentences[n] if 0 <= n < len(self.sentences) else None for n in (at - 1, at, at + 1)]
        before, here, after = (
            clipped(span.of(self.text), longest) if span else ""
            for span, longest in zip(around, (_NEAR, _CELL, _NEAR), strict=True)
        )
        return Shown(
            headline=clipped(self.headline, _NEAR),
            publisher=clipped(self.publisher, _NEAR),
            published=self.published,
            url=clipped(self.url, _NEAR),
            before=before,
            sentence=here,
            after=after,
        )

    def long_enough(self, span: Span) -> bool:
        """Tell whether a sentence is long enough to be drawn where the machine found nothing."""
        return len(span.of(self.text).split()) >= _WORDS


def tellings(folder: Folder, form: Form) -> Tellings:
    """Return what the machine found of the form's sort, as (fact id, label), sentence by sentence."""
    facts = _labelled(folder, form)
    found: defaultdict[Place, list[tuple[str, str]]] = defaultdict(list)
    known: defaultdict[str, set[Span]] = defaultdict(set)
    for batch in folder.batches("evidence", ("fact", "article", "start", "stop")):
        at = pc.index_in(batch.column("fact"), value_set=facts.column("id")).to_pylist()
        for n, fact, article, start, stop in zip(at, *(c.to_pylist() for c in batch.columns), strict=True):
            if not (isinstance(start, int) and isinstance(stop, int) and 0 <= start < stop):
                raise UsageError(f"{folder.path}: evidence of article {article} is at no place of a text")
            known[article].add(Span(start, stop))
            if n is not None:
                found[article, start, stop].append((fact, facts.column("label")[n].as_py()))
    kept = {article: apart(spans) for article, spans in known.items()}
    merged: defaultdict[Place, list[tuple[str, str]]] = defaultdict(list)
    for (article, start, _), some in found.items():
        # Two facts may be told by overlapping stretches ("He came. He signed." and "He signed."): one row for both.
        span = kept[article][bisect_right(kept[article], start, key=lambda span: span.start) - 1]
        merged[article, span.start, span.end] += some
    return Tellings(facts={place: tuple(dict.fromkeys(some)) for place, some in merged.items()}, known=kept)


def _labelled(folder: Folder, form: Form) -> pa.Table:
    """Return ids and labels of all facts of the form's sort."""
    kind = "statement" if form.what is What.STATEMENTS else "event"
    parts = [pa.table({"id": pa.array([], pa.string()), "label": pa.array([], pa.string())})]
    for batch in folder.batches("facts", ("id", "kind", form.label, "meeting_participants")):
        wanted = pc.equal(batch.column("kind"), kind)
        if form.what is What.MEETINGS:
            wanted = pc.and_(wanted, pc.is_valid(batch.column("meeting_participants")))
        some = batch.filter(wanted)
        label = pc.fill_null(some.column(form.label).cast(pa.string()), form.unlabelled)
        parts.append(pa.table({"id": some.column("id").cast(pa.string()), "label": label}))
    return pa.concat_tables(parts).combine_chunks()


def articles(folder: Folder, known: Mapping[str, tuple[Span, ...]]) -> Iterator[Read]:
    """Yield the articles of a run with their sentences; raises UsageError where one is cut outside its text."""
    columns = ("id", "headline", "publisher", "published_edtf", "url", "text", "blocks")
    for batch in folder.batches("articles", columns):
        for row in batch.to_pylist():
            text = row["text"] or ""
            spans = known.get(row["id"], ())
            blocks = [_block(block) for block in row["blocks"] or () if block["kind"] in READ_KINDS]
            if any(span.end > len(text) for span in (*spans, *blocks)):
                raise UsageError(f"{folder.path}: article {row['id']} ends before a sentence of it")
            yield Read(
                id=row["id"],
                headline=row["headline"] or "",
                publisher=row["publisher"] or "",
                published=row["published_edtf"] or "",
                url=row["url"] or "",
                text=text,
                sentences=sentences(text, blocks, spans),
            )


def _block(block: Mapping[str, object]) -> Span:
    start, stop = block.get("start"), block.get("stop")
    if not (isinstance(start, int) and isinstance(stop, int) and 0 <= start < stop):
        raise UsageError(f"a block of an article is at no place of its text: {start} to {stop}")
    return Span(start, stop)
