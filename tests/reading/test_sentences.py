import pytest

from communique.reading.labels import GAPS
from communique.reading.sentences import marks_with_their_sentence, rule_starts
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
