import pytest

from communique.reading.labels import GAPS
from communique.reading.sentences import marks_with_their_sentence, rule_starts, starts_of
from communique.reading.words import cut


@pytest.mark.parametrize(
    "sentences",
    [
        ["The two sides met.", "They parted in silence."],
        ["Gen. Voss arrived at 9 p.m. on Friday.", "He left at once."],
        ["“We will wait.”", "The minister sat down."],
        ['"When?" she asked.', "Nobody knew."],
        ["The U.S. envoy spoke.", "The U.K. envoy did not!"],
    ],
)
def test_rule(sentences: list[str]) -> None:
    text = " ".join(sentences)
    words = cut(text)
    starts = [words[i][0] for i in rule_starts(text, words)]
    assert starts == [text.index(s) for s in sentences]


def test_a_line_break_ends_a_sentence() -> None:
    text = "Talks resume\nKOSTA, Monday"
    assert rule_starts(text, cut(text)) == [0, 2]


@pytest.mark.parametrize(
    ("words", "gaps", "starts", "expected"),
    [
        # "Nobody moved. "We wait," he said.  The straight mark opens the second sentence.
        (["moved", ".", '"', "We", "wait"], "lgsgs", [1, 0, 1, 1, 0], [0, 2]),
        # He left." Then …  The mark closes the first.
        (["left", ".", '"', "Then"], "lggs", [1, 0, 1, 1], [0, 3]),
        (["left", ".", '"', "Then"], "lggs", [1, 0, 1, 0], [0, 3]),
        (["one", "two"], "ll", [1, 1], [0, 1]),
        (['"'], "l", [1], [0]),
    ],
)
def test_marks_go_with_their_sentence(words: list[str], gaps: str, starts: list[int], expected: list[int]) -> None:
    codes = {"g": GAPS.index("glued"), "s": GAPS.index("space"), "l": GAPS.index("line")}
    assert marks_with_their_sentence(words, [codes[c] for c in gaps], [bool(s) for s in starts]) == expected


def begins(sentence: str, *scores: float) -> list[str]:
    """The words of a line that begin a sentence; ``scores`` are those of its last words, the others score nothing."""
    places = cut(sentence)
    words = [sentence[a:b] for a, b in places]
    gaps = [GAPS.index("line")] + [
        GAPS.index("glued" if places[i][1] == places[i + 1][0] else "space") for i in range(len(places) - 1)
    ]
    padded = [0.0] * (len(words) - len(scores)) + list(scores)
    return [words[i] for i in starts_of(words, gaps, padded, 0.5)]


def test_a_sentence_begins_sooner_after_a_stop_than_after_a_word() -> None:
    assert begins("they left. nobody saw it", 0.4, 0, 0) == ["they", "nobody"]
    assert begins("they left nobody saw it", 0.4, 0, 0)[1:] == []
    assert begins("they left nobody saw it", 0.6, 0, 0)[1:] == []
    assert begins("they left nobody saw it", 0.7, 0, 0)[1:] == ["nobody"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The only way...thank you", "thank"),  # a small letter glued to the stop
        ('"We wait," Falk said', "Falk"),  # a comma inside the quotation
        ("She met Dr. Falk again", "Falk"),  # a title
        ("2. Prisoners go home", "Prisoners"),  # a numbered item
        ("He cited No. 5 of it", "5"),
    ],
)
def test_a_sentence_goes_on_whatever_the_score(text: str, word: str) -> None:
    after = len(cut(text[text.index(word) :]))
    assert begins(text, 0.99, *[0.0] * (after - 1)) == [text[slice(*cut(text)[0])]]


def test_no_is_a_word_too() -> None:
    assert begins("Hell no. That is it.", 0.9, 0, 0, 0)[1:] == ["That"]
