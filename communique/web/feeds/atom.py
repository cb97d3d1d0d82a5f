"""The dossier as a feed: Atom 1.0 (RFC 4287)."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

from communique.export.text import visible
from communique.web.feeds.entries import NEVER, Entry, entries, identity
from communique.web.pages.rows import teller_of
from communique.web.view import View

MOST = 100
"""Entries of a feed at most."""
_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"
# The default namespace has the key None in lxml, which its types leave out.
_OF_ATOM = cast(dict[str, str], {None: _ATOM})
_OF_XHTML = cast(dict[str, str], {None: _XHTML})
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")


def to_atom(view: View, home: str) -> bytes:
    """Return what is new in the dossier as an Atom feed; ``home`` is its address ("http://127.0.0.1:8650").

    An entry is a happening or a difference with the sentences it rests on; "updated" is when the last page that tells
    of it was captured, so that a further account of it makes it new again.
    """
    found = entries(view, teller_of(view), most=MOST)
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap=_OF_ATOM)
    _add(feed, "id", f"urn:uuid:{identity(view, 'feed', '')}")
    _add(feed, "title", view.name or "Communiqué")
    _add(feed, "updated", max((_time(entry.captured) for entry in found), default=NEVER))
    _add(_add(feed, "author"), "name", "Communiqué")
    _add(feed, "generator", "Communiqué")
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{home}/feed.atom")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{home}/")
    for entry in found:
        _entry(_add(feed, "entry"), entry, view, home)
    made: bytes = etree.tostring(feed, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


def _entry(node: etree._Element, entry: Entry, view: View, home: str) -> None:
    _add(node, "id", f"urn:uuid:{identity(view, entry.about, entry.id)}")
    _add(node, "title", entry.title)
    _add(node, "published", _time(entry.first))
    _add(node, "updated", _time(entry.captured))
    _add(node, "link", rel="alternate", type="text/html", href=f"{home}/{entry.about}/{entry.id}")
    for tag in (entry.about, *entry.tags):
        _add(node, "category", term=tag)
    content = _add(node, "content", type="xhtml")
    body = etree.SubElement(content, f"{{{_XHTML}}}div", nsmap=_OF_XHTML)
    if entry.backing:
        _put(body, "p", entry.backing)
    for citation in entry.citations:
        _put(body, "blockquote", citation.words)
        _put(body, "p", f"{citation.outlet}, {citation.day}")


def _add(parent: etree._Element, name: str, words: str | None = None, **given: str) -> etree._Element:
    node = etree.SubElement(parent, f"{{{_ATOM}}}{name}", {key: _fit(value) for key, value in given.items()})
    if words is not None:
        node.text = _fit(words)
    return node


def _put(parent: etree._Element, name: str, words: str) -> None:
    etree.SubElement(parent, f"{{{_XHTML}}}{name}").text = _fit(words)


def _fit(words: str) -> str:
    """Leave out what XML cannot hold (NUL, half characters) and what turns the reading direction."""
    return _UNFIT.sub("", visible(words))


def _time(captured: str) -> str:
    return captured if _TIME.fullmatch(captured) else NEVER
