"""Two mentions of one happening, or of two: the signs, what they weigh, and what becomes of the mentions."""

from __future__ import annotations

import math

import pytest

from communique.fact.drafts import Draft, drafts_of
from communique.fact.parties import Parties
from communique.fact.same import chance, signs_of, weights
from communique.fact.tree import Tree
from communique.model import EventType
from tests.fact.cast import events, references
from tests.markup import mark

RAID = (
    "{person=army Army/PROPN/nsubj/2} attacked=attack/VERB/root/0 {person=rebels Rebels/PROPN/obj/2}"
    " in/ADP/case/5 {place=TOWN Town/PROPN/obl/2} ./PUNCT/punct/2"
)
IN_TURKU, IN_BERGEN = RAID.replace("TOWN", "turku"), RAID.replace("TOWN", "bergen")
ON = (
    "{person=army Army/PROPN/nsubj/2} attacked=attack/VERB/root/0 {person=rebels Rebels/PROPN/obj/2}"
    " {time=DAY Friday/PROPN/obl/2} ./PUNCT/punct/2"
)
MINERS = (
    "{person=kerr Kerr/PROPN/nsubj/2} attacked=attack/VERB/root/0 {person=miners Miners/PROPN/obj/2} ./PUNCT/punct/2"
)
STRIKE = "THE/DET/det/2 attack/NOUN/nsubj/3 began=begin/VERB/root/0 ./PUNCT/punct/3"
REST = "{person=voss Voss/PROPN/nsubj/2} slept=sleep/VERB/root/0 ./PUNCT/punct/2"


def pair(*lines: str, between: int = 0) -> dict[str, float]:
    """Return the signs of the first and the last event of a page."""
    marked = mark("\n".join(lines))
    parties = Parties.of(Tree.of(marked.reading), references(marked))
    found: tuple[Draft, ...] = drafts_of(parties)
    return signs_of(parties, found[0], found[-1], between)


@pytest.mark.parametrize(
    ("lines", "has", "lacks"),
    [
        ((IN_TURKU, IN_TURKU), {"lemma", "actors:same", "recipients:same", "same place", "far1"}, {"other place"}),
        ((IN_TURKU, IN_BERGEN), {"other place", "status:same", "opening"}, {"same place"}),
        ((IN_TURKU, MINERS), {"actors:others", "recipients:others"}, {"same place", "other place"}),
        ((ON.replace("DAY", "d20250506"), ON.replace("DAY", "d20250507")), {"other day"}, {"same day"}),
        ((ON.replace("DAY", "d20250506"), ON.replace("DAY", "d20250506")), {"same day"}, {"other day"}),
        ((IN_TURKU, IN_TURKU.replace("army", "x").replace("rebels", "army").replace("person=x", "person=rebels")),
         {"crossed"}, {"actors:same"}),
        ((IN_TURKU, STRIKE.replace("THE/", "the/")), {"definite", "class:VN", "actors:one"}, {"a", "another"}),
        ((IN_TURKU, STRIKE.replace("THE/", "another/")), {"another", "bare"}, {"definite"}),
        ((IN_TURKU, STRIKE.replace("THE/", "an/")), {"a"}, {"definite", "bare"}),
    ],
)  # fmt: skip
def test_signs_of_two_mentions(lines: tuple[str, ...], has: set[str], lacks: set[str]) -> None:
    found = set(pair(*lines))
    assert has <= found
    assert not lacks & found


def test_signs_tell_how_far_and_how_many_between() -> None:
    page = [IN_TURKU, *[REST] * 5, IN_BERGEN]
    found = pair(*page, between=9)
    assert {"far4-7", "between:4"} <= set(found)
    assert "far1" not in found


def test_two_signs_together_are_a_sign() -> None:
    found = pair(IN_TURKU, IN_TURKU)
    assert {"type:ASSAULT & lemma", "lemma & actors:same"} <= set(found)
    assert set(found.values()) == {1.0}


def test_a_chance_is_the_sum_of_weights_as_odds() -> None:
    table = {"bias": -1.0, "lemma": 3.0}
    assert chance({"bias": 1.0, "lemma": 1.0, "never seen": 1.0}, table) == pytest.approx(1 / (1 + math.exp(-2)))
    assert chance({}, table) == 0.5


def test_the_shipped_weights_think_as_readers_do() -> None:
    table = weights()
    here = chance(pair(REST, IN_TURKU, IN_TURKU), table)
    assert chance(pair(REST, IN_TURKU, IN_BERGEN), table) < here
    assert chance(pair(REST, IN_TURKU, MINERS), table) < here


def test_two_attacks_in_two_towns_are_two() -> None:
    there = IN_BERGEN.replace("rebels", "miners")
    found = events("\n".join((REST, IN_TURKU, there)), EventType.ASSAULT)
    assert [(e.where, e.recipients) for e in found] == [("turku", ("rebels",)), ("bergen", ("miners",))]


def test_headline_and_body_tell_of_one() -> None:
    page = "\n".join(("== headline", IN_TURKU, "== body", IN_TURKU))
    (event,) = events(page, EventType.ASSAULT)
    assert len(event.evidence) == 2
