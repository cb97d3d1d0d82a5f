"""In which statement an event is told: the innermost whose content, or whose own words of saying, hold it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from communique.fact.covers import Covers
from communique.model import Event, Span, Statement, Status


@dataclass(frozen=True, slots=True)
class Sayings:
    """The page's statements, to ask in which of them a place of the text lies."""

    statements: Covers[Statement]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Self:
        """Index ``statements`` by the places of their cues and contents."""
        return cls(Covers((span, s) for s in statements for span in (s.cue, *s.content)))

    def around(self, cue: Span) -> str | None:
        """Return the id of the innermost statement whose content or cue holds ``cue``."""
        holding = [
            (sum(len(c) for c in s.content), s.id)
            for s in self.statements.at(cue)
            if s.cue.overlaps(cue) or any(c.contains(cue) for c in s.content)
        ]
        return min(holding)[1] if holding else None


def linked(events: Iterable[Event], statements: tuple[Statement, ...]) -> tuple[Event, ...]:
    """Return ``events`` with ``said_in`` left to those that nobody but the statement tells.

    An event is linked to the innermost statement whose content holds its cue ("Voss said Aro had refused": the
    refusal), or whose cue it shares ("Voss demanded": the demand is made by saying so). Where one of its mentions
    stands outside every statement, the page tells it in its own name, and it is linked to none: "Voss said they had
    met. … After the meeting, …". What is denied stays with its denial, whose speaker is the denier.
    """
    said = Sayings.of(statements)
    return tuple(replace(e, said_in=None) if e.said_in and _is_told(e, said) else e for e in events)


def _is_told(event: Event, said: Sayings) -> bool:
    """Tell whether the page tells an event in its own name; one that is denied is denied by somebody all the same."""
    return event.status is not Status.DENIED and not all(said.around(m.cue) for m in event.evidence[1:])
