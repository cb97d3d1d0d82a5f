"""The brief of a dossier as data: what every format writes, in its order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence made of facts. ``label`` stands before it (a day, a sort); ``tags`` in brackets after it say how far
    it is to be taken; ``backing`` whose hands it rests on ("2 origins"); ``notes`` are numbers of ``Briefing.notes``.
    """

    sentence: str
    notes: tuple[int, ...]
    label: str = ""
    tags: tuple[str, ...] = ()
    backing: str = ""
    under: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table; ``quote`` is a sentence of a page word for word, printed in quotation marks."""

    words: str
    notes: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()
    backing: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table; the first cell of each row heads it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A page in the list of sources: outlet, day, headline, why it is laid to its origin; ``link`` None where the page
    has no address on the web."""

    outlet: str
    day: str
    headline: str
    why: tuple[str, ...]
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines, a table or pages under a heading of their own (``title`` empty: under that of the chapter)."""

    title: str = ""
    lines: tuple[Told, ...] = ()
    grid: Grid | None = None
    pages: tuple[PageRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A part of the brief; ``lead`` says how it is to be read."""

    title: str
    lead: str
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """The sentence of a page that something rests on, ``quote`` word for word but for white space and a marked cut.

    ``link`` leads to the sentence on the page (a text fragment), None where the page has no address on the web; then
    ``file`` is what the page was read from. ``hand`` is the origin where it is not the outlet itself; ``backs`` whose
    hands the lines rest on that point here ("2 origins"), each once.
    """

    number: int
    outlet: str
    day: str
    hand: str
    quote: str
    link: str | None
    file: str
    backs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The brief: what dossier it is of, what it covers, what it tells, and the sentences that say so."""

    title: str
    about: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    notes: tuple[Footnote, ...]
    day: str
