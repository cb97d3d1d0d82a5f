"""A selection as a table (CSV, RFC 4180) and as markdown with footnotes."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from communique.export.cells import guarded
from communique.export.dates import in_words
from communique.export.dossier.footnotes import outlet_of, published_in_words
from communique.export.dossier.fragments import link_to
from communique.export.dossier.happened import found, told
from communique.export.dossier.markdown import brief_to_markdown
from communique.export.dossier.shape import Briefing, Chapter, Group
from communique.export.dossier.teller import many
from communique.export.text import visible
from communique.export.wording import clipped, one_line
from communique.model import Happening
from communique.version import __version__
from communique.web.pages.rows import teller_of
from communique.web.telling import count_of
from communique.web.view import View

COLUMNS = (
    "id", "when", "earliest", "latest", "type", "status", "what", "actors", "recipients", "where", "origins",
    "pages_of_known_origin", "pages_of_unknown_origin", "sentence", "outlet", "published", "link",
)  # fmt: skip
_LONGEST = 2000


def to_csv(view: View, chosen: Sequence[Happening]) -> str:
    """Return happenings as CSV, one row for each, with the sentence of the fact that tells it best.

    A cell that a spreadsheet would take for a formula ("=HYPERLINK(...)" as somebody's name) begins with an
    apostrophe.
    """
    teller = teller_of(view)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for happening in chosen:
        one = found(happening, teller)
        if one is None:
            continue
        lead = one.events[0]
        article = view.account_of(lead.id).article
        when = happening.when
        count = count_of(view, teller.articles_of(one.agreeing))
        cells = (
            happening.id,
            in_words(when) if when else "",
            (when.earliest or "") if when else "",
            (when.latest or "") if when else "",
            happening.type.value,
            happening.status.value,
            told(one, teller).sentence,
            "; ".join(teller.party(party) for party in happening.actors),
            "; ".join(teller.party(party) for party in happening.recipients),
            happening.where.name if happening.where else "",
            str(count.origins),
            str(count.pages),
            str(count.unknown),
            one_line(lead.evidence[0].quote),
            outlet_of(article),
            published_in_words(article),
            link_to(article, lead.evidence[0].sentence) or "",
        )
        writer.writerow([_shown(cell) for cell in cells])
    return out.getvalue()


def _shown(cell: str) -> str:
    """Return a cell of one line, not too long, that no spreadsheet takes for a formula."""
    return guarded(visible(clipped(cell, _LONGEST)))


def to_markdown(view: View, chosen: Sequence[Happening], about: Sequence[str]) -> str:
    """Return happenings as markdown with footnotes; ``about`` says in words what was asked for."""
    teller = teller_of(view)
    lines = [told(one, teller) for happening in chosen if (one := found(happening, teller)) is not None]
    head = (*(clipped(visible(line), 200) for line in about), many(len(lines), "happening"))
    chapter = Chapter(title="Happenings", lead="", groups=(Group(lines=tuple(lines)),))
    return brief_to_markdown(
        Briefing(
            title=clipped(view.name, 120) or "Dossier without a name",
            about=(*head, f"Made by Communiqué {__version__}; no language model"),
            chapters=(chapter,) if lines else (),
            notes=teller.notes.all(),
            day="",
        )
    )
