"""Sources → an opened run, in one call."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from os import PathLike

from communique.corpus.run import Run
from communique.progress import Pace
from communique.run import Step, Work, run_local


def read(
    *sources: str | PathLike[str],
    out: str | PathLike[str] | None = None,
    workers: int | None = None,
    published: str | None = None,
    actors: str | PathLike[str] | None = None,
    issues: str | PathLike[str] | None = None,
) -> Run:
    """Read pages, folders, archives, tables and exports of news databases on this machine, and open what came of it.

    As ``communique run``: into the folder ``out``, from which the same call goes on when it was stopped; without one
    into a folder that is gone when Python ends. ``workers`` processes read, by default one for every core;
    ``published`` is a day (``2025-12-06``) the caller vouches for; ``actors`` and ``issues`` are files of your own, as
    in ``Tools.load``. A line on stderr tells how far it is. In a script, call it under ``if __name__ == "__main__":``,
    because the workers are processes that import it, too. Raises UsageError for that, for a source that is not there,
    for a folder that holds another run.

        run = communique.read("factiva/", "CC-NEWS-20251206.warc.gz")
        run.events().to_pandas()
    """
    folder = os.fspath(out) if out is not None else _passing()
    work = Work.shipped(actors=os.fspath(actors) if actors else None, issues=os.fspath(issues) if issues else None)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with Pace("reading") as pace:

        def watch(step: Step) -> None:
            pace.reach(step.pages, step.articles, step.bytes / step.of_bytes if step.of_bytes else None)

        named = [os.fspath(source) for source in sources]
        run_local(named, folder, work=work, workers=workers or cores, published=published, watch=watch)
    return Run.open(folder)


def _passing() -> str:
    """Make a folder that goes when Python does."""
    folder = tempfile.mkdtemp(prefix="communique-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
