"""Cells of a sheet meant for a spreadsheet, which runs what begins like a formula."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[\t\r\n]|[\s\u00a0]*[=+\-@＝＋－＠|%]")
_GUARD = "'"


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: with an apostrophe, which none shows, before what begins like a formula.

    A page can hold any: ``=HYPERLINK("https://estmark.example","Talks end")`` as its headline.
    """
    return _GUARD + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return what was in a cell before it was guarded."""
    return cell[1:] if cell.startswith(_GUARD) and _FORMULA.match(cell[1:]) else cell
