"""Catalogues: every key that is used is there in each language, none is there for nothing, places are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import communique.web
from communique.web.routes import PAGES
from communique.web.words import LANGUAGES, Words, words

WEB = Path(communique.web.__file__).parent
SOURCES = {
    path: path.read_text(encoding="utf-8") for kind in ("templates/*.html", "**/*.py") for path in WEB.glob(kind)
}
USED = re.compile(r"""\bt\(\s*["']([a-z_.]+)["']\s*[,)]""")
BUILT = re.compile(r"""\bt(?:\.of)?\(\s*["']([a-z_.]+)["']\s*(?:~|,)""")
PLACE = re.compile(r"\{([a-z]+)\}")


def used() -> set[str]:
    """Return the keys that templates and modules name as they are."""
    return {key for text in SOURCES.values() for key in USED.findall(text)}


def named() -> str:
    """Return all that is written in templates and modules."""
    return "\n".join(SOURCES.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_used_is_there(language):
    catalogue = words(language)
    titles = {f"{page.name}.title" for page in PAGES if page.in_menu}
    assert len(used()) > 100
    assert sorted((used() | titles) - set(catalogue)) == []


def test_the_languages_have_the_same_keys_with_the_same_places():
    first, *others = (words(language) for language in LANGUAGES)
    base = {key for key in first if not key.endswith("_one")}
    for other in others:
        assert {key for key in other if not key.endswith("_one")} == base
        for key in base:
            places = [set(PLACE.findall(catalogue(key))) for catalogue in (first, other)]
            assert places[0] == places[1], key


def test_no_key_is_there_for_nothing():
    """A key is named whole, or its group is and its last part is a value of the record."""
    text = named()
    groups = {group.rstrip(".") for group in BUILT.findall(text)}
    for key in words("en"):
        name = key.removesuffix("_one")
        group = name.rpartition(".")[0]
        is_used = (
            name in text
            or f'"{group}"' in text
            or group in groups
            or any(name.startswith(f"{built}.") for built in groups)
        )
        is_built = name.startswith("notice.") or name.endswith(".title") or f'"{group}."' in text
        assert is_used or is_built, key


def test_a_language_is_not_the_other_one_left_as_it_was():
    english, albanian = words("en"), words("sq")
    long = [key for key in english if not key.endswith("_one") and len(english(key)) > 25]
    assert len(long) > 40
    assert [key for key in long if english(key) == albanian(key)] == []


def test_one_has_words_of_its_own_and_a_missing_key_is_a_fault():
    catalogue = Words("en", {"a.pages": "{n} pages", "a.pages_one": "{n} page", "a.b": "of {name}"})
    assert catalogue("a.pages", n=1) == "1 page"
    assert catalogue("a.pages", n=0) == "0 pages"
    assert catalogue("a.b", name="{n}") == "of {n}"
    assert catalogue.of("a", "zzz") == "zzz"
    with pytest.raises(KeyError):
        catalogue("a.none")
    with pytest.raises(KeyError):
        words("xx")
