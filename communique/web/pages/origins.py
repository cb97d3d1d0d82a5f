"""Origins: which pages come from one hand and why, and the list of all pages with what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED, file_of, outlet_of
from communique.export.dossier.fragments import address_of
from communique.export.wording import clipped
from communique.model import Article, Origin, OriginKind, Span, Trace
from communique.web.cited import Part, kin_of, part_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.view import View

SIZE = 100
PASSAGES = 6
"""Shared passages of two pages shown, the longest."""
LONGEST = 700
_ROUND = 200
"""Characters shown before and after the words of a credit where they stand in no sentence."""
_ENDS = ".!?\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """One hand in the list; ``outlets``: who printed it."""

    id: str
    kind: str
    name: str | None
    pages: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """All hands: known ones first, those with most pages first."""

    found: Part[OriginRow]
    known: int
    unknown: int
    unknown_pages: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The same passage on both pages, word for word; a cut is marked."""

    here: str
    there: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What two pages share: ``share`` of the shorter one's running text (0 to 1), the longest passages, how many there
    are in all."""

    kinship: str
    share: float
    passages: tuple[Passage, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why a page is laid to a hand: ``how`` names the rule, ``words`` tells it in short; the words of a credit
    (``marked`` between ``before`` and ``after``), or another page (``other``) and what the two share."""

    how: str
    words: str
    before: str | None
    marked: str | None
    after: str | None
    other: str | None
    other_outlet: str | None
    other_published: str | None
    shared: Shared | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginPageRow:
    """A page of a hand; ``whys``: one or more reasons."""

    article: str
    title: str
    outlet: str
    published: str | None
    link: str | None
    whys: tuple[Why, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginPage:
    """One hand with its pages in the order of publication; ``cited_only``: other pages have single facts from it."""

    id: str
    kind: str
    name: str | None
    pages: tuple[OriginPageRow, ...]
    cited: tuple[OriginPageRow, ...]


def origins(view: View, asked: Asked) -> Origins:
    """Return the list of origins; filters: kind, part."""
    kind = asked.one("kind")
    rows = [(o, tuple(a for a in o.articles if a in view.shelf)) for o in view.dossier.origins]
    fit = [(o, pages) for o, pages in rows if not kind or o.kind.value == kind]
    fit.sort(key=lambda row: (row[0].kind is OriginKind.UNKNOWN, -len(row[1]), row[0].name or "", row[0].id))
    dark = [(o, pages) for o, pages in rows if o.kind is OriginKind.UNKNOWN]
    return Origins(
        found=part_of(fit, asked, SIZE, lambda row: _row(view, *row)),
        known=len(rows) - len(dark),
        unknown=len(dark),
        unknown_pages=sum(len(pages) for _, pages in dark),
        pages=len(view.shelf),
    )


def _row(view: View, origin: Origin, pages: tuple[str, ...]) -> OriginRow:
    outlets = dict.fromkeys(outlet_of(view.shelf.article(article)) for article in pages)
    return OriginRow(
        id=origin.id,
        kind=origin.kind.value,
        name=clipped(origin.name, NAMED) if origin.name else None,
        pages=len(pages),
        outlets=tuple(outlets)[:8],
    )


def origin(view: View, asked: Asked) -> OriginPage | None:
    """Return one origin with its pages and why each is laid to it."""
    one = view.origin(asked.id or "")
    if one is None:
        return None
    own = [a for a in one.articles if a in view.shelf]
    more = dict.fromkeys(t.article for t in one.traces if t.article in view.shelf and t.article not in own)
    return OriginPage(
        id=one.id,
        kind=one.kind.value,
        name=clipped(one.name, NAMED) if one.name else None,
        pages=tuple(_page(view, one, article) for article in own[:SIZE]),
        cited=tuple(_page(view, one, article) for article in [*more][:SIZE]),
    )


def _page(view: View, origin: Origin, identity: str) -> OriginPageRow:
    article = view.shelf.article(identity)
    return OriginPageRow(
        article=identity,
        title=title_of(article),
        outlet=outlet_of(article),
        published=article.published.edtf if article.published else None,
        link=address_of(article),
        whys=tuple(dict.fromkeys(why_of(view, trace) for trace in origin.traces if trace.article == identity)),
    )


def title_of(article: Article) -> str:
    """Return the headline of a page, or the name of its file where it has none."""
    return clipped(article.headline, NAMED * 2) if article.headline else file_of(article)


def why_of(view: View, trace: Trace) -> Why:
    """Return a trace with the words it points to, or what its page shares with the other."""
    article = view.shelf.article(trace.article)
    before, marked, after = _in_sentence(article, trace.span) if trace.span else (None, None, None)
    other = view.article(trace.other) if trace.other else None
    return Why(
        how=trace.how,
        words=clipped(view.why(trace.how), LONGEST),
        before=before,
        marked=marked,
        after=after,
        other=other.id if other else None,
        other_outlet=outlet_of(other) if other else None,
        other_published=other.published.edtf if other and other.published else None,
        shared=shared_of(view, article, other) if other else None,
    )


def _in_sentence(article: Article, span: Span) -> tuple[str, str, str]:
    """Return a place with what stands before and after it in its sentence, or near it."""
    text = article.text
    block = article.block_at(span.start)
    low = max(block.span.start if block else 0, span.start - _ROUND)
    high = min(block.span.end if block else len(text), span.end + _ROUND)
    start = max((text.rfind(mark, low, span.start) + 1 for mark in _ENDS), default=low)
    ends = [at + 1 for mark in _ENDS if (at := text.find(mark, span.end, high)) >= 0]
    return (text[max(low, start) : span.start].lstrip(), span.of(text)[:LONGEST], text[span.end : min([high, *ends])])


def shared_of(view: View, article: Article, other: Article) -> Shared | None:
    """Return what two pages share, None where nothing of it is kept."""
    kin = kin_of(view, article.id, other.id)
    if kin is None:
        return None
    pairs = [(left, right) if kin.left == article.id else (right, left) for left, right in kin.shared]
    fit = [(a, b) for a, b in pairs if a.end <= len(article.text) and b.end <= len(other.text)]
    longest = sorted(sorted(fit, key=lambda pair: -len(pair[0]))[:PASSAGES])
    return Shared(
        kinship=kin.kinship.value,
        share=round(kin.score, 2),
        passages=tuple(
            Passage(here=clipped(a.of(article.text), LONGEST), there=clipped(b.of(other.text), LONGEST))
            for a, b in longest
        ),
        number=len(fit),
    )


PAGE = PageKind(name="origins", path="/origins", make=origins, in_menu=True, sheets=("lists.css",))
ORIGIN = PageKind(name="origin", path="/origin/{id}", make=origin, sheets=("lists.css",))
