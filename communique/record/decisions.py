"""Rows that decide (kin, same), and the indexes by which likely pairs are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.columns import Cell
from communique.errors import RecordError
from communique.model import Kin, Same
from communique.record import tables
from communique.record.file import File


def put_kin(file: File, rows: Iterable[Kin]) -> None:
    """Write how texts are related, over what was said of the same two before."""
    file.many(tables.KIN.insert, (tables.KIN.row(kin) for kin in rows))


def put_same(file: File, rows: Iterable[Same]) -> None:
    """Write verdicts, each over the one of the same judge on the same two."""
    for same in rows:
        if not same.left < same.right:
            raise RecordError(f"a verdict's left id comes before its right one: {same.left}, {same.right}")
        drop_same(file, same.left, same.right, same.by)
        file.run(tables.SAME.insert, tables.SAME.row(same))
        keys = (same.left, same.right, same.by)
        grounds = (tables.GROUND.row(ground, *keys, n) for n, ground in enumerate(same.grounds))
        file.many(tables.GROUND.insert, grounds)


def drop_same(file: File, left: str, right: str, by: str) -> None:
    """Delete what one judge said of two."""
    file.run("DELETE FROM same WHERE left_id = ? AND right_id = ? AND by_whom = ?", (left, right, by))


def take_kin(file: File) -> tuple[Kin, ...]:
    """Return all rows on texts, by their ids."""
    return tuple(tables.KIN.make(row) for row in file.rows(f"{tables.KIN.select} ORDER BY left_id, right_id"))


def take_same(file: File) -> tuple[Same, ...]:
    """Return all verdicts: of each two first the rule's, then people's, the last said last."""
    grounds: dict[tuple[Cell, ...], list[Sequence[Cell]]] = {}
    for row in file.rows(f"{tables.GROUND.select} ORDER BY left_id, right_id, of_whom, n"):
        grounds.setdefault(tuple(row[:3]), []).append(row)
    found = []
    for row in file.rows(f"{tables.SAME.select} ORDER BY left_id, right_id, by_whom <> 'rule', rowid"):
        mine = grounds.get((row[0], row[1], row[5]), [])
        found.append(tables.SAME.make(row, grounds=tuple(tables.GROUND.make(ground) for ground in mine)))
    return tuple(found)


def take_verdicts(file: File) -> tuple[Same, ...]:
    """Return one verdict on each two: what the last person said, or else the rule."""
    return tuple({(same.left, same.right): same for same in take_same(file)}.values())


def all_bands(file: File) -> dict[str, tuple[str, ...]]:
    """Return the signature of each current article, by id."""
    sql = "SELECT b.article, b.value FROM band AS b JOIN article AS a ON a.id = b.article WHERE NOT a.superseded"
    found: dict[str, list[str]] = {}
    for article, value in file.rows(f"{sql} ORDER BY b.article, b.value"):
        found.setdefault(str(article), []).append(str(value))
    return {article: tuple(values) for article, values in found.items()}


def waiting(file: File) -> tuple[str, ...]:
    """Return ids of current articles that have not been compared yet, sorted."""
    sql = "SELECT w.article FROM waiting AS w JOIN article AS a ON a.id = w.article WHERE NOT a.superseded"
    return tuple(str(row[0]) for row in file.rows(f"{sql} ORDER BY w.article"))


def drop_waiting(file: File, articles: Iterable[str]) -> None:
    """Write down that articles have been compared."""
    file.many("DELETE FROM waiting WHERE article = ?", ((article,) for article in articles))


_OF_ARTICLE = "SELECT id FROM fact WHERE article = :a UNION SELECT id FROM actor WHERE article = :a"


def drop_rules(file: File, article: Cell) -> None:
    """Delete the verdicts of rules on facts and actors of an article that is read anew."""
    _drop(file, article, " AND by_whom = 'rule'")


def drop_all(file: File, article: Cell) -> None:
    """Delete every verdict and correction on an article that goes for good."""
    _drop(file, article, "")
    # A verdict of a person outlives the reading it was made on, so its fact may be gone: the log knows whose it was.
    logged = "SELECT about, other FROM correction WHERE (article = :a OR other_article = :a) AND other IS NOT NULL"
    for left, right in file.rows(logged.replace(":a", "?1"), (article,)):
        file.run("DELETE FROM same WHERE left_id = ? AND right_id = ? AND by_whom <> 'rule'", (left, right))
    file.run("PRAGMA defer_foreign_keys = ON")
    file.run("DELETE FROM correction WHERE article = ? OR other_article = ?", (article, article))


def _drop(file: File, article: Cell, more: str) -> None:
    ids = _OF_ARTICLE.replace(":a", "?1")
    for side in ("left_id", "right_id"):
        file.run(f"DELETE FROM same WHERE {side} IN ({ids}){more}", (article,))


def drop_rule_rows(file: File) -> None:
    """Delete all that rules have decided, so that it can be decided anew; what people said stays."""
    file.run("DELETE FROM kin")
    file.run("DELETE FROM same WHERE by_whom = 'rule'")
