"""Exceptions: for a bad installation or a misuse. Bad input is a ``Rejection``, not an exception."""


class CommuniqueError(Exception):
    """Base of every exception this package raises on purpose."""


class InstallationError(CommuniqueError):
    """The package's own files (weights, atlas, tables) are missing or damaged."""


class UsageError(CommuniqueError):
    """The caller asked for something that has no meaning, such as a date that is none."""


class RecordError(CommuniqueError):
    """A dossier cannot be opened, read or written: none, damaged, locked, full, read-only, of a newer version."""


class TableError(CommuniqueError):
    """The tables of a run cannot be read: none, damaged, of a newer version, or they hold what makes no sense."""
