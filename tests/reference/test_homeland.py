"""The country a page is about, and who of those without a country is of it."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from tests.reference.looking import coded, meant

NORWAY = """
{place Norway/PROPN/nsubj/2} said=say/VERB/root/0 no/DET/obj/2 ./PUNCT/punct/2
{place Norway/PROPN/nsubj/2} waited=wait/VERB/root/0 ./PUNCT/punct/2
{nationality Norwegian/ADJ/amod/2} courts=court/NOUN/nsubj/3 met=meet/VERB/root/0 ./PUNCT/punct/3
In/ADP/case/2 {place Oslo/PROPN/obl/5} the/DET/det/4 {nationality Norwegians=norwegian/PROPN/nsubj/5} waited=wait/VERB/root/0 ./PUNCT/punct/5
{place Norway/PROPN/nsubj/2} agreed=agree/VERB/root/0 ./PUNCT/punct/2
"""
CHILE = """
{place Chile/PROPN/nsubj/2} said=say/VERB/root/0 no/DET/obj/2 ./PUNCT/punct/2
{place Chile/PROPN/nsubj/2} waited=wait/VERB/root/0 ./PUNCT/punct/2
{nationality Chilean/ADJ/amod/2} courts=court/NOUN/nsubj/3 met=meet/VERB/root/0 ./PUNCT/punct/3
The/DET/det/2 {nationality Chileans=chilean/PROPN/nsubj/3} agreed=agree/VERB/root/0 ./PUNCT/punct/3
"""
VOTERS = "Many/ADJ/amod/2 voters=voter/NOUN/nsubj/3 agreed=agree/VERB/root/0 ./PUNCT/punct/3\n"


def test_those_without_a_country_are_of_the_one_a_page_is_clearly_about() -> None:
    assert coded(meant(NORWAY + VOTERS)["Many voters"]) == ("Many voters", "NOR", "CVL")


@pytest.mark.parametrize("page", ["", NORWAY.strip().split("\n")[0] + "\n", NORWAY + CHILE])
def test_where_no_country_clearly_stands_out_theirs_stays_open(page: str) -> None:
    assert coded(meant(page + VOTERS)["Many voters"])[1] is None


@pytest.mark.parametrize("word", ["foreign", "other", "European"])
def test_whom_the_phrase_places_elsewhere_has_not_the_country_of_the_page(word: str) -> None:
    line = f"Many/ADJ/amod/3 {word}/ADJ/amod/3 voters=voter/NOUN/nsubj/4 agreed=agree/VERB/root/0 ./PUNCT/punct/4\n"
    assert coded(meant(NORWAY + line)[f"Many {word} voters"])[1] is None


def test_a_named_person_takes_the_country_of_the_page_but_a_known_office_holder_of_another_does_not() -> None:
    line = "{{person {}}} smiled=smile/VERB/root/0 ./PUNCT/punct/3\n"
    ours = meant(NORWAY + line.format("Ada/PROPN/nsubj/3 Voss/PROPN/flat/1"))["Ada Voss"]
    other = meant(NORWAY + line.format("Emmanuel/PROPN/nsubj/3 Macron/PROPN/flat/1"))["Emmanuel Macron"]
    assert coded(ours)[1] == "NOR"
    assert coded(other)[1] != "NOR"


def test_refugees_and_armed_groups_may_be_from_anywhere() -> None:
    line = "Many/ADJ/amod/2 {}/NOUN/nsubj/3 agreed=agree/VERB/root/0 ./PUNCT/punct/3\n"
    assert coded(meant(NORWAY + line.format("refugees=refugee"))["Many refugees"])[1] is None
    assert coded(meant(NORWAY + line.format("rebels=rebel"))["Many rebels"])[1] is None


def test_administration_officials_are_american_where_america_is_among_the_first() -> None:
    line = "Administration/PROPN/compound/2 officials=official/NOUN/nsubj/3 agreed=agree/VERB/root/0 ./PUNCT/punct/3\n"
    american = (
        "{place Chile/PROPN/nsubj/2} met=meet/VERB/root/0 the/DET/det/4 {place U.S./PROPN/obj/2} ./PUNCT/punct/2\n"
    )
    assert coded(meant(american + line)["Administration officials"])[1:] == ("USA", "GOV")
    assert coded(meant(line)["Administration officials"])[1] is None


def test_an_officer_is_of_the_one_country_whose_forces_the_page_names() -> None:
    line = "{nationality Chilean/ADJ/amod/2} troops=troop/NOUN/nsubj/3 came=come/VERB/root/0 ./PUNCT/punct/3\n"
    officer = (
        "Commander/NOUN/nmod/2 {person Ada/PROPN/nsubj/4 Voss/PROPN/flat/2} waited=wait/VERB/root/0 ./PUNCT/punct/4\n"
    )
    assert coded(meant(NORWAY + line + officer)["Ada Voss"]) == ("Ada Voss", "CHL", "MIL")


def test_a_body_of_a_country_has_the_sector_of_its_noun() -> None:
    line = "The/DET/det/4 {organisation Harbour/PROPN/compound/4 Security/PROPN/compound/4 Committee/PROPN/nsubj/5} met=meet/VERB/root/0 ./PUNCT/punct/5\n"
    assert coded(meant(NORWAY + line)["Harbour Security Committee"])[1:] == ("NOR", "GOV")
    assert coded(meant(line)["Harbour Security Committee"])[1:] == (None, None)


def test_where_a_report_was_written_counts_more_than_a_name_in_passing() -> None:
    chile = CHILE.strip().split("\n")[0] + "\n"
    page = NORWAY + "== dateline\nSANTIAGO, March 4 —\n== body\n" + chile + VOTERS
    assert coded(meant(NORWAY + chile + VOTERS)["Many voters"])[1] == "NOR"
    assert coded(meant(page)["Many voters"])[1] is None
