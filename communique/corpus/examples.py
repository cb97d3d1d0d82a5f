"""Examples of what changed, with the sentence each rests on and names in the place of ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from communique.corpus.folder import Folder, as_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """A fact to be shown; ``cells``: the columns that changed, with what stood left and right."""

    change: str
    kind: str
    type: str
    id: str
    article: str
    cells: tuple[tuple[str, object, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A fact that changed, was gained or lost, as it is shown. ``cells``: column, left, right, each as words."""

    change: str
    kind: str
    type: str
    id: str
    article: str
    headline: str
    sentence: str
    cells: tuple[tuple[str, str, str], ...]


def examples_of(left: Folder, right: Folder, picked: Sequence[Picked]) -> Iterator[Example]:
    """Look up the words of facts: of a lost one in the left run, of the others in the right one."""
    for folder, some in (
        (left, [fact for fact in picked if fact.change == "lost"]),
        (right, [fact for fact in picked if fact.change != "lost"]),
    ):
        if not some:
            continue
        sentences = _looked_up(folder, "evidence", "fact", "quote", {fact.id for fact in some})
        headlines = _looked_up(folder, "articles", "id", "headline", {fact.article for fact in some})
        ids = {id_ for fact in some for _, *sides in fact.cells for value in sides for id_ in _words(value)}
        named = dict[str, str]()
        for side in (left, right):
            for table in ("actors", "places"):
                named |= _looked_up(side, table, "id", "name", ids)
        for fact in some:
            yield Example(
                change=fact.change,
                kind=fact.kind,
                type=fact.type,
                id=fact.id,
                article=fact.article,
                headline=headlines.get(fact.article, ""),
                sentence=sentences.get(fact.id, ""),
                cells=tuple((column, _shown(a, named), _shown(b, named)) for column, a, b in fact.cells),
            )


def _looked_up(folder: Folder, table: str, key: str, column: str, wanted: set[str]) -> dict[str, str]:
    """Return the first value of a column for each of some keys; nothing where the run has no such table or column."""
    schema = folder.schema(table)
    found: dict[str, str] = {}
    if not wanted or schema is None or column not in schema.names or key not in schema.names:
        return found
    wanted_ids = pa.array(sorted(wanted), pa.string())
    for batch in folder.batches(table, (key, column)):
        inside = batch.filter(pc.is_in(batch.column(key).cast(pa.string()), value_set=wanted_ids))
        for name, value in zip(*(part.to_pylist() for part in inside.columns), strict=True):
            found.setdefault(name, "" if value is None else str(value))
    return found


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))


def _shown(value: object, named: Mapping[str, str]) -> str:
    if value is None or value == []:
        return "(empty)"
    if isinstance(value, str):
        return named.get(value, value)
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ", ".join(named.get(item, item) for item in value)
    return as_json(value)
