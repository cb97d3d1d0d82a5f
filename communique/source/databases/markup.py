"""HTML → lines: a block of the page to a line, a row of a table to a line, as the eye sees them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from communique.model import Reason
from communique.source.databases.lines import LineWriter
from communique.source.databases.refused import Refused

MAX_TAGS = 1_000_000
"""Tags of one file; 500 articles have about 100,000."""

_UNSEEN = frozenset({"script", "style", "head", "svg", "template", "noscript", "iframe", "select", "textarea"})
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody text tfoot thead ul".split()
)
_CHARSET = re.compile(rb"<meta[^<>]{0,200}charset\s?=", re.IGNORECASE)
_CLOSED = re.compile(rb"<div\b[^<>]{0,300}/>", re.IGNORECASE)
"""LexisNexis writes page breaks as ``<DIV CLASS="c9"/>``, which HTML takes for a block that never ends."""
_BLANKS = re.compile(r"\s+")
_HEADLINE = re.compile(r"(?:^|\s)[a-z]{2}Headline(?:\s|$)")
_AUTHOR = re.compile(r"(?:^|\s)author(?:\s|$)")


def lines(body: bytes) -> Iterator[str]:
    """Yield the lines of an HTML page, a blank line after each block; what is not shown is left out.

    Factiva names its headline and its author by the class of their elements alone: they become "HD" and "BY" lines, as
    in its exports with fields. Raises Refused for a page of more than ``MAX_TAGS`` tags or without any.
    """
    if body.count(b"<") > MAX_TAGS:
        raise Refused(Reason.TOO_LARGE, f"more than {MAX_TAGS:,} tags")
    walker = _Walker()
    for event, element in etree.iterwalk(_tree(body), events=("start", "end")):
        walker.step(event, element)
        yield from walker.out.take()
    yield from walker.out.rest()


def _tree(body: bytes) -> Any:  # noqa: ANN401  (lxml's trees have no useful type)
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as Windows saves "Unicode"
        body = codecs.BOM_UTF8 + body.decode("utf-16", "replace").encode("utf-8", "replace")
    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, huge_tree=False, no_network=True, encoding=_encoding(body)
    )
    try:
        tree = html.document_fromstring(_CLOSED.sub(rb"<br>", body.replace(b"\x00", b"")), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError, LookupError) as fault:
        raise Refused(Reason.UNREADABLE, "no element in the page") from fault
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise Refused(Reason.UNREADABLE, "elements nested deeper than the parser goes")
    return tree


def _encoding(body: bytes) -> str | None:
    """Return None where the page names its encoding, else UTF-8 where its bytes are that, or begin with its mark."""
    if body.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if _CHARSET.search(body[:20_000]):
        return None
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as fault:
        return "utf-8" if fault.reason == "unexpected end of data" else "cp1252"
    return "utf-8"


class _Walker:
    """One walk over a tree without recursion."""

    def __init__(self) -> None:
        self.out = LineWriter()
        self._unseen = 0
        self._marked: Any = None

    def step(self, event: str, element: Any) -> None:  # noqa: ANN401
        """Take the start or the end of an element in, with the text that follows it."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _UNSEEN:
            self._unseen += 1 if event == "start" else -1
        elif not self._unseen:
            self._open(tag, element) if event == "start" else self._close(tag, element)
        if not self._unseen:
            text = element.text if event == "start" else element.tail
            if text:
                self.out.text(_BLANKS.sub(" ", text))

    def _open(self, tag: str, element: Any) -> None:  # noqa: ANN401
        if tag == "br":
            self.out.line_break()
        elif tag in {"td", "th"}:
            self.out.cell()
        elif tag == "tr":
            self.out.row()
        elif tag in _BLOCKS:
            self.out.paragraph()
        named = element.get("class") if self.out.is_empty and self._marked is None else None
        if named and _HEADLINE.search(named):
            self._mark("HD", element)
        elif named and tag == "div" and _AUTHOR.search(named):
            self._mark("BY", element)

    def _mark(self, field: str, element: Any) -> None:  # noqa: ANN401
        self.out.row()
        self.out.cell()
        self.out.text(field)
        self.out.cell()
        self._marked = element

    def _close(self, tag: str, element: Any) -> None:  # noqa: ANN401
        if element is self._marked:
            self.out.row()
            self._marked = None
        elif tag in {"tr", "table"}:
            self.out.row()
        elif tag in _BLOCKS:
            self.out.paragraph()


def title(head: bytes) -> str:
    """Return the title in the first bytes of a page, or ""."""
    found = re.search(rb"<title[^<>]{0,100}>([^<]{0,300})</title", head, re.IGNORECASE)
    return " ".join(found.group(1).decode("utf-8", "replace").split()) if found else ""
