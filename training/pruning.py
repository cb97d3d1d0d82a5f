"""The vocabulary without what English text never makes: places kept free, and letters of other scripts.

The reader leaves blocks in other languages out, so a word in Cyrillic or Chinese inside an English one becomes
the unknown piece, as rare signs already do. Two and a half thousand of 30,522 rows go: a megabyte.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

_FIRST = 104
"""Markers and the unknown piece stand below, at numbers the runtime knows; they keep them."""


def kept_pieces(tokenizer: Path) -> list[int]:
    """Return the numbers of the pieces that stay, in order."""
    vocabulary: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(number for piece, number in vocabulary.items() if number < _FIRST or _wanted(piece))


def _wanted(piece: str) -> bool:
    if piece.startswith("[unused"):
        return False
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in piece)


def write(tokenizer: Path, kept: list[int], to: Path) -> None:
    """Write the tokenizer with the ``kept`` pieces alone, renumbered in their order."""
    raw = json.loads(tokenizer.read_text(encoding="utf-8"))
    fresh = {old: new for new, old in enumerate(kept)}
    raw["model"]["vocab"] = {p: fresh[n] for p, n in raw["model"]["vocab"].items() if n in fresh}
    to.write_text(json.dumps(raw, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
