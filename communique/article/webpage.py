"""An HTML page → its pieces in document order: the story's parts and the furniture around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.article import credits, days, furniture, header, live, metadata, published, signatures, story
from communique.article.blocks import Piece, is_correction
from communique.article.charset import mend
from communique.article.dom import Visible, tidy
from communique.article.kinds import is_live
from communique.article.metadata import Metadata
from communique.model import BlockKind, When

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ABOUT = "is an?|is the|was an?|joined|has been|has covered|covers|writes|reports|works|can be reached|lives"
_NEAR_HEAD = 12
_DECK_LENGTH = 500
_SUBHEAD_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A page taken apart, before its pieces are refined and laid into one text.

    ``listed``: headings between the story's first and last block that are links to other pages.
    """

    pieces: tuple[Piece, ...]
    metadata: Metadata
    visible: tuple[Visible, ...]
    headline: str | None
    url: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: When | None
    listed: int = 0


@dataclass(frozen=True, slots=True)
class _Scene:
    """The blocks of a page with what has been decided about them."""

    blocks: Sequence[Visible]
    chosen: Sequence[bool]
    heavy: frozenset[int]
    head: int | None
    first: int
    last: int


def tell(tree: Any, blocks: tuple[Visible, ...], *, url: str | None, given: str | None) -> Told:  # noqa: ANN401
    """Take a parsed page apart: its story, its header, its furniture, its date."""
    facts = metadata.read(tree)
    address = header.address(facts, url)
    site = header.publisher(facts, address)
    headline, head = header.headline(facts, blocks)
    chosen, heavy = story.mark(blocks, story.picked(tree), head)
    scene = _scene(blocks, chosen, heavy, head)
    kinds = furniture.kinds(blocks, chosen, scene.heavy)
    decided = [_kind(scene, index) or kinds[index] for index in range(len(blocks))]
    when = published.find(
        published.Clues(
            given=given,
            metadata=facts,
            url=address,
            blocks=blocks,
            head=head,
            story="\n".join(b.text for b, k in zip(blocks, decided, strict=True) if k is BlockKind.BODY),
            dateline=next(
                (d for b, k in zip(blocks, decided, strict=True) if k is BlockKind.BODY and (d := _dateline(b.text))),
                None,
            ),
            tree=tree,
        )
    )
    moments = live.times(blocks, facts, when) if is_live(facts, address, headline) else [None] * len(blocks)
    pieces = [
        Piece(kind=kind, text=block.text, time=moment if kind is BlockKind.BODY else None)
        for block, kind, moment in zip(blocks, decided, moments, strict=True)
    ]
    shown = [b.text for b, k in zip(blocks, decided, strict=True) if k is BlockKind.BYLINE]
    authors = header.authors(facts, signatures.found(tree), shown, site)
    pieces = _with_author_box(pieces, authors)
    return Told(
        pieces=tuple(_with_head(_with_linked_body(pieces, facts), headline, head)),
        metadata=facts,
        visible=blocks,
        headline=headline,
        url=address,
        authors=authors,
        publisher=site,
        published=when,
        listed=_listed(scene),
    )


def _listed(scene: _Scene) -> int:
    stretch = [b for i, b in enumerate(scene.blocks[scene.first : scene.last + 2], scene.first) if i != scene.head]
    return sum(b.tag in _HEADINGS and b.link_share > 0.8 and not story.zone_of(b, scene.heavy) for b in stretch)


def _dateline(text: str) -> str | None:
    found = credits.dateline(text)
    return text[: found[0]] if found else None


def _scene(blocks: Sequence[Visible], chosen: Sequence[bool], heavy: frozenset[int], head: int | None) -> _Scene:
    spots = [i for i, c in enumerate(chosen) if c]
    first = spots[0] if spots else (head or 0)
    last = spots[-1] if spots else (head or 0)
    if head is not None and head <= last:
        first = min(first, head)
    return _Scene(blocks, chosen, heavy, head, first, last)


def _kind(scene: _Scene, index: int) -> BlockKind | None:
    """Name the story part a block is, or None when it is furniture."""
    block = scene.blocks[index]
    if index == scene.head:
        return BlockKind.HEADLINE
    return _inside(scene, index, block) if scene.chosen[index] else _beside(scene, index, block)


