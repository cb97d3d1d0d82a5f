"""Pieces of a page → ONE text and its blocks, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from communique.article import captions, credits, language
from communique.article.charset import mend
from communique.article.credits import Mark
from communique.article.sentences import ends
from communique.model import STORY_KINDS, Block, BlockKind, Credit, Span, When

SEPARATOR = "\n"
"""What stands between two blocks of an article's text."""

_TELLING = 60
_CORRECTION = re.compile(
    r"^\W{0,3}(?:corrections?(?:\s(?:and|&)\sclarifications?)?(?:\s?[:.–—(-]|\s(?:appended|notice|on|made|to)\b)|"
    r"clarifications?\s?[:.–—-]|"
    r"(?:editor'?s?'?\s(?:note|correction))\s?[:–—-].{0,200}(?:correct|amend|earlier\sversion|previous\sversion|"
    r"updated\sto)|"
    r"(?:an|a)\s(?:earlier|previous)\sversion\sof\sthis\s(?:article|story|report|post|piece)\b|"
    r"this\s(?:article|story|report|post|piece)\s(?:was|has\sbeen|is)\s(?:corrected|amended|"
    r"updated\sto\scorrect)\b|errata?\b\s?:|berichtigung\s?:)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block before it has its place: kind, text, the time of a live post, the agencies it names."""

    kind: BlockKind
    text: str
    time: When | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Assembled:
    """One text, its blocks in order, and the credits found in it."""

    text: str
    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...]


def is_correction(text: str) -> bool:
    """Tell whether a block is a notice of correction: "An earlier version of this article gave …"."""
    return _CORRECTION.match(text.replace("’", "'")) is not None


def refine(pieces: Iterable[Piece]) -> list[Piece]:
    """Split captions, datelines and credits off the story's blocks they run into, and name the credits."""
    found: list[Piece] = []
    bodies = 0
    for raw in pieces:
        mended = mend(raw.text)
        piece = raw if mended is raw.text else replace(raw, text=mended)
        if piece.kind is BlockKind.BODY:
            found += _refine_body(piece, opening=bodies < 2)
            bodies += len(piece.text) > 60
        elif piece.kind is BlockKind.BYLINE:
            found.append(replace(piece, marks=credits.byline(piece.text)))
        elif piece.kind is BlockKind.CREDIT:
            found.append(
                replace(
                    piece, marks=credits.alone(piece.text) or credits.phrase(piece.text) or credits.rights(piece.text)
                )
            )
        elif piece.kind is BlockKind.DATELINE:
            line = credits.dateline(piece.text + " x")
            found.append(replace(piece, marks=line[1] if line else ()))
        else:
            found.append(piece)
    return found


def _refine_body(piece: Piece, *, opening: bool) -> list[Piece]:
    if is_correction(piece.text):
        return [replace(piece, kind=BlockKind.CORRECTION)]
    if marks := credits.alone(piece.text) or (credits.rights(piece.text) if len(piece.text) < 160 else ()):
        return [replace(piece, kind=BlockKind.CREDIT, marks=marks)]
    found: list[Piece] = []
    for text, is_caption in captions.split(piece.text):
        if is_caption:
            found.append(replace(piece, kind=BlockKind.CAPTION, text=text))
        else:
            found += _with_credit(replace(piece, text=text), opening=opening)
    return found


def _with_credit(piece: Piece, *, opening: bool) -> list[Piece]:
    found: list[Piece] = []
    if opening and (line := credits.dateline(piece.text)) is not None:
        end, marks = line
        found.append(replace(piece, kind=BlockKind.DATELINE, text=piece.text[:end].rstrip(), marks=marks))
        piece = replace(piece, text=piece.text[end:].lstrip())
    if (at := credits.glued(piece.text)) is not None:
        start, marks = at
        tail = piece.text[start:]
        shifted = tuple(replace(m, start=m.start - start, end=m.end - start) for m in marks)
        head = piece.text[:start].rstrip()
        return [
            *found,
            *([replace(piece, text=head)] if head else []),
            replace(piece, kind=BlockKind.CREDIT, text=tail.rstrip(), marks=shifted),
        ]
    stops = ends(piece.text)
    start = stops[-2] if len(stops) > 1 else 0
    last = piece.text[start:].lstrip()
    if marks := credits.phrase(last):
        head = piece.text[:start].rstrip()
        return [
            *found,
            *([replace(piece, text=head)] if head else []),
            replace(piece, kind=BlockKind.CREDIT, text=last, marks=marks),
        ]
    return [*found, piece]


def assemble(pieces: Sequence[Piece], story: str | None) -> Assembled:
    """Lay the pieces into one text, in order, a line break between; ``story``: the story's language."""
    parts: list[str] = []
    blocks: list[Block] = []
    named: list[Credit] = []
    at = 0
    for piece in pieces:
        if not piece.text.strip():
            continue
        span = Span(at, at + len(piece.text))
        tongue = language.of_block(piece.text) if piece.kind is not BlockKind.NAVIGATION else None
        if piece.kind in STORY_KINDS and (tongue is None or len(piece.text) < _TELLING):
            tongue = story  # "Macron, Merz, Tusk: un pas en avant" over an English story: too short to overrule it
        blocks.append(Block(kind=piece.kind, span=span, language=tongue, time=piece.time))
        named += [Credit(name=m.name, span=Span(at + m.start, at + m.end), how=m.how) for m in piece.marks]
        parts.append(piece.text)
        at = span.end + len(SEPARATOR)
    return Assembled(text=SEPARATOR.join(parts), blocks=tuple(blocks), credits=tuple(named))
