"""A row of somebody's table → a page, by the usual names of columns.

No two collections call their columns alike; ``COLUMNS`` has the names that are understood, in one place. Case, spaces
and signs make no difference: "Publish Date", ``publish_date`` and ``publishDate`` are one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape

from communique.model import Given, Page, Reason, Rejection
from communique.source.limits import MAX_BYTES
from communique.source.refusals import refused, too_large
from communique.source.values import address, day_of, language_of, line, names

COLUMNS: dict[str, tuple[str, ...]] = {
    "html": ("html", "raw_html", "html_content", "content_html", "body_html", "page_html", "page_source"),
    "text": (
        "maintext", "text", "body", "content", "plain_text", "article_text", "article_body", "full_text", "body_text",
        "clean_text", "raw_text", "story_text", "content_text", "article", "story",
    ),
    "title": ("title", "headline", "article_title", "news_title", "web_title", "heading"),
    "url": ("url", "link", "web_url", "article_url", "page_url", "permalink", "uri", "canonical_link"),
    "date": (
        "date", "published", "date_published", "publish_date", "published_date", "publication_date", "date_publish",
        "pub_date", "published_at", "published_on", "publish_time", "web_publication_date",
    ),
    "authors": ("authors", "author", "byline", "creator"),
    "publisher": (
        "publisher", "outlet", "media_name", "publication", "source_name", "site_name", "newspaper", "source",
        "source_domain", "source_hostname", "domain", "hostname",
    ),
    "language": ("language", "lang", "language_code"),
}  # fmt: skip
"""What a column may be called, the first that is filled wins. ``html`` before ``text``: of a whole page more is known.

Left out on purpose: ``timestamp`` (C4's is the time of the crawl), ``date_download`` and ``date_modify``,
``source_url`` (newspaper's is the home page of the outlet). The names are those of news-please (``maintext``,
``date_publish``, ``source_domain``), Common Crawl's news (``plain_text``, ``publisher``), trafilatura (``raw_text``,
``hostname``), Media Cloud (``publish_date``, ``media_name``), newspaper4k (``publish_date``), the Guardian's and the
New York Times' interfaces (``webTitle``, ``pub_date``), All the News (``article``, ``publication``), and plain English.
"""

_SIGNS = re.compile(r"[^a-z0-9]")
_KEYS = {_SIGNS.sub("", name): (role, rank) for role, names_ in COLUMNS.items() for rank, name in enumerate(names_)}
_TAGS = re.compile(r"</?(?:p|div|br|h[1-6]|article|section|span|ul|li|blockquote|figure)\b[^<>]{0,500}>", re.IGNORECASE)
_LINKED_DATA = frozenset({"@type", "@context", "@graph", "@id"})

Roles = dict[str, tuple[str, ...]]
"""Role (a key of ``COLUMNS``) → the columns of a table that have it, best first."""


def roles_of(columns: Iterable[str]) -> Roles:
    """Return which columns of a table are used, and for what."""
    ranked: dict[str, list[tuple[int, str]]] = {}
    for column in columns:
        if len(column) <= 60 and (known := _KEYS.get(_SIGNS.sub("", column.lower()))):
            ranked.setdefault(known[0], []).append((known[1], column))
    return {role: tuple(column for _, column in sorted(found)) for role, found in ranked.items()}


def holds_story(roles: Roles) -> bool:
    """Tell whether there is a column with the text or the page."""
    return "text" in roles or "html" in roles


def is_record(value: object) -> bool:
    """Tell whether a JSON value is an article as a row, and not the linked data of a page."""
    return isinstance(value, dict) and not _LINKED_DATA & value.keys() and holds_story(roles_of(value))


def page_of(row: Mapping[str, object], roles: Roles, origin: str, published: str | None) -> Page | Rejection:
    """Make a page of a row. ``published``, a day the caller vouches for, outranks the row's own."""
    publisher = _text(row, roles, "publisher")
    url = next((found for column in roles.get("url", ()) if (found := address(_said(row.get(column))))), None)
    if address(publisher):  # trafilatura's ``source`` is the address of the page
        publisher, url = None, url or address(publisher)
    day = published or next((day for column in roles.get("date", ()) if (day := day_of(row.get(column)))), None)
    title = line(_text(row, roles, "title"))
    text, html = _text(row, roles, "text"), _text(row, roles, "html")
    if html is None and text is None:
        return refused(origin, Reason.EMPTY, "no text in this row", url=url)
    given = None
    if html is None and text is not None:
        if len(_TAGS.findall(text[:4_000])) >= 2:
            html = _whole(text, title)
        else:
            given = Given(
                headline=title,
                authors=next((said for column in roles.get("authors", ()) if (said := names(row.get(column)))), ()),
                publisher=line(publisher),
                language=language_of(_text(row, roles, "language")),
            )
    body = (html if html is not None else text or "").encode("utf-8", "replace")
    if len(body) > MAX_BYTES:
        return refused(origin, Reason.TOO_LARGE, str(too_large()), url=url)
    kind = "text/plain; charset=utf-8" if given else "text/html; charset=utf-8"
    return Page.of(body, origin=origin, url=url, media_type=kind, published=day, given=given)


def _whole(fragment: str, title: str | None) -> str:
    """Make a page of a fragment of one: ``content`` of a blog's dump is "<p>Norvia recalled its envoy.</p><p>…"."""
    head = escape(title or "")
    shown = f"<h1>{head}</h1>" if head else ""
    return f"<html><head><title>{head}</title></head><body><article>{shown}{fragment}</article></body></html>"


def _text(row: Mapping[str, object], roles: Roles, role: str) -> str | None:
    """Return the first filled cell of a role."""
    return next((said for column in roles.get(role, ()) if (said := _said(row.get(column)))), None)


def _said(value: object) -> str | None:
    """Return the text of a cell, paragraphs in a list joined; None where it is empty or something else."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() else None
