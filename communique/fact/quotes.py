"""What the page puts in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right

from communique.model import Article, Form, Span

_PAIRS = {"“": "”", "„": "”“", "«": "»", "‟": "”"}
_MARKS = re.compile('[“”„«»‟‘’"]')
_LONGEST = 20_000


def quoted(article: Article) -> tuple[Span, ...]:
    """Return the places between quotation marks, marks left out, in the order of the text.

    Marks are paired inside one block. One that opens and does not close holds to the end of its block, as
    print does with quotations of several paragraphs. An apostrophe is no mark; single curly marks count
    where a word begins and ends with them.
    """
    found: list[Span] = []
    for block in article.blocks:
        found += _in_block(article.text, block.span)
    return tuple(found)


def _in_block(text: str, block: Span) -> list[Span]:
    found: list[Span] = []
    open_at, closers = -1, ""
    for match in _MARKS.finditer(text, block.start, block.end):
        at, mark = match.start(), match.group()
        if open_at < 0:
            closers = _closers(text, at, block)
            if closers:
                open_at = at + 1
        elif mark in closers and (mark != "’" or not text[at + 1 : at + 2].isalnum()):
            if at > open_at:
                found.append(Span(open_at, at))
            open_at = -1
    if 0 <= open_at < block.end and block.end - open_at < _LONGEST and closers != "’":
        found.append(Span(open_at, block.end))
    return found


def _closers(text: str, at: int, block: Span) -> str:
    mark = text[at]
    if mark in _PAIRS:
        return _PAIRS[mark]
    before = text[at - 1] if at > block.start else " "
    if mark == '"':
        return '"'
    if mark == "‘" and not before.isalnum():
        return "’"
    if mark == "”" and at == block.start:
        return "”"
    return ""


def form_of(text: str, content: tuple[Span, ...], quotes: tuple[Span, ...]) -> tuple[Form, tuple[Span, ...]]:
    """Return how ``content`` is given, and its spans: of a direct one only what the marks enclose.

    Direct: every letter and digit stands in quotation marks; indirect: none does; mixed: some do.
    """
    inside = [piece for span in content for piece in _overlap(span, quotes)]
    said = sum(_letters(span.of(text)) for span in content)
    marked = sum(_letters(span.of(text)) for span in inside)
    if marked == 0 or not inside:
        return Form.INDIRECT, content
    if marked == said:
        return Form.DIRECT, tuple(span for span in inside if _letters(span.of(text)))
    return Form.MIXED, content


def _overlap(span: Span, quotes: tuple[Span, ...]) -> list[Span]:
    at = max(bisect_right(quotes, span.start, key=lambda q: q.start) - 1, 0)
    found: list[Span] = []
    for quote in quotes[at:]:
        if quote.start >= span.end:
            break
        if quote.overlaps(span):
            found.append(Span(max(quote.start, span.start), min(quote.end, span.end)))
    return found


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)
