"""The brief of a dossier as Markdown with footnotes."""

from __future__ import annotations

from communique.export.dossier.inline import NOTES, backs_of, page_of, source_of, why_of
from communique.export.dossier.shape import Briefing, Cell, Chapter, Footnote, Grid, Group, PageRow, Told
from communique.export.markdown import escaped


def brief_to_markdown(briefing: Briefing) -> str:
    """Return ``briefing`` as Markdown (CommonMark with tables and ``[^1]`` footnotes).

    Whatever a page says is escaped, so that no text of it becomes a heading, a link, a table or HTML.
    """
    parts = [f"# {escaped(briefing.title)}", "\n".join(f"{escaped(line)}  " for line in briefing.about)]
    parts += [part for chapter in briefing.chapters for part in _chapter(chapter)]
    if briefing.notes:
        parts += [f"## {NOTES}", "\n".join(_note(note) for note in briefing.notes)]
    return "\n\n".join(parts) + "\n"


def _chapter(chapter: Chapter) -> list[str]:
    parts = [f"## {escaped(chapter.title)}"]
    if chapter.lead:
        parts.append(escaped(chapter.lead))
    return parts + [part for group in chapter.groups for part in _group(group)]


def _group(group: Group) -> list[str]:
    parts = [f"### {escaped(group.title)}"] if group.title else []
    if group.lines:
        parts.append("\n".join(row for line in group.lines for row in _line(line, "")))
    if group.grid is not None:
        parts.append(_grid(group.grid))
    if group.pages:
        parts.append("\n".join(_page(row) for row in group.pages))
    return parts


def _line(line: Told, indent: str) -> list[str]:
    label = f"**{escaped(line.label)}:** " if line.label else ""
    words = f"{label}{escaped(line.sentence)}{_after(line.tags, line.backing, line.notes)}"
    return [f"{indent}- {words}", *(row for under in line.under for row in _line(under, indent + "  "))]


def _after(tags: tuple[str, ...], backing: str, notes: tuple[int, ...]) -> str:
    shown = "".join(f" **\\[{escaped(tag)}\\]**" for tag in tags)
    return shown + (f" ({escaped(backing)})" if backing else "") + "".join(f" [^{number}]" for number in notes)


def _grid(grid: Grid) -> str:
    head = "| " + " | ".join(escaped(word) for word in grid.head) + " |"
    rule = "|" + " --- |" * len(grid.head)
    rows = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in grid.rows]
    return "\n".join([head, rule, *rows])


def _cell(cell: Cell) -> str:
    quote = f"“{escaped(cell.quote)}”" if cell.quote else ""
    return f"{escaped(cell.words)}{quote}{_after(cell.tags, cell.backing, cell.notes)}".strip()


def _page(row: PageRow) -> str:
    words = escaped(page_of(row))
    shown = f"[{words}](<{_address(row.link)}>)" if row.link else words
    return f"- {shown}" + (f" – {escaped(why_of(row))}" if row.why else "")


def _note(note: Footnote) -> str:
    where = f"[on the page](<{_address(note.link)}>)" if note.link else escaped(f"file {note.file}")
    backs = f" {escaped(backs_of(note))}." if note.backs else ""
    return f"[^{note.number}]: {escaped(source_of(note))}: “{escaped(note.quote)}” {where}.{backs}"


def _address(link: str) -> str:
    # "&copy;" in an address would be read as a sign.
    return link.replace("&", "&amp;")
