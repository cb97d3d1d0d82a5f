"""Sources: each hand, the pages that come from it and why they are laid to it."""

from __future__ import annotations

from communique.export.dossier.footnotes import NAMED, file_of, outlet_of, published_in_words
from communique.export.dossier.fragments import address_of
from communique.export.dossier.scope import day_of
from communique.export.dossier.shape import Chapter, Group, PageRow
from communique.export.dossier.teller import Teller, many
from communique.export.wording import clipped
from communique.model import Origin, OriginKind, Trace

TITLE = "Sources"
_KINDS = {
    OriginKind.AGENCY: "agency",
    OriginKind.OUTLET: "outlet",
    OriginKind.AUTHOR: "author or body",
    OriginKind.UNKNOWN: "unknown",
}


def sources(teller: Teller) -> Chapter:
    """Return the origins with their pages, those with most pages first and pages of unknown origin last.

    Where only news are asked for, the pages that are new and those that are cited.
    """
    shown = {a.article.id for a in teller.shelf if a.article.id in teller.news} | teller.notes.cited()
    groups = []
    known = [origin for origin in teller.dossier.origins if origin.kind is not OriginKind.UNKNOWN]
    known.sort(key=lambda origin: (-len(origin.articles), origin.name or "", origin.id))
    for origin in known:
        pages = [article for article in origin.articles if article in shown and article in teller.shelf]
        if pages:
            rows = tuple(_page(article, origin, teller) for article in pages)
            name = clipped(origin.name, NAMED) if origin.name else "a hand without a name"
            title = f"{name} ({_KINDS[origin.kind]}): {many(len(pages), 'page')}, 1 origin"
            groups.append(Group(title=title, pages=rows))
    dark = [a for a in shown if teller.hand(a) is None]
    if dark:
        dark.sort(key=lambda a: (not day_of(teller.shelf.article(a)), day_of(teller.shelf.article(a)), a))
        rows = tuple(_page(article, teller.hands.get(article), teller) for article in dark)
        groups.append(Group(title=f"Origin unknown: {many(len(dark), 'page')}, counted as no origin", pages=rows))
    lead = "Pages that come from one hand count as one origin, however many outlets print them."
    return Chapter(title=TITLE, lead=lead, groups=tuple(groups))


def _page(article: str, origin: Origin | None, teller: Teller) -> PageRow:
    page = teller.shelf.article(article)
    traces = [trace for trace in origin.traces if trace.article == article] if origin else []
    headline = page.headline
    return PageRow(
        outlet=outlet_of(page),
        day=published_in_words(page),
        headline=clipped(headline, NAMED * 2) if headline else file_of(page),
        why=tuple(dict.fromkeys(_why(trace, teller) for trace in traces))
        + (("the page was changed later",) if teller.notes.is_replaced(page) else ()),
        link=address_of(page),
    )


def _why(trace: Trace, teller: Teller) -> str:
    words = clipped(teller.scope.why(trace.how), NAMED * 2).rstrip(".")
    if trace.span is not None:
        words += f" (“{clipped(trace.span.of(teller.shelf.article(trace.article).text), NAMED)}”)"
    if trace.other is not None and trace.other in teller.shelf:
        other = teller.shelf.article(trace.other)
        words += f" (page of {outlet_of(other)}, {published_in_words(other)})"
    return words
