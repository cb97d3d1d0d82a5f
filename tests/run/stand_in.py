"""What stands in for the reader in tests of a run: pages of one line each, which say what shall become of them.

Also a driver to be killed: ``python -m tests.run.stand_in OUT WORKERS SOURCE...``.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from types import SimpleNamespace

from communique.errors import InstallationError
from communique.model import Account, BlockKind, Page, Reason, Rejection, digest
from communique.run import Asked, Batch, Key, Limits, Local, Work, run
from tests.accounts import Draft, article_of

GRABBED: list[bytearray] = []


def load(made_by: str = "tools") -> SimpleNamespace:
    """Tools that know nothing."""
    reader = SimpleNamespace(name="stand-in", digest="1")
    return SimpleNamespace(
        made_by=made_by,
        reader=reader,
        atlas=SimpleNamespace(digest="2", faults=()),
        issues=SimpleNamespace(digest="3"),
    )


def missing() -> SimpleNamespace:
    """Tools of a damaged installation."""
    raise InstallationError("the weights are missing")


def read(page: Page, tools: SimpleNamespace) -> Account | Rejection:
    """Do what the page says, else make an account of it with one event."""
    word, _, rest = page.body.decode().partition(" ")
    if word == "refuse":
        return Rejection(origin=page.origin, url=page.url, reason=Reason.INDEX_PAGE, detail="a list")
    if word == "stumble":
        return Rejection(origin=page.origin, url=page.url, reason=Reason.FAULT, detail="a fault")
    if word == "abort":
        os.abort()
    if word == "leave":
        os._exit(3)
    if word == "spin":
        while True:
            pass
    if word == "deaf":
        while True:
            try:
                while True:
                    pass
            except BaseException:
                pass
    if word == "sleep":
        time.sleep(600)
    if word == "grab":
        GRABBED.append(bytearray(600_000_000))
        GRABBED.append(bytearray(600_000_000))
    if word == "slow":
        time.sleep(0.05)
    draft = Draft(
        article_of((BlockKind.HEADLINE, word), (BlockKind.BODY, f"Ada Voss met envoys. {rest}"), origin=page.origin)
    )
    draft.article = replace(draft.article, id=digest(page.url or "", draft.article.text), url=page.url)
    who = draft.actor("Ada Voss")
    draft.event("Ada Voss met envoys.", "met", actors=(who,))
    return Account(
        article=draft.article,
        references=tuple(draft.references),
        facts=tuple(draft.facts),
        made_by=tools.made_by,
        reader=tools.reader.name,
    )


def opens_some_and_dies(pipe: Connection, limits: Limits) -> None:
    """Stand in for what opens a unit: give its first batches that are not done yet, then be killed."""
    task = pipe.recv()
    for number in range(2):
        if number not in task.done:
            pipe.send(Batch(key=Key(task.number, number), items=(), last=False))
    os.abort()


def say_environment(pipe: Connection, *names: str) -> None:
    """Send what these are set to."""
    pipe.send([os.environ.get(name) for name in names])


LIMITS = Limits(seconds=1.5, memory=500_000_000)
WORK = Work(load=load, read=read, limits=LIMITS)


def main() -> None:
    """Run the sources with small parts."""
    out, workers, *sources = sys.argv[1:]
    with Local(WORK, int(workers)) as engine:
        run(Asked(sources=tuple(sources), out=out, limits=LIMITS, full=60), engine)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    main()
