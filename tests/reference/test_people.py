"""People by name: half a name the reader marked grows to the whole, and no further."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from communique.model import Actor
from tests.reference.looking import meant, references


def _people(notation: str) -> set[str]:
    return {r.target.name for r in references(notation) if isinstance(r.target, Actor)}


def test_half_a_name_grows_to_the_whole() -> None:
    tail = "resigned=resign/VERB/root/0 ./PUNCT/punct/3"
    assert _people(f"{{person Anna/PROPN/nsubj/3}} Holm/PROPN/nsubj/3 {tail}") == {"Anna Holm"}
    assert _people(f"Anna/PROPN/nsubj/3 {{person Holm/PROPN/flat/1}} {tail}") == {"Anna Holm"}
    assert _people(f"{{person Tarkin/PROPN/nsubj/3}} Holm/PROPN/flat/1 {tail}") == {"Tarkin Holm"}


def test_a_name_does_not_grow_over_a_sentence_or_other_names() -> None:
    ended = "She/PRON/nsubj/2 met=meet/VERB/root/0 {person Anna/PROPN/obj/2}\nHolm/PROPN/nsubj/2 resigned=resign/VERB/root/0 ./PUNCT/punct/2"
    assert "Anna Holm" not in _people(ended)
    beside = "{person Anna/PROPN/nmod/2} {organisation Nordhav/PROPN/nsubj/3} grew=grow/VERB/root/0 ./PUNCT/punct/3"
    assert "Anna" in _people(beside)


def test_a_title_alone_is_no_name() -> None:
    notation = "{person Secretary/PROPN/nmod/4} of/ADP/case/3 State/PROPN/nmod/1 {person Anna/PROPN/nsubj/6 Holm/PROPN/flat/4} resigned=resign/VERB/root/0 ./PUNCT/punct/6"
    assert _people(notation) == {"Anna Holm"}


def test_an_office_holder_is_known_with_a_middle_initial_too() -> None:
    notation = "@published 2016-09-10\n{person John/PROPN/nsubj/4 F./PROPN/flat/1 Kerry/PROPN/flat/1} left=leave/VERB/root/0 ./PUNCT/punct/4"
    found = [r.target for r in references(notation) if isinstance(r.target, Actor)]
    assert [(a.country, a.sector) for a in found] == [("USA", "GOV")]


def test_a_comma_ends_a_name_that_the_reader_ran_on() -> None:
    found = _people(
        "{person Ada/PROPN/nsubj/7 Voss/PROPN/flat/1 ,/PUNCT/punct/6 Harbour/PROPN/compound/6 Foreign/PROPN/compound/6 Minister/PROPN/appos/1} left=leave/VERB/root/0 ./PUNCT/punct/7"
    )
    assert "Ada Voss" in found
    assert not any("," in name for name in found)


def test_a_label_read_as_a_body_is_the_person_of_that_family_name() -> None:
    found = _people(
        "{person Ada/PROPN/nsubj/3 Voss/PROPN/flat/1} spoke=speak/VERB/root/0 ./PUNCT/punct/3\n"
        "{organisation VOSS/PROPN/root/0} :/PUNCT/punct/1 Yes/INTJ/parataxis/1 ./PUNCT/punct/1"
    )
    assert found == {"Ada Voss"}


@pytest.mark.parametrize(
    ("noun", "name", "kind"),
    [("businessman", "Zyg Solov", "person"), ("union", "Zyg Solov", "organisation"), ("businessman", "Solov Motors", "organisation")],
)  # fmt: skip
def test_a_noun_for_a_person_shows_that_a_name_is_no_bodys(noun: str, name: str, kind: str) -> None:
    first, last = name.split()
    notation = f"The/DET/det/2 {noun}/NOUN/nsubj/5 {{organisation {first}/PROPN/appos/2 {last}/PROPN/flat/3}} left=leave/VERB/root/0 ./PUNCT/punct/5"
    actor = meant(notation)[name]
    assert actor is not None
    assert actor.kind.value == kind
