"""Documents → windows with labels → padded tensors."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from communique.reading.encoder import Vocabulary
from communique.reading.labels import NAMES, RELATIONS, ROLES, TAGS
from communique.reading.pieces import LIMIT, Window, features_of, window_of
from training.corpora.document import Document, Quoted
from training.lemmas import script_of

IGNORE = -100
_TAG = {t: i for i, t in enumerate(TAGS)}
_RELATION = {r: i for i, r in enumerate(RELATIONS)}


@dataclass(slots=True)
class Ready:
    """A document cut to pieces once, to be packed anew each epoch."""

    document: Document
    pieces: Sequence[Sequence[int]]
    features: list[tuple[int, int, int]]


@dataclass(slots=True)
class Sample:
    """One window and the words of its document it holds."""

    ready: Ready
    window: Window


def prepare(documents: Sequence[Document], vocabulary: Vocabulary) -> list[Ready]:
    """Cut every document to pieces and features."""
    out = []
    for d in documents:
        pieces = vocabulary.pieces([d.text[a:b] for a, b in d.words])
        out.append(Ready(d, pieces, features_of(d.text, d.words)))
    return out


def pack(ready: Ready, rng: random.Random | None, limit: int = LIMIT) -> Iterator[Sample]:
    """Pack whole sentences into windows; with ``rng`` the first window is cut short at random, so that
    the borders fall elsewhere in each epoch."""
    d = ready.document
    bounds = [*sorted({0, *d.starts}), len(d.words)]
    room = limit - 2 if rng is None else rng.randint(limit // 3, limit - 2)
    first = size = 0
    for begin, end in itertools.pairwise(bounds):
        length = sum(len(p) for p in ready.pieces[begin:end])
        if size and size + length > room:
            yield from _split(ready, first, begin, limit)
            first, size, room = begin, 0, limit - 2
        size += length
    if first < len(d.words):
        yield from _split(ready, first, len(d.words), limit)


def _split(ready: Ready, first: int, last: int, limit: int) -> Iterator[Sample]:
    begin = size = 0
    begin = first
    for index in range(first, last):
        length = len(ready.pieces[index][: limit - 2])
        if size + length > limit - 2:
            yield Sample(ready, window_of(ready.pieces, ready.features, begin, index, limit))
            begin, size = index, 0
        size += length
    yield Sample(ready, window_of(ready.pieces, ready.features, begin, last, limit))


@dataclass(slots=True)
class Batch:
    """Padded tensors of one kind of corpus. ``words`` (b, w): position of each word's first piece."""

    ids: Tensor
    case: Tensor
    gap: Tensor
    quote: Tensor
    mask: Tensor
    words: Tensor
    inside: Tensor
    samples: list[Sample]


def collate(samples: Sequence[Sample]) -> Batch:
    """Pad the windows to the longest; lengths are rounded up so that few shapes occur."""
    t = -(-max(len(s.window.ids) for s in samples) // 32) * 32
    w = -(-max(len(s.window.heads) for s in samples) // 32) * 32
    shape = (len(samples), t)
    arrays = {k: np.zeros(shape, np.int64) for k in ("ids", "case", "gap", "quote")}
    mask = np.zeros(shape, bool)
    words, inside = np.zeros((len(samples), w), np.int64), np.zeros((len(samples), w), bool)
    for row, s in enumerate(samples):
        n, m = len(s.window.ids), len(s.window.heads)
        for k, array in arrays.items():
            array[row, :n] = getattr(s.window, k)
        mask[row, :n] = True
        words[row, :m], inside[row, :m] = s.window.heads, True
    t_of = torch.from_numpy
    return Batch(
        *(t_of(arrays[k]) for k in ("ids", "case", "gap", "quote")),
        t_of(mask),
        t_of(words),
        t_of(inside),
        list(samples),
    )


def bio(batch: Batch, types: int, spans: Sequence[Sequence[Sequence[tuple[int, int]] | None]]) -> Tensor:
    """``spans[row][type]`` in document words (None: not annotated) → BIO labels (b, w, types)."""
    out = np.full((*batch.inside.shape, types), IGNORE, np.int64)
    for row, s in enumerate(batch.samples):
        m, first = len(s.window.heads), s.window.first
        for kind, places in enumerate(spans[row]):
            if places is None:
                continue
            out[row, :m, kind] = 0
            for a, b in places:
                a, b = max(a - first, -1), min(b - first, m)
                if b <= 0 or a >= m:
                    continue
                out[row, max(a, 0) : b, kind] = 2
                if a >= 0:
                    out[row, a, kind] = 1
    return torch.from_numpy(out)


def runs(words: set[int]) -> list[tuple[int, int]]:
    """Return a set of word indices as half-open runs."""
    out: list[tuple[int, int]] = []
    for w in sorted(words):
        if out and out[-1][1] == w:
            out[-1] = (out[-1][0], w + 1)
        else:
            out.append((w, w + 1))
    return out


def role_labels(batch: Batch) -> Tensor:
    """BIO labels (b, w, 3) of source, cue, content."""
    spans = []
    for s in batch.samples:
        quoted = s.ready.document.attributions or []
        spans.append(
            [
                [r for q in quoted for r in runs(q.source)],
                [q.cue for q in quoted],
                [r for q in quoted for r in runs(q.content)],
            ]
        )
    return bio(batch, len(ROLES), spans)


def name_labels(batch: Batch) -> Tensor:
    """BIO labels (b, w, types); types the corpus does not annotate, and doubtful words, are ignored."""
    spans = [[(s.ready.document.names or {}).get(t) for t in NAMES] for s in batch.samples]
    out = bio(batch, len(NAMES), spans)
    for row, s in enumerate(batch.samples):
        for w in s.ready.document.unsure:
            if s.window.first <= w < s.window.last:
                out[row, w - s.window.first] = IGNORE
    return out


def syntax_labels(batch: Batch, scripts: dict[str, int]) -> dict[str, Tensor]:
    """Tag, head (word index in the window), relation, lemma script, sentence start, sentence number."""
    keys = ("tag", "head", "relation", "script", "start", "sentence")
    out = {k: np.full(batch.inside.shape, IGNORE, np.int64) for k in keys}
    for row, s in enumerate(batch.samples):
        d, first, m = s.ready.document, s.window.first, len(s.window.heads)
        assert d.tags and d.heads and d.relations and d.lemmas
        starts = set(d.starts)
        number = 0
        for i in range(m):
            w = first + i
            number += w in starts
            out["start"][row, i] = w in starts
            out["sentence"][row, i] = number
            out["tag"][row, i] = _TAG[d.tags[w]]
            a, b = d.words[w]
            out["script"][row, i] = scripts.get(script_of(d.text[a:b], d.lemmas[w]), IGNORE)
            if first <= d.heads[w] < s.window.last:
                out["head"][row, i] = d.heads[w] - first
                out["relation"][row, i] = _RELATION[d.relations[w]]
    return {k: torch.from_numpy(v) for k, v in out.items()}


def cues(batch: Batch) -> list[tuple[int, int, int, Quoted]]:
    """Return (row, first, last, attribution) of every cue that lies whole in its window, in window words."""
    out = []
    for row, s in enumerate(batch.samples):
        first, m = s.window.first, len(s.window.heads)
        for q in s.ready.document.attributions or []:
            a, b = q.cue[0] - first, q.cue[1] - first
            if a >= 0 and b <= m:
                out.append((row, a, b, q))
    return out
