"""Lines of JSON and of tab-separated values."""

from __future__ import annotations

import json
from collections.abc import Iterable

from communique.export.wording import one_line

Row = dict[str, object]


def json_line(row: Row) -> str:
    """Return ``row`` as one line of JSON."""
    return json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n"


def tab_line(cells: Iterable[str]) -> str:
    """Return ``cells`` as one line of tab-separated values without quoting.

    A tab or line feed in a name ("Ada\\tVoss") would shift every column after it: white space becomes one space,
    control characters go. Some readers of these tables take a double quotation mark for the start of a quoted cell,
    others for itself: in 'the "Falcon" brigade' it becomes a single one.
    """
    return "\t".join(_plain(cell) for cell in cells) + "\n"


def _plain(cell: str) -> str:
    kept = "".join(char if char.isprintable() or char.isspace() else "" for char in cell)
    return one_line(kept).replace('"', "'")
