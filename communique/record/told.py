"""What all pages say together (``Dossier``), kept as tables: written whole, read back equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communique.columns import Cell, shown
from communique.errors import RecordError
from communique.model import (
    Answer,
    Course,
    Delegation,
    Difference,
    Dossier,
    Draft,
    Evidence,
    Happening,
    Holding,
    Moment,
    Origin,
    Party,
    Plan,
    Question,
    Round,
    Stand,
    Story,
    Trace,
    Version,
)
from communique.record.file import File
from communique.record.table import Table

_ORIGIN = Table("origin", Origin, keys=("n",), skip=("traces",))
_TRACE = Table("trace", Trace, keys=("origin", "n"))
_PARTY = Table("party", Party, keys=("n",))
_HAPPENING = Table("happening", Happening, keys=("n",), skip=("facts",))
_STORY = Table("story", Story, keys=("n",), skip=("moments",))
_MOMENT = Table("moment", Moment, keys=("story", "n"))
_DIFFERENCE = Table("difference", Difference, keys=("n",), skip=("versions",))
_VERSION = Table("version", Version, keys=("difference", "n"))
_ROUND = Table("round", Round, keys=("n",), skip=("delegations",))
_DELEGATION = Table("delegation", Delegation, keys=("round", "n"))
_COURSE = Table("course", Course, keys=("n",), skip=("stands",))
_STAND = Table("stand", Stand, keys=("course", "n"))
_PLAN = Table("proposed", Plan, keys=("n",), skip=("drafts",))
_DRAFT = Table("draft", Draft, keys=("proposed", "n"), skip=("answers",))
_ANSWER = Table("answer", Answer, keys=("proposed", "draft", "n"))
_QUESTION = Table("question", Question, keys=("n",), skip=("evidence",))
_OPEN = Table("question_evidence", Evidence, keys=("question", "n"))
_HOLDING = Table("holding", Holding, keys=("n",))

TABLES = (_ORIGIN, _TRACE, _PARTY, _HAPPENING, _STORY, _MOMENT, _DIFFERENCE, _VERSION, _ROUND, _DELEGATION, _COURSE,
          _STAND, _PLAN, _DRAFT, _ANSWER, _QUESTION, _OPEN, _HOLDING)  # fmt: skip
NAMES = (*(table.name for table in TABLES), "happening_fact")
_EMPTIED = ("happening_fact", "answer", "draft", "proposed", "stand", "course", "delegation", "round", "version",
            "difference", "moment", "story", "trace", "origin", "happening", "party", "question_evidence", "question",
            "holding")  # fmt: skip
"""Tables in the order they are emptied in: rows that point at others first."""


def forget(file: File) -> None:
    """Delete all that is told: facts it rests on are about to go."""
    if file.number("SELECT count(*) FROM dossier WHERE told_at IS NOT NULL"):
        for name in _EMPTIED:
            file.run(f'DELETE FROM "{name}"')
        file.run("UPDATE dossier SET told_at = NULL")


def keep(file: File, dossier: Dossier, as_of: int | None = None) -> None:
    """Write what is told, whole, in the place of what was told before. ``as_of``: the count of changes of the state it
    was made of; where something has changed since, it is kept and is not current."""
    with file.writing():
        forget(file)
        _put(file, _ORIGIN, dossier.origins, (_TRACE, "traces"))
        _put(file, _PARTY, dossier.parties)
        _put(file, _HAPPENING, dossier.happenings)
        for n, happening in enumerate(dossier.happenings):
            rows = ((n, at, fact) for at, fact in enumerate(happening.facts))
            file.many("INSERT INTO happening_fact (happening, n, fact) VALUES (?, ?, ?)", rows)
        _put(file, _STORY, dossier.stories, (_MOMENT, "moments"))
        _put(file, _DIFFERENCE, dossier.differences, (_VERSION, "versions"))
        _put(file, _ROUND, dossier.rounds, (_DELEGATION, "delegations"))
        _put(file, _COURSE, dossier.courses, (_STAND, "stands"))
        _put(file, _PLAN, dossier.plans, (_DRAFT, "drafts"))
        for p, plan in enumerate(dossier.plans):
            for d, draft in enumerate(plan.drafts):
                file.many(_ANSWER.insert, (_ANSWER.row(answer, p, d, n) for n, answer in enumerate(draft.answers)))
        _put(file, _QUESTION, dossier.questions, (_OPEN, "evidence"))
        _put(file, _HOLDING, dossier.holdings)
        file.run("UPDATE dossier SET told_at = coalesce(?, changes)", (as_of,))


def _put(file: File, table: Table, values: Sequence[Any], child: tuple[Table, str] | None = None) -> None:
    file.many(table.insert, (table.row(value, n) for n, value in enumerate(values)))
    if child is not None:
        inner, name = child
        rows = ((n, at, item) for n, value in enumerate(values) for at, item in enumerate(getattr(value, name)))
        file.many(inner.insert, (inner.row(item, n, at) for n, at, item in rows))


def take(file: File) -> Dossier | None:
    """Return what is told, None where nothing is; raises RecordError where the tables hold what makes no sense."""
    with file.reading():
        if not file.number("SELECT count(*) FROM dossier WHERE told_at IS NOT NULL"):
            return None
        return Dossier(
            origins=_take(file, _ORIGIN, traces=_TRACE),
            parties=_take(file, _PARTY),
            happenings=_happenings(file),
            stories=_take(file, _STORY, moments=_MOMENT),
            differences=_take(file, _DIFFERENCE, versions=_VERSION),
            rounds=_take(file, _ROUND, delegations=_DELEGATION),
            courses=_take(file, _COURSE, stands=_STAND),
            plans=_plans(file),
            questions=_take(file, _QUESTION, evidence=_OPEN),
            holdings=_take(file, _HOLDING),
        )


def is_current(file: File) -> bool:
    """Tell whether nothing has changed since what is told was made."""
    return bool(file.number("SELECT count(*) FROM dossier WHERE told_at = changes"))


def _rows(file: File, table: Table) -> list[tuple[Cell, ...]]:
    return file.rows(f"{table.select} ORDER BY {', '.join(table.keys)}")


def _take(file: File, table: Table, **children: Table) -> tuple[Any, ...]:
    inner = {name: _by_parent(_made(_rows(file, child), child)) for name, child in children.items()}
    return tuple(
        table.make(row, **{name: tuple(found.get(row[:1], ())) for name, found in inner.items()})
        for row in _rows(file, table)
    )


def _made(rows: Iterable[Sequence[Cell]], table: Table) -> Iterable[tuple[tuple[Cell, ...], Any]]:
    return ((tuple(row[: len(table.keys) - 1]), table.make(row)) for row in rows)


def _by_parent(rows: Iterable[tuple[tuple[Cell, ...], Any]]) -> dict[tuple[Cell, ...], list[Any]]:
    found: dict[tuple[Cell, ...], list[Any]] = {}
    for parent, value in rows:
        found.setdefault(parent, []).append(value)
    return found


def _happenings(file: File) -> tuple[Happening, ...]:
    facts: dict[Cell, list[str]] = {}
    for happening, fact in file.rows("SELECT happening, fact FROM happening_fact ORDER BY happening, n"):
        if not isinstance(fact, str):
            raise RecordError(f"table happening_fact, row {shown(happening)}: fact cannot be {shown(fact)}")
        facts.setdefault(happening, []).append(fact)
    return tuple(_HAPPENING.make(row, facts=tuple(facts.get(row[0], ()))) for row in _rows(file, _HAPPENING))


def _plans(file: File) -> tuple[Plan, ...]:
    answers = _by_parent(_made(_rows(file, _ANSWER), _ANSWER))
    drafts: list[tuple[tuple[Cell, ...], Any]] = []
    for row in _rows(file, _DRAFT):
        mine = tuple(answers.get(tuple(row[:2]), ()))
        drafts.append((tuple(row[:1]), _DRAFT.make(row, answers=mine)))
    by_plan = _by_parent(drafts)
    return tuple(_PLAN.make(row, drafts=tuple(by_plan.get(row[:1], ()))) for row in _rows(file, _PLAN))
