"""A context written as HTML by its template, or as JSON."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from communique.web.markup import environment
from communique.web.pages.kind import PageKind
from communique.web.routes import PAGES
from communique.web.urls import Links
from communique.web.words import NAMES, Words

SCRIPTS = ("htmx.min.js", "live.js")


def html(kind: PageKind, page: object, links: Links, words: Words, view_name: str, section: str = "") -> str:
    """Return a page as HTML; with links of a static file only its ``section``, an HTML id."""
    return (
        environment()
        .get_template(f"{kind.name}.html")
        .render(
            page=page,
            links=links,
            t=words,
            view_name=view_name,
            kind_name=kind.name,
            section=section or kind.name,
            menu=[each.name for each in PAGES if each.in_menu],
            languages=tuple(NAMES.items()),
            sheets=own(kind, "css"),
            scripts=(*SCRIPTS, *own(kind, "js")),
        )
    )


@cache
def own(kind: PageKind, ending: str) -> tuple[str, ...]:
    """Return the style sheet or script of a page's own: ``static/NAME.css``, where there is one."""
    name = f"{kind.name}.{ending}"
    return (name,) if (files("communique.web") / "static" / name).is_file() else ()


def plain(value: object) -> object:
    """Return a context as what JSON has: dataclasses as objects, tuples as arrays."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    return value


def as_json(page: object) -> str:
    """Return the JSON twin of a page."""
    return json.dumps(plain(page), ensure_ascii=True)
