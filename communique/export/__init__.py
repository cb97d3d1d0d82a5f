"""An account written for somebody else: one format, one function, one file."""

from communique.export.codes import in_words
from communique.export.html import to_html
from communique.export.json import rejected_to_json, to_json
from communique.export.markdown import to_markdown
from communique.export.report import Brief, Line, Note, Section, brief
from communique.export.text import to_text, visible

__all__ = [
    "Brief",
    "Line",
    "Note",
    "Section",
    "brief",
    "in_words",
    "rejected_to_json",
    "to_html",
    "to_json",
    "to_markdown",
    "to_text",
    "visible",
]
