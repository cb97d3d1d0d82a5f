"""Batches → labels of the heads that follow TimeML, FactBank, re3d and GUM's chains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from communique.reading import links
from communique.reading.labels import CERTAINTY, EVENTS, PHRASES, STATUSES, TIMES
from training.batches import IGNORE, Batch, bio

_EVENT = {k: i for i, k in enumerate(EVENTS)}
_STATUS = {k: i for i, k in enumerate(STATUSES)}


def phrase_labels(batch: Batch) -> Tensor:
    """BIO labels (b, w, kinds) of whole mentions."""
    return bio(batch, len(PHRASES), [[(s.ready.document.phrases or {}).get(t) for t in PHRASES] for s in batch.samples])


def time_labels(batch: Batch) -> Tensor:
    """BIO labels (b, w, types) of time expressions."""
    return bio(batch, len(TIMES), [[(s.ready.document.times or {}).get(t) for t in TIMES] for s in batch.samples])


def event_labels(batch: Batch) -> tuple[Tensor, Tensor]:
    """Kind of event word, none included (b, w), and status of event words alone (b, w)."""
    kind, status = (np.full(batch.inside.shape, IGNORE, np.int64) for _ in range(2))
    for row, s in enumerate(batch.samples):
        d = s.ready.document
        if d.events is None:
            continue
        for i in range(len(s.window.heads)):
            word = s.window.first + i
            if word in d.unsure_events:
                continue
            found = d.events.get(word)
            kind[row, i] = _EVENT[found[0]] if found else 0
            if found:
                status[row, i] = _STATUS[found[1]]
    return torch.from_numpy(kind), torch.from_numpy(status)


def certainty_labels(batch: Batch) -> Tensor:
    """FactBank's value of event words as an index into ``CERTAINTY`` (b, w)."""
    out = np.full(batch.inside.shape, IGNORE, np.int64)
    for row, s in enumerate(batch.samples):
        for word, value in (s.ready.document.factual or {}).items():
            if s.window.first <= word < s.window.last:
                out[row, word - s.window.first] = CERTAINTY.index(round(value))
    return torch.from_numpy(out)


@dataclass(slots=True)
class Chained:
    """The mentions in consecutive windows of one document: ``rows`` and ``columns`` of their head words (m,),
    ``likeness`` classes (m, m), and ``gold`` (m, m): True where an earlier mention is of the same chain."""

    rows: Tensor
    columns: Tensor
    likeness: Tensor
    gold: Tensor


def chained(batch: Batch, first: int, last: int) -> Chained | None:
    """Collect the mentions of the windows ``first`` to ``last`` (half open) of one document."""
    found = []
    for row in range(first, last):
        s = batch.samples[row]
        d = s.ready.document
        for m in d.chains or ():
            if s.window.first <= m.head < s.window.last:
                found.append((m.head, row, m.head - s.window.first, m.chain))
    found = sorted({f[0]: f for f in found}.values())
    if len(found) < 2:
        return None
    d = batch.samples[first].ready.document
    assert d.tags is not None
    forms = [d.text[slice(*d.words[f[0]])].lower() for f in found]
    n = len(found)
    same = np.array([[a[3] == b[3] for b in found] for a in found])
    return Chained(
        torch.tensor([f[1] for f in found]),
        torch.tensor([f[2] for f in found]),
        torch.from_numpy(links.likeness(forms, [d.tags[f[0]] for f in found])),
        torch.from_numpy(same & np.tri(n, k=-1, dtype=bool)),
    )


def mention_labels(batch: Batch, rows: Sequence[int]) -> Tensor:
    """1 where a word heads a mention, 0 where not, in ``rows`` of documents with chains (b, w)."""
    out = np.full(batch.inside.shape, IGNORE, np.int64)
    for row in rows:
        s = batch.samples[row]
        if s.ready.document.chains is None:
            continue
        out[row, : len(s.window.heads)] = 0
        for m in s.ready.document.chains:
            if s.window.first <= m.head < s.window.last:
                out[row, m.head - s.window.first] = 1
    return torch.from_numpy(out)
