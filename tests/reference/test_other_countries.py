"""Rules made for one country's news, held against pages about another: plain sentences, read by the whole reader."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.tasks.texts import article_of
from communique.model import Actor, Place
from communique.reading.reader import DEFAULT, Reader
from communique.reference.atlas import Atlas
from communique.reference.refer import refer


@cache
def reader() -> Reader:
    return Reader(DEFAULT, threads=1)


@cache
def atlas() -> Atlas:
    return Atlas.load()


def meant(text: str) -> list[tuple[str, Actor | Place]]:
    """Return what each mention means, with its words, in the order of the text; open ones are left out."""
    found = refer(reader().read(article_of("page", text)), atlas())
    return [(r.mention.span.of(text), r.target) for r in found if isinstance(r.target, Actor | Place)]


def codes(text: str, words: str) -> set[tuple[str | None, str | None]]:
    return {(t.country, t.sector) for said, t in meant(text) if said == words and isinstance(t, Actor)}


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Army Col. Musa Bello said three soldiers died in Maiduguri, Nigeria.", "Musa Bello", {(None, "MIL")}),
        (
            "Floods hit Lagos, Nigeria. Gov. Musa Bello said Nigeria needed help. The United States sent aid.",
            "Musa Bello",
            {(None, "GOV")},
        ),
        (
            "Scotland's Parliament met. The EU watched. The Parliament passed the bill, Edinburgh said.",
            "Parliament",
            {("GBR", "LEG")},
        ),
        (
            "The gulf between Washington and Tehran widened over the nuclear deal.",
            "Tehran",
            {("IRN", "GOV")},
        ),
        ("Taylor Holm's rally car crashed.", "Taylor Holm", {(None, None)}),
        ("The attackers named as Ada Voss their target.", "Ada Voss", {(None, None)}),
        (
            "Judge: Did you see it? Ada Voss: Yes. Bob Holm: Did you? Bob Holm: Really? Ada Voss: Yes.",
            "Bob Holm",
            {(None, None)},
        ),
        ("The Germans agreed that beer is good.", "Germans", {("DEU", "CVL")}),
        ("The Israelis and the Palestinians signed the accord.", "Palestinians", {("PSE", "GOV")}),
    ],
)
def test_a_rule_of_one_country_does_not_reach_into_another(
    text: str, words: str, expected: set[tuple[str | None, str | None]]
) -> None:
    assert codes(text, words) == expected


def test_a_railway_station_is_no_broadcaster() -> None:
    text = "The New York Times reported it. Troops fired at the railway station. The station burned for hours."
    assert [said for said, target in meant(text) if target.name == "New York Times"] == ["New York Times"]


def test_no_minister_is_british_where_another_country_is_named_as_often() -> None:
    text = "The Foreign Secretary of Ghana met the Prime Minister in Accra. The United Kingdom sent aid."
    assert {said for said, target in meant(text) if target.country == "GBR"} == {"United Kingdom"}


def test_an_unknown_place_lies_in_no_town_of_a_page_that_names_another_country() -> None:
    text = "He was born in Leeds, grew up in Bradford and died in Qarzabad fighting for the Taliban in Afghanistan."
    assert "Qarzabad" not in {said for said, _ in meant(text)}


def test_several_powers_are_not_of_the_country_the_page_is_about() -> None:
    text = "Iran spoke. Iran waited. Iran refused. Iran, Iran and Iran again. Powers told Iran to wait. Voters cheered."
    assert {said: target.country for said, target in meant(text) if said in ("Powers", "Voters")} == {
        "Powers": None,
        "Voters": "IRN",
    }


@pytest.mark.parametrize("text", ["", " \n ", "\n"])
def test_a_page_without_words_has_no_references(text: str) -> None:
    assert meant(text) == []


def test_states_named_as_parties_do_not_draw_a_town_home() -> None:
    text = (
        "Iran, Russia and the United States met in Geneva. Iran agreed. The United States and Russia waited in Geneva."
    )
    assert {target.country for said, target in meant(text) if said == "Geneva"} == {"CHE"}
