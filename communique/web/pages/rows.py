"""Rows of the tables beside drawings: the same happenings in words."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED, Footnotes
from communique.export.dossier.teller import Teller
from communique.export.wording import clipped
from communique.model import Event, Happening
from communique.web.drawings.kinds import KINDS, STANDINGS
from communique.web.telling import Line, Quote, line_of_happening, quote_of
from communique.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A party by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A happening as a line of a table: its sort and how surely it took place, as the drawing has them; ``place`` ""
    where it is not told."""

    id: str
    kind: str
    standing: str
    place: str
    line: Line


def teller_of(view: View) -> Teller:
    """Return the maker of sentences for one page: what it looks up is shared by all pages, its footnotes are new."""
    teller = copy(view.teller)
    teller.notes = Footnotes(view.shelf, teller.hands)
    return teller


def rows_of(view: View, happenings: Iterable[Happening]) -> tuple[Row, ...]:
    """Return happenings as lines of a table; one that no current page tells of any more is left out."""
    rows = (_row(happening, line_of_happening(view, happening)) for happening in happenings)
    return tuple(row for row in rows if row is not None)


def _row(happening: Happening, line: Line | None) -> Row | None:
    if line is None:
        return None
    return Row(
        id=happening.id,
        kind=KINDS[happening.type].value,
        standing=STANDINGS[happening.status].value,
        place=clipped(happening.where.name, NAMED) if happening.where else "",
        line=line,
    )


def name_of(view: View, party: str) -> Name:
    """Return a party by id and name; one that is not in the dossier has none."""
    there = view.party(party)
    return Name(id=party, name=clipped(there.name, NAMED) if there else "")


def quotes_of(view: View, facts: tuple[str, ...], most: int = 5) -> tuple[Quote, ...]:
    """Return the first cited sentence of each of ``facts`` (ids), each sentence once, at most ``most``."""
    found: dict[tuple[str, int], Quote] = {}
    for key in facts:
        fact = view.fact(key)
        if fact is not None and len(found) < most:
            piece = fact.evidence[0]
            found.setdefault((piece.article, piece.sentence.start), quote_of(view, fact))
    return tuple(found.values())


def outcomes_of(happening: Happening, teller: Teller) -> tuple[str, ...]:
    """Return what came of a meeting, in the words of its pages, each once."""
    words = (
        teller.words(fact, fact.meeting.outcome)
        for fact in teller.known(happening.facts)
        if isinstance(fact, Event) and fact.meeting is not None and fact.meeting.outcome is not None
    )
    return tuple(dict.fromkeys(words))[:5]
