"""Many pages kept as one dossier: added, compared with what is there, and told anew.

    with create(Path("talks.db"), "Talks") as record:
        for outcome in add(record, ["pages/"], tools, now=clock):
            print(outcome.origin, outcome.state)
        dossier = tell(record)

What a page says is read once (``pipeline.read_page``); what it shares with pages added before is looked up by keys, so
that the thousandth page costs what the first did; what all of them say together is made anew of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from communique.article import open_all
from communique.model import Account, Dossier, Event, Kin, Page, Rejection, Same, Shelf
from communique.pipeline import Tools
from communique.record import Added, Along, Capture, Method, Record
from communique.run import attempt
from communique.story import compare, gather, group, keys_of, kin, origins, related, signature, stories
from communique.story import tell as tell_all
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
    if not record.is_new(page, tools.made_by, method):
        return Outcome(origin=page.origin, state=State.KNOWN)
    read = attempt(page, tools)
    capture = Capture(page=page, captured=at, method=method)
    # What another process adds meanwhile must be compared with, too: so all of it in one transaction.
    with record.writing():
        if isinstance(read, Rejection):
            record.add(capture, read, run=run)
            return Outcome(origin=page.origin, state=State.REFUSED, rejection=read)
        state = record.add(capture, read, run=run, along=_along(record, read))
    named = State.REPLACED if state is Added.REPLACED else State.KNOWN if state is Added.KNOWN else State.ADDED
    return Outcome(origin=page.origin, state=named, article=read.article.id)


def _along(record: Record, account: Account) -> Along:
    """Return what is kept beside an account: the keys it is found by, and how it is related to what is there."""
    bands = tuple(f"{value:x}" for value in signature(account.article))
    keys = tuple((key, event.id) for event in account.facts if isinstance(event, Event) for key in keys_of(event, account))
    return Along(
        bands=bands,
        keys=keys,
        vectors=tuple((v.of, v.values) for v in account.vectors),
        kin=tuple(_kin(record, account, bands)),
        same=tuple(_same(record, account, keys)),
    )


def tell(record: Record) -> Dossier:
    """Make anew what all pages of a dossier say together, keep it, and return it."""
    with record.writing():
        dossier = told(record)
        record.keep_told(dossier)
    return dossier
