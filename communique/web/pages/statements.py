"""Statements: who said what, as far as pages give it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import Act, Form, Sourcing, Statement
from communique.web.cited import Part, in_time, part_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.parties import Option, Said
from communique.web.telling import line_of_fact, quote_of
from communique.web.view import View

SIZE = 50
SPEAKERS = 100
"""Speakers offered as a filter: those who speak most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A party that may be asked for, and how often it speaks."""

    id: str
    name: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statements:
    """Statements in the order of time, with the filters that may be set."""

    found: Part[Said]
    speakers: tuple[Speaker, ...]
    acts: tuple[Option, ...]
    forms: tuple[Option, ...]
    sourcings: tuple[Option, ...]
    asked: tuple[tuple[str, str], ...]


def statements(view: View, asked: Asked) -> Statements:
    """Return the list of statements; filters: speaker (a party's id), act, form, sourcing, part."""
    every = view.once(_every)
    wanted = {name: asked.one(name) for name in ("speaker", "act", "form", "sourcing")}
    fit = [fact for fact in every if _fits(view, fact, wanted)]
    return Statements(
        found=part_of(fit, asked, SIZE, lambda f: Said(line=line_of_fact(view, f), quote=quote_of(view, f))),
        speakers=_speakers(view, wanted["speaker"]),
        acts=_options([a.value for a in Act], Counter(f.act.value for f in every), wanted["act"]),
        forms=_options([f.value for f in Form], Counter(f.form.value for f in every), wanted["form"]),
        sourcings=_options([s.value for s in Sourcing], Counter(f.sourcing.value for f in every), wanted["sourcing"]),
        asked=tuple((name, value) for name, value in wanted.items() if value),
    )


def _every(view: View) -> tuple[Statement, ...]:
    found = in_time(view, (fact for fact in view.shelf.facts() if isinstance(fact, Statement)))
    return tuple(fact for fact in found if isinstance(fact, Statement))


def _fits(view: View, fact: Statement, wanted: dict[str, str | None]) -> bool:
    if wanted["act"] and fact.act.value != wanted["act"]:
        return False
    if wanted["form"] and fact.form.value != wanted["form"]:
        return False
    if wanted["sourcing"] and fact.sourcing.value != wanted["sourcing"]:
        return False
    speakers = (view.party_of(actor) for actor in fact.speakers)
    return not wanted["speaker"] or wanted["speaker"] in {party.id for party in speakers if party}


def _said(view: View) -> Counter[str]:
    counted: Counter[str] = Counter()
    for fact in view.once(_every):
        parties = (view.party_of(actor) for actor in fact.speakers)
        counted.update({party.id for party in parties if party})
    return counted


def _speakers(view: View, chosen: str | None) -> tuple[Speaker, ...]:
    counted = view.once(_said)
    keys = [key for key, _ in sorted(counted.items(), key=lambda row: (-row[1], row[0]))[:SPEAKERS]]
    if chosen and chosen in counted and chosen not in keys:
        keys.append(chosen)
    found = ((key, view.party(key)) for key in keys)
    rows = [
        Speaker(id=key, name=clipped(party.name, NAMED), number=counted[key], chosen=key == chosen)
        for key, party in found
        if party is not None
    ]
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.id)))


def _options(values: list[str], counted: Counter[str], chosen: str | None) -> tuple[Option, ...]:
    return tuple(Option(value=v, number=counted[v], chosen=v == chosen) for v in values if counted[v])


PAGE = PageKind(name="statements", path="/statements", make=statements, in_menu=True, sheets=("lists.css",))
