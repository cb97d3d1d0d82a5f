"""Mentions of one page → chains: each mention goes back to earlier ones, or to none, with a probability.

First a quick look: a product of two projections of the head words' states and a learned bias (``likeness``) keep the
``KEPT`` likeliest of the last ``REACH`` mentions. Then each of these pairs is scored from the states of both phrases
and from what grammar and wording show (``pairing``), after Lee et al. 2017 and Durrett and Klein 2013. A mention
joins the chain whose members together are likeliest, where that is likelier than none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from communique.model import Link
from communique.reading.matrices import matrices, misfit
from communique.reading.mentions import TRAITS, Mentions
from communique.reading.pairing import NEAR, PAIRS, numbered, pairs, steps

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
REACH = 120
"""How many mentions back a mention is looked for; bounds the work on a page of any length."""
KEPT = 12
"""How many of these are looked at closely."""
SAME = 2
"""How many earlier mentions with the same head word are looked at closely as well, of those in the same block and the
``REACH`` before it."""
LIKENESS = 9
_PRONOUNS = frozenset({"PRON", "DET"})
_PRONOUN = 2
_GROUPS = ((0, 1, 13), (2,), (3, 4, 5), (6,), (7,), (8, 9), (10,), (11, 12))
"""Features of a pair whose tables are added up beforehand: a row fetched costs more than a row kept."""
_BLOCK = 512
"""Mentions described and scored together; each looks back at most ``REACH`` over the edge."""
_LEAST, _MOST = 0.02, 6
"""A link below this probability is not written down, nor more than so many of one mention."""


def kinds_of(tags: Sequence[str]) -> Ints:
    """Return 0 for a name, 1 for another noun, 2 for a pronoun, by the UPOS tags of head words."""
    return np.array([_PRONOUN if t in _PRONOUNS else 0 if t == "PROPN" else 1 for t in tags], dtype=np.int64)


def numbers_of(forms: Sequence[str]) -> Ints:
    """Return one number for each different form."""
    return np.array(numbered(forms), dtype=np.int64)


def likeness(forms: Sequence[str], tags: Sequence[str]) -> Ints:
    """Return the classes (m, m) of all pairs, later by earlier mention: indices into the table of biases.

    ``forms`` are the lower-case head words of the mentions in text order, ``tags`` their UPOS tags.
    """
    every = np.arange(len(forms))
    kinds, numbers = kinds_of(tags), numbers_of(forms)
    agree = numbers[:, None] == numbers
    return classes_of(kinds[:, None], agree, kinds == _PRONOUN, np.maximum(every[:, None] - every, 1))


def classes_of(later: Ints, agree: Bools, pronoun: Bools, back: Ints) -> Ints:
    """Return the class of each pair: the kind of the later one, whether the heads agree, else whether the earlier is
    a pronoun, and how many mentions ``back`` it lies."""
    classes: Ints = later * (3 * NEAR) + np.where(agree, NEAR, pronoun * (2 * NEAR)) + steps(back)
    return classes


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head word of a mention: its place among the words of the page, what both looks need of its state, and how
    likely it heads a mention at all. ``state`` is what ``Linker.seen`` makes of it, ``ends`` is from
    ``Ends.scores``."""

    word: int
    form: str
    tag: str
    state: Floats
    back: Floats
    fore: Floats
    mention: float
    ends: Floats


