"""What every page is made of: a dossier as it stands, looked up by id, unchanged while pages are made of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Self, TypeVar, cast

from communique.export.dossier.scope import Scope, day_of, in_short
from communique.export.dossier.teller import Teller
from communique.model import (
    Account,
    Article,
    Difference,
    Dossier,
    Event,
    Fact,
    Happening,
    Kin,
    Origin,
    Party,
    Same,
    Shelf,
    Story,
)
from communique.record import Correction, Failure, Listed, Record

Made = TypeVar("Made")


class View:
    """A dossier read whole, once for each state of the file: pages are made of it without touching the file again."""

    def __init__(
        self,
        name: str,
        dossier: Dossier,
        shelf: Shelf,
        *,
        listed: Iterable[Listed] = (),
        failures: Iterable[Failure] = (),
        corrections: Iterable[Correction] = (),
        same: Iterable[Same] = (),
    ) -> None:
        """Index a dossier. ``listed`` are all articles, earlier versions of pages too; ``same`` the verdicts that
        stand."""
        self.why: Callable[[str], str] = in_short
        """Gives the explanation of a ``how``; by default the name of the decision."""
        self.earlier: tuple[Article, ...] = ()
        """Versions of pages that have since been changed."""
        self.past = Shelf(())
        """Accounts of versions of pages that have since been changed."""
        self.kin: tuple[Kin, ...] = ()
        """How texts are related, as far as the file keeps it."""
        self.name, self.dossier, self.shelf = name, dossier, shelf
        self.listed = tuple(listed)
        self.failures = tuple(failures)
        self.corrections = tuple(corrections)
        self.newest = max((day_of(account.article) for account in shelf), default="")
        """Last day (ISO) of publication, "" where no page has one: the dossier's own "today"."""
        self.teller = Teller(dossier, shelf, Scope(name=name, today=_day(self.newest)))
        """Makes sentences of facts and happenings; its footnotes are not for pages of the web."""
        self._same: dict[str, list[Same]] = defaultdict(list)
        for verdict in same:
            self._same[verdict.left].append(verdict)
            self._same[verdict.right].append(verdict)
        self._happenings = {h.id: h for h in dossier.happenings}
        self._parties = {p.id: p for p in dossier.parties}
        self._origins = {o.id: o for o in dossier.origins}
        self._traced: dict[str, list[Origin]] = defaultdict(list)
        for origin in dossier.origins:
            for article in dict.fromkeys(trace.article for trace in origin.traces):
                self._traced[article].append(origin)
        self._stories = {s.id: s for s in dossier.stories}
        self._differences = {d.id: d for d in dossier.differences}
        self._differences_on: dict[str, list[Difference]] = defaultdict(list)
        for difference in dossier.differences:
            self._differences_on[difference.about].append(difference)
        self._party_of = {actor: p for p in dossier.parties for actor in p.actors}
        self._told_in = {fact: h for h in dossier.happenings for fact in h.facts}
        self._listed = {page.article: page for page in self.listed}
        self._by_party: dict[str, list[Happening]] = defaultdict(list)
        for happening in dossier.happenings:
            for party in dict.fromkeys((*happening.actors, *happening.recipients)):
                self._by_party[party].append(happening)
        self._made: dict[Callable[[Any], object], object] = {}

    @classmethod
    def of(cls, record: Record, dossier: Dossier, why: Callable[[str], str] | None = None) -> Self:
        """Read the record; ``dossier`` is what it tells (``record.told()``)."""
        made = cls(
            record.name,
            dossier,
            record.shelf(),
            listed=record.pages(superseded=True),
            failures=record.failures(),
            corrections=record.corrections(),
            same=record.verdicts(),
        )
        made.why = why or in_short
        made.kin = record.kin()
        made.past = Shelf(record.account(row.article) for row in made.listed if row.superseded)
        made.earlier = tuple(account.article for account in made.past)
        return made

    def once(self, make: Callable[[View], Made]) -> Made:
        """Return what a function makes of this view, made the first time it is asked for: an index that many pages
        need. Two threads that ask at the same time may both make it; either is good."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    def happening(self, identity: str) -> Happening | None:
        """Return a happening by its id, None where there is none."""
        return self._happenings.get(identity)

    def party(self, identity: str) -> Party | None:
        """Return a party by its id, None where there is none."""
        return self._parties.get(identity)

    def origin(self, identity: str) -> Origin | None:
        """Return an origin by its id, None where there is none."""
        return self._origins.get(identity)

    def story(self, identity: str) -> Story | None:
        """Return a story by its id, None where there is none."""
        return self._stories.get(identity)

    def difference(self, identity: str) -> Difference | None:
        """Return a difference by its id, None where there is none."""
        return self._differences.get(identity)

    def party_of(self, actor: str) -> Party | None:
        """Return the party an actor (by id) is."""
        return self._party_of.get(actor)

    def happening_of(self, fact: str) -> Happening | None:
        """Return the happening an event (by fact id) tells of."""
        return self._told_in.get(fact)

    def happenings_of(self, party: str) -> tuple[Happening, ...]:
        """Return the happenings a party (by id) takes part in."""
        return tuple(self._by_party.get(party, ()))

    def differences_on(self, identity: str) -> tuple[Difference, ...]:
        """Return the differences about a happening, party or article (by id)."""
        return tuple(self._differences_on.get(identity, ()))

    def fact(self, identity: str) -> Fact | None:
        """Return a fact by its id, None where no current page has it."""
        try:
            return self.shelf.fact(identity)
        except KeyError:
            return None

    def account_of(self, fact: str) -> Account:
        """Return the account a fact (by id) is in; raises KeyError."""
        return self.shelf.account_of(fact)

    def origins_traced_to(self, article: str) -> tuple[Origin, ...]:
        """Return the origins an article (by id), or a single fact in it, is traced to."""
        return tuple(self._traced.get(article, ()))

    def verdicts_on(self, identity: str) -> tuple[Same, ...]:
        """Return the standing verdicts on a fact or an actor (by id)."""
        return tuple(self._same.get(identity, ()))

    def article(self, identity: str) -> Article | None:
        """Return a current article by its id, None where there is none."""
        return self.shelf.article(identity) if identity in self.shelf else None

    def page(self, article: str) -> Listed | None:
        """Return an article's row in the list of pages."""
        return self._listed.get(article)

    def current_of(self, article: str) -> str | None:
        """Return the article (id) that an article is now, itself or a later version; None where it is not here."""
        if article in self.shelf:
            return article
        row = self._listed.get(article)
        return self.once(_by_address).get(row.url) if row is not None and row.url else None

    def events_of(self, happening: Happening) -> tuple[Event, ...]:
        """Return the events told of a happening, first published first."""
        found = (self.fact(fact) for fact in happening.facts)
        return tuple(event for event in found if isinstance(event, Event))


def _by_address(view: View) -> dict[str, str]:
    return {row.url: row.article for row in view.listed if row.url and not row.superseded}


def _day(iso: str) -> date:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return date.min
