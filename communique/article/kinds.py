"""What a page is: an article, an opinion piece, a live blog, a correction, or nothing to read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from communique.article.blocks import Piece
from communique.article.dom import Visible
from communique.article.metadata import Metadata
from communique.model import ArticleKind, BlockKind, Reason

MIN_STORY = 200
"""A story has at least this many characters of body text; under it, there is nothing to read."""

_STUB = 1500
_OPINION_WORDS = (
    r"opinions?|op-?eds?|commentary|comment|commentisfree|columnists?|columns?|editorials?|ideas|viewpoints?|"
    r"perspectives?|blogs?/opinion"
)
_OPINION_PATH = re.compile(
    rf"/(?:{_OPINION_WORDS}|meinung|kommentare?|tribunes?|opinion|opiniones)(?:/|$|\.)", re.IGNORECASE
)
_OPINION_LINE = re.compile(rf"^(?:{_OPINION_WORDS}|guest essay|letters? to the editor)$", re.IGNORECASE)
_OPINION_TITLE = re.compile(
    r"^(?:opinion|op-?ed|editorial|commentary|comment|column|viewpoint|guest essay)\s?[:|–—]\s", re.IGNORECASE
)
_LIVE_PATH = re.compile(
    r"/(?:live|live-?blog|livestory|live-news|live-updates|liveticker|live-reporting)(?:[/-]|$)|-live-(?:updates|"
    r"blog|news)|/liveblog",
    re.IGNORECASE,
)
_LIVE_TITLE = re.compile(
    r"\blive(?:\s?blog|\supdates|:)|\s[–—-]\slive\b|\bas it happened\b|^live\b\s?[:–—]", re.IGNORECASE
)
_CORRECTION_TITLE = re.compile(
    r"^(?:corrections?|clarifications?|corrections?\s(?:and|&)\sclarifications?|errat(?:um|a)|"
    r"for\sthe\srecord)\b(?:\s?[:–—-]|$)",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"\b(?:subscribe (?:now )?(?:to|for) (?:continue|read|keep|unlock|full|unlimited)|subscribers? only|"
    r"for subscribers|to continue reading|to read the full|"
    r"already a subscriber|this (?:article|story|content) is (?:only )?(?:available )?(?:for|"
    r"to) (?:our )?(?:subscribers|members)|unlock (?:this|the full)|"
    r"premium (?:article|content)|register to (?:read|continue)|log in to (?:read|continue)|"
    r"you have reached your (?:free )?(?:article )?limit|"
    r"remaining (?:free )?articles|sign in to (?:read|continue)|exclusive (?:to|for) (?:subscribers|members)|"
    r"continue reading with a|start your (?:free )?trial)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"""[.!?]["”’»)\]]*\s*$""")
_LISTS = frozenset({"collectionpage", "searchresultspage", "itemlist", "profilepage"})


