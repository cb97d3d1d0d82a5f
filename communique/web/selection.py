"""What of a dossier is asked for: the filters of search and of exports, the same names as on the timeline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from communique.model import Event, Fact, Happening, Proposal, Situation, Statement, Status, When, type_of_fact
from communique.web.pages.kind import Asked
from communique.web.drawings.kinds import KINDS, Kind
from communique.web.view import View

NAMES = ("kind", "party", "status", "issue", "place", "origins", "since", "until")
"""The filters, in the order in which a form shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Filters as they were understood. Of several values of one filter any will do; all filters must be met.

    ``kinds``: groups of event types ("meeting"), codes ("CONSULT") or sorts of fact ("statement"); ``parties``: ids;
    ``since``, ``until``: ISO days, both within; ``origins``: known independent origins at least.
    """

    kinds: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    origins: int = 0
    since: str | None = None
    until: str | None = None

    @classmethod
    def of(cls, asked: Asked) -> Self:
        """Read the filters; a day that is none ("last week") asks for nothing."""
        count = asked.one("origins") or ""
        return cls(
            kinds=asked.all("kind"),
            parties=asked.all("party"),
            statuses=asked.all("status"),
            issues=asked.all("issue"),
            places=asked.all("place"),
            origins=min(int(count), 99) if count.isascii() and count.isdigit() else 0,
            since=_day(asked.one("since")),
            until=_day(asked.one("until")),
        )

    def __bool__(self) -> bool:
        """Tell whether anything is asked for."""
        return self != type(self)()


def happenings(view: View, wanted: Wanted) -> tuple[Happening, ...]:
    """Return the happenings that meet the filters, in the order of time, undated ones last."""
    on_issue = _facts_on(view, wanted.issues)
    found = [one for one in view.dossier.happenings if _fits(one, wanted, on_issue)]
    return tuple(sorted(found, key=lambda one: (*_key(one.when), one.id)))


def fits_fact(view: View, fact: Fact, wanted: Wanted) -> bool:
    """Tell whether a fact meets the filters.

    What is asked of a happening (place, origins, the day) is asked of that which the fact tells of, if it tells of
    one; else the day is the fact's own, or that on which its page was published.
    """
    if not wanted:
        return True
    happening = view.happening_of(fact.id)
    if happening is not None:
        return _fits(happening, wanted, _facts_on(view, wanted.issues))
    if wanted.places or wanted.origins > 1:
        return False
    if wanted.kinds and not set(wanted.kinds) & _kinds(fact):
        return False
    if wanted.statuses and _status(fact) not in wanted.statuses:
        return False
    if wanted.parties and not set(wanted.parties) & set(parties_of(view, fact)):
        return False
    if wanted.issues and fact.id not in _facts_on(view, wanted.issues):
        return False
    when = None if isinstance(fact, Situation) else fact.when
    return _within(when or view.account_of(fact.id).article.published, wanted)


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


def issues_of(view: View) -> tuple[str, ...]:
    """Return the issues of the dossier, in the order of the alphabet."""
    return tuple(sorted({c.issue for c in view.dossier.courses} | {q.issue for q in view.dossier.questions}))


def statuses() -> tuple[str, ...]:
    """Return the statuses there are, in the order of the record's contract."""
    return tuple(status.value for status in Status)


def kinds() -> tuple[str, ...]:
    """Return the sorts of happening there are."""
    return tuple(kind.value for kind in Kind)


def _fits(one: Happening, wanted: Wanted, on_issue: frozenset[str]) -> bool:
    if wanted.kinds and not {KINDS[one.type].value, one.type.value, "event"} & set(wanted.kinds):
        return False
    if wanted.statuses and one.status.value not in wanted.statuses:
        return False
    if wanted.parties and not {*one.actors, *one.recipients} & set(wanted.parties):
        return False
    if wanted.issues and not on_issue & set(one.facts):
        return False
    if wanted.origins and len(one.backing.origins) < wanted.origins:
        return False
    if wanted.places and not (one.where and {one.where.id, one.where.name, one.where.country} & set(wanted.places)):
        return False
    return _within(one.when, wanted)


def _facts_on(view: View, issues: tuple[str, ...]) -> frozenset[str]:
    if not issues:
        return frozenset()
    stands = (fact for c in view.dossier.courses if c.issue in issues for s in c.stands for fact in s.facts)
    open_ones = (fact for q in view.dossier.questions if q.issue in issues for fact in q.facts)
    return frozenset((*stands, *open_ones))


def _within(when: When | None, wanted: Wanted) -> bool:
    """Tell whether a time may lie between the days asked for; what nobody dates lies in no span."""
    if wanted.since is None and wanted.until is None:
        return True
    if when is None or (when.earliest is None and when.latest is None):
        return False
    late_enough = wanted.since is None or when.latest is None or when.latest[:10] >= wanted.since
    return late_enough and (wanted.until is None or when.earliest is None or when.earliest[:10] <= wanted.until)


def _kinds(fact: Fact) -> set[str]:
    own = {type_of_fact[type(fact)]}
    return own | {KINDS[fact.type].value, fact.type.value} if isinstance(fact, Event) else own


def _status(fact: Fact) -> str | None:
    return fact.status.value if isinstance(fact, Event | Proposal) and fact.status else None


def _key(when: When | None) -> tuple[bool, str, str]:
    first = (when.earliest or when.latest or "") if when else ""
    return (not first, first, (when.latest or "") if when else "")


def _day(given: str | None) -> str | None:
    try:
        return date.fromisoformat(given or "").isoformat()
    except ValueError:
        return None
