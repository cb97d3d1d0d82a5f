"""Which language a block is in: CLD2, which ships inside its wheel; None rather than wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pycld2

_CODES = {"iw": "he", "jw": "jv", "in": "id", "mo": "ro", "zh-Hant": "zh", "no": "nb", "un": None}
# Written apart only by name: a short line cannot tell them, and no reader of the record needs it to.
_NAMES = {"zh": "Chinese", "nb": "Norwegian"}


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: ISO 639-1 code and English name."""

    code: str
    name: str


def of(text: str) -> Tongue | None:
    """Name the language of ``text``, or None where it is too short or too mixed to say.

    A line needs 4 words (or 12 characters without blanks between) and CLD2's own word that it is sure.
    """
    words = text.split()
    if len(text) < 16 or (len(words) < 4 and text.isascii()):
        return None
    try:
        sure, _, found = pycld2.detect("".join(c for c in text if c.isprintable()), isPlainText=True, bestEffort=False)
    except (pycld2.error, ValueError):
        return None
    name, code, share, _ = found[0]
    if not sure or code == "un" or share < (85 if len(text) < 200 else 60):
        return None
    code = _CODES.get(code, code.split("-")[0])
    return Tongue(code, _NAMES.get(code, name.capitalize())) if code else None


def of_block(text: str, story: str | None) -> str | None:
    """Return the code of a block's language; a short line is trusted against the story's language only
    when it is long enough to be told (24 characters) and CLD2 is sure.
    """
    found = of(text)
    if found is None:
        return None
    if found.code != story and len(text) < 24 and text.isascii():
        return None
    return found.code
