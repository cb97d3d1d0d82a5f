"""Forms of one name, and the nouns of offices and groups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reference.lexicon import lexicon, singulars
from communique.reference.names import close, initials, short_for, tokens
from communique.reference.prominence import FEATURES, chances, weights
from communique.reference.titleholders import fits


@pytest.mark.parametrize(
    ("short", "full", "fit"),
    [
        ("Berg", "Jon Berg", 0.95),
        ("Jon Berg", "Jon A. Berg", 0.95),
        ("J. Berg", "Jon Berg", 0.95),
        ("Jon Berg Jr.", "Jon Berg", 1.0),
        ("Kim", "Kim Min Su", 0.8),
        ("al-Hadi", "Omar Hadi", 0.95),
        ("Zelenko", "Ivan Zelenkko", 0.7),
        ("Ivan Berg", "Jon Berg", 0.0),
        ("Holm", "Jon Berg", 0.0),
        ("Jon Berg", "Berg", 0.0),
    ],
)
def test_how_well_a_form_fits(short: str, full: str, fit: float) -> None:
    assert short_for(tokens(short), tokens(full)) == fit


def test_letters_and_initials() -> None:
    assert tokens("José Núñez-Pérez’s") == ("jose", "nunez", "perez")
    assert close("zelensky", "zelenskyy")
    assert not close("putin", "putina")
    assert initials("Organisation for the Prohibition of Weapons") == "OPW"


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_names_compare(a: str, b: str) -> None:
    assert 0.0 <= short_for(tokens(a), tokens(b)) <= 1.0 if tokens(a) and tokens(b) else True


@pytest.mark.parametrize(
    ("words", "entry", "plural"),
    [
        ("deputy foreign ministers", "foreign minister", True),
        ("spokeswomen", "spokeswoman", True),
        ("sons - in - law", "son-in-law", True),
        ("vice - president", "vice-president", False),
        ("armed forces", "armed forces", True),
        ("troops", "troops", True),
        ("allies", "ally", True),
        ("secretaries of state", "secretary of state", True),
    ],
)
def test_entries_of_the_lexicon(words: str, entry: str, plural: bool) -> None:
    found = lexicon().head(words.split())
    assert found is not None
    assert (found[0].words, found[2]) == (entry, plural)


def test_a_hyphen_does_not_make_a_prince() -> None:
    assert lexicon().head(["port", "-", "au", "-", "prince"]) is None


def test_singulars() -> None:
    assert "embassy" in singulars("embassies")
    assert singulars("bus") == ("bu",) or singulars("bus") == ()
    assert singulars("press") == ()


def test_sectors_are_those_of_plover() -> None:
    known = set(
        "COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
    )
    known |= {"IGO", "NGO"}
    assert {noun.sector for noun in lexicon().nouns.values()} <= known
    assert set(lexicon().modifiers.values()) <= known


def test_who_can_be_called_what() -> None:
    assert fits("minister", "foreign minister")
    assert fits("leader", "prime minister")
    assert not fits("president", "minister")


def test_weights_fit_their_features_and_chances_add_up() -> None:
    learned = weights()
    assert all(len(w) == len(FEATURES) for w in (learned.he, learned.they, learned.it))
    rows = [tuple(float(k == n) for k in range(len(FEATURES))) for n in (1, 6)]
    assert 0 < sum(chances(rows, learned.he)) < 1
