"""Bodies, peers, joint parties and what the whole page tells; hostile pages end in time."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import importlib
import re
import time
from pathlib import Path

import pytest

import communique.reference
from communique.model import Actor, ActorKind, Place
from communique.reference import refer
from tests.markup import read
from tests.reference.looking import atlas, coded, hows, meant, references


def test_a_government_by_noun_is_the_government_by_name() -> None:
    found = meant(
        "The/DET/det/3 {nationality Danish/ADJ/amod/3} government/NOUN/nsubj/4 thanked=thank/VERB/root/0 {place Denmark/PROPN/obj/4} ./PUNCT/punct/4"
    )
    assert found["The Danish government"] == found["Denmark"]


def test_a_counterpart_is_of_another_country() -> None:
    found = meant(
        "{nationality Danish/ADJ/amod/3} foreign/ADJ/amod/3 minister/NOUN/nsubj/6 {person Anna/PROPN/appos/3 Holm/PROPN/flat/4} met=meet/VERB/root/0 her/PRON/nmod/9 {nationality Polish/ADJ/amod/9} counterpart/NOUN/obj/6 ,/PUNCT/punct/11 {person Jan/PROPN/appos/9 Kos/PROPN/flat/11} ,/PUNCT/punct/6 and/CCONJ/cc/17 her/PRON/nmod/17 main/ADJ/amod/17 rival/NOUN/conj/9 ./PUNCT/punct/6"
    )
    assert coded(found["Anna Holm"]) == ("Anna Holm", "DNK", "GOV")
    assert coded(found["Jan Kos"]) == ("Jan Kos", "POL", "GOV")
    assert coded(found["her main rival"]) == ("Anna Holm's main rival", None, "GOV")


def test_whom_a_company_employs_is_of_its_country() -> None:
    found = meant(
        "{nationality Danish/ADJ/amod/3} shipping/NOUN/compound/3 company/NOUN/nmod/4 {organisation Nordhav/PROPN/nsubj/5} expanded=expand/VERB/root/0 ./PUNCT/punct/5\n"
        "{organisation Nordhav/PROPN/compound/2} chairwoman/NOUN/nmod/3 {person Anna/PROPN/nsubj/5 Holm/PROPN/flat/3} resigned=resign/VERB/root/0 ./PUNCT/punct/5"
    )
    assert coded(found["Nordhav"]) == ("Nordhav", "DNK", "BUS")
    assert coded(found["Anna Holm"]) == ("Anna Holm", "DNK", "BUS")


def test_the_president_in_the_headline_is_the_one_named_below() -> None:
    found = meant(
        "== headline\nProbe/NOUN/nsubj/2 blames=blame/VERB/root/0 {nationality Maltese/ADJ/amod/4} president/NOUN/obj/2\n"
        "== body\nPresident/PROPN/nmod/2 {person Anna/PROPN/nsubj/4 Holm/PROPN/flat/2} resigned=resign/VERB/root/0 ./PUNCT/punct/4"
    )
    assert found["Maltese president"] == found["Anna Holm"]
    assert coded(found["Anna Holm"]) == ("Anna Holm", "MLT", "GOV")


def test_an_office_without_a_country_is_of_the_country_the_page_is_about() -> None:
    about = "{place Malta/PROPN/nsubj/2} voted=vote/VERB/root/0 in/ADP/case/4 {place Malta/PROPN/obl/2} for/ADP/case/6 {place Malta/PROPN/obl/2} ./PUNCT/punct/2\n"
    holm = "President/PROPN/nmod/2 {person Anna/PROPN/nsubj/4 Holm/PROPN/flat/2} resigned=resign/VERB/root/0 ./PUNCT/punct/4\n"
    banker = (
        "Banker/NOUN/nmod/2 {person John/PROPN/nsubj/4 Berg/PROPN/flat/2} resigned=resign/VERB/root/0 ./PUNCT/punct/4"
    )
    found = meant(about + holm + banker)
    assert coded(found["Anna Holm"]) == ("Anna Holm", "MLT", "GOV")
    assert coded(found["John Berg"]) == ("John Berg", None, "BUS")
    assert coded(meant(holm)["Anna Holm"]) == ("Anna Holm", None, "GOV")


def test_a_country_said_once_for_two_offices() -> None:
    found = meant(
        "{place Malta/PROPN/nmod/3} 's/PART/case/1 defence/NOUN/compound/6 and/CCONJ/cc/5 foreign/ADJ/amod/6 ministers=minister/NOUN/nsubj/7 resigned=resign/VERB/root/0 ./PUNCT/punct/7"
    )
    assert coded(found["foreign ministers"])[1] == "MLT"


@pytest.mark.parametrize(
    ("title", "sector"), [("Socialist", "GOV"), ("Federal", "GOV"), ("Parliament", "LEG"), ("University", "EDU")]
)
def test_what_a_president_presides_over(title: str, sector: str) -> None:
    notation = f"{title}/PROPN/compound/2 President/PROPN/nmod/3 {{person Anna/PROPN/nsubj/5 Holm/PROPN/flat/3}} resigned=resign/VERB/root/0 ./PUNCT/punct/5"
    assert coded(meant(notation)["Anna Holm"])[2] == sector


def test_given_names_that_are_titles_stay() -> None:
    found = meant("{person Marine/PROPN/nsubj/3 Lund/PROPN/flat/1} left=leave/VERB/root/0 ./PUNCT/punct/3")
    assert coded(found["Marine Lund"])[0] == "Marine Lund"


def test_a_name_in_quotation_marks_inside_a_phrase() -> None:
    notation = 'Militants=militant/NOUN/nsubj/9 of/ADP/case/7 the/DET/det/7 "/PUNCT/punct/5 ~Free/ADJ/amod/7 Coast/PROPN/compound/7 "/PUNCT/punct/6 group/NOUN/nmod/1 fled=flee/VERB/root/0 ./PUNCT/punct/9'
    found = [a for a in meant(notation).values() if a is not None]
    assert next(a.name for a in found) == 'Militants of the "Free Coast" group'
    assert found[0].sector == "UAF"


def test_a_place_is_a_place_and_a_government_an_actor() -> None:
    reading = read(
        "{person Anna/PROPN/nsubj/3 Holm/PROPN/flat/1} landed=land/VERB/root/0 in/ADP/case/5 {place Moscow/PROPN/obl/3} ./PUNCT/punct/3\n"
        "She/PRON/nsubj/2 doubted=doubt/VERB/root/0 {place Moscow/PROPN/nmod/5} 's/PART/case/3 willingness/NOUN/obj/2 ./PUNCT/punct/2"
    )
    targets = [r.target for r in refer(reading, atlas()) if r.mention.kind == "place"]
    assert [type(t) for t in targets] == [Place, Actor]


def test_a_title_for_two_goes_to_both() -> None:
    found = hows(
        "{person Anna/PROPN/nsubj/7 Holm/PROPN/flat/1} ,/PUNCT/punct/4 president/NOUN/appos/1 of/ADP/case/6 {place Malta/PROPN/nmod/4} left=leave/VERB/root/0 ./PUNCT/punct/7"
    )
    assert found["president of Malta"] == "reference.titles.title"


def test_armed_men_are_counted_again() -> None:
    found = meant(
        "Two/NUM/nummod/2 gunmen=gunman/NOUN/nsubj/3 fled=flee/VERB/root/0 ./PUNCT/punct/3\n"
        "The/DET/det/3 two/NUM/nummod/3 men=man/NOUN/nsubj/4 surrendered=surrender/VERB/root/0 ./PUNCT/punct/4"
    )
    assert found["The two men"] == found["Two gunmen"]
    assert found["Two gunmen"] is not None
    assert found["Two gunmen"].kind is ActorKind.GROUP


@pytest.mark.parametrize(
    "sentence",
    [
        "leader/NOUN/nsubj/1 of/ADP/case/1 " * 400,
        "leader/NOUN/nsubj/1 's/PART/case/1 " * 400,
        "{person Aa/PROPN/nsubj/1 Bb/PROPN/flat/1} and/CCONJ/cc/1 " * 400,
        "the/DET/det/1 officials=official/NOUN/nsubj/1 they/PRON/nsubj/1 " * 300,
        '"/PUNCT/punct/1 ' * 800,
    ],
)
def test_hostile_sentences_end_in_time(sentence: str) -> None:
    reading = read(sentence.strip())
    started = time.process_time()
    references(reading)
    assert time.process_time() - started < 3


def test_every_how_of_the_room_names_a_function_that_explains_itself() -> None:
    room = Path(communique.reference.__file__).parent
    hows_in_code = {h for path in room.glob("*.py") for h in re.findall(r'"(reference\.\w+\.\w+)"', path.read_text())}
    assert len(hows_in_code) > 10
    for how in hows_in_code:
        module, _, function = how.rpartition(".")
        made = getattr(importlib.import_module(f"communique.{module}"), function)
        assert len(made.__doc__ or "") > 40, how
