"""LexisNexis of old (Academic, nexis.com): "1 of 250 DOCUMENTS", paper, day, headline, "BYLINE:" … "LOAD-DATE:"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from communique.source.databases.fields import ENDLESS, Story, address, authors, clipped, day, is_day_line, language
from communique.source.databases.lines import MAX_LINES, blocks, keep, paragraphs

_START = re.compile(
    r"^\s*(?:FOCUS\s?-\s?)?(?:\d{1,6}\sof\s\d{1,7}\sDOCUMENTS?|Do[ck]ument\s\d{1,6}\s(?:of|von|de|van)\s\d{1,7})\s*$"
)
_FIRST = (
    "BYLINE SECTION LENGTH HIGHLIGHT DATELINE HEADLINE SERIES SOURCE DISTRIBUTION EDITION BODY TEXT "
    "AUTOR RUBRIK LÄNGE LAENGE AUTEUR RUBRIQUE LONGUEUR TITRE KOP TEKST LENGTE SECTIE"
)
_LAST = (
    "LOAD-DATE UPDATE LANGUAGE SPRACHE LANGUE TAAL PUBLICATION-TYPE PUB-TYPE DOCUMENT-TYPE TYPE-PUBLICATION "
    "DATE-CHARGEMENT JOURNAL-CODE ZEITUNGS-CODE CODE-REVUE GRAPHIC GRAFIK SUBJECT PERSON ORGANIZATION COMPANY TICKER "
    "INDUSTRY GEOGRAPHIC CITY STATE COUNTRY CORRECTION-DATE CORRECTION URL ACC-NO ISSN NOTES NAME TYPE DATE-ENTERED"
)
_LABELLED = re.compile(
    r"^(?P<name>" + "|".join(sorted(f"{_FIRST} {_LAST}".split(), key=len, reverse=True)) + r")\s?:\s?(?P<value>.*)$"
)
_BEFORE, _AFTER = frozenset(_FIRST.split()), frozenset(_LAST.split())
_OPENS_TEXT = frozenset({"BODY", "TEXT", "TEKST"})
_RIGHTS = re.compile(r"^(?:Copyright\s(?:©\s?|\(c\)\s?)?\d{4}|All Rights Reserved|Alle Rechte vorbehalten)", re.I)
_EDITION = re.compile(r"^(?:\S+\s){0,5}(?:Edition|Ausgabe|Editie)\b(?:.{0,40})$")  # "Late Edition - Final"
_BYLINE = re.compile(r"^(?:By|Von|Par)\s[A-Z]")


def begins(line: str) -> bool:
    """Tell a line that only an export has: the number over an article."""
    return _START.match(line) is not None


def is_export(lines: Sequence[str]) -> bool:
    """Tell an export by the number over an article ("1 of 250 DOCUMENTS") and a field of the article below it."""
    start = next((i for i, line in enumerate(lines) if _START.match(line)), None)
    if start is None:
        return False
    names = {m["name"] for line in lines[start : start + 400] if (m := _LABELLED.match(line.strip()))}
    return bool(names & {"LENGTH", "LÄNGE", "LONGUEUR", "LENGTE", "LOAD-DATE", "BYLINE", "PUBLICATION-TYPE"})


def stories(lines: Iterable[str]) -> Iterator[Story]:
    """Yield the articles of an export in order; the cover page over the first number is none."""
    article: list[str] | None = None
    for line in lines:
        if _START.match(line):
            if article is not None:
                yield _story(article)
            article = []
        elif article is not None:
            keep(article, line)
    if article is not None:
        yield _story(article)


def _groups(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines in groups, as blank lines part them; a field begins a group even where none stands above it."""
    found: list[list[str]] = []
    for group in blocks(lines):
        found.append([])
        for line in group:
            if found[-1] and _LABELLED.match(line.strip()):
                found.append([])
            found[-1].append(line)
    return found


