"""The verbs of this room."""

from __future__ import annotations

from dataclasses import dataclass

from communique.fact.carried import without_deeds
from communique.fact.described import by_the_parties
from communique.fact.drafts import drafts_of
from communique.fact.events import events_of
from communique.fact.issues import Issues, named_issues
from communique.fact.open_issues import open_issues_of
from communique.fact.parties import Parties
from communique.fact.positions import positions_of
from communique.fact.proposals import proposals_of
from communique.fact.quotes import quoted
from communique.fact.said import linked
from communique.fact.situations import situations_of
from communique.fact.statements import statements_of
from communique.fact.tree import Tree
from communique.model import Fact, OpenIssue, Position, Reading, Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a page says: its facts, and what they amount to for each issue."""

    facts: tuple[Fact, ...] = ()
    positions: tuple[Position, ...] = ()
    open_issues: tuple[OpenIssue, ...] = ()


def find_facts(reading: Reading, references: tuple[Reference, ...]) -> tuple[Fact, ...]:
    """Return what the page says: statements, events, proposals and situations, by where their evidence begins.

    Pure: the same reading and references give the same facts. Only sentences of the reading are looked at,
    so nothing is made of the page's furniture. Offsets are code points into ``reading.article.text``.
    """
    return find_record(reading, references).facts


def find_record(reading: Reading, references: tuple[Reference, ...], issues: Issues | None = None) -> Record:
    """Return the facts of ``find_facts``, where each side stands on each issue, and which issues are open.

    ``issues``: the list of issues to go by, the shipped one unless given (``Issues.load`` adds a user's own).
    """
    if not reading.words:
        return Record()
    parties = Parties.of(Tree.of(reading), references)
    drafts = drafts_of(parties)
    statements = without_deeds(parties, drafts, statements_of(parties, quoted(reading.article)))
    statements = by_the_parties(parties, drafts, statements)
    events = linked(events_of(parties, drafts, statements), statements)
    facts: list[Fact] = [
        *statements,
        *events,
        *proposals_of(parties, statements, events),
        *situations_of(parties),
    ]
    facts.sort(key=_place)
    named = named_issues(parties, issues or Issues.load())
    return Record(
        facts=tuple(facts),
        positions=positions_of(parties, named, facts),
        open_issues=open_issues_of(parties, named, facts),
    )


def _place(fact: Fact) -> tuple[int, int, str]:
    first = min(e.cue for e in fact.evidence)
    return first.start, first.end, fact.id
