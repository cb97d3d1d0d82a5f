"""Scores → attributions: find the cues, read the text round each again, keep what is one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from communique.reading.encoder import Encoder, Scores
from communique.reading.spans import Run, bio_runs, runs_of

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Cut-offs between 0 and 1, set on PolNeAR dev with the shipped weights.

    cue: a word may be a cue; valid: a cue heads an attribution; role: a word belongs to source or
    content; layer: weight of the content layer that saw no cue, beside the reading round the cue.
    """

    cue: float
    valid: float
    role: float
    layer: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One attribution in the words of its window."""

    source: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    score: float


def attributions(encoder: Encoder, scores: Scores, crop: int, buckets: int, limits: Thresholds) -> list[Quoted]:
    """Return the attributions of one window, in the order of their cues."""
    cues = bio_runs(scores.roles[:, 1], limits.cue)
    if not cues:
        return []
    at, bucket, inside = crops(cues, len(scores.words), crop, buckets)
    states = np.stack([scores.words[c.first : c.last].mean(0) for c in cues])
    classes, valid = encoder.quoted(scores.words[at], states, bucket, inside)
    layer = 1.0 - scores.roles[:, 2, 0]
    found = [
        quoted
        for n, cue in enumerate(cues)
        if valid[n] >= limits.valid
        and (quoted := _assemble(cue, float(valid[n]), classes[n], at[n], inside[n], layer, limits))
    ]
    return outermost(found)


def crops(
    cues: list[Run], words: int, crop: int, buckets: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Return, for each cue, the words from ``crop`` before to ``crop`` after its first: indices (n, c) held
    inside the window, distance buckets (n, c), and which of them really are in the window."""
    first = np.array([c.first for c in cues])[:, None]
    last = np.array([c.last for c in cues])[:, None]
    at = first + np.arange(-crop, crop + 1)[None]
    offset = np.where(at < first, at - first, np.maximum(at - last + 1, 0))
    size = np.abs(offset)
    far = 8 + np.floor(np.log2(np.maximum(size, 8).astype(np.float32) / 8) * 2.6667).astype(np.int64)
    value = np.where(size <= 8, size, np.minimum(far, buckets // 2))
    bucket = (buckets // 2 + np.sign(offset) * value).astype(np.int64)
    inside = (at >= 0) & (at < words)
    return np.clip(at, 0, words - 1), bucket, inside


def _assemble(
    cue: Run,
    valid: float,
    classes: Floats,
    at: NDArray[np.int64],
    inside: NDArray[np.bool_],
    layer: Floats,
    limits: Thresholds,
) -> Quoted | None:
    words = len(layer)
    source, content = np.zeros(words), np.zeros(words)
    places = at[inside]
    source[places] = classes[inside, 1]
    content[places] = (1 - limits.layer) * classes[inside, 3] + limits.layer * layer[places]
    content[source > np.maximum(content, limits.role)] = 0
    content[cue.first : cue.last] = source[cue.first : cue.last] = 0
    said = runs_of(content >= limits.role, gap=0)
    if not said:
        return None
    return Quoted(source=_likeliest(source, limits.role), cue=(cue.first, cue.last), content=tuple(said), score=valid)


def _likeliest(source: NDArray[np.float64], threshold: float) -> tuple[tuple[int, int], ...]:
    """A source is one stretch of text: the run of words with the greatest sum of probabilities."""
    runs = runs_of(source >= threshold, gap=1)
    return (max(runs, key=lambda r: (float(source[r[0] : r[1]].sum()), -r[0])),) if runs else ()


def outermost(found: list[Quoted]) -> list[Quoted]:
    """Drop an attribution whose cue lies in the content of a better one: "he said she had agreed" is one."""
    kept = [
        q
        for q in found
        if not any(
            o is not q and o.score >= q.score and any(a <= q.cue[0] and q.cue[1] <= b for a, b in o.content)
            for o in found
        )
    ]
    return sorted(kept, key=lambda q: q.cue)
