"""JSON Lines (``.jsonl``, ``.ndjson``) → pages: one article to a line, one bad line costs one line."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from communique.model import Page, Reason, Rejection
from communique.source import places
from communique.source.kinds import shown
from communique.source.limits import CHUNK, MAX_BYTES, MAX_RECORDS
from communique.source.refusals import Unusable, refused, told, too_large
from communique.source.rows import page_of, roles_of
from communique.source.streams import unpacked

TRIED = 1_000
"""After how many rows without any text a table is taken for one of something else."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number, counted from 1; ``text`` None: longer than ``MAX_BYTES``."""

    number: int
    text: bytes | None


def lines(stream: IO[bytes]) -> Iterator[Line]:
    """Yield the lines of a stream; of an endless one no more than ``MAX_BYTES`` is held at any time."""
    number = 0
    while text := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(text) <= MAX_BYTES:
            yield Line(number, text)
            continue
        while text and not text.endswith(b"\n"):
            text = stream.readline(CHUNK * 16)
        yield Line(number, None)


def pages(name: str, published: str | None) -> Iterator[Page | Rejection]:
    """Open every article of a file of JSON objects, one to a line; ``origin`` is ``a.jsonl#12`` for the 12th line.

    The columns are told in ``rows``. Empty lines are none.
    """
    taken = 0
    with places.opened(name) as stream:
        for line in lines(io.BufferedReader(unpacked(stream), CHUNK)):
            if line.number > MAX_RECORDS:
                raise Unusable(Reason.TOO_LARGE, f"more than {MAX_RECORDS:,} lines; the rest was left out")
            if line.text is not None and not line.text.strip():
                continue
            found = _page(line, f"{shown(name)}#{line.number}", published)
            yield found
            taken += isinstance(found, Page)
            if not taken and line.number >= TRIED:
                raise Unusable(Reason.NOT_AN_ARTICLE, f"no article in the first {TRIED:,} lines; the rest was left out")
    if not taken:
        yield refused(shown(name), Reason.EMPTY, "no articles in this file")


def _page(line: Line, origin: str, published: str | None) -> Page | Rejection:
    if line.text is None:
        return refused(origin, Reason.TOO_LARGE, str(too_large()))
    try:
        row = json.loads(line.text.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"), strict=False)
    except RecursionError as fault:
        return told(origin, fault)
    except ValueError:
        return refused(origin, Reason.UNREADABLE, "this line is not JSON")
    if not isinstance(row, dict):
        return refused(origin, Reason.UNREADABLE, "this line is no JSON object")
    return page_of(row, roles_of(row), origin, published)
