import itertools

import numpy as np
import pytest

from communique.reading.trees import heads_of


def is_tree(heads: list[int]) -> bool:
    roots = [i for i, h in enumerate(heads) if h == i]
    if len(roots) != 1:
        return False
    for i in range(len(heads)):
        at, steps = i, 0
        while heads[at] != at:
            at, steps = heads[at], steps + 1
            if steps > len(heads):
                return False
    return True


def test_clear_scores_are_followed() -> None:
    scores = np.full((3, 3), -5, dtype=np.float32)
    scores[0, 1] = scores[1, 1] = scores[2, 1] = 5
    assert heads_of(scores) == [1, 1, 1]


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_the_best_tree_of_all(size: int) -> None:
    rng = np.random.default_rng(size)
    for _ in range(40):
        scores = rng.normal(size=(size, size)).astype(np.float32)
        trees = [list(h) for h in itertools.product(range(size), repeat=size) if is_tree(list(h))]

        def value(heads: list[int], table: np.ndarray = scores) -> float:
            return float(sum(table[i, h] for i, h in enumerate(heads)))

        found = heads_of(scores)
        assert is_tree(found)
        # Roots beyond the three likeliest are not tried, so a larger sentence may miss the very best.
        if size <= 3:
            assert value(found) == pytest.approx(max(value(t) for t in trees), abs=1e-5)


def test_long_sentences_are_trees_too() -> None:
    rng = np.random.default_rng(7)
    for size in (40, 120, 254):
        assert is_tree(heads_of(rng.normal(size=(size, size)).astype(np.float32)))


def test_one_word_is_its_own_root() -> None:
    assert heads_of(np.zeros((1, 1), dtype=np.float32)) == [0]
