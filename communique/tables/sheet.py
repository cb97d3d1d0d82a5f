"""Outcomes → Arrow tables: equal outcomes in equal order give equal tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from communique.columns import Pointer
from communique.model import (
    FAILURES,
    Account,
    Actor,
    Evidence,
    Place,
    Reason,
    Rejection,
    When,
    type_of_fact,
)
from communique.tables import kinds
from communique.tables.kinds import TABLES, TableKind

Row = tuple[object, ...]
_Rows = dict[str, list[Row]]


def same_as(origin: str, url: str | None, article: str) -> Rejection:
    """Say of a page that its article is one that is already there: ``articles.id`` has its id."""
    return Rejection(origin=origin, url=url, reason=Reason.DUPLICATE, detail=f"article {article} came before")


class Sheet:
    """Outcomes of pages on their way into tables. Rows keep the order of the pages, and that of each page."""

    def __init__(self) -> None:
        """Start without pages."""
        self._rows: list[tuple[Account | Rejection, _Rows]] = []
        self._articles: set[str] = set()

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, outcome: Account | Rejection) -> None:
        """Add what came of one page.

        An article that is here already becomes a rejection (DUPLICATE); so does an account that would not come back
        as it is (UNREADABLE): an actor that is two things under one id, evidence from another page.
        """
        if isinstance(outcome, Account) and outcome.article.id in self._articles:
            outcome = same_as(outcome.article.origin, outcome.article.url, outcome.article.id)
        try:
            rows = _rows(outcome)
        except ValueError as fault:
            assert isinstance(outcome, Account)
            outcome = _unkept(outcome, fault)
            rows = _rows(outcome)
        if isinstance(outcome, Account):
            self._articles.add(outcome.article.id)
        self._rows.append((outcome, rows))

    def tables(self) -> dict[str, pa.Table]:
        """Return all tables of ``TABLES`` by their name.

        A page whose words have no place in a table of UTF-8 (half a surrogate pair) or whose numbers have none in 64
        bits is a rejection there, and costs no other page.
        """
        try:
            return _built(rows for _, rows in self._rows)
        except _UNFIT:
            return _built([_fitting(outcome, rows) for outcome, rows in self._rows])


_UNFIT = (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError)


def _built(rows: Iterable[_Rows]) -> dict[str, pa.Table]:
    of_table: _Rows = {kind.name: [] for kind in TABLES}
    for of_outcome in rows:
        for name, some in of_outcome.items():
            of_table[name] += some
    return {kind.name: _table(kind, of_table[kind.name]) for kind in TABLES}


def _table(kind: TableKind, rows: Sequence[Row]) -> pa.Table:
    columns: Iterable[Sequence[object]] = zip(*rows, strict=True) if rows else [()] * len(kind.columns)
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, kind.schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=kind.schema)


def _fitting(outcome: Account | Rejection, rows: _Rows) -> _Rows:
    """Return ``rows`` where they fit into tables, else those of a rejection that does."""
    try:
        _built([rows])
    except _UNFIT as fault:
        refused = _unkept(outcome, fault) if isinstance(outcome, Account) else outcome
        return _rows(
            Rejection(
                origin=_whole(refused.origin),
                url=None if refused.url is None else _whole(refused.url),
                reason=refused.reason,
                detail=_whole(refused.detail),
            )
        )
    return rows


def _whole(text: str) -> str:
    """Return text that UTF-8 can hold: of a file named in Latin-1, Python's half characters are spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _unkept(account: Account, fault: Exception) -> Rejection:
    article = account.article
    detail = f"cannot be kept: {' '.join(str(fault).split())[:200]}"
    return Rejection(origin=article.origin, url=article.url, reason=Reason.UNREADABLE, detail=detail)


def _rows(outcome: Account | Rejection) -> _Rows:
    """Return the rows of an outcome by table; raises ValueError for an account that would not come back as it is."""
    if isinstance(outcome, Rejection):
        kind = kinds.FAILURES if outcome.reason in FAILURES else kinds.REJECTIONS
        return {kind.name: [kind.row(outcome)]}
    article = outcome.article
    at = article.id
    positions, issues = outcome.positions, outcome.open_issues
    return {
        kinds.ARTICLES.name: [kinds.ARTICLES.row(article, article.headline, outcome.made_by, outcome.reader)],
        kinds.FACTS.name: _facts(outcome),
        kinds.EVIDENCE.name: list(_evidence(outcome)),
        **_references(outcome),
        kinds.POSITIONS.name: [kinds.POSITIONS.row(position, at, n) for n, position in enumerate(positions)],
        kinds.OPEN_ISSUES.name: [kinds.OPEN_ISSUES.row(issue, at, n) for n, issue in enumerate(issues)],
    }


def _facts(account: Account) -> list[Row]:
    facts = account.facts
    if len({fact.id for fact in facts}) < len(facts):
        raise ValueError("two facts under one id")
    at = account.article.id
    return [kinds.FACTS.row(fact, at, n, type_of_fact[type(fact)]) for n, fact in enumerate(facts)]


def _evidence(account: Account) -> Iterator[Row]:
    cited: list[tuple[str | None, int | None, tuple[Evidence, ...]]] = [
        *((fact.id, None, fact.evidence) for fact in account.facts),
        *((None, n, issue.evidence) for n, issue in enumerate(account.open_issues)),
    ]
    at = account.article.id
    for fact, issue, evidence in cited:
        for n, item in enumerate(evidence):
            if item.article != at:
                raise ValueError(f"it cites another article, {item.article}")
            yield kinds.EVIDENCE.row(item, at, fact, issue, n)


def _references(account: Account) -> _Rows:
    at = account.article.id
    actors: dict[str, Actor] = {}
    places: dict[str, Place] = {}
    mentions: list[Row] = []
    times: list[Row] = []
    for n, reference in enumerate(account.references):
        target = reference.target
        known: Actor | Place | When | None = target
        if isinstance(target, Actor):
            known = actors.setdefault(target.id, target)
        elif isinstance(target, Place):
            known = places.setdefault(target.id, target)
        if known != target:
            raise ValueError(f"two things under one id: {known} and {target}")
        of_time = isinstance(target, When)
        row = (kinds.TIMES if of_time else kinds.MENTIONS).row(Pointer.of(reference), at, n)
        (times if of_time else mentions).append(row)
    return {
        kinds.ACTORS.name: [kinds.ACTORS.row(actor, at) for actor in actors.values()],
        kinds.PLACES.name: [kinds.PLACES.row(place, at) for place in places.values()],
        kinds.MENTIONS.name: mentions,
        kinds.TIMES.name: times,
    }
