"""Words → word pieces with the features the uncased vocabulary loses, packed into windows.

A window is at most ``LIMIT`` pieces, begins and ends between sentences where it can, and is read
alone: its output then depends on nothing else.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from communique.reading.labels import CASES, GAPS

Ints = NDArray[np.int64]
LIMIT = 256
"""Most pieces a window holds, its two marker pieces included."""

_BEGIN, _END = 101, 102
_CASE = {name: at for at, name in enumerate(CASES)}
_GAP = {name: at for at, name in enumerate(GAPS)}
_OPEN, _CLOSE, _EITHER = "“«„", "”»", '"'


class Vocabulary(Protocol):
    """What is needed of a word-piece tokenizer: the pieces of each word."""

    def pieces(self, words: Sequence[str]) -> Sequence[Sequence[int]]:
        """Return the piece ids of each word; never none."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Input of one encoder run. Arrays have one entry a piece, markers included; ``heads`` one a word.

    ``first`` and ``last`` are the half-open range of word indices inside; ``heads[i]`` is the
    position of the first piece of word ``first + i``.
    """

    ids: Ints
    case: Ints
    gap: Ints
    quote: Ints
    heads: Ints
    first: int
    last: int


def case_of(word: str) -> int:
    """Return the letter case class of ``word``: an index into ``labels.CASES``."""
    if word.isascii() and word.isalpha():  # most words: the same answer without looking at each letter
        if word.islower():
            return _CASE["lower"]
        if word.istitle():
            return _CASE["title"]
        return _CASE["upper" if word.isupper() else "mixed"]
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return _CASE["digit"] if any(c.isdigit() for c in word) else _CASE["mark"]
    if all(c.isupper() for c in letters):
        return _CASE["upper"] if len(letters) > 1 else _CASE["title"]
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return _CASE["title"]
    return _CASE["mixed"] if any(c.isupper() for c in letters) else _CASE["lower"]


def gap_before(text: str, previous_end: int, start: int) -> int:
    """Return what stands between two words: an index into ``labels.GAPS``."""
    if previous_end >= start:
        return _GAP["glued"]
    return _GAP["line"] if "\n" in text[previous_end:start] else _GAP["space"]


def quotations(text: str, words: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches of words (half open) inside quotation marks, the marks included, none over a line break.

    Straight marks alternate; a line break ends what was left open, so that one missing mark spoils one paragraph at
    most, and a mark at the head of the next line goes on with it.
    """
    out: list[tuple[int, int]] = []
    begin, end = -1, 0
    for at, (start, stop) in enumerate(words):
        first = text[start]
        closes = begin >= 0 and first == "“" and text[words[begin][0]] == "„"  # as German prints it
        opens = (first in _OPEN and not closes) or (first == _EITHER and (begin < 0 or "\n" in text[end:start]))
        if begin >= 0 and ("\n" in text[end:start] or opens):
            out.append((begin, at))
            begin = -1
        if opens:
            begin = at
        elif begin >= 0 and (closes or first in _CLOSE or first == _EITHER):
            out.append((begin, at + 1))
            begin = -1
        end = stop
    return [*out, (begin, len(words))] if begin >= 0 else out


def quote_states(text: str, words: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each word 1 where it stands inside quotation marks, the marks included, else 0."""
    states = [0] * len(words)
    for first, last in quotations(text, words):
        states[first:last] = [1] * (last - first)
    return states


def windows(
    text: str,
    words: Sequence[tuple[int, int]],
    starts: Sequence[int],
    vocabulary: Vocabulary,
    limit: int = LIMIT,
) -> list[Window]:
    """Pack whole sentences into windows, in order; a sentence over the limit is cut between words.

    ``starts`` are the word indices where sentences begin. A window ends with a line where one ends in its
    last quarter: the second sentence of a paragraph often only says who "she" was in the first. Every word
    is in exactly one window.
    """
    if not words:
        return []
    pieces = vocabulary.pieces([text[a:b] for a, b in words])
    features = features_of(text, words)
    bounds = [*sorted({0, *starts}), len(words)]
    sizes = [sum(len(pieces[i][: limit - 2]) for i in range(a, b)) for a, b in itertools.pairwise(bounds)]
    gaps = [features[w][1] for w in bounds[:-1]]
    out: list[Window] = []
    at = 0
    while at < len(sizes):
        end = _line_end(gaps, sizes, at, _group_end(sizes, at, limit - 2), limit - 2)
        out.extend(_cut(pieces, features, bounds[at], bounds[end], limit))
        at = end
    return out


def _group_end(sizes: Sequence[int], at: int, room: int) -> int:
    """Return the sentence after the last that fits beside those from ``at`` on; at least one is taken."""
    size, end = sizes[at], at + 1
    while end < len(sizes) and size + sizes[end] <= room:
        size, end = size + sizes[end], end + 1
    return end


def _line_end(gaps: Sequence[int], sizes: Sequence[int], at: int, end: int, room: int) -> int:
    """Return the last sentence at or before ``end`` that begins a line, if what is before it fills three
    quarters of a window; else ``end``. ``gaps``: what stands before each sentence."""
    size = sum(sizes[at:end])
    for cut in range(end, at, -1):
        if cut == len(sizes) or gaps[cut] == _GAP["line"]:
            return cut if cut == len(sizes) or size >= 0.75 * room else end
        size -= sizes[cut - 1]
    return end


def features_of(text: str, words: Sequence[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Return case, gap and quotation state of each word."""
    quotes = quote_states(text, words)
    out: list[tuple[int, int, int]] = []
    end = -1
    for (start, stop), quote in zip(words, quotes, strict=True):
        gap = _GAP["line"] if end < 0 else gap_before(text, end, start)
        out.append((case_of(text[start:stop]), gap, quote))
        end = stop
    return out


def _cut(
    pieces: Sequence[Sequence[int]], features: Sequence[tuple[int, int, int]], first: int, last: int, limit: int
) -> list[Window]:
    out: list[Window] = []
    begin, size = first, 0
    for index in range(first, last):
        length = len(pieces[index][: limit - 2])
        if size + length > limit - 2:
            out.append(window_of(pieces, features, begin, index, limit))
            begin, size = index, 0
        size += length
    out.append(window_of(pieces, features, begin, last, limit))
    return out


def window_of(
    pieces: Sequence[Sequence[int]], features: Sequence[tuple[int, int, int]], first: int, last: int, limit: int
) -> Window:
    """Build the window of the words ``first`` to ``last`` (half open)."""
    kept = [piece[: limit - 2] for piece in pieces[first:last]]
    sizes = np.array([len(piece) for piece in kept], dtype=np.int64)
    ids = np.array([_BEGIN, *itertools.chain.from_iterable(kept), _END], dtype=np.int64)
    heads = np.cumsum(sizes) - sizes + 1
    cases, gaps, quotes = 1 + np.array(features[first:last], dtype=np.int64).reshape(-1, 3).T
    case, gap, quote = np.zeros((3, len(ids)), dtype=np.int64)
    case[1:-1], quote[1:-1] = np.repeat(cases, sizes), np.repeat(quotes, sizes)
    gap[1:-1] = 1 + _GAP["glued"]
    gap[heads] = gaps
    return Window(ids=ids, case=case, gap=gap, quote=quote, heads=heads, first=first, last=last)
