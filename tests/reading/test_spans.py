import numpy as np

from communique.reading.attribution import Quoted, crops, outermost
from communique.reading.lemmas import lemma_of
from communique.reading.spans import Run, bio_runs, joined, layer_runs, runs_of, without_conflicts


def layer(text: str) -> np.ndarray:
    rows = {"O": (0.9, 0.05, 0.05), "B": (0.1, 0.8, 0.1), "I": (0.1, 0.1, 0.8)}
    return np.array([rows[c] for c in text], dtype=np.float32)


def places(runs: list[Run]) -> list[tuple[int, int]]:
    return [(r.first, r.last) for r in runs]


def test_bio_runs_part_at_b_and_forgive_a_missing_b() -> None:
    assert places(bio_runs(layer("OBIBIO"), 0.5)) == [(1, 3), (3, 5)]
    assert places(bio_runs(layer("IIO"), 0.5)) == [(0, 2)]
    assert places(bio_runs(layer("OOO"), 0.5)) == []


def test_layers_read_together_are_read_as_alone() -> None:
    # The first ends inside a run and the second begins inside one: two runs, not one.
    texts = ["OBIII", "IIOBI", "OOOOO", "BBIOI"]
    layers = np.stack([layer(text) for text in texts], axis=1)
    for starts in ((), (0, 3)):
        assert layer_runs(layers, 0.5, starts) == [bio_runs(layer(text), 0.5, starts) for text in texts]
    assert [places(runs) for runs in layer_runs(layers, 0.5, (0, 3))] == [
        [(1, 3), (3, 5)], [(0, 2), (3, 5)], [], [(0, 1), (1, 3), (4, 5)]
    ]  # fmt: skip


def test_runs_that_meet_inside_a_word_are_one() -> None:
    # "Jan-Peter Holm Ada": the reader parts the first name at its hyphen, and "Ada" is another person.
    places = [(0, 3), (3, 4), (4, 9), (10, 14), (15, 18)]
    found = joined([Run(0, 2, 0.9), Run(2, 4, 0.7), Run(4, 5, 0.6)], places)
    assert [(r.first, r.last, round(r.score, 3)) for r in found] == [(0, 4, 0.8), (4, 5, 0.6)]
    assert joined([Run(0, 1, 0.9), Run(2, 4, 0.7)], places) == [Run(0, 1, 0.9), Run(2, 4, 0.7)]


def test_runs_join_over_a_gap() -> None:
    assert runs_of([True, False, True, False, False, True], gap=1) == [(0, 3), (5, 6)]


def test_the_better_of_two_names_stands_and_roles_may_hold_names() -> None:
    kept = without_conflicts([("person", Run(0, 2, 0.9)), ("place", Run(1, 2, 0.6))])
    assert [k for k, _ in kept] == ["person"]
    kept = without_conflicts([("role", Run(0, 3, 0.7)), ("place", Run(0, 1, 0.9))])
    assert [k for k, _ in kept] == ["role", "place"]
    kept = without_conflicts([("place", Run(0, 1, 0.9)), ("nationality", Run(0, 1, 0.8))])
    assert [k for k, _ in kept] == ["place"]


def test_an_attribution_inside_another_is_dropped() -> None:
    outer = Quoted(source=((0, 1),), cue=(1, 2), content=((2, 9),), score=0.9)
    inner = Quoted(source=((3, 4),), cue=(4, 5), content=((5, 9),), score=0.8)
    assert outermost([inner, outer]) == [outer]


def test_crops_know_where_the_window_ends() -> None:
    at, bucket, inside = crops([Run(1, 3, 0.9)], words=4, crop=3, buckets=33)
    assert inside[0].tolist() == [False, False, True, True, True, True, False]
    assert at[0][inside[0]].tolist() == [0, 1, 2, 3]
    assert bucket[0][inside[0]].tolist() == [15, 16, 16, 17]


def test_lemma_scripts() -> None:
    assert lemma_of("met", "c1|et") == "meet"
    assert lemma_of("Talks", "c1|") == "talk"
    assert lemma_of("Kostans", "C1|") == "Kostan"
    assert lemma_of("said", "=") == "said"
    assert lemma_of("a", "c3|be") == "a"
