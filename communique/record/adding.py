"""One page into the dossier, whole or not at all; and out of it again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from enum import StrEnum

from communique.columns import Cell
from communique.model import Account, Kin, Page, Rejection, Same
from communique.record import decisions, told
from communique.record.addresses import address_of, utc
from communique.record.file import File
from communique.record.rows import drop_account, put_account


class Method(StrEnum):
    """How bytes came."""

    FILE = "file"
    STDIN = "stdin"
    ARCHIVE = "archive"
    FEED = "feed"
    FETCH = "fetch"


class Added(StrEnum):
    """What became of a page that was added; ``known``: nothing was to be done."""

    ADDED = "added"
    REPLACED = "replaced"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page with when (ISO 8601 with its zone) and how its bytes came."""

    page: Page
    captured: str
    method: Method = Method.FILE


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """What is kept in the same transaction as an account: the signature of its text, and decisions on it and
    those already here."""

    bands: tuple[str, ...] = ()
    kin: tuple[Kin, ...] = ()
    same: tuple[Same, ...] = ()


NOTHING = Along()
_OFTEN = (Method.FEED, Method.FETCH)
"""Ways of coming by which the same bytes at a later time are news: the page says again what it said before."""


def is_new(file: File, page: Page, made_by: str, method: Method = Method.FILE) -> bool:
    """Tell whether a page needs reading: its bytes are not here, or were read by other tools, or a day of publication
    is vouched for that was not, or it was fetched and has since said something else."""
    known = _known(file, page)
    if known is None or (page.published is not None and page.published != known[2]):
        return True
    if known[1] is None:
        return known[3] != made_by
    return known[4] != made_by or (method in _OFTEN and bool(known[5]))


def _known(file: File, page: Page) -> tuple[Cell, ...] | None:
    return file.row(
        "SELECT c.id, c.article, c.published, r.made_by, a.made_by, a.superseded FROM capture AS c"
        " LEFT JOIN run AS r ON r.id = c.run LEFT JOIN article AS a ON a.id = c.article"
        " WHERE c.sha256 = ? AND c.url IS ? ORDER BY c.captured DESC, c.id DESC",
        (page.sha256, page.url),
    )


def add(file: File, capture: Capture, outcome: Account | Rejection, run: int, along: Along = NOTHING) -> Added:
    """Keep a page and what reading it gave, in one transaction."""
    with file.writing():
        page = capture.page
        known = _known(file, page)
        made_by = outcome.made_by if isinstance(outcome, Account) else _made_by(file, run)
        if known is not None and not is_new(file, page, made_by, capture.method):
            return Added.KNOWN
        old = known[1] if known is not None else None
        at = known[0] if known is not None else None
        again = known is not None and known[4] == made_by and capture.method in _OFTEN and bool(known[5])
        if at is None or again:
            at = _put_capture(file, capture, run)
        else:
            file.run("UPDATE capture SET run = ?, published = coalesce(?, published) WHERE id = ?",
                     (run, page.published, at))  # fmt: skip
        file.run("DELETE FROM failure WHERE capture = ?", (at,))
        file.run("DELETE FROM failure WHERE capture IS NULL AND origin = ?", (page.origin,))
        if isinstance(outcome, Rejection):
            _refuse(file, outcome, run, at)
        else:
            _keep(file, capture, outcome, at, along)
        if old is not None and not again:
            _drop_orphan(file, old)
        changed(file)
        if isinstance(outcome, Rejection):
            return Added.REFUSED
        return Added.ADDED if known is None or again else Added.REPLACED


def _made_by(file: File, run: int) -> str:
    found = file.row("SELECT made_by FROM run WHERE id = ?", (run,))
    return str(found[0]) if found else ""


def _put_capture(file: File, capture: Capture, run: int) -> Cell:
    page = capture.page
    file.run(
        "INSERT OR IGNORE INTO body (sha256, size, content) VALUES (?, ?, ?)",
        (page.sha256, len(page.body), zlib.compress(page.body)),
    )
    cells = (page.sha256, page.origin, page.url, page.media_type)
    return file.run(
        "INSERT INTO capture (sha256, origin, url, media_type, captured, method, published, run)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*cells, utc(capture.captured), capture.method.value, page.published, run),
    )


def _refuse(file: File, rejection: Rejection, run: int, capture: Cell) -> None:
    file.run("UPDATE capture SET article = NULL WHERE id = ?", (capture,))
    file.run(
        "INSERT INTO failure (capture, run, origin, url, reason, detail) VALUES (?, ?, ?, ?, ?, ?)",
        (capture, run, rejection.origin, rejection.url, rejection.reason.value, rejection.detail),
    )


def fail(file: File, rejection: Rejection, run: int) -> None:
    """Keep that a source could not even be opened; a later word on the same source takes its place."""
    with file.writing():
        file.run("DELETE FROM failure WHERE capture IS NULL AND origin = ?", (rejection.origin,))
        _refuse(file, rejection, run, None)
        changed(file)


