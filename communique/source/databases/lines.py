"""Lines of an export, whatever file it came in: one paragraph or one row of a table to a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

CELL = "\t"
"""What stands between two cells of a row; in running text a tab is a blank."""

MAX_LINES = 50_000
"""Lines of one article, its index included; a long one has a thousand."""

_BLANKS = re.compile(r"[\s\u00a0\u200b\ufeff\u2060]+")
_STOP = re.compile(r"""[.!?]["”’»)]*$""")
_WIDEST = 120
_SURE = 0.8


class LineWriter:
    """Gathers text into lines: a blank line after each paragraph, the cells of a row in one line.

    A paragraph that ends a cell is followed by ``CELL`` when another cell follows, by a line break when another
    paragraph does: "HD" in the first cell and "Talks fail" in the second are the line "HD<tab>Talks fail".
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._done: list[str] = []
        self._begun = False
        self._ended = False
        self._cells = 0

    def text(self, text: str) -> None:
        """Add words to the line."""
        if self._ended and text.strip():
            self._flush()
        self._parts.append(text.replace(CELL, " "))
        self._begun = self._begun or bool(text.strip())

    def line_break(self) -> None:
        """End the line, but not the paragraph; where nothing stands in the line it is a blank one, outside a row."""
        self._flush(paragraph=self.is_empty and not self._cells)

    def paragraph(self) -> None:
        """End the paragraph; inside a row it is ended when it is known that its cell goes on.

        A cell may open with a paragraph's mark before its first word: ``<td>HD</td><td><p>Talks fail</p></td>``.
        """
        if self._cells:
            self._ended = self._ended or self._begun
        else:
            self._flush()

    def cell(self) -> None:
        """Begin a cell of a row."""
        if self._cells:
            self._parts.append(CELL)
        self._begun = self._ended = False
        self._cells += 1

    def row(self) -> None:
        """End the row."""
        self._flush()
        self._cells = 0

    def take(self) -> list[str]:
        """Return the lines ended since the last call."""
        done, self._done = self._done, []
        return done

    def rest(self) -> list[str]:
        """Return what is left at the end."""
        self._flush()
        return self.take()

    @property
    def is_empty(self) -> bool:
        """Nothing stands in the line yet."""
        return not any(part.strip() for part in self._parts)

    def _flush(self, *, paragraph: bool = True) -> None:
        made = [tidy(line) for line in "".join(self._parts).split("\n")]
        self._parts, self._begun, self._ended = [], False, False
        self._done += [line for line in made if line]
        if paragraph and (not self._done or self._done[-1]):
            self._done.append("")


def keep(article: list[str], line: str) -> None:
    """Add a line to an article's; of one with more than ``MAX_LINES`` no further ones are kept in memory."""
    if len(article) <= MAX_LINES:
        article.append(line)


def tidy(line: str) -> str:
    """Make every run of blanks in each cell one blank, without those at the ends."""
    return CELL.join(" ".join(_BLANKS.split(cell)).strip() for cell in line.split(CELL)).strip()


def paragraphs(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the paragraphs of some lines: those broken at a fixed width put together, the others one to a line.

    A text is broken at a width where almost every line that another follows had no room for that one's first word
    ("Ministers met in" / "Kosta" at a width of 20) and most of them end in mid-sentence. Paragraphs one to a line
    hardly ever look so.
    """
    bare = [line.strip() for line in lines]
    pairs = [(one, two) for one, two in pairwise(bare) if one and two]
    widest = max(map(len, bare), default=0)
    full = sum(len(one) + 1 + len(two.split(maxsplit=1)[0]) > widest for one, two in pairs)
    ended = sum(_STOP.search(one) is not None for one, _ in pairs)
    if not pairs or widest > _WIDEST or full < _SURE * len(pairs) or 2 * ended > len(pairs):
        return tuple(made for line in bare if (made := tidy(line)))
    return tuple(tidy(" ".join(block)) for block in blocks(bare))


def blocks(lines: Iterable[str]) -> list[list[str]]:
    """Return the lines in groups, as blank lines part them."""
    found: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [group for group in found if group]
