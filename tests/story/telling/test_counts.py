"""Numbers of sentences, and what they are bound to."""

from __future__ import annotations

import pytest

from communique.model import EventType
from communique.story.telling.counts import Count, counts_in, money_in, value_of
from communique.story.telling.numbers import groups_of, numbers_of
from tests.story.hands import page


def only(text: str) -> Count:
    (found,) = counts_in(text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("at least 12 died", "12 died", True),
        ("at least 12 died", "20 died", True),
        ("12 died", "20 died", False),
        ("at least 20 died", "twelve died", False),
        ("more than 12 died", "up to 15 died", True),
        ("about 300 died", "310 died", True),
        ("about 300 died", "500 died", False),
        ("nearly 10,000 fled", "10,300 fled", True),
        ("10,000 fled", "10,300 fled", True),
        ("10,000 fled", "40,000 fled", False),
        ("two dozen died", "24 died", True),
        ("twenty-two died", "22 died", True),
        ("1.5 million fled", "1.5 million fled", True),
        ("20 died", "22 died", False),
        ("They handed over 36 prisoners", "40 prisoners", False),
        ("They lost over 36 prisoners", "40 prisoners", True),
    ],
)
def test_which_numbers_agree(one: str, other: str, agree: bool) -> None:
    assert only(one).agrees(only(other)) is agree
    assert only(other).agrees(only(one)) is agree


@pytest.mark.parametrize(
    "text",
    [
        "on 12 March",
        "on March 12",
        "in 2031",
        "aged 33-year-old",
        "at 14:30",
        "5.6% of it",
        "the 12th day",
        "a 28-point plan",
        "$12",
        "dozens died",
        "covid-19 rose",
    ],
)
def test_what_is_no_count(text: str) -> None:
    assert list(counts_in(text)) == []


def test_values() -> None:
    assert [value_of(t) for t in ("1,200", "seven billion", "three-hundred", "dozens", "")] == [
        1200,
        7e9,
        300,
        None,
        None,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aid of $7 billion", [("dollars", 7e9)]),
        ("aid of $7-billion", [("dollars", 7e9)]),
        ("seven billion dollars", [("dollars", 7e9)]),
        ("€1.5m went", [("euros", 1.5e6)]),
        ("110 million crowns ($12 million)", []),
    ],
)
def test_money(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(c, (n.low + n.high) / 2) for c, n in money_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("The blast killed 12 people.", "blast", {"people killed": "12"}),
        (
            "A blast killed at least twelve and wounded 30 others.",
            "blast",
            {"people killed": "at least twelve", "people wounded": "30"},
        ),
        ("Twelve people were killed in the blast.", "blast", {"people killed": "Twelve"}),
        ("The blast left 12 dead.", "blast", {"people killed": "12"}),
        ("The death toll rose to 20.", "toll", {"people killed": "20"}),
        ("Police made 86 arrests at the march.", "arrests", {"people arrested": "86"}),
        (
            "The blast killed three soldiers and 12 people were hurt.",
            "blast",
            {"soldiers killed": "three", "people wounded": "12"},
        ),
        ("The navy seized 300 barrels.", "seized", {"barrels": "300"}),
        ("The navy seized a ship that was on its way home from the south with 300 barrels.", "seized", {}),
        ("The war has killed 10,000 people since 2014.", "war", {}),
        ("The blast killed 12, days after a raid that killed 30.", "blast", {"people killed": "12"}),
        ("Kosta mourned on Monday for a blast that killed 12 and a raid that killed 30.", "mourned", {}),
        ("They met for three hours and 20 minutes.", "met", {}),
        ("Dozens were killed in the blast.", "blast", {}),
    ],
)
def test_what_a_number_is_bound_to(text: str, cue: str, expected: dict[str, str]) -> None:
    draft = page(text)
    draft.event(text, cue, type=EventType.ASSAULT)
    (event,) = draft.facts
    found = {b.subject: b.words.of(draft.article.text) for b in numbers_of(event)}
    assert found == expected


def test_the_hedged_go_with_the_exact() -> None:
    rows = [only(t) for t in ("at least 12 died", "20 died", "12 died", "about 21 died")]
    assert groups_of(rows) == ((0, 1, 3), (2,))
    assert groups_of([]) == ()
