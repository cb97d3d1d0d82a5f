"""HTML → its visible blocks in document order, each knowing what its surroundings say it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from itertools import islice
from typing import Any

from lxml import etree, html

from communique.model import BlockKind

MAX_ELEMENTS = 30_000
"""Pages with more elements than this are refused: no news page has them, and each costs time."""

_MAX_ZONES = 8
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul option button label amp-img caption template".split()
)
_UNSEEN = frozenset(
    "script style template head iframe object embed svg math canvas audio video map select datalist "
    "textarea input meta link title param source track area base col colgroup rp rt".split()
)
# What stands in <noscript> is shown to few; yet some sites keep their whole story in it (then the zone is overruled).
_ZONE_TAGS = {
    "noscript": BlockKind.ADVERT,
    "nav": BlockKind.NAVIGATION,
    "footer": BlockKind.NAVIGATION,
    "aside": BlockKind.RELATED,
}
_ROLE_TAGS = {"figcaption": BlockKind.CAPTION, "blockquote": BlockKind.QUOTE}
_ROLES = frozenset(
    {
        BlockKind.CAPTION,
        BlockKind.BYLINE,
        BlockKind.SUBHEAD,
        BlockKind.CREDIT,
        BlockKind.CORRECTION,
        BlockKind.DATELINE,
        BlockKind.QUOTE,
    }
)
_HIDDEN = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_APART = re.compile(r"[^a-z0-9]+")
_SPACE = re.compile(r"\s+")
_ZERO = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_ENDS = re.compile(r"""[.!?:;…]["”’»)\]]*\s*$""")


@dataclass(frozen=True, slots=True)
class Zone:
    """What an element's class, role or tag says of everything inside: furniture of ``kind``."""

    kind: BlockKind
    number: int
    tag: str


@dataclass(frozen=True, slots=True)
class Visible:
    """One visible block of a page.

    ``zones``: the furniture zones it lies in, outermost first; ``role``: the story part its own
    element claims to be; ``linked``: characters inside links; ``within``: tags of its ancestors;
    ``stamp``: the machine-readable time of a ``<time>`` inside it.
    """

    text: str
    tag: str
    zones: tuple[Zone, ...]
    role: BlockKind | None
    linked: int
    within: frozenset[str]
    stamp: str | None
    parent: int

    @property
    def link_share(self) -> float:
        """Share of the block's characters that are inside links."""
        return self.linked / max(1, len(self.text))


@dataclass(slots=True)
class _Frame:
    """What holds inside one open block element."""

    tag: str
    zones: tuple[Zone, ...]
    role: BlockKind | None
    within: frozenset[str]
    number: int


@dataclass(slots=True)
class _Gather:
    """Text gathered since the last block boundary."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    stamp: str | None = None


def parse(markup: str) -> Any | None:  # noqa: ANN401  (lxml's trees have no useful type)
    """Parse HTML; None where there is no element in it. Comments and huge depth are left out."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree


def too_many(tree: Any) -> bool:  # noqa: ANN401
    """Tell whether the tree has more than ``MAX_ELEMENTS`` elements."""
    return next(islice(tree.iter(), MAX_ELEMENTS, None), None) is not None


def visible(tree: Any) -> tuple[Visible, ...]:  # noqa: ANN401
    """Return the visible blocks of ``tree`` in document order, white space normalised."""
    return tuple(_walk(tree))


def _walk(tree: Any) -> Iterator[Visible]:  # noqa: ANN401
    frames = [_Frame("body", (), None, frozenset(), 0)]
    gather = _Gather()
    links = 0
    number = 0
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if event == "start":
            if _unseen(element, tag):
                walk.skip_subtree()
                continue
            if tag in _BLOCKS:
                yield from _flush(gather, frames[-1])
                gather = _Gather()
                number += 1
                frames.append(_frame(element, tag, frames[-1], number))
            elif tag == "br":
                if _breaks(gather, element):
                    yield from _flush(gather, frames[-1])
                    gather = _Gather(linked=0)
                else:
                    gather.parts.append(" ")
            elif tag == "a":
                links += 1
                if gather.parts and gather.linked:
                    gather.parts.append(_gap(gather.parts[-1]))
            elif tag == "time":
                gather.stamp = gather.stamp or element.get("datetime")
            else:
                inline = _inline_role(element, frames[-1])
                if inline is not None and not gather.parts:
                    frames[-1] = _Frame(frames[-1].tag, frames[-1].zones, inline, frames[-1].within, frames[-1].number)
            _take(gather, element.text, links)
            continue
        if tag in _BLOCKS and not _unseen(element, tag):
            yield from _flush(gather, frames[-1])
            gather = _Gather()
            if len(frames) > 1:
                frames.pop()
        elif tag == "a" and not _unseen(element, tag):
            links -= 1
        _take(gather, element.tail, links)
    yield from _flush(gather, frames[0])


