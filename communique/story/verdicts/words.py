"""Words of a text as they are compared across pages, and how rare they are.

``words.tsv.gz`` holds in how many of some thousand news texts each stem occurs; ``training.story.words`` names the
texts and makes it. Only counts are kept, never an order of words.
"""

from __future__ import annotations

import gzip
import math
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from communique.errors import InstallationError

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
_ENDS = re.compile(r"[.!?:\n\"“”•]\s*$")
_LONGEST = 40
_SUFFIXES = ("ations", "ation", "ings", "ing", "ions", "ion", "ies", "ers", "ed", "es", "er", "or", "s", "e", "y")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of a text: where it begins, how it is written, its stem, whether it opens a sentence."""

    start: int
    form: str
    stem: str
    opens: bool

    @property
    def is_number(self) -> bool:
        """Tell whether it is written in figures."""
        return self.form[0].isdigit()

    @property
    def is_capital(self) -> bool:
        """Tell whether it is written with a capital."""
        return self.form[0].isupper()


def tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the words and numbers of ``text`` between two offsets, in order; a word of over 40 letters is none."""
    last = start
    for found in _WORD.finditer(text, start, len(text) if end is None else end):
        form = found.group()
        opens = last == start or bool(_ENDS.search(text, max(last - 1, start), found.start()))
        last = found.end()
        if len(form) <= _LONGEST and (len(form) > 1 or form.isdigit()):
            yield Token(found.start(), form, stem(form), opens)


def stem(form: str) -> str:
    """Return a word without its ending, where four letters stay: "arrested" and "arrests" are one stem, "quake" and
    "quakes" too. Words that only mean the same ("the blast", "the explosion") are left to vectors."""
    low = form.casefold()
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= 4:
            return low[: -len(suffix)]
    return low


class Rarity:
    """How much it says that two texts share a word: the logarithm of how many texts there are to one that has it."""

    def __init__(self, texts: int, seen: Mapping[str, int]) -> None:
        """Count ``texts`` of which ``seen`` have each stem."""
        self._texts = texts
        self._seen = seen

    def with_texts(self, bags: Iterable[Iterable[str]]) -> Rarity:
        """Return the rarity after more texts, each given as its stems: what every page of a dossier says
        ("Norvia") tells no two of them apart."""
        more = Counter(self._seen)
        texts = self._texts
        for bag in bags:
            more.update(set(bag))
            texts += 1
        return Rarity(texts, more)

    def of(self, stem: str) -> float:
        """Return the weight of a stem, from 0 (in every text) up."""
        return max(0.0, math.log((self._texts + 1) / (self._seen.get(stem, 0) + 0.5)))


@cache
def known() -> Rarity:
    """Return the rarity of words in the news, as shipped. Raises InstallationError where the table is missing."""
    try:
        packed = files("communique.story.verdicts").joinpath("words.tsv.gz").read_bytes()
        lines = gzip.decompress(packed).decode("utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        seen = {word: int(count) for word, count in rows}
        return Rarity(seen.pop("."), MappingProxyType(seen))
    except (OSError, EOFError, ValueError, KeyError, zlib.error) as error:
        raise InstallationError("words.tsv.gz is missing or damaged: install the package again") from error
