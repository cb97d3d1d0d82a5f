"""Rows → Account, every value checked on its way: the file may come from anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.columns import Cell, Pointer, shown
from communique.errors import RecordError
from communique.model import Account, Actor, Article, Evidence, Fact, OpenIssue, Place, Reference, type_of_fact
from communique.record import tables
from communique.record.file import File
from communique.record.table import Table

Row = Sequence[Cell]


def take_account(file: File, article: str) -> Account:
    """Return the account of an article, equal to the one that was kept (without what the encoder saw).

    Raises RecordError naming table and row where the file holds what makes no sense, and for an article not here.
    """
    row = file.row(f"{tables.ARTICLE.select} WHERE id = ?", (article,))
    if row is None:
        raise RecordError(f"{file.path}: no article {shown(article)}")
    made_by, reader = row[4], row[5]
    if not isinstance(made_by, str) or not isinstance(reader, str):
        raise RecordError(f"table article, row {shown(article)}: made by {shown(made_by)}, {shown(reader)}")
    evidence = _evidence(file, article)
    return Account(
        article=_article(file, article, row),
        references=_references(file, article),
        facts=_facts(file, article, evidence),
        made_by=made_by,
        reader=reader,
        positions=tuple(tables.POSITION.make(row) for row in _rows(file, tables.POSITION, article, "n")),
        open_issues=_open_issues(file, article, evidence),
        vectors=tuple(tables.VECTOR.make(row) for row in _rows(file, tables.VECTOR, article, "n")),
    )


def _rows(file: File, table: Table, article: str, order: str) -> list[tuple[Cell, ...]]:
    return file.rows(f"{table.select} WHERE article = ? ORDER BY {order}", (article,))


def _article(file: File, article: str, row: Row) -> Article:
    blocks = tuple(tables.BLOCK.make(row) for row in _rows(file, tables.BLOCK, article, "n"))
    credits = tuple(tables.CREDIT.make(row) for row in _rows(file, tables.CREDIT, article, "n"))
    made = tables.ARTICLE.make(row, blocks=blocks, credits=credits)
    assert isinstance(made, Article)
    return made


def _references(file: File, article: str) -> tuple[Reference, ...]:
    roles = _children(_rows(file, tables.ROLE, article, "actor, n"), tables.ROLE, 1)
    actors: dict[Cell, Actor] = {}
    for row in _rows(file, tables.ACTOR, article, "id"):
        actors[row[1]] = tables.ACTOR.make(row, roles=tuple(roles.get((row[1],), ())))
    places: dict[Cell, Place] = {row[1]: tables.PLACE.make(row) for row in _rows(file, tables.PLACE, article, "id")}
    found = []
    for row in _rows(file, tables.MENTION, article, "n"):
        pointer: Pointer = tables.MENTION.make(row)
        try:
            found.append(pointer.reference(actors, places))
        except ValueError as fault:
            raise tables.MENTION.fault(row, fault) from fault
    return tuple(found)


def _children(rows: Sequence[Row], table: Table, at: int, width: int = 1) -> dict[tuple[Cell, ...], list[Any]]:
    """Make the values of ``rows``, by the ``width`` keys from the one at ``at`` on."""
    found: dict[tuple[Cell, ...], list[Any]] = {}
    for row in rows:
        found.setdefault(tuple(row[at : at + width]), []).append(table.make(row))
    return found


def _evidence(file: File, article: str) -> dict[tuple[Cell, ...], list[Evidence]]:
    """Return evidence by fact and open issue, one of the two None."""
    found: dict[tuple[Cell, ...], list[Evidence]] = {}
    for row in _rows(file, tables.EVIDENCE, article, "id"):
        found.setdefault((row[1], row[2]), []).append(tables.EVIDENCE.make(row, article=article))
    return found


def _facts(file: File, article: str, evidence: dict[tuple[Cell, ...], list[Evidence]]) -> tuple[Fact, ...]:
    steps = _children(_rows(file, tables.STEP, article, "proposal, n"), tables.STEP, 1)
    favours = _children(_rows(file, tables.FAVOUR, article, "proposal, n"), tables.FAVOUR, 1)
    made: dict[Cell, Fact] = {}
    for kind, table in tables.KINDS.items():
        for row in _rows(file, table, article, "id"):
            identity = row[1]
            others: dict[str, object] = {"evidence": tuple(evidence.get((identity, None), ()))}
            if kind == "proposal":
                others["steps"] = tuple(steps.get((identity,), ()))
                others["favours"] = tuple(favours.get((identity,), ()))
            made[identity] = table.make(row, **others)
    found = []
    for key, of_kind in file.rows("SELECT id, kind FROM fact WHERE article = ? ORDER BY n", (article,)):
        if key not in made:
            raise RecordError(f"table fact, row {shown(key)}: no {shown(of_kind)} of this id")
        if type_of_fact[type(made[key])] != of_kind:
            raise RecordError(f"table fact, row {shown(key)}: is no {shown(of_kind)}")
        found.append(made[key])
    return tuple(found)


def _open_issues(file: File, article: str, evidence: dict[tuple[Cell, ...], list[Evidence]]) -> tuple[OpenIssue, ...]:
    rows = _rows(file, tables.OPEN_ISSUE, article, "n")
    return tuple(tables.OPEN_ISSUE.make(row, evidence=tuple(evidence.get((None, row[1]), ()))) for row in rows)
