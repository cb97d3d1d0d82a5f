"""Deeds in running text: which words tell what somebody did to somebody, and which words name the two.

One pass over the states of the words of a window, all in matrices: every word is given a PLOVER 2.0 type (or none), a
mode and a status; then every word of the sentence that may name a party is asked whether it acts or is acted upon, by
the states of both and by what lies between them in the tree. Raw scores: nobody is resolved here, and nothing is put
together. The method is that of trigger and argument classification (ACE 2005 event extraction); learned by
``training.deeds``.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.model import Deed, Word
from communique.reading.labels import RELATIONS, TAGS
from communique.reading.matrices import matrices, misfit

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""PLOVER 2.0 types in the order of the scores; a word of no type comes first."""
STATUSES = (
    "happened", "ongoing", "planned", "expected", "possible",
    "conditional", "demanded", "denied", "negated", "cancelled",
)  # fmt: skip
CASES = (
    "of", "by", "with", "to", "from", "for", "against", "on", "in", "at", "between", "among", "into", "over", "about",
    "after", "before", "as", "upon", "under", "toward", "towards", "near", "during", "'s", "’s", "'",
)  # fmt: skip
"""Prepositions and the possessor's mark, as features; others count as one."""
_STEPS = 3
_STATE = 768
"""Numbers that tell of one word: its state at the top of the encoder, then at the bottom."""
_LEMMAS = 512
_FAR = (-25, -16, -10, -6, -4, -3, -2, -1, 0, 1, 2, 3, 5, 9, 15, 24)
_TAGGED = {"VERB": 0, "NOUN": 1}
_TELLING = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
_PARTY = {"NOUN": 0.02}
"""The chance of heading a mention that a noun must have to be a candidate."""
_DEEPEST = 12
_RELATIONS, _CASES = len(RELATIONS) + 1, len(CASES) + 2
SLOTS = (
    36,
    *(_RELATIONS,) * _STEPS,
    *(_RELATIONS,) * _STEPS,
    _RELATIONS,
    _CASES,
    _CASES,
    12,
    len(TAGS),
    len(_FAR) + 1,
    _LEMMAS,
    len(TYPES),
    4,
)
"""Classes of each feature of a pair: length of the way up and down, relations up from the event word, relations up
from the other, the first relation down, prepositions of the other and of the branch it stands in, word class and voice
of the event word, word class of the other, distance, lemma above the event word, type, chance of heading a mention."""
_NAMES = ("hidden", "bias", "types", "types_bias", "modes", "modes_bias", "status", "status_bias",
          "event", "other", "role", "role_bias", *(f"slot{i}" for i in range(len(SLOTS))))  # fmt: skip


def tellers(words: Sequence[Word]) -> list[int]:
    """Return the words of a window that may tell a deed: verbs, nouns, adjectives ("was found guilty")."""
    return [i for i, w in enumerate(words) if w.tag in _TELLING]


NEAREST = 60
"""Most candidates of one event word, the nearest ones: few sentences of news have as many, a list over a page has."""


def nearest(event: int, others: Sequence[int]) -> list[int]:
    """Return the ``NEAREST`` of ``others``, which are in order, to ``event``, itself left out, in their order."""
    at = bisect_left(others, event)
    near = [i for i in others[max(at - NEAREST, 0) : at + NEAREST + 1] if i != event]
    return sorted(sorted(near, key=lambda i: abs(i - event))[:NEAREST])


def candidates(words: Sequence[Word], text: str, mention: Floats) -> list[int]:
    """Return the words of a window that may name a party: names, pronouns, what heads a mention, "Norvian"."""
    return [
        i
        for i, w in enumerate(words)
        if w.tag in {"PROPN", "PRON"}
        or mention[i] >= _PARTY.get(w.tag, 0.2)
        or (w.tag == "ADJ" and text[w.start].isupper())
    ]


