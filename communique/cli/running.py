"""What needs the reader, apart so that other commands start fast: reading a corpus, and what is said of it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass

from communique.cli.app import complain
from communique.cli.asked import now
from communique.errors import UsageError
from communique.export import visible
from communique.model import FAILURES, Reason
from communique.progress import Pace
from communique.run import Asked, Limits, Local, Step, Tally, Work, run
from communique.scale import Cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the command was given; ``seconds`` and ``memory`` (bytes) are what a page may take."""

    sources: tuple[str, ...]
    out: str
    workers: int | None
    ray: bool
    address: str | None
    published: str | None
    actors: str | None
    issues: str | None
    seconds: float
    memory: int


def running(order: Order) -> None:
    """Read what was ordered, with a line of progress, and tell what came of it."""
    began, read = time.monotonic(), 0
    limits = Limits(seconds=order.seconds, memory=order.memory)
    work = Work.shipped(actors=order.actors, issues=order.issues, limits=limits)
    with Pace("running") as pace:

        def watch(step: Step) -> None:
            nonlocal read
            read = step.pages
            for fault in step.faults:
                pace.clear()
                complain(fault)
            pace.reach(step.pages, step.articles, step.bytes / step.of_bytes if step.of_bytes else None)

        # Ray writes to standard output when a machine is lost; ours is for the result.
        with redirect_stdout(sys.stderr), _engine(order, work) as engine:
            asked = Asked(sources=order.sources, out=order.out, published=order.published, limits=limits)
            tally = run(asked, engine, now=now, watch=watch)
    sys.stdout.writelines(summary(order.out, tally, read, time.monotonic() - began))


def _engine(order: Order, work: Work) -> Local | Cluster:
    """Return who reads. Ray is loaded only where it is asked for."""
    if order.ray:
        return Cluster(work, order.workers, address=order.address)
    if order.address is not None:
        raise UsageError("--address is that of a Ray cluster: give --engine ray, too")
    return Local(work, order.workers or _cores())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def summary(out: str, tally: Tally, read: int, seconds: float) -> Iterator[str]:
    """Yield lines: what there is, what was refused and why, and how fast it went (pages of this go)."""
    refused = [(name, n) for name, n in tally.reasons if name not in FAILURES and name != Reason.DUPLICATE]
    failed = [(name, n) for name, n in tally.reasons if name in FAILURES]
    yield f"pages       {tally.pages:,}\n"
    yield f"articles    {tally.articles:,}\n"
    yield f"duplicates  {tally.duplicates:,}\n"
    yield f"refused     {_counted(refused)}\n"
    yield f"failed      {_counted(failed)}\n"
    yield f"facts       {_counted(tally.facts)}\n"
    if read:
        yield f"pace        {read / seconds:.1f} pages/s ({read:,} pages in {seconds:,.0f} s)\n"
    yield f"tables      {visible(out)}\n"


def _counted(counts: Iterable[tuple[str, int]]) -> str:
    """Write counts: the sum, then each, the most first."""
    each = sorted(counts, key=lambda count: (-count[1], count[0]))
    total = sum(number for _, number in each)
    return f"{total:,} ({', '.join(f'{name} {number:,}' for name, number in each)})" if each else "0"
