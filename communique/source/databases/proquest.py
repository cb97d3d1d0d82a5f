"""ProQuest: lines of underscores, "Full text:" with the story, then its index ("Title:", "Publication title:" …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from communique.model import Reason
from communique.source.databases.fields import ENDLESS, Story, address, clipped, day, indexed_authors, language
from communique.source.databases.lines import MAX_LINES, keep, paragraphs

_RULE = re.compile(r"^(?:_{20,}|\*{20,})$")
_NUMBERED = re.compile(r"^(?:Document|Dokument|Documento)\s\d{1,6}\s(?:of|von|de)\s\d{1,7}$")
_TOP = ("author", "publication info", "abstract", "links", "full text", "proquest document link")
_INDEX = (
    "subject|business indexing term|location|people|company / organization|company/organization|classification|"
    "identifier / keyword|identifiers / keywords|url|title|alternate title|publication title|volume|issue|pages|"
    "first page|number of pages|publication year|publication date|year|section|supplement|publisher|"
    "place of publication|country of publication|publication subject|issn|e-issn|source type|"
    "language of publication|language|document type|document feature|source attribution|narrow subject|broad subject|"
    "proquest document id|accession number|document url|copyright|last updated|database"
).split("|")
_NAMES = {name.replace(" ", ""): name for name in (*_TOP, *_INDEX)}
_LABEL = re.compile(r"^(?P<name>[A-Za-z][A-Za-z/ -]{2,30}?)\s?:\s*(?P<value>.*)$", re.DOTALL)
_LINK = re.compile(r"^(?:ProQuest document link|https?://\S+)$", re.IGNORECASE)
_LACKING = re.compile(r"^(?:Full text\s)?(?:is\s)?(?:not available|none available|unavailable)\.?$", re.IGNORECASE)
_ASIDE = re.compile(r"^(?:Enlarge this image\.?|Enlarge this image\. Caption.{0,20}|-{2,})$", re.IGNORECASE)
_SIGNS = frozenset(
    {
        "publication info",
        "publication title",
        "publication date",
        "proquest document id",
        "document url",
        "links",
        "abstract",
        "full text",
        "language of publication",
        "database",
    }
)


def begins(line: str) -> bool:
    """Tell a line that only an export has: the rule or the number over an article, or a label of ProQuest's."""
    return bool(_RULE.match(line) or _NUMBERED.match(line)) or _name(line) in _SIGNS


def is_export(lines: Sequence[str]) -> bool:
    """Tell an export by "Full text:" with two of its own labels, or by its rule and number over an article."""
    names = {name for line in lines if (name := _name(line)) in _SIGNS}
    ruled = any(_RULE.match(line.strip()) for line in lines) or any(_NUMBERED.match(line.strip()) for line in lines)
    if "proquest document id" in names and len(names) >= 3:
        return True
    return ruled and len(names & {"full text", "links", "abstract", "publication info", "publication title"}) >= 2


def stories(lines: Iterable[str]) -> Iterator[Story]:
    """Yield the articles in order; a table of contents, a bibliography and the closing lines are none."""
    article: list[str] = []
    names: set[str] = set()
    for line in lines:
        bare = line.strip()
        if _NUMBERED.match(bare) or (_RULE.match(bare) and not _open(names)):
            yield from _made(article, names)
            article, names = [], set()
            continue
        keep(article, line)
        if (name := _name(bare)) is not None:
            names.add(name)
        if name == "database" and "title" in names and names & {"proquest document id", "publication title"}:
            yield from _made(article, names)
            article, names = [], set()
    yield from _made(article, names)


def _name(line: str) -> str | None:
    """Return the label a line opens with; exports also write it in one word ("Publicationdate:")."""
    match = _LABEL.match(line.strip()[:120])
    return _NAMES.get(match["name"].lower().replace(" ", "")) if match else None


def _open(names: set[str]) -> bool:
    """Tell whether the text has begun and its index has not: a rule inside is a newsletter's own."""
    return "full text" in names and not names & {"proquest document id", "publication date", "title"}


def _made(article: Sequence[str], names: set[str]) -> Iterator[Story]:
    if len(names & {*_SIGNS, "title", "author"}) >= 2:
        yield _story(article) if len(article) <= MAX_LINES else ENDLESS


def _story(article: Sequence[str]) -> Story:
    bare = [line.strip() for line in article]
    begun = next((i for i, line in enumerate(bare) if _name(line) == "full text"), None)
    index = _index(bare, begun)
    fields = _values(bare[: begun if begun is not None else index]) | _values(bare[index:])
    text = _text(article, begun, index)
    lacking = None if text else "an article of which the export has no more than an abstract"
    heading = next((line for line in bare[:begun] if line and _name(line) is None and not _LINK.match(line)), None)
    return Story(
        headline=clipped(fields.get("title") or heading),
        authors=indexed_authors(fields.get("author")),
        publisher=clipped(fields.get("publication title", "").partition(";")[0]) or _printed(fields),
        language=language(fields.get("language of publication") or fields.get("language") or ""),
        published=day(fields.get("publication date", "")) or day(fields.get("publication info", "")),
        url=address(fields.get("url", "")) or address(fields.get("document url", "")),
        paragraphs=text,
        reason=Reason.PAYWALL_STUB if lacking else None,
        lacking=lacking,
    )


def _printed(fields: dict[str, str]) -> str | None:
    """Return the paper of "Kosta Herald ; Kosta [Kosta]08 May 2010: AA.2."."""
    return clipped(re.split(r"\s?[;\[]", fields.get("publication info", ""), maxsplit=1)[0])


def _index(bare: Sequence[str], begun: int | None) -> int:
    """Find where the index below the text begins: above its last "Title:", with the labels that touch it.

    A story may have a line such as "Location: the old harbour" of its own, so the first label is not the index yet.
    """
    first = (begun if begun is not None else -1) + 1
    names = [_name(line) for line in bare]
    anchors = [i for i in range(first, len(bare)) if names[i] == "title"]
    if not anchors:
        anchors = [i for i in range(first, len(bare)) if names[i] in _SIGNS and names[i] not in _TOP]
        return anchors[0] if anchors else len(bare)
    at = anchors[-1]
    for i in range(at - 1, first - 1, -1):
        if names[i] in _INDEX:
            at = i
        elif bare[i]:
            break
    return at


def _values(bare: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    name: str | None = None
    for line in bare:
        opened = _name(line)
        if opened is not None:
            name = opened
            match = _LABEL.match(line)
            found.setdefault(name, match["value"] if match else "")
        elif name is not None and line and not _LINK.match(line):
            found[name] = f"{found[name]} {line}".strip()[:4000]
    return found


def _text(article: Sequence[str], begun: int | None, index: int) -> tuple[str, ...]:
    if begun is None:
        return ()
    match = _LABEL.match(article[begun].strip())
    lines = [match["value"] if match else "", *article[begun + 1 : index]]
    found = [p for p in paragraphs(lines) if not _ASIDE.match(p) and not _RULE.match(p)]
    return () if len(found) == 1 and _LACKING.match(found[0]) else tuple(found)
