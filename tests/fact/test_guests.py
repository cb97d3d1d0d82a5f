"""Whom a visitor meets: people of the country visited receive, and at any other meeting all act."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from communique.fact.events import _received

LANDS = {"voss": "NOR", "aro": "FIN", "berg": "FIN", "holm": "SWE"}


@pytest.mark.parametrize(
    ("visited", "people", "received"),
    [
        ({"voss": frozenset({"FIN"})}, ("voss", "aro", "berg"), True),
        ({"voss": frozenset({"FIN"})}, ("voss", "aro", "holm"), False),
        ({"voss": frozenset({"SWE"})}, ("voss", "aro"), False),
        ({}, ("voss", "aro"), False),
        ({"voss": frozenset({"NOR"})}, ("voss", "aro"), False),
        ({"voss": frozenset({"FIN"})}, ("voss",), False),
    ],
)
def test_a_guest_meets_nobody_but_people_of_the_country_visited(visited, people, received):
    parties = SimpleNamespace(country=LANDS.get)
    assert _received(parties, "voss", people, visited) is received
