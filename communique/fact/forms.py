"""Lemmas made sure of: a reader may get the lemma of a rare form wrong, and the tables are asked by lemma."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from types import MappingProxyType

from communique.fact.tables import table_lines

_TABLES = ("lexicon.tsv", "cues.tsv", "governors.tsv", "nouns.tsv", "verbs.tsv", "plans.tsv")


@cache
def _known() -> frozenset[str]:
    """Return every lemma the tables of this room speak of."""
    found: set[str] = set(_irregular().values())
    for name in _TABLES:
        for line in table_lines(name):
            cells = line.split("\t")
            found.update((cells[0] if name == "lexicon.tsv" else cells[1]).split())
    return frozenset(found)


@cache
def _irregular() -> MappingProxyType[str, str]:
    rows = (line.split("\t") for line in table_lines("irregular.tsv"))
    return MappingProxyType({form: lemma for lemma, forms in rows for form in forms.split()})


@lru_cache(maxsize=16_384)
def sure_lemma(form: str, lemma: str, tag: str) -> str:
    """Return the lemma of ``form`` (lower case): the reader's where a table knows it, else what English spelling gives.

    "agreed" with a reader's lemma "agre" is "agree", since the tables know that word and not the other.
    """
    known = _known()
    if tag in {"VERB", "AUX", "NOUN"} and form in _irregular() and (tag != "NOUN" or lemma not in known):
        return _irregular()[form]
    if tag not in {"VERB", "NOUN", "ADJ", "AUX"}:
        return lemma
    if tag == "NOUN" and form.endswith("ing") and form in known:
        return form
    stems = tuple(_stems(form, tag))
    if lemma in stems and lemma in known:
        return lemma
    return next((c for c in stems if c in known), lemma)


def _stems(form: str, tag: str) -> Iterator[str]:
    """Yield what ``form`` may be an inflection of, the likeliest first."""
    yield form
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("es"):
        yield form[:-2]
    if form.endswith("s") and not form.endswith("ss"):
        yield form[:-1]
    if tag == "NOUN":
        return
    for ending in ("ed", "ing"):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        yield stem + "e"
        yield stem
        if ending == "ed" and stem.endswith("i"):
            yield stem[:-1] + "y"
        if stem[-1] == stem[-2]:
            yield stem[:-1]
