"""Accounts as they are with what people put right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.errors import RecordError, UsageError
from communique.model import (
    Account,
    Act,
    Event,
    EventType,
    Fact,
    Position,
    Proposal,
    ProposalStatus,
    Statement,
    Status,
)
from communique.record.log import PAIRS, Correction, CorrectionKind


def value_of(fact: Fact, kind: CorrectionKind) -> tuple[str, ...]:
    """Return what a correction of ``kind`` would change; raises UsageError where the fact has no such thing."""
    if kind is CorrectionKind.SPEAKER and isinstance(fact, Statement):
        return fact.speakers
    if kind is CorrectionKind.TYPE and isinstance(fact, Event):
        return (fact.type.value,)
    if kind is CorrectionKind.TYPE and isinstance(fact, Statement):
        return (fact.act.value,)
    if kind is CorrectionKind.STATUS and isinstance(fact, Event):
        return (fact.status.value,)
    if kind is CorrectionKind.STATUS and isinstance(fact, Proposal):
        return (fact.status.value,) if fact.status else ()
    raise UsageError(f"fact {fact.id!r} has no {kind.value} to correct")


def amended(fact: Fact, kind: CorrectionKind, new: Sequence[str]) -> Fact:
    """Return a fact with its new value; a new type has no mode, for the old one's is no mode of it."""
    try:
        if kind is CorrectionKind.SPEAKER and isinstance(fact, Statement):
            return replace(fact, speakers=tuple(new))
        (code,) = new
        if kind is CorrectionKind.TYPE and isinstance(fact, Event):
            return replace(fact, type=EventType(code), mode=fact.mode if fact.type == code else None)
        if kind is CorrectionKind.TYPE and isinstance(fact, Statement):
            return replace(fact, act=Act(code))
        if kind is CorrectionKind.STATUS and isinstance(fact, Event):
            return replace(fact, status=Status(code))
        if kind is CorrectionKind.STATUS and isinstance(fact, Proposal):
            return replace(fact, status=ProposalStatus(code))
    except ValueError as fault:
        raise UsageError(f"no {kind.value} of that name: {', '.join(new)!r}") from fault
    return fact


def corrected(account: Account, entries: Iterable[Correction]) -> Account:
    """Return an account as it is with the corrections that stand: facts amended or gone, and what rested on them.

    A correction of a fact that another reading no longer finds waits in the log and changes nothing.
    """
    for entry in entries:
        fact = next((fact for fact in account.facts if fact.id == entry.about), None)
        if fact is None or entry.kind in PAIRS:
            continue
        if entry.kind is CorrectionKind.REJECT:
            account = _without(account, fact.id)
        else:
            try:
                new = amended(fact, entry.kind, entry.new)
            except UsageError as fault:
                raise RecordError(f"table correction, row {entry.id}: {fault}") from fault
            account = replace(account, facts=tuple(new if f.id == fact.id else f for f in account.facts))
            if isinstance(fact, Statement) and isinstance(new, Statement) and fact.speakers != new.speakers:
                account = replace(account, positions=_moved(account.positions, fact, new))
    return account


def _without(account: Account, fact: str) -> Account:
    """Take a fact out, and every mention of it; a position that rests on nothing else goes with it."""
    kept = tuple(_forgetting(other, fact) for other in account.facts if other.id != fact)
    positions = []
    for position in account.positions:
        facts = tuple(f for f in position.facts if f != fact)
        if facts:
            positions.append(replace(position, facts=facts))
    issues = tuple(replace(i, facts=tuple(f for f in i.facts if f != fact)) for i in account.open_issues)
    return replace(account, facts=kept, positions=tuple(positions), open_issues=issues)


def _forgetting(fact: Fact, gone: str) -> Fact:
    if isinstance(fact, Event) and fact.said_in == gone:
        return replace(fact, said_in=None)
    if isinstance(fact, Proposal):
        version_of = None if fact.version_of == gone else fact.version_of
        return replace(fact, version_of=version_of, events=tuple(e for e in fact.events if e != gone))
    return fact


def _moved(positions: tuple[Position, ...], old: Statement, new: Statement) -> tuple[Position, ...]:
    """Give the positions a statement is the ground of to who really made it: it was not Norvia that offered talks."""
    found: list[Position] = []
    for position in positions:
        if old.id not in position.facts or position.party not in old.speakers or position.party in new.speakers:
            found.append(position)
            continue
        rest = tuple(f for f in position.facts if f != old.id)
        if rest:
            found.append(replace(position, facts=rest))
        found += [replace(position, party=speaker, facts=(old.id,)) for speaker in new.speakers]
    return tuple(found)
