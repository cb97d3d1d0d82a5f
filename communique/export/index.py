"""An account's actors, places, times and facts, each once and in the order of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.model import Account, Actor, Evidence, Fact, Place, Reference, When, type_of_fact

Target = TypeVar("Target", Actor, Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Generic[Target]):
    """An actor or a place with every reference to it, in the order of the text."""

    target: Target
    references: tuple[Reference, ...]


def actors_of(account: Account) -> tuple[Entry[Actor], ...]:
    """Return the account's actors by first mention."""
    return _entries(account, Actor)


def places_of(account: Account) -> tuple[Entry[Place], ...]:
    """Return the account's places by first mention."""
    return _entries(account, Place)


def times_of(account: Account) -> tuple[Reference, ...]:
    """Return the references to times, in the order of the text."""
    return tuple(r for r in _in_order(account) if isinstance(r.target, When))


def unresolved_of(account: Account) -> tuple[Reference, ...]:
    """Return the mentions that were looked at and could not be resolved, in the order of the text."""
    return tuple(r for r in _in_order(account) if r.target is None)


def cited_of(account: Account) -> tuple[Evidence, ...]:
    """Return every piece of evidence of the account: of its facts, then of its open issues."""
    facts = (evidence for fact in account.facts for evidence in fact.evidence)
    return (*facts, *(evidence for issue in account.open_issues for evidence in issue.evidence))


def facts_of(account: Account) -> tuple[Fact, ...]:
    """Return the facts by their first cue in the text; ties by kind, then by id."""
    return tuple(sorted(account.facts, key=lambda f: (f.evidence[0].cue, type_of_fact[type(f)], f.id)))


def _in_order(account: Account) -> list[Reference]:
    return sorted(account.references, key=lambda r: (r.mention.span, r.mention.kind, r.how))


def _entries(account: Account, kind: type[Target]) -> tuple[Entry[Target], ...]:
    first: dict[str, Target] = {}
    found: dict[str, list[Reference]] = {}
    for reference in _in_order(account):
        target = reference.target
        if isinstance(target, kind):
            first.setdefault(target.id, target)
            found.setdefault(target.id, []).append(reference)
    return tuple(Entry(target=target, references=tuple(found[key])) for key, target in first.items())
