"""What of a dossier is asked for in search and exports: the filters of the timeline, and days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from communique.model import Event, Fact, Happening, Proposal, Situation, Statement, When
from communique.web.cited import place_in_time, told_when
from communique.web.pages.choice import NAMES, Choice, choice_of, chosen
from communique.web.pages.kind import Asked
from communique.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Filters as they were understood; ``since`` and ``until`` are ISO days, both within."""

    choice: Choice
    since: str | None = None
    until: str | None = None

    @classmethod
    def of(cls, asked: Asked) -> Self:
        """Read the filters; a day that is none ("last week") asks for nothing."""
        return cls(choice=choice_of(asked), since=_day(asked.one("since")), until=_day(asked.one("until")))

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return bool(self.pairs())

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the filters as they stand in an address."""
        pairs = [(name, value) for name in NAMES for value in getattr(self.choice, name)]
        single = (("origins", str(self.choice.origins or "")), ("since", self.since), ("until", self.until))
        return (*pairs, *((name, value) for name, value in single if value))


def happenings(view: View, wanted: Wanted) -> tuple[Happening, ...]:
    """Return the happenings that meet the filters, in the order of time, undated ones last."""
    found = [one for one in chosen(view, wanted.choice) if _within(one.when, wanted)]
    return tuple(sorted(found, key=lambda one: (*place_in_time(one.when), one.id)))


def fits_fact(view: View, fact: Fact, wanted: Wanted, fit: frozenset[str]) -> bool:
    """Tell whether a fact meets the filters. ``fit``: ids of the happenings that do.

    A fact that tells of a happening fits as that does. Of another one, a statement say, parties, status and days are
    asked, and its issue; it has no kind, no place and no origins to count.
    """
    choice = wanted.choice
    happening = view.happening_of(fact.id)
    if happening is not None:
        return happening.id in fit
    if choice.kind or choice.type or choice.place or choice.origins > 1:
        return False
    if choice.status and status_in(fact) not in choice.status:
        return False
    if not set(choice.party) <= set(parties_of(view, fact)):
        return False
    if choice.issue and not view.once(_issues).get(fact.id, frozenset()) & set(choice.issue):
        return False
    return _within(told_when(view, fact), wanted)


def status_in(fact: Fact) -> str | None:
    """Return the status of an event or a plan."""
    return fact.status.value if isinstance(fact, Event | Proposal) and fact.status else None


def parties_of(view: View, fact: Fact) -> tuple[str, ...]:
    """Return the parties (ids) a fact names as acting, acted on, speaking, spoken to, deciding or holding."""
    match fact:
        case Event():
            met = fact.meeting.participants if fact.meeting else ()
            actors: Iterable[str | None] = (*fact.actors, *fact.recipients, *met)
        case Statement():
            actors = (*fact.speakers, *fact.addressees)
        case Proposal():
            actors = (fact.author, *(by for step in fact.steps for by in step.by))
        case Situation():
            actors = (fact.holder,)
    found = (view.party_of(actor) for actor in actors if actor)
    return tuple(dict.fromkeys(party.id for party in found if party))


def _issues(view: View) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for account in view.shelf:
        told = [(p.facts, p.issue) for p in account.positions] + [(o.facts, o.issue) for o in account.open_issues]
        for facts, issue in told:
            for fact in facts:
                found.setdefault(fact, set()).add(issue)
    return {fact: frozenset(issues) for fact, issues in found.items()}


def _within(when: When | None, wanted: Wanted) -> bool:
    """Tell whether a time may lie between the days asked for; what nobody dates lies in no span."""
    if wanted.since is None and wanted.until is None:
        return True
    if when is None or (when.earliest is None and when.latest is None):
        return False
    late_enough = wanted.since is None or when.latest is None or when.latest[:10] >= wanted.since
    return late_enough and (wanted.until is None or when.earliest is None or when.earliest[:10] <= wanted.until)


def _day(given: str | None) -> str | None:
    try:
        return date.fromisoformat(given or "").isoformat()
    except ValueError:
        return None
