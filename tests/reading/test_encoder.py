"""Pieces of words: the same whatever was cut before, and no memory without an end."""

import pytest

from communique.reading import encoder
from communique.reading.encoder import Vocabulary
from communique.reading.reader import DEFAULT

WORDS = ["Norvia", "and", "Estmark", "and", "Norvia", "talked", "\u200b"]


@pytest.fixture(scope="module")
def fresh() -> list[tuple[int, ...]]:
    return [Vocabulary(DEFAULT / "tokenizer.json").pieces([word])[0] for word in WORDS]


def test_a_word_has_the_same_pieces_among_others_and_again(fresh: list[tuple[int, ...]]) -> None:
    vocabulary = Vocabulary(DEFAULT / "tokenizer.json")
    assert vocabulary.pieces(WORDS) == fresh
    assert vocabulary.pieces(WORDS[::-1]) == fresh[::-1]
    assert fresh[-1] == (100,)
    assert fresh[0] == fresh[4] != fresh[2]


def test_words_are_forgotten_when_they_are_many(fresh: list[tuple[int, ...]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "_REMEMBERED", 3)
    vocabulary = Vocabulary(DEFAULT / "tokenizer.json")
    for _ in range(3):
        assert vocabulary.pieces(WORDS) == fresh
        assert len(vocabulary._known) <= 3
        assert vocabulary.pieces(WORDS[:2]) == fresh[:2]