@dataclass(frozen=True, slots=True)
class Signs:
    """What the kind of a page is judged by; ``listed``: headings inside the story that are links to other pages."""

    metadata: Metadata
    url: str | None
    headline: str | None
    pieces: Sequence[Piece]
    visible: Sequence[Visible]
    listed: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page is not read."""

    reason: Reason
    detail: str


def judge(signs: Signs) -> ArticleKind | Refusal:
    """Decide what the page is, or why it is not read."""
    body = [p.text for p in signs.pieces if p.kind in {BlockKind.BODY, BlockKind.QUOTE, BlockKind.CORRECTION}]
    length = sum(map(len, body))
    for refuse in (_video, _paywall, _index, _nothing):
        if (why := refuse(signs, body, length)) is not None:
            return why
    if is_live(signs.metadata, signs.url, signs.headline):
        return ArticleKind.LIVE_BLOG
    if _CORRECTION_TITLE.search(signs.headline or ""):
        return ArticleKind.CORRECTION
    return ArticleKind.OPINION if is_opinion(signs) else ArticleKind.ARTICLE


def is_live(metadata: Metadata, url: str | None, headline: str | None) -> bool:
    """Tell a live blog by its schema.org type, its address or its title."""
    if "liveblogposting" in metadata.types:
        return True
    path = urlsplit(url).path if url else ""
    return bool(_LIVE_TITLE.search(headline or "")) and (
        not path or bool(_LIVE_PATH.search(path)) or "live" in path.lower()
    )


def is_opinion(signs: Signs) -> bool:
    """Tell an opinion piece by its schema.org type, its section, its address or a label over its title."""
    if "opinionnewsarticle" in signs.metadata.types:
        return True
    sections = [s for node in signs.metadata.articles for s in node.names("articleSection")]
    sections += [v for key in ("article:section", "section", "parsely-section") for v in signs.metadata.every(key)]
    if any(_OPINION_LINE.match(s.strip()) for s in sections):
        return True
    if signs.url and _OPINION_PATH.search(urlsplit(signs.url).path):
        return True
    return bool(_OPINION_TITLE.search(signs.headline or ""))


def _video(signs: Signs, body: Sequence[str], length: int) -> Refusal | None:
    video = "videoobject" in signs.metadata.types or (signs.metadata.first("og:type") or "").startswith("video")
    path = urlsplit(signs.url).path if signs.url else ""
    named = re.search(r"/(?:videos?|watch|av)(?:/|$|\?)", path) is not None
    if length < 600 and ((video and not signs.metadata.articles) or (named and (video or length < MIN_STORY))):
        return Refusal(Reason.VIDEO_ONLY, f"a video with {length} characters of text beside it")
    return None


def _paywall(signs: Signs, body: Sequence[str], length: int) -> Refusal | None:
    """A few lines before a wall: the page says it is closed or asks for a subscription, and its text breaks off."""
    if length >= _STUB:
        return None
    closed = any(str(node.data.get("isAccessibleForFree", "")).lower() == "false" for node in signs.metadata.nodes)
    asked = sum(bool(_PAYWALL.search(b.text)) for b in signs.visible if len(b.text) < 400)
    broken = not body or not _ENDED.search(body[-1])
    if (closed and (asked or broken or length < 250)) or (asked >= 2 and length < 700):
        return Refusal(Reason.PAYWALL_STUB, f"only {length} characters before a paywall")
    return None


def _index(signs: Signs, body: Sequence[str], length: int) -> Refusal | None:
    """A page that lists stories: a front page, a section, a search."""
    told = [t for t in body if len(t) > 100]
    linked = [b for b in signs.visible if b.link_share > 0.8 and len(b.text.split()) >= 5]
    typed = signs.metadata.first("og:type") or ""
    if typed == "article" or (signs.metadata.articles and length > 400):
        return None
    path = urlsplit(signs.url).path.strip("/") if signs.url else None
    front = path == "" and not urlsplit(signs.url or "").query
    if front and len(told) < 12 and len(linked) >= 5:
        return Refusal(Reason.INDEX_PAGE, f"a front page: {len(linked)} links to stories, no story of its own")
    if signs.listed >= 5 and signs.listed >= len(told):
        return Refusal(Reason.INDEX_PAGE, f"{signs.listed} linked headlines among {len(told)} paragraphs of text")
    lists = bool(signs.metadata.types & _LISTS) or typed == "website"
    if len(linked) >= 15 and len(told) < (4 if lists else 2) and length < (1500 if lists else 600):
        return Refusal(Reason.INDEX_PAGE, f"{len(linked)} links to stories and {len(told)} paragraphs of text")
    return None


def _nothing(signs: Signs, body: Sequence[str], length: int) -> Refusal | None:
    if length >= MIN_STORY or (length >= 80 and signs.metadata.articles):
        return None
    if not length:
        return Refusal(Reason.NOT_AN_ARTICLE, "no running text")
    return Refusal(Reason.NOT_AN_ARTICLE, f"only {length} characters of running text")
