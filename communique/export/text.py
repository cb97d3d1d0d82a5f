"""The record as a report for a terminal or a mail."""

from __future__ import annotations

import textwrap
import unicodedata

from communique.export.report import Brief, Line, brief
from communique.model import Account

WIDTH = 100


def to_text(account: Account) -> str:
    """Return the report of ``account`` as plain text, lines at most 100 columns, numbered notes last.

    Notes hold the page's sentences word for word and without quotation marks of ours. Characters
    that command a terminal or turn the reading direction are shown, not sent.
    """
    return visible(_laid_out(brief(account)))


def visible(text: str) -> str:
    """Return ``text`` with control and direction characters written out (``\\x1b``), line feeds kept."""
    return "".join(
        char if char == "\n" or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else _written(char)
        for char in text
    )


def _written(char: str) -> str:
    # Soft hyphens, zero width joiners and byte order marks are layout of the page, not its words.
    if char in "\u00ad\u200b\u200c\u200d\u2060\ufeff":
        return ""
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _laid_out(report: Brief) -> str:
    parts = [wrapped(report.headline), "\n".join(wrapped(line, "  ") for line in report.about)]
    if report.people:
        parts.append("PEOPLE AND PARTIES\n" + "\n".join(wrapped(person, "  ", "    ") for person in report.people))
    for section in report.sections:
        lines = "\n".join(wrapped(_line(line), "  - ", "    ") for line in section.lines)
        parts.append(f"{section.title.upper()}\n{lines}")
    if not report.sections:
        parts.append("No facts found.")
    if report.notes:
        notes = "\n".join(
            wrapped(f"{note.quote} ({note.block}, {note.span.start}–{note.span.end})", f"  [{note.number}] ", "      ")
            for note in report.notes
        )
        parts.append(f"THE PAGE'S OWN SENTENCES\n{notes}")
    return "\n\n".join(parts) + "\n"


def _line(line: Line) -> str:
    tags = "".join(f" [{tag}]" for tag in line.tags)
    return f"{line.sentence}{tags} " + "".join(f"[{number}]" for number in line.notes)


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Return ``text`` in lines of at most 100 columns, ``first`` before the first and ``rest`` before the others."""
    return textwrap.fill(
        text,
        width=WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
