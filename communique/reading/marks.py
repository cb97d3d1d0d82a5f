"""Quotation marks enclose what was said whole: a content that holds a good part of a quotation holds all of it.

The network reads sixty-four words to each side of a cue and decides word by word, so of "“The port, the road and – if
they ask – the bridge are open,” Voss said" it may leave out what lies in the middle or far away.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from communique.model import Attribution, Span
from communique.reading.pieces import quotations

PART = 0.3
"""From which share of its words on a quotation is taken whole; on PolNeAR dev .5 gave the same, .7 a little less."""

Places = Sequence[tuple[int, int]]


def completed(text: str, words: Places, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Yield the attributions with the quotations they hold a good part of in full.

    A quotation that has the cue or the source in it (“Go, he said, “now” …, with a mark missing) stays as it was read.
    """
    marked = [q for q in quotations(text, words) if _closes(text, words, q)] if found else []
    starts, ends = [words[first][0] for first, _ in marked], [words[last - 1][1] for _, last in marked]
    for attribution in found:
        content = attribution.content
        for span in attribution.content:
            begin, end = bisect_right(ends, span.start), bisect_left(starts, span.end)
            for first, last in marked[begin:end]:
                content = _with(text, words[first:last], content, attribution)
        yield attribution if content == attribution.content else replace(attribution, content=content)


def _closes(text: str, words: Places, quotation: tuple[int, int]) -> bool:
    """Tell whether a stretch ends with a closing mark, or goes on with one that opens the next line: what follows
    a stray mark (a 12" pipe) is nobody's."""
    first, last = quotation
    if last - first > 1 and text[words[last - 1][0]] in '"”’»“':
        return True
    return last < len(words) and "\n" in text[words[last - 1][1] : words[last][0]] and text[words[last][0]] in '"“„«”'


def _with(text: str, quotation: Places, content: tuple[Span, ...], attribution: Attribution) -> tuple[Span, ...]:
    whole = Span(quotation[0][0], quotation[-1][1])
    if any(whole.overlaps(s) for s in (attribution.cue, *attribution.source)):
        return content
    letters = [Span(a, b) for a, b in quotation if any(c.isalnum() for c in text[a:b])]
    held = sum(any(s.contains(w) for s in content) for w in letters)
    if not held:
        return _before(text, whole, content)
    if held == len(letters) or held < PART * len(letters):
        return content
    out: list[Span] = []
    for span in sorted([*content, whole]):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def _before(text: str, quotation: Span, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """Cut off a quotation of which the content has the opening mark alone: "a way in." "They want none"."""

    def cut(span: Span) -> Span:
        if not span.start < quotation.start < span.end <= quotation.end:
            return span
        return Span(span.start, span.start + len(text[span.start : quotation.start].rstrip()))

    return tuple(cut(span) for span in content)
