"""All pages as one HTML file that asks nothing of anybody: mailed, opened from a disk, kept.

Each page is a section, every link an anchor. Without scripts the sections stand one under the other; a small script of
our own shows one at a time. A content security policy lets in that script and the style by their digests alone.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from communique.errors import UsageError
from communique.version import __version__
from communique.web.assets import assets
from communique.web.markup import environment
from communique.web.pages.kind import Asked, PageKind
from communique.web.rendering import Frame, html, own
from communique.web.routes import PAGES
from communique.web.urls import Static, spot
from communique.web.view import View
from communique.web.words import words

LARGEST = 60_000_000
"""Characters of a file at most: more than a browser opens with ease."""
_ID = re.compile(r' id="([^"]*)"')
_REFERENCE = re.compile(r'( (?:aria-labelledby|aria-describedby|for|headers)=")([^"]*)(")|(href="#|url\(#)([^")]*)')


def publish(view: View, *, language: str = "en") -> str:
    """Return the dossier as one HTML document, the same pages as live ones without their filters and forms.

    Of things with pages of their own (parties, articles, happenings) those are in it that another page leads to, and
    so on. Raises UsageError where that is more than 60 million characters.
    """
    sections = _sections(view, language)
    catalogue = words(language)
    style = _style([kind for kind, _ in sections])
    script = assets()["static.js"].content.decode("utf-8")
    links = Static((kind.name for kind in PAGES if not kind.live_only), lambda fact: None)
    document: str = (
        environment()
        .get_template("static.html")
        .render(
            t=catalogue,
            links=links,
            view_name=view.name,
            version=__version__,
            menu=[kind.name for kind in PAGES if kind.in_menu and not kind.live_only],
            policy=(
                f"default-src 'none'; style-src 'sha256-{_hash(style)}'; script-src 'sha256-{_hash(script)}'; "
                "img-src data:; base-uri 'none'; form-action 'none'"
            ),
            head=environment().from_string("<style>{{ style|safe }}</style>").render(style=style),
            foot=environment().from_string("<script>{{ script|safe }}</script>").render(script=script),
            sections="\n".join(text for _, text in sections),
        )
    )
    return document.encode("utf-8", "replace").decode("utf-8")


def _sections(view: View, language: str) -> list[tuple[PageKind, str]]:
    """Return the pages in the order of the menu, then those they lead to."""
    kinds = {kind.name: kind for kind in PAGES if not kind.live_only}
    links = Static(kinds, lambda fact: view.account_of(fact).article.id if view.fact(fact) else None)
    frame = Frame(name=view.name, links=links, words=words(language))
    found: dict[str, tuple[PageKind, str]] = {}
    size = 0
    waiting = [(kind, Asked(), kind.name) for kind in kinds.values() if "{id}" not in kind.path]
    while waiting:
        for kind, asked, section in waiting:
            context = kind.make(view, asked)
            if context is not None:
                frame_here = Frame(name=frame.name, links=links, words=frame.words, section=section)
                found[section] = (kind, html(kind, context, frame_here))
                size += len(found[section][1])
            if size > LARGEST:
                raise UsageError(f"the dossier is too large for one file: more than {LARGEST:,} characters")
        waiting = [
            (kinds[name], Asked(id=identity), spot(name, identity))
            for name, identity in links.asked
            if name in kinds and "{id}" in kinds[name].path and spot(name, identity) not in found
        ]
        links.asked = {}
    order = {kind.name: at for at, kind in enumerate(PAGES)}
    ranked = sorted(found.items(), key=lambda item: (order[item[1][0].name], item[0]))
    return [(kind, text) for (_, (kind, _)), text in zip(ranked, _unique(ranked, found), strict=True)]


def _unique(ranked: list[tuple[str, tuple[PageKind, str]]], reserved: Iterable[str]) -> list[str]:
    """Return the texts with every HTML id once: one that an earlier section has, or that is the id of a section, gets
    the number of its section before it, and what refers to it within the section with it.

    A heading may carry the id of its own page; there the section has it already.
    """
    sections, taken, made = frozenset(reserved), set(reserved), []
    for number, (_, (_, text)) in enumerate(ranked):
        head, _, inner = text.partition(">")
        there = dict.fromkeys(_ID.findall(inner))
        renamed = {name: f"s{number}-{name}" for name in there if name in taken}
        taken.update(there)
        local = {name: new for name, new in renamed.items() if name not in sections}
        made.append(f"{head}>{_renamed(inner, renamed, local)}")
    return made


def _renamed(text: str, ids: dict[str, str], references: dict[str, str]) -> str:
    def reference(found: re.Match[str]) -> str:
        before, names, after, anchor, name = found.groups()
        if anchor is not None:
            return f"{anchor}{references.get(name, name)}"
        return before + " ".join(ids.get(each, each) for each in names.split(" ")) + after

    if not ids:
        return text
    text = _ID.sub(lambda found: f' id="{ids.get(found[1], found[1])}"', text)
    return _REFERENCE.sub(reference, text)


def _style(kinds: list[PageKind]) -> str:
    """Return all style sheets as one, those of a page held to its sections: live they never meet those of others."""
    shared = assets()["dossier.css"].content.decode("utf-8")
    sheets: dict[str, list[str]] = {}
    for kind in PAGES:
        for name in own(kind, "css") if kind in kinds else ():
            sheets.setdefault(name, []).append(kind.name)
    parts = [shared]
    for name, users in sheets.items():
        scope = ", ".join(f'[data-page="{user}"]' for user in users)
        parts.append(f":is({scope}) {{\n{assets()[name].content.decode('utf-8')}\n}}")
    return "\n".join(parts).replace("</", "<\\/")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
