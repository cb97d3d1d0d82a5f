"""A dossier: opened, written to and read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

from communique.columns import to_json
from communique.errors import RecordError
from communique.model import Account, Dossier, Kin, Page, Reason, Rejection, Same, Shelf
from communique.record import adding, corrections, decisions, migrations, queries, told
from communique.record.adding import NOTHING, Added, Along, Capture, Method
from communique.record.addresses import utc
from communique.record.corrections import Change
from communique.record.file import File, UnkeepableError
from communique.record.gold import gold
from communique.record.log import Correction, log, standing
from communique.record.queries import Counts, Failure, Hit, Listed, Run


class Record:
    """One dossier in one SQLite file. Use it in a ``with`` block, or close it.

    Every method raises RecordError, one clear line, where the file does not let it do its work. Any number of
    processes may read while one writes; writers take turns.
    """

    def __init__(self, file: File) -> None:
        """Take an open file; ``create`` and ``open`` are the ways in."""
        self._file = file

    @classmethod
    def create(cls, path: str | Path, name: str) -> Self:
        """Make a new dossier called ``name``; raises RecordError where there is something at ``path``."""
        path = Path(path)
        if path.exists() and (path.is_dir() or path.stat().st_size):
            _must_be_empty(path)
        file = File(path, write=True, create=True)
        try:
            migrations.start(file, name)
        except RecordError:
            file.close()
            raise
        return cls(file)

    @classmethod
    def open(cls, path: str | Path, *, write: bool = True) -> Self:
        """Open a dossier, brought up to this version where it may be written to.

        Raises RecordError for what is no dossier, one of a newer version, a damaged or a read-only one.
        """
        file = File(Path(path), write=write)
        try:
            migrations.version_of(file)
            if write:
                file.journal()
            migrations.migrate(file)
            migrations.be_ours(file)
        except RecordError:
            file.close()
            raise
        return cls(file)

    def __enter__(self) -> Self:
        """Return the record itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._file.close()

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._file.path

    @property
    def name(self) -> str:
        """What its owner calls it."""
        found = self._file.row("SELECT name FROM dossier")
        return str(found[0]) if found else ""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the right to write over several calls, all kept or none: look for likely pairs, then add with rows."""
        return self._file.writing()

    # ---------------------------------------------------------------- pages

    def start_run(self, *, version: str, made_by: str, reader: str, started: str, arguments: Iterable[str] = ()) -> int:
        """Write down that a run begins (``started``: ISO 8601 with its zone); return its number."""
        with self._file.writing():
            return self._file.run(
                "INSERT INTO run (version, made_by, reader, started, arguments) VALUES (?, ?, ?, ?, ?)",
                (version, made_by, reader, utc(started), to_json(list(arguments))),
            )

    def finish_run(self, run: int, *, finished: str) -> None:
        """Write down that a run has ended."""
        with self._file.writing():
            self._file.run("UPDATE run SET finished = ? WHERE id = ?", (utc(finished), run))

    def is_new(self, page: Page, made_by: str, method: Method = Method.FILE) -> bool:
        """Tell whether a page needs to be read (see ``add``): ask before reading, which takes longer."""
        return adding.is_new(self._file, page, made_by, method)

    def add(self, capture: Capture, outcome: Account | Rejection, *, run: int, along: Along = NOTHING) -> Added:
        """Keep a page with its account, or with why it gave none, in one transaction.

        The same bytes read by the same tools: nothing is done. Read by other tools, or with another day vouched for:
        the account takes the place of the one before, with the decisions rules made on it; people's stay. Another
        text of the same page is its next version, in the order of capture, and the last one counts. An account that
        cannot be kept (half a character in its text) is kept as a failure.
        """
        try:
            return adding.add(self._file, capture, outcome, run, along)
        except UnkeepableError as fault:
            if isinstance(outcome, Rejection):
                raise
            page = capture.page
            detail = str(fault).encode("ascii", "backslashreplace").decode()[:300]
            refused = Rejection(origin=page.origin, url=page.url, reason=Reason.UNREADABLE, detail=detail)
            return adding.add(self._file, capture, refused, run)

    def fail(self, rejection: Rejection, *, run: int) -> None:
        """Keep that a source could not even be opened."""
        adding.fail(self._file, rejection, run)

    def remove(self, name: str) -> tuple[str, ...]:
        """Delete the articles of this id, URL or origin with all that came with them; return their ids."""
        return adding.remove(self._file, name)

    # ---------------------------------------------------------------- reading

    def accounts(self, *, superseded: bool = False, as_read: bool = False) -> tuple[Account, ...]:
        """Return the accounts in the order of publication, with corrections applied unless ``as_read``."""
        return queries.accounts(self._file, superseded=superseded, as_read=as_read)

    def each_account(self) -> Iterator[Account]:
        """Yield the current accounts one by one, as ``accounts`` returns them; close it before anything is written."""
        return queries.each_account(self._file)

    def account(self, article: str, *, as_read: bool = False) -> Account:
        """Return the account of one article by id; raises RecordError where it is not here."""
        return queries.account(self._file, article, as_read=as_read)

    def shelf(self) -> Shelf:
        """Return the current accounts as a shelf, with corrections applied."""
        return queries.shelf(self._file)

    def pages(self, *, superseded: bool = False) -> tuple[Listed, ...]:
        """Return the list of articles in the order of publication; earlier versions only where asked for."""
        return queries.pages(self._file, superseded=superseded)

    def versions(self, article: str) -> tuple[Listed, ...]:
        """Return all versions of the page an article is of, oldest first."""
        return queries.versions(self._file, article)

    def failures(self) -> tuple[Failure, ...]:
        """Return the pages that gave no account."""
        return queries.failures(self._file)

    def runs(self) -> tuple[Run, ...]:
        """Return the runs, first one first."""
        return queries.runs(self._file)

    def counts(self) -> Counts:
        """Return how much there is."""
        return queries.counts(self._file)

    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Return articles and sentences that have all of ``words``; any string is safe."""
        return queries.search(self._file, words, limit=limit)

    def body(self, article: str) -> bytes:
        """Return the bytes an article was last captured as."""
        return queries.body(self._file, article)

    # ---------------------------------------------------------------- decisions

    def keep_rows(self, kin: Iterable[Kin] = (), same: Iterable[Same] = ()) -> None:
        """Keep decisions, each over that of the same judge on the same two."""
        with self._file.writing():
            decisions.put_kin(self._file, kin)
            decisions.put_same(self._file, same)
            adding.changed(self._file)

    def bands(self) -> dict[str, tuple[str, ...]]:
        """Return the bands of current articles by id."""
        return decisions.all_bands(self._file)

    def waiting(self) -> tuple[str, ...]:
        """Return ids of current articles that have not been compared with the others (see ``settle``), sorted."""
        return decisions.waiting(self._file)

    def settle(self, articles: Sequence[str], kin: Iterable[Kin], same: Iterable[Same]) -> None:
        """Keep the decisions that came of comparing ``articles`` with the others: they wait no longer."""
        with self._file.writing():
            decisions.put_kin(self._file, kin)
            decisions.put_same(self._file, same)
            decisions.drop_waiting(self._file, articles)

    def drop_rule_rows(self) -> None:
        """Delete all that rules have decided, so that it can be decided anew; what people said stays."""
        with self._file.writing():
            decisions.drop_rule_rows(self._file)
            adding.changed(self._file)

    def kin(self) -> tuple[Kin, ...]:
        """Return all rows on how texts are related."""
        return decisions.take_kin(self._file)

    def same(self) -> tuple[Same, ...]:
        """Return all verdicts, a person's after the rule's on the same two."""
        return decisions.take_same(self._file)

    def verdicts(self) -> tuple[Same, ...]:
        """Return one verdict on each two: what the last person said, or else the rule."""
        return decisions.take_verdicts(self._file)

    @property
    def changes(self) -> int:
        """How often pages, decisions or corrections have changed; equal counts are equal states."""
        return self._file.number("SELECT changes FROM dossier")

    def keep_told(self, dossier: Dossier, *, as_of: int | None = None) -> None:
        """Keep what all pages say together, in the place of what was told before. ``as_of``: ``changes`` of the state
        it was made of, now unless given."""
        told.keep(self._file, dossier, as_of)

    def told(self) -> Dossier | None:
        """Return what is told; None where nothing is, or facts it rested on are gone."""
        return told.take(self._file)

    def is_told(self) -> bool:
        """Tell whether what is told is of the dossier as it is now."""
        return told.is_current(self._file)

    # ---------------------------------------------------------------- corrections

    def correct(self, change: Change) -> int:
        """Put something right; return the number of the row in the log."""
        return corrections.correct(self._file, change)

    def undo(self, correction: int, *, who: str, at: str, note: str | None = None) -> int:
        """Take a correction back, itself a row of the log; return its number."""
        return corrections.undo(self._file, correction, who=who, at=at, note=note)

    def corrections(self) -> tuple[Correction, ...]:
        """Return the whole log."""
        return log(self._file)

    def standing(self) -> tuple[Correction, ...]:
        """Return the corrections that have not been taken back."""
        return standing(log(self._file))

    def gold(self) -> Iterator[str]:
        """Yield corrections as lines of JSON, for training and scoring."""
        return gold(self._file)


def _must_be_empty(path: Path) -> None:
    """Refuse a file that holds anything; one whose making was cut off holds nothing and may be made again."""
    try:
        file = File(path, write=False)
    except RecordError as fault:
        raise RecordError(f"{path}: exists already, and is something else") from fault
    try:
        if file.number("SELECT count(*) FROM sqlite_master") or file.number("PRAGMA application_id"):
            raise RecordError(f"{path}: exists already")
    finally:
        file.close()