def _inside(scene: _Scene, index: int, block: Visible) -> BlockKind:
    length = len(block.text)
    near = scene.head is not None and 0 <= index - scene.head <= _NEAR_HEAD
    if block.role is BlockKind.CAPTION or ("figure" in block.within and length < 500):
        return BlockKind.CAPTION
    if is_correction(block.text):
        return BlockKind.CORRECTION
    if block.tag in _HEADINGS and length < _SUBHEAD_LENGTH:
        return BlockKind.SUBHEAD
    if length < 160 and near and header.is_byline(block.text):
        return BlockKind.BYLINE
    if (
        length < 160
        and block.role in {BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.CREDIT}
        and block.text[-1] not in '.!?”"'
    ):
        return block.role
    if near and length < 60 and not block.link_share and days.alone(block.text):
        return BlockKind.DATELINE
    if block.role is BlockKind.SUBHEAD and near and length < _DECK_LENGTH:
        return BlockKind.SUBHEAD
    return BlockKind.QUOTE if block.role is BlockKind.QUOTE else BlockKind.BODY


def _beside(scene: _Scene, index: int, block: Visible) -> BlockKind | None:
    """Name the story part that trafilatura leaves out: caption, byline, deck, date line, credit, correction."""
    zone = story.zone_of(block, scene.heavy)
    length = len(block.text)
    if zone in {
        BlockKind.COMMENT,
        BlockKind.CONSENT,
        BlockKind.RELATED,
        BlockKind.TRENDING,
        BlockKind.ADVERT,
        BlockKind.LIVE,
    }:
        return None
    within = scene.first - 6 <= index <= scene.last + 4
    if not within:
        return None
    if (block.role is BlockKind.CAPTION or "figure" in block.within) and length < 500 and block.link_share < 0.9:
        return BlockKind.CAPTION
    if zone is None and length < 600 and (is_correction(block.text) or block.role is BlockKind.CORRECTION):
        return BlockKind.CORRECTION
    if length < 160 and credits.alone(block.text) and zone is None and index > scene.first:
        return BlockKind.CREDIT
    head = scene.head if scene.head is not None else scene.first
    if not (-6 <= index - head <= _NEAR_HEAD or index > scene.last - 1):
        return None
    if length < 260 and (block.role is BlockKind.BYLINE or header.is_byline(block.text)):
        return BlockKind.BYLINE
    if length < 120 and (block.stamp or block.role is BlockKind.DATELINE or days.alone(block.text)) and _dated(block):
        return BlockKind.DATELINE
    deck = block.role is BlockKind.SUBHEAD or block.tag == "h2"
    if deck and 20 < length < _DECK_LENGTH and head < index <= head + 6 and block.link_share < 0.5 and zone is None:
        return BlockKind.SUBHEAD
    return None


def _dated(block: Visible) -> bool:
    return block.stamp is not None or next(days.find(block.text), None) is not None


def _with_head(pieces: list[Piece], headline: str | None, head: int | None) -> list[Piece]:
    """Put a headline that only the metadata know at the start, so that it is part of the one text."""
    if headline is None or head is not None:
        return pieces
    return [Piece(kind=BlockKind.HEADLINE, text=headline), *pieces]


def _with_author_box(pieces: list[Piece], authors: Sequence[str]) -> list[Piece]:
    """Call the lines about the writer under a story byline: "Carla Ruiz joined the desk in 2012. She …"."""
    bodies = [i for i, p in enumerate(pieces) if p.kind is BlockKind.BODY][-3:]
    about = [re.compile(rf"{re.escape(a)}\b.{{0,40}}?\b(?:{_ABOUT})\b", re.DOTALL) for a in authors if len(a) > 5]
    return [
        replace(p, kind=BlockKind.BYLINE) if i in bodies and any(a.match(p.text) for a in about) else p
        for i, p in enumerate(pieces)
    ]


def _with_linked_body(pieces: list[Piece], facts: Metadata) -> list[Piece]:
    """Take the story from the schema.org ``articleBody`` where the page shows none (it is drawn by a script)."""
    shown = sum(len(p.text) for p in pieces if p.kind is BlockKind.BODY)
    for node in facts.articles:
        raw = node.raw("articleBody")
        if raw and len(raw) > 400 and len(raw) > 3 * shown:
            plain = [metadata.clean(line) for line in re.split(r"\n+|</p>|<br\s?/?>", raw[:500_000])]
            told = [Piece(kind=BlockKind.BODY, text=tidy(mend(line))) for line in plain if line]
            rest = [p for p in pieces if p.kind is not BlockKind.BODY]
            at = next((i + 1 for i, p in enumerate(rest) if p.kind is BlockKind.HEADLINE), 0)
            return rest[:at] + told + rest[at:]
    return pieces
