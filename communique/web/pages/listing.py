"""All pages of the dossier, their versions, and what could not be read and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import OriginKind
from communique.record import Listed
from communique.web.cited import Part, part_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.view import View

SIZE = 100
FAILURES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A page; ``origin``: id and name of its hand, None while unknown; ``version`` of ``versions``."""

    article: str
    title: str
    outlet: str | None
    published: str | None
    captured: str
    kind: str
    link: str | None
    facts: int
    origin: str | None
    hand: str | None
    version: int
    versions: int
    earlier: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailureRow:
    """What gave no account, and why."""

    source: str
    link: str | None
    reason: str
    detail: str
    captured: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The list of pages in the order of publication, and failures by where they came from."""

    found: Part[PageRow]
    failures: tuple[FailureRow, ...]
    failures_in_all: int
    outlet: str | None


def pages(view: View, asked: Asked) -> Pages:
    """Return the list of pages; filters: outlet, part."""
    outlet = asked.one("outlet")
    current = [p for p in view.listed if not p.superseded and (not outlet or p.publisher == outlet)]
    earlier = view.once(_earlier)
    return Pages(
        found=part_of(current, asked, SIZE, lambda page: _row(view, page, tuple(earlier.get(page.url or "", ())))),
        failures=tuple(
            FailureRow(
                source=clipped(f.origin.rstrip("/\\").replace("\\", "/").rpartition("/")[2] or f.origin, NAMED),
                link=f.url,
                reason=f.reason.value,
                detail=clipped(f.detail, NAMED * 2),
                captured=f.captured,
            )
            for f in view.failures[:FAILURES]
        ),
        failures_in_all=len(view.failures),
        outlet=outlet,
    )


def _earlier(view: View) -> dict[str, list[Listed]]:
    """Return earlier versions of pages by their address."""
    found: dict[str, list[Listed]] = defaultdict(list)
    for page in view.listed:
        if page.superseded and page.url:
            found[page.url].append(page)
    return found


def _row(view: View, page: Listed, earlier: tuple[Listed, ...] = ()) -> PageRow:
    origin = view.teller.hands.get(page.article)
    dark = origin is None or origin.kind is OriginKind.UNKNOWN
    return PageRow(
        article=page.article,
        title=clipped(page.title, NAMED * 2) if page.title else clipped(page.came_from.rpartition("/")[2], NAMED),
        outlet=clipped(page.publisher, NAMED) if page.publisher else None,
        published=page.published,
        captured=page.captured,
        kind=page.kind.value,
        link=page.url,
        facts=page.facts,
        origin=origin.id if origin else None,
        hand=clipped(origin.name, NAMED) if origin and origin.name and not dark else None,
        version=page.version,
        versions=page.versions,
        earlier=tuple(_row(view, each) for each in sorted(earlier, key=lambda e: e.version)),
    )


PAGE = PageKind(name="pages", path="/pages", make=pages, in_menu=True, sheets=("lists.css",))
