"""Parties: who is who across pages, and who is not."""

from __future__ import annotations

from dataclasses import replace

from communique.model import Account, Actor, ActorKind, BlockKind, Same, Shelf, Verdict
from communique.story.parties import Parties, folded, gather
from tests.accounts import Draft, article_of


def account(text: str, *actors: tuple[str, ActorKind, str | None, str | None]) -> Account:
    """Make an account of a page with actors: name (in the text), kind, country, Wikidata id."""
    draft = Draft(article_of((BlockKind.BODY, text)))
    for name, kind, country, wikidata in actors:
        draft.actor(name, kind=kind, country=country)
        made = draft.references[-1]
        assert isinstance(made.target, Actor)
        draft.references[-1] = replace(made, target=replace(made.target, wikidata=wikidata))
    return draft.account()


def names(parties: Parties) -> list[tuple[str, int]]:
    return sorted((p.name, len(p.actors)) for p in parties.all)


PERSON, STATE, PEOPLE = ActorKind.PERSON, ActorKind.GOVERNMENT, ActorKind.PEOPLE


def test_one_person_is_one_party_on_all_pages() -> None:
    shelf = Shelf(
        [
            account("Ida Voss went home.", ("Ida Voss", PERSON, "NOR", "Q1")),
            account("Ida Voss spoke.", ("Ida Voss", PERSON, "NOR", None)),
            account("Voss spoke again.", ("Voss", PERSON, None, None)),
        ]
    )
    assert names(gather(shelf)) == [("Ida Voss", 3)]


def test_a_surname_that_two_bear_is_neither() -> None:
    shelf = Shelf(
        [
            account("Ida Voss met Karl Voss.", ("Ida Voss", PERSON, None, None), ("Karl Voss", PERSON, None, None)),
            account("Voss spoke.", ("Voss", PERSON, None, None)),
        ]
    )
    assert names(gather(shelf)) == [("Ida Voss", 1), ("Karl Voss", 1), ("Voss", 1)]


def test_namesakes_with_other_ids_and_bodies_of_other_states_stay_apart() -> None:
    shelf = Shelf(
        [
            account("Ida Voss sang.", ("Ida Voss", PERSON, None, "Q1")),
            account("Ida Voss ran.", ("Ida Voss", PERSON, None, "Q2")),
            account("The Foreign Ministry spoke.", ("Foreign Ministry", STATE, "NOR", None)),
            account("The Foreign Ministry wrote.", ("Foreign Ministry", STATE, "SWE", None)),
        ]
    )
    assert [n for _, n in names(gather(shelf))] == [1, 1, 1, 1]


def test_people_only_described_are_others_on_each_page() -> None:
    shelf = Shelf(
        [
            account("It said two officials left.", ("two officials", PEOPLE, "NOR", None)),
            account("It said two officials stayed.", ("two officials", PEOPLE, "NOR", None)),
        ]
    )
    assert len(gather(shelf).all) == 2


def test_states_and_bodies_only_described_are_one_in_a_dossier() -> None:
    shelf = Shelf(
        [
            account("The six powers met.", ("six powers", STATE, None, None)),
            account("The six powers agreed.", ("six powers", STATE, None, None)),
        ]
    )
    assert names(gather(shelf)) == [("six powers", 2)]


def test_what_a_person_decided_wins() -> None:
    shelf = Shelf(
        [
            account("Ida Voss spoke.", ("Ida Voss", PERSON, None, None)),
            account("I. Voss wrote.", ("I. Voss", PERSON, None, None)),
            account("Ida Voss sang.", ("Ida Voss", PERSON, None, None)),
        ]
    )
    one, two, three = sorted(((a, n) for a, n in ((a, a.name) for a, _ in shelf.actors())), key=lambda x: x[1])
    initials, first, second = one[0].id, two[0].id, three[0].id
    merged = Same(left=initials, right=first, verdict=Verdict.SAME, how="", score=1.0, by="ada")
    assert names(gather(shelf, [merged])) == [("Ida Voss", 3)]
    split = Same(left=first, right=second, verdict=Verdict.DIFFERENT, how="", score=0.0, by="ada")
    assert len(gather(shelf, [split]).all) == 3
    assert len(gather(shelf, [replace(split, by="rule")]).all) == 2


def test_names_are_folded() -> None:
    assert folded("The Élysée's") == folded("elysee")
    assert folded("The") == "the"
    assert folded("U.N. Security-Council") == "u n security council"
