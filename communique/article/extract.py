"""Page → one text and its blocks, or the reason why not: the room's main verb."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from communique.article import (
    archive,
    blocks,
    charset,
    credits,
    dom,
    given,
    header,
    kinds,
    language,
    metadata,
    plain,
    published,
    webpage,
)
from communique.article.blocks import Assembled, Piece
from communique.article.dom import Visible
from communique.article.webpage import Told
from communique.model import Article, ArticleKind, BlockKind, Credit, Page, Reason, Rejection, digest

MAX_MARKUP = 20_000_000
MAX_TAGS = 400_000
MAX_TEXT = 2_000_000
"""Characters of visible text beyond which a page is refused; a long novel has a million."""

_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|div|p|article|meta|title|script|section|h1|table|span|a)\b[^<>]{0,4000}>",
    re.IGNORECASE,
)
_SAMPLE = 40_000
_TOO_LONG = f"more than {MAX_TEXT:,} characters of text"


@dataclass(frozen=True, slots=True)
class Composed:
    """A page as an article, whatever its language, with what the page's kind was judged to be."""

    article: Article
    refusal: kinds.Refusal | None
    tongue: language.Tongue | None


def extract(page: Page) -> Article | Rejection:
    """Turn a page into an article, or say why it is none; pure, and never raises for what the page holds."""
    composed = compose(page)
    if isinstance(composed, Rejection):
        return composed
    if composed.refusal is not None:
        return _refuse(page, composed.refusal.reason, composed.refusal.detail, composed.article.url)
    if composed.tongue is not None and composed.tongue.code != "en":
        return _refuse(page, Reason.OTHER_LANGUAGE, f"the story is in {composed.tongue.name}", composed.article.url)
    return composed.article


def compose(page: Page) -> Composed | Rejection:
    """Turn a page in any language into an article, with the judgement of its kind beside it."""
    if not page.body.strip():
        return _refuse(page, Reason.EMPTY, "the page is empty")
    if len(page.body) > MAX_MARKUP:
        return _refuse(page, Reason.TOO_LARGE, f"larger than {MAX_MARKUP // 1_000_000} MB")
    body, media_type, url = page.body, page.media_type, page.url
    if page.given is None and (archive.is_archive(body) or (media_type or "").startswith("multipart/related")):
        saved = archive.page(body)
        if saved is None:
            return _refuse(page, Reason.UNREADABLE, "a web archive without a page in it")
        body, media_type, url = saved.body, saved.media_type, url or saved.url
    decoded = charset.decode(body, media_type)
    if decoded is None:
        return _refuse(page, Reason.UNREADABLE, "not text: the bytes are those of a binary file")
    text = decoded.text.replace("\x00", "")
    told = _told(text if page.given else _as_markup(text), replace(page, media_type=media_type, url=url))
    return told if isinstance(told, Rejection) else _composed(page, told)


def _told(text: str, page: Page) -> Told | Rejection:
    if page.given is not None or not _is_markup(text, page.media_type):
        return _plain(text, page) if len(text) <= MAX_TEXT else _refuse(page, Reason.TOO_LARGE, _TOO_LONG)
    if text.count("<") > MAX_TAGS:
        return _refuse(page, Reason.TOO_LARGE, f"more than {MAX_TAGS:,} tags")
    tree = dom.parse(text)
    if tree is None:
        return _refuse(page, Reason.EMPTY, "no element in the page")
    if dom.too_many(tree):
        return _refuse(page, Reason.TOO_LARGE, f"more than {dom.MAX_ELEMENTS:,} elements")
    seen = dom.visible(tree)
    if sum(len(block.text) for block in seen) > MAX_TEXT:
        return _refuse(page, Reason.TOO_LARGE, _TOO_LONG)
    return webpage.tell(tree, seen, url=page.url, given=page.published)


def _is_markup(text: str, media_type: str | None) -> bool:
    head = text[:_SAMPLE]
    if media_type is not None and media_type.startswith("text/plain"):
        return len(_MARKUP.findall(head[:4000])) >= 3
    return _MARKUP.search(head) is not None


def _as_markup(text: str) -> str:
    """Wrap a bare JSON-LD document in a page, so that one reading serves both."""
    head = text[:2000].lstrip()
    if not head.startswith(("{", "[")) or '"@type"' not in text[:20_000]:
        return text
    try:
        json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return text
    safe = text.replace("</", "<\\/")
    return f'<html><head><script type="application/ld+json">{safe}</script></head><body></body></html>'


