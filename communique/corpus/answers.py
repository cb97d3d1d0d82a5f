"""What the machine said of facts, as words to compare with a coder's: names instead of ids, each with its variants."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from communique.corpus.folder import Folder
from communique.corpus.forms import NAMES_OF, Form, Sort

OTHERWISE = "|"
BETWEEN = "; "
_MOST_NAMES = 12
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the machine said of one fact: a cell for each question of the form.

    A cell of names has ``;`` between parties and ``|`` between the names one party has in the article.
    """

    fact: str
    score: float
    cells: tuple[str, ...]


def answers_of(folder: Folder, form: Form, facts: set[str]) -> dict[str, Answered]:
    """Return the answers of some facts by their ids."""
    wanted = pa.array(sorted(facts), pa.string())
    columns = tuple(dict.fromkeys(("id", "article", "score", *form.fields)))
    rows = []
    for batch in folder.batches("facts", columns):
        rows += batch.filter(pc.is_in(batch.column("id").cast(pa.string()), value_set=wanted)).to_pylist()
    pairs = {(row["article"], id_) for row in rows for column in form.fields for id_ in _ids(row[column])}
    names = _names(folder, pairs)
    found = {}
    for row in rows:
        cells = []
        for question in form.questions:
            value = row[question.column]
            if question.sort is Sort.NAMES:
                cells.append(BETWEEN.join(names.get((row["article"], id_), "?") for id_ in _ids(value)))
            else:
                cells.append("" if value is None else str(value))
        found[row["id"]] = Answered(fact=row["id"], score=float(row["score"] or 0.0), cells=tuple(cells))
    return found


def _ids(value: object) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _names(folder: Folder, pairs: set[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    """Return, for pairs of article and id, the name and what else the article calls it (pronouns left out)."""
    names: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for table in ("actors", *NAMES_OF.values()):
        for article, id_, name in _rows(folder, table, "id", ("name",), pairs):
            names[article, id_].append(name)
    mentioned: defaultdict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for column in ("actor", "place"):
        for article, id_, kind, start, stop in _rows(folder, "mentions", column, ("kind", "start", "stop"), pairs):
            if kind != "pronoun":
                mentioned[article].append((id_, start, stop))
    owners = {(article, article) for article in mentioned}
    for article, _, text in _rows(folder, "articles", "id", ("text",), owners, owner="id"):
        for id_, start, stop in mentioned[article]:
            names[article, id_].append(text[start:stop])
    return {pair: OTHERWISE.join(_distinct(some)) for pair, some in names.items()}


def _rows(
    folder: Folder,
    table: str,
    key: str,
    columns: tuple[str, ...],
    pairs: set[tuple[str, str]],
    owner: str = "article",
) -> list[tuple[Any, ...]]:
    """Return article, key and columns of the rows of some articles whose key is wanted."""
    articles = pa.array(sorted({article for article, _ in pairs}), pa.string())
    found = []
    for batch in folder.batches(table, (owner, key, *columns)):
        some = batch.filter(pc.is_in(batch.column(0).cast(pa.string()), value_set=articles))
        found += [row for row in zip(*(column.to_pylist() for column in some.columns), strict=True) if row[:2] in pairs]
    return found


def _distinct(names: list[str]) -> list[str]:
    """Return names as they go into a cell: on one line, without the marks that stand between them, once each."""
    found: dict[str, str] = {}
    for name in names:
        plain = " ".join(name[:_LONGEST_NAME].replace(";", ",").replace(OTHERWISE, ",").split())
        if plain:
            found.setdefault(plain.casefold(), plain)
    return list(found.values())[:_MOST_NAMES]
