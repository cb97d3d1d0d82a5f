"""The short form of a brief for a terminal: what it covers, the key points with their sentences, what else there is."""

from __future__ import annotations

from communique.export.dossier.inline import NOTES, backs_of, source_of
from communique.export.dossier.keypoints import TITLE
from communique.export.dossier.shape import Briefing, Chapter, Footnote, Told
from communique.export.text import visible, wrapped


def brief_to_text(briefing: Briefing) -> str:
    """Return the key points of ``briefing`` with their footnotes, and how many lines the other chapters have."""
    parts = [wrapped(briefing.title), "\n".join(wrapped(line, "  ") for line in briefing.about)]
    points = [line for c in briefing.chapters if c.title == TITLE for group in c.groups for line in group.lines]
    if points:
        parts.append(f"{TITLE.upper()}\n" + "\n".join(wrapped(_line(line), "  - ", "    ") for line in points))
    rest = [chapter for chapter in briefing.chapters if chapter.title != TITLE]
    if rest:
        parts.append("ALSO IN THE BRIEF\n" + "\n".join(f"  {chapter.title}: {_size(chapter)}" for chapter in rest))
    cited = {number for line in points for number in line.notes}
    notes = [wrapped(_note(note), f"  [{note.number}] ", "      ") for note in briefing.notes if note.number in cited]
    if notes:
        parts.append(f"{NOTES.upper()}\n" + "\n".join(notes))
    return visible("\n\n".join(parts) + "\n")


def _line(line: Told) -> str:
    tags = "".join(f" [{tag}]" for tag in line.tags)
    backing = f" ({line.backing})" if line.backing else ""
    return f"{line.label}: {line.sentence}{tags}{backing} " + "".join(f"[{number}]" for number in line.notes)


def _size(chapter: Chapter) -> int:
    return sum(len(g.lines) + len(g.pages) + (len(g.grid.rows) if g.grid else 0) for g in chapter.groups)


def _note(note: Footnote) -> str:
    where = note.link or f"file {note.file}"
    return f"{source_of(note)}: “{note.quote}” {where} {backs_of(note)}".rstrip()