@dataclass(slots=True)
class _Parts:
    """An article's lines by what they are, in groups that blank lines part."""

    head: list[list[str]] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    text: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _story(lines: Sequence[str]) -> Story:
    if len(lines) > MAX_LINES:
        return ENDLESS
    parts = _parts(_groups(lines))
    head = _head(parts)
    text = paragraphs([line for group in parts.text for line in (*group, "")])
    opening = [made for name in ("DATELINE", "HIGHLIGHT") if (made := clipped(parts.fields.get(name)))]
    start = " ".join(text[:2])[:3000].casefold()
    by = next((parts.fields[name] for name in ("BYLINE", "AUTOR", "AUTEUR") if name in parts.fields), head.byline)
    tongue = next((parts.fields[n] for n in ("LANGUAGE", "SPRACHE", "LANGUE", "TAAL") if n in parts.fields), "")
    return Story(
        headline=head.headline,
        authors=authors(by),
        publisher=head.publisher,
        language=language(tongue),
        published=head.published,
        url=address(parts.fields.get("URL", "")),
        paragraphs=(*(o for o in opening if o.casefold() not in start), *text, *parts.notes) if text else (),
    )


def _parts(groups: Sequence[list[str]]) -> _Parts:
    """Part an article: what stands over its first field, its fields, its text, the fields below it.

    The text begins with the first group after a field that is no field itself; "KOSTA: Ministers met" is none.
    """
    parts = _Parts()
    place = "head"
    for group in groups:
        match = _LABELLED.match(group[0].strip())
        name = match["name"] if match else ""
        if match and ((name in _BEFORE and place in {"head", "fields"}) or (name in _AFTER and place != "head")):
            value = " ".join([match["value"], *group[1:]]).strip()
            place = "after" if name in _AFTER else "text" if name in _OPENS_TEXT else "fields"
            if name == "CORRECTION":
                parts.notes.append(f"Correction: {' '.join(value.split())}")
            elif name in _OPENS_TEXT:
                parts.text += [[match["value"], *group[1:]]]
            else:
                parts.fields.setdefault(name, value)
        elif place == "head":
            parts.head.append(group)
        elif place != "after":
            place = "text"
            parts.text.append(group)
    while parts.text and _RIGHTS.match(parts.text[-1][0].strip()):
        parts.text.pop()
    return parts


def _without_rights(group: list[str]) -> list[str]:
    """Take "Copyright 2025 Halm Media" / "All Rights Reserved" off a group that goes on with the paper's name."""
    if not _RIGHTS.match(group[0].strip()):
        return group
    reserved = [i for i, line in enumerate(group) if i and _RIGHTS.match(line.strip())]
    return group[reserved[-1] + 1 :] if reserved else []


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands over the fields."""

    headline: str | None
    publisher: str | None
    published: str | None
    byline: str | None


def _head(parts: _Parts) -> _Head:
    """Read paper, day and headline: groups in this order, or the headline over the paper; rights may stand on top."""
    told = [rest for group in parts.head if (rest := _without_rights(group))]
    dated = next((i for i, group in enumerate(told) if is_day_line(group[0].strip())), None)
    over = told[:dated] if dated is not None else told[:1]
    under = [g for g in (told[dated + 1 :] if dated is not None else told[1:]) if not is_day_line(g[0].strip())]
    names = [" ".join(line.strip() for line in group) for group in under]
    byline = next((name for name in names if _BYLINE.match(name)), None)
    titles = [name for name in names if name != byline]
    titles = [name for name in titles if not _EDITION.search(name)] or titles
    above = [" ".join(line.strip() for line in group) for group in over[:-1]]
    given = next((parts.fields[n] for n in ("HEADLINE", "TITRE", "KOP") if n in parts.fields), None)
    return _Head(
        headline=clipped(given or next(iter(titles or above), None)),
        publisher=clipped(" ".join(line.strip() for line in over[-1])) if over else None,
        published=day(told[dated][0]) if dated is not None else None,
        byline=byline,
    )
