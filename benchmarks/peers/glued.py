"""What is glued together today for the same question, as a peer for speed: a page → text, names, quotations, dates.

    .venv-bench/bin/python benchmarks/peers/glued.py speed --texts FILE [--cores 0] [--tuned]

trafilatura takes the text and the publication date out of the HTML, spaCy's small English pipeline finds names and
parses, textacy's direct quotations are read from its parse, dateparser looks for dates in the text, reckoned from the
day of publication: each called as its own documentation shows it. ``--tuned`` is what somebody makes of it who has
measured: trafilatura's fast way without metadata, and dateparser in English for what spaCy marked as dates alone.
Knows nothing of the package; runs with the environment of ``make bench-peers``.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import warnings
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.peers.rounds import pin, serve
from benchmarks.peers.spacy_small import load

DATES = {"DATE", "TIME"}
Library = Any
"""The four libraries are not there when the types are checked."""


class Glued:
    """The four, ready to read; ``read`` gives how many names, quotations and dates a page has."""

    def __init__(self) -> None:
        self.nlp = load()
        self.pages: Library = importlib.import_module("trafilatura")
        self.quotes: Library = importlib.import_module("textacy.extract")
        self.dates: Library = importlib.import_module("dateparser")
        self.search: Library = importlib.import_module("dateparser.search")

    def read(self, page: str) -> tuple[int, int, int]:
        """Read an HTML page as the documentation of each shows it."""
        found = self.pages.bare_extraction(page, with_metadata=True)
        if found is None:
            return 0, 0, 0
        parse = self.nlp(found.text)
        base = {"RELATIVE_BASE": datetime.fromisoformat(found.date)} if found.date else {}
        dated = self.search.search_dates(found.text, settings=base) or []
        return len(parse.ents), len(self.quoted(parse)), len(dated)

    def quoted(self, parse: Library) -> list[Library]:
        """Direct quotations of a parse."""
        try:
            return list(self.quotes.direct_quotations(parse))
        except ValueError:  # one mark that is not closed, and the library gives the whole page up
            return []


class Tuned(Glued):
    """The same with everything left out that costs much and is not asked for."""

    def read(self, page: str) -> tuple[int, int, int]:
        """Read an HTML page as fast as the four can."""
        parse = self.nlp(self.pages.extract(page, fast=True) or "")
        dated = [self.dates.parse(e.text, languages=["en"]) for e in parse.ents if e.label_ in DATES]
        return len(parse.ents), len(self.quoted(parse)), sum(day is not None for day in dated)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["speed"])
    parser.add_argument("--texts", type=Path, required=True, help="a JSON list of HTML pages")
    parser.add_argument("--cores", default="", help="the cores to keep to, as 0 or 0,1")
    parser.add_argument("--tuned", action="store_true")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    pin(args.cores)
    glued = Tuned() if args.tuned else Glued()
    serve(lambda held: [glued.read(page) for page in held], args.texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
