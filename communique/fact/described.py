"""How talks are said to have gone where nobody is named as saying it: the parties to them are taken to speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.fact.drafts import Draft
from communique.fact.meetings import is_meeting, talks
from communique.fact.parties import Parties, heads_of
from communique.fact.roles import frame_of, surface_subject
from communique.fact.tree import RELATIVE
from communique.fact.triggers import container
from communique.model import Sourcing, Statement, Status

_DESCRIBING = frozenset("describe call characterise characterize hail label term".split())
_BY_OTHERS = frozenset(
    """widely broadly generally commonly often internationally publicly variously reportedly allegedly later since
    once sometimes elsewhere""".split()
)
"""Adverbs that lay a description to the world at large: "the talks were widely described as a failure"."""

_AMONG = frozenset("in among across within throughout".split())
"""Prepositions of where a description is heard: "were described in the press as useful" is not the parties' word."""

_HELD = frozenset({Status.HAPPENED, Status.ONGOING})


def by_the_parties(
    parties: Parties, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]
) -> tuple[Statement, ...]:
    """Give "the talks were described as useful", which names no speaker, to the two or more parties to the talks.

    The text does not name who said it. Those who were in the room are the likeliest to have told of it,
    so they are put down as a group (sourcing: collective) and the score is halved. It is done only where the
    account has the talks as held and knows who took part; not where somebody is named, nor where it is said
    "widely", "reportedly" or "in the press".
    """
    nouns = {s.id: noun for s in statements if (noun := _talks_described(parties, s)) is not None}
    if not nouns:
        return statements
    people: dict[int, tuple[str, ...]] = {}
    for g in talks(parties, (d for d in drafts if is_meeting(d))):
        if g.status in _HELD and len(g.participants) > 1:
            people |= dict.fromkeys(_words(parties, g.drafts), g.participants)
    return tuple(_said_by(s, people.get(nouns.get(s.id, -1), ())) for s in statements)


def _words(parties: Parties, drafts: Iterable[Draft]) -> set[int]:
    """Return the nouns that stand for a meeting: "discussions", and "days" of "two days of discussions"."""
    nouns = (d.word for d in drafts if d.trigger.row.tag == "N")
    return {w for n in nouns for w in (n, container(parties.tree, n))}


def _talks_described(parties: Parties, statement: Statement) -> int | None:
    """Return the noun that a passive of describing says something of, where nobody is named as describing it."""
    tree = parties.tree
    if statement.speakers or statement.source:
        return None
    verb = next((h for h in heads_of(tree, statement.cue) if tree.lemma(h) in _DESCRIBING), None)
    if verb is None or not tree.is_passive(verb) or frame_of(tree, verb).subject:
        return None
    if any(tree.form(k) in _BY_OTHERS for k in tree.kids(verb, "advmod")):
        return None
    if any(tree.cases(k) & _AMONG for k in tree.kids(verb, "obl")):
        return None
    subjects = surface_subject(tree, verb)
    if tree.word(verb).relation == "acl" and (not subjects or tree.form(subjects[0]) in RELATIVE):
        return tree.parent(verb)
    return subjects[0] if subjects else None


def _said_by(statement: Statement, people: tuple[str, ...]) -> Statement:
    if not people:
        return statement
    return replace(
        statement,
        speakers=people,
        sourcing=Sourcing.COLLECTIVE,
        how="fact.described.by_the_parties",
        score=round(statement.score / 2, 4),
    )
