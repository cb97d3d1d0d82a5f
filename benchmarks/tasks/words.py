"""Given words and sentence starts, what the heads say of each word: for gold that comes cut into tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.model import Word
from communique.reading.config import Config
from communique.reading.encoder import Encoder, Scores, Vocabulary
from communique.reading.pieces import Window, windows
from communique.reading.reader import DEFAULT
from communique.reading.syntax import parsed


class Heads:
    """The graphs of a reader, opened for use word by word."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the weights in ``folder``, those shipped where none is given."""
        folder = folder or DEFAULT
        self._encoder = Encoder(folder)
        self._vocabulary = Vocabulary(folder / "tokenizer.json")
        self.config = Config.load(folder / "config.json")

    def scores(
        self, text: str, words: Sequence[tuple[int, int]], starts: Sequence[int]
    ) -> Iterator[tuple[Window, Scores]]:
        """Yield the windows of a text and what the heads say of their words."""
        for window in windows(text, words, starts, self._vocabulary):
            yield window, self._encoder.run(window)

    def parse(self, text: str, words: Sequence[tuple[int, int]], starts: Sequence[int]) -> list[Word]:
        """Return what is read of each word. A sentence longer than a window is read in parts, each with a root."""
        out: list[Word] = []
        for window, scores in self.scores(text, words, starts):
            begins = sorted({0, *(s - window.first for s in starts if window.first <= s < window.last)})
            places = words[window.first : window.last]
            out += parsed(self._encoder, self.config, text, places, scores, begins, window.first)
        return out
