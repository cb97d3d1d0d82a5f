"""All pages, in the order of the menu."""

from __future__ import annotations

from communique.web.pages import front, issue, network, pair, plan, plans, position, positions, rounds, timeline
from communique.web.pages import map as map_page
from communique.web.pages.kind import PageKind

PAGES: tuple[PageKind, ...] = (
    front.PAGE,  # one page a line
    timeline.PAGE,
    rounds.PAGE,
    positions.PAGE,
    position.PAGE,
    issue.PAGE,
    plans.PAGE,
    plan.PAGE,
    network.PAGE,
    pair.PAGE,
    map_page.PAGE,
)
"""Every page of the web. A page module is imported above and named here."""

PATHS = {page.name: page.path for page in PAGES}
