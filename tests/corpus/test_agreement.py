"""Statistics against worked examples of the literature, and against the definitions written out a second way."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction
from itertools import permutations

import pytest

from communique.corpus.agreement import alpha, effective, kappa, wilson


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        # Newcombe 1998, table I, method 3: Wilson's score interval without continuity correction.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_printed(successes, trials, low, high):
    found = wilson(successes, trials)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_wilson_is_where_the_score_test_stands_at_its_limit():
    """Wilson 1927: the ends are the shares p with (observed - p)^2 = z^2 p (1 - p) / n."""
    for successes, trials in ((3, 7), (40, 50), (1, 1000)):
        found = wilson(successes, trials, z=2.0)
        for end in (found.low, found.high):
            assert (successes / trials - end) ** 2 == pytest.approx(4 * end * (1 - end) / trials)


def test_wilson_at_the_edges():
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)
    assert wilson(5, 5).high == 1.0
    with pytest.raises(ValueError, match="successes"):
        wilson(3, 2)


def test_equal_weights_count_in_full_and_unequal_ones_less():
    assert effective([2.5] * 8) == pytest.approx(8)
    assert effective([1, 1, 2]) == pytest.approx(16 / 6)
    assert effective([]) == 0


def test_kappa_of_cohen_1960():
    """Two hundred patients, three diagnoses: .70 agree, .41 by chance, kappa .492."""
    table = {"ppp": (88, 14, 18), "nnn": (10, 40, 10), "sss": (2, 6, 12)}
    left, right = [], []
    for row, cells in table.items():
        for column, count in zip(table, cells, strict=True):
            left += [row] * count
            right += [column] * count
    found = kappa(left, right)
    assert (found.units, found.observed) == (200, pytest.approx(0.70))
    assert found.value == pytest.approx((0.70 - 0.41) / 0.59)
    assert found.interval is not None
    # The standard error of Fleiss, Cohen and Everitt (1969) for this table is about .055.
    assert found.interval.low == pytest.approx(found.value - 0.108, abs=0.015)
    assert found.interval.high == pytest.approx(found.value + 0.108, abs=0.015)


CANONICAL = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def labels(row):
    return [None if word == "." else word for word in row.split()]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability": sections A, B and C.
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        (CANONICAL, 0.743),
    ],
)
def test_alpha_of_krippendorff_2011(rows, expected):
    found = alpha([labels(row) for row in rows])
    assert found.value == pytest.approx(expected, abs=0.0005)


def test_a_unit_with_one_label_does_not_count():
    assert alpha([labels(row) for row in CANONICAL]).units == 11


def by_pairs(coders):
    """Alpha once more, pair by pair in fractions, from the coincidences as Krippendorff 2011 tells them."""
    coincidences = Counter()
    for unit in zip(*coders, strict=True):
        given = [label for label in unit if label is not None]
        for a, b in permutations(range(len(given)), 2):
            coincidences[given[a], given[b]] += Fraction(1, len(given) - 1)
    totals = Counter()
    for (a, _), count in coincidences.items():
        totals[a] += count
    n = sum(totals.values())
    observed = sum(count for (a, b), count in coincidences.items() if a != b)
    expected = sum(totals[a] * totals[b] for a in totals for b in totals if a != b) / (n - 1)
    return float(1 - observed / expected)


def test_alpha_and_kappa_by_their_definitions_on_any_labels():
    chance = random.Random(3)
    for _ in range(20):
        coders = [[chance.choice(["x", "y", "z", "z", None]) for _ in range(30)] for _ in range(3)]
        assert alpha(coders).value == pytest.approx(by_pairs(coders))
        both = [(a, b) for a, b in zip(coders[0], coders[1], strict=True) if a and b]
        agree = Fraction(sum(a == b for a, b in both), len(both))
        firsts, seconds = Counter(a for a, _ in both), Counter(b for _, b in both)
        by_chance = sum(Fraction(firsts[c] * seconds[c], len(both) ** 2) for c in "xyz")
        assert kappa(coders[0], coders[1]).value == pytest.approx(float((agree - by_chance) / (1 - by_chance)))


def test_what_the_counts_do_not_settle_is_not_told():
    assert kappa(["y"] * 5, ["y"] * 5).value is None
    assert alpha([["y"] * 5, ["y"] * 5]).value is None
    assert kappa([None], ["y"]).units == 0
    assert alpha([[None, "x"], ["y", None]]).value is None
    assert kappa(["y", "n"], ["y", "n"]).interval is None  # half of the draws have one label alone


def test_the_same_seed_gives_the_same_interval():
    left, right = list("abcabcaacabccbabcbcaaabcc"), list("abcabbaacaaccbbbcbcaaabca")
    assert kappa(left, right, seed=4) == kappa(left, right, seed=4)
    assert kappa(left, right, seed=4).interval != kappa(left, right, seed=5).interval
    assert alpha([left, right], seed=4).interval == alpha([left, right], seed=4).interval
