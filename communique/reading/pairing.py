"""Two mentions side by side: what grammar and wording show of whether they may mean the same.

Every feature is a class; a table of learned vectors, one for each class, turns it into numbers (see ``links``).
Training and runtime share this file.
"""

from __future__ import annotations

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
    ones_i, ones_j = _alone(m)
    out: Ints = ones_i.take(i, axis=1)
    out += ones_j.take(j, axis=1)
    far = m.sentences.take(i) - m.sentences.take(j)
    wording = _wording(m, i, j)
    mentions, subjects = _ranks(m, i, j)
    out[0] = np.minimum(np.where(far < 5, far, np.where(far < 8, 5, np.where(far < 16, 6, 7))), 8)
    out[1] = steps(np.maximum(i - j, 1))
    out[2] += wording
    out[3] = _grammar(m, i, j)
    out[8] += _speech(m, i, j) * 4
    out[9] += np.minimum(far, 2)
    out[10] += wording
    out[11] += mentions * PERSONS
    out[12] += subjects * PERSONS
    return out


def _alone(m: Mentions) -> tuple[Ints, Ints]:
    """Return what each of the m mentions adds by itself to the classes of its pairs (len(PAIRS), m): as the later of
    the two, and as the earlier."""
    traits = m.traits.T
    first = (m.persons == 1) | (m.persons == 2)
    role = np.where(traits[2] == _SUBJECT, 0, np.where(traits[2] == _OBJECT, 1, 2))
    later, earlier = np.zeros((2, len(PAIRS), len(m.heads)), dtype=np.int64)
    later[2], earlier[2] = traits[0] * TRAITS[0] * _WORDS, traits[0] * _WORDS
    later[4], earlier[4] = traits[5] * TRAITS[5], traits[5]
    later[5], earlier[5] = traits[9] * TRAITS[9], traits[9]
    later[6], earlier[6] = m.persons * PERSONS, m.persons
    later[7], earlier[7] = traits[4] * (len(NAMES) + 1), traits[4]
    later[8], earlier[8] = first * 2, first
    later[9], earlier[9] = role * 9, role * 3
    later[10] = traits[3] * _WORDS
    later[11] = later[12] = m.persons
    earlier[13] = _before(m)
    return later, earlier


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
        fits = ((number != 1) | body | (kind == _PEOPLE)) & ((other == 0) | (other == 2) | (other == 7) | (other == 9))
    elif person in (1, 2, 3):
        fits = (other == person) | ((other == 0) & (human | body))
    return fits


def _ranks(m: Mentions, i: Ints, j: Ints) -> tuple[Ints, Ints]:
    """How many mentions, and how many subjects, that would fit pronoun i lie between j and i, 7 where j is none."""
    out = np.zeros((2, len(i)), dtype=np.int64)
    persons = m.persons[i]
    for person in range(1, 8):
        at = np.flatnonzero(persons == person)
        if not at.size:
            continue
        fits = _agree(m, person)
        later, earlier = i[at], j[at]
        for rank, among in zip(out, (fits, fits & m.subjects), strict=True):
            count = np.concatenate([[0], np.cumsum(among)])
            between = count[later] - count[earlier + 1]
            rank[at] = np.where(among[earlier], np.minimum(between, _RANKS - 2), _RANKS - 1)
    return out[0], out[1]


def _before(m: Mentions) -> list[int]:
    """How often the head word of each mention was already said, to eight times."""
    seen: dict[str, int] = {}
    counts = []
    for phrase in m.words:
        count = seen.get(phrase[0], 0)
        counts.append(min(count, 8))
        seen[phrase[0]] = count + 1
    return counts


def steps(back: Ints) -> Ints:
    """Bucket how many mentions lie between: exact to six, then by half doublings."""
    far = np.minimum(6 + np.floor(np.log2(back / 6) * 2), NEAR - 1)
    out: Ints = np.where(back <= 6, back - 1, far).astype(np.int64)
    return out


def _grammar(m: Mentions, i: Ints, j: Ints) -> Ints:
    """0 nothing, 1 the later inside the earlier, 2 the other way, 3 apposed or predicate, 4 arguments of one word,
    5 one governs the other."""
    out = np.zeros(len(i), dtype=np.int64)
    later, earlier = m.heads.take(i), m.heads.take(j)
    governors = m.governors.take(i), m.governors.take(j)
    out[governors[0] == governors[1]] = 4
    out[(governors[0] == earlier) | (governors[1] == later)] = 5
    out[(m.first.take(i) <= earlier) & (earlier < m.last.take(i))] = 2
    out[(m.first.take(j) <= later) & (later < m.last.take(j))] = 1
    out[(m.apposed.take(i) == earlier) | (m.apposed.take(j) == later)] = 3
    return out


