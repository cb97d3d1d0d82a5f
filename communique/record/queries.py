"""What is asked of a dossier: by the command line, exports and the web."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from communique.columns import Cell, shown
from communique.errors import RecordError
from communique.model import Account, ArticleKind, Reason, Shelf
from communique.record.file import File
from communique.record.log import Correction, log, standing
from communique.record.overlay import corrected
from communique.record.table import Table
from communique.record.unrows import take_account

_MAX_BODY = 64_000_000
"""Longest body in bytes that is unpacked; a page has at most 20 MB."""
_MAX_WORDS = 32
"""How many words of a search are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page in a list. ``published``: EDTF; ``origin``: the id of the hand it is from, None while none is told;
    ``version`` n of ``versions``; ``captured``: UTC, of the last capture."""

    article: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    came_from: str
    kind: ArticleKind
    superseded: bool
    version: int
    versions: int
    captured: str
    facts: int
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A page that gave no account. ``capture`` None: it could not be opened; ``captured``: UTC."""

    id: int
    origin: str
    url: str | None
    reason: Reason
    detail: str
    capture: int | None
    captured: str | None
    run: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One go of the program. ``finished`` None: at work, or stopped before its end."""

    id: int
    version: str
    made_by: str
    reader: str
    started: str
    finished: str | None
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a search found: an article, with a passage of it, or a fact's sentence. ``score``: the lower the better."""

    article: str
    fact: str | None
    title: str | None
    passage: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much there is. ``articles``: current ones; ``superseded``: earlier versions of them."""

    pages: int
    articles: int
    superseded: int
    captures: int
    failures: int
    facts: int
    events: int
    statements: int
    proposals: int
    situations: int
    origins: int
    stories: int
    differences: int
    corrections: int


_LISTED = Table("list", Listed)
_FAILURE = Table("failure", Failure)
_RUN = Table("run", Run)
_HIT = Table("article_words", Hit)

_LIST = (
    "SELECT a.id, a.headline, a.publisher, a.published_edtf, a.url, a.origin, a.kind, a.superseded, a.version,"
    " (SELECT count(*) FROM article AS v WHERE v.page = a.page),"
    " (SELECT max(c.captured) FROM capture AS c WHERE c.article = a.id),"
    " (SELECT count(*) FROM fact AS f WHERE f.article = a.id),"
    " (SELECT min(o.id) FROM trace AS t JOIN origin AS o ON o.n = t.origin WHERE t.article = a.id) FROM article AS a"
)
_ORDER = " ORDER BY a.published_earliest IS NULL, a.published_earliest, a.url, a.id"


def pages(file: File, *, superseded: bool = False) -> tuple[Listed, ...]:
    """Return the articles in the order of publication, undated ones last; earlier versions only where asked for."""
    which = "" if superseded else " WHERE NOT a.superseded"
    return tuple(_LISTED.make(row) for row in file.rows(f"{_LIST}{which}{_ORDER}"))


def versions(file: File, article: str) -> tuple[Listed, ...]:
    """Return all versions of the page an article (by id) is of, oldest first; empty where there is no such article."""
    sql = f"{_LIST} WHERE a.page = (SELECT page FROM article WHERE id = ?) ORDER BY a.version"
    return tuple(_LISTED.make(row) for row in file.rows(sql, (article,)))


def failures(file: File) -> tuple[Failure, ...]:
    """Return the pages that gave no account, by where they came from."""
    rows = file.rows(
        "SELECT f.id, f.origin, f.url, f.reason, f.detail, f.capture, c.captured, f.run FROM failure AS f"
        " LEFT JOIN capture AS c ON c.id = f.capture ORDER BY f.origin, f.id"
    )
    return tuple(_FAILURE.make(row) for row in rows)


def runs(file: File) -> tuple[Run, ...]:
    """Return the runs, first one first."""
    return tuple(_RUN.make(row) for row in file.rows(f"{_RUN.select} ORDER BY id"))


def counts(file: File) -> Counts:
    """Return how much there is; facts, events and the rest are those of current articles."""
    kinds: dict[Cell, int] = {}
    for kind, number in file.rows(
        "SELECT f.kind, count(*) FROM fact AS f JOIN article AS a ON a.id = f.article WHERE NOT a.superseded"
        " GROUP BY f.kind"
    ):
        kinds[kind] = number if isinstance(number, int) else 0
    return Counts(
        pages=file.number("SELECT count(*) FROM page"),
        articles=file.number("SELECT count(*) FROM article WHERE NOT superseded"),
        superseded=file.number("SELECT count(*) FROM article WHERE superseded"),
        captures=file.number("SELECT count(*) FROM capture"),
        failures=file.number("SELECT count(*) FROM failure"),
        facts=sum(kinds.values()),
        events=kinds.get("event", 0),
        statements=kinds.get("statement", 0),
        proposals=kinds.get("proposal", 0),
        situations=kinds.get("situation", 0),
        origins=file.number("SELECT count(*) FROM origin WHERE kind <> 'unknown'"),
        stories=file.number("SELECT count(*) FROM story"),
        differences=file.number("SELECT count(*) FROM difference"),
        corrections=len(standing(log(file))),
    )


def search(file: File, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
    """Return current articles and sentences of facts that have all of ``words``, the best first.

    Words in double quotation marks stand side by side; nothing else has a meaning, so that any string is safe.
    """
    asked = _asked(words)
    if not asked:
        return ()
    articles = file.rows(
        "SELECT a.id, NULL, a.headline, snippet(article_words, -1, '', '', '…', 24), rank FROM article_words"
        " JOIN article AS a ON a.number = article_words.rowid"
        " WHERE article_words MATCH ? AND NOT a.superseded ORDER BY rank, a.id LIMIT ?",
        (asked, limit),
    )
    sentences = file.rows(
        "SELECT a.id, e.fact, a.headline, e.quote, rank FROM evidence_words"
        " JOIN evidence AS e ON e.id = evidence_words.rowid JOIN article AS a ON a.id = e.article"
        " WHERE evidence_words MATCH ? AND NOT a.superseded AND e.fact IS NOT NULL ORDER BY rank, e.id LIMIT ?",
        (asked, limit),
    )
    return tuple(_HIT.make(row) for row in (*articles, *sentences))


def _asked(words: str) -> str:
    """Return a query of FTS5 in which every word of ``words`` is a quoted string, and so no operator."""
    clean = words[:2000].encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    found: list[str] = []
    for n, part in enumerate(clean.split('"')):
        found += [part] if n % 2 and clean.count('"') > n else part.split()
    kept = [part for part in found if any(c.isalnum() for c in part)][:_MAX_WORDS]
    return " ".join(f'"{part}"' for part in kept)


def accounts(file: File, *, superseded: bool = False, as_read: bool = False) -> tuple[Account, ...]:
    """Return the accounts in the order of publication, all of one moment of the dossier, with corrections applied.

    ``superseded``: earlier versions of pages as well; ``as_read``: as the pages were read, without corrections.
    """
    return tuple(each_account(file, superseded=superseded, as_read=as_read))


def each_account(file: File, *, superseded: bool = False, as_read: bool = False) -> Iterator[Account]:
    """Yield ``accounts`` one by one, so that a dossier of any size does not sit in memory."""
    which = "" if superseded else " WHERE NOT a.superseded"
    with file.reading():
        entries: dict[str | None, list[Correction]] = {}
        for row in () if as_read else standing(log(file)):
            entries.setdefault(row.article, []).append(row)
        for (article,) in file.rows(f"SELECT a.id FROM article AS a{which}{_ORDER}"):
            read = take_account(file, str(article))
            yield corrected(read, entries.get(read.article.id, ()))


def account(file: File, article: str, *, as_read: bool = False) -> Account:
    """Return one account by its article's id, with corrections applied unless ``as_read``; RecordError if none."""
    with file.reading():
        found = take_account(file, article)
        mine = () if as_read else [row for row in standing(log(file)) if row.article == article]
        return corrected(found, mine)


def shelf(file: File) -> Shelf:
    """Return the current accounts, with corrections applied, as a shelf."""
    return Shelf(accounts(file))


def body(file: File, article: str) -> bytes:
    """Return the bytes the last capture of an article was made of; raises RecordError where they are damaged."""
    found = file.row(
        "SELECT b.content, b.size FROM capture AS c JOIN body AS b ON b.sha256 = c.sha256 WHERE c.article = ?"
        " ORDER BY c.captured DESC, c.id DESC",
        (article,),
    )
    if found is None:
        raise RecordError(f"{file.path}: no article {shown(article)}")
    return unpacked(found[0], found[1])


def unpacked(content: Cell, size: Cell) -> bytes:
    """Return the bytes of a body, bounded by the size the row gives; raises RecordError where they are not that."""
    if not isinstance(content, bytes) or not isinstance(size, int) or not 0 <= size <= _MAX_BODY:
        raise RecordError("table body: not the bytes of a page")
    try:
        found = zlib.decompressobj().decompress(content, size + 1)
    except zlib.error as fault:
        raise RecordError("table body: bytes that cannot be unpacked") from fault
    if len(found) != size:
        raise RecordError("table body: bytes of another length")
    return found
