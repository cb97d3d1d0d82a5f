"""Nexis Uni and Lexis Advance: headline, paper, day, fields, "Body", text, "Classification", "End of Document"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.model import Reason
from communique.source.databases.fields import ENDLESS, Story, address, authors, clipped, day, is_day_line, language
from communique.source.databases.lines import CELL, MAX_LINES, keep, paragraphs

_END = re.compile(
    r"^(?:End of Document|Ende des Dokuments|Fin du document|Einde van document|Fin del documento)$", re.I
)
_BODY = re.compile(r"^(?:Body|Text|Full Text)$")
_FIELD = re.compile(
    r"^(?P<name>Length|Section|Byline|Anchors|Dateline|Highlight|Author|Series|Source|Distribution|Edition|Volume|Issue|"
    r"Copyright Notice|Journal Code|Länge|Rubrik|Autor|Longueur|Auteur|Rubrique|Lengte|Sectie)\s?:\s?(?P<value>.*)$"
)
_RIGHTS = re.compile(r"^(?:\(?c\)|©|Copyright\b)|\ball rights reserved\b", re.IGNORECASE)
_AFTER = re.compile(r"^(?:Classification|Graphics?|Notes|Correction-Date\s?:.*|Load-Date\s?:.*)$", re.IGNORECASE)
_CORRECTION = re.compile(r"^Corrections?$")
_ABSTRACT, _WHOLE = "ABSTRACT", "FULL TEXT"  # headings of the New York Times inside "Body"
_INDEX = re.compile(r"^Language\s?:\s?(?P<value>.+)$")
_PAGE = re.compile(r"^(?:Page|Seite)\s\d{1,4}\s(?:of|von)\s\d{1,4}$")
_LINK = re.compile(
    r"^(?:View the original page|Link to (?:the )?original (?:story|page|article)|Original page|Original story|"
    r"Bekijk de oorspronkelijke pagina|Ursprüngliche Seite anzeigen|Link to Image)\b",
    re.IGNORECASE,
)
_COVER = re.compile(
    r"^(?:User Name|Date and Time|Job Number|Client/Matter|Search Terms|Search Type|Narrowed by|About LexisNexis)\s?:|"
    r"^(?:Documents? \(\d+\)|Content Type|Narrowed by|News)$|^\d{1,4}\.(?:\s|$)|"
    r".*\b(?:Content Type|Timeline|Publication Type)\s?:\s"
)
_CELLS = re.compile(rf"{CELL}|\S {{3,}}\S")  # "News     Sources: Kosta Herald"
_ANNOUNCED = re.compile(r"^Documents? \((\d{1,5})\)$")
_COVER_SIGN = re.compile(r"^(?:User Name|Date and Time|Job Number)\s?:|^Documents? \(\d+\)$")


def begins(line: str) -> bool:
    """Tell a line that only an export has, at the head of its cover or of an article."""
    return any(sign.match(line) for sign in (_COVER_SIGN, _FIELD, _BODY))


def is_export(lines: Sequence[str]) -> bool:
    """Tell an export by its cover page, or by an article's own frame: a "Body" and a "Length" or "Load-Date" line."""
    if sum(_COVER_SIGN.match(line) is not None for line in lines) >= 2:
        return True
    body = next((i for i, line in enumerate(lines) if _BODY.match(line)), None)
    if body is None:
        return False
    told = {found["name"] for line in lines[:body] if (found := _FIELD.match(line))}
    ended = any(_END.match(line) or re.match(r"Load-Date\s?:", line) for line in lines[body:])
    return "Length" in told or (ended and bool(told))


def stories(lines: Iterable[str]) -> Iterator[Story]:
    """Yield the articles of an export in order; a cover page, a list of results and running heads are none."""
    announced: int | None = None
    found = 0
    for number, article in enumerate(_articles(lines)):
        if number == 0:
            announced = next((int(m[1]) for line in article if (m := _ANNOUNCED.match(line))), None)
        if any(_BODY.match(line) or _FIELD.match(line) for line in article):
            found += 1
            yield _story(article) if len(article) <= MAX_LINES else ENDLESS
    if announced is not None and announced > found:
        said = f"the cover page tells of {announced} documents, {found} are in the file"
        yield Story(reason=Reason.UNREADABLE, lacking=said)


