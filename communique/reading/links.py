"""Mentions of one page → chains: each mention goes back to the likeliest earlier one, or to none.

The score of a pair is a product of two projections of the head words' states, plus a learned bias for how far
back the earlier one lies, whether the two heads are the same word and what parts of speech they are, plus how
much the later one looks as if it went back to anything (after Lee et al. 2017, without spans of their own).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
REACH = 120
"""How many mentions back a mention is looked for; bounds the work on a page of any length."""
NEAR, LIKENESS = 16, 9
_PRONOUNS = frozenset({"PRON", "DET"})


def kinds_of(tags: Sequence[str]) -> Ints:
    """Return 0 for a name, 1 for another noun, 2 for a pronoun, by the UPOS tags of head words."""
    return np.array([2 if t in _PRONOUNS else 0 if t == "PROPN" else 1 for t in tags], dtype=np.int64)


def numbers_of(forms: Sequence[str]) -> Ints:
    """Return one number for each different form."""
    names = {form: at for at, form in enumerate(dict.fromkeys(forms))}
    return np.array([names[f] for f in forms], dtype=np.int64)


def likeness(forms: Sequence[str], tags: Sequence[str]) -> Ints:
    """Return the classes (m, m) of all pairs, later by earlier mention: indices into the table of biases.

    ``forms`` are the lower-case head words of the mentions in text order, ``tags`` their UPOS tags.
    """
    every = np.arange(len(forms))
    return classes_of(kinds_of(tags), numbers_of(forms), every[:, None], every[None])


def classes_of(kinds: Ints, numbers: Ints, later: Ints, earlier: Ints) -> Ints:
    """Return the class of each pair: what the later one is, whether the heads agree, how far back it lies."""
    relation = np.where(numbers[later] == numbers[earlier], 1, np.where(kinds[earlier] == 2, 2, 0))
    back = np.maximum(later - earlier, 1)
    near = np.where(back <= 6, back - 1, np.minimum(6 + np.floor(np.log2(back / 6) * 2), NEAR - 1)).astype(np.int64)
    classes: Ints = (kinds[later] * 3 + relation) * NEAR + near
    return classes


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head word of a mention: its place among the words of the page, and the states the pair score needs."""

    word: int
    form: str
    tag: str
    back: Floats
    fore: Floats
    anaphoric: float


def chains_of(heads: Sequence[Head], bias: Floats) -> list[list[int]]:
    """Return the chains of two or more mentions, as indices into ``heads``, in the order of the text.

    Two names go together only where their heads are the same word but for dots: "Norvia" and "Estmark" stand in
    the same places of the same sentences, and few documents with chains were at hand to learn better from.
    ``bias`` (classes,) is the table ``likeness`` points into. The work is at most ``REACH`` pairs a mention.
    """
    if len(heads) < 2:
        return []
    chain = list(range(len(heads)))
    for first in range(0, len(heads), REACH):
        for i, best in _best(heads, bias, first, min(first + REACH, len(heads))):
            chain[i] = chain[best]
    found: dict[int, list[int]] = {}
    for i, name in enumerate(chain):
        found.setdefault(name, []).append(i)
    return [members for members in found.values() if len(members) > 1]


def _best(heads: Sequence[Head], bias: Floats, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield (mention, the earlier one it goes back to) for the mentions ``first`` to ``last``, in order."""
    begin = max(0, first - REACH)
    near = heads[begin:last]
    own, shift = near[first - begin :], first - begin
    kinds, numbers = kinds_of([h.tag for h in near]), numbers_of([h.form.replace(".", "") for h in near])
    i, j = np.arange(shift, len(near))[:, None], np.arange(len(near))[None]
    fore = np.stack([h.fore for h in near])
    scores = np.stack([h.back for h in own]) @ fore.T / np.sqrt(fore.shape[1], dtype=np.float32)
    scores += bias[classes_of(kinds, numbers, i, j)] + np.array([h.anaphoric for h in own], dtype=np.float32)[:, None]
    rivals = (kinds[i] == 0) & (kinds[j] == 0) & (numbers[i] != numbers[j])
    scores[rivals | (j >= i) | (j < i - REACH)] = -np.inf
    best = scores.argmax(1)
    for at in np.flatnonzero(scores[np.arange(len(own)), best] > 0).tolist():
        yield first + at, begin + int(best[at])
