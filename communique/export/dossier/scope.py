"""What of a dossier a brief is to tell: everything, or what is new since a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from communique.export.codes import short_how
from communique.model import Article


def in_short(how: str) -> str:
    """Return the name of a decision as words: ``story.origin.origins.agency_credit`` is "agency credit"."""
    return short_how(how).replace("-", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """The day an article (by id) came into the dossier: it stands in for the day of publication of an undated page
    where "new since" is asked, and nowhere else."""

    article: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What is asked for: the dossier's name, the day of the brief, since when (None: everything).

    ``why`` gives the explanation of a ``how`` in short, for the list of sources; the caller, who may look into
    ``story``, can pass the first sentence of the docstring.
    """

    name: str
    today: date
    since: date | None = None
    captured: tuple[Capture, ...] = ()
    why: Callable[[str], str] = in_short


class News:
    """Which pages are new."""

    def __init__(self, articles: Iterable[Article], scope: Scope) -> None:
        """Judge ``articles`` by the day of publication, undated ones by the day of capture.

        A page "of May 2026" may be of its last day and so is new since 20 May. A page with neither day is taken as
        new: it must not be lost to a reader who asks for the news alone.
        """
        self.since = scope.since
        captured = {capture.article: capture.day.isoformat() for capture in scope.captured}
        since = scope.since.isoformat() if scope.since else ""
        days = {article.id: day_of(article) or captured.get(article.id, "") for article in articles}
        self._new = {article for article, day in days.items() if not day or day >= since}
        self.undated = frozenset(article for article, day in days.items() if not day)

    def __contains__(self, article: str) -> bool:
        """Tell whether an article (by id) is new, or everything is asked for."""
        return article in self._new

    def any(self, articles: Iterable[str]) -> bool:
        """Tell whether one of the articles (ids) is new."""
        return any(article in self._new for article in articles)


def day_of(article: Article) -> str:
    """Return the last day (ISO) on which ``article`` may have been published, "" where that is unknown."""
    when = article.published
    return ((when.latest or when.earliest or "") if when else "")[:10]
