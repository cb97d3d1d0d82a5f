"""Rows as a notebook shows them: the sentence with who acts, the words that tell it and the condition coloured.

Everything comes from pages nobody vouches for: all of it is escaped, characters that turn the direction of writing are
written out, and only addresses of the web become links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from communique.export import visible
from communique.export.marks import Mark, pieces_of
from communique.export.wording import clipped
from communique.model import Span

Cells = Mapping[str, Any]

_INK = "color:#14181f;border-radius:2px;padding:0 1px"
_STYLES = MappingProxyType(
    {
        "who": f"background:#cfe2ff;{_INK}",
        "to whom": f"background:#d8f0d3;{_INK}",
        "verb": f"background:#ffdca8;{_INK};font-weight:600",
        "said": "border-bottom:2px solid #6b8f5e",
        "condition": "border-bottom:2px dotted #8a5bd0",
    }
)
"""What words are to a fact, and how they look; of two backgrounds on the same words the later here wins."""
_LONGEST = 4_000
_SHORT = 160
_SHOWN = 10
"""Characters of a sentence and of a cell, and rows of a table, that are shown at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How rows of a kind are shown: ``title``, the columns of a table in order, and columns of places by layer.

    ``sentence``: they have one. ``marks``: a column ``X`` and its layer; ``X`` is a list of places, or stands for
    ``X_start`` and ``X_stop``.
    """

    title: str
    columns: tuple[str, ...]
    marks: tuple[tuple[str, str], ...] = ()


def table_of(look: Look, names: Sequence[str], rows: Sequence[Cells], size: int) -> str:
    """Return the first rows as a table of HTML; ``size``: how many there are in all."""
    columns = look.columns or tuple(names)
    head = "".join(f'<th style="text-align:left">{_safe(name)}</th>' for name in columns)
    body = "".join(
        f"<tr>{''.join(f'<td style={_TOP}>{_cell(look, row, name)}</td>' for name in columns)}</tr>"
        for row in rows[:_SHOWN]
    )
    more = f", the first {_SHOWN} of them" if size > _SHOWN else ""
    return (
        f"<div><p>{size:,} {_safe(look.title)}{more}; {len(names)} columns</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


_TOP = '"text-align:left;vertical-align:top"'


def row_of(look: Look, cells: Cells) -> str:
    """Return one row as HTML: what it rests on, coloured, what it says, and where it comes from."""
    names = look.columns or tuple(cells)
    told = [name for name in names if name != "sentence" and cells.get(name) not in (None, [], "")]
    body = " · ".join(f"<small>{_safe(name)}</small> {_cell(look, cells, name)}" for name in told)
    quote = f"<p {_LINE}>{sentence_of(look, cells)}</p>" if cells.get("sentence") else ""
    return f"<div>{quote}<p {_LINE}>{body}</p>{_source(cells)}</div>"


_LINE = 'style="margin:.3em 0;text-align:left"'


def sentence_of(look: Look, cells: Cells) -> str:
    """Return the sentence of a row as HTML, its words marked; a legend comes as the title of each mark."""
    quote, start = cells.get("sentence"), cells.get("sentence_start")
    if not isinstance(quote, str) or not quote:
        return ""
    start = start if isinstance(start, int) and start >= 0 else 0
    block = Span(start, start + min(len(quote), _LONGEST))
    pieces = pieces_of(block, _marks(look, cells, block), ())
    shown = "".join(_piece(quote[p.span.start - start : p.span.end - start], p.layers) for p in pieces)
    return f"<bdi>{shown}{' […]' if len(quote) > _LONGEST else ''}</bdi>"


def _piece(words: str, layers: Sequence[str]) -> str:
    if not layers:
        return _safe(words)
    known = [layer for layer in _STYLES if layer in layers]
    style = ";".join(_STYLES[layer] for layer in known)
    return f'<span style="{style}" title="{", ".join(known)}">{_safe(words)}</span>'


def _marks(look: Look, cells: Cells, block: Span) -> tuple[Mark, ...]:
    found = []
    for column, layer in look.marks:
        places = cells.get(column)
        if f"{column}_start" in cells:
            places = [{"start": cells[f"{column}_start"], "stop": cells[f"{column}_stop"]}]
        for place in places or ():
            start, stop = (place or {}).get("start"), (place or {}).get("stop")
            if isinstance(start, int) and isinstance(stop, int) and 0 <= start < stop:
                mark = Mark(span=Span(start, stop), layer=layer)
                found += [mark] if mark.span.overlaps(block) else []
    return tuple(sorted(found, key=lambda mark: (mark.span, mark.layer)))


def _cell(look: Look, cells: Cells, name: str) -> str:
    if name == "sentence":
        return sentence_of(look, cells)
    return f"<bdi>{_safe(clipped(in_words(cells.get(name)), _SHORT))}</bdi>"


def in_words(value: object) -> str:
    """Return a cell as words: a list with commas, nothing for what is empty."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(in_words(item) or "?" for item in value[:_SHORT])
    if isinstance(value, dict):
        return " ".join(filter(None, (in_words(item) for item in value.values())))
    return str(value)


def _source(cells: Cells) -> str:
    """Return what page a row is from, with a link where its address is one of the web."""
    headline = cells.get("headline") or cells.get("article")
    words = ", ".join(in_words(cells.get(name)) for name in ("publisher", "published") if cells.get(name) is not None)
    if not headline:
        return ""
    title = f"<bdi>{_safe(clipped(str(headline), _SHORT))}</bdi>"
    url = cells.get("url")
    if isinstance(url, str) and on_the_web(url):
        title = f'<a href="{escape(url)}" rel="noopener noreferrer">{title}</a>'
    return f"<p {_LINE}><small>{title}{f' ({_safe(clipped(words, _SHORT))})' if words else ''}</small></p>"


def on_the_web(url: str) -> bool:
    """Tell whether an address may become a link: ``javascript:`` in a table of somebody's run must not."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and url.isprintable()


def _safe(text: str) -> str:
    return escape(visible(text))
