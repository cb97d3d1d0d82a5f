"""When two facts are the same: actors by their mentions, events by cue words and sentences, each counted once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from benchmarks.fact_rows import Happening, Parties, Party, Place, Places, Plan, Saying, joined

One = TypeVar("One")
Other = TypeVar("Other")
AGREED = 2 / 3
"""Two lists of actors agree from this F1 on: one of two found, or one too many beside one, is still agreement."""
HALF = 0.5
"""Two contents are the same statement from this share of the longer one on."""
WORD = re.compile(r"[^\W_](?:[\w’'.-]*[^\W_])?")
AFTER = frozenset("of for in at on from to with against by near who which that whose and".split())


def overlap(one: Place, other: Place) -> int:
    """Return how many characters two places share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def touch(some: Places, others: Places) -> bool:
    """Tell whether a place of ``some`` and one of ``others`` overlap."""
    return any(overlap(a, b) for a in some for b in others)


def head(place: Place, text: str) -> Place:
    """Return the head word of a mention: its last word before a comma, a preposition or "who".

    "Prime Minister Ada Voss of Norvia" has "Voss", "the head of Norvia's army" has "head". A mention without a word
    is its own head.
    """
    found = place
    last = place[0]
    for word in WORD.finditer(text, *place):
        if found != place and ("," in text[last : word.start()] or word.group().lower() in AFTER):
            break
        found, last = word.span(), word.end()
    return found


def same_mention(one: Place, other: Place, text: str) -> bool:
    """Tell whether two mentions name one actor: each holds the other's head word.

    So "envoy Ada Voss" is "Voss"; but "Norvia" is not "the president of Norvia", which only holds the word.
    """
    if not overlap(one, other):
        return False
    mine, its = head(one, text), head(other, text)
    return bool(overlap(mine, other) and overlap(its, one))


def same_party(one: Party, other: Party, text: str) -> bool:
    """Tell whether any mention of one actor is a mention of the other."""
    return any(same_mention(a, b, text) for a in one.mentions for b in other.mentions)


def common(gold: Parties, made: Parties, text: str) -> tuple[int, int]:
    """Return how many actors of ``gold`` are in ``made``, each once, and how many ``made`` counts.

    A joint actor ("both sides") that is none of ``gold`` counts as its members.
    """
    counted: list[Party] = []
    for party in made:
        apart = party.members and not any(same_party(g, party, text) for g in gold)
        counted.extend(party.members if apart else (party,))
    pairs = pair(gold, counted, lambda g, m: 1.0 if same_party(g, m, text) else 0.0)
    return len(pairs), len(counted)


def agreement(gold: Parties, made: Parties, text: str) -> float:
    """Return the F1 of two lists of actors; 1 where both are empty."""
    both, counted = common(gold, made, text)
    return 1.0 if not gold and not counted else 2 * both / (len(gold) + counted)


def two_sided(event: Happening) -> bool:
    """Tell whether an event has no direction: a meeting that is no visit, or several actors and no recipient."""
    meets = (event.participants is not None or event.type == "CONSULT") and event.mode != "visit"
    return meets or (not event.recipients and len(event.actors) > 1)


def sides(gold: Happening, made: Happening, text: str) -> float:
    """Return the lesser agreement of actors and of recipients; of a two-sided event, that of all its parties."""
    if two_sided(gold):
        return agreement(joined(gold.actors, gold.recipients), joined(made.actors, made.recipients), text)
    return min(agreement(gold.actors, made.actors, text), agreement(gold.recipients, made.recipients, text))


def turned(gold: Happening, made: Happening, text: str) -> bool | None:
    """Tell whether the direction is wrong: a recipient acts, or an actor receives. None where nothing can be told:
    the event is two-sided, or none of its parties is found."""
    if two_sided(gold):
        return None
    wrong = right = False
    for found, here, there in (
        (made.actors, gold.actors, gold.recipients),
        (made.recipients, gold.recipients, gold.actors),
    ):
        for party in found:
            mine = any(same_party(g, party, text) for g in here)
            right |= mine
            wrong |= not mine and any(same_party(g, party, text) for g in there)
    return wrong if wrong or right else None


def event_match(gold: Happening, made: Happening, text: str) -> float:
    """Return how well an event may stand for a gold one: 0 unless a cue is shared, or a sentence and the type.

    Shared cues weigh most, then the type, the actors and the status: of several candidates the best is taken.
    """
    cue = touch(gold.cues, made.cues)
    typed = gold.type == made.type
    if not cue and not (typed and touch(gold.sentences, made.sentences)):
        return 0.0
    return 8 * cue + 4 * typed + 3 * sides(gold, made, text) + (made.statuses[0] in gold.statuses) + 0.1


def content_match(gold: Saying, made: Saying) -> float:
    """Return the share of the longer content that both hold; 0 below one half."""
    both = sum(overlap(a, b) for a in gold.content for b in made.content)
    longer = max(sum(e - s for s, e in one.content) for one in (gold, made))
    return both / longer if longer and both / longer >= HALF else 0.0


def plan_match(gold: Plan, made: Plan) -> float:
    """Return 1 where the two speak of a plan in the same words, else 0."""
    return float(touch(gold.cues, made.cues))


def pair(some: Sequence[One], others: Sequence[Other], match: Callable[[One, Other], float]) -> list[tuple[int, int]]:
    """Pair the two lists one to one, the best match first, ties in the order of the lists; no match, no pair."""
    scored = [(match(a, b), i, j) for i, a in enumerate(some) for j, b in enumerate(others)]
    pairs: list[tuple[int, int]] = []
    left, right = set(range(len(some))), set(range(len(others)))
    for score, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2])):
        if score > 0 and i in left and j in right:
            pairs.append((i, j))
            left.discard(i)
            right.discard(j)
    return pairs
