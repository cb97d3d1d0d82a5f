"""Footnotes gathered while a brief is made: numbered by first use, one for each sentence of a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from communique.export.dates import in_words
from communique.export.dossier.fragments import address_of, link_to
from communique.export.dossier.shape import Footnote
from communique.export.wording import clipped
from communique.model import Article, Evidence, Origin, OriginKind, Shelf, Span

QUOTED = 700
"""Characters of a page's sentence shown in a footnote; a cut is marked."""
NAMED = 120
"""Characters of a name or headline shown: a headline of a megabyte may have become a name."""
UNKNOWN_HAND = "origin unknown"


@dataclass(slots=True)
class Entry:
    """A footnote in the making."""

    number: int
    article: str
    sentence: Span
    backs: list[str] = field(default_factory=list)


class Footnotes:
    """The footnotes of one brief.

    What lines rest on is no part of what makes two footnotes one: a sentence that backs two lines is one footnote,
    and tells the counts of both.
    """

    def __init__(self, shelf: Shelf, hands: dict[str, Origin]) -> None:
        """Start with none; ``hands`` is the origin of each article."""
        self._shelf = shelf
        self._hands = hands
        self._entries: dict[tuple[str, Span], Entry] = {}
        self._last = {a.article.url: a.article.id for a in shelf if a.article.url}

    def add(self, evidence: Iterable[Evidence], backing: str) -> tuple[int, ...]:
        """Return the numbers of the sentences in ``evidence``, each once, given now to those that have none."""
        numbers = []
        for piece in evidence:
            key = (piece.article, piece.sentence)
            new = Entry(number=len(self._entries) + 1, article=piece.article, sentence=piece.sentence)
            entry = self._entries.setdefault(key, new)
            if backing and backing not in entry.backs:
                entry.backs.append(backing)
            numbers.append(entry.number)
        return tuple(dict.fromkeys(numbers))

    def cited(self) -> frozenset[str]:
        """Return the ids of the articles cited so far."""
        return frozenset(article for article, _ in self._entries)

    def all(self) -> tuple[Footnote, ...]:
        """Return the footnotes by number."""
        return tuple(self._footnote(entry) for entry in self._entries.values())

    def is_replaced(self, article: Article) -> bool:
        """Tell whether the shelf has a later version of the page, one of the same address with other words."""
        return self._last.get(article.url or "", article.id) != article.id

    def _footnote(self, entry: Entry) -> Footnote:
        article = self._shelf.article(entry.article)
        # A page that has since been changed no longer has the sentence: the link leads to the page alone.
        replaced = self.is_replaced(article)
        return Footnote(
            number=entry.number,
            outlet=outlet_of(article),
            day=published_in_words(article) + (", as it was before it was changed" if replaced else ""),
            hand=self._hand(article),
            quote=clipped(entry.sentence.of(article.text), QUOTED),
            link=address_of(article) if replaced else link_to(article, entry.sentence),
            file=file_of(article),
            backs=tuple(entry.backs),
        )

    def _hand(self, article: Article) -> str:
        origin = self._hands.get(article.id)
        if origin is None or origin.kind is OriginKind.UNKNOWN or not origin.name:
            return UNKNOWN_HAND
        name = clipped(origin.name, NAMED)
        return "" if name.casefold() == outlet_of(article).casefold() else f"text of {name}"


def outlet_of(article: Article) -> str:
    """Return who published ``article``: the publisher's name, else the host of its address, else that nobody says."""
    if article.publisher and article.publisher.strip():
        return clipped(article.publisher, NAMED)
    address = address_of(article)
    return clipped(urlsplit(address).hostname or "", NAMED) if address else "outlet not named"


def published_in_words(article: Article) -> str:
    """Return the day of publication in words, or that it is not known."""
    return in_words(article.published) if article.published else "date not known"


def file_of(article: Article) -> str:
    """Return the name of the file ``article`` was read from, without the folders of somebody's machine."""
    return clipped(re.split(r"[/\\]", article.origin[-1000:].rstrip("/\\"))[-1], NAMED)
