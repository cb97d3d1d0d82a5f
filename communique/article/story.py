"""Which visible blocks are the story: what trafilatura picks, and our own rules where it errs."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Sequence
from copy import copy
from typing import Any

from lxml import etree

from communique.article import labels
from communique.article.dom import Visible
from communique.model import BlockKind

_KEY = re.compile(r"[\W_]+")
_MARKS = {at: None for at in range(128) if not chr(at).isalnum()}
"""What ``_KEY`` takes out of a text that is ASCII, as most are: twice as fast."""
_LONG = 25
_SHORT = 12
_THIN = 700
_WINDOW = 24
_FIRM = frozenset(
    {
        BlockKind.COMMENT,
        BlockKind.CONSENT,
        BlockKind.ADVERT,
        BlockKind.TRENDING,
        BlockKind.RELATED,
        BlockKind.NAVIGATION,
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SENTENCE = re.compile(r"""[.!?…]["”’»)\]]*$""")

_FAULTS = (
    ValueError,
    TypeError,
    AttributeError,
    KeyError,
    IndexError,
    RecursionError,
    AssertionError,
    etree.LxmlError,
)

# Libraries of ours speak through logging; with no handler of the caller's, Python would print their warnings.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def picked(tree: Any) -> tuple[str, ...]:  # noqa: ANN401  (lxml's trees have no useful type)
    """Return the lines of the main content as trafilatura (Barbaresi 2021) finds them; none where it finds none."""
    from trafilatura import bare_extraction  # noqa: PLC0415  (heavy; start-up stays fast without)

    tree = _lean(tree)
    lines: tuple[str, ...] = ()
    for fast in (True, False):  # the thorough way costs twice the time, and is worth it where the fast one finds little
        try:
            document = bare_extraction(tree, fast=fast, include_comments=False)
        except _FAULTS:
            continue
        text = getattr(document, "text", None)
        found = tuple(line for line in text.split("\n") if line.strip()) if isinstance(text, str) else ()
        lines = max(lines, found, key=lambda ls: sum(map(len, ls)))
        if sum(map(len, lines)) >= _THIN:
            break
    return lines


def _lean(tree: Any) -> Any:  # noqa: ANN401
    """Return a copy of ``tree`` without what trafilatura takes out itself before it looks for text, after it has
    put some hundred questions to each: programs, styles, drawings. It does read JSON-LD."""
    lean = copy(tree)
    for script in lean.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            script.tag = "style"
    etree.strip_elements(lean, "style", "svg", "link", "meta", with_tail=False)
    return lean


def key(text: str) -> str:
    """Reduce a text to its letters and digits in lower case, for matching across white space and marks."""
    if text.isascii():
        return text.translate(_MARKS).lower()
    return _KEY.sub("", text).casefold()


def mark(blocks: Sequence[Visible], lines: Sequence[str], head: int | None) -> tuple[list[bool], frozenset[int]]:
    """Tell for each visible block whether it is the story's own, and the numbers of zones not to be believed.

    ``head`` is the headline's index.

    A block is picked when trafilatura's text holds it; short blocks only inside the stretch the
    long ones span. A furniture zone (comments, related, adverts) overrules that, unless the zone
    holds so much of the picked text that its class name must be misleading.
    """
    keys = [key(b.text) for b in blocks]
    chosen = _matched(blocks, keys, lines)
    heavy = _heavy(blocks, chosen)
    for index, block in enumerate(blocks):
        if chosen[index] and (index == head or _banned(block, heavy)):
            chosen[index] = False
    _fill(blocks, chosen, heavy, head)
    _trim(blocks, chosen, heavy)
    return chosen, heavy


def _matched(blocks: Sequence[Visible], keys: Sequence[str], lines: Sequence[str]) -> list[bool]:
    wanted = [key(line) for line in lines]
    exact = Counter(wanted)
    whole = "".join(wanted)
    chosen = [len(k) >= _LONG and (k in exact or k in whole or _sampled(k, whole)) for k in keys]
    if any(chosen):
        first, last = chosen.index(True), len(chosen) - 1 - chosen[::-1].index(True)
    else:
        first, last = 0, len(chosen) - 1
    for index in range(max(0, first - 3), min(len(blocks), last + 4)):
        if not chosen[index] and keys[index]:
            inside = first < index < last and len(keys[index]) >= _SHORT and keys[index] in whole
            chosen[index] = exact[keys[index]] > 0 or inside
    return chosen


def _sampled(text: str, whole: str) -> bool:
    """Tell whether most of a long block is in the picked text, though not letter by letter (a button inside it)."""
    if len(text) < 3 * _WINDOW:
        return False
    middle = (len(text) - _WINDOW) // 2
    return sum(text[at : at + _WINDOW] in whole for at in (0, middle, len(text) - _WINDOW)) >= 2


