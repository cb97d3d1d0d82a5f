"""In which statement an event is told: the innermost whose content, or whose own words of saying, hold it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.fact.covers import Covers
from communique.model import Event, Span, Statement, Status


def linked(events: Iterable[Event], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Return ``events`` with ``said_in`` left to those that nobody but the statement tells.

    An event is linked to the innermost statement whose content holds its cue ("Voss said Aro had refused": the
    refusal), or whose cue it shares ("Voss demanded": the demand is made by saying so). Where one of its mentions
    stands outside every statement, the page tells it in its own name, and it is linked to none: "Voss said they had
    met. … After the meeting, …". What is denied stays with its denial, whose speaker is the denier.
    """
    said = Covers((span, s) for s in statements for span in (s.cue, *s.content))
    return tuple(replace(e, said_in=None) if e.said_in and _is_told(e, said) else e for e in events)


def _is_told(event: Event, said: Covers[Statement]) -> bool:
    """Tell whether the page tells an event in its own name; one that is denied is denied by somebody all the same."""
    return event.status is not Status.DENIED and not all(_is_said(m.cue, said) for m in event.evidence[1:])


def _is_said(cue: Span, said: Covers[Statement]) -> bool:
    return any(s.cue.overlaps(cue) or any(c.contains(cue) for c in s.content) for s in said.at(cue))
