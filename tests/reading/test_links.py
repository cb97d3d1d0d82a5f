"""Chains: the likeliest earlier mentions, or none; bounded work; chains gather what their members say."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from communique.errors import InstallationError
from communique.reading.links import KEPT, LIKENESS, REACH, Head, Linker, chains_of, likeness, nearest, written
from communique.reading.pairing import NEAR
from communique.reading.reader import DEFAULT

BIAS = np.zeros(LIKENESS * NEAR, dtype=np.float32)


def head(word: int, back: float = 0.0, fore: float = 0.0, form: str = "") -> Head:
    state = np.zeros((2, 4), dtype=np.float32)
    state[0, 0], state[1, 0] = back, fore
    return Head(
        word=word, form=form or f"w{word}", tag="NOUN", state=ONE, back=state[0], fore=state[1], mention=0.9, ends=ONE
    )  # fmt: skip


ONE = np.ones(4, dtype=np.float32)


def test_a_mention_joins_the_chain_that_is_likeliest_as_a_whole() -> None:
    links: list[list[tuple[int, float]]] = [[], [], [(0, 0.9)], [(1, 0.4), (0, 0.25), (2, 0.25)]]
    assert chains_of(links) == [[0, 2, 3]]


def test_none_is_the_answer_where_it_is_likelier() -> None:
    assert chains_of([[], [(0, 0.45)]]) == []
    assert chains_of([[], [(0, 0.55)]]) == [[0, 1]]
    assert chains_of([[]]) == chains_of([]) == []


def test_only_the_likeliest_are_looked_at_closely() -> None:
    heads = [head(n, back=1.0, fore=float(n % 50)) for n in range(60)]
    later, earlier = nearest(heads, BIAS, 0, 60)
    assert (earlier < later).all()
    mine = earlier[later == 59]
    assert len(mine) == KEPT
    assert 49 in mine
    assert 58 not in mine


def test_nothing_is_looked_for_beyond_reach() -> None:
    heads = [head(n, back=1.0, fore=9.0 if n == 0 else 0.0) for n in range(REACH + 2)]
    later, earlier = nearest(heads, BIAS, 0, len(heads))
    assert 0 in earlier[later == REACH]
    assert 0 not in earlier[later == REACH + 1]
    whole = sorted(zip(later.tolist(), earlier.tolist(), strict=True))
    parts = [nearest(heads, BIAS, a, b) for a, b in ((0, 50), (50, len(heads)))]
    assert whole == sorted(pair for part in parts for pair in zip(part[0].tolist(), part[1].tolist(), strict=True))


def test_bias_can_bring_equal_heads_near() -> None:
    bias = BIAS.copy()
    tags = ["NOUN"] * 40
    forms = ["talks", *(f"w{n}" for n in range(38)), "talks"]
    bias[likeness(forms, tags)[39, 0]] = 1.0
    heads = [head(n, form=form) for n, form in enumerate(forms)]
    later, earlier = nearest(heads, bias, 39, 40)
    assert 0 in earlier[later == 39]


def test_likeness_tells_kind_agreement_and_distance() -> None:
    forms, tags = ["voss", "she", "voss", *["x"] * 40], ["PROPN", "PRON", "PROPN", *["NOUN"] * 40]
    classes = likeness(forms, tags)
    assert classes.max() < LIKENESS * NEAR
    assert classes[2, 0] != classes[2, 1]  # the same word; a pronoun
    assert classes[1, 0] // NEAR // 3 == 2  # a pronoun looks back
    assert classes[42, 0] % NEAR > classes[12, 0] % NEAR > classes[3, 0] % NEAR


def test_the_same_word_is_looked_at_however_far_back() -> None:
    forms = ["holm", *(f"w{n}" for n in range(REACH)), "holm", "lund", "holm", "holm"]
    heads = [head(n, form=form) for n, form in enumerate(forms)]
    later, earlier = nearest(heads, BIAS, 0, len(heads))
    assert 0 in earlier[later == REACH + 1]
    assert 0 in earlier[later == REACH + 3]
    assert 0 not in earlier[later == REACH + 4]  # two are nearer
    pairs = list(zip(later.tolist(), earlier.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    pronouns = [replace(h, tag="PRON") for h in heads]
    later, earlier = nearest(pronouns, BIAS, 0, len(heads))
    assert 0 not in earlier[later == REACH + 1]


def test_links_are_written_by_words_likeliest_first() -> None:
    heads = [head(3), head(5), head(9)]
    found = written(heads, [[], [(0, 0.7)], [(0, 0.2), (1, 0.6)]])
    assert [(link.word, link.earlier) for link in found] == [(5, ((3, 0.7),)), (9, ((5, 0.6), (3, 0.2)))]


def test_matrices_that_do_not_fit_are_told(tmp_path: Path) -> None:
    with pytest.raises(InstallationError, match=r"cannot read the weights links\.npz"):
        Linker(tmp_path / "links.npz", BIAS)
    with np.load(DEFAULT / "links.npz") as kept:
        arrays = {name: kept[name] for name in kept.files}
    np.savez(tmp_path / "links.npz", **arrays | {"pair0": arrays["pair0"][:-1]})
    with pytest.raises(InstallationError, match="does not fit"):
        Linker(tmp_path / "links.npz", BIAS)