def _heavy(blocks: Sequence[Visible], chosen: Sequence[bool]) -> frozenset[int]:
    """Return the numbers of zones whose name cannot be right: they hold a third or more of the picked text.

    Zones of the same kind inside such a zone fall with it, unless they are lists of links: where
    every post of a live blog is a "comment", the list of them is one too.
    """
    total = sum(len(b.text) for b, c in zip(blocks, chosen, strict=True) if c)
    share: Counter[int] = Counter()
    length: Counter[int] = Counter()
    linked: Counter[int] = Counter()
    for block, is_chosen in zip(blocks, chosen, strict=True):
        for number in {zone.number for zone in block.zones}:
            length[number] += len(block.text)
            linked[number] += block.linked
            if is_chosen:
                share[number] += len(block.text)
    heavy = {number for number, size in share.items() if size > total * 0.34}
    heavy |= _worn(blocks, chosen, total)
    for block in blocks:
        fallen = {z.kind for z in block.zones if z.number in heavy}
        if not fallen:
            continue
        heavy.update(z.number for z in block.zones if z.kind in fallen and linked[z.number] < 0.4 * length[z.number])
    return frozenset(heavy)


def _worn(blocks: Sequence[Visible], chosen: Sequence[bool], total: int) -> set[int]:
    """Zones of a kind that every paragraph wears ("section ad-eligible"): together they hold most of the story."""
    worn: Counter[BlockKind] = Counter()
    numbers: dict[BlockKind, set[int]] = {}
    for block, is_chosen in zip(blocks, chosen, strict=True):
        if is_chosen and block.link_share < 0.5 and len(block.text) > 100:
            worn.update(dict.fromkeys({z.kind for z in block.zones}, len(block.text)))
            for zone in block.zones:
                numbers.setdefault(zone.kind, set()).add(zone.number)
    return {number for kind, size in worn.items() if size > 0.6 * total for number in numbers[kind]}


def zone_of(block: Visible, heavy: frozenset[int]) -> BlockKind | None:
    """Return the furniture kind of the innermost zone that can be believed; comments and consent win from outside."""
    kinds = [z.kind for z in block.zones if z.number not in heavy]
    for firm in (BlockKind.COMMENT, BlockKind.CONSENT):
        if firm in kinds:
            return firm
    return kinds[-1] if kinds else None


def _banned(block: Visible, heavy: frozenset[int]) -> bool:
    if zone_of(block, heavy) in _FIRM:
        return True
    announced = labels.announces(block.text)
    if (announced is not None and block.tag not in _HEADINGS) or labels.leads(block.text) is not None:
        return True
    return len(block.text) < 400 and labels.pleads(block.text) is not None


def _fill(blocks: Sequence[Visible], chosen: list[bool], heavy: frozenset[int], head: int | None) -> None:
    """Take in whole sentences between story paragraphs that were left out: a list's points, a first paragraph."""
    spots = [i for i, c in enumerate(chosen) if c]
    if not spots:
        return
    first, last = spots[0], spots[-1]
    if head is not None and head < first and first - head <= 12:
        first = head + 1
    for index in range(first, last):
        block = blocks[index]
        if chosen[index] or index == head or _banned(block, heavy) or zone_of(block, heavy) is not None:
            continue
        enough = 40 if block.tag in {"p", "li"} else 100
        if block.link_share < 0.5 and len(block.text) >= enough and _SENTENCE.search(block.text) and block.role is None:
            chosen[index] = True


def _trim(blocks: Sequence[Visible], chosen: list[bool], heavy: frozenset[int]) -> None:
    """Drop link lists from the two ends of the story: what follows the last sentence is furniture."""
    _stop_at_comments(blocks, chosen, heavy)
    spots = [i for i, c in enumerate(chosen) if c]
    told = [i for i in spots if _SENTENCE.search(blocks[i].text) and blocks[i].link_share < 0.7]
    if not told:
        return
    for index in spots:
        block = blocks[index]
        if index > told[-1] and (block.link_share > 0.7 or block.tag in _HEADINGS):
            chosen[index] = False


def _stop_at_comments(blocks: Sequence[Visible], chosen: list[bool], heavy: frozenset[int]) -> None:
    """Drop what is picked below the readers' comments: the site's columns and notices, however like prose."""
    total = sum(len(b.text) for b, c in zip(blocks, chosen, strict=True) if c)
    told = 0
    for index, block in enumerate(blocks):
        if chosen[index]:
            told += len(block.text)
        elif told > 0.5 * total and (
            zone_of(block, heavy) is BlockKind.COMMENT
            or (block.tag in _HEADINGS and labels.announces(block.text) is BlockKind.COMMENT)
        ):
            chosen[index:] = [False] * (len(chosen) - index)
            return
