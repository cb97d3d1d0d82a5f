"""All pages, in the order of the menu."""

from __future__ import annotations

from communique.web.pages import (
    article,
    corrections,
    differences,
    front,
    happening,
    issue,
    keys,
    listing,
    mend,
    network,
    origins,
    pair,
    parties,
    plan,
    plans,
    position,
    positions,
    regroup,
    rounds,
    search,
    standing,
    statements,
    stories,
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
    stories.PAGE,
    parties.PAGE,
    statements.PAGE,
    differences.PAGE,
    origins.PAGE,
    listing.PAGE,
    standing.QUESTIONS,
    standing.HOLDINGS,
    search.PAGE,
    corrections.PAGE,
    happening.PAGE,
    article.PAGE,
    position.PAGE,
    issue.PAGE,
    plan.PAGE,
    pair.PAGE,
    stories.STORY,
    parties.PARTY,
    differences.DIFFERENCE,
    origins.ORIGIN,
    mend.PAGE,
    regroup.PAGE,
    keys.PAGE,
)
"""Every page of the web, those of the menu first. A page module is imported above and named here."""

PATHS = {page.name: page.path for page in PAGES}
