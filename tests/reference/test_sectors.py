"""Sectors: offices before parties, families, papers and firms by their names, coalitions of states."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from communique.reference.lexicon import lexicon
from tests.reference.looking import atlas, coded, meant, named

END = "met=meet/VERB/root/0 ./PUNCT/punct/met"


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Nordhav Herald", "JRN"),
        ("Radio Nordhav News", "JRN"),
        ("Nordhav Motors", "BUS"),
        ("Nordhav Group", "BUS"),
        ("Tarkin Policy Center", "EDU"),
        ("Center for Harbour Policy", "EDU"),
        ("Nordhav Foundation", "CVL"),
    ],
)
def test_a_body_nobody_knows_is_what_the_shape_of_its_name_says(name: str, sector: str) -> None:
    assert coded(meant(f"{{organisation {named(name.split())}}} {END}")[name])[2] == sector


def test_the_noun_behind_a_name_tells_what_it_is() -> None:
    notation = "The/DET/det/4 {organisation Tarkin/PROPN/compound/4 Holm/PROPN/compound/4} union/NOUN/nsubj/met " + END
    assert coded(meant(notation)["Tarkin Holm"])[2] == "LAB"


@pytest.mark.parametrize(
    ("notation", "code"),
    [
        ("{person Ada/PROPN/nsubj/met Holm/PROPN/flat/1} ,/PUNCT/punct/4 Republican/PROPN/appos/1 of/ADP/case/6 {place Iowa/PROPN/nmod/4} ,/PUNCT/punct/1 " + END, "LEG"),
        ("{person Ada/PROPN/nsubj/met Holm/PROPN/flat/1} ,/PUNCT/punct/5 a/DET/det/5 Republican/PROPN/appos/1 ,/PUNCT/punct/1 " + END, "PTY"),
        ("Representative/PROPN/nmod/2 {person Ada/PROPN/nsubj/met Holm/PROPN/flat/2} " + END, "LEG"),
    ],
)  # fmt: skip
def test_a_seat_comes_before_the_party(notation: str, code: str) -> None:
    assert coded(meant(notation)["Ada Holm"])[2] == code


def test_my_mother_is_a_civilian_and_a_ministers_mother_is_not() -> None:
    mine = "My/PRON/nmod/2 mother/NOUN/nsubj/met " + END
    hers = "{person Ada/PROPN/nsubj/met Holm/PROPN/flat/1} ,/PUNCT/punct/4 mother/NOUN/appos/1 of/ADP/case/7 {nationality Chilean/ADJ/amod/7} president/NOUN/nmod/4 {person Rosa/PROPN/appos/7 Vidal/PROPN/flat/8} ,/PUNCT/punct/1 "
    assert coded(meant(mine)["My mother"])[2] == "CVL"
    assert coded(meant(hers + END)["Ada Holm"])[2] == "ELI"


def test_a_coalition_with_a_leading_state_is_one_of_states() -> None:
    led = "The/DET/det/5 {place US/PROPN/compound/4} ~-/PUNCT/punct/2 ~led/VERB/amod/5 coalition/NOUN/nsubj/met " + END
    ruling = "The/DET/det/3 {nationality Chilean/ADJ/amod/3} coalition/NOUN/nsubj/met " + END
    assert coded(meant(led)["The US-led coalition"])[1:] == ("IGO", None)
    assert coded(meant(ruling)["The Chilean coalition"])[1] == "CHL"


@pytest.mark.parametrize(("day", "code"), [("2016-09-10", "PTY"), ("2018-03-01", "GOV")])
def test_a_candidate_is_of_a_party_until_in_office(day: str, code: str) -> None:
    notation = f"@published {day}\n{{person Donald/PROPN/nsubj/met Trump/PROPN/flat/1}} {END}"
    assert coded(meant(notation)["Donald Trump"])[1:] == ("USA", code)


def test_who_once_held_office_is_of_the_elites_later() -> None:
    notation = f"@published 2019-05-02\n{{place America/PROPN/nsubj/met}} {END}\n{{person Loretta/PROPN/nsubj/met Lynch/PROPN/flat/1}} {END}"
    assert coded(meant(notation)["Loretta Lynch"])[1:] == ("USA", "ELI")


def test_a_senator_goes_by_the_full_name_alone() -> None:
    assert not any(o.kind == "senator" for o in atlas().holders("Graham"))
    assert any(o.kind == "senator" for o in atlas().holders("Lindsey Graham"))


def test_a_name_behind_a_form_of_address_is_found_although_the_reader_overlooked_it() -> None:
    assert meant("{role Mr./PROPN/nmod/2} Holm/PROPN/nsubj/met " + END)["Holm"] is not None
    assert "Holm" not in meant("{role minister/NOUN/nmod/2} Holm/PROPN/nsubj/met " + END)


@pytest.mark.parametrize(("word", "row"), [("co-leader", "co-leader"), ("then-minister", "minister")])
def test_a_word_with_a_hyphen_is_looked_up(word: str, row: str) -> None:
    found = lexicon().head([word])
    assert found is not None
    assert found[0].words == row
    assert lexicon().head(["port-prince"]) is None


def test_a_ministry_of_foreign_affairs_is_no_journal() -> None:
    notation = (
        "The/DET/det/2 Ministry/PROPN/nsubj/met of/ADP/case/5 {organisation Foreign/PROPN/compound/5 Affairs/PROPN/nmod/2} "
        + END
    )
    assert all(actor is None or actor.sector != "JRN" for actor in meant(notation).values())


def test_descent_gives_no_country_and_a_group_gives_its_fighters_its_sector() -> None:
    descent = (
        "Lawmakers=lawmaker/NOUN/nsubj/met of/ADP/case/4 {nationality Turkish/ADJ/amod/4} descent/NOUN/nmod/1 " + END
    )
    fighters = (
        "Militants=militant/NOUN/nsubj/met of/ADP/case/4 the/DET/det/4 {organisation Taliban/PROPN/nmod/1} " + END
    )
    assert coded(meant(descent)["Lawmakers of Turkish descent"])[1] is None
    assert coded(meant(fighters)["Militants of the Taliban"])[2] == "REB"


def test_a_university_is_of_the_country_of_the_city_in_its_name() -> None:
    notation = f"{{organisation {named(['Karachi', 'University'])}}} {END}"
    assert coded(meant(notation)["Karachi University"])[1:] == ("PAK", "EDU")
    firm = f"{{organisation {named(['Karachi', 'Motors'])}}} {END}"
    assert coded(meant(firm)["Karachi Motors"])[1] is None


@pytest.mark.parametrize(
    ("name", "sector"),
    [
        ("Senate Harbour Security Committee", "LEG"),
        ("House Intelligence Committee", "LEG"),
        ("Tarkin Center for Harbour Research", "EDU"),
        ("Nordhav Harbour PAC", "PTY"),
    ],
)
def test_committees_of_parliaments_and_centers_of_research(name: str, sector: str) -> None:
    assert coded(meant(f"{{organisation {named(name.split())}}} {END}")[name])[2] == sector


def test_a_body_is_called_by_one_word_of_its_name() -> None:
    first = "{organisation Commission/PROPN/nsubj/4 on/ADP/case/3 Harbours/PROPN/nmod/1} met=meet/VERB/root/0 ./PUNCT/punct/4\n"
    again = "The/DET/det/2 {organisation Commission/PROPN/nsubj/met} " + END
    assert coded(meant(first + again)["Commission"])[0] == "Commission on Harbours"
    assert coded(meant(again)["Commission"])[:2] == ("Commission", None)
    union = "The/DET/det/2 {organisation EU/PROPN/nsubj/3} agreed=agree/VERB/root/0 ./PUNCT/punct/3\n"
    assert coded(meant(union + again)["Commission"])[:2] == ("Commission", "EUR")


@pytest.mark.parametrize(("body", "sector"), [("DNC", "PTY"), ("Navy", "MIL")])
def test_a_veteran_is_of_the_body_or_else_a_soldier(body: str, sector: str) -> None:
    notation = (
        f"A/DET/det/2 veteran/NOUN/nsubj/met of/ADP/case/5 the/DET/det/5 {{organisation {body}/PROPN/nmod/2}} {END}"
    )
    found = meant(notation)
    assert coded(found[f"A veteran of the {body}"])[2] == sector


@pytest.mark.parametrize(
    ("title", "sector"),
    [("Gov.", "GOV"), ("Former/ADJ/amod/{} Gov.", "ELI"), ("Former/ADJ/amod/{} Sen.", "ELI"), ("retired/ADJ/amod/{} Gen.", "ELI")],
)  # fmt: skip
def test_a_short_title_no_longer_held_is_of_the_elites(title: str, sector: str) -> None:
    head = len(title.split()) + 1
    words = title.format(head) + f"/PROPN/compound/{head}"
    notation = f"{words} {{person Ada/PROPN/nsubj/met Voss/PROPN/flat/{head}}} {END}"
    assert coded(meant(notation)["Ada Voss"])[2] == sector


def test_a_nominee_stands_for_a_party_before_the_office() -> None:
    notation = (
        "presidential/ADJ/amod/2 nominee/NOUN/compound/4 Gov./PROPN/compound/4 {person Ada/PROPN/nsubj/met Voss/PROPN/flat/4} "
        + END
    )
    assert coded(meant(notation)["Ada Voss"])[2] == "PTY"


@pytest.mark.parametrize(("number", "sector"), [("31/NUM/nummod/2", "CVL"), ("Young/ADJ/amod/2", "SOC")])
def test_counted_members_of_a_group_are_people(number: str, sector: str) -> None:
    notation = f"{number} Latinos=latino/PROPN/nsubj/met {END}"
    assert coded(meant(notation)[f"{number.split('/', maxsplit=1)[0]} Latinos"])[2] == sector


def test_a_title_behind_anothers_name() -> None:
    notation = (
        "{person Holm/PROPN/compound/4} campaign/NOUN/compound/3 manager/NOUN/compound/4 {person Ada/PROPN/nsubj/met Voss/PROPN/flat/4} "
        + END
    )
    assert coded(meant(notation)["Ada Voss"])[2] == "PTY"


def test_the_government_and_people_of_one_country() -> None:
    notation = (
        "The/DET/det/2 government/NOUN/nsubj/met and/CCONJ/cc/4 people/NOUN/conj/2 of/ADP/case/6 {place Chile/PROPN/nmod/4} "
        + END
    )
    assert coded(meant(notation)["The government"])[1] == "CHL"


@pytest.mark.parametrize(("noun", "sector"), [("Committee/PROPN/compound/5 Chairman", "PTY"), ("Senate/PROPN/compound/5 Leader", "LEG")])  # fmt: skip
def test_the_chairman_of_a_partys_committee_sits_in_no_parliament(noun: str, sector: str) -> None:
    notation = f"Republican/PROPN/compound/4 National/PROPN/compound/4 {noun}/PROPN/compound/5 {{person Ada/PROPN/nsubj/met Voss/PROPN/flat/5}} {END}"
    if sector == "LEG":
        notation = notation.replace(" National/PROPN/compound/4", "", 1).replace("/4", "/3").replace("/5", "/4")
    assert coded(meant(notation)["Ada Voss"])[2] == sector


def test_a_chief_of_staff_with_hyphens_and_a_papers_writer() -> None:
    rebel = (
        "The/DET/det/3 rebel/NOUN/compound/3 chief/NOUN/nmod/8 ~-/PUNCT/punct/5 ~of/ADP/case/7 ~-/PUNCT/punct/5 ~staff/NOUN/nmod/3 {person Ada/PROPN/nsubj/met Voss/PROPN/flat/8} "
        + END
    )
    assert coded(meant(rebel)["Ada Voss"])[2] == "REB"
    writer = (
        "{organisation Politico/PROPN/compound/2} writer/NOUN/compound/3 {person Ada/PROPN/nsubj/met Voss/PROPN/flat/3} "
        + END
    )
    assert coded(meant(writer)["Ada Voss"])[2] == "JRN"


def test_a_nominee_of_a_party_is_not_the_presidents_nominee() -> None:
    first = "The/DET/det/4 {nationality Chilean/ADJ/amod/4} court/NOUN/compound/4 nominee/NOUN/nsubj/5 left=leave/VERB/root/0 ./PUNCT/punct/5\n"
    again = "The/DET/det/3 Democratic/ADJ/amod/3 nominee/NOUN/nsubj/met " + END
    assert coded(meant(first + again)["The Democratic nominee"])[2] == "PTY"
