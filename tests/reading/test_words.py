import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.words import cut


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The envoy didn't sign.", ["The", "envoy", "did", "n't", "sign", "."]),
        ("Kiev's chief of staff", ["Kiev", "'s", "chief", "of", "staff"]),
        ("Kiev’s chief", ["Kiev", "’s", "chief"]),
        ("the delegations' rooms", ["the", "delegations", "'", "rooms"]),
        ("a 28-point plan", ["a", "28", "-", "point", "plan"]),
        ("his son-in-law", ["his", "son", "-", "in", "-", "law"]),
        ("anti-government", ["anti-government"]),
        ("in Geneva, U.S., for talks", ["in", "Geneva", ",", "U.S.", ",", "for", "talks"]),
        ("Gen. Anna Voss met Mr. Orr", ["Gen.", "Anna", "Voss", "met", "Mr.", "Orr"]),
        ("It ended at 5 p.m.", ["It", "ended", "at", "5", "p.m."]),
        ("1,200.5 tonnes at 14:30", ["1,200.5", "tonnes", "at", "14:30"]),
        ("They cannot agree", ["They", "can", "not", "agree"]),
        ('"Never," she said...', ['"', "Never", ",", '"', "she", "said", "..."]),
        ("It met at 11AM, not 5pm", ["It", "met", "at", "11", "AM", ",", "not", "5", "pm"]),
        ("the 83n road, $5bn and 2m", ["the", "83n", "road", ",", "$", "5bn", "and", "2m"]),
        ("John F. Voss took plan B. The rest", ["John", "F.", "Voss", "took", "plan", "B", ".", "The", "rest"]),
        ("J. R. Orr and I. The end", ["J.", "R.", "Orr", "and", "I", ".", "The", "end"]),
        ("call 555-010-2030 about item #2", ["call", "555-010-2030", "about", "item", "#", "2"]),
        ("AT&T and R&D, w/o B/C", ["AT&T", "and", "R&D", ",", "w/o", "B/C"]),
        ("no reply_to.txt :) (see below:)", ["no", "reply_to.txt", ":)", "(", "see", "below", ":", ")"]),
        ("CANNOT go, Im here,\nIVE gone", ["CAN", "NOT", "go", ",", "I", "m", "here", ",", "IVE", "gone"]),
        ("they dont and im not", ["they", "do", "nt", "and", "i", "m", "not"]),
        ("''Never,'' he said in '72", ["''", "Never", ",", "''", "he", "said", "in", "'72"]),
        ("in the U.K at .5", ["in", "the", "U.K", "at", ".5"]),
        ("over-rated cross-border counter-proposal", ["over-rated", "cross-border", "counter-proposal"]),
        ("see www.example.org/a?b=c.", ["see", "www.example.org/a?b=c", "."]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [text[a:b] for a, b in cut(text)] == words


@pytest.mark.parametrize("after", [" ", ",", "\n"])
@pytest.mark.parametrize("word", ["talks", "im", "IVE", "cannot", "Dont", "no", "a" * 199, "a" * 201, "Voss"])
def test_a_word_is_cut_as_it_is_at_the_end_of_the_text(word: str, after: str) -> None:
    whole = cut(word)
    assert cut(f"{word}{after}x")[: len(whole)] == whole


@given(st.text(max_size=400))
def test_every_character_that_is_no_blank_is_in_one_word(text: str) -> None:
    seen = [i for a, b in cut(text) for i in range(a, b)]
    assert seen == sorted(set(seen))
    left = set(range(len(text))) - set(seen)
    assert all(text[i].isspace() for i in left)
    assert all(a < b for a, b in cut(text))


def test_a_long_line_is_cut_in_little_time() -> None:
    for unit in (
        "a",
        "a.",
        "'",
        "-",
        "1,",
        "é'",
        "http://",
        "@a",
        "1a",
        "a_",
        "a/",
        "'1",
        "#1",
        "1-",
        "A. ",
        "A&",
        ":)",
        "''",
    ):
        assert cut(unit * 40_000)
