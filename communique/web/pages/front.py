"""The front page: what is happening now, what most tell, what rises, opinion apart, the state of play."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED, file_of, outlet_of
from communique.export.dossier.happened import HISTORY, found
from communique.export.dossier.scope import day_of
from communique.export.wording import clipped
from communique.model import ArticleKind, Happening
from communique.web.pages.kind import Asked, PageKind
from communique.web.play import Play, play
from communique.web.rising import Trend, trend
from communique.web.telling import Line, line_of_happening
from communique.web.view import View

_NOW, _TOP, _OPINION = 10, 8, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A page of opinion: somebody's view, counted among no reports."""

    article: str
    headline: str
    outlet: str
    authors: tuple[str, ...]
    published: str | None
    facts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands on the front page. ``pages``, ``origins``: how many in all; ``newest``: day of the newest page;
    ``failures``: pages that could not be read."""

    pages: int
    origins: int
    newest: str | None
    failures: int
    now: tuple[Line, ...]
    top: tuple[Line, ...]
    trend: Trend
    opinion: tuple[Opinion, ...]
    play: Play


def front(view: View, asked: Asked) -> Front:
    """Return the front page: made once for each state of the dossier."""
    return make_once(view)


def make_once(view: View) -> Front:
    """Return the front page of a view, made the first time it is asked for."""
    return view.once(_front)


def _front(view: View) -> Front:
    reported = [happening for happening in view.dossier.happenings if _is_reported(view, happening)]
    days = {happening.id: published_last(view, happening) for happening in reported}
    latest = sorted(reported, key=lambda h: (days[h.id], len(h.backing.origins), h.id), reverse=True)
    hands = {h.id: _hands(view, h) for h in reported if len(h.backing.origins) > 1 and h.status not in HISTORY}
    backed = [h for h in reported if hands.get(h.id, 0) > 1]
    backed.sort(key=lambda h: (hands[h.id], days[h.id], h.id), reverse=True)
    articles = [account.article.id for account in view.shelf]
    return Front(
        pages=len(articles),
        origins=len(view.teller.origins(articles)),
        newest=view.newest or None,
        failures=len(view.failures),
        now=_lines(view, latest, _NOW),
        top=_lines(view, backed, _TOP),
        trend=trend(view),
        opinion=_opinion(view),
        play=play(view),
    )


def published_last(view: View, happening: Happening) -> str:
    """Return the last day (ISO) on which a page told of a happening, "" where that is unknown."""
    return view.teller.last_day(view.events_of(happening))


def _hands(view: View, happening: Happening) -> int:
    """Return how many known origins tell of a happening with the status it has: the count that is shown."""
    one = found(happening, view.teller)
    return len(view.teller.origins(view.teller.articles_of(one.agreeing))) if one else 0


def _is_reported(view: View, happening: Happening) -> bool:
    """Tell whether a page that is no opinion tells of it: of opinion alone it stands in its own strip."""
    articles = (view.account_of(event.id).article for event in view.events_of(happening))
    return any(article.kind is not ArticleKind.OPINION for article in articles)


def _lines(view: View, happenings: list[Happening], most: int) -> tuple[Line, ...]:
    lines = (line_of_happening(view, happening) for happening in happenings[:most])
    return tuple(line for line in lines if line is not None)


def _opinion(view: View) -> tuple[Opinion, ...]:
    pages = [account for account in view.shelf if account.article.kind is ArticleKind.OPINION]
    pages.sort(key=lambda account: (day_of(account.article), account.article.id), reverse=True)
    return tuple(
        Opinion(
            article=account.article.id,
            headline=clipped(account.article.headline or "", NAMED) or file_of(account.article),
            outlet=outlet_of(account.article),
            authors=tuple(clipped(name, NAMED) for name in account.article.authors[:5]),
            published=account.article.published.edtf if account.article.published else None,
            facts=len(account.facts),
        )
        for account in pages[:_OPINION]
    )


PAGE = PageKind(name="front", path="/", make=front, in_menu=True)
