"""The brief of a dossier: key points first, then the record by sort, every line with its footnotes.

It keeps the promises of the report of one page (see ``export.report``): what did not happen never reads as if it had,
quotation marks stand only round words a page quotes or round a page's own sentence, nothing stands in it that is not
in the record. Beside each line stands of how many independent origins it is, and pages of unknown origin apart.
"""

from __future__ import annotations

from datetime import date

from communique.export.dates import day_in_words
from communique.export.dossier.disputes import disputes
from communique.export.dossier.footnotes import NAMED
from communique.export.dossier.happened import chronicle
from communique.export.dossier.keypoints import key_points
from communique.export.dossier.proposals import proposals
from communique.export.dossier.scope import Scope, day_of
from communique.export.dossier.shape import Briefing
from communique.export.dossier.sources import sources
from communique.export.dossier.standpoints import standpoints
from communique.export.dossier.state import control, open_issues
from communique.export.dossier.talks import talks
from communique.export.dossier.teller import Teller, many
from communique.export.wording import clipped
from communique.model import Article, Dossier, Shelf
from communique.version import __version__


def briefing(dossier: Dossier, shelf: Shelf, scope: Scope) -> Briefing:
    """Return the brief of ``dossier``, made of the accounts on ``shelf``, as ``scope`` asks for it.

    The same dossier, accounts and scope give the same brief, in whatever order the accounts came.
    """
    teller = Teller(dossier, shelf, scope)
    days = [day for account in shelf if (day := day_of(account.article))]
    newest = max(days, default="")
    first = key_points(teller, newest)
    in_rounds = frozenset(one.happening for one in dossier.rounds)
    chapters = [
        first,
        talks(teller),
        standpoints(teller),
        proposals(teller),
        disputes(teller),
        open_issues(teller),
        control(teller),
        chronicle(teller, in_rounds, newest),
    ]
    told = [chapter for chapter in chapters if chapter.groups]
    return Briefing(
        title=clipped(scope.name, NAMED) or "Dossier without a name",
        about=_about(teller, days, nothing=not told),
        chapters=(*told, *(chapter for chapter in (sources(teller),) if chapter.groups)),
        notes=teller.notes.all(),
        day=scope.today.isoformat(),
    )


def _about(teller: Teller, days: list[str], *, nothing: bool) -> tuple[str, ...]:
    scope, shelf = teller.scope, teller.shelf
    undated = len(shelf) - len(days)
    first = min((_first_day(account.article) for account in shelf if day_of(account.article)), default="")
    period = f"pages published {_between(first, max(days))}" if days else "no page with a known date"
    if undated and days:
        period += f", {many(undated, 'page')} without a date"
    lines = [f"Brief of {day_in_words(scope.today)}; {period}"]
    articles = [account.article.id for account in shelf]
    known = [article for article in articles if teller.hand(article) is not None]
    origins = len(teller.origins(articles))
    dark = len(articles) - len(known)
    unknown = f" ({many(dark, 'page')} of unknown origin)" if dark else ""
    lines.append(f"{many(len(articles), 'page')} from {many(origins, 'independent origin')}{unknown}")
    if scope.since is not None:
        new = sum(article in teller.news for article in articles)
        since = day_in_words(scope.since)
        lines.append(
            f"Only what is new since {since}: {many(new, 'page')} of {len(articles)}; pages without a date count by "
            "the day they were added"
            + (f", {len(teller.news.undated)} with neither as new" if teller.news.undated else "")
        )
    if nothing:
        lines.append("Nothing to tell" if scope.since is None else "Nothing new to tell")
    readers = ", ".join(sorted({clipped(account.reader, NAMED) for account in shelf}))
    lines.append(f"Made by Communiqué {__version__}" + (f" with {readers}" if readers else "") + "; no language model")
    return tuple(lines)


def _first_day(article: Article) -> str:
    when = article.published
    return ((when.earliest if when else None) or day_of(article))[:10]


def _between(first: str, last: str) -> str:
    begin, end = (day_in_words(date.fromisoformat(day)) for day in (first, last))
    return f"on {begin}" if first == last else f"from {begin} to {end}"
