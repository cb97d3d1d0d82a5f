"""One export file → its articles, one after the other."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from communique.model import Given, Page, Reason, Rejection
from communique.source.databases import docx, factiva, lexis, markup, nexis, proquest, rtf
from communique.source.databases.fields import Story
from communique.source.databases.lines import blocks
from communique.source.databases.refused import Refused

MAX_BYTES = 200_000_000
"""Largest export that is taken apart, in bytes; those of 500 articles have one to ten million."""
MAX_ARTICLES = 200_000
"""Articles of one export; what is beyond is told in one line."""
MAX_TEXT = 2_000_000
"""Characters of one article's text."""

_HEAD = 65_536
_LOOK = 20_000
"""Lines at the head of a file by which it is known; a list of 500 results has about 8,000."""
_ZIP, _RTF, _WORD = b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0"
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|div|p|table|meta|title)\b", re.IGNORECASE)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_STOP = re.compile(r"""[.!?]["”’»)]*$""")
_RIGHTS = re.compile(r"(?:©|\(c\)|Copyright\b)", re.IGNORECASE)
_SENTENCE = 12
_MOST_PROSE = 100
"""Words of running text above an export's first sign."""


@dataclass(frozen=True, slots=True)
class _Kind:
    """A database's kind of export."""

    name: str
    begins: Callable[[str], bool]
    is_export: Callable[[Sequence[str]], bool]
    stories: Callable[[Iterable[str]], Iterator[Story]]


_KINDS = (
    _Kind("ProQuest", proquest.begins, proquest.is_export, proquest.stories),
    _Kind("LexisNexis", lexis.begins, lexis.is_export, lexis.stories),
    _Kind("Factiva", factiva.begins, factiva.is_export, factiva.stories),
    _Kind("Nexis Uni", nexis.begins, nexis.is_export, nexis.stories),
)


def recognised(name: str, head: bytes) -> bool:
    """Tell by its first 64 KB whether a file is a news database's export; a page that names a database is none.

    A DOCX or RTF whose text begins beyond them (behind a logo, say) is taken for one: ``articles`` says so if it is
    none. ``name`` is not looked at.
    """
    head = head[:_HEAD]
    if head.startswith(_ZIP):
        lines = docx.first_lines(head)
        # A zip of other things than a Word document is not for this room.
        return b"word/" in head if lines is None else _known(lines)
    if head.startswith(_RTF):
        try:
            lines = [line for line in rtf.lines(head) if line]
        except Refused:
            return False
        return _known(lines) if lines else b"\\pict" in head
    if _is_markup(head) and markup.title(head) == "Factiva":
        return True  # its styles alone are longer than the head
    try:
        return _known(list(_lines(head)))
    except Refused:
        return False


def articles(name: str, body: bytes, *, published: str | None = None) -> Iterator[Page | Rejection]:
    """Take an export called ``name`` apart: each article a Page with what the export says of it as ``given``.

    The n-th article of the file, from 1, has the origin ``name#n``, whether it could be read or not; what cannot be
    opened, or has no text, is a Rejection of one line. The body is the story alone, a blank line between paragraphs.
    ``published`` is a day the caller vouches for, which outranks the export's own.
    """
    try:
        yield from _articles(name, body, published)
    except Refused as fault:
        yield Rejection(origin=name, url=None, reason=fault.reason, detail=str(fault))


def _articles(name: str, body: bytes, published: str | None) -> Iterator[Page | Rejection]:
    if len(body) > MAX_BYTES:
        raise Refused(Reason.TOO_LARGE, f"an export larger than {MAX_BYTES // 1_000_000} MB")
    lines = _lines(body)
    first = list(islice(lines, _LOOK))
    kind = _kind(first)
    if kind is None:
        raise Refused(Reason.NOT_AN_ARTICLE, "no export of a news database that is known here")
    number = 0
    for number, story in enumerate(kind.stories(chain(first, lines)), start=1):
        if number > MAX_ARTICLES:
            raise Refused(Reason.TOO_LARGE, f"more than {MAX_ARTICLES:,} articles; the rest was left out")
        yield _page(f"{name}#{number}", story, published)
    if not number:
        raise Refused(Reason.EMPTY, f"an export of {kind.name} without an article in it")


def _page(origin: str, story: Story, published: str | None) -> Page | Rejection:
    if story.lacking is not None:
        return Rejection(origin=origin, url=story.url, reason=story.reason or Reason.EMPTY, detail=story.lacking)
    if not story.paragraphs:
        return Rejection(origin=origin, url=story.url, reason=Reason.EMPTY, detail="an article without its text")
    if sum(map(len, story.paragraphs)) > MAX_TEXT:
        detail = f"an article of more than {MAX_TEXT:,} characters"
        return Rejection(origin=origin, url=story.url, reason=Reason.TOO_LARGE, detail=detail)
    return Page.of(
        "\n\n".join(story.paragraphs).encode("utf-8", "replace"),
        origin=origin,
        url=story.url,
        media_type="text/plain",
        published=published or story.published,
        given=Given(
            headline=story.headline,
            authors=story.authors,
            publisher=story.publisher,
            language=story.language,
        ),
    )


def _lines(body: bytes) -> Iterator[str]:
    if body.startswith(_ZIP):
        return docx.lines(body)
    if body.startswith(_RTF):
        return rtf.lines(body)
    if body.startswith(_WORD):
        raise Refused(Reason.UNREADABLE, "a file of old Word (.doc); save it as .docx or .rtf")
    if _is_markup(body[:_HEAD]):
        return markup.lines(body)
    return _plain(body)


def _is_markup(head: bytes) -> bool:
    # Between the letters of UTF-16 stand bytes of nothing.
    return len(_MARKUP.findall(head[:8_000].replace(b"\x00", b""))) >= 2


def _plain(body: bytes) -> Iterator[str]:
    text = _decoded(body).replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n")
    return (match.group().rstrip("\n").replace("\u00a0", " ") for match in _LINE.finditer(text))


def _decoded(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(body)
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _known(lines: Sequence[str]) -> bool:
    return _kind(lines) is not None


def _kind(lines: Sequence[str]) -> _Kind | None:
    """Name the kind of export: the first whose signs are all there, with no running prose above the first of them.

    An essay that shows how an export looks has its signs below its own first sentences; a note of a line or two that a
    reader put over an export does no harm.
    """
    for kind in _KINDS:
        if kind.is_export(lines):
            first = next((i for i, line in enumerate(lines) if kind.begins(line.strip())), len(lines))
            over = [" ".join(group).strip() for group in blocks(lines[:first])]
            return None if sum(map(_prose, over)) > _MOST_PROSE else kind
    return None


def _prose(text: str) -> int:
    """Count the words of a group of lines that ends as a sentence does; rights and short lines have none."""
    words = len(text.split())
    return words if words >= _SENTENCE and _STOP.search(text) and not _RIGHTS.match(text) else 0
