"""Corrections as gold: what a person decided, with the place in the text, for training and scoring."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence

from communique.columns import Values
from communique.model import Account, Fact, type_of_fact
from communique.record.file import File
from communique.record.log import PAIRS, Correction, CorrectionKind, log, standing
from communique.record.unrows import take_account


def gold(file: File) -> Iterator[str]:
    """Yield one line of JSON for each corrected fact, and for each two events or actors a person judged.

    A fact: its article (id, SHA-256 of the text in UTF-8), kind, the places of sentence and cue, and ``changes``:
    field, old and new value, who, when, note. Only corrections that stand and whose fact is still found; speakers are
    given with their names. A pair: the same of left and right, and the ``verdict``.
    """
    rows = standing(log(file))
    seen: dict[str, list[Correction]] = {}
    accounts: dict[str, Account] = {}
    for row in rows:
        if row.kind not in PAIRS:
            seen.setdefault(row.about, []).append(row)
    for about, entries in seen.items():
        place = _fact(file, about, accounts)
        if place is not None:
            yield _line({**place, "changes": [_change(file, entry) for entry in entries]})
    for row in rows:
        if row.kind in PAIRS and row.other is not None:
            actors = row.kind in (CorrectionKind.MERGE, CorrectionKind.SPLIT)
            find = _actor if actors else _fact
            left, right = find(file, row.about, accounts), find(file, row.other, accounts)
            if left is not None and right is not None:
                of = "actors" if actors else "events"
                told = {"who": row.who, "when": row.at, "note": row.note}
                old = row.old[0] if row.old else None
                pair = {"pair": of, "left": left, "right": right, "old": old, "verdict": PAIRS[row.kind].value}
                yield _line({**pair, **told})


def _line(row: Values) -> str:
    return json.dumps(row, ensure_ascii=False, allow_nan=False)


def _account(file: File, article: str, accounts: dict[str, Account]) -> Account:
    if article not in accounts:
        accounts[article] = take_account(file, article)
    return accounts[article]


def _text(account: Account) -> Values:
    digest = hashlib.sha256(account.article.text.encode("utf-8")).hexdigest()
    return {"article": account.article.id, "url": account.article.url, "text_sha256": digest}


def _fact(file: File, identity: str, accounts: dict[str, Account]) -> Values | None:
    found = file.row("SELECT article FROM fact WHERE id = ?", (identity,))
    if found is None:
        return None
    account = _account(file, str(found[0]), accounts)
    fact: Fact = next(fact for fact in account.facts if fact.id == identity)
    evidence = [
        {"sentence": [e.sentence.start, e.sentence.end], "cue": [e.cue.start, e.cue.end], "quote": e.quote}
        for e in fact.evidence
    ]
    return {**_text(account), "fact": identity, "kind": type_of_fact[type(fact)], "evidence": evidence}


def _actor(file: File, identity: str, accounts: dict[str, Account]) -> Values | None:
    found = file.row("SELECT article, name FROM actor WHERE id = ?", (identity,))
    if found is None:
        return None
    account = _account(file, str(found[0]), accounts)
    mentions = file.rows(
        "SELECT start, stop FROM mention WHERE article = ? AND actor = ? ORDER BY start, stop", (found[0], identity)
    )
    return {**_text(account), "actor": identity, "name": found[1], "mentions": [list(m) for m in mentions]}


def _change(file: File, entry: Correction) -> Values:
    names = entry.kind is CorrectionKind.SPEAKER
    return {
        "field": entry.kind.value,
        "old": _named(file, entry.old) if names else list(entry.old),
        "new": _named(file, entry.new) if names else list(entry.new),
        "who": entry.who,
        "when": entry.at,
        "note": entry.note,
    }


def _named(file: File, actors: Sequence[str]) -> list[Values]:
    found = []
    for actor in actors:
        row = file.row("SELECT name, country FROM actor WHERE id = ?", (actor,))
        found.append({"id": actor, "name": row[0] if row else None, "country": row[1] if row else None})
    return found
