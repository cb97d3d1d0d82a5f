"""The one verb of this room."""

from __future__ import annotations

from communique.fact.carried import without_deeds
from communique.fact.described import by_the_parties
from communique.fact.drafts import drafts_of
from communique.fact.events import events_of
from communique.fact.parties import Parties
from communique.fact.proposals import proposals_of
from communique.fact.quotes import quoted
from communique.fact.situations import situations_of
from communique.fact.statements import statements_of
from communique.fact.tree import Tree
from communique.model import Fact, Reading, Reference


def find_facts(reading: Reading, references: tuple[Reference, ...]) -> tuple[Fact, ...]:
    """Return what the page says: statements, events, proposals and situations, by where their evidence begins.

    Pure: the same reading and references give the same facts. Only sentences of the reading are looked at,
    so nothing is made of the page's furniture. Offsets are code points into ``reading.article.text``.
    """
    if not reading.words:
        return ()
    parties = Parties.of(Tree.of(reading), references)
    drafts = drafts_of(parties)
    statements = without_deeds(parties, drafts, statements_of(parties, quoted(reading.article)))
    statements = by_the_parties(parties, drafts, statements)
    events = events_of(parties, drafts, statements)
    facts: list[Fact] = [
        *statements,
        *events,
        *proposals_of(parties, statements, events),
        *situations_of(parties),
    ]
    return tuple(sorted(facts, key=_place))


def _place(fact: Fact) -> tuple[int, int, str]:
    first = min(e.cue for e in fact.evidence)
    return first.start, first.end, fact.id