def nearest(heads: Sequence[Head], bias: Floats, first: int, last: int) -> tuple[Ints, Ints]:
    """Return the pairs (later, earlier) worth a closer look for the mentions ``first`` to ``last``: for each the
    ``KEPT`` likeliest of the ``REACH`` before it and the last ``SAME`` with its head word, in the order of the text.
    ``bias`` (classes,) is the table ``likeness`` points into."""
    begin = max(0, first - REACH)
    near = heads[begin:last]
    if len(near) < 2:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    kinds, numbers = kinds_of([h.tag for h in near]), numbers_of([h.form for h in near])
    at = np.arange(first - begin, len(near))
    back = np.arange(min(REACH, len(near) - 1), 0, -1)
    agree = _before(numbers[None], at, len(back)) == numbers[at, None]
    pronoun = _before((kinds == _PRONOUN)[None], at, len(back))
    fore = _rows([h.fore for h in near])
    products = _rows([h.back for h in near[first - begin :]]) @ fore.T
    scores = _before(products, at, len(back)) / np.sqrt(fore.shape[1], dtype=np.float32)
    scores += bias.take(classes_of(kinds[at, None], agree, pronoun, back))
    inside = back <= at[:, None]
    scores[~inside] = -np.inf
    if scores.shape[1] > KEPT:
        inside &= scores >= np.partition(scores, -KEPT, axis=1)[:, -KEPT][:, None]
    row, column = np.nonzero(inside)
    again, said = _same_word(kinds, numbers, first - begin)
    later, earlier = np.append(row + (first - begin), again), np.append(row + (first - begin) - back[column], said)
    places = np.unique(later * len(near) + earlier)
    return places // len(near) + begin, places % len(near) + begin


def _same_word(kinds: Ints, numbers: Ints, first: int) -> tuple[Ints, Ints]:
    """Return the pairs of mentions from ``first`` on and the last ``SAME`` before them with the same head word:
    who is named again after thirty sentences would be out of reach. Pronouns have none."""
    said: dict[int, deque[int]] = {}
    later: list[int] = []
    earlier: list[int] = []
    for at in np.flatnonzero(kinds != _PRONOUN).tolist():
        before = said.setdefault(int(numbers[at]), deque(maxlen=SAME))
        if at >= first:
            later += [at] * len(before)
            earlier += before
        before.append(at)
    return np.array(later, dtype=np.int64), np.array(earlier, dtype=np.int64)


def _before(table: NDArray[Any], at: Ints, reach: int) -> NDArray[Any]:
    """Return of each row of a table, or of one row for all, the ``reach`` numbers before the column ``at``; 0 where
    the table has not begun."""
    padded = np.zeros((len(table), reach + table.shape[1]), dtype=table.dtype)
    padded[:, reach:] = table
    found: NDArray[Any] = sliding_window_view(padded, reach, axis=1)[np.arange(len(table)), at]
    return found


def _rows(vectors: Sequence[Floats]) -> Floats:
    """Return vectors as the rows of one table."""
    return np.concatenate(vectors).reshape(len(vectors), -1)