def _speech(m: Mentions, i: Ints, j: Ints) -> Ints:
    """0 neither is quoted, 1 in the same content, 2 the earlier is whose words the later stands in, 3 the later alone
    is quoted, 4 the earlier alone, 5 the later is whose words the earlier stands in, 6 in two contents of one
    source by its words, 7 in two of different sources."""
    a, b = m.content.take(i), m.content.take(j)
    voices = {name: n for n, name in enumerate(dict.fromkeys(m.speakers)) if name}
    voice = np.array([*(voices.get(s, -2 - n) for n, s in enumerate(m.speakers)), -1], dtype=np.int64)
    out = np.where(voice[a] == voice[b], 6, 7)
    out[a == b] = 1
    out[(a >= 0) & (b < 0)] = 3
    out[(a < 0) & (b >= 0)] = 4
    out[(a >= 0) & (m.source.take(j) == a)] = 2
    out[(b >= 0) & (m.source.take(i) == b)] = 5
    out[(a < 0) & (b < 0)] = 0
    result: Ints = out.astype(np.int64)
    return result


def _wording(m: Mentions, i: Ints, j: Ints) -> Ints:
    """How much the words of two phrases agree: 0 nothing, 1 a word that heads neither, 2 the head of one stands in
    the other, 3 letters of the other's words, 4 the same head and other words on both sides, 5 the same head and
    more words in the later, 6 the same head and more in the earlier, 7 the same words, 8 a name that ends or
    begins the other."""
    sizes, heads, has = _vocabulary(m.words)
    alone = has.shape[1] - 1
    common = _cells(has @ has.T, i, j)
    later, earlier = heads.take(i), heads.take(j)
    same = (later == earlier) & (later != alone)
    crossed = (_cells(has, i, earlier) > 0) | (_cells(has, j, later) > 0)
    out = np.where(common > 0, 1, 0)
    out[crossed] = 2
    short, plain = _abbreviations(m.words)
    out[(short.take(i) == plain.take(j)) | (short.take(j) == plain.take(i))] = 3
    name = m.traits[:, 0] == 0
    out[crossed & ~same & name.take(i) & name.take(j)] = 8
    out[same] = 4
    all_later, all_earlier = same & (common == sizes.take(i)), same & (common == sizes.take(j))
    out[all_earlier] = 5
    out[all_later] = 6
    out[all_later & all_earlier] = 7
    result: Ints = out.astype(np.int64)
    return result


def _vocabulary(phrases: Sequence[Sequence[str]]) -> tuple[Ints, Ints, NDArray[np.float32]]:
    """Return of m phrases how many different words each has (m,), the column of its first, its head (m,), and a table
    (m, columns) with 1 for every word of it that another phrase has too. Words of one phrase alone share the last
    column, all 0."""
    number = np.array(numbered([w for phrase in phrases for w in phrase]), dtype=np.int64)
    lengths = np.array([len(phrase) for phrase in phrases])
    owner = np.repeat(np.arange(len(phrases)), lengths)
    known = int(number.max()) + 1
    once = np.unique(owner * known + number)
    shared = np.bincount(once % known) > 1
    last = int(shared.sum())
    column = np.where(shared, np.cumsum(shared) - 1, last)[number]
    has = np.zeros((len(phrases), last + 1), dtype=np.float32)
    has[owner, column] = 1
    has[:, last] = 0
    return np.bincount(once // known), column[np.cumsum(lengths) - lengths], has


def _abbreviations(phrases: Sequence[Sequence[str]]) -> tuple[Ints, Ints]:
    """Return of m phrases the number of the head word their initials spell, -1 for none, and the number of their own
    head word without its stops."""
    heads = [phrase[0].replace(".", "") for phrase in phrases]
    plain = numbered(heads)
    known = dict(zip(heads, plain, strict=True))
    initials = [_initials(phrase) for phrase in phrases]
    short = [known.get(letters, -1) if len(letters) > 1 else -1 for letters in initials]
    return np.array(short, dtype=np.int64), np.array(plain, dtype=np.int64)


def _cells(table: NDArray[np.float32], rows: Ints, columns: Ints) -> NDArray[np.float32]:
    """Return the numbers of a table at these rows and columns."""
    found: NDArray[np.float32] = table.ravel().take(rows * table.shape[1] + columns)
    return found


def numbered(words: Sequence[str]) -> list[int]:
    """Return one number for each different word."""
    known: dict[str, int] = {}
    return [known.setdefault(w, len(known)) for w in words]


def _initials(words: Sequence[str]) -> str:
    """Return the first letters of a name's words, its head last ("United" "Nations": un)."""
    return "".join([w[:1] for w in (*words[1:], words[0])])
