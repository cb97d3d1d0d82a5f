"""Trees without crossing arcs: against every tree there is, on small random tables."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from communique.reading.projective import crosses, projective
from communique.reading.trees import best_tree, heads_of

EQUAL = {3: [0, 0, 1], 4: [0, 0, 1, 2], 5: [0, 0, 1, 2, 3]}


def every_tree(n: int) -> list[tuple[int, ...]]:
    """All trees over n words with one root, its own head."""

    def rooted(heads: tuple[int, ...]) -> bool:
        roots = [i for i, h in enumerate(heads) if h == i]
        if len(roots) != 1:
            return False
        for word in range(n):
            at, steps = word, 0
            while at != roots[0] and steps <= n:
                at, steps = heads[at], steps + 1
            if at != roots[0]:
                return False
        return True

    return [heads for heads in itertools.product(range(n), repeat=n) if rooted(heads)]


def worth(scores: NDArray[np.float32], heads: tuple[int, ...]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5])
def test_it_is_the_best_of_all_trees_that_do_not_cross(n: int) -> None:
    flat = [t for t in every_tree(n) if not crosses(t)]
    for seed in range(12):
        scores = np.random.default_rng(seed).normal(size=(n, n)).astype(np.float32)
        found = tuple(projective(scores))
        assert found in flat
        assert worth(scores, found) == pytest.approx(max(worth(scores, t) for t in flat), abs=1e-5)


@pytest.mark.parametrize(
    ("heads", "crossing"),
    [((1, 1, 1), False), ((2, 3, 2, 2), True), ((1, 1, 3, 1), False), ((2, 1, 1), True), ((0,), False)],
)
def test_what_crosses(heads: tuple[int, ...], crossing: bool) -> None:
    assert crosses(heads) is crossing


def test_what_crosses_is_what_the_word_says() -> None:
    def crossing(tree: tuple[int, ...]) -> bool:
        arcs = [(min(i, h), max(i, h)) for i, h in enumerate(tree) if i != h]
        root = next(i for i, h in enumerate(tree) if i == h)
        over = any(a < root < b for a, b in arcs)
        return over or any(a < c < b < d for a, b in arcs for c, d in arcs)

    trees = every_tree(5)
    assert [crosses(tree) for tree in trees] == [crossing(tree) for tree in trees]


@pytest.mark.parametrize("n", [3, 4, 5])
def test_of_equal_trees_the_same_is_found(n: int) -> None:
    # All arcs are worth the same: parts meet as early as they can.
    assert projective(np.zeros((n, n), dtype=np.float32)) == EQUAL[n]


def test_a_tree_that_does_not_cross_is_kept_and_one_that_does_is_not() -> None:
    for seed in range(30):
        scores = np.random.default_rng(seed).normal(size=(7, 7)).astype(np.float32)
        best = best_tree(scores)
        assert heads_of(scores) == (projective(scores) if crosses(best) else best)
