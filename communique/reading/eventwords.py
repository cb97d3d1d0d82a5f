"""Event words: what kind, how the sentence marks them, and how sure the text is that they took place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from communique.model import EventKind, EventStatus, EventWord, Stance, Word

Floats = NDArray[np.float32]

_IF = frozenset("if unless provided providing assuming lest".split())
_DEMAND = frozenset(
    "demand urge insist require order ask call press request appeal implore exhort command instruct tell".split()
)
_MUST = frozenset({"must", "should", "ought"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "csubj"})
_SUFFIX = {"conj", "parataxis"}


def event_words(
    words: Sequence[Word],
    kinds: tuple[Floats, tuple[str, ...]],
    status: tuple[Floats, tuple[str, ...]],
    certainty: tuple[Floats, tuple[int, ...]],
    threshold: float,
) -> Iterator[tuple[int, EventWord]]:
    """Yield the words of one window that tell an event, by their place in ``words``, as the heads alone see them.

    ``kinds`` (w, k) with their names, the first of which is none; ``status`` (w, s); ``certainty`` (w, c) with the
    values they stand for: probabilities all.
    """
    scores, names = kinds
    told = 1.0 - scores[:, 0]
    sure = certainty_of(certainty[0], certainty[1])
    on = np.flatnonzero(told >= threshold)
    columns = (on, scores[on, 1:].argmax(1), status[0][on].argmax(1), sure[on], told[on])
    for at, kind, marked, value, score in zip(*(c.tolist() for c in columns), strict=True):
        found = EventWord(
            span=words[at].span,
            kind=EventKind(names[1 + kind]),
            status=EventStatus(status[1][marked]),
            certainty=round(value, 2),
            score=round(score, 4),
        )
        yield at, found


def with_conditions(
    words: Sequence[Word], children: list[list[int]], events: Sequence[tuple[int, EventWord]]
) -> Iterator[EventWord]:
    """Yield the events of a page, CONDITIONAL and DEMANDED where its trees say so."""
    for at, event in events:
        told = by_syntax(words, children, at)
        yield replace(event, status=told) if told else event


_PULL = ((3, 3, 1.0), (1, 2, 1.6), (0, 0, 1.5), (-3, -1, 1.6))
"""Classes of certainty, from value to value, and what the probability of each is multiplied by. Three quarters of
all events are certain, and a head that minimises its loss says so too often; chosen on half of FactBank dev."""


def certainty_of(probabilities: Floats, values: Sequence[int]) -> Floats:
    """Return a value of ``values`` for each row (n, c): of the likeliest class, weighted, the likeliest value."""
    numbers = np.array(values)
    members = [(numbers >= low) & (numbers <= high) for low, high, _ in _PULL]
    classes = np.stack([probabilities[:, m].sum(1) * pull for m, (_, _, pull) in zip(members, _PULL, strict=True)], 1)
    inside = np.array(members)[classes.argmax(1)]
    chosen: Floats = numbers[np.where(inside, probabilities, -1.0).argmax(1)].astype(np.float32)
    return chosen


def children_of(words: Sequence[Word]) -> list[list[int]]:
    """Return for each word the indices of those it heads."""
    out: list[list[int]] = [[] for _ in words]
    for i, word in enumerate(words):
        if word.head != i:
            out[word.head].append(i)
    return out


def by_syntax(words: Sequence[Word], children: list[list[int]], at: int) -> EventStatus | None:
    """Return CONDITIONAL or DEMANDED where the tree says so, else None.

    "If Norvia attacks, Estmark will answer": both are conditional. "He urged them to leave", "both armies must
    withdraw": demanded.
    """
    clause = _clause(words, at)
    if _has_if(words, children, clause) or any(
        words[k].relation == "advcl" and _has_if(words, children, k) for k in children[clause]
    ):
        return EventStatus.CONDITIONAL
    if any(words[k].relation == "aux" and words[k].lemma in _MUST for k in children[clause]):
        return EventStatus.DEMANDED
    above = words[clause].head
    if above != clause and words[clause].relation in _CLAUSES and words[above].lemma in _DEMAND:
        infinitive = any(words[k].lemma == "to" and words[k].relation == "mark" for k in children[clause])
        if infinitive or words[above].lemma in {"demand", "insist", "urge", "request", "require", "order"}:
            return EventStatus.DEMANDED
    return None


def _clause(words: Sequence[Word], at: int) -> int:
    """The predicate an event word shares its marks with: itself, or what it is co-ordinated with."""
    seen = 0
    while words[at].relation in _SUFFIX and words[words[at].head].tag == words[at].tag and seen < 8:
        at, seen = words[at].head, seen + 1
    return at


def _has_if(words: Sequence[Word], children: list[list[int]], at: int) -> bool:
    return words[at].relation == "advcl" and any(
        words[k].relation == "mark" and words[k].lemma in _IF for k in children[at]
    )


_VOLITION = frozenset(
    "want wish hope plan intend mean aim seek try attempt pledge vow prepare desire desperate ready willing eager "
    "decide agree refuse decline consider propose promise threaten determined resolve intention plan".split()
)
_THOUGHT = frozenset({"I_STATE", "PERCEPTION", "STATE"})


def stance_of(kinds: Floats, names: Sequence[str], lemmas: Sequence[str]) -> Stance:
    """Return what a cue of these words (w, k) reports: words unless it tells a state of mind or an intention.

    What somebody means to do and what somebody thinks are both I_STATE in TimeML; words of volition tell the
    former ("hopes to", "wants", "planned"). Its I_ACTION holds acts of speech ("questioned", "offered").
    """
    if _VOLITION.intersection(lemmas):
        return Stance.INTENTION
    best = dict(zip(names[1:], kinds[:, 1:].max(0).tolist(), strict=True))
    spoken = max(p for name, p in best.items() if name not in _THOUGHT)
    thought = max(best[name] for name in _THOUGHT)
    return Stance.BELIEF if thought > max(spoken, 0.2) else Stance.SPEECH
