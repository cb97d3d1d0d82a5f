import pytest

from communique.reading.sentences import rule_starts
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
