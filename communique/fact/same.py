"""Do two mentions tell of one happening? Signs weighed by a table that was learned from coded texts.

A headline, the body and "the attack" later on tell of one attack; "a second attack" does not. Every sign is something a
reader can check (the same word, parties in common, days that cannot be one); ``WEIGHTS`` are log-odds, learned by
``training.deeds.same`` on texts in which coders numbered the happenings.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from communique.fact.drafts import Draft
from communique.fact.fits import dates_fit
from communique.fact.parties import Parties
from communique.fact.shades import plain
from communique.fact.tables import table_lines
from communique.model import Place, PlaceKind, Status

_HELD = frozenset({Status.HAPPENED, Status.ONGOING})
_AHEAD = frozenset({Status.PLANNED, Status.EXPECTED, Status.POSSIBLE, Status.DEMANDED, Status.CONDITIONAL})
_DEFINITE = frozenset("the this that these those such his her its their".split())
_OTHER = frozenset("another second third fourth other separate new further fresh latest next previous earlier".split())
_FAR = ((0, "far0"), (1, "far1"), (3, "far2-3"), (7, "far4-7"))


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each sign."""
    return MappingProxyType({name: float(w) for name, w in (line.split("\t") for line in table_lines("same.tsv"))})


def chance(signs: Mapping[str, float], table: Mapping[str, float]) -> float:
    """Return the chance that two mentions with these ``signs`` are one happening."""
    return 1 / (1 + math.exp(-sum(table.get(name, 0.0) * value for name, value in signs.items())))


def signs_of(parties: Parties, a: Draft, b: Draft, between: int) -> dict[str, float]:
    """Return the signs of two mentions of one type, ``a`` before ``b``; ``between`` others of the type lie between."""
    tree = parties.tree
    found = {"bias": 1.0, f"type:{a.type.value}": 1.0, f"between:{min(between, 4)}": 1.0}
    far = _sentences(parties, a, b)
    found[next((name for most, name in _FAR if far <= most), "far8")] = 1.0
    if tree.sentence(a.word).start == tree.reading.sentences[0].start:
        found["opening"] = 1.0
    found["lemma" if tree.lemma(a.word) == tree.lemma(b.word) else "other lemma"] = 1.0
    found[f"class:{a.trigger.row.tag}{b.trigger.row.tag}"] = 1.0
    for side, x, y in (("actors", a.actors, b.actors), ("recipients", a.recipients, b.recipients)):
        found[f"{side}:{_shared(parties, x, y)}"] = 1.0
    if set(a.actors) & set(b.recipients) or set(a.recipients) & set(b.actors):
        found["crossed"] = 1.0
    found |= _determined(parties, b)
    found[f"status:{_statuses(a, b)}"] = 1.0
    if a.when and b.when:
        found["same day" if dates_fit(a.when, b.when) else "other day"] = 1.0
    where = same_place(a, b)
    if where is not None:
        found["same place" if where else "other place"] = 1.0
    if b.word in tree.conjuncts(a.word):
        found["coordinated"] = 1.0
    if a.word in tree.up(b.word):
        found["under"] = 1.0
    if b.word in tree.up(a.word):
        found["over"] = 1.0
    found[f"mode:{_modes(a, b)}"] = 1.0
    return _crossed(found)


_CROSSED = (
    ("type", "lemma"), ("type", "actors"), ("type", "recipients"), ("actors", "recipients"), ("lemma", "actors"),
    ("lemma", "recipients"), ("class", "lemma"), ("type", "between"), ("lemma", "far"), ("class", "between"),
    ("class", "far"), ("type", "far"), ("type", "mode"), ("lemma", "mode"),
)  # fmt: skip
_SINGLE = ("definite", "a", "bare", "opening", "another")


def _crossed(found: dict[str, float]) -> dict[str, float]:
    """Add signs of two signs: the same word says more of an attack than of a criticism."""
    return found | dict.fromkeys(_pairs(tuple(found)), 1.0)


@lru_cache(4096)
def _pairs(found: tuple[str, ...]) -> tuple[str, ...]:
    """Return the signs of two of these signs; few sets of signs are different, so they are remembered."""
    family = {}
    for name in found:
        head = name.split(":")[0].rstrip("0123456789-")
        family["lemma" if name in {"lemma", "other lemma"} else head] = name
    pairs = [(family[x], family[y]) for x, y in _CROSSED if x in family and y in family]
    pairs += [(name, family[y]) for name in _SINGLE if name in found for y in ("lemma", "actors", "between", "type")]
    return tuple(f"{x} & {y}" for x, y in pairs)


def _modes(a: Draft, b: Draft) -> str:
    modes = {a.trigger.row.mode, b.trigger.row.mode}
    return (
        "one"
        if None in modes and len(modes) > 1
        else "none"
        if None in modes
        else "same"
        if len(modes) == 1
        else "other"
    )


def _sentences(parties: Parties, a: Draft, b: Draft) -> int:
    starts = [parties.sentence_number(d.word) for d in (a, b)]
    return abs(starts[1] - starts[0])


def _shared(parties: Parties, x: tuple[str, ...], y: tuple[str, ...]) -> str:
    """Compare who is on one side: nobody, known once, the same, in part, of one country, others."""
    if not x and not y:
        return "none"
    if not x or not y:
        return "one"
    if set(x) == set(y):
        return "same"
    if set(x) & set(y):
        return "part"
    lands = [{c for p in side if (c := parties.country(p))} for side in (x, y)]
    return "land" if lands[0] & lands[1] else "others"


def _determined(parties: Parties, b: Draft) -> dict[str, float]:
    tree = parties.tree
    forms = {tree.form(k) for k in tree.kids(b.word, "det", "nmod", "amod")}
    found = {}
    if b.trigger.row.tag == "N":
        found["definite" if forms & _DEFINITE else "a" if forms & {"a", "an"} else "bare"] = 1.0
    if forms & _OTHER:
        found["another"] = 1.0
    return found


def _statuses(a: Draft, b: Draft) -> str:
    if a.standing is None or b.standing is None:
        return "untold"
    pair = {plain(a.standing.status), plain(b.standing.status)}
    if len(pair) == 1:
        return "same"
    return "like" if pair <= _HELD or pair <= _AHEAD else "other"


def same_place(a: Draft, b: Draft) -> bool | None:
    """Tell whether two mentions can be in one place; None where one of them tells none but a country."""
    left, right = ([r.target for r in d.places if isinstance(r.target, Place)] for d in (a, b))
    left, right = ([p for p in side if p.kind is not PlaceKind.COUNTRY] for side in (left, right))
    if not left or not right:
        return None
    return any(x.id == y.id for x in left for y in right)
