"""Names, titles, appositions, nationalities, metonyms and groups become actors with country and sector."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from communique.model import Actor, ActorKind, Reference
from communique.reference import refer
from tests.markup import read, span_of
from tests.reference.looking import atlas, coded, hows, meant, references

MEETING = """
{nationality Norwegian/ADJ/amod/2} {role President/NOUN/nmod/3} {person Ada/PROPN/nsubj/14 Voss/PROPN/flat/3} ,/PUNCT/punct/6 accompanied=accompany/VERB/acl/3 by/ADP/case/8 her/PRON/nmod/8 adviser/NOUN/obl/5 ,/PUNCT/punct/10 {person Oleg/PROPN/appos/8 Tarkin/PROPN/flat/10} ,/PUNCT/punct/5 then/ADV/advmod/14 met=meet/VERB/root/0 the/DET/det/18 {nationality Swedish/ADJ/amod/18} special/ADJ/amod/18 envoy/NOUN/obj/14 ,/PUNCT/punct/20 {person Jon/PROPN/appos/18 Berg/PROPN/flat/20} ,/PUNCT/punct/18 in/ADP/case/24 {place Oslo/PROPN/obl/14} ./PUNCT/punct/14
The/DET/det/3 {nationality Swedish/ADJ/amod/3} envoy/NOUN/nsubj/4 told=tell/VERB/root/0 reporters=reporter/NOUN/iobj/4 that/SCONJ/mark/8 he/PRON/nsubj/8 trusted=trust/VERB/ccomp/4 {person Voss/PROPN/obj/8} ./PUNCT/punct/4
"""

STAFF = """
{person Ivan/PROPN/nsubj/29 Melnik/PROPN/flat/1} ,/PUNCT/punct/4 chief/NOUN/appos/1 of/ADP/case/6 staff/NOUN/nmod/4 of/ADP/case/11 {place Kiev/PROPN/nmod/11} 's/PART/case/8 armed/ADJ/amod/11 forces=force/NOUN/nmod/6 ,/PUNCT/punct/14 and/CCONJ/cc/14 {person Lev/PROPN/conj/1 Hahn/PROPN/flat/14} ,/PUNCT/punct/21 son/PROPN/compound/21 ~-/PUNCT/punct/17 ~in/ADP/case/21 ~-/PUNCT/punct/17 ~law/NOUN/nmod/14 of/ADP/case/24 {nationality Chilean/ADJ/amod/24} {role President/NOUN/nmod/21} {person Rosa/PROPN/appos/24 Vidal/PROPN/flat/25} ,/PUNCT/punct/1 will/AUX/aux/29 join/VERB/root/0 the/DET/det/31 talks=talk/NOUN/obj/29 ./PUNCT/punct/29
"""

JOINT = """
{nationality French/ADJ/amod/4} and/CCONJ/cc/3 {nationality German/ADJ/conj/1} officials=official/NOUN/nsubj/5 said=say/VERB/root/0 they/PRON/nsubj/8 had=have/AUX/aux/8 agreed=agree/VERB/ccomp/5 with/ADP/case/13 {place Egypt/PROPN/nmod/13} 's/PART/case/10 negotiating/VERB/amod/13 team/NOUN/obl/8 ./PUNCT/punct/5
Both/DET/det/2 sides=side/NOUN/nsubj/3 agreed=agree/VERB/root/0 to/PART/mark/5 meet/VERB/xcomp/3 again/ADV/advmod/5 ./PUNCT/punct/3
"""

PRESIDENTS = """
{role Presidents=president/PROPN/nmod/2} {person Ada/PROPN/nsubj/11 Voss/PROPN/flat/2} of/ADP/case/5 {place Norway/PROPN/nmod/2} and/CCONJ/cc/7 {person Rosa/PROPN/conj/2 Vidal/PROPN/flat/7} of/ADP/case/10 {place Chile/PROPN/nmod/7} met=meet/VERB/root/0 ;/PUNCT/punct/16 the/DET/det/15 two/NUM/nummod/15 leaders=leader/NOUN/nsubj/16 signed=sign/VERB/conj/11 nothing/PRON/obj/16 ./PUNCT/punct/11
"""

MILITIA = """
Former/ADJ/amod/2 {role minister/NOUN/nmod/3} {person Eva/PROPN/nsubj/11 Brandt/PROPN/flat/3} and/CCONJ/cc/7 a/DET/det/7 spokesman/NOUN/conj/3 for/ADP/case/10 the/DET/det/10 army/NOUN/nmod/7 blamed=blame/VERB/root/0 the/DET/det/16 {place Iran/PROPN/compound/15} ~-/PUNCT/punct/13 ~backed=back/VERB/amod/16 militia/NOUN/obj/11 ./PUNCT/punct/11
"""

METONYMS = """
The/DET/det/3 {nationality Danish/ADJ/amod/3} president/NOUN/nsubj/4 welcomed=welcome/VERB/root/0 the/DET/det/6 {organisation Kremlin/PROPN/nmod/8} 's/PART/case/6 offer/NOUN/obj/4 ,/PUNCT/punct/12 but/CCONJ/cc/12 {place Moscow/PROPN/nsubj/12} said=say/VERB/conj/4 nothing/PRON/obj/12 ./PUNCT/punct/4
"""

WARNING = """
Officials=official/NOUN/nsubj/4 in/ADP/case/3 {place Tehran/PROPN/nmod/1} warned=warn/VERB/root/0 {place US/PROPN/compound/6} troops=troop/NOUN/obj/4 of/ADP/case/8 attacks=attack/NOUN/nmod/6 ./PUNCT/punct/4
"""


def test_a_title_before_the_name_gives_country_and_sector() -> None:
    voss = meant(MEETING)["Ada Voss"]
    assert coded(voss) == ("Ada Voss", "NOR", "GOV")
    assert voss is not None
    assert voss.kind is ActorKind.PERSON
    assert [(r.text, r.span) for r in voss.roles] == [
        ("Norwegian President", span_of(read(MEETING), "Norwegian President"))
    ]


def test_his_adviser_is_of_the_country_of_whom_he_advises() -> None:
    assert coded(meant(MEETING)["Oleg Tarkin"]) == ("Oleg Tarkin", "NOR", "GOV")


def test_a_description_in_front_of_a_name_in_commas_is_its_role() -> None:
    berg = meant(MEETING)["Jon Berg"]
    assert coded(berg) == ("Jon Berg", "SWE", "GOV")
    assert berg is not None
    assert [r.text for r in berg.roles] == ["Swedish special envoy"]


def test_a_title_with_the_means_its_holder_and_a_short_name_its_bearer() -> None:
    found = meant(MEETING)
    assert found["The Swedish envoy"] == found["Jon Berg"]
    assert found["Voss"] == found["Ada Voss"]
    assert found["he"] == found["Jon Berg"]
    assert found["her"] == found["Ada Voss"]


def test_each_decision_names_a_function_with_a_docstring() -> None:
    found = hows(MEETING)
    assert found["Ada Voss"] == "reference.people.name"
    assert found["Voss"] == "reference.people.alias"
    assert found["The Swedish envoy"] == "reference.groups.title"
    assert found["he"] == "reference.coreference.pronoun"


def test_a_general_is_of_the_army_whose_staff_he_leads() -> None:
    found = meant(STAFF)
    melnik = found["Ivan Melnik"]
    assert coded(melnik) == ("Ivan Melnik", "UKR", "MIL")
    assert melnik is not None
    assert [r.text for r in melnik.roles] == ["chief of staff of Kiev's armed forces"]
    assert coded(found["Kiev's armed forces"]) == ("Kiev's armed forces", "UKR", "MIL")
    assert "staff" not in found


def test_the_family_of_an_office_holder_is_elite_not_government() -> None:
    found = meant(STAFF)
    assert coded(found["Lev Hahn"]) == ("Lev Hahn", "CHL", "ELI")
    assert coded(found["Rosa Vidal"]) == ("Rosa Vidal", "CHL", "GOV")


def test_a_shared_noun_makes_a_party_with_a_member_for_each_country() -> None:
    found = meant(JOINT)
    party, french = found["French and German officials"], found["French"]
    assert party is not None
    assert party.kind is ActorKind.GROUP
    assert party.country is None
    assert french is not None
    by_id = {r.target.id: r.target for r in references(JOINT) if isinstance(r.target, Actor)}
    assert [coded(by_id[m]) for m in party.members] == [
        ("French officials", "FRA", "GOV"),
        ("German officials", "DEU", "GOV"),
    ]
    assert found["they"] == party
    assert coded(found["Egypt's negotiating team"]) == ("Egypt's negotiating team", "EGY", "GOV")


def test_both_sides_are_the_two_parties_named_before() -> None:
    found = meant(JOINT)
    sides, party = found["Both sides"], found["French and German officials"]
    assert sides is not None
    assert party is not None
    assert sides.members == party.members


def test_two_leaders_are_the_two_people_named_before() -> None:
    found = meant(PRESIDENTS)
    leaders, voss, vidal = found["the two leaders"], found["Ada Voss"], found["Rosa Vidal"]
    assert coded(voss) == ("Ada Voss", "NOR", "GOV")
    assert coded(vidal) == ("Rosa Vidal", "CHL", "GOV")
    assert leaders is not None
    assert voss is not None
    assert vidal is not None
    assert set(leaders.members) == {voss.id, vidal.id}


def test_whoever_is_backed_by_a_country_is_not_of_that_country() -> None:
    found = meant(MILITIA)
    assert coded(found["the Iran-backed militia"]) == ("Iran-backed militia", None, "UAF")


def test_a_former_office_holder_is_elite_and_a_spokesman_of_his_body() -> None:
    found = meant(MILITIA)
    assert coded(found["Eva Brandt"]) == ("Eva Brandt", None, "ELI")
    assert coded(found["a spokesman for the army"])[2] == "MIL"


def test_capital_and_seat_stand_for_one_government() -> None:
    found = meant(METONYMS)
    assert coded(found["Moscow"]) == ("Russia", "RUS", "GOV")
    assert found["Kremlin"] == found["Moscow"]
    assert hows(METONYMS)["Moscow"] == "reference.bodies.metonym"


def test_an_unnamed_holder_keeps_the_noun_phrase() -> None:
    president = meant(METONYMS)["The Danish president"]
    assert coded(president) == ("Danish president", "DNK", "GOV")


def test_officials_in_a_capital_are_of_its_country_and_a_warning_of_attacks_is_no_part_of_troops() -> None:
    found = meant(WARNING)
    assert coded(found["Officials in Tehran"]) == ("Officials in Tehran", "IRN", "GOV")
    assert coded(found["US troops"]) == ("US troops", "USA", "MIL")


def test_an_organisation_the_reader_takes_for_a_person_is_still_one() -> None:
    found = meant("{person Al/PROPN/nsubj/3 Qaeda/PROPN/flat/1} struck=strike/VERB/root/0 ./PUNCT/punct/3")
    actor = found["Al Qaeda"]
    assert actor is not None
    assert (actor.kind, actor.sector) == (ActorKind.GROUP, "REB")


def test_an_unknown_organisation_is_what_its_name_says() -> None:
    found = meant(
        "The/DET/det/4 {organisation Estonian/ADJ/amod/4 Foreign/ADJ/amod/4 Ministry/PROPN/nsubj/5} "
        "denied=deny/VERB/root/0 it/PRON/obj/5 ./PUNCT/punct/5"
    )
    assert coded(found["Estonian Foreign Ministry"]) == ("Estonian Foreign Ministry", "EST", "GOV")


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("{nationality Indian/ADJ/amod/3} media/NOUN/compound/3 outlet/NOUN/nsubj/4", ("IND", "JRN")),
        ("{nationality Syrian/ADJ/amod/3} rebel/NOUN/compound/3 commander/NOUN/nsubj/4", ("SYR", "REB")),
        ("{nationality Polish/ADJ/amod/3} opposition/NOUN/compound/3 leader/NOUN/nsubj/4", ("POL", "OPP")),
        ("{nationality Kenyan/ADJ/amod/3} police/NOUN/compound/3 chief/NOUN/nsubj/4", ("KEN", "COP")),
        ("{nationality Turkish/ADJ/amod/3} union/NOUN/compound/3 leader/NOUN/nsubj/4", ("TUR", "LAB")),
        ("{nationality Greek/ADJ/amod/3} supreme/ADJ/amod/3 court/NOUN/nsubj/4", ("GRC", "JUD")),
        ("{nationality Omani/ADJ/amod/3} senior/ADJ/amod/3 diplomat/NOUN/nsubj/4", ("OMN", "GOV")),
        ("{nationality Malian/ADJ/amod/3} former/ADJ/amod/3 minister/NOUN/nsubj/4", ("MLI", "ELI")),
        ("{place Haiti/PROPN/compound/3} policy/NOUN/compound/3 expert/NOUN/nsubj/4", (None, "EDU")),
    ],
)
def test_words_before_a_noun_give_country_and_sector(phrase: str, code: tuple[str | None, str]) -> None:
    first, *rest = phrase.split(" ", 1)
    notation = f"The/DET/det/4 {_shift(phrase)} spoke=speak/VERB/root/0 ./PUNCT/punct/5"
    assert first
    assert rest
    found = [a for a in meant(notation).values() if a is not None and a.kind is not ActorKind.GOVERNMENT]
    assert [coded(a)[1:] for a in found] == [code]


def _shift(phrase: str) -> str:
    """Move the heads of a phrase by one, for the article before it."""
    cells = []
    for cell in phrase.split():
        body, slash, number = cell.rpartition("/")
        digits = number.rstrip("}")
        cells.append(f"{body}/{int(digits) + 1}{number[len(digits) :]}" if slash and digits.isdigit() else cell)
    return " ".join(cells)


@pytest.mark.parametrize("words", ["any/DET/det/2 president/NOUN/nsubj/3", "every/DET/det/2 official/NOUN/nsubj/3"])
def test_nobody_in_particular_is_no_actor(words: str) -> None:
    assert meant(f"{words} knows=know/VERB/root/0 that/PRON/obj/3 ./PUNCT/punct/3") == {}


def test_references_come_in_the_order_of_the_text_and_the_same_each_time() -> None:
    for notation in (MEETING, STAFF, JOINT, PRESIDENTS, MILITIA, METONYMS):
        reading = read(notation)
        found = references(reading)
        assert list(found) == sorted(found, key=lambda r: r.mention.span)
        assert found == references(reading)
        _whole(found)


def _whole(found: tuple[Reference, ...]) -> None:
    """Members of a party are actors of the page; no two actors share an id."""
    actors = {r.target for r in found if isinstance(r.target, Actor)}
    assert len({a.id for a in actors}) == len(actors)
    known = {a.id for a in actors}
    assert all(set(a.members) <= known for a in actors)


def test_every_name_of_the_reader_has_a_reference() -> None:
    reading = read(MEETING + STAFF)
    found = refer(reading, atlas())
    spans = {r.mention.span for r in found}
    assert {m.span for m in reading.mentions} <= spans


def test_a_seat_of_which_the_reader_saw_a_part_is_still_the_seat() -> None:
    line = "The/DET/det/3 {organisation White/ADJ/amod/3} House/PROPN/nsubj/4 said=say/VERB/root/0 nothing/PRON/obj/4"
    found = [r.target for r in refer(read(line), atlas()) if isinstance(r.target, Actor)]
    assert [(a.country, a.kind) for a in found] == [("USA", ActorKind.GOVERNMENT)]
