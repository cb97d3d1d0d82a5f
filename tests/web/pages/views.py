"""Views for tests, made once: the hand-made dossier, and a large one."""

from __future__ import annotations

from functools import cache

from communique.model import Dossier, Shelf
from communique.web.pages.kind import Asked, PageKind
from communique.web.rendering import Frame, html
from communique.web.routes import PAGES, PATHS
from communique.web.urls import Live, Static
from communique.web.view import View
from communique.web.words import words
from tests.export_dossier.norvia import case
from tests.web.large import large


@cache
def norvia() -> View:
    """Return the dossier of Norvia and Estmark."""
    made = case()
    return View("Norvia and Estmark", made.dossier, made.shelf)


@cache
def crowded() -> View:
    """Return a dossier of 150 pages with 1,200 happenings."""
    made = large(150)
    return View("A crowded dossier", made.dossier, made.shelf)


def nothing() -> View:
    """Return a dossier nothing is in."""
    empty = Dossier(
        origins=(), parties=(), happenings=(), stories=(), differences=(), rounds=(), courses=(), plans=(),
        questions=(), holdings=(),
    )  # fmt: skip
    return View("Nothing yet", empty, Shelf(()))


def asked(identity: str | None = None, **filters: str | tuple[str, ...]) -> Asked:
    """Return a question with filters."""
    pairs = [(key, v) for key, value in filters.items() for v in ((value,) if isinstance(value, str) else value)]
    return Asked(id=identity, filters=tuple(pairs))


def kind_of(name: str) -> PageKind:
    """Return a page by its name."""
    return next(kind for kind in PAGES if kind.name == name)


def written(name: str, page: object, language: str = "en", *, live: bool = True) -> str:
    """Return a page as HTML."""
    links = Live(PATHS, f"/{name}") if live else Static(PATHS, lambda fact: None)
    return html(kind_of(name), page, Frame(name="Norvia", links=links, words=words(language)))
