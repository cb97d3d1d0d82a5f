"""Statements: who said, thought or wanted what, to whom, through what, when and where."""

from __future__ import annotations

from dataclasses import replace

from communique.fact.attributed import reported
from communique.fact.covers import Covers
from communique.fact.parties import Parties
from communique.fact.unattributed import carried, hearsay, nominal
from communique.model import Span, Statement


def statements_of(parties: Parties, quotes: tuple[Span, ...]) -> tuple[Statement, ...]:
    """Return every statement of the page: the reader's attributions, hearsay, and sayings inside sayings."""
    outer = [s for a in parties.tree.reading.attributions if (s := reported(parties, a, quotes))]
    by_cue = Covers((o.cue, o) for o in outer)
    outer = [s for s in _once(outer) if not any(_is_cue(s, o) for o in by_cue.at(s.content[0]))]
    cues = {s.cue for s in outer}
    inside = Covers((span, s) for s in outer for span in (s.cue, *s.content))
    extra = [s for s in hearsay(parties, quotes) if not inside.at(s.cue)]
    inside_out = [(s, n) for s in outer if s.channel for n in carried(parties, s, quotes)]
    whole = {n.cue: s for s, n in inside_out if _is_all_of(parties, s, n)}
    folded = {s.id for s in whole.values()}
    inner = [n for _, n in inside_out if n.cue not in cues]
    told = [s for s in nominal(parties, quotes) if not inside.at(s.cue)]
    kept = [_through(s, whole.get(s.cue)) for s in outer if s.id not in folded]
    return tuple(sorted((*kept, *extra, *inner, *told), key=lambda s: s.cue))


def _is_all_of(parties: Parties, carrier: Statement, inner: Statement) -> bool:
    """Tell whether a document says nothing but what others said, so that one statement is enough for both.

    '"The two sides agreed that the port stays open," a communiqué released by Norway said' is the two
    sides' agreement, and the communiqué its channel. '"The two sides agreed that the port stays open.
    We are glad," …' says more than they did: there the document keeps its own statement.
    """
    text = parties.tree.reading.article.text
    if carrier.channel not in carrier.source or not inner.source:
        return False
    first, last = carrier.content[0], carrier.content[-1]
    before = text[first.start : max(inner.source[0].start, first.start)].lower()
    after = text[inner.content[-1].end : last.end]
    opens = not any(ch.isalnum() for ch in before.replace("that", ""))
    return opens and first.contains(inner.source[0]) and not any(ch.isalnum() for ch in after)


def _through(statement: Statement, carrier: Statement | None) -> Statement:
    if carrier is None or statement.channel is not None:
        return statement
    return replace(statement, channel=carrier.channel, when=statement.when or carrier.when)


def _is_cue(s: Statement, other: Statement) -> bool:
    """Tell whether all that ``s`` is said to say is the cue of another saying: the reader mixed up two."""
    return s is not other and all(other.cue.contains(c) for c in s.content)


def _once(statements: list[Statement]) -> list[Statement]:
    """Keep one of two sayings of the same words by the same people: "was quoted as" and "saying" are one."""
    best: dict[tuple[tuple[str, ...], tuple[Span, ...]], Statement] = {}
    for s in statements:
        known = best.get((s.speakers, s.content))
        if known is None or s.score > known.score:
            best[s.speakers, s.content] = s
    return [s for s in statements if best[s.speakers, s.content] is s]
