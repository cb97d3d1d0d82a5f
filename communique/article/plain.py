"""Plain text with page furniture → pieces: a copied or captured page, one paragraph to a line or hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.article import captions, credits, days, labels, language
from communique.article.blocks import Piece, is_correction
from communique.article.dom import tidy
from communique.model import BlockKind

MAX_LINES = 50_000
"""Lines beyond this many are not read: no page has them."""

SENTENCE = re.compile(r"""[.!?…]["”’»)\]]*\s*$""")
_STORY_WORDS = 12
BYLINE = re.compile(r"^(?:by|from)\s+[A-ZÀ-Þ][\w.'’-]+(?:\s|$)", re.IGNORECASE)
BULLET = re.compile(r"^\s{0,8}[-•*·–]\s")
_ENGLISH_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|will|would|did|does|do|can|could|may|might|should|must|told|"
    r"been|be)\b",
    re.I,
)


def pieces(text: str) -> list[Piece]:
    """Take a plain text apart: what stands before the headline, the story, and the furniture after it.

    The story runs from the headline to its last paragraph: a line of at least 12 words that ends as
    a sentence does (a credit may be glued to it). Short lines after that are the page's furniture,
    in sections that labels open.
    """
    lines = paragraphs(text)
    story = [i for i, line in enumerate(lines) if is_story(line)]
    if not story:
        return [Piece(kind=_outside(line), text=line) for line in lines]
    last = _last(lines, story)
    first = story[0]
    head = _head(lines, first)
    tongue = language.of(" ".join(lines[i] for i in story)[:20_000])
    found = _before(lines[:head] if head is not None else lines[:first], past_head=False)
    if head is not None:
        found.append(Piece(kind=BlockKind.HEADLINE, text=lines[head]))
        found += _before(lines[head + 1 : first], past_head=True)
    found += [Piece(kind=_within(line, tongue.code if tongue else None), text=line) for line in lines[first : last + 1]]
    return found + _after(lines[last + 1 :])


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, one to a line or broken at a fixed width; lines without a letter are none."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").split("\n")[:MAX_LINES]
    if _wrapped(raw):
        raw = _joined(raw)
    return [line for line in (tidy(r) for r in raw) if any(c.isalnum() for c in line)]


def _wrapped(raw: Sequence[str]) -> bool:
    """Tell a text broken at a fixed width (mail, agency tapes): long paragraphs of lines alike, blank lines between."""
    long = [len(line.rstrip()) for line in raw if len(line.strip()) > 40]
    if len(long) < 6 or max(long) > 110 or not any(not line.strip() for line in raw):
        return False
    running = [line for line in raw if len(line.strip()) > 40]
    open_ended = sum(not SENTENCE.search(line) for line in running)
    return open_ended > 0.6 * len(running)


def _joined(raw: Sequence[str]) -> list[str]:
    found: list[str] = []
    open_line = False
    width = max(len(line.rstrip()) for line in raw)
    for line in raw:
        if not line.strip():
            open_line = False
        elif open_line and not BULLET.match(line):
            found[-1] += " " + line.strip()
            open_line = len(line.rstrip()) > 0.6 * width
        else:
            found.append(line.strip())
            open_line = len(line.rstrip()) > 0.6 * width
    return found


def is_story(line: str) -> bool:
    """Tell a paragraph of a story: 12 words and more that end as a sentence does, a credit glued to it or not."""
    if len(line.split()) < _STORY_WORDS:
        # Chinese, Japanese and Thai write no blanks: length tells, not words.
        return len(line) > 60 and not line.isascii() and len(line.split()) < 4
    body = line
    if (at := credits.glued(line)) is not None:
        body = line[: at[0]].rstrip()
    return bool(SENTENCE.search(body)) or len(line) > 220


def _last(lines: Sequence[str], story: Sequence[int]) -> int:
    """Find the story's last line: a lone long sentence far below, among labels, is a teaser and not the story."""
    last = story[-1]
    for index in reversed(story[1:]):
        gap = next((index - s for s in reversed(story) if s < index), 0)
        between = lines[index - gap + 1 : index]
        if sum(labels.announces(b) is not None for b in between) >= 1 and len(between) >= 2:
            last = story[story.index(index) - 1]
        else:
            break
    follows = last + 1
    while follows < len(lines) and (
        credits.alone(lines[follows]) or credits.phrase(lines[follows]) or is_correction(lines[follows])
    ):
        follows += 1
    return follows - 1


def _head(lines: Sequence[str], first: int) -> int | None:
    """Find the headline: the longest of the first lines that is no label, byline, date or caption."""
    able = [
        i
        for i in range(max(0, first - 8), first)
        if 3 <= len(lines[i].split()) <= 30
        and len(lines[i]) <= 220
        and labels.announces(lines[i]) is None
        and not BYLINE.match(lines[i])
        and not dated(lines[i])
        and not captions.is_caption(lines[i])
        and ">" not in lines[i]
    ]
    if not able:
        return None
    return next((i for i in able if len(lines[i].split()) >= 4), able[0])


def dated(line: str) -> bool:
    """Tell whether a line is little more than a date."""
    found = next(days.find(line), None)
    return found is not None and len(line) - (found.end - found.start) < 40


def _before(lines: Sequence[str], *, past_head: bool) -> list[Piece]:
    """Name the lines above the story: byline, date, deck, and the site's navigation."""
    found = []
    for line in lines:
        if BYLINE.match(line) and len(line.split()) <= 14:
            kind = BlockKind.BYLINE
        elif len(line) < 120 and dated(line):
            kind = BlockKind.DATELINE
        elif captions.is_caption(line):
            kind = BlockKind.CAPTION
        elif (announced := labels.announces(line)) is not None:
            kind = announced
        elif past_head and len(line.split()) >= 5:
            kind = BlockKind.SUBHEAD
        else:
            kind = BlockKind.NAVIGATION
        found.append(Piece(kind=kind, text=line))
    return found


def _within(line: str, tongue: str | None) -> BlockKind:
    """Name a line between the story's first and last paragraph."""
    if is_story(line):
        return BlockKind.BODY
    if credits.alone(line):
        return BlockKind.CREDIT
    if (announced := labels.announces(line) or labels.leads(line)) is not None:
        return announced
    if captions.is_caption(line):
        return BlockKind.CAPTION
    if SENTENCE.search(line) or line[0] in '"“«' or BULLET.match(line):
        found = language.of_block(line)
        return BlockKind.BODY if found in {None, tongue} else BlockKind.TEASER
    return BlockKind.SUBHEAD if len(line.split()) <= _STORY_WORDS else BlockKind.BODY


def _outside(line: str) -> BlockKind:
    return labels.announces(line) or (BlockKind.SERVICE if labels.is_directory(line) else BlockKind.TEASER)


def _after(lines: Sequence[str]) -> list[Piece]:
    """Name the furniture below the story: a label opens a section, the lines under it are the section's teasers."""
    found: list[Piece] = []
    section: BlockKind | None = None
    for line in lines:
        announced = labels.announces(line)
        if announced is not None:
            section = announced
            kind = announced
        elif labels.is_directory(line):
            kind = BlockKind.SERVICE
        elif (led := labels.leads(line)) is not None:
            kind = led
        elif (
            section in {BlockKind.SERVICE, BlockKind.CONSENT, BlockKind.ADVERT, BlockKind.NAVIGATION} or section is None
        ):
            kind = BlockKind.TEASER if len(line.split()) >= 3 else BlockKind.LABEL
            kind = BlockKind.NAVIGATION if "©" in line else kind
        else:
            kind = section
        found.append(Piece(kind=kind, text=line))
    return found
