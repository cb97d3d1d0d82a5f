"""Who signs a page, by its markup: ``rel="author"``, hCard names, bylines, without commenters and box-outs."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from communique.article.dom import tidy
from communique.article.sieve import Sieve

_SURE = frozenset(
    {"fn", "author-name", "authorname", "author-fullname", "byline-name", "byline-author", "article-author-name"}
)
_LIKELY = re.compile(
    r"(?:^|[-_ ])(?:(?:article|post|entry|story|news|content|meta|tech|mo|td|by|the)?[-_]?"
    r"(?:authors?|autor|autore|auteur|byline|writer|redakteur|verfasser|metainfo|submitted|postmetadata|postdata))"
    r"(?:[-_]?(?:name|names|link|info|txt|text|title))?(?:$|[-_ ])",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NOT = re.compile(
    r"comment|related|recent|widget|sidebar|teaser|popular|trending|footer|avatar|image|photo|caption|figure|bio|"
    r"description|"
    r"recommend|more-?posts|reply|tweet|newsletter|social|share",
    re.IGNORECASE,
)
_UNSEEN = frozenset(
    {"script", "style", "svg", "img", "meta", "link", "form", "input", "html", "body", "main", "article", "section"}
)
_QUICK = Sieve(
    re.compile(
        r"author|autor|auteur|byline|writer|redakteur|verfasser|meta-?info|submitted|post-?meta|post-?data|\bfn\b", re.I
    ),
    ("aut", "byline", "writer", "redakteur", "verfasser", "info", "submitted", "post", "fn"),
)
_LONGEST = 120
_MOST = 12


def found(tree: Any) -> tuple[str, ...]:  # noqa: ANN401  (lxml's trees have no useful type)
    """Return the texts that sign the page, the surest markup first, in document order within each degree."""
    degrees: tuple[list[str], list[str], list[str]] = ([], [], [])
    for element in tree.iter(etree.Element):
        if element.tag in _UNSEEN or not _QUICK.search(" ".join(element.values())[:2000]):
            continue
        degree = _degree(element)
        if degree is None or len(degrees[degree]) >= _MOST or _elsewhere(element):
            continue
        text = tidy(" ".join(element.itertext()))[: _LONGEST + 1]
        if 2 <= len(text) <= _LONGEST:
            degrees[degree].append(text)
    return tuple(dict.fromkeys([*degrees[0], *degrees[1], *degrees[2]]))


def _degree(element: Any) -> int | None:  # noqa: ANN401
    rel, prop = element.get("rel") or "", element.get("itemprop") or ""
    if "author" in rel.split() or prop == "author":
        return 0
    names = _CAMEL.sub("-", _named(element)).strip()
    if not names:
        return None
    if _SURE & set(names.lower().split()):
        return 1
    return 2 if _LIKELY.search(names) and not _NOT.search(names) else None


def _elsewhere(element: Any) -> bool:  # noqa: ANN401
    """Tell whether the element stands among comments, box-outs or other stories."""
    if _NOT.search(_named(element)):
        return True
    for depth, ancestor in enumerate(element.iterancestors()):
        if depth > 8 or ancestor.tag in {"body", "main"}:
            return False
        if ancestor.tag in {"aside", "nav"}:
            return True
        if depth < 4 and ancestor.tag != "article" and _NOT.search(_named(ancestor)):
            return True
    return False


def _named(element: Any) -> str:  # noqa: ANN401
    return f"{(element.get('class') or '')[:300]} {(element.get('id') or '')[:100]}"
