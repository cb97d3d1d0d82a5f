"""The keys that work on every page."""

from __future__ import annotations

from dataclasses import dataclass

from communique.web.pages.kind import Asked, PageKind
from communique.web.view import View

KEYS = (("j", "next"), ("k", "previous"), ("e", "edit"), ("x", "reject"), ("u", "undo"), ("/", "search"), ("?", "help"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Each key with the name of what it does."""

    keys: tuple[tuple[str, str], ...]


def keys(view: View, asked: Asked) -> Keys:
    """Return the keys."""
    return Keys(keys=KEYS)


PAGE = PageKind(name="keys", path="/keys", make=keys, sheets=("lists.css",), live_only=True)
