"""A speaker who now says otherwise than before.

Left out, because they are no change of mind: two words said on one day; what a party asks for and then asks for
differently; agreement on one part of an issue after a refusal of another, where the words share nothing but the issue's
own name; what somebody else says of it; the general issues "talks" and "peace".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.model import (
    Act,
    Difference,
    DifferenceKind,
    Event,
    Happening,
    Standpoint,
    Statement,
    Status,
    Version,
    digest,
)
from communique.story.telling.desk import DENIED, HELD, Desk
from communique.story.telling.likeness import is_turned, likeness, said_words

_YES = frozenset({Act.ASSERT, Act.ANNOUNCE, Act.PROMISE, Act.AGREE, Act.OFFER})
_NO = frozenset({Act.DENY, Act.REJECT})
_GIVES = frozenset({Standpoint.AGREES, Standpoint.SUPPORTS, Standpoint.OFFERS, Standpoint.PROMISES})
_REFUSES = frozenset({Standpoint.REJECTS})
_GENERAL = frozenset({"talks", "peace"})
_ALIKE = 0.5
"""Share of their words that two contents must have in common to be of one thing."""
_SHARED = 3
"""How many words they must share at least."""
_MOST = 400
"""How many statements of one party are compared, the first published ones, and with how many before each."""
_LAST = 60


def turns_of(desk: Desk, happenings: Sequence[Happening]) -> tuple[Difference, ...]:
    """Return where a party says otherwise than before: of an event, in so many words, or on an issue."""
    found: dict[tuple[str, str, str], Difference] = {}
    for one in (*_of_events(desk, happenings), *_of_words(desk), *_of_issues(desk)):
        key = (one.about, one.versions[0].facts[0], one.versions[1].facts[0])
        found.setdefault(key, one)
    return tuple(found.values())


def _turn(desk: Desk, party: str, subject: str, told: Sequence[tuple[str, str]], how: str) -> Difference | None:
    """Make a difference of two (value, fact), the first published first; none where both are of one day or of none."""
    (before, first), (after, second) = sorted(told, key=lambda t: desk.order(t[1]))
    if not desk.day(first) or desk.day(first) >= desk.day(second):
        return None
    return Difference(
        id=digest("difference", "statement", party, first, second),
        kind=DifferenceKind.STATEMENT,
        about=party,
        subject=subject,
        versions=tuple(
            Version(value=value, facts=(fact,), backing=desk.backing((fact,)))
            for value, fact in ((before, first), (after, second))
        ),
        how=f"story.sayings.{how}",
    )


def _of_events(desk: Desk, happenings: Sequence[Happening]) -> Iterator[Difference]:
    for happening in happenings:
        if len(happening.facts) > 1:
            yield from by_event(desk, happening)


def by_event(desk: Desk, happening: Happening) -> Iterator[Difference]:
    """Find a speaker who tells of an event and on a later day denies it, or denies it and later owns to it.

    "Estmark said its guns had fired", then "Estmark denied it had fired"; "Norvia will come", then "Norvia will not".
    """
    last: dict[str, tuple[str, bool]] = {}
    for fact in happening.facts[:_MOST]:
        event = desk.event(fact)
        said = _said_in(desk, event) if event else None
        if event is None or said is None or event.type is not happening.type:
            continue
        is_told = event.status in HELD or event.status in (Status.PLANNED, Status.EXPECTED, Status.OFFERED)
        if not is_told and event.status not in DENIED and event.status is not Status.CANCELLED:
            continue
        for party in desk.parties.ids(said.speakers):
            before = last.get(party)
            # "Not yet held" before it was held is no denial: only the word of denying is.
            turned = before is not None and before[1] != is_told and (before[1] or _denied(desk, before[0]))
            if before is not None and turned:
                told = ((_status(desk, before[0]), before[0]), (event.status.value, fact))
                one = _turn(desk, party, event.type.value.casefold(), told, "by_event")
                if one is not None:
                    yield one
            last[party] = (fact, is_told)


def _status(desk: Desk, fact: str) -> str:
    event = desk.event(fact)
    return event.status.value if event else ""


def _denied(desk: Desk, fact: str) -> bool:
    event = desk.event(fact)
    said = _said_in(desk, event) if event else None
    return event is not None and (event.status is Status.DENIED or (said is not None and said.act in _NO))


def _said_in(desk: Desk, event: Event) -> Statement | None:
    found = desk.shelf.fact(event.said_in) if event.said_in and event.said_in in desk else None
    return found if isinstance(found, Statement) else None


def _of_words(desk: Desk) -> Iterator[Difference]:
    by_party: dict[str, list[Statement]] = {}
    for fact in desk.shelf.facts():
        if isinstance(fact, Statement) and fact.act in _YES | _NO and fact.content:
            for party in desk.parties.ids(fact.speakers):
                by_party.setdefault(party, []).append(fact)
    for party, told in by_party.items():
        if any(s.act in _NO for s in told):
            yield from by_words(desk, party, told[:_MOST])


def by_words(desk: Desk, party: str, told: Sequence[Statement]) -> Iterator[Difference]:
    """Find two statements of one speaker on different days of which the later denies or refuses what the first gives.

    "Estmark will open the harbour on Monday", then "denied that Estmark would open the harbour"; half of their words
    must be the same, and neither content may itself say no.
    """
    words = [said_words(" ".join(c.of(desk.article_of(s.id).text) for c in s.content)) for s in told]
    plain = [not is_turned(" ".join(c.of(desk.article_of(s.id).text) for c in s.content)) for s in told]
    for at, statement in enumerate(told):
        for before in range(max(0, at - _LAST), at):
            if (told[before].act in _NO) == (statement.act in _NO) or not (plain[at] and plain[before]):
                continue
            shared = words[at] & words[before]
            if len(shared) >= _SHARED and likeness(words[at], words[before]) >= _ALIKE:
                given = [(s.act.value, s.id) for s in (told[before], statement)]
                one = _turn(desk, party, "what was said", given, "by_words")
                if one is not None:
                    yield one
                    break


def _of_issues(desk: Desk) -> Iterator[Difference]:
    last: dict[tuple[str, str], list[tuple[str, Standpoint, frozenset[str]]]] = {}
    for account in desk.shelf:
        for position in account.positions:
            facts = desk.sorted(position.facts)
            sided = position.stance in _GIVES | _REFUSES and position.issue not in _GENERAL
            for party in desk.parties.ids((position.party,)) if facts and sided else ():
                mine = (facts[0], position.stance, _of_fact(desk, facts[0], party, position.issue))
                rows = last.setdefault((party, position.issue), [])
                yield from by_issue(desk, party, position.issue, [*rows[-_LAST:], mine])
                rows.append(mine)


def by_issue(
    desk: Desk, party: str, issue: str, rows: Sequence[tuple[str, Standpoint, frozenset[str]]]
) -> Iterator[Difference]:
    """Find a party that refused something on an issue and now agrees to it, or gave it and now refuses.

    "Norvia rejected a truce in the harbour" and "Norvia agreed to a truce in the harbour" (last of ``rows``): two words
    or more beside the party and the issue's name must be the same, else they may be two matters of one issue.
    """
    fact, stance, words = rows[-1]
    for before, earlier, said in reversed(rows[:-1]):
        if (earlier in _GIVES) == (stance in _GIVES):
            if likeness(words, said) >= _ALIKE:
                return
        elif len(words & said) >= 2:
            one = _turn(desk, party, issue, ((earlier.value, before), (stance.value, fact)), "by_issue")
            if one is not None:
                yield one
            return


def _of_fact(desk: Desk, fact: str, party: str, issue: str) -> frozenset[str]:
    """Return the words of what is said or of the sentence, without the party's name and the issue's."""
    found = desk.shelf.fact(fact)
    text = desk.article_of(fact).text
    said = " ".join(c.of(text) for c in found.content) if isinstance(found, Statement) else found.evidence[0].quote
    return said_words(said) - said_words(desk.parties.by_id(party).name) - said_words(issue)
