"""Many pages told as one brief: key points first, each line with footnotes and the count of its origins."""

from communique.export.dossier.briefing import briefing
from communique.export.dossier.docx import brief_to_docx
from communique.export.dossier.html import brief_to_html
from communique.export.dossier.markdown import brief_to_markdown
from communique.export.dossier.scope import Capture, Scope
from communique.export.dossier.shape import Briefing, Cell, Chapter, Footnote, Grid, Group, PageRow, Told
from communique.export.dossier.text import brief_to_text

__all__ = [
    "Briefing",
    "Capture",
    "Cell",
    "Chapter",
    "Footnote",
    "Grid",
    "Group",
    "PageRow",
    "Scope",
    "Told",
    "brief_to_docx",
    "brief_to_html",
    "brief_to_markdown",
    "brief_to_text",
    "briefing",
]