class Linker:
    """The closer look: the matrices of ``links.npz`` and the table of biases."""

    def __init__(self, path: Path, bias: Floats) -> None:
        """Read the matrices; InstallationError where they are missing, damaged or of another shape."""
        self._bias = bias
        self._w: dict[str, Floats] = matrices(path)
        names = [f"trait{k}" for k in range(len(TRAITS))] + [f"pair{k}" for k in range(len(PAIRS))]
        if not {*names, "head", "out"} <= self._w.keys() or [len(self._w[n]) for n in names] != [*TRAITS, *PAIRS]:
            raise misfit(path)
        self._tables = [_together([self._w[f"pair{k}"] for k in group]) for group in _GROUPS]

    def seen(self, states: Floats) -> Floats:
        """Return what the closer look needs of the states (n, 384) of head words (n, width)."""
        out: Floats = states @ self._w["head"]
        return out

    def links(self, heads: Sequence[Head], mentions: Mentions) -> list[list[tuple[int, float]]]:
        """Return for each mention the earlier ones it may go back to, as (index, probability); what is missing to
        one is the probability of none."""
        out: list[list[tuple[int, float]]] = []
        for first in range(0, len(heads), _BLOCK):
            out += self._block(heads, mentions, first, min(first + _BLOCK, len(heads)))
        return out

    def _block(self, heads: Sequence[Head], mentions: Mentions, first: int, last: int) -> list[list[tuple[int, float]]]:
        begin = max(0, first - REACH)
        later, earlier = nearest(heads, self._bias, first, last)
        part = mentions.part(begin, last)
        scores = self._scores(heads[begin:last], part, later - begin, earlier - begin)
        raised = np.exp(np.minimum(scores, 50.0))
        sums = 1.0 + np.bincount(later - first, raised, minlength=last - first)
        chances = raised / sums[later - first]
        out: list[list[tuple[int, float]]] = [[] for _ in range(first, last)]
        likely = chances >= _LEAST
        for i, j, p in zip(later[likely].tolist(), earlier[likely].tolist(), chances[likely].tolist(), strict=True):
            out[i - first].append((j, p))
        return out

    def _scores(self, heads: Sequence[Head], m: Mentions, i: Ints, j: Ints) -> Floats:
        """Score pairs; 0 is as likely as none."""
        w = self._w
        x = _rows([h.state for h in heads]) + np.array([h.mention for h in heads], np.float32)[:, None] @ w["prob"]
        x += w["base"]
        for k in range(len(TRAITS)):
            x += w[f"trait{k}"].take(m.traits[:, k], axis=0)
        x = _gelu(x)
        hidden: Floats = (x @ w["later"]).take(i, axis=0)
        hidden += (x @ w["earlier"] + w["hidden"]).take(j, axis=0)
        product = (x @ w["p"] + w["p0"]).take(i, axis=0)
        product *= (x @ w["q"] + w["q0"]).take(j, axis=0)
        hidden += product @ w["product"]
        classes = pairs(m, i, j)
        room = np.empty_like(hidden)
        for group, table in zip(_GROUPS, self._tables, strict=True):
            row = classes[group[0]]
            for k in group[1:]:
                row = row * PAIRS[k] + classes[k]
            # The one room for all rows: of a table this size a new one costs as much as filling it.
            hidden += table.take(row, axis=0, out=room, mode="clip")
        np.maximum(hidden, 0, out=hidden)
        scores: Floats = hidden @ w["out"] + (x @ w["anaphoric"])[i] + w["none"]
        return scores


def _together(tables: Sequence[Floats]) -> Floats:
    """Return one table for every choice of a row from each of ``tables``, their sums, the last varying fastest."""
    whole = tables[0]
    for table in tables[1:]:
        whole = (whole[:, None] + table[None]).reshape(-1, table.shape[1])
    return whole


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by the error function's approximation of Abramowitz and Stegun (7.1.26)."""
    z = np.abs(x) / np.float32(np.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    error = np.sign(x) * (1 - poly * np.exp(-z * z))
    out: Floats = (0.5 * x * (1 + error)).astype(np.float32)
    return out


def chains_of(links: Sequence[Sequence[tuple[int, float]]]) -> list[list[int]]:
    """Return the chains of two or more mentions, as indices, in the order of the text.

    A mention joins the chain whose members' probabilities add up to most, where that is more than the probability
    of none: "the president", "Holm" and "he" each speak for the one chain they are in.
    """
    chain = list(range(len(links)))
    for i, earlier in enumerate(links):
        if not earlier:
            continue
        sums: dict[int, float] = {}
        for j, p in earlier:
            sums[chain[j]] = sums.get(chain[j], 0.0) + p
        best = max(sums, key=sums.__getitem__)
        if sums[best] > 1.0 - sum([p for _, p in earlier]):
            chain[i] = best
    found: dict[int, list[int]] = {}
    for i, name in enumerate(chain):
        found.setdefault(name, []).append(i)
    return [members for members in found.values() if len(members) > 1]


def written(heads: Sequence[Head], links: Sequence[Sequence[tuple[int, float]]]) -> tuple[Link, ...]:
    """Return the links as the reading keeps them: by words of the page, likeliest first, at most ``_MOST`` each."""
    out = []
    for i, earlier in enumerate(links):
        if earlier:
            likely = sorted([(-p, -j) for j, p in earlier])[:_MOST]
            near = tuple([(heads[-j].word, round(-p, 3)) for p, j in likely])
            out.append(Link(word=heads[i].word, earlier=near))
    return tuple(out)
