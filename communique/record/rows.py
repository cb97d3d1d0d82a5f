"""Account → rows."""

from __future__ import annotations

from collections.abc import Iterable

from communique.columns import Cell, Pointer
from communique.model import (
    Account,
    Actor,
    Evidence,
    Place,
    Proposal,
    When,
    type_of_fact,
)
from communique.record import tables
from communique.record.file import File, UnkeepableError


def put_account(file: File, account: Account, *, page: int) -> None:
    """Write all rows of an account, inside a transaction of the caller's.

    Raises UnkeepableError for an account that would not come back as it is: an actor or a place that is two things
    under one id, evidence from another page, characters SQLite cannot hold.
    """
    article = account.article
    if "\0" in article.text:
        raise UnkeepableError(f"{article.origin}: its text has a character NUL, which no table of text can hold")
    head = (page, 0, 0, article.headline, account.made_by, account.reader)
    file.run(tables.ARTICLE.insert, tables.ARTICLE.row(article, *head))
    at = article.id
    file.many(tables.BLOCK.insert, (tables.BLOCK.row(block, at, n) for n, block in enumerate(article.blocks)))
    file.many(tables.CREDIT.insert, (tables.CREDIT.row(credit, at, n) for n, credit in enumerate(article.credits)))
    _put_references(file, account)
    _put_facts(file, account)
    file.many(tables.POSITION.insert, (tables.POSITION.row(p, at, n) for n, p in enumerate(account.positions)))
    file.many(tables.OPEN_ISSUE.insert, (tables.OPEN_ISSUE.row(i, at, n) for n, i in enumerate(account.open_issues)))
    file.many(tables.VECTOR.insert, (tables.VECTOR.row(v, at, n) for n, v in enumerate(account.vectors)))
    for n, issue in enumerate(account.open_issues):
        _put_evidence(file, at, (None, n), issue.evidence)
    for index in _INDEXED:
        file.run(f"INSERT INTO {index}", (at,))


def drop_account(file: File, article: str) -> None:
    """Delete all rows of an account, its words in the full text first, inside a transaction of the caller's."""
    for index in _UNINDEXED:
        file.run(f"INSERT INTO {index}", (article,))
    file.run("DELETE FROM article WHERE id = ?", (article,))


_INDEXED = (
    "article_words (rowid, headline, text) SELECT number, headline, text FROM article WHERE id = ?",
    "evidence_words (rowid, quote) SELECT id, quote FROM evidence WHERE article = ?",
)
_UNINDEXED = (
    "article_words (article_words, rowid, headline, text) SELECT 'delete', number, headline, text FROM article"
    " WHERE id = ?",
    "evidence_words (evidence_words, rowid, quote) SELECT 'delete', id, quote FROM evidence WHERE article = ?",
)
"""How the full text is brought in step: it is told what goes, word for word, before it goes."""


def _put_references(file: File, account: Account) -> None:
    at = account.article.id
    actors: dict[str, Actor] = {}
    places: dict[str, Place] = {}
    pointers = []
    for n, reference in enumerate(account.references):
        target = reference.target
        known: Actor | Place | When | None = target
        if isinstance(target, Actor):
            known = actors.setdefault(target.id, target)
        elif isinstance(target, Place):
            known = places.setdefault(target.id, target)
        if known != target:
            raise UnkeepableError(f"{account.article.origin}: two things under one id: {known} and {target}")
        pointers.append(tables.MENTION.row(Pointer.of(reference), at, n))
    file.many(tables.ACTOR.insert, (tables.ACTOR.row(actor, at) for actor in actors.values()))
    roles = ((actor.id, n, role) for actor in actors.values() for n, role in enumerate(actor.roles))
    file.many(tables.ROLE.insert, (tables.ROLE.row(role, at, actor, n) for actor, n, role in roles))
    file.many(tables.PLACE.insert, (tables.PLACE.row(place, at) for place in places.values()))
    file.many(tables.MENTION.insert, pointers)


def _put_facts(file: File, account: Account) -> None:
    at = account.article.id
    kinds = [type_of_fact[type(fact)] for fact in account.facts]
    file.many(
        "INSERT INTO fact (id, article, n, kind) VALUES (?, ?, ?, ?)",
        ((fact.id, at, n, kind) for n, (fact, kind) in enumerate(zip(account.facts, kinds, strict=True))),
    )
    for kind, table in tables.KINDS.items():
        of_kind = [fact for fact, its in zip(account.facts, kinds, strict=True) if its == kind]
        file.many(table.insert, (table.row(fact, at) for fact in of_kind))
    for fact in account.facts:
        _put_evidence(file, at, (fact.id, None), fact.evidence)
        if isinstance(fact, Proposal):
            steps = (tables.STEP.row(step, at, fact.id, n) for n, step in enumerate(fact.steps))
            file.many(tables.STEP.insert, steps)
            favours = (tables.FAVOUR.row(favour, at, fact.id, n) for n, favour in enumerate(fact.favours))
            file.many(tables.FAVOUR.insert, favours)


def _put_evidence(file: File, article: str, of: tuple[Cell, Cell], evidence: Iterable[Evidence]) -> None:
    rows = []
    for n, item in enumerate(evidence):
        if item.article != article:
            raise UnkeepableError(f"article {article} cites another one, {item.article}")
        rows.append(tables.EVIDENCE.row(item, article, *of, n))
    file.many(tables.EVIDENCE.insert, rows)
