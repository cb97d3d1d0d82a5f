"""Two mentions side by side: what grammar and wording show of whether they may mean the same.

Every feature is a class; a table of learned vectors, one for each class, turns it into numbers (see ``links``).
Training and runtime share this file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from communique.reading.labels import NAMES, RELATIONS
from communique.reading.mentions import PERSONS, TRAITS, Mentions

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NEAR = 16
_WORDS = 9
_SPEECH = 8
_RANKS = 8
_SUBJECT, _OBJECT = RELATIONS.index("nsubj"), RELATIONS.index("obj")
_HUMAN, _BODY, _PEOPLE, _ROLE = (NAMES.index(n) + 1 for n in ("person", "organisation", "nationality", "role"))
PAIRS = (
    9,
    NEAR,
    _WORDS * TRAITS[0] * TRAITS[0],
    6,
    TRAITS[5] * TRAITS[5],
    TRAITS[9] * TRAITS[9],
    PERSONS * PERSONS,
    (len(NAMES) + 1) ** 2,
    _SPEECH * 4,
    27,
    TRAITS[3] * _WORDS,
    _RANKS * PERSONS,
    _RANKS * PERSONS,
    9,
)
"""Classes of each feature: sentences between, mentions between, wording by word classes, grammar, number, gender,
persons, kinds of name, speech, roles in the clause by nearness, wording by determiner, fitting mentions and fitting
subjects between by person, how often the earlier head word was said before."""


def pairs(m: Mentions, later: Ints, earlier: Ints) -> Ints:
    """Return the classes (len(PAIRS), n) of n pairs, given by two arrays of indices into the mentions."""
    i, j = later, earlier
    far = m.sentences[i] - m.sentences[j]
    wording = _wording(m, i, j)
    kind = m.traits[:, 4]
    speech = _speech(m, i, j) * 4 + _first(m, i) * 2 + _first(m, j)
    roles = _role(m, i) * 3 + _role(m, j)
    return np.stack(
        [
            np.minimum(np.where(far < 5, far, np.where(far < 8, 5, np.where(far < 16, 6, 7))), 8),
            steps(np.maximum(i - j, 1)),
            (m.traits[i, 0] * TRAITS[0] + m.traits[j, 0]) * _WORDS + wording,
            _grammar(m, i, j),
            m.traits[i, 5] * TRAITS[5] + m.traits[j, 5],
            m.traits[i, 9] * TRAITS[9] + m.traits[j, 9],
            m.persons[i] * PERSONS + m.persons[j],
            kind[i] * (len(NAMES) + 1) + kind[j],
            speech,
            roles * 3 + np.minimum(far, 2),
            m.traits[i, 3] * _WORDS + wording,
            _rank(m, i, j, m.subjects | True) * PERSONS + m.persons[i],
            _rank(m, i, j, m.subjects) * PERSONS + m.persons[i],
            _before(m, j),
        ]
    )


def _agree(m: Mentions, person: int) -> Bools:
    """Tell of every mention whether a pronoun of this class may mean it by number, gender and kind."""
    gender, number, kind, other = m.traits[:, 9], m.traits[:, 5], m.traits[:, 4], m.persons
    human, body = kind == _HUMAN, kind == _BODY
    fits: Bools = np.ones(len(m.heads), dtype=np.bool_)
    if person in (4, 5):
        fits = ((gender == 0) | (gender == person - 3)) & (number != 2) & ((kind == 0) | human | (kind == _ROLE))
        fits &= (other == 0) | (other == person) | (other == 1) | (other == 10)
    elif person == 6:
        fits = (gender != 1) & (gender != 2) & (number != 2) & ~human & ((other == 0) | (other == 6) | (other == 8))
    elif person == 7:
        fits = ((number != 1) | body | (kind == _PEOPLE)) & np.isin(other, (0, 2, 7, 9))
    elif person in (1, 2, 3):
        fits = (other == person) | ((other == 0) & (human | body))
    return fits


def _rank(m: Mentions, i: Ints, j: Ints, among: Bools) -> Ints:
    """How many mentions (of those ``among``) that would fit pronoun i lie between j and i, 7 where j does not fit."""
    out = np.zeros(len(i), dtype=np.int64)
    for person in range(1, 8):
        at = m.persons[i] == person
        if not at.any():
            continue
        fits = _agree(m, person) & among
        count = np.concatenate([[0], np.cumsum(fits)])
        between = count[i[at]] - count[j[at] + 1]
        out[at] = np.where(fits[j[at]], np.minimum(between, _RANKS - 2), _RANKS - 1)
    return out


def _before(m: Mentions, j: Ints) -> Ints:
    """How often the head word of j was already said, to eight times."""
    seen: dict[str, int] = {}
    counts = []
    for phrase in m.words:
        counts.append(min(seen.get(phrase[0], 0), 8))
        seen[phrase[0]] = seen.get(phrase[0], 0) + 1
    out: Ints = np.array(counts, dtype=np.int64)[j]
    return out


def steps(back: Ints) -> Ints:
    """Bucket how many mentions lie between: exact to six, then by half doublings."""
    far = np.minimum(6 + np.floor(np.log2(back / 6) * 2), NEAR - 1)
    out: Ints = np.where(back <= 6, back - 1, far).astype(np.int64)
    return out


def _first(m: Mentions, at: Ints) -> Ints:
    out: Ints = ((m.persons[at] == 1) | (m.persons[at] == 2)).astype(np.int64)
    return out


def _role(m: Mentions, at: Ints) -> Ints:
    relation = m.traits[at, 2]
    out: Ints = np.where(relation == _SUBJECT, 0, np.where(relation == _OBJECT, 1, 2))
    return out


def _grammar(m: Mentions, i: Ints, j: Ints) -> Ints:
    """0 nothing, 1 the later inside the earlier, 2 the other way, 3 apposed or predicate, 4 arguments of one word,
    5 one governs the other."""
    out = np.zeros(len(i), dtype=np.int64)
    heads = m.heads
    out[m.governors[i] == m.governors[j]] = 4
    out[(m.governors[i] == heads[j]) | (m.governors[j] == heads[i])] = 5
    out[(m.first[i] <= heads[j]) & (heads[j] < m.last[i])] = 2
    out[(m.first[j] <= heads[i]) & (heads[i] < m.last[j])] = 1
    out[(m.apposed[i] == heads[j]) | (m.apposed[j] == heads[i])] = 3
    return out


def _speech(m: Mentions, i: Ints, j: Ints) -> Ints:
    """0 neither is quoted, 1 in the same content, 2 the earlier is whose words the later stands in, 3 the later alone
    is quoted, 4 the earlier alone, 5 the later is whose words the earlier stands in, 6 in two contents of one
    source by its words, 7 in two of different sources."""
    a, b = m.content[i], m.content[j]
    voices = {name: n for n, name in enumerate(dict.fromkeys(m.speakers)) if name}
    voice = np.array([*(voices.get(s, -2 - n) for n, s in enumerate(m.speakers)), -1], dtype=np.int64)
    out = np.where(voice[a] == voice[b], 6, 7)
    out[a == b] = 1
    out[(a >= 0) & (b < 0)] = 3
    out[(a < 0) & (b >= 0)] = 4
    out[(a >= 0) & (m.source[j] == a)] = 2
    out[(b >= 0) & (m.source[i] == b)] = 5
    out[(a < 0) & (b < 0)] = 0
    result: Ints = out.astype(np.int64)
    return result


def _wording(m: Mentions, i: Ints, j: Ints) -> Ints:
    """How much the words of two phrases agree: 0 nothing, 1 a word that heads neither, 2 the head of one stands in
    the other, 3 letters of the other's words, 4 the same head and other words on both sides, 5 the same head and
    more words in the later, 6 the same head and more in the earlier, 7 the same words, 8 a name that ends or
    begins the other."""
    heads = np.array(numbered([p[0] for p in m.words]), dtype=np.int64)
    counts = Counter(w for phrase in m.words for w in set(phrase))
    column = {w: n for n, w in enumerate(w for w, count in counts.items() if count > 1)}
    has = np.zeros((len(m.words), len(column) + 1), dtype=np.float32)
    for at, phrase in enumerate(m.words):
        has[at, [column[w] for w in phrase if w in column]] = 1
    place = np.array([column.get(p[0], len(column)) for p in m.words], dtype=np.int64)
    sizes = np.array([len(set(p)) for p in m.words])
    common = (has @ has.T)[i, j]
    same = heads[i] == heads[j]
    crossed = (has[i, place[j]] > 0) | (has[j, place[i]] > 0)
    out = np.where(common > 0, 1, 0)
    out[crossed] = 2
    letters = [_initials(p) for p in m.words]
    known = numbered([*letters, *(p[0].replace(".", "") for p in m.words)])
    short = np.array([n if len(w) > 1 else -1 for n, w in zip(known, letters, strict=False)], dtype=np.int64)
    plain = np.array(known[len(letters) :], dtype=np.int64)
    out[(short[i] == plain[j]) | (short[j] == plain[i])] = 3
    name = m.traits[:, 0] == 0
    out[crossed & ~same & name[i] & name[j]] = 8
    out[same] = 4
    out[same & (common == sizes[j])] = 5
    out[same & (common == sizes[i])] = 6
    out[same & (common == sizes[i]) & (common == sizes[j])] = 7
    result: Ints = out.astype(np.int64)
    return result


def numbered(words: Sequence[str]) -> list[int]:
    """Return one number for each different word."""
    known: dict[str, int] = {}
    return [known.setdefault(w, len(known)) for w in words]


def _initials(words: Sequence[str]) -> str:
    """Return the first letters of a name's words, its head last ("United" "Nations": un)."""
    return "".join(w[0] for w in (*words[1:], words[0]) if w)
