"""A page as bytes, and as one text with its blocks."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from communique.model.spans import Span
from communique.model.times import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What came beside the text of a page: the fields of a news database's export, or the columns of a table.

    None and empty: not given. ``language`` is ISO 639-1.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as they came, before anything is understood.

    ``origin`` is what the caller called it (a path, a URL, ``-``); ``published`` is a date the
    caller vouches for (EDTF calendar day), which outranks what the page says of itself. ``given``: what else the
    source says of the page, whose ``body`` is then the plain text of the story alone (UTF-8).
    """

    origin: str
    body: bytes
    sha256: str
    url: str | None = None
    fetched: str | None = None
    media_type: str | None = None
    published: str | None = None
    given: Given | None = None

    @classmethod
    def of(
        cls,
        body: bytes,
        *,
        origin: str,
        url: str | None = None,
        media_type: str | None = None,
        fetched: str | None = None,
        published: str | None = None,
        given: Given | None = None,
    ) -> Self:
        """Make a page of ``body``, computing its SHA-256."""
        return cls(
            origin=origin,
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
            url=url,
            fetched=fetched,
            media_type=media_type,
            published=published,
            given=given,
        )


class BlockKind(StrEnum):
    """What a block of a page is: the story's own parts, then the page's furniture."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    QUOTE = "quote"
    CORRECTION = "correction"
    LIVE = "live"
    OPINION = "opinion"
    TOP = "top"
    TRENDING = "trending"
    LIFESTYLE = "lifestyle"
    SERVICE = "service"
    TEASER = "teaser"
    LABEL = "label"
    RELATED = "related"
    NAVIGATION = "navigation"
    ADVERT = "advert"
    CONSENT = "consent"
    COMMENT = "comment"


STORY_KINDS = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.SUBHEAD,
        BlockKind.DATELINE,
        BlockKind.BYLINE,
        BlockKind.BODY,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.QUOTE,
        BlockKind.CORRECTION,
    }
)
READ_KINDS = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.SUBHEAD,
        BlockKind.BODY,
        BlockKind.CAPTION,
        BlockKind.QUOTE,
        BlockKind.CORRECTION,
    }
)
"""Blocks whose words may become facts; the rest is kept, shown and never read for facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A visible part of a page; blocks are ordered and never overlap. ``time``: a live blog post's."""

    kind: BlockKind
    span: Span
    language: str | None = None
    time: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency or outlet the page itself names as the origin; ``span`` None when only metadata says so."""

    name: str
    span: Span | None
    how: str


class ArticleKind(StrEnum):
    """Kinds of page that are read."""

    ARTICLE = "article"
    OPINION = "opinion"
    LIVE_BLOG = "live-blog"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One page as one text with its blocks. ``published`` None: not known, never guessed.

    ``id`` is ``digest(url or "", text)``. ``authors`` are the people the page's metadata or
    byline names as its writers.
    """

    id: str
    origin: str
    url: str | None
    kind: ArticleKind
    publisher: str | None
    authors: tuple[str, ...]
    published: When | None
    language: str | None
    text: str
    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...]

    def first(self, kind: BlockKind) -> str | None:
        """Return the text of the first block of ``kind``, or None."""
        return next((b.span.of(self.text) for b in self.blocks if b.kind is kind), None)

    @property
    def headline(self) -> str | None:
        """Text of the first headline block."""
        return self.first(BlockKind.HEADLINE)

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the character at ``offset``, or None between blocks."""
        at = bisect_left(self.blocks, offset + 1, key=lambda b: b.span.start) - 1
        if at >= 0 and self.blocks[at].span.end > offset:
            return self.blocks[at]
        return None


class Reason(StrEnum):
    """Why a page gives no account."""

    NOT_AN_ARTICLE = "NOT_AN_ARTICLE"
    INDEX_PAGE = "INDEX_PAGE"
    PAYWALL_STUB = "PAYWALL_STUB"
    VIDEO_ONLY = "VIDEO_ONLY"
    OTHER_LANGUAGE = "OTHER_LANGUAGE"
    TOO_LARGE = "TOO_LARGE"
    EMPTY = "EMPTY"
    UNREADABLE = "UNREADABLE"
    DUPLICATE = "DUPLICATE"
    FAULT = "FAULT"
    TIME_LIMIT = "TIME_LIMIT"
    MEMORY_LIMIT = "MEMORY_LIMIT"
    CRASHED = "CRASHED"


FAILURES = frozenset({Reason.FAULT, Reason.TIME_LIMIT, Reason.MEMORY_LIMIT, Reason.CRASHED})
"""Reasons that tell of us, not of the page: it may hold an article, and we did not get to the end of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An expected outcome, as a value: this page gives no account, for this reason."""

    origin: str
    url: str | None
    reason: Reason
    detail: str
