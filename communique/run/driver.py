"""A run from its beginning to its end, or to where it is stopped: what both engines share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from communique.errors import UsageError
from communique.run.engine import Engine
from communique.run.folder import Folder
from communique.run.local import Local
from communique.run.lock import only_one
from communique.run.parts import FULL
from communique.run.plan import Plan
from communique.run.store import Store
from communique.run.tally import Tally
from communique.run.work import Limits, Work
from communique.source import Unit, all_there, units

GOES = "goes.jsonl"
"""A line for each go at the run: when, how long, with what. All that hangs on the clock is here."""

Clock = Callable[[], str]
"""Gives the time in UTC, ISO 8601. Only the command line has a real one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a run is: pages read by this go, articles there by now, bytes of sources behind us of all there are.

    ``faults``, with the first step: rows of a user's own table that could not be used.
    """

    pages: int = 0
    articles: int = 0
    bytes: int = 0
    of_bytes: int = 0
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be read, and where to: ``out`` is a folder or an address that fsspec opens.

    ``published`` is a day (``2025-12-06``) the caller vouches for, given to every page; ``full``: pages of a part.
    """

    sources: tuple[str, ...]
    out: str
    published: str | None = None
    limits: Limits = field(default_factory=Limits)
    full: int = FULL


Watch = Callable[[Step], None]


def run(asked: Asked, engine: Engine, *, now: Clock | None = None, watch: Watch | None = None) -> Tally:
    """Read what is asked for, or what an earlier go left of it, and return the counts of the whole run.

    Stopped at any moment (KeyboardInterrupt, a kill), all that was read is kept, and the same call goes on from there.
    A finished run is not touched. ``now``: for ``goes.jsonl``, which is not written without; ``watch`` is told of every
    batch. Raises UsageError where a source is not there, the folder holds another run or another driver is in it,
    CommuniqueError.
    """
    store = Store(asked.out)
    if store.path is not None and store.path.exists() and not store.path.is_dir():
        raise UsageError(f"{store.root}: is a file; name a folder, new or of this run")
    all_there(asked.sources)
    _not_inside(asked)
    listed = list(units(asked.sources, published=asked.published))
    with only_one(store):
        about = engine.about()
        if watch is not None:
            watch(Step(faults=about.faults))
        plan = Plan.of(listed, about, published=asked.published, limits=asked.limits)
        folder = Folder(store, plan, full=asked.full)
        if not folder.finished:
            with _told_in_goes(store, engine, now):
                _read_all(folder, engine, store, listed, watch)
        return folder.tally


def _not_inside(asked: Asked) -> None:
    """Refuse a folder that lies in one of its sources: `run . --out run1`, stopped and begun again, would read its own
    tables. Raises UsageError.
    """
    if "://" in asked.out:
        return
    out = Path(asked.out).resolve()
    for source in asked.sources:
        if "://" not in source and Path(source).is_dir() and out.is_relative_to(Path(source).resolve()):
            raise UsageError(f"{asked.out} lies in {source}, which is read: name a folder outside of it")


def run_local(
    sources: Sequence[str],
    out: str,
    *,
    work: Work,
    workers: int,
    published: str | None = None,
    now: Clock | None = None,
    watch: Watch | None = None,
) -> Tally:
    """Read ``sources`` on this machine with so many processes into the folder ``out``; see ``run``."""
    asked = Asked(sources=tuple(sources), out=out, published=published, limits=work.limits)
    with Local(work, workers) as engine:
        return run(asked, engine, now=now, watch=watch)


def _read_all(folder: Folder, engine: Engine, store: Store, listed: Sequence[Unit], watch: Watch | None) -> None:
    behind = list(accumulate((unit.size for unit in listed), initial=0))
    pages = 0
    with closing(engine.read(folder.tasks(listed), store)) as done:
        for spooled in done:
            folder.take(spooled)
            pages += spooled.pages
            if watch is not None:
                watch(Step(pages=pages, articles=folder.articles, bytes=behind[folder.reached], of_bytes=behind[-1]))
    folder.finish()


@contextmanager
def _told_in_goes(store: Store, engine: Engine, now: Clock | None) -> Iterator[None]:
    """Write a line on this go when it begins and again, with its end, when it ends."""
    if now is None:
        yield
        return
    before = store.read(GOES) or b""
    go: dict[str, object] = {
        "started": now(),
        "ended": None,
        "engine": engine.name,
        "workers": engine.workers,
        "done": False,
    }
    store.write(GOES, before + _line(go))
    try:
        yield
        go["done"] = True
    finally:
        store.write(GOES, before + _line(go | {"ended": now()}))


def _line(said: dict[str, object]) -> bytes:
    return (json.dumps(said) + "\n").encode()
