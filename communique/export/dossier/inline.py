"""The small words round a line and a footnote that all formats print alike."""

from __future__ import annotations

from communique.export.dossier.shape import Footnote, PageRow
from communique.export.wording import listed

NOTES = "Footnotes"
NOTES_LEAD = "Each the sentence of a page, word for word, and whose hands the lines rest on that point to it."


def source_of(note: Footnote) -> str:
    """Return where a quoted sentence stands: "Kosta Herald, 3 May 2026 (text of Northern Wire)"."""
    return f"{note.outlet}, {note.day}" + (f" ({note.hand})" if note.hand else "")


def backs_of(note: Footnote) -> str:
    """Return how many origins stand behind what the sentence is cited for: "Supports a line of 2 origins"."""
    return "Supports " + listed([f"a line of {backing}" for backing in note.backs]) if note.backs else ""


def page_of(row: PageRow) -> str:
    """Return a page of the list of sources in words, its headline last."""
    return f"{row.outlet}, {row.day}: {row.headline}"


def why_of(row: PageRow) -> str:
    """Return why a page is laid to its origin."""
    return "; ".join(row.why)
