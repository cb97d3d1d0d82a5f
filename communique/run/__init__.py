"""Many pages: each on its own, whatever goes wrong with one costs that one; and a corpus into a folder of tables.

A corpus is read in batches, numbered in the order of the sources. An ``Engine`` reads them in any order and spools
the tables of each; a ``Folder`` puts them in their order into Parquet parts. ``run_local`` does it on this machine.
"""

from communique.run.batches import Batch, Item, Key, cut
from communique.run.driver import Asked, Clock, Step, Watch, run, run_local
from communique.run.engine import Engine, Task
from communique.run.guard import Guard
from communique.run.local import Local
from communique.run.opening import Opener
from communique.run.pages import attempt, read_pages
from communique.run.spools import Spooled, spool
from communique.run.store import Store
from communique.run.tally import Tally
from communique.run.work import About, Limits, Work

__all__ = [
    "About",
    "Asked",
    "Batch",
    "Clock",
    "Engine",
    "Guard",
    "Item",
    "Key",
    "Limits",
    "Local",
    "Opener",
    "Spooled",
    "Step",
    "Store",
    "Tally",
    "Task",
    "Watch",
    "Work",
    "attempt",
    "cut",
    "read_pages",
    "run",
    "run_local",
    "spool",
]