def _keep(file: File, capture: Capture, account: Account, at: Cell, along: Along) -> None:
    """Write the account, in the place of one of the same article that other tools made."""
    article = account.article
    before = file.row("SELECT page, made_by, published_edtf FROM article WHERE id = ?", (article.id,))
    day = article.published.edtf if article.published else None
    if before is not None and before[1] == account.made_by and before[2] == day:
        file.run("UPDATE capture SET article = ? WHERE id = ?", (article.id, at))
        number(file, before[0])
        return
    if before is not None:
        page = before[0]
        file.run("PRAGMA defer_foreign_keys = ON")
        _drop_account(file, article.id)
    else:
        page = _page(file, address_of(article.url or capture.page.url, capture.page.origin, capture.page.sha256))
    assert isinstance(page, int)
    put_account(file, account, page=page)
    file.run("UPDATE capture SET article = ? WHERE id = ?", (article.id, at))
    _put_along(file, article.id, along)
    number(file, page)


def _page(file: File, address: str) -> Cell:
    found = file.row("SELECT id FROM page WHERE address = ?", (address,))
    return found[0] if found else file.run("INSERT INTO page (address) VALUES (?)", (address,))


def _put_along(file: File, article: str, along: Along) -> None:
    file.many("INSERT OR IGNORE INTO band (value, article) VALUES (?, ?)", ((band, article) for band in along.bands))
    file.run("INSERT OR IGNORE INTO waiting (article) VALUES (?)", (article,))
    decisions.put_kin(file, along.kin)
    decisions.put_same(file, along.same)


def number(file: File, page: Cell) -> None:
    """Number the versions of a page in the order of their last capture and mark all but the last superseded.

    Captures of one time stand in the order of publication, then of origin, so that the order of adding is no matter.
    """
    rows = file.rows(
        "SELECT a.id, a.version, a.superseded, c.captured, coalesce(a.published_earliest, ''), c.origin, c.sha256"
        " FROM article AS a JOIN capture AS c ON c.article = a.id WHERE a.page = ?",
        (page,),
    )
    last: dict[Cell, tuple[str, ...]] = {}
    stands: dict[Cell, tuple[Cell, Cell]] = {}
    for article, version, superseded, *when in rows:
        last[article] = max(last.get(article, ()), tuple(str(cell) for cell in when))
        stands[article] = (version, superseded)
    for n, article in enumerate(sorted(last, key=last.__getitem__), 1):
        wanted = (n, int(n < len(last)))
        if stands[article] != wanted:
            file.run("UPDATE article SET version = ?, superseded = ? WHERE id = ?", (*wanted, article))


def _drop_account(file: File, article: Cell) -> None:
    """Delete an article with all its rows, and the decisions rules have made on it; captures and people's stay."""
    told.forget(file)
    decisions.drop_rules(file, article)
    drop_account(file, str(article))


def _drop_orphan(file: File, article: Cell) -> None:
    """Delete an article that no capture gives any longer, and number what is left of its page."""
    if file.number("SELECT count(*) FROM capture WHERE article = ?", (article,)):
        return
    found = file.row("SELECT page FROM article WHERE id = ?", (article,))
    if found is not None:
        _drop_account(file, article)
        _tidy_page(file, found[0])


def _tidy_page(file: File, page: Cell) -> None:
    number(file, page)
    file.run("DELETE FROM page WHERE id = ? AND NOT EXISTS (SELECT 1 FROM article WHERE page = page.id)", (page,))


def changed(file: File) -> None:
    """Count a change, so that what was told before it is known to be old."""
    file.run("UPDATE dossier SET changes = changes + 1")


def remove(file: File, name: str) -> tuple[str, ...]:
    """Delete all articles of the id, URL or origin ``name``, all that came with them, and failures of that name.

    Their corrections and people's verdicts on them go too. Returns the ids of the articles; empty where there were
    none.
    """
    with file.writing():
        address = address_of(name, name, "")
        articles = file.rows(
            "SELECT id, page FROM article WHERE id = ? OR url = ? OR origin = ?"
            " UNION SELECT a.id, a.page FROM page AS p JOIN article AS a ON a.page = p.id WHERE p.address = ?"
            " UNION SELECT a.id, a.page FROM capture AS c JOIN article AS a ON a.id = c.article WHERE c.origin = ?",
            (name, name, name, address, name),
        )
        for article, page in articles:
            file.run("DELETE FROM capture WHERE article = ?", (article,))
            decisions.drop_all(file, article)
            _drop_account(file, article)
            _tidy_page(file, page)
        failed = "SELECT c.id FROM capture AS c WHERE c.article IS NULL AND (c.origin = ? OR c.url = ?)"
        file.run(f"DELETE FROM capture WHERE id IN ({failed})", (name, name))
        file.run("DELETE FROM failure WHERE capture IS NULL AND (origin = ? OR url = ?)", (name, name))
        file.run("DELETE FROM body WHERE NOT EXISTS (SELECT 1 FROM capture WHERE capture.sha256 = body.sha256)")
        changed(file)
        return tuple(str(article) for article, _ in articles)
