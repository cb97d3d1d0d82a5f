"""What one party did to another: PLOVER types of a given (source, target) pair in one sentence.

The sentence is read alone: the reader's two lowest layers (the bottom, shared with every other head)
give one state a piece, and a stack of layers of its own reads them again with the two parties marked.
A party the text does not name is no mark at all. Types are those of PLOVER 2.0 as the benchmark merges
them (CONCEDE and RETREAT are YIELD).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from communique.errors import InstallationError
from communique.model import Span
from communique.reading.encoder import Bottom, Vocabulary, session
from communique.reading.pieces import LIMIT, Window, features_of, window_of
from communique.reading.words import cut

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
)  # fmt: skip
"""The graph's output order; the first six are co-operation, the others conflict."""
COOPERATION = frozenset(TYPES[:6])
NO_EVENT = "NO_EVENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScores:
    """What the head says of one ordered pair; all between 0 and 1.

    ``types`` holds the 15 types and ``NO_EVENT`` and sums to 1; ``given`` the 15 types where it is known
    that the sentence tells an event of this pair, and sums to 1 as well; ``conflict`` tells co-operation (0)
    from conflict (1): a head of its own, learned on deeds of any kind, not only PLOVER's.
    """

    types: Mapping[str, float]
    given: Mapping[str, float]
    conflict: float

    @property
    def best(self) -> str:
        """The likeliest of the 15 types, leaving aside whether there is an event at all."""
        return max(self.given, key=self.given.__getitem__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One sentence with its two parties, cut to pieces: ``source`` and ``target`` (t,) mark their pieces;
    a party that is not in the text marks none."""

    window: Window
    source: Bools
    target: Bools


class Events:
    """The event branch: states of the bottom and the marks of two parties → scores."""

    def __init__(self, folder: Path) -> None:
        """Open ``events.onnx`` and ``events.json`` in ``folder``; InstallationError where damaged."""
        self._session = session(folder / "events.onnx")
        try:
            raw = json.loads((folder / "events.json").read_text(encoding="utf-8"))
            self._types = tuple(raw["types"])
        except (OSError, ValueError, KeyError) as error:
            raise InstallationError(f"cannot read events.json: {error}") from error

    def score(self, states: Floats, source: Bools, target: Bools) -> PairScores:
        """Score one ordered pair: ``states`` (t, 384), ``source`` and ``target`` (t,)."""
        feed = {
            "states": states[None],
            "source": source[None].astype(np.float32),
            "target": target[None].astype(np.float32),
        }
        types, event, conflict = self._session.run(None, feed)
        given = {name: float(p) for name, p in zip(self._types, types[0], strict=True)}
        there = float(event[0])
        whole = {name: p * there for name, p in given.items()} | {NO_EVENT: 1 - there}
        return PairScores(types=MappingProxyType(whole), given=MappingProxyType(given), conflict=float(conflict[0]))


class Relations:
    """``relate``: from a sentence and two places in it to the scores of the pair."""

    def __init__(self, vocabulary: Vocabulary, bottom: Bottom, events: Events) -> None:
        """Keep the tokenizer and the two graphs; nothing is opened here."""
        self._vocabulary, self._bottom, self._events = vocabulary, bottom, events

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open ``tokenizer.json``, ``bottom.onnx``, ``events.onnx`` and ``events.json`` in ``folder``."""
        return cls(Vocabulary(folder / "tokenizer.json"), Bottom(folder), Events(folder))

    def relate(self, text: str, source: Span | None, target: Span | None) -> PairScores:
        """Score what ``source`` did to ``target`` in ``text``, a sentence; spans are offsets into it.

        None is a party the text does not name. The result depends on the arguments alone.
        """
        pair = pair_of(text, source, target, self._vocabulary)
        return self._events.score(self._bottom.run(pair.window), pair.source, pair.target)


def pair_of(text: str, source: Span | None, target: Span | None, vocabulary: Vocabulary) -> Pair:
    """Cut ``text`` to one window that holds both parties, and mark their pieces."""
    words = cut(text)
    pieces = vocabulary.pieces([text[a:b] for a, b in words])
    ranges = [_words_of(words, span) for span in (source, target)]
    first, last = _room([min(len(p), LIMIT - 2) for p in pieces], [r for r in ranges if r])
    window = window_of(pieces, features_of(text, words), first, last, LIMIT)
    marks = [_marks(window, r) for r in ranges]
    return Pair(window=window, source=marks[0], target=marks[1])


def _words_of(words: Sequence[tuple[int, int]], span: Span | None) -> range:
    """Return the words that overlap ``span``; "U.S.-led" may share a word with the party "U.S."."""
    if span is None:
        return range(0)
    hit = [i for i, (a, b) in enumerate(words) if a < span.end and b > span.start]
    return range(hit[0], hit[-1] + 1) if hit else range(0)


def _room(sizes: Sequence[int], ranges: Sequence[range]) -> tuple[int, int]:
    """Return the words to read: all, or those round the parties where a sentence is over the limit."""
    room, count = LIMIT - 2, len(sizes)
    if sum(sizes) <= room:
        return 0, count
    first = min((r.start for r in ranges), default=0)
    last, size = first, 0
    while last < count and size + sizes[last] <= room:
        size, last = size + sizes[last], last + 1
    while first > 0 and size + sizes[first - 1] <= room:
        first, size = first - 1, size + sizes[first - 1]
    return first, last


def _marks(window: Window, words: range) -> Bools:
    """Mark the pieces (t,) of ``words``, as far as they lie in ``window``."""
    out = np.zeros(len(window.ids), dtype=np.bool_)
    ends = [*window.heads[1:].tolist(), len(window.ids) - 1]
    for w in words:
        if window.first <= w < window.last:
            at = w - window.first
            out[int(window.heads[at]) : ends[at]] = True
    return out
