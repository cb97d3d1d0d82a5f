"""What a page's head says of itself: ``meta`` tags and schema.org JSON-LD, read with bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from communique.article.charset import mend
from communique.article.dom import tidy

_MAX_SCRIPT = 1_000_000
_MAX_NODES = 400
_ARTICLE_TYPES = frozenset(
    "article newsarticle reportagenewsarticle analysisnewsarticle backgroundnewsarticle opinionnewsarticle "
    "reviewnewsarticle askpublicnewsarticle blogposting liveblogposting socialmediaposting techarticle "
    "scholarlyarticle report satiricalarticle advertisercontentarticle".split()
)
_NEXT_TO_LAST = re.compile(r",\s*([}\]])")
_TAGS = re.compile(r"<[^<>]{0,300}>")


@dataclass(frozen=True, slots=True)
class Node:
    """One JSON-LD object, read through accessors that never raise."""

    data: Mapping[str, object]

    @property
    def types(self) -> frozenset[str]:
        """Types of the object in lower case, without their vocabulary's address."""
        found = self.data.get("@type")
        listed = found if isinstance(found, list) else [found]
        return frozenset(t.rsplit("/", 1)[-1].lower() for t in listed if isinstance(t, str))

    @property
    def is_article(self) -> bool:
        """Whether the object describes an article of any kind."""
        return bool(self.types & _ARTICLE_TYPES)

    def text(self, key: str) -> str | None:
        """Return the plain text under ``key``, or None."""
        value = self.data.get(key)
        if isinstance(value, list):
            value = next((v for v in value if isinstance(v, str)), None)
        return clean(value) if isinstance(value, str) else None

    def raw(self, key: str) -> str | None:
        """Return the string under ``key`` as it stands, line breaks included."""
        value = self.data.get(key)
        return value if isinstance(value, str) and value.strip() else None

    def names(self, key: str) -> tuple[str, ...]:
        """Return the names under ``key``: strings, or the ``name`` of objects."""
        return tuple(name for name, _ in self.named(key))

    def named(self, key: str) -> tuple[tuple[str, frozenset[str]], ...]:
        """Return (name, types) for each thing under ``key``; a bare string has no types."""
        value = self.data.get(key)
        found: list[tuple[str, frozenset[str]]] = []
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, str):
                found.append((clean(item) or "", frozenset()))
            elif isinstance(item, dict):
                node = Node(item)
                found += [(name, node.types) for name in _strings(item.get("name"))]
        return tuple((name, types) for name, types in found if name)

    def nodes(self, key: str) -> tuple[Node, ...]:
        """Return the objects under ``key``."""
        value = self.data.get(key)
        listed = value if isinstance(value, list) else [value]
        return tuple(Node(item) for item in listed[:_MAX_NODES] if isinstance(item, dict))


@dataclass(frozen=True, slots=True)
class Metadata:
    """The head of a page: its ``<title>``, ``meta`` pairs, canonical address, language, JSON-LD."""

    title: str | None
    pairs: tuple[tuple[str, str], ...]
    canonical: str | None
    language: str | None
    nodes: tuple[Node, ...]

    def first(self, *names: str) -> str | None:
        """Return the content of the first ``meta`` of these names, in the order of ``names``."""
        for name in names:
            for key, value in self.pairs:
                if key == name:
                    return value
        return None

    def every(self, name: str) -> tuple[str, ...]:
        """Return the contents of all ``meta`` tags called ``name``."""
        return tuple(value for key, value in self.pairs if key == name)

    @property
    def articles(self) -> tuple[Node, ...]:
        """The JSON-LD objects that describe an article."""
        return tuple(node for node in self.nodes if node.is_article)

    @property
    def types(self) -> frozenset[str]:
        """All JSON-LD types on the page, in lower case."""
        return frozenset().union(*(node.types for node in self.nodes)) if self.nodes else frozenset()


EMPTY = Metadata(title=None, pairs=(), canonical=None, language=None, nodes=())
"""A page that says nothing of itself, such as plain text."""


def clean(text: str) -> str | None:
    """Return ``text`` without entities and markup, mended and tidied; None when nothing is left."""
    plain = tidy(mend(_TAGS.sub(" ", unescape(unescape(text))) if "<" in text or "&" in text else text))
    return plain or None


def read(tree: Any) -> Metadata:  # noqa: ANN401  (lxml's trees have no useful type)
    """Read the metadata of a parsed page; never raises for what the page holds."""
    pairs: list[tuple[str, str]] = []
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = element.get("content")
        if name and content and len(pairs) < _MAX_NODES and (value := clean(content[:5000])):
            pairs.append((name.strip().lower(), value))
    title = next((t for e in tree.iter("title") if (t := clean((e.text or "")[:1000]))), None)
    canonical = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            nodes += linked(script.text)
    return Metadata(title=title, pairs=tuple(pairs), canonical=canonical, language=tree.get("lang"), nodes=tuple(nodes))


def linked(script: str) -> tuple[Node, ...]:
    """Return the objects of one JSON-LD script, graphs and lists laid flat; none where it is broken."""
    if len(script) > _MAX_SCRIPT:
        return ()
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>").strip().rstrip(";")
    for attempt in (text, _NEXT_TO_LAST.sub(r"\1", text)):
        try:
            found = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return tuple(_flat(found))
    return ()


def _flat(value: object) -> Iterator[Node]:
    waiting = [value]
    count = 0
    while waiting and count < _MAX_NODES:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = item[:_MAX_NODES] + waiting
        elif isinstance(item, dict):
            count += 1
            if "@type" in item:
                yield Node(item)
            inner = [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
            waiting += [part for part in inner if isinstance(part, dict | list)]


def _strings(value: object) -> tuple[str, ...]:
    listed = value if isinstance(value, list) else [value]
    return tuple(text for item in listed if isinstance(item, str) and (text := clean(item)))
