"""Words cut, listed, and rid of half a quotation."""

from __future__ import annotations

import pytest

from communique.export.wording import balanced, clipped, listed


@pytest.mark.parametrize(
    ("text", "longest", "shown"),
    [
        ("Voss met Berg", 13, "Voss met Berg"),
        ("Voss  met\n Berg", 13, "Voss met Berg"),
        ("Voss met Berg twice", 13, "Voss met […]"),
        ("x" * 20, 10, "x" * 10 + " […]"),
        ("a" + " " * 500 + "b", 10, "a b"),
        ("a" + " " * 500 + "b" * 20, 10, "a bbbbbbbb […]"),
    ],
)
def test_what_is_too_long_is_cut_where_it_can_be_seen(text, longest, shown):
    assert clipped(text, longest) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('called it "a farce"', 'called it "a farce"'),
        ('called it "a', "called it a"),
        ("called it “a farce”", "called it “a farce”"),
        ("a farce” of “talks”", "a farce of talks"),
        ("„so“ he said", "„so“ he said"),
        ("«so", "so"),
        ("the envoys' talks", "the envoys' talks"),
    ],
)
def test_half_a_quotation_is_none(text, shown):
    assert balanced(text) == shown


def test_a_list():
    assert [listed(names) for names in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A and B", "A, B and C"]
