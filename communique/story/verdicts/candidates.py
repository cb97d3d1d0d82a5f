"""Which events are worth comparing: those found under one key, never all with all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from communique.model import PlaceKind
from communique.story.verdicts.profiles import place_key
from communique.story.verdicts.told import Telling

MOST = 50
"""So many events, those that share most keys, are compared with one."""
WIDEST = 200
"""Of the events under one key no more are looked at, those nearest in the order of days (then of ids)."""
_DAYS = 14
_WORDS = 6
_UNDATED = 10_000_000


def keys(told: Telling) -> tuple[str, ...]:
    """Return the keys under which an event is looked up: those of one event share some of them.

    Its type with each party and fortnight (two fortnights half a one apart, so that events within a week always meet),
    with each party alone where no day is told, with its town, with each of the rarest words of its sentence; and its
    own word with each of these. Nothing here is learned, and nothing depends on other events.
    """
    kind = told.type.value if told.type else "any"
    found = []
    for party in sorted(told.actors | told.recipients):
        day = told.days[0] if told.days else told.published
        if day is not None:
            found += [f"{kind} {party} {half} {(day + half * _DAYS // 2) // _DAYS}" for half in (0, 1)]
        if told.days is None:
            found.append(f"{kind} {party}")
    if told.place is not None and told.place.kind is not PlaceKind.COUNTRY:
        found.append(f"{kind} at {place_key(told.place)}")
    rarest = sorted(told.sentence, key=lambda word: (-told.sentence[word], word))[:_WORDS]
    found += [f"{kind} with {word}" for word in rarest]
    found += [f"{own} beside {word}" for own in sorted(told.stems) for word in rarest]
    return tuple(found)


def candidates(told: Mapping[str, Telling], facts: Iterable[str] | None = None) -> tuple[tuple[str, str], ...]:
    """Return the pairs of events worth comparing, each once, in the order of ids: for each of ``facts`` (ids; all that
    are ``told`` unless given) at most ``MOST``. Events of one page are left to the room ``fact``. Time and memory are
    linear in how many are told: no more than ``WIDEST`` events of a key are looked at."""
    index: dict[str, list[str]] = defaultdict(list)
    keyed = {fact: keys(told[fact]) for fact in sorted(told, key=lambda fact: (_day(told[fact]), fact))}
    for fact, own in keyed.items():
        for key in own:
            index[key].append(fact)
    place = {key: {fact: n for n, fact in enumerate(under)} for key, under in index.items() if len(under) > WIDEST}
    pairs = set()
    for fact in keyed if facts is None else sorted(set(facts) & keyed.keys()):
        shared: Counter[str] = Counter()
        for key in keyed[fact]:
            under = index[key]
            if len(under) > WIDEST:
                first = max(0, min(place[key][fact] - WIDEST // 2, len(under) - WIDEST))
                under = under[first : first + WIDEST]
            shared.update(other for other in under if told[other].article != told[fact].article)
        for other in sorted(shared, key=lambda other: (-shared[other], other))[:MOST]:
            pairs.add((fact, other) if fact < other else (other, fact))
    return tuple(sorted(pairs))


def _day(told: Telling) -> int:
    if told.days:
        return told.days[0]
    return told.published if told.published is not None else _UNDATED
