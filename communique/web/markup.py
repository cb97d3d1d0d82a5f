"""Contexts written as HTML: one Jinja environment in which nothing of a page can become markup."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from communique.export.dates import in_words
from communique.export.text import visible
from communique.export.wording import clipped, one_line
from communique.model import When, WhenType
from communique.web.urls import spot

NAMED = 120
"""Characters of a name that are shown: a headline of a megabyte may have become one."""
_LONGEST = 4000
_PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9eE ,.+\-\n]*")
_PRINTED = 2000
"""Characters of any value that are printed: our sentences have 1,200 at most."""


@cache
def environment() -> Environment:
    """Return the environment of all templates: everything is escaped, an unknown name is an error."""
    made = Environment(
        loader=PackageLoader("communique.web", "templates"),
        autoescape=select_autoescape(default_for_string=True, default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=plain,
    )
    made.filters.update(
        day=day,
        when=when,
        name=name,
        clip=clip,
        safe_link=safe_link,
        capital=capital,
        moment=moment,
        text=text,
        path=path,
    )
    made.globals.update(spot=spot)
    return made


def plain(value: object) -> object:
    """Return what a template prints: None as nothing, and characters that turn the reading direction written out.

    Whatever a template forgets to shorten is shortened here; the text of a page goes through ``text``. A name such as
    "Ada\\u202eVoss" would turn the rest of its line round. Markup made by a macro is left as it is.
    """
    if value is None:
        return ""
    # Markup is a subclass: what a macro made is left alone. ``isprintable`` is quick, and false for all that is meant.
    if type(value) is not str:
        return value
    short = value if len(value) <= _PRINTED else clipped(value, _PRINTED)
    return short if short.isprintable() else visible(short)


def day(edtf: str | When | None) -> str:
    """Return an EDTF day, month, year or interval in words ("4–5 May 2026"); what cannot be read stays as it is."""
    if edtf is None:
        return ""
    if isinstance(edtf, When):
        return in_words(edtf)
    first, _, last = edtf.partition("/")
    try:
        start, end = _bounds(first), _bounds(last or first)
    except (ValueError, OverflowError):
        return clipped(edtf, NAMED)
    if start is None and end is None:
        return clipped(edtf, NAMED)
    earliest = start[0].isoformat() if start else None
    latest = end[1].isoformat() if end else None
    return in_words(When(type=WhenType.DATE, earliest=earliest, latest=latest, edtf=edtf, how="web.markup.day"))


def when(value: When | None) -> str:
    """Return a time in words, "" for None."""
    return in_words(value) if value else ""


def moment(utc: str | None) -> str:
    """Return a UTC moment of the file ("2026-05-04T09:30:00Z") as "4 May 2026, 09:30 UTC"."""
    if not utc:
        return ""
    try:
        found = datetime.fromisoformat(utc)
    except ValueError:
        return clipped(utc, NAMED)
    return f"{day(found.date().isoformat())}, {found:%H:%M} UTC"


def name(value: str | None) -> str:
    """Return a name on one line, at most 120 characters of it."""
    return clipped(value or "", NAMED)


def clip(value: str | None, longest: int = 240) -> str:
    """Return words on one line, a cut marked."""
    return clipped(value or "", min(longest, _LONGEST))


def capital(value: str | None) -> str:
    """Return words with a capital first."""
    words = one_line((value or "")[:_LONGEST])
    return words[:1].upper() + words[1:]


def text(value: str) -> Markup:
    """Return words of a page, however long, with their line feeds; a tab is a space."""
    words = value.replace("\t", " ").replace("\u00a0", " ").replace("\r", "")
    return escape(words if words.isprintable() else visible(words))


def path(value: str) -> Markup:
    """Return the data of an SVG path, however long; what holds anything but its letters and numbers is no path."""
    return Markup(value) if _PATH.fullmatch(value) else Markup("")


def safe_link(url: str | None) -> str | None:
    """Return an address that may stand in ``href``: http or https with a host and without a password; else None."""
    if not url or len(url) > _LONGEST or any(char.isspace() or ord(char) < 33 or char == "\\" for char in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and host and "@" not in parts.netloc else None


def _bounds(edtf: str) -> tuple[date, date] | None:
    """Return first and last day of one side of an EDTF interval, None where it is open; raises ValueError."""
    plain = edtf.rstrip("~?%")
    if plain in {"", ".."}:
        return None
    year, *rest = (int(part) for part in plain[:10].split("-"))
    if len(rest) == 2:
        found = date(year, rest[0], rest[1])
        return found, found
    if len(rest) == 1:
        return date(year, rest[0], 1), date(year, rest[0], monthrange(year, rest[0])[1])
    return date(year, 1, 1), date(year, 12, 31)
