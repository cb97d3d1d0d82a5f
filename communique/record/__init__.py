"""One SQLite file for a dossier: pages as they came, what they say, decisions and corrections, each with its source.

The file is the public artefact: every table is explained in ``schema.sql`` and ``told.sql``, and it opens in Datasette,
pandas or R as it is. In Python:

``Record.create(path, name)`` and ``Record.open(path, write=True)`` give a ``Record``, to be used in a ``with`` block.
``record.start_run`` … ``finish_run`` frame the adding of pages; for each page ``is_new`` tells whether it needs to be
read, and ``add(Capture, Account | Rejection, run=…, along=Along(…))`` keeps it whole in one transaction. ``fail`` keeps
a source that could not be opened; ``remove`` takes an article out with all that came with it.
``accounts``, ``each_account``, ``account``, ``shelf``, ``pages``, ``versions``, ``failures``, ``runs``, ``counts``,
``search`` and ``body`` read. ``kin``, ``same``, ``verdicts``, ``keep_rows`` and ``drop_rule_rows`` are for decisions,
``bands``, ``waiting`` and ``settle`` for comparing what is new, ``keep_told`` and ``told``
for the ``Dossier`` made of all of it. ``correct(Change)``, ``undo``, ``corrections``, ``standing`` and ``gold`` are for
what people put right. ``check(path)`` tells what is wrong with a file.
"""

from communique.record.adding import Added, Along, Capture, Method
from communique.record.check import Fault, check
from communique.record.corrections import Change
from communique.record.log import Correction, CorrectionKind
from communique.record.queries import Counts, Failure, Hit, Listed, Run
from communique.record.record import Record

__all__ = [
    "Added",
    "Along",
    "Capture",
    "Change",
    "Correction",
    "CorrectionKind",
    "Counts",
    "Failure",
    "Fault",
    "Hit",
    "Listed",
    "Method",
    "Record",
    "Run",
    "check",
]
