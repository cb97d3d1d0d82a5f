"""Where a sentence may end, by rule: used to pack whole sentences into windows before anything is read.

The encoder's own sentence head has the last word on where sentences begin; this rule only has to
avoid cutting windows in bad places, and it decides alone where the encoder was not run.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.reading.labels import GAPS

_ENDS = frozenset(".!?…") | {"..", "...", "....", "?!", "!!", "??", "!?", ".”", "。"}
_OPENERS = frozenset("\"“‘'([«")
_CLOSERS = frozenset("\"”’')]»")
_TITLES = frozenset(
    (
        "mr. mrs. ms. dr. prof. st. gen. col. lt. maj. capt. sgt. cmdr. adm. brig. sen. rep. gov. pres. hon. "
        "rev. messrs. vs. no. nos. e.g. i.e. mt. ft."
    ).split()
)


def rule_starts(text: str, words: Sequence[tuple[int, int]]) -> list[int]:
    """Return the indices of the words that begin a sentence of ``text``, the first word included.

    A line break always begins one. A stop ends one when a capital, a digit or an opening mark follows
    its closing marks, unless the stop belongs to a title: "Gen. Hnatov" is not two sentences.
    """
    starts: list[int] = []
    ended = True
    for index, (first, last) in enumerate(words):
        word = text[first:last]
        broken = index > 0 and "\n" in text[words[index - 1][1] : first]
        spaced = index == 0 or words[index - 1][1] < first
        if broken or (ended and (index == 0 or (spaced and _may_begin(word)))):
            starts.append(index)
            ended = False
        elif ended and not (word in _CLOSERS and not spaced):
            ended = False
        if word in _ENDS or (word.endswith(".") and len(word) > 2 and word.lower() not in _TITLES):
            ended = True
    return starts


def _may_begin(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word[0] in "\"“‘'([«—–-•*"


def marks_with_their_sentence(words: Sequence[str], gaps: Sequence[int], starts: Sequence[bool]) -> list[int]:
    """Return the starts as word indices, with quotation marks moved to the sentence they belong to.

    ``gaps`` are indices into ``labels.GAPS``, what stands before each word. A mark that opens belongs to
    what follows: `"Both sides agreed` is one sentence, not a mark and a sentence. A mark glued to the stop
    before it closes: `as often as necessary."` keeps its mark.
    """
    glued, line = GAPS.index("glued"), GAPS.index("line")
    out: list[int] = []
    for at, on in enumerate(starts):
        if not on:
            continue
        begin = at
        while begin + 1 < len(words) and words[begin] in _CLOSERS and gaps[begin] == glued and begin > 0:
            begin += 1
        alone = begin > 0 and gaps[begin] == glued and words[begin - 1] in _OPENERS and begin - 1 in out[-1:]
        if not alone and begin not in out and (begin == at or gaps[begin] != line):
            out.append(begin)
    return out
