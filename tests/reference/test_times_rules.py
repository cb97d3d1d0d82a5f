"""The rules of time as patterns, before any sentence asks for them."""

from __future__ import annotations

import pytest

from communique.reference import times_grammar


@pytest.mark.parametrize("order", range(len(times_grammar._SOURCES)))
def test_every_rule_is_a_pattern_that_is_asked_for(order: int) -> None:
    # Patterns are made when a sentence first asks for one: a slip in a rare one would wait for its sentence.
    assert times_grammar._pattern(order).pattern.endswith(times_grammar._SOURCES[order][2])
    assert order in {n for _, _, orders in times_grammar._RULES_BY_KEY for n in orders}


def test_rules_that_need_a_digit_have_one_in_their_key() -> None:
    numeric = [key.pattern for key, needs, _ in times_grammar._RULES_BY_KEY if needs]
    assert numeric
    assert all(r"\d" in key and "|" not in key.replace("(?:bc|b", "") for key in numeric)
