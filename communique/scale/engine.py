"""The engine of many machines: what to do and where is decided by Ray Data."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from communique.errors import CommuniqueError, UsageError
from communique.run import About, Asked, Clock, Guard, Spooled, Store, Tally, Task, Watch, Work, run
from communique.scale.connection import connected
from communique.scale.remote import COLUMN, Broken, Worker, opened

if TYPE_CHECKING:
    import ray.data

_ONE_ROW = 1
"""Bytes of a block of rows as Ray Data would have it: so few that every batch travels, and is read, by itself."""
_AHEAD = 2
"""Batches a worker is given at a time: the next is there when one is read."""

_READERS = 2
"""Workers that one process opens units for: pages are read far slower than they are opened, even from far away."""


class Cluster:
    """Reads on a Ray cluster, or on one on this machine that lasts as long as the ``with`` block.

    ``address`` as ``ray.init`` takes it; a connection that is there already is used, and left there. ``workers``: how
    many processes read, None: as many as the cluster has cores.
    """

    name = "ray"

    def __init__(self, work: Work, workers: int | None = None, *, address: str | None = None) -> None:
        self.workers = workers or 0
        self._work = work
        self._address = address
        self._about: About | None = None
        self._exits = ExitStack()

    def __enter__(self) -> Self:
        """Connect. Raises UsageError where there is no Ray, or no cluster at the address."""
        with ExitStack() as stack:
            cores = stack.enter_context(connected(self._address, self.workers or None))
            self.workers = self.workers or cores
            self._exits = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._exits.close()

    def about(self) -> About:
        """Say what is read with, as it is on this machine; others must have the same."""
        if self._about is None:
            with Guard(self._work) as guard:
                self._about = guard.about()
        return self._about

    def read(self, tasks: Iterable[Task], store: Store) -> Generator[Spooled, None, None]:
        """Read every batch of the tasks, spool its tables, yield it: each once, as they come to their end.

        Raises UsageError where the machines do not see the sources or this one not what they write,
        InstallationError where they read with something else.
        """
        from ray.exceptions import RayError  # noqa: PLC0415  (only where it is asked for)

        listed = list(tasks)
        if not listed:
            return
        try:
            for batch in self._dataset(listed, _whole(store)).iter_batches(batch_size=None, prefetch_batches=0):
                for said in batch[COLUMN]:
                    yield _checked(said, store)
        except RayError as fault:
            raise CommuniqueError(f"Ray gave up: {_first_line(fault)}") from fault

    def _dataset(self, tasks: list[Task], store: Store) -> ray.data.Dataset:
        """Say to Ray Data what is to be done: each unit is opened by one task, its batches are read by all workers.

        Opening asks for no core. It costs next to nothing beside reading, and when a machine dies Ray opens units of
        which batches were lost again: it must find room for that while every core is taken by a worker that waits for
        just these batches, or all wait for ever.
        """
        import ray.data  # noqa: PLC0415  (only where it is asked for)

        folder = str(Path.cwd())
        fewest = min(self.workers, len(tasks))  # for more Ray Data warns, not knowing how much is in a unit
        context = ray.data.DataContext.get_current().copy()
        context.target_max_block_size = _ONE_ROW
        context.enable_progress_bars = False
        context.enable_fallback_to_arrow_object_ext_type = True
        with ray.data.DataContext.current(context):
            units = ray.data.from_items([{COLUMN: task} for task in tasks], override_num_blocks=len(tasks))
            batches = units.flat_map(
                partial(opened, folder=folder, limits=self._work.limits),
                compute=ray.data.TaskPoolStrategy(size=-(-fewest // _READERS)),
                num_cpus=0,
            )
            worker: Any = Worker
            return batches.map(
                worker,
                fn_constructor_args=(folder, self._work, store, self.about()),
                compute=ray.data.ActorPoolStrategy(
                    min_size=fewest,
                    max_size=self.workers,
                    initial_size=self.workers,
                    max_tasks_in_flight_per_actor=_AHEAD,
                ),
                num_cpus=1,
            )


def run_on_ray(
    asked: Asked,
    *,
    work: Work,
    workers: int | None = None,
    address: str | None = None,
    now: Clock | None = None,
    watch: Watch | None = None,
) -> Tally:
    """Read what is asked for on a Ray cluster: into ``asked.out`` go the same bytes as ``run_local`` writes.

    Sources and ``out`` must be where all machines see them: in a folder they share, or at an address that fsspec opens.
    ``address`` and ``workers`` as ``Cluster`` takes them, the rest as ``communique.run.run``.
    """
    with Cluster(work, workers, address=address) as engine:
        return run(asked, engine, now=now, watch=watch)


def _whole(store: Store) -> Store:
    """Return the store by a path that is the same in every folder."""
    return store if store.path is None else Store(str(store.path.absolute()))


def _checked(said: Spooled | Broken, store: Store) -> Spooled:
    """Return what a worker has spooled, if it can be seen from here."""
    if isinstance(said, Broken):
        raise said.kind(said.line)
    if store.size(said.name) is None:
        raise UsageError(
            f"{store.root}: what the machines of the cluster write there is not seen here; give a folder that all of"
            " them share, or an address such as s3://"
        )
    return said


def _first_line(fault: Exception) -> str:
    """Return the last line of what Ray says, which is the error itself; above it is where it happened."""
    lines = [line.strip() for line in str(fault).splitlines() if line.strip()]
    return lines[-1] if lines else type(fault).__name__
