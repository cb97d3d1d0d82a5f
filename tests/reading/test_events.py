"""The pair of parties in a sentence: cutting, marks, and the scores of the shipped weights."""

from pathlib import Path

import numpy as np
import pytest

from communique.errors import InstallationError
from communique.model import Span
from communique.reading.encoder import Vocabulary
from communique.reading.events import COOPERATION, NO_EVENT, TYPES, Events, Relations, pair_of
from communique.reading.pieces import LIMIT
from communique.reading.reader import DEFAULT

TEXT = "The Kostan government condemned Veldt over the shelling of Port Ada."
SOURCE, TARGET = Span(0, 21), Span(32, 37)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(DEFAULT / "tokenizer.json")


@pytest.fixture(scope="module")
def relations() -> Relations:
    return Relations.load(DEFAULT)


def marked(text: str, source: Span | None, target: Span | None, vocabulary: Vocabulary) -> tuple[int, int]:
    pair = pair_of(text, source, target, vocabulary)
    assert len(pair.source) == len(pair.target) == len(pair.window.ids) <= LIMIT
    assert not pair.source[[0, -1]].any()
    return int(pair.source.sum()), int(pair.target.sum())


def test_parties_are_marked_by_their_pieces(vocabulary: Vocabulary) -> None:
    pair = pair_of(TEXT, SOURCE, TARGET, vocabulary)
    assert not (pair.source & pair.target).any()
    assert pair.source.argmax() == 1
    assert 3 <= pair.source.sum() <= 6
    assert 1 <= pair.target.sum() <= 3


def test_a_party_that_is_not_in_the_text_marks_nothing(vocabulary: Vocabulary) -> None:
    assert marked(TEXT, None, TARGET, vocabulary)[0] == 0
    assert marked(TEXT, None, None, vocabulary) == (0, 0)


def test_part_of_a_word_marks_the_word(vocabulary: Vocabulary) -> None:
    assert marked(TEXT, Span(4, 6), None, vocabulary)[0] >= 1


@pytest.mark.parametrize("at", [0, 400, 800])
def test_a_long_sentence_is_read_round_its_parties(at: int, vocabulary: Vocabulary) -> None:
    words = ["and so on"] * 800
    words[at : at + 1] = ["Veldt shelled Kosta"] if at < 800 else []
    text = " ".join([*words, "Veldt shelled Kosta"] if at == 800 else words)
    start = text.index("Veldt")
    source, target = marked(text, Span(start, start + 5), Span(start + 14, start + 19), vocabulary)
    assert source
    assert target


def test_parties_too_far_apart_keep_the_first(vocabulary: Vocabulary) -> None:
    text = "Veldt " + "and so on " * 400 + "Kosta"
    source, target = marked(text, Span(0, 5), Span(len(text) - 5, len(text)), vocabulary)
    assert source
    assert target == 0


def test_no_text_at_all(relations: Relations) -> None:
    assert sum(relations.relate("", None, None).types.values()) == pytest.approx(1, abs=1e-4)


def test_scores_are_probabilities_and_repeat(relations: Relations) -> None:
    scores = relations.relate(TEXT, SOURCE, TARGET)
    assert set(scores.given) == set(TYPES)
    assert set(scores.types) == {*TYPES, NO_EVENT}
    assert sum(scores.given.values()) == pytest.approx(1, abs=1e-4)
    assert sum(scores.types.values()) == pytest.approx(1, abs=1e-4)
    relations.relate("Somebody else entirely met nobody.", None, None)
    assert relations.relate(TEXT, SOURCE, TARGET) == scores


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TEXT, "ACCUSE"),
        ("Kosta suspended all aid to Veldt after the vote.", "SANCTION"),
        ("Kosta shipped forty tonnes of flour to Veldt.", "AID"),
        ("Kosta urged Veldt to return to the talks.", "REQUEST"),
        ("Kosta will open talks with Veldt in May.", "AGREE"),
        ("Kosta bombed a bridge in Veldt.", "ASSAULT"),
    ],
)
def test_clear_cases(text: str, kind: str, relations: Relations) -> None:
    source = SOURCE if text == TEXT else Span(0, 5)
    at = text.index("Veldt")
    scores = relations.relate(text, source, Span(at, at + 5))
    assert scores.best == kind
    assert (scores.conflict >= 0.5) == (kind not in COOPERATION)


def test_damaged_weights_are_an_installation_error(tmp_path: Path) -> None:
    (tmp_path / "events.onnx").write_bytes(b"no graph")
    with pytest.raises(InstallationError):
        Events(tmp_path)


def test_marks_are_boolean(vocabulary: Vocabulary) -> None:
    assert pair_of(TEXT, SOURCE, TARGET, vocabulary).source.dtype == np.bool_
