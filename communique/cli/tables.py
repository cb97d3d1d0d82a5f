"""Rows as lines of plain text with their columns one under the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.export import visible

_WIDEST = 60


def columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield lines: the head, then the rows; each column but the last is cut to its widest cell, at most 60 wide."""
    cells = [[" ".join(visible(cell).split()) for cell in row] for row in (head, *rows)]
    widths = [min(_WIDEST, max(len(row[n]) for row in cells)) for n in range(len(head) - 1)]
    for row in cells:
        fitted = [_cut(cell, width).ljust(width) for cell, width in zip(row, widths, strict=False)]
        yield "  ".join([*fitted, row[-1]]).rstrip() + "\n"


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else cell[: width - 1] + "…"
