"""Head probabilities → spans of words: one rule for names, cues, sources and contents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Run:
    """Half-open range of word indices with the mean probability of its words."""

    first: int
    last: int
    score: float


def bio_runs(probabilities: Floats, threshold: float, starts: Sequence[int] = ()) -> list[Run]:
    """Return the spans of one BIO layer (w, 3: O, B, I): words where B or I reach ``threshold`` together. None
    crosses one of ``starts``.

    They are parted where B outweighs I by more than the doubt that the word before is inside at all. In "the
    Kosta Council" a reader unsure whether "the" belongs to the name thinks "Kosta" begins it where "the" does
    not, and goes on with it where "the" does; once "the" is taken, "Kosta" goes on.
    """
    return layer_runs(probabilities[:, None], threshold, starts)[0]


def layer_runs(layers: Floats, threshold: float, starts: Sequence[int] = ()) -> list[list[Run]]:
    """Return the spans of each of several BIO layers (w, layers, 3), as ``bio_runs`` finds those of one."""
    size = len(layers)
    inside = 1.0 - np.ascontiguousarray(layers[:, :, 0].T)
    layer, on = np.nonzero(inside >= threshold)
    found: list[list[Run]] = [[] for _ in inside]
    if not on.size:  # most layers of most sentences
        return found
    first = np.zeros(size, dtype=np.bool_)
    first[list(starts)] = True
    outside, begun, going = layers[on, layer].T
    begins = begun > going
    begins[1:] &= begun[1:] - outside[:-1] > going[1:]
    begins[1:] |= np.diff(layer * (size + 1) + on) > 1  # not the word after, nor in the same layer
    begins |= first[on]
    begins[0] = True
    at = np.flatnonzero(begins)
    lasts = on[np.append(at[1:], len(on)) - 1] + 1
    for n, a, b in zip(layer[at].tolist(), on[at].tolist(), lasts.tolist(), strict=True):
        found[n].append(Run(a, b, float(np.add.reduce(inside[n, a:b]) / np.float32(b - a))))
    return found


def joined(runs: Sequence[Run], places: Sequence[tuple[int, int]], starts: Sequence[int] = ()) -> list[Run]:
    """Return the runs with those made one that meet inside a word: "Jan-" and "Peter Holm" are "Jan-Peter Holm".

    ``places`` are the words' offsets in the text; none is joined over one of ``starts``.
    """
    out: list[Run] = []
    for run in runs:
        before = out[-1] if out else None
        glued = before is not None and before.last == run.first and places[run.first - 1][1] == places[run.first][0]
        if before and glued and run.first not in starts:
            sizes = before.last - before.first, run.last - run.first
            score = (before.score * sizes[0] + run.score * sizes[1]) / sum(sizes)
            out[-1] = Run(before.first, run.last, score)
        else:
            out.append(run)
    return out


def runs_of(chosen: Sequence[bool] | NDArray[np.bool_], gap: int = 0) -> list[tuple[int, int]]:
    """Return the half-open runs of true values, joined over at most ``gap`` false ones."""
    out: list[tuple[int, int]] = []
    for at in np.flatnonzero(chosen).tolist():
        if out and at - out[-1][1] <= gap:
            out[-1] = (out[-1][0], at + 1)
        else:
            out.append((at, at + 1))
    return out


def without_conflicts(runs: Iterable[tuple[str, Run]]) -> list[tuple[str, Run]]:
    """Keep the best of names that overlap; a role may hold a name and a name may hold a nationality.

    "US special envoy" is a role with a country inside; "Ukrainian" and "Ukrainian Railways" both stand.
    """
    kept: list[tuple[str, Run]] = []
    for kind, run in sorted(runs, key=lambda r: (-r[1].score, r[1].first, r[0])):
        clash = any(
            run.first < other.last and other.first < run.last and not _nests(kind, run, held, other)
            for held, other in kept
        )
        if not clash:
            kept.append((kind, run))
    return sorted(kept, key=lambda r: (r[1].first, -r[1].last, r[0]))


def _nests(kind: str, run: Run, held: str, other: Run) -> bool:
    inner, outer = sorted(((kind, run), (held, other)), key=lambda r: r[1].last - r[1].first)
    if not (outer[1].first <= inner[1].first and inner[1].last <= outer[1].last):
        return False
    same = (inner[1].first, inner[1].last) == (outer[1].first, outer[1].last)
    return not same and (outer[0] == "role" or (inner[0] == "nationality" and outer[0] != "nationality"))
