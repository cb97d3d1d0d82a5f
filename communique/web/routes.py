"""All pages, in the order of the menu."""

from __future__ import annotations

from communique.web.pages import (
    article,
    front,
    happening,
    issue,
    network,
    pair,
    plan,
    plans,
    position,
    positions,
    rounds,
    timeline,
)
from communique.web.pages import map as map_page
from communique.web.pages.kind import PageKind

PAGES: tuple[PageKind, ...] = (
    front.PAGE,
    timeline.PAGE,
    rounds.PAGE,
    positions.PAGE,
    plans.PAGE,
    network.PAGE,
    map_page.PAGE,
    happening.PAGE,
    article.PAGE,
    position.PAGE,
    issue.PAGE,
    plan.PAGE,
    pair.PAGE,
)
"""Every page of the web, those of the menu first. A page module is imported above and named here."""

PATHS = {page.name: page.path for page in PAGES}
