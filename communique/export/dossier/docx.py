"""The brief of a dossier as a Word document: real headings, tables, and footnotes as a numbered list with links.

The library has no footnotes of Word's own, so each is a paragraph at the end with a bookmark, and each number in the
text a link to it. The file is the same byte for byte each time: no clock, no order of chance.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

from docx import Document
from docx.document import Document as Written
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from communique.export.dossier.inline import NOTES, NOTES_LEAD, backs_of, page_of, source_of, why_of
from communique.export.dossier.shape import Briefing, Cell, Chapter, Footnote, Grid, Group, PageRow, Told
from communique.export.text import visible

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters XML 1.0 has no way to write; ``visible`` leaves the non-characters among them."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP file knows."""


def brief_to_docx(briefing: Briefing) -> bytes:
    """Return ``briefing`` as the bytes of a Word document (Office Open XML), for A4."""
    document = Document()
    _set_up(document, briefing)
    document.add_heading(_clean(briefing.title), level=0)
    for line in briefing.about:
        document.add_paragraph(_clean(line))
    for chapter in briefing.chapters:
        _chapter(document, chapter)
    if briefing.notes:
        document.add_heading(NOTES, level=1)
        document.add_paragraph(NOTES_LEAD)
        for note in briefing.notes:
            _note(document, note)
    written = io.BytesIO()
    document.save(written)
    return _timeless(written.getvalue())


def _clean(text: str) -> str:
    return _ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", visible(text).replace("\n", " "))


def _set_up(document: Written, briefing: Briefing) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    normal.element.get_or_add_rPr().append(language)
    about = document.core_properties
    day = datetime.fromisoformat(briefing.day)
    about.title, about.author, about.last_modified_by = _clean(briefing.title)[:250], "Communiqué", "Communiqué"
    about.comments, about.revision, about.language = "", 1, "en-GB"
    about.created = about.modified = day


def _chapter(document: Written, chapter: Chapter) -> None:
    document.add_heading(_clean(chapter.title), level=1)
    if chapter.lead:
        document.add_paragraph().add_run(_clean(chapter.lead)).italic = True
    for group in chapter.groups:
        _group(document, group)


def _group(document: Written, group: Group) -> None:
    if group.title:
        document.add_heading(_clean(group.title), level=2)
    for line in group.lines:
        _line(document, line, 0)
    if group.grid is not None:
        _grid(document, group.grid)
    for row in group.pages:
        _page(document, row)


def _line(document: Written, line: Told, depth: int) -> None:
    paragraph = document.add_paragraph(style="List Bullet" if depth == 0 else "List Bullet 2")
    if line.label:
        paragraph.add_run(_clean(line.label) + ": ").bold = True
    paragraph.add_run(_clean(line.sentence))
    _after(paragraph, line.tags, line.backing, line.notes)
    for under in line.under:
        _line(document, under, depth + 1)


def _after(paragraph: Paragraph, tags: tuple[str, ...], backing: str, notes: tuple[int, ...]) -> None:
    for tag in tags:
        paragraph.add_run(f" [{_clean(tag)}]").bold = True
    if backing:
        paragraph.add_run(f" ({_clean(backing)})")
    for number in notes:
        paragraph.add_run(" ")
        _link(paragraph, str(number), anchor=_mark(number))


def _mark(number: int) -> str:
    return f"note_{number}"


def _grid(document: Written, grid: Grid) -> None:
    table = document.add_table(rows=1, cols=len(grid.head), style="Table Grid")
    for cell, word in zip(table.rows[0].cells, grid.head, strict=True):
        cell.paragraphs[0].add_run(_clean(word)).bold = True
    heads = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(heads)
    for row in grid.rows:
        cells = table.add_row().cells
        for at, (cell, told) in enumerate(zip(cells, row, strict=True)):
            _cell(cell, told, heads=at == 0)
    document.add_paragraph()


def _cell(cell: _Cell, told: Cell, *, heads: bool) -> None:
    paragraph = cell.paragraphs[0]
    if told.words:
        paragraph.add_run(_clean(told.words)).bold = True if heads else None
    if told.quote:
        paragraph.add_run(f"“{_clean(told.quote)}”")
    _after(paragraph, told.tags, told.backing, told.notes)


def _page(document: Written, row: PageRow) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    if row.link:
        _link(paragraph, _clean(page_of(row)), address=row.link)
    else:
        paragraph.add_run(_clean(page_of(row)))
    if row.why:
        paragraph.add_run(" – " + _clean(why_of(row)))


def _note(document: Written, note: Footnote) -> None:
    paragraph = document.add_paragraph()
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for element in (start, end):
        element.set(qn("w:id"), str(note.number))
    start.set(qn("w:name"), _mark(note.number))
    paragraph._p.append(start)
    paragraph.add_run(f"{note.number}. ").bold = True
    paragraph._p.append(end)
    paragraph.add_run(_clean(f"{source_of(note)}: “{note.quote}” "))
    if note.link:
        _link(paragraph, "on the page", address=note.link)
    else:
        paragraph.add_run(_clean(f"file {note.file}"))
    if note.backs:
        paragraph.add_run(_clean(f". {backs_of(note)}."))


def _link(paragraph: Paragraph, words: str, *, anchor: str = "", address: str = "") -> None:
    """Add a link to a bookmark, whose number is raised, or to the web."""
    link = OxmlElement("w:hyperlink")
    run = paragraph.add_run(words)
    if anchor:
        link.set(qn("w:anchor"), anchor)
        run.font.superscript = True
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _timeless(document: bytes) -> bytes:
    """Return the ZIP file with its parts as they are and their times all alike."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(document)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, date_time=_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            new.writestr(entry, old.read(part))
    return written.getvalue()
