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
_NUMBERED = frozenset({"no.", "nos."})
"""Titles only before a number: "No. 5", but "Hell no. That is it."."""


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


def starts_of(words: Sequence[str], gaps: Sequence[int], scores: Sequence[float], limit: float) -> list[int]:
    """Return the indices of the words of a window that begin a sentence: its first, those after a line break, and
    those whose score by the sentence head (0 to 1) reaches ``limit``, or a little less after a mark that ends.

    Where no sentence begins, whatever the score: a small letter glued to the stop before it ("only way...thank
    you"), what follows a comma in quotation marks (`"We wait," Falk said`), a name after its title ("Dr. Falk"),
    and the text of a numbered item after its number ("2. Prisoners are released").
    """
    on = [False] * len(words)
    for at, score in enumerate(scores):
        if at == 0 or gaps[at] == GAPS.index("line"):
            on[at] = True
        elif score >= limit - _SHIFT and not _goes_on(words, gaps, on, at):
            last = words[_before_closers(words, gaps, at)]
            on[at] = score >= limit + _SHIFT * (_joins(last) - _ends(last))
    return marks_with_their_sentence(words, gaps, on)


_SHIFT = 0.15
"""How far a mark moves the limit: chosen on EWT train, where the shift is worth two points of sentence F1."""


def _ends(word: str) -> bool:
    return set(word) <= set(".!?…")


def _joins(word: str) -> bool:
    """Tell a word or a mark after which a sentence seldom begins within a line."""
    return word in {",", ":", ";"} or not (word.endswith(".") or set(word) <= set("-–—_=*~"))


def _before_closers(words: Sequence[str], gaps: Sequence[int], at: int) -> int:
    """Return the word before ``at``, closing marks glued to it left out."""
    glued = GAPS.index("glued")
    last = at - 1
    while last > 0 and words[last] in _CLOSERS and gaps[last] == glued:
        last -= 1
    return last


def _goes_on(words: Sequence[str], gaps: Sequence[int], on: Sequence[bool], at: int) -> bool:
    """Tell whether the word at ``at`` goes on with the sentence before it, whatever its score."""
    last = _before_closers(words, gaps, at)
    if gaps[at] == GAPS.index("glued") and words[at][0].islower():
        return True
    if words[last] == "," and last < at - 1:
        return True
    if words[last].lower() in _TITLES:
        return words[last].lower() not in _NUMBERED or words[at][0].isdigit()
    numbered = words[last] == "." and last > 0 and words[last - 1].isdigit() and len(words[last - 1]) < 3
    return numbered and on[last - 1]


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
