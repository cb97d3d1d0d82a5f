"""Proposals over many pages: which of them are one plan, its versions, and what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.model import (
    Actor,
    Answer,
    Draft,
    Event,
    EventType,
    Happening,
    Plan,
    Proposal,
    ProposalStatus,
    Span,
    Status,
    When,
    digest,
)
from communique.story.parties import folded
from communique.story.telling.desk import Desk, interval

_SORTS = frozenset(
    "plan proposal deal agreement accord pact treaty draft document text framework version resolution "
    "memorandum roadmap blueprint initiative offer package paper protocol settlement truce ceasefire".split()
)
_LOOSE = frozenset(
    "a an the of on for with to and peace interim final new latest updated revised amended original "
    "preliminary point points its their proposed draft".split()
)
_COMPARED = 60
"""How many plans told before are asked whether a proposal is one of them, the last ones first."""


@dataclass(slots=True)
class _Told:
    """A proposal of one page, as it is compared."""

    fact: Proposal
    core: frozenset[str]
    author: str | None
    happenings: frozenset[str]


@dataclass(slots=True)
class _Draft:
    points: int | None
    changed: bool
    facts: list[Proposal] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Plan:
    told: list[_Told] = field(default_factory=list)
    drafts: list[_Draft] = field(default_factory=list)
    roots: dict[str, Proposal] = field(default_factory=dict)
    """The proposal that is this plan on each article: a page that tells of two plans means two."""

    def numbers(self) -> set[int]:
        return {d.points for d in self.drafts if d.points is not None}


def plans_of(desk: Desk, happenings: Sequence[Happening]) -> tuple[Plan, ...]:
    """Return the plans of all pages, first told first, each with its versions in the order of publication.

    Two pages mean one plan by a name of its own ("Harbour Charter"), by one event it is told in ("signed the accord"
    on both, where the pages tell that as one happening), or, within one story, by a common name ("peace plan") or a
    number of points with authors that do not differ. Two plans of one page are two unless the page calls one a
    version of the other. Another number of points is another version: the 28-point plan became one of 19 points.
    """
    of_event = {fact: h.id for h in happenings for fact in h.facts}
    plans: list[_Plan] = []
    at: dict[str, _Plan] = {}
    by_key: dict[str, list[_Plan]] = {}
    for fact in desk.shelf.facts():
        if not isinstance(fact, Proposal):
            continue
        told = _told(desk, fact, of_event)
        plan = at.get(fact.version_of or "") or _known(desk, told, by_key)
        if plan is None:
            plan = _Plan()
            plans.append(plan)
        at[fact.id] = plan
        for key in _keys(desk, told):
            row = by_key.setdefault(key, [])
            if plan not in row[-_COMPARED:]:
                row.append(plan)
        _add(desk, plan, told)
    return tuple(_plan(desk, plan) for plan in plans)


def _told(desk: Desk, fact: Proposal, of_event: dict[str, str]) -> _Told:
    author = desk.parties.ids((fact.author,)) if fact.author else ()
    own = _own_words(desk, fact, author)
    words = {w for w in folded(fact.name).split() if w not in _LOOSE and not (w.isdigit() and fact.points == int(w))}
    return _Told(
        fact=fact,
        core=frozenset(words - _SORTS - own),
        author=author[0] if author else None,
        happenings=frozenset(of_event[e] for e in fact.events if e in of_event),
    )


def _own_words(desk: Desk, fact: Proposal, author: tuple[str, ...]) -> set[str]:
    """Return the words a page calls the author by: whose it is, not which: "Norvia's plan"."""
    article, account = desk.article_of(fact.id), desk.shelf.account_of(fact.id)
    called = [desk.parties.by_id(author[0]).name] if author else []
    for reference in account.references:
        if isinstance(reference.target, Actor) and reference.target.id == fact.author:
            called.append(reference.mention.span.of(article.text)[:100])
    return {word for name in called for word in folded(name).split()}


def _keys(desk: Desk, told: _Told) -> tuple[str, ...]:
    """Return what a proposal may be found again by."""
    story = desk.story(told.fact.id)
    keys = [f"event {h}" for h in sorted(told.happenings)]
    if told.core:
        keys.append("name " + " ".join(sorted(told.core)))
    if story is not None:
        sort = " ".join(sorted(set(folded(told.fact.name).split()) & _SORTS))
        keys.append(f"sort {story} {sort}")
        if told.fact.points is not None:
            keys.append(f"points {story}")
    return tuple(keys)


def _known(desk: Desk, told: _Told, by_key: dict[str, list[_Plan]]) -> _Plan | None:
    """Return the plan told before that a proposal is, asking first by name, then by event, then within the story."""
    for key in sorted(_keys(desk, told), key=lambda k: ("name", "event", "points", "sort").index(k.split()[0])):
        for plan in reversed(by_key.get(key, [])[-_COMPARED:]):
            if _is_one(plan, told, key.split()[0]):
                return plan
    return None


def _is_one(plan: _Plan, told: _Told, by: str) -> bool:
    """Tell whether a proposal can be a plan found by its name, event, points or sort."""
    told_here = plan.roots.get(told.fact.evidence[0].article)
    if told_here is not None and not (by in ("points", "sort") and _cut_to(told_here, told.fact)):
        return False
    authors = {t.author for t in plan.told if t.author}
    if told.author and authors and told.author not in authors:
        return False
    cores = [t.core for t in plan.told if t.core]
    if by == "name":
        # "The Vienna accord" of one year is not that of another: a number in one name alone parts them.
        return any(t.core == told.core for t in plan.told)
    if told.core and cores and not any(told.core & c for c in cores):
        return by == "event" and not any(_has_number(c) for c in (told.core, *cores))
    if by == "sort":
        numbers = plan.numbers()
        return not told.core and (told.fact.points is None or not numbers or told.fact.points in numbers)
    return True


def _cut_to(before: Proposal, fact: Proposal) -> bool:
    """Tell whether a page turns the one into the other: "Norvia cut its peace plan to a 19-point plan"."""
    sentences = {e.sentence for e in before.evidence}
    return before.points is None and fact.points is not None and any(e.sentence in sentences for e in fact.evidence)


def _has_number(core: frozenset[str]) -> bool:
    return any(w.isdigit() for w in core)


def _add(desk: Desk, plan: _Plan, told: _Told) -> None:
    """Put a proposal into its plan and into the version it is told as."""
    plan.told.append(told)
    plan.roots.setdefault(told.fact.evidence[0].article, told.fact)
    _draft_of(plan, told.fact).facts.append(told.fact)


def _draft_of(plan: _Plan, fact: Proposal) -> _Draft:
    """Return the version a proposal is told as.

    By its number of points; "the updated plan" without one is the newest numbered version that is itself a change,
    else a version of its own; "the plan" is the newest version told so far.
    """
    changed = fact.version_of is not None
    if fact.points is not None:
        found = next((d for d in plan.drafts if d.points == fact.points and (d.changed or not changed)), None)
        if found is None and plan.drafts and all(d.points is None and not d.changed for d in plan.drafts):
            found = plan.drafts[0]
            found.points = fact.points
    elif changed:
        found = next((d for d in reversed(plan.drafts) if d.changed), None)
    else:
        found = plan.drafts[-1] if plan.drafts else None
    if found is None:
        found = _Draft(points=fact.points, changed=changed or bool(plan.drafts))
        plan.drafts.append(found)
    return found


def _plan(desk: Desk, plan: _Plan) -> Plan:
    first = plan.told[0].fact
    # Its versions have names of their own ("the updated plan"): the plan is called by the names that are no version's.
    named = [(t.fact.id, t.fact.name) for t in plan.told if t.core and t.fact.version_of is None]
    return Plan(
        id=digest("plan", first.id),
        name=desk.most(named) or first.name,
        authors=tuple(dict.fromkeys(t.author for t in plan.told if t.author)),
        drafts=tuple(_draft(desk, d) for d in plan.drafts),
    )


def _draft(desk: Desk, draft: _Draft) -> Draft:
    facts = tuple(f.id for f in draft.facts)
    numbered = [f for f in draft.facts if f.points is not None]
    return Draft(
        id=digest("draft", facts[0]),
        name=(numbered or draft.facts)[0].name,
        points=draft.points,
        when=_first_day(draft.facts),
        facts=facts,
        answers=answers_of(desk, draft.facts),
        backing=desk.backing(facts),
    )


def _first_day(facts: Iterable[Proposal]) -> When | None:
    days = [(span, f.when) for f in facts if (span := interval(f.when)) is not None]
    return min(days, key=lambda d: d[0])[1] if days else None


@dataclass(slots=True)
class _Answered:
    when: When | None
    condition: Span | None
    facts: list[str]


def answers_of(desk: Desk, proposals: Sequence[Proposal]) -> tuple[Answer, ...]:
    """Return what became of a version: who presented, accepted, rejected, signed it, when, on what condition.

    One answer of one party told on several pages is one with more hands. An agreement or refusal told in the same
    words that hangs on something ("would accept the plan if the prisoners came home") is an answer with its condition.
    """
    found: dict[tuple[ProposalStatus, tuple[str, ...], bool], _Answered] = {}
    for fact in proposals:
        events = _conditional(desk, fact)
        for event in events:
            status = _CONDITIONED.get(event.type)
            if status is not None and event.status not in (Status.DENIED, Status.NEGATED):
                by = desk.parties.ids(event.actors)
                _answer(found, (status, by, True), _Answered(event.when, event.condition, [event.id, fact.id]))
        for step in fact.steps:
            by = desk.parties.ids(step.by)
            if (step.status, by, True) not in found or not events:
                _answer(found, (step.status, by, False), _Answered(step.when, None, [fact.id]))
    return tuple(
        Answer(
            status=status,
            by=by,
            when=row.when,
            condition=row.condition,
            facts=tuple(dict.fromkeys(row.facts)),
            backing=desk.backing(tuple(dict.fromkeys(row.facts))),
        )
        for (status, by, _), row in found.items()
    )


def _conditional(desk: Desk, fact: Proposal) -> list[Event]:
    """Return the events on a proposal that hang on a condition: those tied to it, and those whose words it follows.

    "Estmark would accept the plan if …": the plan is named within sixty characters after "accept", in its sentence.
    """
    found = []
    for event in desk.shelf.account_of(fact.id).facts:
        if isinstance(event, Event) and event.condition is not None and event.type in _CONDITIONED:
            cue = event.evidence[0].cue
            near = any(
                e.sentence == event.evidence[0].sentence and cue.end <= e.cue.start <= cue.end + _REACH
                for e in fact.evidence
            )
            if near or event.id in fact.events:
                found.append(event)
    return found


_REACH = 60
_CONDITIONED = {EventType.AGREE: ProposalStatus.ACCEPTED, EventType.REJECT: ProposalStatus.REJECTED}


def _answer(
    found: dict[tuple[ProposalStatus, tuple[str, ...], bool], _Answered],
    key: tuple[ProposalStatus, tuple[str, ...], bool],
    one: _Answered,
) -> None:
    known = found.setdefault(key, one)
    if known is not one:
        known.facts += one.facts
        known.when = known.when or one.when
