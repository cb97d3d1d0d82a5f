"""An event as one page tells it, ready to be compared with what other pages tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from communique.model import Account, Event, EventType, Place, Shelf, Span, When
from communique.story.parties import Parties
from communique.story.verdicts.profiles import Bag, unit
from communique.story.verdicts.words import known, stem, tokens

MOST_EVIDENCE = 3
"""Of so many sentences that tell of the event, the first, the words are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event on one page. ``stems``: those of the words that tell it; ``sentence``: the other words beside them, by
    weight; ``names`` and ``numbers`` among these. ``actors`` and ``recipients`` are ids of parties; ``days`` the first
    and last day it can have been (proleptic ordinals), ``published`` that of the page. ``type`` None: no type known.
    """

    fact: str
    article: str
    at: Span
    sentence_at: int
    type: EventType | None
    stems: frozenset[str]
    sentence: Bag
    names: frozenset[str]
    numbers: frozenset[str]
    actors: frozenset[str] = frozenset()
    recipients: frozenset[str] = frozenset()
    days: tuple[int, int] | None = None
    published: int | None = None
    place: Place | None = None
    round: int | None = None
    day: int | None = None
    vector: NDArray[np.float32] | None = None
    saying: bool = False
    state: bool = False


def tellings(shelf: Shelf, parties: Parties, facts: Iterable[str]) -> dict[str, Telling]:
    """Return what is told by each of ``facts`` (ids) that is an event; ids that the shelf has not raise KeyError."""
    vectors: dict[str, dict[str, bytes]] = {}
    found = {}
    for fact_id in facts:
        fact = shelf.fact(fact_id)
        if isinstance(fact, Event):
            account = shelf.account_of(fact_id)
            own = vectors.setdefault(account.article.id, {v.of: v.values for v in account.vectors})
            found[fact_id] = _telling(shelf, parties, account, fact, own)
    return found


def _telling(shelf: Shelf, parties: Parties, account: Account, event: Event, vectors: Mapping[str, bytes]) -> Telling:
    article, shown = account.article, event.evidence[:MOST_EVIDENCE]
    stems = frozenset(stem(w) for e in shown for w in e.cue.of(article.text).split())
    words = told_words(article.text, [(e.sentence, e.cue) for e in shown])
    published = days_of(article.published)
    meeting = event.meeting
    return Telling(
        fact=event.id,
        article=article.id,
        at=shown[0].cue,
        sentence_at=shown[0].sentence.start,
        type=event.type,
        stems=stems,
        sentence=words[0],
        names=words[1],
        numbers=words[2],
        actors=frozenset(parties.ids((*event.actors, *(meeting.participants if meeting else ())))),
        recipients=frozenset(parties.ids(event.recipients)),
        days=days_of(event.when),
        published=published[0] if published else None,
        place=shelf.place(event.where),
        round=meeting.round if meeting else None,
        day=meeting.day if meeting else None,
        vector=numbers_of(vectors.get(event.id)),
    )


def told_words(text: str, shown: Iterable[tuple[Span, Span]]) -> tuple[Bag, frozenset[str], frozenset[str]]:
    """Return the words beside the cues in their sentences (pairs of sentence and cue) by weight, names and numbers."""
    counts: Counter[str] = Counter()
    names: set[str] = set()
    numbers: set[str] = set()
    for sentence, cue in shown:
        for token in tokens(text, sentence.start, min(sentence.end, sentence.start + 2_000)):
            if cue.start <= token.start < cue.end:
                continue
            counts[token.stem] = 1
            if token.is_number:
                numbers.add(token.form)
            elif token.is_capital and not token.opens:
                names.add(token.stem)
    rarity = known()
    return unit({word: rarity.of(word) for word in counts}), frozenset(names), frozenset(numbers)


def numbers_of(values: bytes | None) -> NDArray[np.float32] | None:
    """Return a vector of the length 1 from its signed bytes."""
    return np.frombuffer(values, dtype=np.int8).astype(np.float32) / np.float32(127) if values else None


def days_of(when: When | None) -> tuple[int, int] | None:
    """Return the first and the last day of a time as proleptic ordinals; None where an end is open or odd."""
    if when is None or not when.earliest or not when.latest:
        return None
    try:
        return date.fromisoformat(when.earliest[:10]).toordinal(), date.fromisoformat(when.latest[:10]).toordinal()
    except ValueError:
        return None
