"""Chains: the likeliest earlier mention, or none; bounded work; the classes training and runtime share."""

import numpy as np

from communique.reading.links import LIKENESS, NEAR, REACH, Head, chains_of, likeness

ONE = np.ones(4, dtype=np.float32)
BIAS = np.zeros(LIKENESS * NEAR, dtype=np.float32)


def head(word: int, back: float, fore: float, *, anaphoric: float = 0.0) -> Head:
    state = np.zeros((2, 4), dtype=np.float32)
    state[0, 0], state[1, 0] = back, fore
    return Head(word=word, form=f"w{word}", tag="NOUN", back=state[0], fore=state[1], anaphoric=anaphoric)


def test_a_mention_goes_back_to_the_likeliest_and_chains_grow() -> None:
    heads = [head(0, 0, 2), head(5, -1, 1), head(9, 1, 3), head(12, 1, 0)]
    assert chains_of(heads, BIAS) == [[0, 2, 3]]


def test_none_is_the_answer_where_no_score_is_above_zero() -> None:
    assert chains_of([head(0, 1, 1), head(1, 1, 1, anaphoric=-5)], BIAS) == []
    assert chains_of([head(0, 1, 1)], BIAS) == []


def test_bias_can_bind_equal_heads() -> None:
    bias = BIAS.copy()
    bias[likeness(["talks", "talks"], ["NOUN", "NOUN"])[1, 0]] = 1.0
    twins = [head(0, 0, 0), head(1, 0, 0)]
    same = [Head(word=h.word, form="talks", tag=h.tag, back=h.back, fore=h.fore, anaphoric=0.0) for h in twins]
    assert chains_of(same, bias) == [[0, 1]]
    assert chains_of(twins, bias) == []


def test_nothing_is_looked_for_beyond_reach() -> None:
    far = [head(0, 0, 9), *(head(n, 0, 0) for n in range(1, REACH + 1)), head(REACH + 1, 1, 0)]
    assert chains_of(far, BIAS) == []
    assert chains_of(far[:1] + far[2:], BIAS) == [[0, REACH]]


def test_likeness_tells_kind_agreement_and_distance() -> None:
    forms, tags = ["voss", "she", "voss", *["x"] * 40], ["PROPN", "PRON", "PROPN", *["NOUN"] * 40]
    classes = likeness(forms, tags)
    assert classes.max() < LIKENESS * NEAR
    assert classes[2, 0] != classes[2, 1]  # the same word; a pronoun
    assert classes[1, 0] // NEAR // 3 == 2  # a pronoun looks back
    assert classes[42, 0] % NEAR > classes[12, 0] % NEAR > classes[3, 0] % NEAR


def test_two_names_need_the_same_head() -> None:
    def name(form: str, word: int) -> Head:
        return Head(word=word, form=form, tag="PROPN", back=ONE, fore=ONE, anaphoric=9.0)

    assert chains_of([name("norvia", 0), name("estmark", 1)], BIAS) == []
    assert chains_of([name("u.n.", 0), name("un", 1)], BIAS) == [[0, 1]]