class Paths:
    """The features of pairs of words of one window."""

    def __init__(self, words: Sequence[Word], mention: Floats, base: int = 0) -> None:
        """Index ``words``, whose heads are counted from ``base``."""
        self._mention = np.searchsorted((0.1, 0.5, 0.9), mention).tolist()
        self._words = words
        self._heads = [w.head - base for w in words]
        self._relation = [_RELATION.get(w.relation, 0) for w in words]
        self._tag = [_TAG.get(w.tag, 0) for w in words]
        self._ways: dict[int, list[int]] = {}
        self._case = [0] * len(words)
        self._passive = [False] * len(words)
        for word in words:
            head = word.head - base
            if word.relation == "case" and 0 <= head < len(words):
                self._case[head] = 2 + CASES.index(word.lemma) if word.lemma in CASES else 1
            elif word.relation == "aux" and word.lemma in {"be", "get"} and 0 <= head < len(words):
                self._passive[head] = True

    def _up(self, i: int) -> list[int]:
        found = self._ways.get(i)
        if found is None:
            found = self._ways[i] = [i]
            for _ in range(_DEEPEST):
                head = self._heads[i]
                if head == i or not 0 <= head < len(self._heads):
                    break
                found.append(head)
                i = head
        return found

    def of(self, event: int, others: Sequence[int], kind: int) -> Ints:
        """Return the classes (n, len(SLOTS)) of the pairs of ``event``, of type number ``kind``, with n other words."""
        return np.array(list(self.rows(event, others, kind)), dtype=np.int64).reshape(-1, len(SLOTS))

    def rows(self, event: int, others: Sequence[int], kind: int) -> Iterator[tuple[int, ...]]:
        """Yield the classes of each pair of ``of``."""
        mine = self._up(event)
        places = {w: k for k, w in enumerate(mine)}
        word = self._words[event]
        above = self._words[mine[1]].lemma if len(mine) > 1 else ""
        own = [self._relation[w] + 1 for w in mine[:_STEPS]]
        head = (_TAGGED.get(word.tag, 2) * 2 + self._passive[event]) * 2 + (word.lemma[-3:] == "ing")
        lemma = zlib.crc32(above.lower().encode()) % _LEMMAS
        for other in others:
            its = self._up(other)
            down = next((k for k, w in enumerate(its) if w in places), len(its) - 1)
            meet = its[down]
            up = min(places.get(meet, 5), 5)
            branch = its[down - 1] if down else meet
            theirs = [self._relation[w] + 1 for w in its[: min(down, _STEPS)]]
            yield (
                up * 6 + min(down, 5),
                *own[:up],
                *(0,) * (_STEPS - len(own[:up])),
                *theirs,
                *(0,) * (_STEPS - len(theirs)),
                self._relation[branch] + 1 if down else 0,
                self._case[other],
                self._case[branch],
                head,
                self._tag[other],
                bisect_left(_FAR, other - event),
                lemma,
                kind,
                self._mention[other],
            )


_RELATION = {name: n for n, name in enumerate(RELATIONS)}
_TAG = {name: n for n, name in enumerate(TAGS)}


