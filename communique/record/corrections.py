"""What people put right: a log that only grows, and their verdicts as it has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from communique.columns import to_json
from communique.errors import UsageError
from communique.model import Same, Verdict
from communique.record import decisions
from communique.record.addresses import utc
from communique.record.file import File
from communique.record.log import LOG, PAIRS, Correction, CorrectionKind, log, log_of, standing
from communique.record.overlay import amended, corrected, value_of
from communique.record.unrows import take_account


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What somebody (``who``) asks for, at an ISO 8601 time with its zone (``at``).

    ``about``: a fact id (for merge and split an actor id), ``other``: the second of two. ``new``: the ids of the
    speakers (none: nobody), or one code of an event type, speech act or status; empty for all else.
    """

    kind: CorrectionKind
    about: str
    who: str
    at: str
    new: tuple[str, ...] = ()
    other: str | None = None
    note: str | None = None


_INSERT = (
    "INSERT INTO correction (kind, about, other, article, other_article, old, new, who, at, note, undoes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def correct(file: File, change: Change) -> int:
    """Write a correction to the log and let it count; return its number.

    Raises UsageError where it has no meaning: no such fact, a code that is none, a person called "rule".
    """
    if not change.who.strip() or change.who == "rule":
        raise UsageError(f"a correction needs the name of who makes it, not {change.who!r}")
    if change.kind is CorrectionKind.UNDO:
        raise UsageError("a correction is taken back by its number")
    with file.writing():
        row = _two(file, change) if change.kind in PAIRS else _one(file, change)
        return _put(file, row)


def undo(file: File, correction: int, *, who: str, at: str, note: str | None = None) -> int:
    """Take a correction back, which is a row of the log as well; return its number.

    Raises UsageError where there is no such correction, or it is taken back already.
    """
    with file.writing():
        rows = {row.id: row for row in log(file)}
        if correction not in rows:
            raise UsageError(f"no correction {correction}")
        if not _counts(correction, rows.values()):
            raise UsageError(f"correction {correction} is taken back already")
        if not who.strip() or who == "rule":
            raise UsageError(f"taking back needs the name of who does it, not {who!r}")
        was = rows[correction]
        row = replace(
            was, kind=CorrectionKind.UNDO, old=was.new, new=was.old, who=who, at=utc(at), note=note, undoes=correction
        )
        return _put(file, row)


def _counts(correction: int, rows: Iterable[Correction]) -> bool:
    undone: set[int] = set()
    for row in sorted(rows, key=lambda row: row.id, reverse=True):
        if row.id not in undone and row.undoes is not None:
            undone.add(row.undoes)
    return correction not in undone


def _put(file: File, row: Correction) -> int:
    cells = (row.kind.value, row.about, row.other, row.article, row.other_article, to_json(row.old), to_json(row.new))
    number = file.run(_INSERT, (*cells, row.who, row.at, row.note, row.undoes))
    if row.other is not None:
        _judge(file, row.about, row.other)
    file.run("UPDATE dossier SET changes = changes + 1")
    return number


def _judge(file: File, left: str, right: str) -> None:
    """Make people's verdicts on two what the log says: of each person the last one that stands."""
    rows = file.rows(f"{LOG.select} WHERE about = ? AND other = ? ORDER BY id", (left, right))
    entries = [LOG.make(row) for row in rows]
    for who in dict.fromkeys(entry.who for entry in entries):
        decisions.drop_same(file, left, right, who)
    last: dict[str, Same] = {}
    for entry in standing(entries):
        last.pop(entry.who, None)
        last[entry.who] = by_person(entry)
    decisions.put_same(file, last.values())


def by_person(entry: Correction) -> Same:
    """A person has looked at the two and said whether they are one; that wins over every rule."""
    verdict = PAIRS[entry.kind]
    assert entry.other is not None
    return Same(
        left=entry.about,
        right=entry.other,
        verdict=verdict,
        how="record.corrections.by_person",
        score=1.0 if verdict is Verdict.SAME else 0.0,
        by=entry.who,
    )


def _two(file: File, change: Change) -> Correction:
    if change.other is None or change.other == change.about:
        raise UsageError(f"{change.kind.value} needs two different ids")
    actors = change.kind in (CorrectionKind.MERGE, CorrectionKind.SPLIT)
    left, right = sorted((change.about, change.other))
    homes = []
    for identity in (left, right):
        source = "actor WHERE" if actors else "fact WHERE kind = 'event' AND"
        found = file.row(f"SELECT article FROM {source} id = ?", (identity,))
        if found is None:
            raise UsageError(f"no {'actor' if actors else 'event'} {identity!r} in this dossier")
        homes.append(str(found[0]))
    before = [same for same in decisions.take_verdicts(file) if (same.left, same.right) == (left, right)]
    row = _row(change, article=homes[0], old=tuple(same.verdict.value for same in before))
    return replace(row, about=left, other=right, other_article=homes[1], new=(PAIRS[change.kind].value,))


def _one(file: File, change: Change) -> Correction:
    found = file.row("SELECT article FROM fact WHERE id = ?", (change.about,))
    if found is None:
        raise UsageError(f"no fact {change.about!r} in this dossier")
    article = str(found[0])
    account = corrected(take_account(file, article), standing(log_of(file, article)))
    fact = next((fact for fact in account.facts if fact.id == change.about), None)
    if fact is None:
        raise UsageError(f"fact {change.about!r} is rejected; take that back first")
    if change.kind is CorrectionKind.REJECT:
        return _row(change, article=article, old=())
    old = value_of(fact, change.kind)
    if change.kind is CorrectionKind.SPEAKER:
        for actor in change.new:
            if file.row("SELECT 1 FROM actor WHERE id = ?", (actor,)) is None:
                raise UsageError(f"no actor {actor!r} in this dossier")
    else:
        amended(fact, change.kind, change.new)
    return _row(change, article=article, old=old)


def _row(change: Change, *, article: str, old: tuple[str, ...]) -> Correction:
    return Correction(
        id=0,
        kind=change.kind,
        about=change.about,
        other=None,
        article=article,
        other_article=None,
        old=old,
        new=change.new,
        who=change.who,
        at=utc(change.at),
        note=change.note,
        undoes=None,
    )
