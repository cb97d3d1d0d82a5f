"""The words of the pages in each language: catalogues of TOML, one folder for a language, one file for a page."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "sq")
"""English, and Albanian."""
NAMES = {"en": "English", "sq": "Shqip"}


class Words:
    """The catalogue of one language: call it with a key and what goes into the places in braces."""

    def __init__(self, language: str, entries: Mapping[str, str]) -> None:
        """Take the entries of a language, by key ("timeline.title")."""
        self.language, self._entries = language, entries

    def __call__(self, key: str, **places: object) -> str:
        """Return the words of ``key``; with ``n`` those of ``key``_one where n is 1 and there are such. Raises
        KeyError for a key that is not there: a page in half a language is a defect."""
        one = f"{key}_one"
        entry = self._entries[one if places.get("n") == 1 and one in self._entries else key]
        for name, value in places.items():
            entry = entry.replace(f"{{{name}}}", str(value))
        return entry

    def __contains__(self, key: str) -> bool:
        """Tell whether there are words for ``key``."""
        return key in self._entries

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._entries)

    def of(self, group: str, value: str) -> str:
        """Return the words of one of several values ("shared.status", "planned"), the value itself where none are
        given: a new value of the record must not break a page."""
        return self._entries.get(f"{group}.{value}", value)


@cache
def words(language: str) -> Words:
    """Return the catalogue of a language; raises KeyError for one that there is none of."""
    if language not in LANGUAGES:
        raise KeyError(language)
    entries: dict[str, str] = {}
    folder = files("communique.web") / "words" / language
    for file in sorted(folder.iterdir(), key=lambda each: each.name):
        if file.name.endswith(".toml"):
            entries.update(_flat(tomllib.loads(file.read_text(encoding="utf-8"))))
    return Words(language, entries)


def language_of(asked: str | None, cookie: str | None, accepted: str | None) -> str:
    """Return the language to answer in: the one asked for by ``?lang=``, else the cookie's, else the first of the
    header Accept-Language that there is a catalogue of, else English."""
    for choice in (asked, cookie):
        if choice in LANGUAGES:
            return choice
    ranked = []
    for place, part in enumerate((accepted or "")[:500].split(",")):
        name, _, weight = part.partition(";q=")
        ranked.append((-_number(weight), place, name.strip()[:2].lower()))
    return next((name for weight, _, name in sorted(ranked) if name in LANGUAGES and weight), "en")


def _number(weight: str) -> float:
    try:
        return min(1.0, max(0.0, float(weight or "1")))
    except ValueError:
        return 0.0


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
