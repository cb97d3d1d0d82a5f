"""Given words and sentence starts, what the heads say of each word: for gold that comes cut into tokens."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.reading.encoder import Encoder, Scores, Vocabulary
from communique.reading.pieces import Window, windows
from communique.reading.reader import DEFAULT


class Heads:
    """The graphs of a reader, opened for use word by word; ``config`` is its ``config.json``."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the weights in ``folder``, those shipped where none is given."""
        folder = folder or DEFAULT
        self._encoder = Encoder(folder)
        self._vocabulary = Vocabulary(folder / "tokenizer.json")
        self.config: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))

    def scores(
        self, text: str, words: Sequence[tuple[int, int]], starts: Sequence[int]
    ) -> Iterator[tuple[Window, Scores]]:
        """Yield the windows of a text and what the heads say of their words."""
        for window in windows(text, words, starts, self._vocabulary):
            yield window, self._encoder.run(window)
