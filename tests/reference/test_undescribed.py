"""Who runs for office and who is anybody, by the words around a name; what a body is by who works there."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from communique.model import Actor
from communique.reference.actors import read_actors
from communique.reference.atlas import Atlas
from tests.markup import read
from tests.reference.looking import coded, meant

END = "met=meet/VERB/root/0 ./PUNCT/punct/met"


@pytest.mark.parametrize(
    "notation",
    [
        "{person Holm/PROPN/nmod/3} 's/PART/case/1 supporters/NOUN/nsubj/met " + END,
        "The/DET/det/3 {person Holm/PROPN/compound/3} campaign/NOUN/nsubj/met " + END,
        "{person Holm/PROPN/nsubj/2} won=win/VERB/root/0 the/DET/det/4 primary/NOUN/obj/2 ./PUNCT/punct/2",
        "They/PRON/nsubj/2 endorsed=endorse/VERB/root/0 {person Holm/PROPN/obj/2} ./PUNCT/punct/2",
        "They/PRON/nsubj/2 voted=vote/VERB/root/0 for/ADP/case/4 {person Holm/PROPN/obl/2} ./PUNCT/punct/2",
        "{person Holm/PROPN/nmod/4} 's/PART/case/1 running/NOUN/compound/4 mate/NOUN/nsubj/met " + END,
    ],
)
def test_whoever_has_voters_is_of_a_party(notation: str) -> None:
    assert coded(meant(notation)["Holm"])[2] == "PTY"


@pytest.mark.parametrize(
    "notation",
    [
        "{person Holm/PROPN/nsubj/2} won=win/VERB/root/0 the/DET/det/4 match/NOUN/obj/2 ./PUNCT/punct/2",
        "They/PRON/nsubj/2 nominated=nominate/VERB/root/0 {person Holm/PROPN/obj/2} ./PUNCT/punct/2",
    ],
)
def test_a_match_or_a_nomination_to_a_court_is_no_campaign(notation: str) -> None:
    assert coded(meant(notation)["Holm"])[2] is None


def test_a_trader_with_one_sign_of_a_campaign_stays_a_trader() -> None:
    one = (
        "billionaire/NOUN/compound/2 {person Ada/PROPN/nmod/4 Voss/PROPN/flat/2} 's/PART/case/2 rally/NOUN/nsubj/met "
        + END
    )
    assert coded(meant(one)["Ada Voss"])[2] == "BUS"
    two = one + "\nThey/PRON/nsubj/2 endorsed=endorse/VERB/root/0 {person Voss/PROPN/obj/2} ./PUNCT/punct/2"
    assert coded(meant(two)["Ada Voss"])[2] == "PTY"


@pytest.mark.parametrize(
    ("notation", "sector"),
    [
        ("{person Ada/PROPN/nsubj/met Voss/PROPN/flat/1} ,/PUNCT/punct/4 54/NUM/appos/1 ,/PUNCT/punct/1 " + END, "CVL"),
        (
            "{person Ada/PROPN/nsubj/met Voss/PROPN/flat/1} ,/PUNCT/punct/4 2014/NUM/appos/1 ,/PUNCT/punct/1 " + END,
            None,
        ),
    ],
)
def test_somebody_with_nothing_but_an_age_is_anybody(notation: str, sector: str | None) -> None:
    assert coded(meant(notation)["Ada Voss"])[2] == sector


@pytest.mark.parametrize(
    ("noun", "sector"),
    [("chief/ADJ/amod/5 executive/NOUN/appos/1", "BUS"), ("deputy/ADJ/amod/5 editor/NOUN/appos/1", "JRN"), ("senior/ADJ/amod/5 employee/NOUN/appos/1", None)],
)  # fmt: skip
def test_who_works_there_tells_what_a_body_is(noun: str, sector: str | None) -> None:
    notation = f"{{person Ada/PROPN/nsubj/met Voss/PROPN/flat/1}} ,/PUNCT/punct/5 {noun} of/ADP/case/7 {{organisation Tarkin/PROPN/nmod/5}} ,/PUNCT/punct/1 {END}"
    assert coded(meant(notation)["Tarkin"])[2] == sector


def test_a_short_name_is_of_the_sector_of_the_longer_one() -> None:
    first = "{organisation Tarkin/PROPN/nsubj/2} spoke=speak/VERB/root/0 ./PUNCT/punct/2\n"
    notation = first + "{organisation Tarkin/PROPN/compound/2 Electronics/PROPN/nsubj/met} " + END
    assert coded(meant(notation)["Tarkin"])[2] == "BUS"


PARTY = "Two/NUM/nummod/2 parties=party/NOUN/nsubj/met met=meet/VERB/root/0 ./PUNCT/punct/met\nThe/DET/det/2 candidate/NOUN/nsubj/3 left=leave/VERB/root/0 ./PUNCT/punct/3\nSome/DET/det/3 delegates=delegate/NOUN/nsubj/4 agreed=agree/VERB/root/0 ./PUNCT/punct/4"


def test_delegates_on_a_page_about_parties_are_theirs() -> None:
    alone = PARTY.split("\n")[2].replace("/3", "/2").replace("/4", "/3")
    assert coded(meant(PARTY.replace("nsubj/4", "nsubj/3").replace("punct/4", "punct/3").replace("det/3", "det/2"))["Some delegates"])[2] == "PTY"  # fmt: skip
    assert coded(meant(alone)["Some delegates"])[2] is None


@pytest.mark.parametrize(
    ("notation", "sector"),
    [
        ("{person Ada/PROPN/nsubj/5 Voss/PROPN/flat/1} ,/PUNCT/punct/5 who/PRON/nsubj/5 chaired=chair/VERB/acl/1 {organisation DNC/PROPN/obj/5} ,/PUNCT/punct/1 left=leave/VERB/root/0 ./PUNCT/punct/8", "PTY"),
        ("{person Ada/PROPN/nsubj/3 Voss/PROPN/flat/1} heads=head/VERB/root/0 {organisation Tarkin/PROPN/compound/5 Motors/PROPN/obj/3} ./PUNCT/punct/3", "BUS"),
        ("{person Ada/PROPN/nsubj/3 Voss/PROPN/flat/1} works=work/VERB/root/0 for/ADP/case/6 {organisation Tarkin/PROPN/compound/6 Motors/PROPN/obl/3} ./PUNCT/punct/3", "BUS"),
        ("{person Ada/PROPN/nsubj/3 Voss/PROPN/flat/1} works=work/VERB/root/0 against/ADP/case/6 {organisation Tarkin/PROPN/compound/6 Motors/PROPN/obl/3} ./PUNCT/punct/3", None),
        ("{person Ada/PROPN/nsubj/3 Voss/PROPN/flat/1} visited=visit/VERB/root/0 {organisation Tarkin/PROPN/compound/5 Motors/PROPN/obj/3} ./PUNCT/punct/3", None),
    ],
)  # fmt: skip
def test_who_heads_a_body_or_works_for_it_is_of_its_sector(notation: str, sector: str | None) -> None:
    assert coded(meant(notation)["Ada Voss"])[2] == sector


@pytest.mark.parametrize(("verb", "sector"), [("identified=identify", "CRM"), ("described=describe", None)])
def test_a_suspect_is_one_by_name_too(verb: str, sector: str | None) -> None:
    notation = f"Two/NUM/nummod/2 suspects=suspect/NOUN/nsubj/4 were=be/AUX/aux/4 {verb}/VERB/root/0 as/ADP/case/6 {{person Ada/PROPN/obl/4 Voss/PROPN/flat/6}} ./PUNCT/punct/4"
    assert coded(meant(notation)["Ada Voss"])[2] == sector


_END = "./PUNCT/punct/met"


@pytest.mark.parametrize(
    ("notation", "sector"),
    [
        (
            "He/PRON/nsubj/met met=meet/VERB/root/0 the/DET/det/Norwegians {nationality Norwegians/PROPN/obj/met} "
            + _END,
            "GOV",
        ),
        (
            "Talks=talk/NOUN/nsubj/met between/ADP/case/Swedes the/DET/det/Swedes {nationality Swedes/PROPN/nmod/Talks} "
            "and/CCONJ/cc/Norwegians the/DET/det/Norwegians {nationality Norwegians/PROPN/conj/Swedes} "
            "met=end/VERB/root/0 " + _END,
            "GOV",
        ),
        ("{nationality Norwegians/PROPN/nsubj/met} met=meet/VERB/root/0 friends=friend/NOUN/obj/met " + _END, "CVL"),
        (
            "The/DET/det/Norwegians {nationality Norwegians/PROPN/nsubj/sang} sang=sing/VERB/root/0 ./PUNCT/punct/sang",
            "CVL",
        ),
    ],
)
def test_a_people_at_the_table_is_its_government(notation: str, sector: str) -> None:
    assert coded(meant(notation)["Norwegians"])[2] == sector


def test_a_side_of_a_game_is_no_government() -> None:
    line = (
        "A/DET/det/side side/NOUN/nsubj/met from/ADP/case/Norway {place Norway/PROPN/nmod/side} met=lose/VERB/root/0 "
        + _END
    )
    reading = read(line)
    sectors = []
    for sport in (False, True):
        found = read_actors(reading, Atlas.load(), lambda mention: False, sport=sport)
        sectors += [
            r.target.sector for r in found if isinstance(r.target, Actor) and r.target.name.endswith("side from Norway")
        ]
    assert sectors == ["GOV", None]
