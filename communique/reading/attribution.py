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

    cue: a word may be a cue; valid: a cue heads an attribution; layer: weight of the content layer that
    saw no cue, beside the reading round the cue. ``switch`` (a log probability, 0 or more) is what it
    costs to go from content to none or back between two words, so that content comes in few pieces.
    """

    cue: float
    valid: float
    layer: float
    switch: float


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
    at, inside, classes, valid = reread(encoder, scores.words, cues, crop, buckets)
    layer = 1.0 - scores.roles[:, 2, 0]
    roles = decode(classes, layer[at], inside, limits)
    found = [
        quoted
        for n, cue in enumerate(cues)
        if valid[n] >= limits.valid and (quoted := assemble(cue, float(valid[n]), roles[n], classes[n], at[n]))
    ]
    return outermost(found)


def reread(
    encoder: Encoder, words: Floats, cues: list[Run], crop: int, buckets: int
) -> tuple[NDArray[np.int64], NDArray[np.bool_], Floats, Floats]:
    """Read the words round each of n cues again; ``words`` (w, 384) are the states of a window.

    Returns which words those are (n, c) and which of them really are in the window (n, c), both as ``crops``
    gives them, their classes (n, c, 4), none outside, and how likely each cue is one (n,).
    """
    at, bucket, inside = crops(cues, len(words), crop, buckets)
    classes = np.zeros((*at.shape, 4), dtype=np.float32)
    valid = np.zeros(len(cues), dtype=np.float32)
    for n, cue in enumerate(cues):
        begin = cue.first - crop
        first, last = max(begin, 0), min(cue.first + crop + 1, len(words))
        here = slice(first - begin, last - begin)
        near = words[first:last]
        classes[n, here], valid[n] = encoder.quoted(near, words[cue.first : cue.last].mean(0), bucket[n, here])
    return at, inside, classes, valid


def decode(classes: Floats, layer: Floats, inside: NDArray[np.bool_], limits: Thresholds) -> NDArray[np.int64]:
    """Return the likeliest sequence of roles (n, c) for n cues: 0 none, 1 source, 2 cue, 3 content.

    ``classes`` (n, c, 4) and ``layer`` (n, c) are probabilities. Viterbi, with ``limits.switch`` to pay where
    content begins or breaks off; words outside the window are none.
    """
    mixed = classes.astype(np.float64)
    content = (1 - limits.layer) * mixed[..., 3] + limits.layer * layer
    mixed[..., :3] *= ((1 - content) / np.maximum(1 - mixed[..., 3], 1e-6))[..., None]
    mixed[..., 3] = content
    mixed[~inside] = (1.0, 0.0, 0.0, 0.0)
    gain = np.log(np.clip(mixed, 1e-6, 1.0))
    roles = _likeliest(gain, limits.switch)
    roles[~inside] = 0
    return roles


def _likeliest(gain: NDArray[np.float64], switch: float) -> NDArray[np.int64]:
    """Return the sequences of roles (n, c) that gain most, less ``switch`` for each step between none and content."""
    return np.array([_path(rows, switch) for rows in gain.tolist()], dtype=np.int64)


def _path(gains: list[list[float]], switch: float) -> list[int]:
    """The likeliest roles of the words round one cue. Plain numbers: a step weighs four of them, and there are two
    hundred steps for each cue. Of ways as good as each other the first stands, in the order of the roles."""
    none, source, cue, content = gains[0]
    before = []
    for gain in gains[1:]:
        most, way = (source, 1) if source > none else (none, 0)
        if cue > most:
            most, way = cue, 2
        to_none, from_content = (content - switch, 3) if content - switch > most else (most, way)
        to_any, from_any = (content, 3) if content > most else (most, way)
        most, way = (source, 1) if source > none - switch else (none - switch, 0)
        if cue > most:
            most, way = cue, 2
        if content > most:
            most, way = content, 3
        before.append((from_content, from_any, from_any, way))
        none, source, cue, content = to_none + gain[0], to_any + gain[1], to_any + gain[2], most + gain[3]
    last = [none, source, cue, content]
    roles = [last.index(max(last))]
    for ways in reversed(before):
        roles.append(ways[roles[-1]])
    return roles[::-1]


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


def assemble(cue: Run, valid: float, roles: NDArray[np.int64], classes: Floats, at: NDArray[np.int64]) -> Quoted | None:
    """Return the attribution of one cue from the decoded roles (c,) of the words ``at`` (c,), or None
    where nothing is said. A source is one stretch of text: the likeliest of those decoded."""
    outside = (at < cue.first) | (at >= cue.last)
    named = runs_of((roles == 1) & outside, gap=1)
    best = max(named, key=lambda r: (float(classes[r[0] : r[1], 1].sum()), -r[0]), default=None)
    if best:
        # The gap inside "a summary released on December 5" is the source's, not the first word of what was said.
        outside[best[0] : best[1]] = False
    said = runs_of((roles == 3) & outside)
    if not said:
        return None
    return Quoted(
        source=(_places(best, at),) if best else (),
        cue=(cue.first, cue.last),
        content=tuple(_places(r, at) for r in said),
        score=valid,
    )


def _places(run: tuple[int, int], at: NDArray[np.int64]) -> tuple[int, int]:
    return int(at[run[0]]), int(at[run[1] - 1]) + 1


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
