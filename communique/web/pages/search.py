"""Search: words in pages and sentences, and happenings by filters; a search is saved by its address."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED, outlet_of
from communique.export.wording import clipped
from communique.record import Hit
from communique.web.cited import Part, part_of
from communique.web.pages.choice import Field, fields_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.origins import title_of
from communique.web.selection import Wanted, fits_fact, happenings
from communique.web.telling import Line, line_of_fact, line_of_happening
from communique.web.view import View

SIZE = 50
_LONGEST = 700
_ASKED = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a passage; ``hit``: one of the words asked for."""

    words: str
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A sentence of a fact (``line`` tells the fact), or a passage of a page."""

    article: str
    title: str
    outlet: str
    published: str | None
    pieces: tuple[Piece, ...]
    line: Line | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was asked for and what was found. ``sentences`` and ``pages`` have the words, ``happenings`` meet the
    filters (where no words are asked for); ``asked``: the search as it stands in an address."""

    query: str
    is_asked: bool
    sentences: tuple[Found, ...]
    pages: tuple[Found, ...]
    happenings: Part[Line | None]
    fields: tuple[Field, ...]
    since: str | None
    until: str | None
    origins: int
    asked: tuple[tuple[str, str], ...]


def search(view: View, asked: Asked, hits: Sequence[Hit] = ()) -> Search:
    """Return what is found; ``hits``: what the file has for the words, the best first."""
    wanted, query = Wanted.of(asked), (asked.one("q") or "")[:_ASKED]
    chosen = happenings(view, wanted) if wanted else ()
    fit = frozenset(one.id for one in chosen)
    words = frozenset(_tokens(query))
    sentences: dict[str, Found] = {}
    pages: dict[str, Found] = {}
    for hit in hits:
        article = view.article(hit.article)
        if article is None:
            continue
        fact = view.fact(hit.fact) if hit.fact else None
        if hit.fact and (fact is None or (wanted and not fits_fact(view, fact, wanted, fit))):
            continue
        found = Found(
            article=hit.article,
            title=title_of(article),
            outlet=outlet_of(article),
            published=article.published.edtf if article.published else None,
            pieces=marked(clipped(hit.passage, _LONGEST), words),
            line=line_of_fact(view, fact) if fact else None,
        )
        if fact is not None:
            sentences.setdefault(fact.id, found)
        elif not wanted:
            pages.setdefault(hit.article, found)
    return Search(
        query=query,
        is_asked=bool(query or wanted),
        sentences=tuple(sentences.values())[:SIZE],
        pages=tuple(pages.values())[:SIZE],
        happenings=part_of(() if query else chosen, asked, SIZE, lambda one: line_of_happening(view, one)),
        fields=fields_of(view, wanted.choice),
        since=wanted.since,
        until=wanted.until,
        origins=wanted.choice.origins,
        asked=((("q", query),) if query else ()) + wanted.pairs(),
    )


def in_words(view: View, wanted: Wanted) -> tuple[tuple[str, str], ...]:
    """Return the filters with their values as a reader knows them, for the head of an export."""
    names = {(field.name, o.value): o.label for field in fields_of(view, wanted.choice) for o in field.options}
    return tuple((name, clipped(names.get((name, value), value), NAMED)) for name, value in wanted.pairs())


def marked(passage: str, words: frozenset[str]) -> tuple[Piece, ...]:
    """Cut a passage into pieces; those that are one of ``words`` (folded) are hits."""
    pieces: list[Piece] = []
    at = 0
    while at < len(passage):
        start, is_word = at, _in_word(passage[at])
        while at < len(passage) and _in_word(passage[at]) == is_word:
            at += 1
        run = passage[start:at]
        hit = is_word and _folded(run) in words
        if pieces and pieces[-1].hit == hit:
            pieces[-1] = Piece(words=pieces[-1].words + run, hit=hit)
        else:
            pieces.append(Piece(words=run, hit=hit))
    return tuple(pieces)


def _in_word(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) > 0


def _tokens(query: str) -> list[str]:
    return [_folded(piece) for piece in "".join(c if _in_word(c) else " " for c in query).split()]


def _folded(word: str) -> str:
    """Return a word as the index knows it: without capitals and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


PAGE = PageKind(name="search", path="/search", make=search, in_menu=True, sheets=("lists.css",), live_only=True)
