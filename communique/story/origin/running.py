"""The words of a story that can give a hand away: its running text, without quotations, headings and furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from communique.model import Article, BlockKind, Span

_RUNNING = frozenset({BlockKind.BODY, BlockKind.CORRECTION, BlockKind.LIVE, BlockKind.OPINION})
_WORD = re.compile(r"\w+")
_MOST_WORDS = 20_000
# A single mark closes a quotation only after a stop, or it is an apostrophe ("the ministers' talks").
_MARK = re.compile(r"“|”|„|«|»|``|''|\"|(?<![\w'’])['‘](?=\w)|(?<=[.,!?…])['’](?![\w'])")
_OPENING, _CLOSING = frozenset("“„«") | {"``"}, frozenset("”»") | {"''"}
_SINGLE = frozenset("'‘’")
_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]\s]*$|''\s*$")
_HEADING_WORDS = 20
_LONGEST_QUOTE = 1_500
_SCARE_WORDS = 3
# "© 2031 Northern Wire. All rights reserved." and "Sign up for our newsletter and get the day's talks by mail."
_BOILERPLATE = re.compile(
    r"©|\bcopyright\s(?:\d|©|\(c\))|\ball rights reserved\b|\bmay not be (?:published|reproduced|redistributed)\b|"
    r"\b(?:sign up|subscribe)\b.{0,60}\b(?:newsletter|alerts?|emails?|updates|channel)\b|"
    r"^\W*(?:additional )?reporting by\b|\bcontributed to this (?:report|story|article)\b",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A word of running text: folded, where it stands (half open, code points of the article's text), whether inside a
    quotation, whether a plain word: four letters or more, all small."""

    text: str
    start: int
    end: int
    quoted: bool
    plain: bool


@lru_cache(maxsize=64)
def words(article: Article) -> tuple[Word, ...]:
    """Return the words of the running text of a story, the first 20,000; those of quotations are marked.

    Blocks of the body alone: headlines, captions, credits and the page's furniture are no running text, and neither
    are lines of a body block under twenty words that do not end as a sentence does ("Updated 9:06 AM", a heading)
    or that speak of rights, newsletters and reporters.
    """
    found: list[Word] = []
    lines = list(_lines(article))
    marks = _quoted(article.text, lines)
    at = 0
    for line in lines:
        for match in _WORD.finditer(article.text, line.start, line.end):
            while at < len(marks) and marks[at].end <= match.start():
                at += 1
            quoted = at < len(marks) and marks[at].start <= match.start()
            form = match.group()
            plain = len(form) > 3 and form.islower()
            found.append(Word(form.casefold(), match.start(), match.end(), quoted, plain))
            if len(found) >= _MOST_WORDS:
                return tuple(found)
    return tuple(found)


def _lines(article: Article) -> Iterator[Span]:
    """Yield the lines of body blocks that are running text."""
    for block in article.blocks:
        if block.kind not in _RUNNING:
            continue
        at = block.span.start
        for line in block.span.of(article.text).split("\n"):
            if line.strip() and not _aside(line):
                yield Span(at, at + len(line))
            at += len(line) + 1


def _aside(line: str) -> bool:
    if len(line) > 400:
        return False
    heading = not _STOP.search(line) and len(line.split()) < _HEADING_WORDS
    return heading or bool(_BOILERPLATE.search(line))


def _quoted(text: str, lines: list[Span]) -> list[Span]:
    """Return the quotations of more than three words: from mark to mark, over the ends of lines too.

    A straight mark opens and closes by turns. One that nothing closes within 1,500 characters opens no quotation.
    "Voss called it a "first step" only" has words in marks and no quotation.
    """
    starts = {line.start for line in lines}
    found: list[Span] = []
    opened, single = -1, False
    for match in _marks(text, lines):
        mark, at_start = match.group(), match.start() in starts
        if opened >= 0 and match.start() - opened > _LONGEST_QUOTE:
            opened = -1
        if opened < 0:
            opens = mark not in _CLOSING and (mark not in _SINGLE or text[match.end() : match.end() + 1].isalnum())
            opened, single = (match.end(), mark in _SINGLE) if opens else (-1, False)
        elif mark in _OPENING:
            # A quotation that goes on in the next paragraph is opened there again; elsewhere the first was a stray.
            opened = opened if at_start else match.end()
        elif single == (mark in _SINGLE) and not (mark == '"' and at_start):
            if len(text[opened : match.start()].split()) > _SCARE_WORDS:
                found.append(Span(opened, match.start()))
            opened = -1
    return found


def _marks(text: str, lines: list[Span]) -> Iterator[re.Match[str]]:
    for line in lines:
        yield from _MARK.finditer(text, line.start, line.end)
