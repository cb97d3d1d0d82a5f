"""Deeds in running text: which words tell what somebody did to somebody, and which words name the two.

One pass over the states of the words of a window, all in matrices: every word is given a PLOVER 2.0 type (or none), a
mode and a status; then every word of the sentence that may name a party is asked whether it acts or is acted upon, by
the states of both and by what lies between them in the tree. Raw scores: nobody is resolved here, and nothing is put
together. The method is that of trigger and argument classification (ACE 2005 event extraction); learned by
``training.deeds``.
"""

from __future__ import annotations

import zlib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.errors import InstallationError
from communique.model import Deed, Word
from communique.reading.labels import RELATIONS, TAGS

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
        self._base = base
        self._relation = [_index(RELATIONS, w.relation) for w in words]
        self._case = [0] * len(words)
        self._passive = [False] * len(words)
        for word in words:
            head = word.head - base
            if word.relation == "case" and 0 <= head < len(words):
                self._case[head] = 2 + CASES.index(word.lemma) if word.lemma in CASES else 1
            elif word.relation == "aux" and word.lemma in {"be", "get"} and 0 <= head < len(words):
                self._passive[head] = True

    def _up(self, i: int) -> list[int]:
        found = [i]
        for _ in range(_DEEPEST):
            head = self._words[i].head - self._base
            if head == i or not 0 <= head < len(self._words):
                break
            found.append(head)
            i = head
        return found

    def of(self, event: int, others: Sequence[int], kind: int) -> Ints:
        """Return the classes (n, len(SLOTS)) of the pairs of ``event``, of type number ``kind``, with n other words."""
        rows = np.zeros((len(others), len(SLOTS)), dtype=np.int64)
        mine = self._up(event)
        places = {w: k for k, w in enumerate(mine)}
        word = self._words[event]
        above = self._words[mine[1]].lemma if len(mine) > 1 else ""
        own = [self._relation[w] + 1 for w in mine[:_STEPS]] + [0] * _STEPS
        head = (_TAGGED.get(word.tag, 2) * 2 + self._passive[event]) * 2 + (word.lemma[-3:] == "ing")
        lemma = zlib.crc32(above.lower().encode()) % _LEMMAS
        for row, other in zip(rows, others, strict=True):
            its = self._up(other)
            down = next((k for k, w in enumerate(its) if w in places), len(its) - 1)
            meet = its[down]
            up = min(places.get(meet, 5), 5)
            branch = its[down - 1] if down else meet
            theirs = [self._relation[w] + 1 for w in its[:_STEPS]] + [0] * _STEPS
            row[0] = up * 6 + min(down, 5)
            row[1 : 1 + _STEPS] = [r if k < up else 0 for k, r in enumerate(own[:_STEPS])]
            row[1 + _STEPS : 1 + 2 * _STEPS] = [r if k < down else 0 for k, r in enumerate(theirs[:_STEPS])]
            far = int(np.searchsorted(_FAR, other - event))
            row[1 + 2 * _STEPS :] = (
                self._relation[branch] + 1 if down else 0,
                self._case[other],
                self._case[branch],
                head,
                _index(TAGS, self._words[other].tag),
                far,
                lemma,
                kind,
                self._mention[other],
            )
        return rows


def _index(names: Sequence[str], name: str) -> int:
    return names.index(name) if name in names else 0


class Deeds:
    """The matrices of ``deeds.npz``, see ``training.deeds.train``."""

    def __init__(self, path: Path) -> None:
        """Read the matrices; InstallationError where they are missing, damaged or of another shape."""
        try:
            with np.load(path, allow_pickle=False) as kept:
                self._w = {name: kept[name].astype(np.float32) for name in _NAMES}
                self._modes = tuple(str(m) for m in kept["mode_names"])
        except (OSError, ValueError, KeyError) as error:
            raise InstallationError(f"cannot read the weights {path.name}: {error}") from error
        w = self._w
        slots = [w[f"slot{i}"].shape[0] for i in range(len(SLOTS))]
        if w["types"].shape[1] != len(TYPES) + 1 or w["status"].shape[1] != len(STATUSES) or slots != list(SLOTS):
            raise InstallationError(f"{path.name} does not fit this version: install the package again")

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
        bounds = [*starts, len(words)]
        roles = self._parties(paths, states, may, bounds, list(zip(at.tolist(), kinds, strict=True)))
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
        may, at = np.array(candidates, dtype=np.int64), [i for i, _ in told]
        event, other = states[at] @ self._w["event"], states[may] @ self._w["other"]
        for n, (i, kind) in enumerate(told):
            sentence = bisect_right(bounds, i) - 1
            inside = np.flatnonzero((may >= bounds[sentence]) & (may < bounds[sentence + 1]) & (may != i))
            others = may[inside]
            yield others, self._roles(paths.of(i, others.tolist(), kind), event[n], other[inside])

    def _mode(self, kind: str, scores: Floats) -> str | None:
        best, top = None, -np.inf
        for name, score in zip(self._modes, scores.tolist(), strict=True):
            own, _, mode = name.partition(":")
            if own == kind and score > top:
                best, top = mode or None, score
        return best

    def _roles(self, classes: Ints, event: Floats, others: Floats) -> Floats:
        """Return (n, 3): the chance that each of n words is no party to the event, acts, is acted upon."""
        w = self._w
        hidden = event + others
        for i in range(len(SLOTS)):
            hidden = hidden + w[f"slot{i}"][classes[:, i]]
        return _softmax(np.maximum(hidden, 0) @ w["role"] + w["role_bias"])


_LEAST = 0.05
"""Chances below this are not written down."""


def _chances(words: Ints, chances: Floats) -> tuple[tuple[int, float], ...]:
    return tuple((int(i), round(float(p), 4)) for i, p in zip(words, chances, strict=True) if p >= _LEAST)


def _likely(names: Sequence[str], chances: Floats) -> tuple[tuple[str, float], ...]:
    found = [(name, round(float(p), 4)) for name, p in zip(names, chances, strict=True) if p >= _LEAST]
    return tuple(sorted(found, key=lambda f: -f[1]))


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    chances: Floats = raised / raised.sum(-1, keepdims=True)
    return chances
