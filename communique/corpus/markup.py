"""Pieces of an HTML page that asks nothing of anybody: no script, no request, every word escaped."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from communique.export import visible
from communique.export.wording import clipped

_LONGEST = 600

Cell = str | int


def safe(words: str) -> str:
    """Return words as text of the page: escaped, on one line, no character left that changes how others are shown."""
    return escape(visible(clipped(words, _LONGEST)), quote=True)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table with its caption; a number is set to the right, the first cell of a row is its head.

    It lies in a box that can be scrolled, also by keyboard, so that a wide one leaves the page as it is.
    """
    listed = list(rows)
    numbers = [bool(listed) and all(_is_number(row[n]) for row in listed) for n in range(len(head))]
    heads = "".join(
        f'<th scope="col"{_class(number)}>{safe(name)}</th>' for name, number in zip(head, numbers, strict=True)
    )
    body = "\n".join(_row(row, numbers) for row in listed)
    return (
        f'<div class="wide" role="region" aria-label="{safe(caption)}" tabindex="0"><table><caption>{safe(caption)}'
        f"</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int) or cell.endswith("\u00a0%") or cell == "–"


def _class(number: bool) -> str:
    return ' class="number"' if number else ""


def _row(row: Sequence[Cell], numbers: Sequence[bool]) -> str:
    first, *others = row
    cells = [f'<th scope="row">{_shown(first)}</th>']
    for cell, number in zip(others, numbers[1:], strict=True):
        kind = _class(number) or (' class="words"' if isinstance(cell, str) and len(cell) > 40 else "")
        cells.append(f"<td{kind}>{_shown(cell)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _shown(cell: Cell) -> str:
    return f"{cell:,}" if isinstance(cell, int) else safe(cell)


def listing(pairs: Iterable[tuple[str, str]]) -> str:
    """Return names with their values."""
    return "<dl>" + "".join(f"<dt>{safe(name)}</dt><dd>{safe(value)}</dd>" for name, value in pairs) + "</dl>"


def page(title: str, style: str, parts: Iterable[str]) -> str:
    """Return a whole document; ``style``: a style sheet of this room, the only one its security policy lets in."""
    sheet = files("communique.corpus").joinpath(style).read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{safe(title)}</title>\n<style>{sheet}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def share(part: int, whole: int) -> str:
    """Return a share in per cent: "<1 %" where it is small but something, "–" of nothing."""
    if not whole:
        return "–"
    percent = 100 * part / whole
    if part and percent < 1:
        return "<1\u00a0%"
    return ">99\u00a0%" if part < whole and percent > 99 else f"{percent:.0f}\u00a0%"
