"""The engine of one machine: a process for every core, and never more batches on the way than two for each."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from communique.model import Page
from communique.run.batches import Batch
from communique.run.engine import Task
from communique.run.guard import Guard
from communique.run.opening import Opener
from communique.run.packing import unpacked
from communique.run.process import end_in_a_worker
from communique.run.spools import Spooled, spool
from communique.run.store import Store
from communique.run.work import About, Work
from communique.tables import same_as

_REMEMBERED = 50_000


class Local:
    """Reads on this machine. What the processes read with is loaded when ``about`` or ``read`` is called first."""

    name = "local"

    def __init__(self, work: Work, workers: int) -> None:
        end_in_a_worker()
        self.workers = workers
        self._guards = [Guard(work) for _ in range(workers)]
        self._idle: SimpleQueue[Guard] = SimpleQueue()
        for guard in self._guards:
            self._idle.put(guard)
        self._opener = Opener(work.limits)
        self._seen = Seen()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for guard in self._guards:
            guard.close()
        self._opener.close()

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that are there now."""
        return tuple(pid for pid in (*(guard.pid for guard in self._guards), self._opener.pid) if pid is not None)

    def about(self) -> About:
        """Say what is read with."""
        return self._guards[0].about()

    def read(self, tasks: Iterable[Task], store: Store) -> Generator[Spooled, None, None]:
        """Read every batch of the tasks, spool its tables, yield it: each once, as they come to their end."""
        pool = ThreadPoolExecutor(self.workers)
        under_way: set[Future[_Read]] = set()
        try:
            for batch in (batch for task in tasks for batch in self._opener.batches(task)):
                under_way.add(pool.submit(self._one, self._seen.without_copies(batch), store))
                if len(under_way) >= 2 * self.workers:
                    under_way = yield from self._some(under_way)
            while under_way:
                under_way = yield from self._some(under_way)
        finally:
            if under_way:  # stopped, or something broke: what is on the way is read again another time
                for guard in self._guards:
                    guard.close()
            pool.shutdown(cancel_futures=True)

    def _some(self, under_way: set[Future[_Read]]) -> Generator[Spooled, None, set[Future[_Read]]]:
        """Wait until some batches are read, yield them, and return those that are not."""
        done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
        for future in done:
            spooled, learned = future.result()
            self._seen.remember(learned)
            yield spooled
        return under_way

    def _one(self, batch: Batch, store: Store) -> _Read:
        guard = self._idle.get()
        try:
            data = guard.read(batch)
        finally:
            self._idle.put(guard)
        return spool(store, batch, data), learned(batch, data)


_Look = tuple[object, ...]
Learned = list[tuple[_Look, tuple[str, str | None]]]
_Read = tuple[Spooled, Learned]


class Seen:
    """Pages read not long ago, so that a page that comes again is not read again.

    Reading is a function of the page, so the same page (all but what it is called) holds the same article, with the
    same id and address; the page it is a copy of stands before it in the order of the sources, so of the two it is
    this one that is a duplicate. What is said of it is word for word what would be if it were read.
    """

    def __init__(self) -> None:
        self._articles: OrderedDict[_Look, tuple[str, str | None]] = OrderedDict()

    def without_copies(self, batch: Batch) -> Batch:
        """Return the batch with a row in the place of each page that is known to be a copy."""
        for at, item in enumerate(batch.items):
            known = self._articles.get(_look(item)) if isinstance(item, Page) else None
            if known is not None:
                batch = batch.refusing(at, same_as(item.origin, known[1], known[0]))
        return batch

    def remember(self, learned: Learned) -> None:
        """Keep which articles the pages of a batch hold."""
        self._articles.update(learned)
        while len(self._articles) > _REMEMBERED:
            self._articles.popitem(last=False)


def learned(batch: Batch, data: bytes) -> Learned:
    """Return the id and the address of the article in each page that gave one."""
    rows = unpacked(data)["articles"].select(["origin", "id", "url"]).to_pylist()
    found = {row["origin"]: (row["id"], row["url"]) for row in rows}
    pages = [item for item in batch.items if isinstance(item, Page)]
    called = Counter(item.origin for item in batch.items)  # two of one name cannot be told apart by it
    return [(_look(page), found[page.origin]) for page in pages if called[page.origin] == 1 and page.origin in found]


def _look(page: Page) -> _Look:
    """All of a page on which what is read of it depends."""
    return (page.sha256, page.url, page.fetched, page.media_type, page.published, page.given)
