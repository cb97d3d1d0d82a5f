"""Many pages kept as one dossier: added, compared with what is there, and told anew.

    with create(Path("talks.db"), "Talks") as record:
        for outcome in add(record, ["pages/"], tools, now=clock):
            print(outcome.origin, outcome.state)
        dossier = tell(record)

What a page says is read once (``pipeline.read_page``); what it shares with pages added before is looked up by keys, so
that the thousandth page costs what the first did; what all of them say together is made anew of the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from communique.model import Account, Dossier, Event, Kin, Page, Rejection, Same, Shelf
from communique.pipeline import Tools
from communique.record import Added, Along, Capture, Method, Record
from communique.run import attempt
from communique.source import open_all
from communique.story import (
    Parties,
    candidates,
    compare,
    copies_in,
    copy_candidates,
    gather,
    group,
    kin,
    origins,
    printed,
    signature,
    stories,
    tell_dossier,
    tellings,
)
from communique.version import __version__

Clock = Callable[[], str]
"""Gives the time, in UTC and ISO 8601: when a page was captured. Only the command line has a real one."""


class State(StrEnum):
    """What became of a source."""

    ADDED = "added"
    REPLACED = "read again"
    KNOWN = "already there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a page: ``rejection`` tells why it gave no account."""

    origin: str
    state: State
    article: str | None = None
    rejection: Rejection | None = None


def add(
    record: Record,
    sources: Iterable[str],
    tools: Tools,
    *,
    now: Clock,
    published: str | None = None,
) -> Iterator[Outcome]:
    """Read every page of ``sources`` that is not there yet and keep it; yield what became of each.

    One page is one transaction: stopped at any moment, what was told to be added is whole in the file and the rest is
    not in it at all. Two processes may add to one dossier at once. ``tell`` has to be called after.
    """
    asked = list(sources)
    run = record.start_run(
        version=__version__, made_by=tools.made_by, reader=tools.reader.name, started=now(), arguments=asked
    )
    for page in open_all(asked, published=published):
        if isinstance(page, Rejection):
            record.fail(page, run=run)
            yield Outcome(origin=page.origin, state=State.REFUSED, rejection=page)
        else:
            yield _added(record, page, tools, run, now())
    record.finish_run(run, finished=now())


def _added(record: Record, page: Page, tools: Tools, run: int, at: str) -> Outcome:
    method = Method.STDIN if page.origin == "-" else Method.FILE
    page = _placed(page)
    if not record.is_new(page, tools.made_by, method):
        return Outcome(origin=page.origin, state=State.KNOWN)
    read = attempt(page, tools)
    along = Along(bands=_bands(read)) if isinstance(read, Account) else Along()
    state = record.add(Capture(page=page, captured=at, method=method), read, run=run, along=along)
    if isinstance(read, Rejection):
        return Outcome(origin=page.origin, state=State.REFUSED, rejection=read)
    named = {Added.REPLACED: State.REPLACED, Added.KNOWN: State.KNOWN, Added.REFUSED: State.REFUSED}
    return Outcome(origin=page.origin, state=named.get(state, State.ADDED), article=read.article.id)


def _placed(page: Page) -> Page:
    """Call a file by its whole path: ``page.html`` of two folders is two pages; ``s3://…`` is whole."""
    return (
        page
        if page.origin == "-" or page.url or "://" in page.origin
        else replace(page, origin=str(Path(page.origin).resolve()))
    )


def _bands(account: Account) -> tuple[str, ...]:
    return tuple(f"{value:x}" for value in signature(account.article))


def tell(record: Record) -> Dossier:
    """Compare what has not been compared yet, make anew what all pages say together, keep it, and return it.

    What another process adds meanwhile is told by its own ``tell``; until then the record knows that it is behind.
    """
    as_of = record.changes
    new = frozenset(record.waiting())
    shelf = record.shelf()
    # No rule joins or parts actors by rows: who is who does not depend on what is settled here.
    parties = gather(shelf, record.verdicts())
    record.settle(sorted(new), _kin(record, shelf, new), _same(shelf, parties, new))
    dossier = _told(record, shelf, parties)
    record.keep_told(dossier, as_of=as_of)
    return dossier


def _kin(record: Record, shelf: Shelf, new: frozenset[str]) -> Iterator[Kin]:
    """Yield how the texts of new pages are related to others that share marks with them."""
    marks = {article: tuple(int(band, 16) for band in bands) for article, bands in record.bands().items()}
    for left, right in copy_candidates(marks):
        if (left in new or right in new) and left in shelf and right in shelf:
            yield kin(shelf.article(left), shelf.article(right))


def _same(shelf: Shelf, parties: Parties, new: frozenset[str]) -> tuple[Same, ...]:
    """Return verdicts on the events of new pages and those they are like, on any page."""
    events = [fact.id for fact in shelf.facts() if isinstance(fact, Event)]
    fresh = [fact for fact in events if shelf.account_of(fact).article.id in new]
    return compare(shelf, parties, candidates(tellings(shelf, parties, events), fresh)) if fresh else ()


def told(record: Record) -> Dossier:
    """Return what all pages of a record say together, by the decisions that are in it; nothing is written."""
    shelf = record.shelf()
    return _told(record, shelf, gather(shelf, record.verdicts()))


def _told(record: Record, shelf: Shelf, parties: Parties) -> Dossier:
    verdicts = record.verdicts()
    events = [fact.id for fact in shelf.facts() if isinstance(fact, Event)]
    known = frozenset(events)
    kept = [row for row in record.kin() if row.left in shelf and row.right in shelf]
    copies = copies_in(shelf, kept)
    rows = [row for row in verdicts if row.left in known and row.right in known]
    groups = group(events, rows, printed(shelf, copies))
    hands = origins(shelf, kept)
    return tell_dossier(shelf, groups, stories(shelf, groups, copies), parties, hands, _versions(record))


def _versions(record: Record) -> tuple[tuple[Account, ...], ...]:
    """Return the accounts of pages that changed, each in the order of capture."""
    changed = [page.article for page in record.pages() if page.versions > 1]
    return tuple(tuple(record.account(version.article) for version in record.versions(article)) for article in changed)
