"""Accounts with anything in them that their types allow, for tests of what must come back as it was."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from communique.model import (
    Account,
    Actor,
    Article,
    Event,
    Evidence,
    Fact,
    OpenIssue,
    Place,
    Position,
    Proposal,
    Reference,
    Situation,
    Span,
    Statement,
    When,
)

WORDS = st.sampled_from(
    ["", "Norvia", "<script>alert(1)</script>", '=cmd|"/c calc"!A1', "شمال", "\u202eafar\u202c", "a\nb\0c", "🕊", "'"]
) | st.text(max_size=5)
_PLAIN = {str: WORDS, int: st.integers(-(2**63), 2**63 - 1), float: st.floats(0, 1)}
_SPANS = st.tuples(st.integers(0, 10**6), st.integers(1, 10**6)).map(lambda p: Span(p[0], p[0] + p[1]))


def of(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a type, attribute by attribute; tuples have up to two elements."""
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of([st.none() if part is type(None) else of(part) for part in get_args(hint)])
    if get_origin(hint) is tuple:
        return st.lists(of(get_args(hint)[0]), max_size=2).map(tuple)
    if hint is Span:
        return _SPANS
    if is_dataclass(hint):
        return built(hint)
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return _PLAIN[hint]


def built(cls: Any, **known: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Values of a dataclass; ``known`` for attributes that have a rule of their own."""
    hints = get_type_hints(cls)
    return st.builds(cls, **{f.name: known.get(f.name, of(hints[f.name])) for f in fields(cls)})


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    article = draw(built(Article, id=st.uuids().map(str)))
    evidence = st.lists(built(Evidence, article=st.just(article.id)), min_size=1, max_size=2).map(tuple)
    facts: list[Fact] = draw(
        st.lists(
            st.one_of(*(built(cls, evidence=evidence) for cls in (Event, Statement, Proposal, Situation))), max_size=4
        )
    )
    actors = [replace(actor, id=f"a{n}") for n, actor in enumerate(draw(st.lists(of(Actor), max_size=2)))]
    places = [replace(place, id=f"p{n}") for n, place in enumerate(draw(st.lists(of(Place), max_size=2)))]
    targets = st.one_of(st.none(), of(When), *map(st.just, (*actors, *places)))
    positions = built(Position, facts=st.lists(WORDS, min_size=1, max_size=2).map(tuple))
    return Account(
        article=article,
        references=tuple(draw(st.lists(built(Reference, target=targets), max_size=5))),
        facts=tuple(replace(fact, id=f"f{n}") for n, fact in enumerate(facts)),
        made_by=draw(WORDS),
        reader=draw(WORDS),
        positions=tuple(draw(st.lists(positions, max_size=2))),
        open_issues=tuple(draw(st.lists(built(OpenIssue, evidence=evidence), max_size=2))),
    )
