"""Titles inside a marked name, ranks of the American forces, offices that come in pairs."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from tests.reference.looking import coded, meant

END = "met=meet/VERB/root/0 ./PUNCT/punct/met"


@pytest.mark.parametrize(
    ("marked", "code"),
    [
        ("{person FBI/PROPN/compound/2 Director/PROPN/compound/3 Ada/PROPN/nsubj/met Voss/PROPN/flat/3}", ("Ada Voss", "USA", "COP")),
        ("{person Harbour/PROPN/compound/2 Committee/PROPN/compound/3 Chairman/PROPN/compound/4 Ada/PROPN/nsubj/met Voss/PROPN/flat/4}", ("Ada Voss", None, "LEG")),
        ("{person Navy/PROPN/compound/3 Petty/ADJ/amod/3 Officer/PROPN/compound/4 Ada/PROPN/nsubj/met Voss/PROPN/flat/4}", ("Ada Voss", "USA", "MIL")),
        ("{person Petty/PROPN/compound/2 Officer/PROPN/compound/5 1st/ADJ/amod/4 Class/PROPN/compound/5 Ada/PROPN/nsubj/met Voss/PROPN/flat/5}", ("Ada Voss", None, "MIL")),
        ("{person Army/PROPN/compound/2 Maj./PROPN/compound/3 Ada/PROPN/nsubj/met Voss/PROPN/flat/3}", ("Ada Voss", "USA", "MIL")),
        ("{person Martin/PROPN/nsubj/met Judge/PROPN/flat/1 Holm/PROPN/flat/1}", ("Martin Judge Holm", None, None)),
    ],
)  # fmt: skip
def test_a_title_marked_as_part_of_a_name_is_read_as_a_title(
    marked: str, code: tuple[str, str | None, str | None]
) -> None:
    whole = next(iter(meant(f"{marked} {END}").values()))
    assert coded(whole) == code


@pytest.mark.parametrize(
    ("before", "country"),
    [
        ("Air/PROPN/compound/2 Force/PROPN/compound/3 Col./PROPN/compound/4", "USA"),
        ("Army/PROPN/compound/2 Lt./PROPN/compound/4 Gen./PROPN/compound/4", "USA"),
        ("Army/PROPN/compound/2 chief/NOUN/compound/3 Gen./PROPN/compound/4", None),
        ("army/NOUN/compound/2 Col./PROPN/compound/3", None),
        ("Royal/PROPN/compound/2 Navy/PROPN/compound/3 Capt./PROPN/compound/4", "GBR"),
    ],
)
def test_a_service_and_a_short_rank_are_american(before: str, country: str | None) -> None:
    at = len(before.split()) + 1
    notation = f"{before} {{person Ada/PROPN/nsubj/met Voss/PROPN/flat/{at}}} {END}"
    assert coded(meant(notation)["Ada Voss"]) == ("Ada Voss", country, "MIL")


def test_of_two_offices_in_a_row_the_plainer_one_decides() -> None:
    notation = "{person Ada/PROPN/nsubj/met Voss/PROPN/flat/1} ,/PUNCT/punct/4 president/NOUN/appos/1 and/CCONJ/cc/7 chief/ADJ/amod/7 executive/NOUN/conj/4 of/ADP/case/9 {organisation Tarkin/PROPN/nmod/4} ,/PUNCT/punct/1 "
    assert coded(meant(notation + END)["Ada Voss"])[2] == "BUS"


def test_a_candidacy_comes_before_a_trade_and_lobbying_does_not() -> None:
    start = "billionaire/NOUN/compound/2 {person Ada/PROPN/nsubj/met Voss/PROPN/flat/2} ,/PUNCT/punct/6 "
    runs = "a/DET/det/6 presidential/ADJ/amod/6 candidate/NOUN/appos/2 ,/PUNCT/punct/2 "
    lobbies = "a/DET/det/6 chief/ADJ/amod/6 lobbyist/NOUN/appos/2 ,/PUNCT/punct/2 "
    assert coded(meant(start + runs + END)["Ada Voss"])[2] == "PTY"
    assert coded(meant(start + lobbies + END)["Ada Voss"])[2] == "BUS"


def test_a_professor_of_something_at_a_school_is_of_its_country() -> None:
    notation = "{person Ada/PROPN/nsubj/met Voss/PROPN/flat/1} ,/PUNCT/punct/4 professor/NOUN/appos/1 of/ADP/case/6 law/NOUN/nmod/4 at/ADP/case/9 {organisation Oslo/PROPN/compound/9 University/PROPN/nmod/4} ,/PUNCT/punct/1 "
    assert coded(meant(notation + END)["Ada Voss"]) == ("Ada Voss", "NOR", "EDU")


def test_a_second_official_is_not_the_first() -> None:
    first = "The/DET/det/4 {nationality Chilean/ADJ/amod/4} {role official/NOUN/compound/4} {person Ada/PROPN/nsubj/5} spoke=speak/VERB/root/0 ./PUNCT/punct/5\n"
    found = meant(first + "The/DET/det/3 second/ADJ/amod/3 official/NOUN/nsubj/met " + END)
    assert coded(found["The second official"])[0] == "second official"


def test_a_rank_and_a_full_name_tell_whose_general_somebody_is() -> None:
    name = "{person Joseph/PROPN/nsubj/met Dunford/PROPN/flat/2} "
    assert coded(meant("Gen./PROPN/compound/2 " + name + END)["Joseph Dunford"])[1:] == ("USA", "MIL")
    assert coded(meant("Rev./PROPN/compound/2 " + name + END)["Joseph Dunford"])[1] is None
