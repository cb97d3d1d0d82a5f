"""Wikidata ids: what is certain has one, and what is not has none."""

# ruff: noqa: E501 (a tree is one line)

from __future__ import annotations

import pytest

from communique.model import Actor, Place, Reading, Reference
from communique.reference.identifiers import links
from communique.reference.refer import refer, reports_games
from communique.reference.sports import about_sport
from tests.markup import read
from tests.reference.looking import atlas

NORWAY, FRANCE, PARIS, UN, REUTERS = "Q20", "Q142", "Q90", "Q1065", "Q130879"
END = " ./PUNCT/punct/1"


def _refer(notation: str) -> tuple[Reading, tuple[Reference, ...]]:
    reading = read(notation)
    return reading, refer(reading, atlas())


def _linked(notation: str) -> dict[str, str | None]:
    """Return the id of each name by its words."""
    reading, references = _refer(notation)
    ids = links(references, reading, atlas(), reports_games(reading))
    text = reading.article.text
    found: dict[str, str | None] = {}
    for reference, qid in zip(references, ids, strict=True):
        words = reference.mention.span.of(text)
        found[words] = found.get(words) or qid
    return found


@pytest.mark.parametrize(
    ("line", "name", "qid"),
    [
        ("rain/NOUN/nsubj/2 fell=fall/VERB/root/0 in/ADP/case/4 {place Norway/PROPN/obl/2}", "Norway", NORWAY),
        ("rain/NOUN/nsubj/2 fell=fall/VERB/root/0 in/ADP/case/4 {place Paris/PROPN/obl/2}", "Paris", PARIS),
        ("{place Paris/PROPN/nsubj/2} condemned=condemn/VERB/root/0 it/PRON/obj/2", "Paris", PARIS),
        ("{nationality Norwegian/ADJ/amod/2} demands=demand/NOUN/nsubj/3 grew=grow/VERB/root/0", "Norwegian", NORWAY),
        ("{organisation UN/PROPN/nsubj/2} condemned=condemn/VERB/root/0 it/PRON/obj/2", "UN", UN),
        ("{organisation Reuters/PROPN/nsubj/2} reported=report/VERB/root/0 it/PRON/obj/2", "Reuters", REUTERS),
    ],
)
def test_names_that_are_certain(line: str, name: str, qid: str) -> None:
    assert _linked(line + END)[name] == qid


@pytest.mark.parametrize(
    ("line", "name"),
    [
        # The people, a person of it, half a word, a longer name, somebody's name, and a year when it was another.
        ("the/DET/det/2 {nationality Norwegians/PROPN/nsubj/3} left=leave/VERB/root/0", "Norwegians"),
        ("a/DET/det/6 {place Norway/PROPN/compound/5} ~-/PUNCT/punct/5 ~based=base/VERB/amod/6 airline/NOUN/nsubj/7 grew=grow/VERB/root/0", "Norway"),
        ("rain/NOUN/nsubj/2 fell=fall/VERB/root/0 at/ADP/case/5 {place Norway/PROPN/compound/5} Lamps/PROPN/obl/2", "Norway"),
        ("rain/NOUN/nsubj/2 fell=fall/VERB/root/0 at/ADP/case/5 Atlas/PROPN/compound/5 {place Norway/PROPN/obl/2}", "Norway"),
        ("{person Ada/PROPN/nsubj/3 Jordan/PROPN/flat/1} left=leave/VERB/root/0 in/ADP/case/5 {place Jordan/PROPN/obl/3}", "Jordan"),
        ("in/ADP/case/2 1822/NUM/obl/5 {place Norway/PROPN/nsubj/5} was=be/AUX/aux/5 rebuilt=rebuild/VERB/root/0", "Norway"),
        ("West/PROPN/compound/2 {nationality German/ADJ/amod/3} ministers/NOUN/nsubj/4 left=leave/VERB/root/0", "German"),
        ("{place U.S./PROPN/nmod/2} and/CCONJ/cc/1 {place Ohio/PROPN/conj/1} officials/NOUN/nsubj/5 left=leave/VERB/root/0 {place Georgia/PROPN/obj/5} for/ADP/case/8 the/DET/det/9 {place U.S./PROPN/obl/5}", "Georgia"),
        ("{organisation AP/PROPN/compound/2} technology/NOUN/nsubj/3 grew=grow/VERB/root/0", "AP"),
    ],
)  # fmt: skip
def test_names_that_are_not(line: str, name: str) -> None:
    assert _linked(line + END).get(name) is None


