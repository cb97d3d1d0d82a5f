"""A process that adds pages to a dossier: ``python -m tests.record.adder FILE FIRST LAST``. Made to be killed."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from communique.errors import RecordError
from communique.record import Capture, Record
from tests.record.pages import MADE_BY, NOON, account_of, along, page_of, run_of
from tests.record.test_told import dossier_of


def main(path: Path, first: int, last: int) -> None:
    """Add what is not there yet; tell of it after every tenth page."""
    print("begun", flush=True)
    try:
        record = Record.create(path, "Ports")
    except RecordError:
        record = Record.open(path)
    with record:
        run = run_of(record)
        for n in range(first, last):
            # Every fifth page is a later text of the page before it.
            url = f"https://herald.example/{n - (n % 5 == 4)}"
            page = page_of(n, url=url)
            if not record.is_new(page, MADE_BY):
                continue
            account = account_of(n, url=url)
            capture = Capture(page=replace(page, origin=url), captured=NOON.replace("12:00", f"12:{n:02d}"))
            record.add(capture, account, run=run, along=along(account))
            if n % 10 == 9:
                record.keep_told(dossier_of(account.article.id, tuple(f.id for f in account.facts)))
        record.finish_run(run, finished=NOON)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
