"""The page's own text with its facts marked in place, as one file that asks nothing of anybody.

No script, no request, a content security policy that allows neither; every word of the page is
escaped. A fact links to its sentence and the sentence back to its facts by plain anchors.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby

from communique.export.dates import in_words
from communique.export.marks import Mark, Piece, marks_of, passage_at, passages_of, pieces_of
from communique.export.report import Brief, Line, Note, brief
from communique.export.text import visible
from communique.model import STORY_KINDS, Account, Block, BlockKind, Span

FOLD = 4
"""A run of more furniture blocks than this is folded: a menu of sixty links hides the story."""


def to_html(account: Account) -> str:
    """Return one self-contained HTML document: the page's text with facts marked, and the list of facts.

    Furniture is kept and greyed, long runs of it folded. Works without scripts; light and dark.
    """
    report = brief(account)
    style = _style()
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'"
    return (
        "<!doctype html>\n"
        f'<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{_safe(report.headline)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f"{_header(account, report)}\n"
        '<div class="columns">\n'
        f'<main aria-label="The page">\n{_story(account, report)}\n</main>\n'
        f'<aside aria-label="The record">\n{_record(account, report)}\n</aside>\n'
        "</div>\n</body>\n</html>\n"
    )


@cache
def _style() -> str:
    return files("communique.export").joinpath("style.css").read_text(encoding="utf-8")


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


def _safe(text: str) -> str:
    return escape(visible(text), quote=True)


def _header(account: Account, report: Brief) -> str:
    about = "".join(f"<li>{_safe(line)}</li>" for line in report.about)
    legend = "".join(
        f'<span class="{layer}">{word}</span>'
        for layer, word in (
            ("speaker", "who says it"),
            ("cue", "how it is said"),
            ("content", "what is said"),
            ("event", "what is done"),
            ("condition", "on what condition"),
        )
    )
    title = "" if account.article.headline else f'<p class="title">{_safe(report.headline)}</p>\n'
    return (
        f'<header>\n{title}<ul class="about">{about}</ul>\n<p class="legend" aria-label="Marks">{legend}</p>\n</header>'
    )


def _story(account: Account, report: Brief) -> str:
    marks, passages = marks_of(account), passages_of(account)
    shown: list[str] = []
    for is_story, run in groupby(account.article.blocks, key=lambda block: block.kind in STORY_KINDS):
        blocks = list(run)
        if is_story:
            shown += [_story_block(block, account, marks, passages, report) for block in blocks]
        else:
            shown.append(_furniture(blocks, account.article.text))
    return "\n".join(shown)


def _story_block(
    block: Block, account: Account, marks: tuple[Mark, ...], passages: tuple[Span, ...], report: Brief
) -> str:
    tag = {BlockKind.HEADLINE: "h1", BlockKind.SUBHEAD: "h2", BlockKind.QUOTE: "blockquote"}.get(block.kind, "p")
    pieces = pieces_of(block.span, marks, passages)
    inner = "".join(
        _passage(group, list(run), block, account.article.text, report)
        for group, run in groupby(pieces, key=lambda piece: piece.group)
    )
    time = f"<time>{_safe(in_words(block.time))}</time> " if block.time else ""
    return f'<{tag} class="block {block.kind.value}"{_lang(block)} dir="auto">{time}{inner}</{tag}>'


def _passage(group: Span | None, pieces: list[Piece], block: Block, text: str, report: Brief) -> str:
    inner = "".join(_piece(piece, text) for piece in pieces)
    if group is None:
        return inner
    # A passage that runs over the end of its block is shown in parts; only the first carries the id.
    own = f' id="s-{group.start}"' if group.start >= block.span.start else ""
    ends = pieces[-1].span.end == group.end
    back = "".join(_back(note, report) for note in report.notes if group.contains(note.span)) if ends else ""
    return f'<span class="passage"{own}>{inner}</span>{back}'


def _back(note: Note, report: Brief) -> str:
    facts = [line for section in report.sections for line in section.lines if note.number in line.notes]
    return "".join(
        f'<a class="back" href="#f-{line.fact}" title="{_safe(line.sentence)}">{note.number}</a>' for line in facts[:1]
    )


def _piece(piece: Piece, text: str) -> str:
    words = _safe(piece.span.of(text))
    return f'<span class="{" ".join(piece.layers)}">{words}</span>' if piece.layers else words


def _furniture(blocks: list[Block], text: str) -> str:
    rows = "".join(
        f'<p class="furniture"{_lang(block)} dir="auto"><span class="kind">{block.kind.value}</span> '
        f"{_safe(block.span.of(text))}</p>"
        for block in blocks
    )
    if len(blocks) <= FOLD:
        return rows
    return f'<details class="fold"><summary>{len(blocks)} parts of the page round the story</summary>{rows}</details>'


def _lang(block: Block) -> str:
    return f' lang="{_safe(block.language)}"' if block.language else ""


def _record(account: Account, report: Brief) -> str:
    passages = passages_of(account)
    targets = {note.number: passage_at(passages, note.span.start) for note in report.notes}
    parts = []
    for section in report.sections:
        rows = "\n".join(_row(line, targets) for line in section.lines)
        parts.append(f"<section>\n<h2>{_safe(section.title)}</h2>\n<ul>\n{rows}\n</ul>\n</section>")
    if not report.sections:
        parts.append("<p>No facts found.</p>")
    if report.people:
        people = "".join(f"<li>{_safe(person)}</li>" for person in report.people)
        parts.append(f"<section>\n<h2>People and parties</h2>\n<ul>{people}</ul>\n</section>")
    return "\n".join(parts)


def _row(line: Line, targets: dict[int, Span | None]) -> str:
    tags = "".join(f' <span class="tag">{_safe(tag)}</span>' for tag in line.tags)
    notes = "".join(
        f' <a class="note" href="#s-{target.start}" aria-label="Sentence {number} in the page">{number}</a>'
        for number in line.notes
        if (target := targets[number]) is not None
    )
    return f'<li class="fact" id="f-{line.fact}"><span dir="auto">{_safe(line.sentence)}</span>{tags}{notes}</li>'
