"""All pages, in the order of the menu."""

from __future__ import annotations

from communique.web.pages import article, front, happening
from communique.web.pages.kind import PageKind

PAGES: tuple[PageKind, ...] = (
    front.PAGE,
    happening.PAGE,
    article.PAGE,  # one page a line, in the order of the menu
)
"""Every page of the web. A page module is imported above and named here."""

PATHS = {page.name: page.path for page in PAGES}
