"""Who runs for office and who is anybody, by the words around a name; what a body is by who works there."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

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