def _articles(lines: Iterable[str]) -> Iterator[list[str]]:
    article: list[str] = []
    for line in lines:
        bare = line.strip()
        if _END.match(bare):
            yield article
            article = []
        elif not _PAGE.match(bare):
            keep(article, line)
    yield article


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands over the text."""

    headline: str | None
    publisher: str | None
    published: str | None


def _story(lines: list[str]) -> Story:
    bare = [line.strip() for line in lines]
    body = next((i for i, line in enumerate(bare) if _BODY.match(line)), None)
    top = bare[:body] if body is not None else bare
    fields = _fields(top)
    head = _head(top)
    text = _text(lines[body + 1 :], head.headline) if body is not None else ()
    url = next((made for p in text if _LINK.match(p) and (made := address(p))), None)
    kept = tuple(p for p in text if not _LINK.match(p))
    tongue = next((m["value"] for line in bare[body or 0 :] if (m := _INDEX.match(line))), "")
    opening = [fields[name] for name in ("Dateline", "Highlight") if fields.get(name)]
    return Story(
        headline=head.headline,
        authors=authors(fields.get("Byline") or fields.get("Author") or fields.get("Autor") or fields.get("Auteur")),
        publisher=head.publisher,
        language=language(tongue),
        published=head.published,
        url=url,
        paragraphs=(*_opening(opening, kept), *kept) if kept else (),
    )


def _opening(fields: Sequence[str], text: Sequence[str]) -> list[str]:
    """The dateline and the standfirst, where the text does not begin with them itself ("KOSTA -- Ministers met")."""
    start = " ".join(text[:2])[:3000].casefold()
    return [made for field in fields if (made := clipped(field)) and made.casefold() not in start]


def _fields(top: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    name: str | None = None
    for line in top:
        match = _FIELD.match(line)
        if match:
            name = match["name"]
            found.setdefault(name, match["value"].strip())
        elif not line:
            name = None if name is None or found[name] else name
        elif name is not None:
            found[name] = f"{found[name]} {line}".strip()
    return found


def _head(top: Sequence[str]) -> _Head:
    """Read headline, paper and day, which stand in this order above the first field, below what is left of a cover."""
    end = next((i for i, line in enumerate(top) if _FIELD.match(line) or _RIGHTS.search(line)), len(top))
    covered = any(_COVER_SIGN.match(line) for line in top[:end])  # else "6. December 2025" is the day, no list's number
    cover = max((i for i, line in enumerate(top[:end]) if covered and _is_cover(line)), default=-1)
    told = [line for line in top[cover + 1 : end] if line]
    dated = next((i for i, line in enumerate(told) if i and is_day_line(line)), None)
    if dated is None:
        own = next((line for line in told if is_day_line(line)), None)
        rest = [line for line in told if line != own]
        return _Head(clipped(" ".join(rest[:1])), clipped(" ".join(rest[1:2])), day(own) if own else None)
    over = told[: dated - 1]
    if cover >= 0:
        over = over[-3:]  # a list of results may have lines of its own kind
    headline = clipped(" ".join(line for line in over if line != "Correction Appended"))
    return _Head(headline, clipped(told[dated - 1]), day(told[dated]))


def _is_cover(line: str) -> bool:
    return _COVER.match(line) is not None or _CELLS.search(line) is not None


def _text(lines: Sequence[str], headline: str | None) -> tuple[str, ...]:
    """Return the story's paragraphs, and a correction below it; pictures' descriptions and the index are left out."""
    kept: list[str] = []
    notes: list[str] = []
    target: list[str] | None = kept
    for line in lines:
        bare = line.strip()
        if _AFTER.match(bare):
            target = None
        elif _CORRECTION.match(bare):
            target = notes
        elif bare in {_ABSTRACT, _WHOLE} and target is not notes:
            target = kept if bare == _WHOLE else None
        elif target is not None:
            target.append(line)
    found = paragraphs(kept)
    if headline and found and found[0].casefold() == headline.casefold():
        found = found[1:]
    noted = paragraphs(notes)
    return (*found, *(f"Correction: {noted[0]}", *noted[1:])) if noted else found
