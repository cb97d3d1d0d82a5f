"""The names and sources of a page by word, looked up once: a rule that asks for each name of a long page what others
stand beside it must not go through all of them every time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from communique.model import Attribution, Mention, MentionKind, Reading, Span

_PLACES = frozenset({MentionKind.PLACE, MentionKind.FACILITY})


@dataclass(frozen=True, slots=True)
class Named:
    """Mentions and attributions of a reading.

    ``starting``: the mentions that begin with a word (an index in ``Reading.words``); ``over``: the first mention that
    holds a word; ``ending``: the first place or facility that ends at an offset; ``said``: the attributions whose
    source holds a word. Each in the order of the reading.
    """

    reading: Reading
    starting: dict[int, list[Mention]]
    over: dict[int, Mention]
    ending: dict[int, Mention]
    said: dict[int, list[Attribution]]

    @classmethod
    def of(cls, reading: Reading) -> Self:
        """Index ``reading``. Linear in the words its names and sources hold."""
        starting: dict[int, list[Mention]] = {}
        over: dict[int, Mention] = {}
        ending: dict[int, Mention] = {}
        said: dict[int, list[Attribution]] = {}
        for mention in reading.mentions:
            inside = reading.words_in(mention.span)
            if inside:
                starting.setdefault(inside[0], []).append(mention)
            for i in inside:
                if reading.words[i].end <= mention.span.end:
                    over.setdefault(i, mention)
            if mention.kind in _PLACES:
                ending.setdefault(mention.span.end, mention)
        for attribution in reading.attributions:
            for i in dict.fromkeys(i for span in attribution.source for i in reading.words_in(span)):
                said.setdefault(i, []).append(attribution)
        return cls(reading, starting, over, ending, said)

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions inside ``span`` that hold a word."""
        return [m for i in self.reading.words_in(span) for m in self.starting.get(i, ()) if span.contains(m.span)]
