"""Rows that decide (kin, same), and the indexes by which likely pairs are found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.errors import RecordError
from communique.model import Kin, Same
from communique.record import tables
from communique.record.file import File
from communique.record.shapes import Cell, shown

_MANY = 500
"""How many values one query asks for; SQLite takes 32,766."""


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


def put_vectors(file: File, article: str, vectors: Iterable[tuple[str, bytes]]) -> None:
    """Keep vectors of an article or its facts, over those of the same id."""
    file.many(
        "INSERT OR REPLACE INTO vector (about, article, content) VALUES (?, ?, ?)",
        ((about, article, content) for about, content in vectors),
    )


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


def take_vectors(file: File, about: Sequence[str]) -> dict[str, bytes]:
    """Return the vectors kept of facts or articles, by id; those without one are left out."""
    found: dict[str, bytes] = {}
    for row in _asked(file, "SELECT about, content FROM vector WHERE about IN", about):
        if not isinstance(row[1], bytes):
            raise RecordError(f"table vector, row {shown(row[0])}: not bytes")
        found[str(row[0])] = row[1]
    return found


def sharing_bands(file: File, bands: Sequence[str]) -> tuple[str, ...]:
    """Return ids of current articles that have one of the bands, each once, sorted."""
    sql = (
        "SELECT DISTINCT b.article FROM band AS b JOIN article AS a ON a.id = b.article"
        " WHERE NOT a.superseded AND b.value IN"
    )
    return tuple(sorted({str(row[0]) for row in _asked(file, sql, bands)}))


def sharing_keys(file: File, keys: Sequence[str]) -> tuple[tuple[str, str, str], ...]:
    """Return (key, fact id, article id) of the events of current articles that have one of the keys, sorted."""
    sql = (
        "SELECT k.key, k.fact, f.article FROM event_key AS k JOIN fact AS f ON f.id = k.fact"
        " JOIN article AS a ON a.id = f.article WHERE NOT a.superseded AND k.key IN"
    )
    rows = _asked(file, sql, keys)
    return tuple(sorted({(str(key), str(fact), str(article)) for key, fact, article in rows}))


def _asked(file: File, sql: str, values: Sequence[str]) -> list[tuple[Cell, ...]]:
    found = []
    for at in range(0, len(values), _MANY):
        some = values[at : at + _MANY]
        found += file.rows(f"{sql} ({', '.join('?' * len(some))})", tuple(some))
    return found


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