class Deeds:
    """The matrices of ``deeds.npz``, see ``training.deeds.train``."""

    def __init__(self, path: Path) -> None:
        """Read the matrices; InstallationError where they are missing, damaged or of another shape."""
        kept = matrices(path)
        if not {*_NAMES, "mode_names"} <= kept.keys():
            raise misfit(path)
        self._w: dict[str, Floats] = {name: kept[name] for name in _NAMES}
        self._modes = tuple(str(m) for m in kept["mode_names"])
        if {name: array.shape for name, array in self._w.items()} != self._shapes():
            raise misfit(path)
        self._own: dict[str, list[tuple[int, str]]] = {}
        for n, name in enumerate(self._modes):
            kind, _, mode = name.partition(":")
            self._own.setdefault(kind, []).append((n, mode))

    def _shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shapes that fit together: widths are those of ``bias`` and ``role``, the rest is fixed."""
        hidden, paired = self._w["bias"].shape[:1], self._w["role"].shape[:1]
        shapes = {"hidden": (_STATE, *hidden), "bias": hidden, "event": (_STATE, *paired), "other": (_STATE, *paired)}
        outputs = {"types": len(TYPES) + 1, "modes": max(len(self._modes), 1), "status": len(STATUSES)}
        for name, n in outputs.items():
            shapes |= {name: (*hidden, n), f"{name}_bias": (n,)}
        shapes |= {"role": (*paired, 3), "role_bias": (3,)}
        return shapes | {f"slot{i}": (n, *paired) for i, n in enumerate(SLOTS)}

    def read(
        self,
        text: str,
        words: Sequence[Word],
        states: Floats,
        mention: Floats,
        starts: Sequence[int],
        base: int,
        limit: float,
    ) -> list[Deed]:
        """Return the deeds of one window: the words whose chance of telling one is at least ``limit``.

        ``words`` of the window, the first of them ``base`` of the article, their ``states`` (w, 768) at the top and at
        the bottom of the encoder, the chance that each heads a ``mention`` (w,), and the first words of its sentences.
        Words of the result are counted in the article.
        """
        w = self._w
        may_tell = np.array(tellers(words), dtype=np.int64)
        hidden = np.maximum(states[may_tell] @ w["hidden"] + w["bias"], 0)
        types = _softmax(hidden @ w["types"] + w["types_bias"])
        told = np.flatnonzero(1 - types[:, 0] >= limit)
        if not told.size:
            return []
        at, types, hidden = may_tell[told], types[told], hidden[told]
        status = _softmax(hidden @ w["status"] + w["status_bias"])
        modes = hidden @ w["modes"] + w["modes_bias"]
        kinds = types[:, 1:].argmax(1).tolist()
        paths, may = Paths(words, mention, base), candidates(words, text, mention)
        roles = self._parties(paths, states, may, [*starts, len(words)], list(zip(at.tolist(), kinds, strict=True)))
        return [
            Deed(
                word=base + i,
                type=TYPES[kind],
                mode=self._mode(TYPES[kind], modes[n]),
                score=round(float(1 - types[n, 0]), 4),
                statuses=_likely(STATUSES, status[n]),
                actors=_chances(others + base, chances[:, 1]),
                recipients=_chances(others + base, chances[:, 2]),
            )
            for n, (i, kind, (others, chances)) in enumerate(zip(at.tolist(), kinds, roles, strict=True))
        ]

    def _parties(
        self, paths: Paths, states: Floats, candidates: list[int], bounds: list[int], told: list[tuple[int, int]]
    ) -> Iterator[tuple[Ints, Floats]]:
        """Yield for each event word and its type ``told`` the candidates of its sentence and their chances (n, 3)."""
        asked: list[list[int]] = []
        for i, _ in told:
            sentence = bisect_right(bounds, i)
            first, last = (bisect_left(candidates, bounds[n]) for n in (sentence - 1, sentence))
            asked.append(nearest(i, candidates[first:last]))
        rows = [row for (i, kind), near in zip(told, asked, strict=True) for row in paths.rows(i, near, kind)]
        sizes = [len(near) for near in asked]
        others = np.array([i for near in asked for i in near], dtype=np.int64)
        event, other = states[[i for i, _ in told]] @ self._w["event"], states[candidates] @ self._w["other"]
        classes = np.fromiter(chain.from_iterable(rows), np.int64, len(rows) * len(SLOTS)).reshape(-1, len(SLOTS))
        chances = self._roles(classes, event.repeat(sizes, axis=0), other[np.searchsorted(candidates, others)])
        ends = np.cumsum(sizes).tolist()
        for size, end in zip(sizes, ends, strict=True):
            yield others[end - size : end], chances[end - size : end]

    def _mode(self, kind: str, scores: Floats) -> str | None:
        own = self._own.get(kind, [])
        return max(own, key=lambda m: scores[m[0]])[1] or None if own else None

    def _roles(self, classes: Ints, events: Floats, others: Floats) -> Floats:
        """Return (n, 3): the chance that the second word of each pair is no party to the event, acts, is acted upon."""
        w = self._w
        hidden = events + others
        for i, column in enumerate(classes.T):
            hidden += w[f"slot{i}"].take(column, axis=0)
        return _softmax(np.maximum(hidden, 0) @ w["role"] + w["role_bias"])


_LEAST = 0.05
"""Chances below this are not written down."""


def _chances(words: Ints, chances: Floats) -> tuple[tuple[int, float], ...]:
    at = np.flatnonzero(chances >= _LEAST)
    return tuple((i, round(p, 4)) for i, p in zip(words[at].tolist(), chances[at].tolist(), strict=True))


def _likely(names: Sequence[str], chances: Floats) -> tuple[tuple[str, float], ...]:
    found = [(names[i], round(float(chances[i]), 4)) for i in np.flatnonzero(chances >= _LEAST).tolist()]
    return tuple(sorted(found, key=lambda f: -f[1]))


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Floats = raised / raised.sum(-1, keepdims=True)
    return chances
