"""The log of corrections: what was put right, by whom and when, and what of it stands; each can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import Event
from communique.record import Correction, CorrectionKind
from communique.record.log import standing
from communique.web.cited import Part, part_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.view import View

SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a correction is on: a fact with its article, or an actor; in words where current pages still have it."""

    fact: str | None
    article: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """A row of the log. ``values`` is the group of words ``old`` and ``new`` are of, None where they are names;
    ``stands``: it counts and can be taken back."""

    number: int
    kind: str
    things: tuple[Thing, ...]
    values: str | None
    old: tuple[str, ...]
    new: tuple[str, ...]
    who: str
    at: str
    note: str | None
    undoes: int | None
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """The log, last entry first."""

    found: Part[CorrectionRow]
    standing: int


def corrections(view: View, asked: Asked) -> Corrections:
    """Return the log; filter: part."""
    stands = {row.id for row in standing(view.corrections)}
    rows = sorted(view.corrections, key=lambda row: -row.id)
    return Corrections(
        found=part_of(rows, asked, SIZE, lambda row: _row(view, row, row.id in stands)),
        standing=len(stands),
    )


def _row(view: View, row: Correction, stands: bool) -> CorrectionRow:
    verdicts = {CorrectionKind.SAME, CorrectionKind.DIFFERENT, CorrectionKind.MERGE, CorrectionKind.SPLIT}
    plain = row.kind not in verdicts and row.other is None
    return CorrectionRow(
        number=row.id,
        kind=row.kind.value,
        things=tuple(_thing(view, key, article) for key, article in _about(row)),
        values=_values(view, row),
        old=tuple(_name(view, value) for value in row.old) if plain else (),
        new=tuple(_name(view, value) for value in row.new) if plain else (),
        who=clipped(row.who, NAMED),
        at=row.at,
        note=clipped(row.note, NAMED * 4) if row.note else None,
        undoes=row.undoes,
        stands=stands,
    )


def _about(row: Correction) -> list[tuple[str, str | None]]:
    return [(row.about, row.article), *([(row.other, row.other_article)] if row.other else [])]


def _thing(view: View, identity: str, article: str | None) -> Thing:
    fact, actor = view.fact(identity), view.shelf.actor(identity)
    known = article if article is not None and article in view.shelf else None
    if fact is not None:
        return Thing(fact=identity, article=known, words=clipped(view.teller.sentence(fact), NAMED * 2))
    return Thing(fact=None, article=known, words=clipped(actor.name, NAMED) if actor else "")


def _values(view: View, row: Correction) -> str | None:
    """Return the group of words the codes of a row belong to."""
    if row.kind is CorrectionKind.STATUS:
        return "shared.status"
    if row.kind is CorrectionKind.TYPE:
        return "shared.type" if isinstance(view.fact(row.about), Event) else "shared.tag"
    return None


def _name(view: View, value: str) -> str:
    actor = view.shelf.actor(value)
    return clipped(actor.name if actor else value, NAMED)


PAGE = PageKind(name="corrections", path="/corrections", make=corrections, in_menu=True, sheets=("lists.css",))
