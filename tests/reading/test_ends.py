"""Ends of phrases: the tree's where states say nothing, the states' where they are sure, never outside the sentence."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.tasks.texts import article_of
from communique.errors import InstallationError
from communique.reading.ends import AFTER, BEFORE, Ends
from communique.reading.reader import DEFAULT, Reader

WIDTH = 4


def arrays(**other: np.ndarray) -> dict[str, np.ndarray]:
    """Matrices under which a word with a one in column 0 begins, and one with a one in column 1 ends a phrase."""
    begins, ends, always = (np.zeros((384, WIDTH), np.float32) for _ in range(3))
    begins[0, 0], ends[1, 0], always[2, 0] = 20, 20, 1
    plain = {"begin": np.zeros(BEFORE), "end": np.zeros(AFTER), "tree": np.array([[0, 2, 0], [0, 2, 0]])}
    return {"a": always, "b": begins, "c": always, "d": ends, **plain, **other}


@pytest.fixture
def ends(tmp_path: Path) -> Ends:
    np.savez(tmp_path / "ends.npz", **arrays())
    return Ends(tmp_path / "ends.npz")


def phrase(ends: Ends, states: np.ndarray, starts: list[int], head: int, tree: tuple[int, int]) -> tuple[int, int]:
    heads = np.array([head])
    scores = ends.scores(states, heads, starts)
    assert scores.shape == (1, BEFORE + AFTER)
    first, last = ends.mended(scores, heads, np.array([tree[0]]), np.array([tree[1]]))
    return int(first[0]), int(last[0])


def states(n: int, *, begins: int | None = None, ends: int | None = None) -> np.ndarray:
    out = np.zeros((n, 384), np.float32)
    out[:, 2] = 1
    if begins is not None:
        out[begins, 0] = 1
    if ends is not None:
        out[ends, 1] = 1
    return out


def test_the_trees_phrase_stands_where_states_say_nothing(ends: Ends) -> None:
    assert phrase(ends, states(10), [0], 5, (4, 8)) == (4, 8)
    assert phrase(ends, states(1), [0], 0, (0, 1)) == (0, 1)


def test_a_sure_state_moves_an_end(ends: Ends) -> None:
    assert phrase(ends, states(10, begins=2, ends=8), [0], 5, (4, 6)) == (2, 9)
    assert phrase(ends, states(10, ends=5), [0], 5, (4, 8)) == (4, 6)


def test_no_phrase_leaves_its_sentence(ends: Ends) -> None:
    assert phrase(ends, states(12, begins=2, ends=9), [0, 4, 8], 5, (4, 6)) == (4, 6)


def test_no_phrase_reaches_further_than_it_may(ends: Ends) -> None:
    far = states(BEFORE + AFTER + 20, begins=1, ends=BEFORE + AFTER + 10)
    first, last = phrase(ends, far, [0], BEFORE + 5, (BEFORE + 5, BEFORE + 6))
    assert (first, last) == (BEFORE + 5, BEFORE + 6)


def test_no_mention_is_no_trouble(ends: Ends) -> None:
    assert ends.scores(states(3), np.zeros(0, dtype=np.int64), [0]).shape == (0, BEFORE + AFTER)


@pytest.mark.parametrize(
    "other",
    [{"begin": np.zeros(BEFORE - 1)}, {"tree": np.zeros((3, 2))}, {"a": np.zeros(384)}],
)  # fmt: skip
def test_other_shapes_are_refused(tmp_path: Path, other: dict[str, np.ndarray]) -> None:
    np.savez(tmp_path / "ends.npz", **arrays(**other))
    with pytest.raises(InstallationError, match=r"ends\.npz does not fit"):
        Ends(tmp_path / "ends.npz")


def test_missing_weights_say_so(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match=r"cannot read the weights ends\.npz"):
        Ends(tmp_path / "ends.npz")


def test_a_chain_holds_whole_phrases_and_pronouns_alone() -> None:
    text = "Ada Holm, the envoy of Norvia, arrived in Kosta. She said the envoy of Norvia was ready. She smiled."
    reading = Reader(DEFAULT, threads=1).read(article_of("d", text))
    said = [[s.of(text) for s in chain] for chain in reading.chains]
    assert any("She" in chain and "Ada Holm" in " ".join(chain) for chain in said)
