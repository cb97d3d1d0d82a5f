"""Who a page itself names as the origin of its story: agency credits, and where they stand.

A credit has a place of its own: glued to the last sentence, in a dateline, in the byline, in a
line of its own, in the metadata. An agency inside a sentence ("told Reuters") is a source of a
statement and no credit. Photo credits say where a picture comes from and are left in the caption.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from communique.article.metadata import Metadata, Node

_MAX_LINE = 300
_MOST_BASES = 5
_JOIN = r"\s?(?:/|,|\band\b|&|\+|;|\||-|–)\s?"
_RIGHTS = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)\s?(?:\(c\)|©)?\s?(?:\d{4}(?:\s?[-–]\s?\d{4})?)?\s?(?:by\s)?", re.IGNORECASE
)
_LEADS = (
    r"(?i:(?:source|sources|via|from|quelle|fuente|fonte|burimi|izvor|источник|джерело|źródło|kaynak|المصدر|sursa|"
    r"zdroj|agency)\s?[:\-–—]\s?)"
)
_PHRASE = re.compile(
    r"(?:(?:this|the)\s(?:article|story|report|piece|text|interview|analysis)\s(?:was|is|has\sbeen)\s"
    r"(?:first\s|originally\s|initially\s)?(?:published|republished|reproduced|produced|written|adapted|"
    r"syndicated|provided)\s"
    r"(?:here\s)?(?:with\spermission\s)?(?:by|in|on|at|from)\s"
    r"|(?:first|originally)\s(?:published|appeared)\s(?:by|in|on|at)\s"
    r"|republished\s(?:with\s(?:the\s)?permission\s(?:of|from)|from)\s|reprinted\s(?:with\spermission\s)?(?:of|from)\s"
    r"|with\s(?:additional\s|extra\s|further\s)?(?:reporting|inputs?|contributions?|files|material|information|"
    r"agency\sinputs?)\s"
    r"(?:by|from|of)\s|\b(?:additional\s)?reporting\s(?:by|from)\s|based\son\s(?:a\sreport|reporting|reports|"
    r"information)\s(?:by|from)\s"
    r"|with\sagency\sinputs?\sfrom\s|contributed\sto\sthis\sreport\W*$)",
    re.IGNORECASE,
)
# "This story was first published in German" names a language, not an outlet.
_TONGUES = frozenset(
    "English German French Spanish Italian Portuguese Dutch Polish Russian Ukrainian Albanian Serbian Croatian "
    "Turkish Arabic Hebrew Greek "
    "Chinese Japanese Korean Persian Farsi Hindi Urdu "
    "Swedish Norwegian Danish Finnish Czech Hungarian Romanian Bulgarian".split()
)
_PARTS = re.compile(r"[^,;|/·•\n]+?(?=\s(?:and|und|et|y|with|mit|for)\s|[,;|/·•\n]|$)")
_TRIM = re.compile(
    r"^\s*(?:(?:and|und|et|y|with|mit|for)\s)?(?:by|von|par|por|from|source:?|©)?\s*(?P<name>\S(?:.*?\S)?)"
    r"(?:\s(?:staff|reporters?|writers?|news\sagency|correspondents?|in\s[A-Z]\w+))*\s*$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:The\s)?[A-Z][\w.&'’/-]*(?:\s(?:of|the|and|&|for|in|de|du|[A-Z0-9][\w.&'’/-]*)){0,6}")


@dataclass(frozen=True, slots=True)
class Mark:
    """An agency named in a stretch of text: canonical ``name`` at ``start``..``end`` of that text."""

    name: str
    start: int
    end: int
    how: str


@cache
def _aliases() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in files(__package__).joinpath("agencies.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            name, _, aliases = row.split("\t")
            canonical = re.sub(r"\s\(.*\)$", "", name)
            for alias in (canonical, *aliases.split("|")):
                if alias:
                    table.setdefault(alias, canonical)
    return table


@cache
def _agency() -> str:
    names = sorted(_aliases(), key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(re.escape(n) for n in names) + r")(?!\w)"


@cache
def _find() -> re.Pattern[str]:
    return re.compile(_agency())


@cache
def _list() -> str:
    agency = _agency()
    return rf"{agency}(?:\s(?:news\sagency|news|staff|reporters?|in\s[A-Z]\w+))?(?:{_JOIN}(?:{agency}|agencies))*"


@cache
def _glued() -> re.Pattern[str]:
    """A list of agencies after the final stop: "provinces./ REL", "ended. (AFP/Reuters)", "so. — AP"."""
    return re.compile(
        rf"""(?:(?<=[.!?…"”’»)\]])\s?|(?<=\w)\s(?=[(\[©/—–|]))"""
        rf"""(?P<mark>(?:[/|\-–—•*~]{{1,3}}|[(\[]|\(?©|"
        rf"\(c\))\s?(?:\d{{4}}\s)?(?:{_LEADS})?(?P<names>{_list()})\s?[)\]/|*]{{0,2}}\s?\.?)$"""
    )


@cache
def _bare() -> re.Pattern[str]:
    """A list of agencies straight after the final stop, blank between, at the very end: "… talks. Reuters"."""
    return re.compile(rf"""(?<=[.!?…"”’»])\s(?P<mark>(?:{_LEADS})?(?P<names>{_list()}))$""")


@cache
def _alone() -> re.Pattern[str]:
    """A line that is nothing but a credit: "Source: Xinhua", "© AFP", "— Reuters", "(with inputs from PTI)"."""
    return re.compile(
        rf"""^[\s/|"
        rf"\-–—•*~(\[©]{{0,4}}(?:\(c\)\s)?(?:\d{{4}}\s)?(?:{_LEADS})?(?:by\s)?(?P<names>{_list()})[\s)\]/|.*]{{0,4}}$"""
    )


@cache
def _dateline() -> re.Pattern[str]:
    """A story's opening place, day and agency: "GENEVA (Reuters) - ", "KYIV, March 3 (AP) —"."""
    place = r"[A-ZÀ-Þ][\wÀ-ÿ.'’-]*(?:[ /][A-ZÀ-Þ][\wÀ-ÿ.'’-]*){0,4}"
    day = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?"
    names = rf"(?P<names>{_list()})"
    return re.compile(
        rf"""^(?P<mark>(?P<place>{place})(?:,\s{place}){{0,2}}(?:,?\s{day})?"""
        rf"""(?:,?\s?[(\[]{names}[)\]]\s?(?:[-–—:]{{1,2}}\s?)?|,?\s?[-–—]{{1,2}}\s(?=\S)|"
        rf"\s?/{_agency()}/\s?[-–—]{{0,2}}\s?"""
        rf"""|,?\s?\([A-Z][A-Za-z0-9/. ]{{1,24}}\)\s?[-–—]{{1,2}}\s))"""
    )


def glued(text: str) -> tuple[int, tuple[Mark, ...]] | None:
    """Find a credit glued to the end of ``text``: (where the sentence ends, the agencies), or None.

    "Talks resume on Monday./ REL" ends at the stop, and REL is RFE/RL. A bare name after the stop
    counts only when it is the whole remainder: "… he told Reuters" is no credit.
    """
    tail = max(0, len(text) - 160)
    for pattern in (_glued(), _bare()):
        match = pattern.search(text, tail)
        if match and match.start("mark") > 0:
            return match.start("mark"), _named(text, match.start("names"), match.end("names"), "article.credits.glued")
    return None


def alone(text: str) -> tuple[Mark, ...]:
    """Find the agencies of a line that is nothing but a credit ("© AFP", "Source: Xinhua"); empty when it is not."""
    if len(text) > 120:
        return ()
    match = _alone().match(text)
    return _named(text, match.start("names"), match.end("names"), "article.credits.alone") if match else ()


def phrase(text: str) -> tuple[Mark, ...]:
    """Find the origin in a credit phrase: "with reporting by AFP", "This article was first published by …".

    After "published by" any capitalised name is taken (an outlet need not be an agency); after
    "reporting by" only an agency or broadcaster of the table is, since people's names follow there too.
    """
    if len(text) > _MAX_LINE:
        return ()
    match = _PHRASE.search(text)
    if match is None:
        return ()
    how = "article.credits.phrase"
    if "contributed" in match.group().lower():
        return _named(text, 0, match.start(), how)
    known = _named(text, match.end(), len(text), how)
    if known or not re.search(r"publish|appear|reprint", match.group(), re.IGNORECASE):
        return known
    found = _NAME.match(text, match.end())
    name = found.group().rstrip(".,") if found else ""
    if len(name) < 3 or name in _TONGUES:
        return ()
    return (Mark(name, match.end(), match.end() + len(name), how),)


def rights(text: str) -> tuple[Mark, ...]:
    """Find the agency of a copyright line: "Copyright 2025 The Associated Press. All rights reserved."."""
    if len(text) > _MAX_LINE or (match := _RIGHTS.search(text)) is None:
        return ()
    name = _find().match(text, match.end())
    return (Mark(_aliases()[name.group()], name.start(), name.end(), "article.credits.rights"),) if name else ()


def byline(text: str) -> tuple[Mark, ...]:
    """Find the agencies of a byline: "By Ana Kolar, Associated Press", "Reuters staff".

    A part of the byline counts only as a whole, so that "By Petra Novak" is a person and not Petra.
    """
    if len(text) > 200:
        return ()
    found = []
    for part in _PARTS.finditer(text):
        bare = _TRIM.search(part.group())
        if bare is None:
            continue
        name = bare.group("name")
        if name in _aliases() and not (text.isupper() and len(name) < 4 and len(text) > 12):
            start = part.start() + bare.start("name")
            found.append(Mark(_aliases()[name], start, start + len(name), "article.credits.byline"))
    return tuple(found)


def dateline(text: str) -> tuple[int, tuple[Mark, ...]] | None:
    """Find the dateline that opens ``text``: (where it ends, the agencies in it), or None.

    Needs an agency in brackets, or capitals or a day before the dash: "GENEVA — …", "Kyiv, May 3 – …".
    "Ana Kolar — who left in May — said" has neither.
    """
    match = _dateline().match(text[:160])
    if match is None or match.end("mark") >= len(text):
        return None
    marks = _named(text, match.start("mark"), match.end("mark"), "article.credits.dateline")
    place = match.group("place")
    dated = re.search(r"\s\d{1,2}\b", match.group("mark")) is not None
    if not marks and not dated and not (place.isupper() and len(place) > 3):
        return None
    inside = tuple(m for m in marks if m.start > 0)
    return match.end("mark"), inside


def of_metadata(metadata: Metadata) -> tuple[Mark, ...]:
    """Find the origin the page's metadata states: ``sourceOrganization``, ``isBasedOn``, an agency as author."""
    names: list[str] = []
    for node in metadata.articles:
        for key in ("sourceOrganization", "isBasedOn", "provider", "author", "creator"):
            names += node.names(key)
    for key in (
        "author",
        "dc.creator",
        "article:author",
        "news:source",
        "source",
        "dc.source",
        "syndication-source",
        "original-source",
    ):
        names += metadata.every(key)
    found: dict[str, Mark] = {}
    for name in names:
        if len(name) <= 80:
            for mark in byline(name):
                found.setdefault(mark.name, Mark(mark.name, mark.start, mark.end, "article.credits.of_metadata"))
    return tuple(found.values())


def based_on(metadata: Metadata) -> tuple[Mark, ...]:
    """Find whose text the page says it is made from: the publisher of what ``isBasedOn`` names, else its site.

    {"isBasedOn": {"@type": "NewsArticle", "name": "Talks fail", "publisher": {"name": "Northern Wire"}}} is Northern
    Wire; "https://www.northernwire.example/talks" is northernwire.example. A title alone names nobody.
    """
    found: dict[str, Mark] = {}
    for node in metadata.articles:
        for key in ("isBasedOn", "isBasedOnUrl"):
            # What a report or a data set was made of is no other page's text.
            named = [name for made in node.nodes(key) if made.is_article for name in _makers(made)]
            for name in named or [site for text in node.names(key) if (site := _site(text))]:
                found.setdefault(name, Mark(name, 0, len(name), "article.credits.based_on"))
    return tuple(found.values())[:_MOST_BASES]


def _makers(made: Node) -> tuple[str, ...]:
    for key in ("publisher", "sourceOrganization", "provider"):
        if names := tuple(name for name in made.names(key) if len(name) <= 80):
            return tuple(_aliases().get(name, name) for name in names)
    address = made.text("url") or made.text("@id")
    site = _site(address) if address else None
    return (site,) if site else ()


def _site(address: str) -> str | None:
    try:
        host = urlsplit(address).hostname if address.startswith(("http://", "https://")) else None
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host and len(host) <= 80 else None


def _named(text: str, start: int, end: int, how: str) -> tuple[Mark, ...]:
    """Name the agencies of ``text[start:end]``; "Petra" beside another capitalised word is a person's name."""
    found = []
    for match in _find().finditer(text, start, end):
        word = match.group()
        person = word[1:].islower() and re.match(r"\s(?!News|Agency|Staff|Press)[A-ZÀ-Þ][a-zà-ÿ]", text[match.end() :])
        if not person:
            found.append(Mark(_aliases()[word], match.start(), match.end(), how))
    return tuple(found)
