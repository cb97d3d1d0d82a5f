"""Which words stand between quotation marks, and to whom words are attributed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Self

from communique.model import Span
from communique.reference.grammar import Grammar

_OPEN = {"“": "”", "«": "»", "„": "“", '"': '"'}
_MARKS = re.compile('[“«„"]')
_LONGEST = 3000
_VOICES = 8
_GAP = 3


@dataclass(frozen=True, slots=True)
class Quotations:
    """The quoted stretches of a text (what stands after a label, "HOLM: We …", is one), for each word the words
    that name who said it, and the heads of all sources in the order of the text (``voices``)."""

    grammar: Grammar
    starts: tuple[int, ...]
    spans: tuple[Span, ...]
    said: dict[int, tuple[int, ...]]
    voices: tuple[int, ...]

    @classmethod
    def of(cls, grammar: Grammar) -> Self:
        """Find the quotations of a page, block by block, and the sources of the words in attributions."""
        article = grammar.reading.article
        turns = [a for a in grammar.reading.attributions if a.cue.of(article.text) == ":"]
        spans = [s for block in article.blocks for s in _quoted(article.text, block.span)]
        spans = _disjoint([*spans, *(s for turn in turns for s in turn.content)])
        said: dict[int, tuple[int, ...]] = {}
        voices: set[int] = set()
        for attribution in sorted(grammar.reading.attributions, key=lambda a: sum(len(s) for s in a.content)):
            source = _source(grammar, attribution.source)
            voices.update(source[:1])
            for span in attribution.content:
                for i in grammar.reading.words_in(span):
                    said.setdefault(i, source)
        return cls(grammar, tuple(s.start for s in spans), tuple(spans), said, tuple(sorted(voices)))

    def quoted(self, i: int) -> bool:
        """Tell whether word ``i`` stands between quotation marks."""
        start = self.grammar.reading.words[i].start
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and self.spans[at].end > start

    def before(self, i: int) -> list[int]:
        """Return the heads of the sources before word ``i``, nearest first; empty when ``i`` heads no source itself."""
        at = bisect_left(self.voices, i)
        if at == len(self.voices) or self.voices[at] != i:
            return []
        return list(reversed(self.voices[max(0, at - _VOICES) : at]))

    def ends(self, i: int) -> bool:
        """Tell whether a quotation closes right before word ``i``, but for a comma: "…," he said."""
        start = self.grammar.reading.words[i].start
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and 0 < start - self.spans[at].end <= _GAP

    def sources(self, i: int) -> tuple[int, ...]:
        """Return the words, likeliest first, that name who is reported to have said word ``i``; empty when none."""
        return self.said.get(i, ())


def _disjoint(spans: list[Span]) -> list[Span]:
    """Return the stretches in order; one that begins inside another belongs to it."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _source(grammar: Grammar, spans: tuple[Span, ...]) -> tuple[int, ...]:
    """Return the words of a source, the one the rest of the sentence sees first."""
    words = [i for span in spans for i in grammar.reading.words_in(span)]
    inside = set(words)
    tops = [i for i in words if grammar.head(i) not in inside or grammar.head(i) == i]
    return (*tops, *(i for i in words if i not in tops))


def _quoted(text: str, block: Span) -> list[Span]:
    """Return the stretches between quotation marks in one block; a mark nobody closes opens nothing."""
    found: list[Span] = []
    at = block.start
    while mark := _MARKS.search(text, at, block.end):
        at = mark.start()
        end = text.find(_OPEN[text[at]], at + 1, min(block.end, at + _LONGEST))
        if end < 0 or end == at + 1:
            at += 1
            continue
        found.append(Span(at + 1, end))
        at = end + 1
    return found
