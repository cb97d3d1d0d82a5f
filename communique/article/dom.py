"""HTML → its visible blocks in document order, each knowing what its surroundings say it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
_ZERO = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_DENIES = frozenset({"no", "has", "with", "without", "not", "is", "show", "hide"})
_WORD = re.compile(r"[^\W_]")
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


def parse(markup: str) -> Any | None:  # noqa: ANN401  (lxml's trees have no useful type)
    """Parse HTML; None where there is no element in it. Comments and huge depth are left out."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    # lxml's own lookup asks in Python, for every element each time it is met, whether it is a form's; none asks that.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
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
    walker = _Walker()
    walker.walk(tree)
    return tuple(walker.found)


class _Walker:
    """One walk over a tree without recursion, gathering text between block boundaries."""

    def __init__(self) -> None:
        self.found: list[Visible] = []
        self._frames = [_Frame("body", (), None, frozenset(), 0)]
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._number = 0
        self._stamp: str | None = None

    def walk(self, tree: Any) -> None:  # noqa: ANN401
        """Walk ``tree``, filling ``found``."""
        walk = etree.iterwalk(tree, events=("start", "end"))
        passed_over = None
        for event, element in walk:
            tag = element.tag
            if not isinstance(tag, str):
                continue
            if event == "start":
                if tag in _UNSEEN or _hidden(element):
                    walk.skip_subtree()
                    passed_over = element
                    continue
                self._open(element, tag)
                if element.text:
                    self._take(element.text)
                continue
            if element is passed_over:
                passed_over = None
            else:
                self._close(tag)
            if element.tail:
                self._take(element.tail)
        self._flush()

    def _open(self, element: Any, tag: str) -> None:  # noqa: ANN401
        if tag in _BLOCKS:
            self._flush()
            self._number += 1
            self._frames.append(_frame(element, tag, self._frames[-1], self._number))
        elif tag == "br":
            if self._breaks(element):
                self._flush()
            else:
                self._parts.append(" ")
        elif tag == "a":
            self._links += 1
            if self._linked and self._parts and not self._parts[-1][-1:].isspace():
                self._parts.append(" ")
        elif tag == "time":
            self._stamp = self._stamp or element.get("datetime")
        elif not self._parts and (role := _inline_role(element, self._frames[-1])) is not None:
            self._frames[-1] = replace(self._frames[-1], role=role)

    def _close(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush()
            if len(self._frames) > 1:
                self._frames.pop()
        elif tag == "a":
            self._links -= 1

    def _take(self, text: str) -> None:
        if self._parts and _glued(self._parts[-1], text):
            self._parts.append(" ")
        self._parts.append(text)
        if self._links > 0:
            self._linked += len(text.strip())

    def _breaks(self, element: Any) -> bool:  # noqa: ANN401
        """Tell whether a ``<br>`` ends a block: two in a row do, and one after a finished sentence or a label."""
        follows = element.getnext()
        if follows is not None and follows.tag == "br" and not (element.tail or "").strip():
            return True
        text = "".join(self._parts)
        return len(text.strip()) < 60 or _ENDS.search(text) is not None

    def _flush(self) -> None:
        if not self._parts:
            return
        text = tidy("".join(self._parts))
        if _WORD.search(text):
            frame = self._frames[-1]
            self.found.append(
                Visible(
                    text=text,
                    tag=frame.tag,
                    zones=frame.zones,
                    role=frame.role,
                    linked=min(self._linked, len(text)),
                    within=frame.within,
                    stamp=self._stamp,
                    parent=frame.number,
                )
            )
        self._parts, self._linked, self._stamp = [], 0, None


def _glued(before: str, after: str) -> bool:
    """Tell whether two inline elements without a blank between are two words: "By" + "Jane Doe"."""
    return len(before) > 1 and len(after) > 1 and before[-1].islower() and after[0].isupper()


def tidy(text: str) -> str:
    """Normalise white space to single blanks and drop characters that have no width."""
    return " ".join((text if text.isascii() else _ZERO.sub("", text)).split())


def _hidden(element: Any) -> bool:  # noqa: ANN401
    hidden = element.get("hidden")
    if hidden is not None and hidden != "until-found":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _frame(element: Any, tag: str, outer: _Frame, number: int) -> _Frame:  # noqa: ANN401
    names = _names(element) if tag not in {"body", "main"} else ""
    hints = _hints(names) if names else ()
    zones = outer.zones
    zone = _first(hints, roles=False) or _ZONE_TAGS.get(tag)
    if zone is not None and tag not in {"article", "h1"} and len(zones) < _MAX_ZONES:
        zones = (*zones, Zone(zone, number, tag))
    role = _ROLE_TAGS.get(tag) or _first(hints, roles=True)
    if role is None and outer.role is not None and tag not in {"article", "section"}:
        role = outer.role
    within = outer.within if tag in outer.within else outer.within | {tag}
    return _Frame(tag, zones, role, within, number)


def _inline_role(element: Any, frame: _Frame) -> BlockKind | None:  # noqa: ANN401
    """A role given by an inline element that opens a block: ``<p><span class="byline">``."""
    if frame.role is not None or frame.tag == "p" or not len(element.attrib):
        return None
    return _first(_hints(_names(element)), roles=True)


def _first(hints: tuple[BlockKind, ...], *, roles: bool) -> BlockKind | None:
    """The first hint that is a story part (``roles``) or furniture; most elements have no hint at all."""
    return next((h for h in hints if (h in _ROLES) is roles), None) if hints else None


def _names(element: Any) -> str:  # noqa: ANN401
    if not element.keys():
        return ""
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
def _runs() -> dict[str, int]:
    """By the first token of the words of the table, how many tokens the longest of them has."""
    runs: dict[str, int] = {}
    for word in _table():
        first = word.partition("-")[0]
        runs[first] = max(runs.get(first, 0), word.count("-") + 1)
    return runs


def _hints(names: str) -> tuple[BlockKind, ...]:
    """Return the kinds that the words of class and id attributes name, in order, without repeats.

    "c-related-articles__item" is the run of tokens c, related, articles, item: it holds
    "related-articles". "no-sidebar" and "has-comments" deny or merely announce, and say nothing.
    """
    return tuple(dict.fromkeys(kind for name in names.split() for kind in _hints_of(name)))


@lru_cache(maxsize=16_384)
def _hints_of(name: str) -> tuple[BlockKind, ...]:
    """The kinds one of these words names."""
    tokens = [t for t in _APART.split(_CAMEL.sub("-", name).lower()) if t]
    if tokens and tokens[0] in _DENIES:
        return ()
    table, runs = _table(), _runs()
    found: list[BlockKind] = []
    for start, token in enumerate(tokens):
        for end in range(min(len(tokens), start + runs.get(token, 0)), start, -1):
            kind = table.get("-".join(tokens[start:end]))
            if kind is not None:
                found.append(kind)
                break
    return tuple(found)
