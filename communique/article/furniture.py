"""What the blocks around the story are: each with its kind, none of it read for facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.article import labels
from communique.article.dom import Visible
from communique.article.sieve import Sieve
from communique.article.story import zone_of
from communique.model import BlockKind

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "summary", "th", "legend"})
_RIGHTS = Sieve(re.compile(r"©|\ball rights reserved\b|\bcopyright\b", re.IGNORECASE), ("©", "rights", "copyright"))
_FIRM = frozenset({BlockKind.COMMENT, BlockKind.CONSENT})
_SECTIONS = frozenset(
    {
        BlockKind.LIVE,
        BlockKind.OPINION,
        BlockKind.TOP,
        BlockKind.TRENDING,
        BlockKind.LIFESTYLE,
        BlockKind.SERVICE,
        BlockKind.RELATED,
        BlockKind.COMMENT,
    }
)


def kinds(blocks: Sequence[Visible], story: Sequence[bool], heavy: frozenset[int]) -> list[BlockKind]:
    """Name the kind of every block outside the story (entries for story blocks mean nothing).

    A section's label gives its kind to the teasers under it, up to the next heading or the end of
    the element they share.
    """
    found: list[BlockKind] = []
    section: BlockKind | None = None
    zones: tuple[int, ...] = ()
    for block, is_story in zip(blocks, story, strict=True):
        here = tuple(z.number for z in block.zones)
        if is_story or here != zones:
            section, zones = None, here
        kind = own(block, heavy)
        announced = labels.announces(block.text) if block.link_share < 1 or block.tag in _HEADINGS else None
        if kind not in _FIRM and announced in _SECTIONS and (block.tag in _HEADINGS or block.link_share < 0.5):
            section = announced
            kind = announced
        elif block.tag in _HEADINGS and block.link_share < 0.5:
            section = None
        elif section is not None and kind in {BlockKind.TEASER, BlockKind.NAVIGATION, BlockKind.LABEL}:
            kind = section
        found.append(kind)
    return found


def own(block: Visible, heavy: frozenset[int]) -> BlockKind:
    """Name the kind of one block by its zone, its words and its shape alone."""
    text = block.text
    zone = zone_of(block, heavy)
    if zone in {BlockKind.COMMENT, BlockKind.CONSENT}:
        return zone
    if (announced := labels.announces(text)) is not None and zone is None:
        return announced
    if (led := labels.leads(text)) is not None:
        return led
    pleading = labels.pleads(text) if len(text) < 600 else None
    if pleading is BlockKind.CONSENT:
        return pleading
    if zone is not None:
        return zone
    if labels.is_directory(text):
        return BlockKind.SERVICE
    if len(text) < 300 and _RIGHTS.search(text):
        return BlockKind.NAVIGATION
    if pleading is not None and len(text) < 300:
        return pleading
    words = len(text.split())
    if block.link_share > 0.6:
        return BlockKind.TEASER if words >= 5 else BlockKind.NAVIGATION
    return BlockKind.TEASER if words >= 5 else BlockKind.LABEL
