"""The head of a story: headline, authors, publisher, address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from communique.article.dom import Visible
from communique.article.metadata import Metadata
from communique.model import BlockKind

_SEPARATORS = re.compile(r"\s+(?:[|·•»«–—]|-{1,2}|::|\\|/|>)\s+")
_WORD = re.compile(r"\w+")
_BY = re.compile(
    r"^\W*(?:(?:(?:written|posted|published|reported|reporting|story|article|text|words|interview|edited|rezept|"
    r"beitrag|artikel|kommentar|disko|illustriert|erstellt|veröffentlicht|geschrieben|verfasst|"
    r"publié|escrito|publicado|scritto|pubblicato)\s)?(?:by|von|par|por|di|af|av|door|przez|nga|od|автор|"
    r"autor(?:in)?|author|auteur|autore|"
    r"escrito por|text|texte|ein (?:beitrag|artikel|kommentar|gastbeitrag|interview) von)\b\s?:?|от\s)\s*",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s*(?:[|•·–—\n]|\s-\s|\bon\s(?=\w+\s\d)|\b(?:updated|published|posted|last\smodified|am|um|le|el|vom)\b.*\d|\(?@|"
    r"\d{1,2}[./ ]|\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d|https?:|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|"
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d).*$",
    re.IGNORECASE | re.DOTALL,
)
_ASIDE = re.compile(
    r"\s*\b(?:photos?|fotos?|images?|illustrations?|bilder?|video|grafik|graphics?)\b\s?(?:by|von|:|©).*$",
    re.IGNORECASE | re.DOTALL,
)
_ROLES = re.compile(
    r",?\s*\b(?:staff(?:\s(?:writer|reporter|correspondent))?|(?:senior\s|chief\s|political\s|diplomatic\s|"
    r"foreign\s|special\s)?"
    r"(?:correspondent|reporter|editor|writer|columnist|journalist|contributor|analyst)|in\s[A-Z][a-z]+|"
    r"guest\scontributor|redaktion)\b.*$",
    re.IGNORECASE,
)
_PEOPLE = re.compile(r"\s*(?:,|;|\band\b|\bund\b|\bet\b|\by\b|&|\s\+\s|\s/\s|\be\b(?=\s[A-Z]))\s*")
_SENTENCE = re.compile(r"[.!?][\"”’]?$")
_CHATTER = re.compile(
    r"\b(?:about|share|teilen|follow|more|read|posts?|view|all|über|uber|profil|profile|comments?|kommentare?|"
    r"article|artikel|beitrag|rezept|"
    r"photo|foto|fotos|image|getty|illustration|abgelegt|email|e-mail|subscribe|newsletter|min|hours?|ago|likes?|"
    r"website|posted|published)\b|©",
    re.IGNORECASE,
)
_AUTHOR_KEYS = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "parsely-author",
    "sailthru.author",
    "cxenseparse:author",
    "shareaholic:article_author_name",
)
_NOBODY = re.compile(
    r"^(?:admin|administrator|editor|unknown|"
    r"none|null|author|anonymous|guest|user|root|webmaster|wordpressadmin|name)$|https?:|www\.|\.com\b|[<>{}@]|"
    r"^\W*$|facebook",
    re.IGNORECASE,
)
_PREFIX_LENGTH = 30


def headline(metadata: Metadata, blocks: Sequence[Visible]) -> tuple[str | None, int | None]:
    """Choose the headline: (its text, the index of the block that shows it, None when none does).

    The visible heading that best agrees with what the metadata calls the page is the headline, in
    the words the reader of the page sees; where no heading agrees, the single ``h1`` outside the
    site's header; else the metadata's own title without the name of the site.
    """
    claims = _claims(metadata)
    best, where = 0.0, None
    tops = [i for i, b in enumerate(blocks) if b.tag == "h1" and b.link_share < 0.9]
    for index, block in enumerate(blocks):
        if block.tag not in {"h1", "h2", "h3"} or len(block.text) < 5:
            continue
        worth = max((_agreement(block.text, claim) for claim in claims), default=0.0)
        worth += {"h1": 0.15, "h2": 0.05}.get(block.tag, 0.0) - 0.1 * _in_furniture(block)
        if worth > best + 0.001:
            best, where = worth, index
    if where is not None and best >= 0.55:
        return blocks[where].text, where
    free = [i for i in tops if not _in_furniture(blocks[i]) and len(blocks[i].text) > 12] or [
        i for i in tops if len(tops) == 1 and len(blocks[i].text.split()) > 3
    ]
    if len(free) == 1 and len(blocks[free[0]].text) < 250:
        return blocks[free[0]].text, free[0]
    if not claims:
        return None, None
    title = claims[0]
    shown = next((i for i, b in enumerate(blocks) if len(b.text) < 300 and _same(b.text, title)), None)
    return (blocks[shown].text if shown is not None else title), shown


def _in_furniture(block: Visible) -> bool:
    return any(z.kind in {BlockKind.RELATED, BlockKind.TRENDING, BlockKind.COMMENT} for z in block.zones)


def _claims(metadata: Metadata) -> tuple[str, ...]:
    """What the metadata calls the page, the most trustworthy first, each without the site's name."""
    found = [t for node in metadata.articles if (t := node.text("headline") or node.text("name"))]
    found += [
        t for t in (metadata.first("og:title", "twitter:title", "dc.title", "headline", "title"), metadata.title) if t
    ]
    names = [publisher(metadata, None)]
    cleaned = [without_site(text, tuple(n for n in names if n)) for text in found]
    return tuple(dict.fromkeys(t for t in cleaned if len(t) >= 3))


