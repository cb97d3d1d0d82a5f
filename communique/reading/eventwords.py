"""Event words: what kind, how the sentence marks them, and how sure the text is that they took place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from communique.model import EventKind, EventStatus, EventWord, Word

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
) -> Iterator[EventWord]:
    """Yield the words of one window that tell an event.

    ``kinds`` (w, k) with their names, the first of which is none; ``status`` (w, s); ``certainty`` (w, c) with the
    values between which the median is taken: probabilities all. ``words[i].head`` counts within ``words``.
    """
    scores, names = kinds
    told = 1.0 - scores[:, 0]
    sure = medians(certainty[0], certainty[1])
    children = children_of(words)
    for i in np.flatnonzero(told >= threshold):
        at = int(i)
        plain = EventStatus(status[1][int(status[0][at].argmax())])
        yield EventWord(
            span=words[at].span,
            kind=EventKind(names[1 + int(scores[at, 1:].argmax())]),
            status=by_syntax(words, children, at) or plain,
            certainty=round(float(sure[at]), 2),
            score=round(float(told[at]), 4),
        )


def medians(probabilities: Floats, values: Sequence[int]) -> Floats:
    """Return the value that halves each row's probability (n, c): the guess with the least mean absolute error."""
    below = probabilities.cumsum(1)
    at = (below >= 0.5).argmax(1)
    chosen: Floats = np.array(values, dtype=np.float32)[at]
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