def _plain(text: str, page: Page) -> Told:
    """Take a plain text apart; beside what an export gives of it, it is the story alone."""
    pieces = plain.pieces(text) if page.given is None else given.pieces(text, page.given)
    stated = metadata.EMPTY if page.given is None else given.stated(page.given)
    shown = tuple(_shown(p) for p in pieces)
    head = next((i for i, p in enumerate(pieces) if p.kind is BlockKind.HEADLINE), None)
    body = "\n".join(p.text for p in pieces if p.kind is BlockKind.BODY)
    lead = next((p.text for p in pieces if p.kind is BlockKind.BODY), "")
    line = credits.dateline(lead)
    url = header.address(metadata.EMPTY, page.url)
    when = published.find(
        published.Clues(
            given=page.published,
            metadata=metadata.EMPTY,
            url=url,
            blocks=_top(pieces, shown),
            head=head,
            story=body,
            dateline=lead[: line[0]] if line else None,
            tree=None,
        )
    )
    signed = header.authors(metadata.EMPTY, (), [p.text for p in pieces if p.kind is BlockKind.BYLINE], None)
    named = header.publisher(metadata.EMPTY, url)
    return Told(
        pieces=tuple(pieces),
        metadata=stated,
        visible=shown,
        headline=pieces[head].text if head is not None else None,
        url=url,
        authors=signed if page.given is None else given.authors(page.given, signed),
        publisher=(page.given.publisher if page.given else None) or named,
        published=when,
    )


def _top(pieces: list[Piece], shown: tuple[Visible, ...]) -> tuple[Visible, ...]:
    """The lines of a plain text that may print its date: date lines and bylines, not the story's own sentences."""
    keep = {BlockKind.HEADLINE, BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.NAVIGATION}
    return tuple(s if p.kind in keep else replace(s, text="") for p, s in zip(pieces, shown, strict=True))


def _shown(piece: Piece) -> Visible:
    return Visible(text=piece.text, tag="p", zones=(), role=None, linked=0, within=frozenset(), stamp=None, parent=0)


def _composed(page: Page, told: Told) -> Composed:
    pieces = blocks.refine(told.pieces)
    body = " ".join(p.text for p in pieces if p.kind in {BlockKind.BODY, BlockKind.QUOTE})
    tongue = language.of_story(body[:20_000], told.metadata.language)
    laid = blocks.assemble(pieces, tongue.code if tongue else None)
    signs = kinds.Signs(
        metadata=told.metadata,
        url=told.url,
        headline=told.headline,
        pieces=pieces,
        visible=told.visible,
        listed=told.listed,
    )
    verdict = kinds.judge(signs)
    article = Article(
        id=digest(told.url or "", laid.text),
        origin=page.origin,
        url=told.url,
        kind=verdict if isinstance(verdict, ArticleKind) else ArticleKind.ARTICLE,
        publisher=_whole(told.publisher) if told.publisher else None,
        authors=tuple(_whole(author) for author in told.authors),
        published=told.published,
        language=tongue.code if tongue else None,
        text=laid.text,
        blocks=laid.blocks,
        credits=_credits(told, laid),
    )
    return Composed(article=article, refusal=verdict if isinstance(verdict, kinds.Refusal) else None, tongue=tongue)


def _whole(said: str) -> str:
    """Put the sign for a lost character where JSON gave half of one ("\\ud800"), which no file can hold."""
    return said.encode("utf-8", "replace").decode("utf-8")


def _credits(told: Told, laid: Assembled) -> tuple[Credit, ...]:
    """The credits in the text, then those only the metadata state."""
    named = {c.name for c in laid.credits}
    stated: dict[str, Credit] = {}
    # A page made from another one of its own outlet ("part two") names itself.
    own = {told.publisher, (urlsplit(told.url).hostname or "").removeprefix("www.") if told.url else None}
    bases = [mark for mark in credits.based_on(told.metadata) if mark.name not in own]
    for mark in (*credits.of_metadata(told.metadata), *bases):
        if mark.name not in named:
            stated.setdefault(mark.name, Credit(name=_whole(mark.name), span=None, how=mark.how))
    return (*laid.credits, *stated.values())


def _refuse(page: Page, reason: Reason, detail: str, url: str | None = None) -> Rejection:
    return Rejection(origin=page.origin, url=url or page.url, reason=reason, detail=detail)
