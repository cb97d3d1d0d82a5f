"""Which language a block is in: CLD2, which ships inside its wheel; None rather than wrong."""

from __future__ import annotations

from dataclasses import dataclass

import pycld2

_CODES: dict[str, str | None] = {
    "iw": "he",
    "jw": "jv",
    "in": "id",
    "mo": "ro",
    "zh-Hant": "zh",
    "no": "nb",
    "un": None,
}
# Written apart only by name: a short line cannot tell them, and no reader of the record needs it to.
# A short line is only believed to be in a language news sites are written in: "Daytime show: Nov. 8" is no Afar.
_COMMON = frozenset(
    "en fr de es it pt nl sq sr hr bs sl mk bg ro el tr ru uk be pl cs sk hu lt lv et fi sv nb da is ca gl eu ga mt "
    "ar he fa ku az ka hy kk uz ky tg ps ur hi bn ta te ml mr gu pa ne si th vi id ms tl zh ja ko km my sw am so "
    "ha".split()
)
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
        sure, _, found = pycld2.detect(
            text if text.isprintable() else "".join(c for c in text if c.isprintable()),
            isPlainText=True,
            bestEffort=False,
        )
    except (pycld2.error, ValueError):
        return None
    name, code, share, _ = found[0]
    if not sure or code == "un" or share < (85 if len(text) < 200 else 60):
        return None
    return _tongue(name, code)


def of_story(text: str, declared: str | None) -> Tongue | None:
    """Name the language of a whole story; where CLD2 is not sure, its best guess counts if the page declares the same.

    A match report full of names reads as several languages at once: the page's ``lang`` settles it.
    """
    found = of(text)
    if found is not None or not declared or len(text) < 40:
        return found
    try:
        guess = pycld2.detect(
            text if text.isprintable() else "".join(c for c in text if c.isprintable()),
            isPlainText=True,
            bestEffort=True,
        )[2][0]
    except (pycld2.error, ValueError):
        return None
    best = _tongue(guess[0], guess[1])
    return best if best is not None and declared.lower().startswith(best.code) else None


def _tongue(name: str, code: str) -> Tongue | None:
    code = _CODES.get(code, code.split("-", maxsplit=1)[0]) or ""
    return Tongue(code, _NAMES.get(code, name.capitalize())) if code else None


def of_block(text: str) -> str | None:
    """Return the code of a block's language, or None where it cannot be told (under 24 ASCII characters it cannot)."""
    found = of(text) if len(text) >= 24 or not text.isascii() else None
    if found is None or (len(text) < 100 and found.code not in _COMMON):
        return None
    return found.code
