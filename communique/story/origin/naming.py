"""Outlets and agencies by their names: when two names are one hand, and where a text gives one as its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from communique.model import Article, BlockKind, Span
from communique.story.parties import folded

_READ = frozenset({BlockKind.BODY, BlockKind.SUBHEAD, BlockKind.LIVE, BlockKind.OPINION, BlockKind.CORRECTION})
_MOST_TEXT = 200_000
_MOST_NAMES = 12
_TAIL = re.compile(r"\s(?:news agency|press agency|news|newswire|newswires|staff|online|website)$")
_AGENCY = re.compile(
    r"\b(?:agency|agence|agencia|agenzia|agentur|ajansi|agencija|wire|newswire|newswires|associated press|"
    r"press association|press trust|united press international)\b"
)
_SMALL = frozenset("of the and for de".split())
_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp|edition|news|en|english|eng|int|rss|feeds)\.")
# Sites that lend a part of their address to anybody: "blogs.example/@voss" is another's than "blogs.example/@osei".
_LENT = ("/@", "/~")
_BEFORE = (
    r"(?i:told|tells|telling|informed|according to|reported by|as reported in|reports? (?:by|in|from|on)|"
    r"quoted (?:by|in)|cited by|citing|quoting|spoke (?:to|with)|speaking (?:to|with|on)|interview (?:with|to|on)|"
    r"statement to|published (?:by|in|on)|broadcast (?:by|on)|carried by|confirmed to|said to)"
    r"\s(?:(?i:the|a|its|state|news|agency|agencies|broadcaster|newspaper|daily|website|magazine|correspondent|"
    r"official|local|private|public)\s){0,4}"
)
_AFTER = (
    r"(?:['’]s?)?(?:\s(?i:news agency|agency|news|newspaper|television|tv|has|had|also|earlier|first|later|"
    r"on \w{1,12}|\(\w{1,8}\))){0,3}\s"
    r"(?i:reported|reports|quoted|quotes|cited|cites|wrote|writes|said|says|revealed|broadcast|learned|published)\b"
)
# Where anybody writes what they like: "Voss wrote on Telegram" has Voss as its source, and no outlet.
_BOARDS = frozenset(
    "telegram twitter x facebook instagram youtube tiktok weibo whatsapp vk vkontakte linkedin reddit threads bluesky "
    "signal rutube truth wechat".split()
) | {"truth social", "x twitter", "social media"}


def name_key(name: str) -> str:
    """Return what two spellings of one outlet's name share: "the Kosta Herald" and "Kosta Herald News" are one."""
    key = folded(name[:200])
    shorter = _TAIL.sub("", key)
    return shorter if len(shorter) > 1 else key


def acronym(name: str) -> str:
    """Return the initials of a name, small: "Press Trust of India" is "pti"; empty for one word."""
    parts = [part for part in folded(name[:200]).split() if part not in _SMALL]
    return "".join(part[0] for part in parts) if len(parts) > 1 else ""


def is_agency(name: str) -> bool:
    """Tell whether a name says that it is a news agency's ("Northern Wire", "Norvian News Agency")."""
    return bool(_AGENCY.search(folded(name[:200])))


def is_board(name: str) -> bool:
    """Tell whether a name is that of a place where anybody posts: a statement made there is its author's."""
    return folded(name[:200]) in _BOARDS


def site(url: str | None) -> str | None:
    """Return the site an address is of: its host without "www." and the like; None for no address or a broken one."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return None
    if "." not in host:
        return None
    bare = _PREFIX.sub("", host)
    host = bare if "." in bare else host
    lent = parts.path.split("/")[1] if parts.path.startswith(_LENT) else ""
    return f"{host}/{lent}" if lent else host


def named_as_source(article: Article, other: Article) -> Span | None:
    """Find where a page names another page's outlet or agency as its source: "…, Northern Wire reported".

    Returns the place of the name, None where there is none or where both pages name the same outlet as their own.
    """
    own = {name_key(name) for name in _names(article)}
    names = [name for name in _names(other) if name_key(name) not in own]
    return find_source(article, names)


def find_source(article: Article, names: Iterable[str]) -> Span | None:
    """Find the first place in a page's own sentences that gives one of ``names`` as a source."""
    pattern = _pattern(names)
    if pattern is None:
        return None
    for block in article.blocks:
        if block.span.start > _MOST_TEXT:
            break
        if block.kind in _READ and (found := pattern.search(article.text, block.span.start, block.span.end)):
            group = "after" if found.group("after") else "before"
            return Span(found.start(group), found.end(group))
    return None


def is_source(text: str, span: Span, sentence: Span) -> bool:
    """Tell whether the name at ``span`` is given as a source of its sentence: "…, a diplomat told Northern Wire"."""
    before = text[max(sentence.start, span.start - 80) : span.start]
    after = text[span.end : min(sentence.end, span.end + 80)]
    return bool(re.search(_BEFORE + "$", before) or re.match(_AFTER, after))


def _names(article: Article) -> list[str]:
    given = [article.publisher, *(credit.name for credit in article.credits)]
    return [name for name in dict.fromkeys(given) if name and 1 < len(name) <= 80][:_MOST_NAMES]


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    words = "|".join(re.escape(name) for name in sorted(set(names), key=lambda n: (-len(n), n)))
    if not words:
        return None
    return re.compile(rf"{_BEFORE}(?P<before>{words})(?!\w)|(?<!\w)(?P<after>{words}){_AFTER}")