def without_site(title: str, names: tuple[str, ...]) -> str:
    """Cut the site's own name off a title: "Talks resume | The Daily Lamp" → "Talks resume".

    A part after the last separator goes when it is the known name of the site, or when it is much
    shorter than what stands before it and has at most four words.
    """
    text = title.strip()
    for _ in range(3):
        cuts = list(_SEPARATORS.finditer(text))
        if not cuts:
            return text
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        lead, rest = text[: cuts[0].start()], text[cuts[0].end() :]
        known = {n.casefold() for n in names}
        if tail.casefold() in known or (
            len(tail.split()) <= 4 and len(head) >= 2.2 * len(tail) and len(head.split()) >= 3
        ):
            text = head
        elif lead.casefold() in known:
            text = rest
        else:
            return text
    return text


def _words(text: str) -> list[str]:
    return [w.casefold() for w in _WORD.findall(text)]


def _agreement(left: str, right: str) -> float:
    """Dice overlap of two titles' words, 1 for the same words."""
    a, b = set(_words(left)), set(_words(right))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def _same(left: str, right: str) -> bool:
    return _words(left) == _words(right)


def publisher(metadata: Metadata, url: str | None) -> str | None:
    """Name the publisher: JSON-LD ``publisher``, then ``og:site_name``, then the address's domain."""
    for node in metadata.articles:
        if names := node.names("publisher"):
            return names[0]
    named = metadata.first("og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone")
    if named and len(named) <= 80 and not named.startswith("http"):
        return named
    for node in metadata.nodes:
        if node.types & {"newsmediaorganization", "organization", "website"} and (name := node.text("name")):
            return name
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def address(metadata: Metadata, given: str | None) -> str | None:
    """Return the page's own address: given, canonical, ``og:url``; only http addresses count."""
    for candidate in (given, metadata.canonical, metadata.first("og:url")):
        if candidate:
            found = urljoin(given or "", candidate.strip())
            if found.startswith(("http://", "https://")) and len(found) < 2000 and urlsplit_ok(found):
                return found
    return None


