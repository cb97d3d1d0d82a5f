"""The record as Markdown with footnotes."""

from __future__ import annotations

import re

from communique.export.report import Brief, Line, brief
from communique.export.text import visible
from communique.model import Account

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-+=:])")


def to_markdown(account: Account) -> str:
    """Return the report of ``account`` as Markdown (CommonMark with ``[^1]`` footnotes).

    Whatever the page says is escaped, so that no text of it becomes a heading, a link or HTML.
    Footnote labels carry the article's id, so that several reports can stand in one document.
    """
    report = brief(account)
    label = account.article.id[:8]
    parts = [f"# {escaped(report.headline)}", "\n".join(f"{escaped(line)}  " for line in report.about)]
    if report.people:
        parts.append("## People and parties\n\n" + "\n".join(f"- {escaped(person)}" for person in report.people))
    for section in report.sections:
        lines = "\n".join(_line(line, label) for line in section.lines)
        parts.append(f"## {escaped(section.title)}\n\n{lines}")
    if not report.sections:
        parts.append("No facts found.")
    if report.notes:
        parts.append(_notes(report, label))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """Return ``text`` with everything Markdown or a browser would act on escaped."""
    safe = _SPECIAL.sub(r"\\\1", visible(text).replace("\n", " "))
    return _LEADING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", safe).replace("://", "\\://")


def _line(line: Line, label: str) -> str:
    tags = "".join(f" **\\[{escaped(tag)}\\]**" for tag in line.tags)
    return f"- {escaped(line.sentence)}{tags} " + "".join(f"[^{label}-{number}]" for number in line.notes)


def _notes(report: Brief, label: str) -> str:
    return "\n".join(
        f"[^{label}-{note.number}]: {escaped(note.quote)} ({note.block}, {note.span.start}–{note.span.end})"
        for note in report.notes
    )
