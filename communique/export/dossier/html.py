"""The brief of a dossier as one HTML file that asks nothing of anybody: no script, no request, every word escaped."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

from communique.export.dossier.inline import NOTES, NOTES_LEAD, backs_of, page_of, source_of, why_of
from communique.export.dossier.shape import Briefing, Cell, Chapter, Footnote, Grid, Group, PageRow, Told
from communique.export.sentences import NOT_DONE
from communique.export.text import visible
from communique.model import Status

_DONE = frozenset(status.value for status in Status) - {status.value for status in NOT_DONE}
"""Tags in the colour of the text: those in red are what a reader must not pass over ("planned", "denied")."""


def brief_to_html(briefing: Briefing) -> str:
    """Return one self-contained HTML document; light, dark and on A4. Footnotes lead back to where they are first
    cited, and to their sentence on the page where that has a web address."""
    style = _style()
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'"
    about = "".join(f"<li>{_safe(line)}</li>" for line in briefing.about)
    writer = _Writer()
    chapters = "\n".join(writer.chapter(number, chapter) for number, chapter in enumerate(briefing.chapters, start=1))
    contents = "".join(
        f'<li><a href="#c{number}">{_safe(chapter.title)}</a></li>'
        for number, chapter in enumerate(briefing.chapters, start=1)
    )
    return (
        "<!doctype html>\n"
        f'<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(briefing.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header>\n<h1 dir="auto">{_safe(briefing.title)}</h1>\n<ul class="about">{about}</ul>\n</header>\n'
        + (f'<nav aria-label="Contents"><ul>{contents}</ul></nav>\n' if contents else "")
        + f"<main>\n{chapters}\n{_notes(briefing)}</main>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files("communique.export.dossier").joinpath("brief.css").read_text(encoding="utf-8")


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)


class _Writer:
    """Writes chapters; knows which footnotes have been cited, so that each leads back to its first place."""

    def __init__(self) -> None:
        self._cited: set[int] = set()

    def chapter(self, number: int, chapter: Chapter) -> str:
        lead = f'<p class="lead">{_safe(chapter.lead)}</p>\n' if chapter.lead else ""
        groups = "\n".join(self._group(group) for group in chapter.groups)
        head = f'<h2 id="c{number}">{_safe(chapter.title)}</h2>'
        return f'<section aria-labelledby="c{number}">\n{head}\n{lead}{groups}\n</section>'

    def _group(self, group: Group) -> str:
        parts = [f'<h3 dir="auto">{_safe(group.title)}</h3>'] if group.title else []
        if group.lines:
            parts.append("<ul>\n" + "\n".join(self._line(line) for line in group.lines) + "\n</ul>")
        if group.grid is not None:
            parts.append(self._grid(group.grid))
        if group.pages:
            parts.append('<ul class="pages">\n' + "\n".join(_page(row) for row in group.pages) + "\n</ul>")
        return "\n".join(parts)

    def _line(self, line: Told) -> str:
        label = f'<b class="label" dir="auto">{_safe(line.label)}:</b> ' if line.label else ""
        words = f'<span dir="auto">{_safe(line.sentence)}</span>'
        under = "".join(self._line(inner) for inner in line.under)
        after = self._after(line.tags, line.backing, line.notes)
        return f"<li>{label}{words}{after}{f'<ul>{under}</ul>' if under else ''}</li>"

    def _after(self, tags: tuple[str, ...], backing: str, notes: tuple[int, ...]) -> str:
        shown = "".join(f' <span class="tag{" done" if tag in _DONE else ""}">{_safe(tag)}</span>' for tag in tags)
        shown += f' <span class="backing">({_safe(backing)})</span>' if backing else ""
        return shown + "".join(self._reference(number) for number in notes)

    def _reference(self, number: int) -> str:
        own = "" if number in self._cited else f' id="r{number}"'
        self._cited.add(number)
        return f' <a class="ref" href="#n{number}"{own} aria-label="Footnote {number}">{number}</a>'

    def _grid(self, grid: Grid) -> str:
        head = "".join(f'<th scope="col">{_safe(word)}</th>' for word in grid.head)
        rows = "\n".join(
            "<tr>" + self._cell(row[0], "th") + "".join(self._cell(cell, "td") for cell in row[1:]) + "</tr>"
            for row in grid.rows
        )
        caption = f"<caption>{_safe(grid.caption)}</caption>"
        return f"<table>\n{caption}\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"

    def _cell(self, cell: Cell, tag: str) -> str:
        words = f'<span dir="auto">{_safe(cell.words)}</span>' if cell.words else ""
        quote = f'<span class="quote" dir="auto">“{_safe(cell.quote)}”</span>' if cell.quote else ""
        scope = ' scope="row"' if tag == "th" else ""
        return f"<{tag}{scope}>{words}{quote}{self._after(cell.tags, cell.backing, cell.notes)}</{tag}>"


def _page(row: PageRow) -> str:
    words = f'<span dir="auto">{_safe(page_of(row))}</span>'
    shown = f'<a href="{_safe(row.link)}" rel="noreferrer noopener">{words}</a>' if row.link else words
    return f"<li>{shown}" + (f' <span class="why">{_safe(why_of(row))}</span>' if row.why else "") + "</li>"


def _notes(briefing: Briefing) -> str:
    if not briefing.notes:
        return ""
    rows = "\n".join(_note(note) for note in briefing.notes)
    head = f'<h2 id="notes">{NOTES}</h2>\n<p class="lead">{NOTES_LEAD}</p>'
    return f'<section aria-labelledby="notes">\n{head}\n<ol class="notes">\n{rows}\n</ol>\n</section>\n'


def _note(note: Footnote) -> str:
    where = (
        f'<a href="{_safe(note.link)}" rel="noreferrer noopener">on the page</a>'
        if note.link
        else f"file {_safe(note.file)}"
    )
    back = f'<a class="ref" href="#r{note.number}" aria-label="Back to where footnote {note.number} is cited">↩</a>'
    backs = f' <span class="backing">{_safe(backs_of(note))}</span>' if note.backs else ""
    return (
        f'<li id="n{note.number}"><span dir="auto">{_safe(source_of(note))}</span>: '
        f'<span class="quote" dir="auto">“{_safe(note.quote)}”</span> {where}{backs} {back}</li>'
    )
