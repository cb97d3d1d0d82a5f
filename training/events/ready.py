"""Rows as tensors: their states from the shared lower layers, and padded batches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from communique.reading.encoder import Bottom, Vocabulary
from communique.reading.events import TYPES, pair_of
from training.events.data import Row

_TYPE = {name: at for at, name in enumerate(TYPES)}


@dataclass(slots=True)
class Ready:
    """A row with its states (t, 384), half precision, and its marks (t,); ``soft`` holds a teacher's answer."""

    row: Row
    states: Tensor
    source: Tensor
    target: Tensor
    soft: Tensor | None = None


def prepare(rows: Iterable[Row], vocabulary: Vocabulary, bottom: Bottom) -> list[Ready]:
    """Cut each row and run it through the lower layers, which never change."""
    out = []
    for row in rows:
        pair = pair_of(row.text, row.source, row.target, vocabulary)
        states = torch.from_numpy(bottom.run(pair.window)).half()
        out.append(Ready(row, states, torch.from_numpy(pair.source), torch.from_numpy(pair.target)))
    return out


@dataclass(slots=True)
class Batch:
    """Padded tensors: ``states`` (b, t, 384); ``mask``, ``source``, ``target`` (b, t); labels (b,), -100 unknown;
    ``soft`` (b, 15) with ``taught`` (b,) where a teacher answered."""

    states: Tensor
    mask: Tensor
    source: Tensor
    target: Tensor
    type: Tensor
    conflict: Tensor
    event: Tensor
    soft: Tensor
    taught: Tensor


def collate(items: Sequence[Ready]) -> Batch:
    """Pad to the longest, rounded up so that few shapes occur."""
    t = -(-max(len(r.states) for r in items) // 8) * 8
    states = torch.zeros(len(items), t, items[0].states.shape[1])
    marks = np.zeros((3, len(items), t), bool)
    soft = torch.zeros(len(items), len(TYPES))
    labels = np.full((3, len(items)), -100, np.int64)
    taught = torch.zeros(len(items), dtype=torch.bool)
    for i, r in enumerate(items):
        n = len(r.states)
        states[i, :n] = r.states.float()
        marks[0, i, :n] = True
        marks[1, i, :n], marks[2, i, :n] = r.source.numpy(), r.target.numpy()
        for k, value in enumerate((_TYPE.get(r.row.type or ""), r.row.conflict, r.row.event)):
            labels[k, i] = -100 if value is None else value
        if r.soft is not None:
            soft[i], taught[i] = r.soft, True
    m, y = torch.from_numpy(marks), torch.from_numpy(labels)
    return Batch(states, m[0], m[1].float(), m[2].float(), y[0], y[1], y[2], soft, taught)


def batches(items: Sequence[Ready], pieces: int, generator: np.random.Generator) -> list[list[Ready]]:
    """Cut into batches of at most ``pieces`` padded pieces; rows of like length together, batches in random order."""
    noise = generator.normal(0, 3, len(items))
    order = sorted(range(len(items)), key=lambda i: len(items[i].states) + noise[i])
    out: list[list[Ready]] = []
    widest = 0
    for i in order:
        n = len(items[i].states)
        if out and max(widest, n) * (len(out[-1]) + 1) <= pieces:
            out[-1].append(items[i])
            widest = max(widest, n)
        else:
            out.append([items[i]])
            widest = n
    generator.shuffle(out)  # type: ignore[arg-type]
    return out
