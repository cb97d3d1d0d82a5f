"""Tab-separated tables in and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent
Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Return the rows of the table at ``path``, whose first line names the columns."""
    lines = path.read_text(encoding="utf-8").split("\n")
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:] if line]


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write ``rows`` under ``header`` to ``path``."""
    lines = ["\t".join(header)]
    for row in rows:
        fields = ["" if field is None else str(field) for field in row]
        if len(fields) != len(header) or any("\t" in f or "\n" in f for f in fields):
            raise ValueError(f"not a row of {path.name}: {fields}")
        lines.append("\t".join(fields))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
