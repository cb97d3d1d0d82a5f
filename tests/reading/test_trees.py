import itertools

import numpy as np
import pytest

from communique.reading.trees import best_tree, heads_of


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


@pytest.mark.parametrize("scale", [0.1, 1.0, 30.0])
@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_the_best_tree_of_all(size: int, scale: float) -> None:
    trees = np.array([h for h in itertools.product(range(size), repeat=size) if is_tree(list(h))])
    rng = np.random.default_rng(size)
    for _ in range(60):
        scores = (rng.normal(size=(size, size)) * scale).astype(np.float32)
        values = scores.astype(np.float64)[np.arange(size), trees].sum(1)
        assert best_tree(scores) == trees[values.argmax()].tolist()


def test_rings_within_rings_are_opened_again() -> None:
    """Each two words want each other, each two pairs too: every level has to be contracted and opened."""
    rng = np.random.default_rng(3)
    for _ in range(20):
        scores = rng.normal(size=(16, 16)).astype(np.float32)
        for level in (1, 2, 4):
            for i in range(16):
                scores[i, i ^ level] += 40 / level
        heads = heads_of(scores)
        assert is_tree(heads)
        assert sum(h == i ^ 1 for i, h in enumerate(heads)) == 8  # one of each pair keeps the other as its head


def test_long_sentences_are_trees_too() -> None:
    rng = np.random.default_rng(7)
    for size in (40, 120, 254):
        assert is_tree(heads_of(rng.normal(size=(size, size)).astype(np.float32)))


def test_a_sentence_made_to_be_slow_is_not() -> None:
    scores = np.random.default_rng(1).normal(size=(254, 254)).astype(np.float32) - 20
    for i in range(0, 254, 2):
        scores[i, i + 1] = scores[i + 1, i] = 20
    assert is_tree(heads_of(scores))


def test_one_word_is_its_own_root() -> None:
    assert heads_of(np.zeros((1, 1), dtype=np.float32)) == [0]
