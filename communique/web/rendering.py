"""A context written as HTML by its template, or as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

from communique.web.assets import assets
from communique.web.markup import environment
from communique.web.pages.kind import Asked, PageKind
from communique.web.routes import PAGES
from communique.web.urls import Links
from communique.web.view import View
from communique.web.words import NAMES, Words

SCRIPTS = ("htmx.min.js", "live.js", "keys.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands round every page. ``name``: of the dossier; ``is_current``: whether what is told is of all pages in
    it; ``token``: to be sent along with a change; ``section``: HTML id of the page in the static file."""

    name: str
    links: Links
    words: Words
    is_current: bool = True
    token: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A page that says why there is no page. ``key``: of its words; ``status``: of HTTP."""

    status: int
    key: str


def _nothing(view: View, asked: Asked) -> None:
    return None


NOTICE = PageKind(name="notice", path="", make=_nothing)
"""Not in the menu and at no path: what is shown in place of a page."""


def html(kind: PageKind, page: object, frame: Frame) -> str:
    """Return a page as HTML; with links of a static file only its section."""
    found: str = (
        environment()
        .get_template(f"{kind.name}.html")
        .render(
            page=page,
            links=frame.links,
            t=frame.words,
            view_name=frame.name,
            is_current=frame.is_current,
            token=frame.token,
            kind_name=kind.name,
            section=frame.section or kind.name,
            menu=[each.name for each in PAGES if each.in_menu and (frame.links.live or not each.live_only)],
            languages=tuple(NAMES.items()),
            sheets=own(kind, "css"),
            scripts=(*SCRIPTS, *own(kind, "js")),
        )
    )
    return found


def own(kind: PageKind, ending: str) -> tuple[str, ...]:
    """Return the style sheet or script of a page's own: ``static/NAME.css``, where there is one,
    after the sheets it shares with others."""
    name = f"{kind.name}.{ending}"
    shared = kind.sheets if ending == "css" else ()
    return (*shared, name) if name in assets() else shared


def plain(value: object) -> object:
    """Return a context as what JSON has: dataclasses as objects, tuples as arrays."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list | frozenset | set):
        return [plain(each) for each in (sorted(value) if isinstance(value, frozenset | set) else value)]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    return value


def as_json(value: object) -> str:
    """Return the JSON twin of a page, in ASCII: half a character in a text cannot break it."""
    return json.dumps(plain(value), ensure_ascii=True)
