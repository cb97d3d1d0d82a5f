"""Party and state behind a name, states within names: what they tell of a person, and what they do not."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from communique.model import Actor
from tests.reference.looking import coded, meant, references

_LABELS = (
    "(/PUNCT/punct/4 {person D/PROPN/dep/1 ~-/PUNCT/punct/4 ~Nev./PROPN/flat/4} )/PUNCT/punct/4",
    "(/PUNCT/punct/4 D/PROPN/dep/1 {person ~-/PUNCT/punct/4 ~Nev./PROPN/flat/4} )/PUNCT/punct/4",
    ",/PUNCT/punct/4 D/PROPN/dep/1 ~-/PUNCT/punct/4 {person ~Nev./PROPN/flat/4} ,/PUNCT/punct/4",
)


@pytest.mark.parametrize("label", _LABELS)
def test_a_party_and_a_state_are_nobody_but_tell_of_a_legislator(label: str) -> None:
    notation = "{person Anna/PROPN/nsubj/8 Holm/PROPN/flat/1} " + label + " resigned=resign/VERB/root/0 ./PUNCT/punct/8"
    people = {r.target.name for r in references(notation) if isinstance(r.target, Actor)}
    assert people == {"Anna Holm"}
    assert coded(meant(notation)["Anna Holm"]) == ("Anna Holm", "USA", "LEG")


def test_a_title_outranks_the_label() -> None:
    notation = "Gov./PROPN/nmod/2 {person Anna/PROPN/nsubj/9 Holm/PROPN/flat/2} (/PUNCT/punct/5 R/PROPN/dep/2 ~-/PUNCT/punct/5 ~Ohio/PROPN/flat/5 )/PUNCT/punct/5 resigned=resign/VERB/root/0 ./PUNCT/punct/9"
    assert coded(meant(notation)["Anna Holm"]) == ("Anna Holm", "USA", "GOV")


def test_a_state_alone_tells_the_country() -> None:
    notation = "{person Anna/PROPN/nsubj/6 Holm/PROPN/flat/1} (/PUNCT/punct/4 Vt./PROPN/dep/1 )/PUNCT/punct/4 resigned=resign/VERB/root/0 ./PUNCT/punct/6"
    assert coded(meant(notation)["Anna Holm"]) == ("Anna Holm", "USA", None)


def test_a_town_and_its_state_are_no_people() -> None:
    notation = "She/PRON/nsubj/2 left=leave/VERB/root/0 {person Elko/PROPN/obj/2} ~,/PUNCT/punct/3 {person Nev./PROPN/appos/3} ,/PUNCT/punct/3 early/ADV/advmod/2 ./PUNCT/punct/2"
    assert not [r for r in references(notation) if isinstance(r.target, Actor)]


def test_a_title_before_a_later_mention_tells_the_sector() -> None:
    notation = (
        "{person Anna/PROPN/nsubj/3 Holm/PROPN/flat/1} resigned=resign/VERB/root/0 ./PUNCT/punct/3\n"
        "Sen./PROPN/nmod/2 {person Holm/PROPN/nsubj/3} left=leave/VERB/root/0 ./PUNCT/punct/3"
    )
    assert coded(meant(notation)["Anna Holm"]) == ("Anna Holm", None, "LEG")


def test_half_of_a_state_is_no_other_country() -> None:
    notation = "New/PROPN/compound/2 {place Jersey/PROPN/nmod/3} envoy/NOUN/nmod/4 {person Anna/PROPN/nsubj/6 Holm/PROPN/flat/4} resigned=resign/VERB/root/0 ./PUNCT/punct/6"
    assert coded(meant(notation)["Anna Holm"])[1] == "USA"
    assert not [r for r in references(notation) if isinstance(r.target, Actor) and r.target.country == "GBR"]


@pytest.mark.parametrize("place", ["North", "Charlotte"])
def test_a_quarter_or_a_name_of_two_countries_tells_none(place: str) -> None:
    notation = f"{{place {place}/PROPN/nmod/3}} 's/PART/case/1 leader/NOUN/nmod/4 {{person Anna/PROPN/nsubj/6 Holm/PROPN/flat/4}} resigned=resign/VERB/root/0 ./PUNCT/punct/6"
    assert coded(meant(notation)["Anna Holm"])[1] is None


def test_a_long_name_with_a_possessive_in_it_is_one_country() -> None:
    notation = "Troops/NOUN/nsubj/8 of/ADP/case/5 {place Democratic/PROPN/nmod/1 People/PROPN/nmod/5 's/PART/case/4 Republic/PROPN/nmod/1 of/ADP/case/7 Korea/PROPN/nmod/5} left=leave/VERB/root/0 ./PUNCT/punct/8"
    found = [r.target for r in references(notation) if isinstance(r.target, Actor)]
    assert {a.country for a in found} == {"PRK"}
    assert "Democratic People" not in {a.name for a in found}


@pytest.mark.parametrize(("label", "sector"), [("R/PROPN/dep/1 ~-/PUNCT/punct/4 ~NV", "LEG"), ("R/PROPN/dep/1 ~-/PUNCT/punct/4 ~QX", None), ("A/PROPN/dep/1 ~-/PUNCT/punct/4 ~NV", None)])  # fmt: skip
def test_a_label_may_have_the_two_letters_of_the_post(label: str, sector: str | None) -> None:
    notation = f"{{person Anna/PROPN/nsubj/8 Holm/PROPN/flat/1}} (/PUNCT/punct/4 {label}/PROPN/flat/4 )/PUNCT/punct/4 resigned=resign/VERB/root/0 ./PUNCT/punct/8"
    assert coded(meant(notation)["Anna Holm"])[2] == sector
