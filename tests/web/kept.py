"""A dossier made by hand, kept in a file: what the web is served from."""

from __future__ import annotations

from pathlib import Path

from communique.model import Account, Dossier, Page, Same
from communique.record import Capture, Record
from tests.export_dossier.norvia import Case

AT = "2026-05-20T09:00:00+00:00"


def keep(case: Case, path: Path, name: str = "Norvia and Estmark", same: tuple[Same, ...] = ()) -> Path:
    """Keep a case in a new file and return where it is."""
    with Record.create(path, name) as record:
        add(record, case.accounts)
        record.keep_rows(same=same)
        record.keep_told(case.dossier)
    return path


def add(record: Record, accounts: tuple[Account, ...], captured: str = AT) -> None:
    """Add accounts in one run, each as a page of its own bytes."""
    run = record.start_run(version="0", made_by="test", reader="test", started=AT)
    for account in accounts:
        article = account.article
        page = Page.of(article.text.encode("utf-8", "replace"), origin=article.origin, url=article.url)
        record.add(Capture(page=page, captured=captured), account, run=run)
    record.finish_run(run, finished=AT)


def empty() -> Dossier:
    """Return a dossier that tells nothing."""
    return Dossier(origins=(), parties=(), happenings=(), stories=(), differences=(), rounds=(), courses=(), plans=(),
                   questions=(), holdings=())  # fmt: skip
