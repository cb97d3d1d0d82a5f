"""A notation for articles and readings, so that a test shows what the reader is supposed to have seen.

One line is one sentence. Lines that start with ``==`` open a block of that kind (``body`` until one is
named); lines that start with ``@`` set ``published``, ``url``, ``language`` or ``publisher``; blank lines
mean nothing. Blocks of furniture become text without sentences or words.

A line is either prose, kept to the letter::

    {person Ada Voss} {cue:1 said} {content:1 talks would resume} {time on Friday}.

or a tree, where each word is ``form/TAG/relation/head`` or ``form=lemma/TAG/relation/head``; the head is
counted from 1 (0 for the root) or given by its form, ``form#2`` where it is the second such word. White
space is put between words as print does it, and ``~`` before a word glues it to the one before::

    {person=voss Voss/PROPN/nsubj/met} met=meet/VERB/root/0 envoys=envoy/NOUN/obj/met ./PUNCT/punct/met

``{label … }`` marks a stretch; the brace that closes it stands right after the last word. A label is a kind
of mention (``person``, ``place``, ``time`` …, with ``=name`` to say what it means: see ``Marked.named``),
or ``source:N``, ``cue:N``, ``content:N`` for attribution N (sources and contents may come in pieces, and in
several sentences).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from communique.model import (
    READ_KINDS,
    Article,
    ArticleKind,
    Attribution,
    Block,
    BlockKind,
    Mention,
    MentionKind,
    Reading,
    Span,
    When,
    Word,
    digest,
)

_OPEN = re.compile(r"\{([a-z]+)(?::(\d+))?(?:=(\w+))?(?: |$)")
_TREE = re.compile(r"\S+/[A-Z]+/[a-z]+/\S+")
_PIECE = re.compile(r"\w+(?:[.'’-]\w+)*|[^\w\s]")
_GLUE_LEFT = frozenset([*",.;:?!)]%”’", "'s", "’s", "n't", "n’t"])
_GLUE_RIGHT = frozenset("([$€£“‘")
SCORE = 0.9


@dataclass(frozen=True)
class Marked:
    """A reading with the names the notation gave to its mentions, in the order of the text."""

    reading: Reading
    named: tuple[tuple[Mention, str], ...]


@dataclass
class _Page:
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    marks: list[tuple[str, str | None, str | None, Span]] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)


def read(notation: str) -> Reading:
    """Return the reading that ``notation`` writes down."""
    return mark(notation).reading


def mark(notation: str) -> Marked:
    """Return the reading that ``notation`` writes down, with the names it gives to mentions."""
    page = _Page()
    kind, start = BlockKind.BODY, 0
    for line in (raw.strip() for raw in notation.splitlines()):
        if line.startswith("=="):
            _close_block(page, kind, start)
            kind, start = BlockKind(line[2:].strip()), len(page.text)
        elif line.startswith("@"):
            name, _, value = line[1:].partition(" ")
            page.settings[name] = value.strip()
        elif line:
            if len(page.text) > start:
                page.text += " "
            _add_sentence(page, line, reads=kind in READ_KINDS)
    _close_block(page, kind, start)
    return _finish(page)


def _close_block(page: _Page, kind: BlockKind, start: int) -> None:
    if len(page.text) > start:
        page.blocks.append(Block(kind=kind, span=Span(start, len(page.text)), language="en"))
        page.text += "\n"


def _add_sentence(page: _Page, line: str, *, reads: bool) -> None:
    start = len(page.text)
    words = _add_tree(page, line) if _TREE.search(line) else _add_prose(page, line)
    if reads:
        page.sentences.append(Span(start, len(page.text)))
        page.words.extend(words)


def _add_prose(page: _Page, line: str) -> list[Word]:
    start, at = len(page.text), 0
    opened: list[tuple[str, str | None, str | None, int]] = []
    while at < len(line):
        if found := _OPEN.match(line, at):
            opened.append((found[1], found[2], found[3], len(page.text)))
            at = found.end()
            continue
        if line[at] == "}":
            _close_mark(page, opened.pop())
        else:
            page.text += line[at]
        at += 1
    assert not opened, f"unclosed {opened} in {line!r}"
    first = len(page.words)
    pieces = [Span(start + m.start(), start + m.end()) for m in _PIECE.finditer(page.text[start:])]
    return [
        Word(p.start, p.end, "X", first, "root" if i == 0 else "dep", p.of(page.text)) for i, p in enumerate(pieces)
    ]


def _add_tree(page: _Page, line: str) -> list[Word]:
    opened: list[tuple[str, str | None, str | None, int]] = []
    waiting: list[tuple[str, str | None, str | None]] = []
    words: list[Word] = []
    first, glued, quoted = len(page.words), True, False
    forms = _forms(line)
    for chunk in line.split():
        if found := _OPEN.fullmatch(chunk):
            waiting.append((found[1], found[2], found[3]))
            continue
        token = chunk.rstrip("}")
        form, tag, relation, head = token.rsplit("/", 3)
        left = form.startswith("~") or form in _GLUE_LEFT or (form == '"' and quoted)
        form, _, lemma = form.lstrip("~").partition("=") if form != "=" else (form, "", "")
        if not (glued or left):
            page.text += " "
        glued = form in _GLUE_RIGHT or (form == '"' and not quoted)
        quoted ^= form == '"'
        start = len(page.text)
        page.text += form
        opened += [(*w, start) for w in waiting]
        waiting.clear()
        index = first + len(words)
        at = first + _place_of(head, forms) - 1 if head != "0" else index
        words.append(Word(start, len(page.text), tag, at, relation, lemma or _plain(form, tag)))
        for _ in range(len(chunk) - len(token)):
            _close_mark(page, opened.pop())
    assert not opened, f"unclosed {opened} in {line!r}"
    assert all(w.head < first + len(words) for w in words), f"a head outside {line!r}"
    return words


def _forms(line: str) -> list[str]:
    cells = (chunk.rstrip("}").rsplit("/", 3)[0] for chunk in line.split() if not _OPEN.fullmatch(chunk))
    return [cell if cell == "=" else cell.lstrip("~").partition("=")[0] for cell in cells]


def _place_of(head: str, forms: list[str]) -> int:
    """Return the number, from 1, of the word that ``head`` points at."""
    if head.isdecimal() and head not in forms:
        return int(head)
    form, _, nth = head.partition("#")
    places = [at for at, f in enumerate(forms, 1) if f == form]
    assert places, f"no head {head!r} among {forms}"
    assert nth or len(places) == 1, f"which {head!r} of {forms}?"
    return places[int(nth or 1) - 1]


def _plain(form: str, tag: str) -> str:
    return form if tag == "PROPN" else form.lower()


def _close_mark(page: _Page, opened: tuple[str, str | None, str | None, int]) -> None:
    label, number, name, start = opened
    page.marks.append((label, number, name, Span(start, len(page.text))))


def _finish(page: _Page) -> Marked:
    text = page.text.rstrip("\n")
    url, day = page.settings.get("url"), page.settings.get("published")
    article = Article(
        id=digest(url or "", text),
        origin="markup",
        url=url,
        kind=ArticleKind.ARTICLE,
        publisher=page.settings.get("publisher"),
        authors=(),
        published=When.between(date.fromisoformat(day), date.fromisoformat(day), how="given") if day else None,
        language=page.settings.get("language", "en"),
        text=text,
        blocks=tuple(page.blocks),
        credits=(),
    )
    parts: defaultdict[str, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    named: list[tuple[Mention, str | None]] = []
    for label, number, name, span in page.marks:
        if number is not None:
            parts[number][label].append(span)
        else:
            named.append((Mention(kind=MentionKind(label), span=span, score=SCORE), name))
    named.sort(key=lambda pair: (pair[0].span, pair[0].kind))
    reading = Reading(
        article=article,
        sentences=tuple(page.sentences),
        words=tuple(page.words),
        mentions=tuple(mention for mention, _ in named),
        attributions=tuple(sorted(map(_attribution, parts.values()), key=lambda a: a.cue)),
        reader="markup",
    )
    return Marked(reading=reading, named=tuple((m, n) for m, n in named if n is not None))


def _attribution(parts: defaultdict[str, list[Span]]) -> Attribution:
    (cue,) = parts["cue"]
    return Attribution(
        source=tuple(sorted(parts["source"])), cue=cue, content=tuple(sorted(parts["content"])), score=SCORE
    )


def write(reading: Reading) -> str:
    """Return the notation of ``reading``'s sentences and trees, without its mentions: to start a test from."""
    lines: list[str] = []
    for sentence in reading.sentences:
        indices = reading.words_in(sentence)
        cells = []
        for i in indices:
            word = reading.words[i]
            form = word.span.of(reading.article.text)
            head = 0 if word.head == i else word.head - indices.start + 1
            name = form if word.lemma == _plain(form, word.tag) else f"{form}={word.lemma}"
            glue = (
                "~" if i > indices.start and reading.words[i - 1].end == word.start and form not in _GLUE_LEFT else ""
            )
            cells.append(f"{glue}{name}/{word.tag}/{word.relation}/{head}")
        lines.append(" ".join(cells))
    return "\n".join(lines)


def span_of(reading: Reading, words: str, *, nth: int = 0) -> Span:
    """Return the place of the ``nth`` (from 0) occurrence of ``words`` in the text of ``reading``."""
    at = -1
    for _ in range(nth + 1):
        at = reading.article.text.index(words, at + 1)
    return Span(at, at + len(words))
