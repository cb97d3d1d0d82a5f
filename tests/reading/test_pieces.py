import itertools
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.labels import CASES
from communique.reading.pieces import LIMIT, case_of, quote_states, windows
from communique.reading.sentences import rule_starts
from communique.reading.words import cut


class OnePieceALetter:
    def pieces(self, words: Sequence[str]) -> list[list[int]]:
        return [[ord(c) % 30000 for c in w] for w in words]


def test_letter_case() -> None:
    words = ("talks", "Kosta", "UN", "McArdle", "1945", "—", "U.N.")
    assert [CASES[case_of(w)] for w in words] == ["lower", "title", "upper", "mixed", "digit", "mark", "upper"]


def test_quotation_marks_open_and_close() -> None:
    text = 'He said "not now" and “never” today'
    words = cut(text)
    inside = [text[a:b] for (a, b), on in zip(words, quote_states(text, words), strict=True) if on]
    assert inside == ['"', "not", "now", '"', "“", "never", "”"]


def test_a_mark_left_open_does_not_outlive_its_line() -> None:
    text = 'He said "not now\nThe talks ended'
    words = cut(text)
    assert quote_states(text, words) == [0, 0, 1, 1, 1, 0, 0, 0]


@given(st.text(alphabet="ab c.A\n", max_size=900))
def test_every_word_is_in_one_window_of_the_right_size(text: str) -> None:
    words = cut(text)
    found = windows(text, words, rule_starts(text, words), OnePieceALetter())
    assert [i for w in found for i in range(w.first, w.last)] == list(range(len(words)))
    for window in found:
        assert len(window.ids) <= LIMIT
        assert len(window.heads) == window.last - window.first
        assert all(a < b for a, b in itertools.pairwise(window.heads))


def test_windows_break_between_sentences() -> None:
    text = "The delegation of the north left the hall. " * 20
    words = cut(text)
    starts = rule_starts(text, words)
    found = windows(text, words, starts, OnePieceALetter())
    assert len(found) > 1
    assert all(w.first in starts for w in found)


def test_windows_end_with_a_line_where_one_ends_late_enough() -> None:
    line = "The delegation left the hall at nine. " * 3
    text = "\n".join([line, line, line, line])
    words = cut(text)
    found = windows(text, words, rule_starts(text, words), OnePieceALetter(), limit=240)
    begins = [text[words[w.first][0] - 1] for w in found[1:]]
    assert begins == ["\n"] * len(begins)
    # A single line end near the start of a window is no place to end it: the window would be all but empty.
    text = "Short line.\n" + line * 4
    words = cut(text)
    found = windows(text, words, rule_starts(text, words), OnePieceALetter(), limit=240)
    assert found[0].last > 20


def test_one_endless_word_is_held_to_the_limit() -> None:
    text = "a" * 5000
    words = cut(text)
    found = windows(text, words, [0], OnePieceALetter())
    assert all(len(w.ids) <= LIMIT for w in found)
    assert np.concatenate([w.heads for w in found]).size == len(words)


@given(st.text(alphabet="aBé1-.ßǅ中ⓐ", min_size=1, max_size=5))
def test_letter_case_of_any_word(word: str) -> None:
    letters = [c for c in word if c.isalpha()]
    upper = [c.isupper() for c in letters]
    if not letters:
        expected = "digit" if any(c.isdigit() for c in word) else "mark"
    elif all(upper):
        expected = "upper" if len(letters) > 1 else "title"
    else:
        expected = "lower" if not any(upper) else "title" if upper[0] and not any(upper[1:]) else "mixed"
    assert CASES[case_of(word)] == expected
