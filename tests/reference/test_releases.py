"""Ministers in the releases of their own government: whose they are when nobody says so."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from communique.reference import releases
from tests.reference.looking import coded, meant

THEME = "{person Minister/PROPN/nsubj/met for/ADP/flat/6 the/PROPN/flat/5 Middle/PROPN/flat/5 East/PROPN/flat/6 Ada/PROPN/nsubj/met Voss/PROPN/flat/6} met=meet/VERB/root/0 envoys/NOUN/obj/met ./PUNCT/punct/met\n"
IRAQ = "{nationality Iraqi/ADJ/amod/2} courts=court/NOUN/nsubj/3 met=meet/VERB/root/0 in/ADP/case/5 {place Iraq/PROPN/obl/3} ./PUNCT/punct/3\n"


def _named(country: str) -> str:
    return f"{{place {country}/PROPN/nsubj/2}} agreed=agree/VERB/root/0 ./PUNCT/punct/2\n"


@pytest.mark.parametrize(
    ("rest", "country"),
    [
        (IRAQ * 2 + _named("Norway"), "NOR"),
        (IRAQ * 2, None),
        (_named("Norway") + _named("Chile") + IRAQ, None),
        (_named("Norway") * 2 + _named("Chile") + IRAQ, "NOR"),
    ],
)
def test_an_office_for_a_part_of_the_world_is_of_a_country_outside(rest: str, country: str | None) -> None:
    assert coded(meant(THEME + rest)["Minister for the Middle East Ada Voss"]) == ("Ada Voss", country, "GOV")


BARE = "The/DET/det/3 Prime/PROPN/compound/3 Minister/PROPN/nsubj/met met=meet/VERB/root/0 the/DET/det/7 {title}/PROPN/compound/7 Secretary/PROPN/obj/met ./PUNCT/punct/met\n"


@pytest.mark.parametrize(
    ("title", "others", "country"),
    [("Home", ["Britain"], "GBR"), ("Home", ["Britain", "India"], None), ("Home", ["Norway"], None), ("Party", ["Britain"], None)],
)  # fmt: skip
def test_a_home_secretary_is_british_where_the_page_names_britain(
    title: str, others: list[str], country: str | None
) -> None:
    page = BARE.replace("{title}", title) + "".join(map(_named, others))
    assert coded(meant(page)["The Prime Minister"])[1] == country


def test_parts_of_the_world_have_their_countries() -> None:
    assert "IRQ" in releases.part("the Middle East")
    assert "JPN" in releases.part("Asia")
    assert releases.part("trade") == frozenset()
    assert releases.sender({"GBR": 1}, frozenset()) is None