def test_a_territory_has_its_own_id_and_never_its_states() -> None:
    line = "rain/NOUN/nsubj/2 fell=fall/VERB/root/0 in/ADP/case/4 {place Greenland/PROPN/obl/2}" + END
    assert _linked(line)["Greenland"] == "Q223"
    assert atlas().identifier("Greenland") == "Q223"
    assert atlas().identifier("Korea") is None


def test_a_place_carries_its_id_at_every_mention() -> None:
    line = "rain/NOUN/nsubj/2 fell=fall/VERB/root/0 in/ADP/case/4 {place Paris/PROPN/obl/2}" + END
    _, references = _refer(f"{line}\n{line}")
    assert {r.target.wikidata for r in references if isinstance(r.target, Place)} == {PARIS}


GAME = (
    "{place Norway/PROPN/nsubj/2} beat=beat/VERB/root/0 {place France/PROPN/obj/2} 2-0/NUM/nummod/2 in/ADP/case/8 a/DET/det/8 "
    "soccer/NOUN/compound/8 qualifier/NOUN/obl/2 ,/PUNCT/punct/2 scoring/VERB/advcl/2 both/DET/det/12 goals/NOUN/obj/10 "
    "before/ADP/case/14 halftime/NOUN/obl/10 in/ADP/case/16 {place Paris/PROPN/obl/10}"
)


def test_in_a_report_of_games_countries_are_teams() -> None:
    reading, references = _refer(GAME + END)
    assert reports_games(reading)
    governments = [r for r in references if isinstance(r.target, Actor) and r.target.country in ("NOR", "FRA")]
    assert not governments
    found = _linked(GAME + END)
    assert (found["Norway"], found["France"], found["Paris"]) == (None, None, PARIS)


@pytest.mark.parametrize(
    ("text", "sport"),
    [
        ("soccer - norvia draw with estmark", True),
        ("the striker scored two goals as norvia beat estmark 3-1 in the second leg of the qualifier", True),
        ("norvia will boycott the olympics in estmark , its president said after talks on the border dispute", False),
        ("the round of talks was a win for norvia , whose goal is a match of arms and a race for points", False),
        ("", False),
    ],
)
def test_what_is_a_report_of_games(text: str, sport: bool) -> None:
    assert about_sport(text.split()) is sport


def _person(notation: str) -> str | None:
    _, references = _refer(notation)
    return next(r.target.wikidata for r in references if isinstance(r.target, Actor) and r.target.name != "Russia")


def test_a_person_is_certain_by_full_name_and_country() -> None:
    name = "{person Boris/PROPN/nsubj/3 Yeltsin/PROPN/flat/1} left=leave/VERB/root/0"
    assert _person(f"{name} {{place Russia/PROPN/obj/3}}{END}") == "Q34453"
    assert _person(name + END) is None, "no word says whose he is"
    assert _person(f"{name} {{place Norway/PROPN/obj/3}}{END}") is None


def test_two_holders_of_one_name_are_nobody_for_certain() -> None:
    name = (
        "{person George/PROPN/nsubj/3 Bush/PROPN/flat/1} left=leave/VERB/root/0 the/DET/det/5 {place U.S./PROPN/obj/3}"
    )
    assert _person(name + END) is None


def test_breakaway_regions_are_marked() -> None:
    line = "{nationality Abkhazian/ADJ/amod/2} officials=official/NOUN/nsubj/3 left=leave/VERB/root/0" + END
    _, references = _refer(line)
    marks = {
        (r.target.country, r.target.sectors) for r in references if isinstance(r.target, Actor) and r.target.sector
    }
    assert ("GEO", ("PRE",)) in marks
    plain = "{nationality Georgian/ADJ/amod/2} officials=official/NOUN/nsubj/3 left=leave/VERB/root/0" + END
    assert all(r.target.sectors == () for r in _refer(plain)[1] if isinstance(r.target, Actor))


def test_a_former_minister_who_leads_a_party_is_of_both() -> None:
    line = (
        "former/ADJ/amod/2 minister/NOUN/nsubj/8 {person Eva/PROPN/appos/2 Brandt/PROPN/flat/3} ,/PUNCT/punct/2 "
        "opposition/NOUN/compound/7 leader/NOUN/appos/3 left=leave/VERB/root/0 ./PUNCT/punct/8"
    )
    _, references = _refer(line)
    brandt = next(r.target for r in references if isinstance(r.target, Actor) and r.target.name == "Eva Brandt")
    assert (brandt.sector, brandt.sectors) == ("OPP", ("ELI",))
