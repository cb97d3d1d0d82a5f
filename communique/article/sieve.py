"""Patterns that hardly ever match, asked only where one of their words stands at all.

A page has some hundreds of lines and elements, and "sign up for our newsletter" is in two of them: looking for the
letters of "sign up" is ten times as fast as looking for the pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ODD = "ſıİ\u212a"
"""Letters outside ASCII that a pattern which ignores case takes for letters of ASCII: "ſign up" is "sign up" to it."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """A pattern that ignores case, and runs of ASCII, in small letters, of which every match holds one."""

    pattern: re.Pattern[str]
    needles: tuple[str, ...]

    def search(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in ``text``."""
        low = text.lower()
        for needle in self.needles:
            if needle in low:
                break
        else:
            if text.isascii() or not any(letter in text for letter in _ODD):
                return False
        return self.pattern.search(text) is not None
