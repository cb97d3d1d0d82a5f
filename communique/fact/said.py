"""In which statement an event is told: the innermost whose content, or whose own words of saying, hold it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.fact.covers import Covers
from communique.model import Event, Span, Statement


def linked(events: Iterable[Event], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Return ``events`` with ``said_in`` left to those that nobody but the statement tells.

    An event is linked to the innermost statement whose content holds its cue ("Voss said Aro had refused": the
    refusal), or whose cue it shares ("Voss demanded": the demand is made by saying so). Where one of its mentions
    stands outside every statement, the page tells it in its own name, and it is linked to none: "Voss said they had
    met. … After the meeting, …".
    """
    said = Covers((span, s) for s in statements for span in (s.cue, *s.content))
    return tuple(
        replace(e, said_in=None) if e.said_in and not all(_is_said(m.cue, said) for m in e.evidence[1:]) else e
        for e in events
    )


def _is_said(cue: Span, said: Covers[Statement]) -> bool:
    return any(s.cue.overlaps(cue) or any(c.contains(cue) for c in s.content) for s in said.at(cue))