def _gap(last: str) -> str:
    return "" if last[-1:].isspace() else " "


def _take(gather: _Gather, text: str | None, links: int) -> None:
    if text:
        if gather.parts and not text[0].isspace() and _glued(gather.parts[-1], text):
            gather.parts.append(" ")
        gather.parts.append(text)
        if links > 0:
            gather.linked += len(text.strip())


def _glued(before: str, after: str) -> bool:
    """Tell whether two inline elements without a blank between are two words: "By" + "Jane Doe"."""
    return len(before) > 1 and before[-1].islower() and after[0].isupper() and len(after) > 1


def _breaks(gather: _Gather, element: Any) -> bool:  # noqa: ANN401
    """Tell whether a ``<br>`` ends a block: two in a row do, and one after a finished sentence or a label."""
    follows = element.getnext()
    tail = (element.tail or "").strip()
    if not tail and follows is not None and follows.tag == "br":
        return True
    text = "".join(gather.parts)
    return bool(_ENDS.search(text)) or len(text.strip()) < 60


def _flush(gather: _Gather, frame: _Frame) -> Iterator[Visible]:
    if not gather.parts:
        return
    text = tidy("".join(gather.parts))
    if not any(c.isalnum() for c in text):
        return
    yield Visible(
        text=text,
        tag=frame.tag,
        zones=frame.zones,
        role=frame.role,
        linked=min(gather.linked, len(text)),
        within=frame.within,
        stamp=gather.stamp,
        parent=frame.number,
    )


def tidy(text: str) -> str:
    """Normalise white space to single blanks and drop characters that have no width."""
    return _SPACE.sub(" ", _ZERO.sub("", text)).strip()


def _unseen(element: Any, tag: str) -> bool:  # noqa: ANN401
    if tag in _UNSEEN:
        return True
    if element.get("hidden") is not None and element.get("hidden") != "until-found":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _frame(element: Any, tag: str, outer: _Frame, number: int) -> _Frame:  # noqa: ANN401
    names = _names(element) if tag not in {"body", "main"} else ""
    hints = _hints(names) if names else ()
    zones = outer.zones
    zone = next((h for h in hints if h not in _ROLES), None) or _ZONE_TAGS.get(tag)
    if zone is not None and tag not in {"article", "h1"} and len(zones) < _MAX_ZONES:
        zones = (*zones, Zone(zone, number, tag))
    role = _ROLE_TAGS.get(tag) or next((h for h in hints if h in _ROLES), None)
    if role is None and outer.role is not None and tag not in {"article", "section"}:
        role = outer.role
    within = outer.within if tag in outer.within else outer.within | {tag}
    return _Frame(tag, zones, role, within, number)


def _inline_role(element: Any, frame: _Frame) -> BlockKind | None:  # noqa: ANN401
    """A role given by an inline element that opens a block: ``<p><span class="byline">``."""
    if frame.role is not None or frame.tag == "p" or not len(element.attrib):
        return None
    return next((h for h in _hints(_names(element)) if h in _ROLES), None)


def _names(element: Any) -> str:  # noqa: ANN401
    found = [
        (element.get(key) or "")[:300] for key in ("class", "id", "role", "itemprop", "data-component", "data-testid")
    ]
    if element.get("rel") == "author":
        found.append("author")
    return " ".join(found).strip()[:400]


@cache
def _table() -> dict[str, BlockKind]:
    rows = files(__package__).joinpath("zones.tsv").read_text("utf-8").splitlines()
    table: dict[str, BlockKind] = {}
    for row in rows:
        if row and not row.startswith("#"):
            kind, words = row.split("\t")
            for word in words.split("|"):
                table.setdefault(word, BlockKind(kind))
    return table


@cache
def _runs() -> int:
    return max(word.count("-") + 1 for word in _table())


@lru_cache(maxsize=8192)
def _hints(names: str) -> tuple[BlockKind, ...]:
    """Return the kinds that the words of class and id attributes name, in order, without repeats.

    "c-related-articles__item" is the run of tokens c, related, articles, item: it holds
    "related-articles". "no-sidebar" and "has-comments" deny or merely announce, and say nothing.
    """
    table = _table()
    found: list[BlockKind] = []
    for name in names.split():
        tokens = [t for t in _APART.split(_CAMEL.sub("-", name).lower()) if t]
        if tokens and tokens[0] in {"no", "has", "with", "without", "not", "is", "show", "hide"}:
            continue
        for start in range(len(tokens)):
            for end in range(min(len(tokens), start + _runs()), start, -1):
                kind = table.get("-".join(tokens[start:end]))
                if kind is not None:
                    if kind not in found:
                        found.append(kind)
                    break
    return tuple(found)
