"""Communiqué: news pages about diplomacy and conflict, read into sourced facts.

The verbs, in the order a page goes through them::

    for page in open_pages(["page.html"]):      # Page | Rejection
        account = read_page(page, tools)        # the four below, in order
        article = extract(page)                 # Article | Rejection
        reading = reader.read(article)          # Reading
        references = refer(reading, atlas)      # tuple[Reference, ...]
        facts = find_facts(reading, references) # tuple[Fact, ...]

The types are in ``communique.model``. What was made of many pages is opened with ``open_run(folder)``.
Names are loaded when they are first used, so that importing
the package costs nothing (``communique --help`` must not wait for numpy).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from communique.version import __version__

if TYPE_CHECKING:
    from communique.article import extract
    from communique.corpus.reading import read
    from communique.corpus.run import open_run
    from communique.errors import CommuniqueError, InstallationError, UsageError
    from communique.export import to_html, to_json, to_markdown, to_text
    from communique.fact import find_facts
    from communique.model import Account, Article, Fact, Page, Reading, Reference, Rejection
    from communique.pipeline import Tools, read_page
    from communique.reading import Reader
    from communique.reference import Atlas, refer
    from communique.source import open_pages

_HOME = {
    "Account": "communique.model",
    "Article": "communique.model",
    "Atlas": "communique.reference",
    "CommuniqueError": "communique.errors",
    "Fact": "communique.model",
    "InstallationError": "communique.errors",
    "Page": "communique.model",
    "Reader": "communique.reading",
    "Reading": "communique.model",
    "Reference": "communique.model",
    "Rejection": "communique.model",
    "Tools": "communique.pipeline",
    "UsageError": "communique.errors",
    "extract": "communique.article",
    "find_facts": "communique.fact",
    "open_pages": "communique.source",
    "open_run": "communique.corpus.run",
    "read": "communique.corpus.reading",
    "read_page": "communique.pipeline",
    "refer": "communique.reference",
    "to_html": "communique.export",
    "to_json": "communique.export",
    "to_markdown": "communique.export",
    "to_text": "communique.export",
}

__all__ = [
    "Account",
    "Article",
    "Atlas",
    "CommuniqueError",
    "Fact",
    "InstallationError",
    "Page",
    "Reader",
    "Reading",
    "Reference",
    "Rejection",
    "Tools",
    "UsageError",
    "__version__",
    "extract",
    "find_facts",
    "open_pages",
    "open_run",
    "read",
    "read_page",
    "refer",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
]


def __getattr__(name: str) -> object:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
