"""Columns of a frame as a table, each with a line on what it holds."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources

import pyarrow as pa

_OF_WHOM = ("actor", "recipient", "participant", "speaker", "addressee", "host", "mediator", "author", "party")


def _words() -> Mapping[tuple[str, str], str]:
    text = resources.files("communique.corpus").joinpath("frames.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {(frame, column): words for frame, column, words in rows}


WORDS = _words()


def described(frame: str, columns: Mapping[str, object]) -> pa.Table:
    """Return the columns of a frame as a table, what each holds in the metadata of its field."""
    table = pa.table(dict(columns))
    fields = [field.with_metadata({"description": said_of(frame, field.name)}) for field in table.schema]
    return table.cast(pa.schema(fields, metadata={"communique.frame": frame}))


def said_of(frame: str, column: str) -> str:
    """Return what a column holds."""
    whom, _, part = column.partition("_")
    keys = [(frame, column), ("*", column)]
    if whom in _OF_WHOM:
        keys.append(("*", f"X_{part}"))
    return next(WORDS[key] for key in keys if key in WORDS)