def urlsplit_ok(url: str) -> bool:
    """Tell whether an address can be taken apart at all ("http://[" cannot)."""
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def authors(metadata: Metadata, signed: Sequence[str], shown: Sequence[str], site: str | None) -> tuple[str, ...]:
    """Name the writers: JSON-LD people, the page's signature in its markup, the visible byline, ``meta author``.

    The name of the site, of a content system's administrator and addresses are nobody. A short or
    user name in the metadata ("todd", "ana.kolar") gives way to the full name the page shows.
    """
    visible = [n for n in (*_shown_people(signed), *_shown_people(shown)) if somebody(n, site)]
    for names in (
        _linked_people(metadata),
        _shown_people(signed),
        _shown_people(shown),
        _meta_people(metadata),
        _linked_others(metadata),
    ):
        kept = tuple(dict.fromkeys(n for n in names if somebody(n, site)))
        if kept:
            return tuple(dict.fromkeys(_in_full(n, visible) for n in kept))
    return ()


def _in_full(name: str, visible: Sequence[str]) -> str:
    parts = re.split(r"[\s._-]+", name.casefold())
    if len(parts) > 1 and " " in name:
        return name
    return next((v for v in visible if len(v) >= len(name) and v.casefold().split()[: len(parts)] == parts), name)


def is_byline(text: str) -> bool:
    """Tell whether a line is a byline: "By Ana Kolar in Geneva", "Posted by Ben Osei", "Text: Carla Ruiz"."""
    opening = _BY.match(text)
    rest = text[opening.end() :] if opening else ""
    return (
        bool(rest)
        and rest[0].isupper()
        and len(rest.split()) <= (30 if "@" in rest or "|" in rest else 14)
        and _SENTENCE.search(text) is None
    )


def _linked_people(metadata: Metadata) -> list[str]:
    found: list[str] = []
    for node in metadata.articles:
        for name, types in (*node.named("author"), *node.named("creator")):
            if not types or "person" in types:
                found += people(name)
        if found:
            break
    return found


def _linked_others(metadata: Metadata) -> list[str]:
    return [name for node in metadata.articles for name, _ in node.named("author")]


def _meta_people(metadata: Metadata) -> list[str]:
    for key in _AUTHOR_KEYS:
        if values := metadata.every(key):
            return [name for value in values for name in people(value)]
    written = re.compile(r"written|verfasst|geschrieben|[ée]crit|escrito|autor|author|von", re.IGNORECASE)
    for number in ("1", "2"):
        label, data = metadata.first(f"twitter:label{number}"), metadata.first(f"twitter:data{number}")
        if label and data and written.search(label):
            return people(data)
    return []


def _shown_people(shown: Sequence[str]) -> list[str]:
    for text in shown:
        if len(text) <= 200 and (names := [n for n in people(text) if _name_like(n)]):
            return names
    return []


def _name_like(name: str) -> bool:
    """Tell a name from the words around it in a byline box: "Share", "3 min read", "Was this helpful?"."""
    words = name.split()
    if not words or _CHATTER.search(name) or name[-1] in "?:!":
        return False
    return len(words) == 1 or (words[0][0].isupper() and words[-1][0].isupper())


def people(text: str) -> list[str]:
    """Take the names out of a byline: "By Ana Kolar and Ben Osei, in Accra" → Ana Kolar, Ben Osei."""
    bare = _BY.sub("", _BY.sub("", text.strip(), count=1), count=1)
    bare = _ASIDE.sub("", _CUT.sub("", bare)).strip(" ,;:|-–—")
    names = [_ROLES.sub("", part).strip(" .,;:|-–—()\"'") for part in _PEOPLE.split(bare)]
    return [n for n in names if 2 <= len(n) <= 60 and len(n.split()) <= 6 and any(c.isalpha() for c in n)]


def somebody(name: str, site: str | None) -> bool:
    """Tell a person's name from a content system's user, an address or the name of the site itself."""
    return not _NOBODY.search(name) and (site is None or name.casefold() != site.casefold())
