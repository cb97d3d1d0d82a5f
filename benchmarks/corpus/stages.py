"""Where the time of a page goes: opening, extracting, reading, referring, finding facts, writing rows.

    python benchmarks/corpus/stages.py --texts FILE [--cores 0]     reads the HTML pages of FILE whenever told to go

Processor time of one process on one core.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Protocol

# As the workers of a run: numpy reads these when it is imported, and two threads in small products wait for each other.
os.environ |= {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.peers.rounds import pin, serve
from communique.article import extract
from communique.fact import find_record
from communique.model import Page, Rejection
from communique.pipeline import Tools
from communique.reading import Reader
from communique.reference import dated, refer
from communique.run import attempt
from communique.tables import Sheet

SHEET = 32


class Sampled(Protocol):
    """A page with the words that are read of it."""

    html: str
    words: int


def tools() -> Tools:
    """Load what a worker reads with."""
    return replace(Tools.load(), reader=Reader(threads=1))


def page_of(html: str) -> Page:
    """Make a page of HTML."""
    return Page.of(html.encode(), origin="speed.html", media_type="text/html; charset=utf-8")


def read_all(pages: list[str], ready: Tools) -> None:
    """Do what a worker does: read each page, make the tables of every batch."""
    for first in range(0, len(pages), SHEET):
        sheet = Sheet()
        for html in pages[first : first + SHEET]:
            sheet.add(attempt(page_of(html), ready))
        sheet.tables()


def stages(chosen: list[Sampled]) -> None:
    """Print milliseconds of processor time a page and stage, measured in this process."""
    ready = tools()
    spent = dict.fromkeys(("extract", "read", "refer", "facts", "rows"), 0.0)
    sheet, clock = Sheet(), time.process_time
    read_all([chosen[0].html], ready)
    for sample in chosen:
        begin = clock()
        article = extract(page_of(sample.html))
        spent["extract"] += clock() - begin
        if isinstance(article, Rejection):
            continue
        begin = clock()
        reading = ready.reader.read(article)
        spent["read"], begin = spent["read"] + clock() - begin, clock()
        reading = dated(reading, ready.atlas)
        references = refer(reading, ready.atlas)
        spent["refer"], begin = spent["refer"] + clock() - begin, clock()
        find_record(reading, references, ready.issues)
        spent["facts"] += clock() - begin
        account = attempt(page_of(sample.html), ready)
        begin = clock()
        sheet.add(account)
        spent["rows"] += clock() - begin
    begin = clock()
    sheet.tables()
    spent["rows"] += clock() - begin
    whole, words = sum(spent.values()), sum(s.words for s in chosen)
    print(f"\n{'stage':10} {'ms a page':>10} {'ms/750 words':>13} {'share':>7}   (processor time, one core)")
    for name, seconds in [*spent.items(), ("all", whole)]:
        each = 1000 * seconds
        print(f"{name:10} {each / len(chosen):10.1f} {each / words * 750:13.1f} {seconds / whole:7.1%}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True, help="a JSON list of HTML pages")
    parser.add_argument("--cores", default="", help="the cores to keep to, as 0 or 0,1")
    args = parser.parse_args()
    pin(args.cores)
    ready = tools()
    serve(lambda held: read_all(held, ready), args.texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
