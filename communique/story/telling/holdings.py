"""Where things stand: who holds what, and what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.model import (
    Account,
    Act,
    Event,
    EventType,
    Holding,
    OpenIssue,
    Openness,
    Question,
    Situation,
    Standpoint,
    Statement,
    Status,
)
from communique.story.parties import folded
from communique.story.telling.desk import Desk, published_day

_GENERAL = frozenset({"talks", "peace"})
"""Issues every negotiation is about: to agree on another day of talks settles nothing."""

Key = tuple[str, str | None, str | None, str | None]


def holdings_of(desk: Desk) -> tuple[Holding, ...]:
    """Return who holds what, as last told first; what was told before of the same place stands behind it.

    Pages that say the same (holder, place, how far) are one holding with more hands. ``when`` is the publication of
    the last page that says so: no page says until when it holds.
    """
    found: dict[Key, list[str]] = {}
    for fact in desk.shelf.facts():
        if isinstance(fact, Situation):
            found.setdefault(_key(desk, fact), []).append(fact.id)
    latest: dict[tuple[str, str | None], str] = {}
    for (what, _, place, _), facts in found.items():
        day = desk.day(facts[-1])
        latest[what, place] = max(latest.get((what, place), ""), day)
    # Stable sorts, the last one first in rank: newest matter, then one matter together, then newest holding.
    rows = sorted(found.items(), key=lambda r: desk.order(r[1][-1]), reverse=True)
    rows.sort(key=lambda r: (r[0][0], r[0][2] or ""))
    rows.sort(key=lambda r: latest[r[0][0], r[0][2]], reverse=True)
    return tuple(_holding(desk, key, facts) for key, facts in rows)


def _key(desk: Desk, fact: Situation) -> Key:
    place = desk.shelf.place(fact.object)
    holder = desk.parties.ids((fact.holder,)) if fact.holder else ()
    name = place.name if place else _name(desk, fact.object)
    return fact.what, holder[0] if holder else None, name, folded(fact.extent) if fact.extent else None


def _name(desk: Desk, actor: str | None) -> str | None:
    """Return the name of a place that the page knows as a state: "a fifth of Norvia"."""
    party = desk.parties.of(actor) if actor else None
    return party.name if party else None


def _holding(desk: Desk, key: Key, facts: list[str]) -> Holding:
    last = desk.shelf.fact(facts[-1])
    extent = last.extent if isinstance(last, Situation) else None
    published = desk.article_of(facts[-1]).published
    return Holding(
        what=key[0],
        holder=key[1],
        place=key[2],
        extent=extent,
        when=published,
        facts=tuple(facts),
        backing=desk.backing(facts),
    )


@dataclass(slots=True)
class _Asked:
    """What the pages say of an open issue: page by page, and the last day somebody settled it."""

    told: list[tuple[Account, OpenIssue]] = field(default_factory=list)
    settled: str = ""


def questions_of(desk: Desk) -> tuple[Question, ...]:
    """Return the issues that are open by the last pages that speak of them, newest first.

    Its state is the gravest that the pages of its last day give. It drops out when a page of a later day tells that
    two parties agreed on it and nobody calls it open since; talks and peace in general never drop out so.
    """
    asked: dict[str, _Asked] = {}
    for account in desk.shelf:
        for issue in account.open_issues:
            asked.setdefault(issue.issue, _Asked()).told.append((account, issue))
    for account in desk.shelf:
        for position in account.positions:
            if position.issue in asked and position.stance is Standpoint.AGREES and _settles(desk, position.facts):
                one = asked[position.issue]
                one.settled = max(one.settled, published_day(account.article))
    rows = [(one, name) for name, one in asked.items() if name in _GENERAL or not one.settled > _last(one)]
    rows.sort(key=lambda row: row[1])
    rows.sort(key=lambda row: _last(row[0]), reverse=True)
    return tuple(_question(desk, name, one) for one, name in rows)


def _last(one: _Asked) -> str:
    return max(published_day(account.article) for account, _ in one.told)


def _settles(desk: Desk, facts: tuple[str, ...]) -> bool:
    """Tell whether a position rests on an agreement that two parties made: "the two sides agreed on the border"."""
    found = [desk.shelf.fact(f) for f in desk.sorted(facts)]
    if any(isinstance(f, Statement) and f.act is Act.AGREE and _is_mutual(desk, f.speakers) for f in found):
        return True
    return any(
        isinstance(e, Event)
        and e.type is EventType.AGREE
        and e.status is Status.HAPPENED
        and e.condition is None
        and _is_mutual(desk, (*e.actors, *e.recipients))
        for e in found
    )


def _is_mutual(desk: Desk, actors: tuple[str, ...]) -> bool:
    """Tell whether actors are two parties or more, or "the two sides" in one word."""
    parties = desk.parties.ids(actors)
    return len(parties) > 1 or any(desk.parties.by_id(p).name.endswith((" sides", " parties")) for p in parties)


def _question(desk: Desk, name: str, one: _Asked) -> Question:
    last = _last(one)
    told = [(account, issue) for account, issue in one.told if published_day(account.article) == last]
    states = {issue.state for _, issue in told}
    facts = desk.sorted(f for account, issue in told for f in issue.facts or _beside(account, issue))
    return Question(
        issue=name,
        state=next(s for s in Openness if s in states),
        when=told[-1][0].article.published,
        facts=facts,
        backing=desk.pages(account.article.id for account, _ in told),
        evidence=tuple(e for _, issue in told for e in issue.evidence),
    )


def _beside(account: Account, issue: OpenIssue) -> tuple[str, ...]:
    """Return the facts told in the sentences that call it open, where it rests on no fact of its own."""
    sentences = {e.sentence for e in issue.evidence}
    return tuple(f.id for f in account.facts if any(e.sentence in sentences for e in f.evidence))
