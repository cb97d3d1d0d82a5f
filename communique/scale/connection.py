"""A connection to a Ray cluster, or a cluster of our own on this machine; quiet unless something is wrong."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from communique.errors import UsageError

_OBJECTS = 500_000_000
"""Bytes of memory for batches on their way, in a cluster on this machine; beyond them Ray uses the disk."""
_TOLD = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
"""What Ray is told by the environment alone, where the user has not. Nothing about a run is sent to anybody; and its
core is silent about an "error" that it sees in every pool of actors ("has constructor arguments in the object store").
"""
_PATIENCE = 10.0
_LOGGERS = ("ray", "ray.data")


@contextmanager
def connected(address: str | None, workers: int | None) -> Iterator[int]:
    """Connect to a cluster for as long as the block runs, and say how many cores it has.

    ``address`` as ``ray.init`` takes it (``auto``, ``10.0.0.5:6379``, ``ray://...`` is refused by Ray Data itself);
    None: what ``RAY_ADDRESS`` says, or a cluster on this machine that has as many cores as there are ``workers`` (None:
    as the machine has). A connection that is there is used, and stays. Raises UsageError.
    """
    try:
        import ray.data  # noqa: PLC0415  (only where it is asked for)
    except ImportError as fault:
        raise UsageError("reading on a cluster needs Ray: pip install 'communique[ray]'") from fault
    with _quiet():
        if ray.is_initialized():
            yield _cores(ray.cluster_resources)
            return
        mine = address is None and not os.environ.get("RAY_ADDRESS")
        own: dict[str, Any] = (
            {"num_cpus": workers, "object_store_memory": _OBJECTS, "include_dashboard": False} if mine else {}
        )
        try:
            _knock(address)
            with _closed_mouth(), _own_end():
                ray.init("local" if mine else address, logging_level=logging.ERROR, log_to_driver=False, **own)
        except (OSError, RuntimeError, ValueError, ImportError) as fault:
            where = address or os.environ.get("RAY_ADDRESS") or "this machine"
            raise UsageError(f"no Ray cluster at {where}: {' '.join(str(fault).split())[:200]}") from fault
        try:
            yield _cores(ray.cluster_resources)
        finally:
            ray.shutdown()


def _knock(address: str | None) -> None:
    """Raise OSError where nobody is at ``HOST:PORT``; Ray itself would knock for two minutes."""
    host, _, port = (address or "").rpartition(":")
    if host and port.isdecimal() and "/" not in host:
        socket.create_connection((host.strip("[]"), int(port)), _PATIENCE).close()


def _cores(resources: Callable[[], dict[str, float]]) -> int:
    return max(1, int(resources().get("CPU", 1)))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep from the terminal what Ray has to say of its own work; its errors stay, and its own log files."""
    levels = {name: logging.getLogger(name).level for name in _LOGGERS}
    added = {name: value for name, value in _TOLD.items() if name not in os.environ}
    os.environ.update(added)
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        yield
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
        for name in added:
            del os.environ[name]


@contextmanager
def _closed_mouth() -> Iterator[None]:
    """Drop what is written to standard error past Python: Ray's core says there which level of logging it was given."""
    ours = os.dup(2)
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
        yield
    finally:
        os.dup2(ours, 2)
        os.close(ours)


@contextmanager
def _own_end() -> Iterator[None]:
    """Keep what was to be done at SIGTERM: Ray puts an exit of its own there, and who is asked to stop says how far."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.getsignal(signal.SIGTERM)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
