"""The tables of this room, as lines."""

from __future__ import annotations

from importlib.resources import files

from communique.errors import InstallationError


def table_lines(name: str) -> list[str]:
    """Return the rows of table ``name``, comments left out. Raises InstallationError when it is missing."""
    try:
        text = files("communique.fact").joinpath(name).read_text(encoding="utf-8")
    except OSError as error:
        raise InstallationError(f"{name} is missing") from error
    return [line for line in text.splitlines() if line and not line.startswith("#")]
