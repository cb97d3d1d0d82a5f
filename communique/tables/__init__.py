"""What came of many pages as Arrow tables, and the way back: ``Account | Rejection`` → tables → ``Account``."""

from communique.tables.back import accounts, checked
from communique.tables.kinds import FORMAT, TABLES, TableKind
from communique.tables.parquet import read, write
from communique.tables.sheet import Sheet, same_as

__all__ = ["FORMAT", "TABLES", "Sheet", "TableKind", "accounts", "checked", "read", "same_as", "write"]
