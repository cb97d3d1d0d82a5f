"""A story's plain text beside what an export says of it → pieces: the headline given, then every paragraph."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.article import captions, credits, header, labels, plain
from communique.article.blocks import Piece, is_correction
from communique.article.dom import tidy
from communique.article.metadata import EMPTY, Metadata
from communique.model import BlockKind, Given

_BYLINE_WORDS = 14
_SUBHEAD_WORDS = 12
_SIGN_OFF = re.compile(r"^(?:Credit|Byline)\s?:\s?\S|^\S{1,60}@\S{1,60}\.\w{2,10}$", re.IGNORECASE)
_PICTURE = re.compile(
    r"^(?:PHOTOS?|CAPTIONS?|GRAPHICS?|CHARTS?|MAPS?|DRAWINGS?|Photos?|Captions?|Photo caption|Graphic|Chart|Map)"
    r"\s?[:;]\s?\S"
)
_PLACE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ ,/]{1,2}[A-ZÀ-Þ][\w.'’-]*){0,4}(?:,\s\w{3,9}\.?\s\d{1,2})?\s?[-–—:]{0,2}$"
)
_ASIDES = frozenset({BlockKind.RELATED, BlockKind.ADVERT, BlockKind.CONSENT, BlockKind.COMMENT})
_WORD = re.compile(r"\w+")


def pieces(text: str, given: Given) -> list[Piece]:
    """Take a story's text apart: the headline given, then its paragraphs, none of them a site's furniture.

    An export has no teasers, so a short paragraph ("Talks go on.") is the story's, and a short line that is no
    sentence is a subheading between paragraphs ("The port of Tamsin") and a sign-off below the last of them
    ("Northern Wire"). The headline is not repeated where the text begins with it.
    """
    lines = plain.paragraphs(text)
    found: list[Piece] = []
    if given.headline and (title := tidy(given.headline)):
        found.append(Piece(kind=BlockKind.HEADLINE, text=title))
        if lines and _words(lines[0]) == _words(title):
            lines = lines[1:]
    story = [i for i, line in enumerate(lines) if plain.is_story(line)]
    first, last = (story[0], story[-1]) if story else (0, len(lines) - 1)
    found += [Piece(kind=_above(line), text=line) for line in lines[:first]]
    found += [Piece(kind=_within(line), text=line) for line in lines[first : last + 1]]
    return found + [Piece(kind=_below(line), text=line) for line in lines[last + 1 :]]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _above(line: str) -> BlockKind:
    """Name a line above the first long paragraph: byline, dateline ("KOSTA", of a field), standfirst, short lead."""
    if _is_byline(line):
        return BlockKind.BYLINE
    if plain.dated(line) or (_PLACE.match(line) and len(line) <= 60):
        return BlockKind.DATELINE
    kind = _within(line)
    return kind if kind is not BlockKind.SUBHEAD or len(line.split()) >= 3 else BlockKind.LABEL


def _within(line: str) -> BlockKind:
    if plain.is_story(line):
        return BlockKind.CAPTION if _PICTURE.match(line) else BlockKind.BODY
    if credits.alone(line):
        return BlockKind.CREDIT
    aside = labels.leads(line) or labels.announces(line)
    if aside in _ASIDES:
        return aside
    if _PICTURE.match(line) or captions.is_caption(line):
        return BlockKind.CAPTION
    if plain.SENTENCE.search(line) or line[0] in '"“«' or plain.BULLET.match(line):
        return BlockKind.BODY
    return BlockKind.SUBHEAD if len(line.split()) <= _SUBHEAD_WORDS else BlockKind.BODY


def _below(line: str) -> BlockKind:
    """Name a line below the last long paragraph."""
    if _is_byline(line) or _SIGN_OFF.match(line):
        return BlockKind.BYLINE
    kind = _within(line)
    return BlockKind.CREDIT if kind is BlockKind.SUBHEAD and not is_correction(line) else kind


def _is_byline(line: str) -> bool:
    return (
        plain.BYLINE.match(line) is not None
        and len(line.split()) <= _BYLINE_WORDS
        and plain.SENTENCE.search(line) is None
    )


def stated(given: Given) -> Metadata:
    """Return what an export says of an article in the form in which a page's head says it of itself.

    An agency that stands as the author ("Northern Wire") is credited, as on a page; the language helps only where the
    text's own cannot be told for sure.
    """
    return replace(EMPTY, pairs=tuple(("author", name) for name in given.authors), language=given.language)


def authors(given: Given, signed: tuple[str, ...]) -> tuple[str, ...]:
    """Name the writers as given, in the text's own spelling where it has the name ("ADA VOSS" is "Ada Voss" there).

    Where nobody is given, those who sign the text.
    """
    spelt = {name.casefold(): name for name in signed}
    named = tuple(tidy(name) for name in given.authors if header.somebody(tidy(name), given.publisher))
    return tuple(dict.fromkeys(spelt.get(name.casefold(), name) for name in named)) or signed
