"""What a page of the dossier is: a name, a path, a function and a template."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from communique.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked of a page: the id in its path, if it has one, and its filters, pairs of name and value in order.

    A static page is asked with no filters.
    """

    id: str | None = None
    filters: tuple[tuple[str, str], ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a filter, at most 50 of at most 200 characters."""
        return tuple(value[:200] for key, value in self.filters if key == name and value)[:50]

    def one(self, name: str) -> str | None:
        """Return the last value of a filter, None where it is not asked for."""
        return next(iter(self.all(name)[-1:]), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """A page: ``name`` of its words and its template (``name``.html), ``path`` ("/party/{id}" where it is of one
    thing), ``make`` gives its frozen context, None where there is no such thing (the answer is then 404).

    ``in_menu``: whether the menu leads to it. ``sheets``: style sheets it shares with other pages; its
    own, NAME.css, is found by its name. ``live_only``: makes no sense without a server (search, forms) and is left
    out of the static file.
    """

    name: str
    path: str
    make: Callable[[View, Asked], object | None]
    in_menu: bool = False
    sheets: tuple[str, ...] = ()
    live_only: bool = False
