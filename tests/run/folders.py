"""Corpora of pages that are a line each, and folders of runs as what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow.parquet as pq

from communique.run import Asked, Local, Tally, Work, run
from tests.run.stand_in import LIMITS, WORK


def corpus(folder: Path, words: Iterable[str]) -> str:
    """Write a page for each of the words, in their order."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, word in enumerate(words):
        (folder / f"{number:04d}.txt").write_text(word, encoding="utf-8")
    return str(folder)


def ran(out: Path, *sources: str, workers: int = 1, full: int = 60, work: Work = WORK) -> Tally:
    """Run the sources into a folder."""
    with Local(work, workers) as engine:
        return run(Asked(sources=sources, out=str(out), limits=LIMITS, full=full), engine)


def held(out: Path) -> dict[str, bytes]:
    """Return the bytes of every file of a run but the clock's."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name != "goes.jsonl")
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def rows(out: Path, table: str) -> list[dict[str, object]]:
    """Return the rows of a table, part after part."""
    return [row for path in sorted((out / table).iterdir()) for row in pq.read_table(path).to_pylist()]


def origins(out: Path, table: str) -> list[str]:
    """Return the names of the files that the rows of a table are of."""
    return [Path(str(row["origin"])).name for row in rows(out, table)]
