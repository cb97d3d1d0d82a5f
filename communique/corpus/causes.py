"""What two runs say of themselves that is not the same: the likely causes of all other differences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.corpus.folder import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Something that is not the same: a tool, an option, a source or a column. Empty: it is not there."""

    what: str
    name: str
    left: str
    right: str


def causes_of(left: Folder, right: Folder) -> Iterator[Cause]:
    """Yield what differs in tools (version, reader ...), options and sources, then columns that one run alone has."""
    pairs = (("tool", left.about.tools, right.about.tools), ("option", left.about.options, right.about.options))
    for what, left_side, right_side in pairs:
        ours, theirs = dict(left_side), dict(right_side)
        for name in sorted(ours.keys() | theirs.keys()):
            if ours.get(name, "") != theirs.get(name, ""):
                yield Cause(what=what, name=name, left=ours.get(name, ""), right=theirs.get(name, ""))
    here, there = ({(source.name, source.digest) for source in side.about.sources} for side in (left, right))
    for source in sorted(here ^ there):
        yield _one_sided("source", source[0], source in here)
    for table in ("articles", "facts"):
        has, had = set(left.columns(table)), set(right.columns(table))
        for name in sorted(has ^ had) if has and had else ():
            yield _one_sided("column", f"{table}.{name}", name in has)


def _one_sided(what: str, name: str, in_left: bool) -> Cause:
    return Cause(what=what, name=name, left=name if in_left else "", right="" if in_left else name)
