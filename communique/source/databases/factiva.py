"""Factiva: articles with their fields (HD, BY, WC, PD, SN … LP, TD … AN), or the same without names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.source.databases.fields import ENDLESS, Story, authors, clipped, day, language
from communique.source.databases.lines import MAX_LINES, keep, paragraphs

_ORDER = (
    "CLM SE HD BY CR WC PD ET SN SC ED PG VOL LA CY CX LP TD CT RF ART CO IN NS RE IPC IPD PUB AN".split()
)  # as every export has them
_RANK = {name: rank for rank, name in enumerate(_ORDER)}
_TAG = re.compile(
    r"^\s{0,8}(?:\*(?P<starred>[A-Z]{2,3})\*|(?P<plain>[A-Z]{2,3}))(?:[\t ]\s*|$)(?P<value>.*)$", re.DOTALL
)
_OPENING = frozenset({"CLM", "SE", "HD"})
_TEXT = frozenset({"LP", "TD"})
_NUMBER = re.compile(
    r"^(?:Document|Dokument|Documento|Documentnummer|文件|ドキュメント|Документ)\s+(?P<number>[A-Z][A-Za-z0-9]{14,34})$"
)
_WORDS = re.compile(
    r"^\d[\d.,' ]{0,9}\s?(?:words?|Wörter|Woerter|mots?|palabras?|parole|palavras|woorden|слов|語|字|단어)$",
    re.IGNORECASE,
)
_TIME = re.compile(r"^\d{1,2}:\d\d(?:\s?[AP]M)?(?:\s[A-Z]{2,4})?$")
_CODE = re.compile(r"^[A-Z0-9]{2,10}$")
_RIGHTS = re.compile(r"^(?:\(c\)|©|\(?Copyright\b)|\ball rights reserved\b", re.IGNORECASE)
_BYLINE = re.compile(r"^(?:By|Von|Par|Por)\s+\S", re.IGNORECASE)
_MOST_HEAD = 14


def begins(line: str) -> bool:
    """Tell a line that only an export has: a field of an article's head, or its word count."""
    return _tag(line) in {*_OPENING, "BY", "WC", "PD"} or _WORDS.match(line) is not None


def is_export(lines: Sequence[str]) -> bool:
    """Tell an export by an article's fields in their order, or by word count, day and document number."""
    names = [name for line in lines if (name := _tag(line)) is not None]
    if "HD" in names:
        after = set(names[names.index("HD") :])
        if len(after & {"WC", "PD", "SN", "SC", "LA", "CY", "LP", "TD", "AN"}) >= 4:
            return True
    counted = next((i for i, line in enumerate(lines) if _WORDS.match(line.strip())), None)
    if counted is None or not any(_NUMBER.match(line.strip()) for line in lines[counted:]):
        return False
    return any(day(line) for line in [line for line in lines[counted + 1 : counted + 12] if line.strip()][:2])


def stories(lines: Iterable[str]) -> Iterator[Story]:
    """Yield the articles in order; each ends with its document number, and what follows the last is no article."""
    article: list[str] = []
    names: set[str] = set()
    for line in lines:
        name = _tag(line)
        if name in _OPENING and "HD" in names and (name == "HD" or names & _TEXT):
            # The one before has lost its number.
            yield _story(article)
            article, names = [], set()
        keep(article, line)
        if name is not None:
            names.add(name)
        if _NUMBER.match(line.strip()) or (name == "AN" and _NUMBER.match(line.strip()[2:].strip())):
            yield _story(article)
            article, names = [], set()
    if "HD" in names and len(names) >= 4:
        yield _story(article)


def _tag(line: str) -> str | None:
    """Return the field a line opens: "HD<tab>Talks fail", "*HD* Talks fail", "HD   Talks fail" or "HD" alone."""
    match = _TAG.match(line)
    if match is None:
        return None
    name = match["starred"] or match["plain"]
    if name not in _RANK:
        return None
    alone = not match["value"].strip()
    parted = match["starred"] or line.lstrip()[len(name) : len(name) + 1] == "\t" or line.lstrip()[2:].startswith("  ")
    return name if alone or parted else None


def _fields(article: Sequence[str]) -> dict[str, list[str]]:
    """Return the lines of each field. A line of the text that looks like a field before it in the order is text."""
    found: dict[str, list[str]] = {}
    at = -1
    current: list[str] | None = None
    for line in article:
        name = _tag(line)
        if name is not None and _RANK[name] > at and name not in found:
            at = _RANK[name]
            current = found.setdefault(name, [])
            match = _TAG.match(line)
            line = match["value"] if match else ""  # noqa: PLW2901
        if current is not None:
            current.append(line.replace("\t", " "))
    return found


def _story(article: Sequence[str]) -> Story:
    if len(article) > MAX_LINES:
        return ENDLESS
    fields = _fields(article)
    if "LP" not in fields and "TD" not in fields:
        return _unnamed(article, fields)
    values = {name: clipped(" ".join(lines)) or "" for name, lines in fields.items()}
    return Story(
        headline=values.get("HD") or None,
        authors=authors(values.get("BY")),
        publisher=values.get("SN") or None,
        language=language(values.get("LA", "")),
        published=day(values.get("PD", "")),
        paragraphs=(*paragraphs(fields.get("LP", [])), *paragraphs(fields.get("TD", []))),
    )


def _unnamed(article: Sequence[str], fields: dict[str, list[str]]) -> Story:
    """Read an article without names of fields: section, headline, byline, "612 words", day, time, paper, code,
    edition, page, language, rights, text, document number.
    """
    bare = [line.strip() for line in article]
    bare = bare[:-1] if bare and _NUMBER.match(bare[-1]) else bare
    counted = next((i for i, line in enumerate(bare) if _WORDS.match(line)), None)
    if counted is None:
        return Story(headline=_named(fields, "HD"))
    over = [line for line in bare[:counted] if line and _tag(line) is None][-4:]
    byline = _named(fields, "BY") or next((line for line in over if _BYLINE.match(line)), None)
    headline = _named(fields, "HD") or max((line for line in over if line != byline), key=len, default=None)
    under = [i for i in range(counted + 1, len(bare)) if bare[i]][:_MOST_HEAD]
    dated = next((i for i in under[:3] if day(bare[i])), None)
    rest = [i for i in under if dated is not None and i > dated and not _TIME.match(bare[i])]
    spoken = next((i for i in rest if len(bare[i].split()) == 1 and language(bare[i])), None)
    rights = next((i for i in rest if _RIGHTS.search(bare[i])), None)
    coded = next((i for i in rest[1:3] if _CODE.match(bare[i])), None)
    start = max((i for i in (counted, dated, spoken, rights, coded) if i is not None), default=counted)
    return Story(
        headline=clipped(headline),
        authors=authors(byline),
        publisher=clipped(bare[rest[0]]) if rest and rest[0] != rights else None,
        language=language(bare[spoken]) if spoken is not None else None,
        published=day(bare[dated]) if dated is not None else None,
        paragraphs=paragraphs([line for line in article[start + 1 :] if not _NUMBER.match(line.strip())]),
    )


def _named(fields: dict[str, list[str]], name: str) -> str | None:
    """Return a field that the page names by the class of its element; only its first line is its own."""
    lines = [line for line in fields.get(name, []) if line.strip()]
    return clipped(lines[0]) if lines else None
