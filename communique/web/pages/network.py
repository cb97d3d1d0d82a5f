"""Who met whom, or had to do with whom otherwise: parties as points, what they share as lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.model import EventType, Happening
from communique.web.drawings.kinds import KINDS, STANDINGS, Kind, Standing
from communique.web.drawings.network import Member, Network, Tie, network
from communique.web.pages.choice import Choice, Field, choice_of, chosen, fields_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.rows import Name, name_of
from communique.web.view import View

TABLE = 100
"""Pairs in the table at most: those with most happenings."""
AT_ONCE = 30
"""Parties of one happening that are paired with one another: of a summit of two hundred the first thirty named."""
_TOGETHER = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
"""Types done with one another: all who take part are paired. Of the others ("Norvia threatened Estmark") each who acts
is paired with each it is done to."""
_FIELDS = ("issue", "place", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """Two parties, how many happenings they share, how many of these took place."""

    id: str
    left: Name
    right: Name
    count: int
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkPage:
    """``kind`` is the sort of happening shown; ``kinds`` those there are, with how many happenings. ``not_done``: how
    many were denied or called off and so make no line."""

    drawing: Network | None
    kind: str
    kinds: tuple[str, ...]
    pairs: tuple[PairRow, ...]
    pairs_left_out: int
    not_done: int
    choice: Choice
    fields: tuple[Field, ...]


def make(view: View, asked: Asked) -> NetworkPage:
    """Return the network of one sort of happening: of meetings, unless another is asked for ("all": of every sort)."""
    given = asked.one("kind") or Kind.MEETING.value
    kind = given if given == "all" or given in {each.value for each in Kind} else Kind.MEETING.value
    choice = choice_of(Asked(filters=tuple(pair for pair in asked.filters if pair[0] != "kind")))
    found = chosen(view, choice)
    of_kind = [one for one in found if kind in {"all", KINDS[one.type].value}]
    struck = [one for one in of_kind if STANDINGS[one.status] is Standing.STRUCK]
    ties = _ties([one for one in of_kind if STANDINGS[one.status] is not Standing.STRUCK], view.once(_pairs))
    weights: Counter[str] = Counter()
    for tie in ties:
        weights.update({tie.left: tie.count, tie.right: tie.count})
    members = [Member(id=key, name=name_of(view, key).name, weight=weight) for key, weight in weights.items()]
    return NetworkPage(
        drawing=network(members, ties) if ties else None,
        kind=kind,
        kinds=("all", *(each.value for each in Kind)),
        pairs=tuple(_row(view, tie) for tie in ties[:TABLE]),
        pairs_left_out=len(ties[TABLE:]),
        not_done=len(struck),
        choice=choice,
        fields=fields_of(view, choice, _FIELDS),
    )


def pairs_in(happening: Happening) -> set[tuple[str, str]]:
    """Return the pairs of parties (ids, smaller first) that a happening ties."""
    actors, others = happening.actors[:AT_ONCE], happening.recipients[:AT_ONCE]
    if happening.type in _TOGETHER:
        pairs = combinations(dict.fromkeys((*actors, *others)), 2)
        return {(min(a, b), max(a, b)) for a, b in pairs}
    return {(min(a, b), max(a, b)) for a in actors for b in others if a != b}


def pair_id(left: str, right: str) -> str:
    """Return the id of the page of two parties."""
    return f"{left}~{right}"


def _pairs(view: View) -> dict[str, set[tuple[str, str]]]:
    """Return the pairs each happening (id) ties."""
    return {one.id: pairs_in(one) for one in view.dossier.happenings}


def _ties(happenings: Sequence[Happening], pairs: dict[str, set[tuple[str, str]]]) -> list[Tie]:
    """Return the ties, those with most happenings first."""
    counts: Counter[tuple[str, str]] = Counter()
    done: dict[tuple[str, str], int] = defaultdict(int)
    for one in happenings:
        took_place = STANDINGS[one.status] is Standing.SOLID
        for pair in pairs[one.id]:
            counts[pair] += 1
            done[pair] += took_place
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Tie(left=left, right=right, count=count, done=done[left, right]) for (left, right), count in ranked]


def _row(view: View, tie: Tie) -> PairRow:
    return PairRow(
        id=pair_id(tie.left, tie.right),
        left=name_of(view, tie.left),
        right=name_of(view, tie.right),
        count=tie.count,
        done=tie.done,
    )


PAGE = PageKind(name="network", path="/network", make=make, in_menu=True, sheets=("drawings.css",))
