"""When a page was published: with its precision, how that is known, and never today's date by default."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from communique.article import days
from communique.article.dom import Visible
from communique.article.metadata import Metadata
from communique.model import BlockKind, When

_META = (
    "article:published_time article:published og:published_time og:article:published_time datepublished "
    "parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date publication_date publicationdate "
    "date.publication dc.date.issued dcterms.issued dc.date.created dcterms.created dcterms.date dc.date "
    "dcsext.articlefirstpublished cxenseparse:recs:publishtime article.published article_date_original "
    "original-publish-date displaydate date_published date article:post_date rnews:datepublished "
    "citation_publication_date created datecreated ptime iso-8601-publish-date"
).split()
_URL_DAY = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2]|[1-9](?=[/_-]))[/_-]?(?P<d>0[1-9]|[12]\d|3[01]|"
    r"[1-9](?=[/_-]))(?=[/_.?-]|[a-z]|$)"
)
_URL_NAMED = re.compile(
    r"/(?P<y>(?:19|20)\d\d)/(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(?P<d>[0-3]?\d)(?=/)", re.I
)
_URL_TAIL = re.compile(r"[_/-](?P<y>20\d\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])(?=[_/.?-]|$)")
_UPDATED = re.compile(
    r"\b(?:updated|modified|last\s+update|aktualisiert|mis\s+à\s+jour|modifié|actualizado|aggiornato|atualizado|"
    r"zaktualizowano|güncelleme)\b",
    re.I,
)
_UNIVERSAL = re.compile(r"\d[T ]\d\d:\d\d.*(?:Z|[+-]00:?00)$|GMT$|UTC$")
_PUBLISHED = re.compile(
    r"\b(?:published|posted|first published|written|veröffentlicht|erstellt|stand|publié|publicado|pubblicato|"
    r"opublikowano|dodano|publikuar)\b",
    re.I,
)
_TITLES = frozenset({"h1", "h2", "h3"})
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^.\n]{0,40}?(?P<year>20\d\d)(?:\s?[-–]\s?(?P<last>20\d\d))?", re.I)
_FIRST_PAGE = 1991
"""No page of the web is older; an earlier year near a headline belongs to the story."""

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RECENT = re.compile(
    r"\b(?:on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|this\sweek|yesterday|today|tomorrow|earlier\sthis\sweek)\b",
    re.I,
)
_MONTH_DAY = re.compile(
    r"\b(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),?\s)?"
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s(?P<day>[0-3]?\d)\b(?!,?\s?\d{4}|\d)"
)


@dataclass(frozen=True, slots=True)
class Clues:
    """Everything on a page that may say when it was published; ``head``: index of the headline's block."""

    given: str | None
    metadata: Metadata
    url: str | None
    blocks: Sequence[Visible]
    head: int | None
    story: str
    dateline: str | None
    tree: Any | None


def find(clues: Clues) -> When | None:
    """Return the publication date from the best clue there is, or None: not known."""
    if (vouched := given(clues.given)) is not None:
        return vouched
    stated = json_ld(clues.metadata) or meta(clues.metadata)
    if stated is not None:
        return local_day(stated, (_full(url(clues.url)), visible(clues.blocks, clues.head)))
    return (
        _full(url(clues.url))
        or visible(clues.blocks, clues.head, sure=True)
        or searched(clues.tree)
        or visible(clues.blocks, clues.head)
        or dateline(clues.dateline, clues.story)
        or url(clues.url)
        or text_evidence(clues.story, [b.text for b in clues.blocks])
    )


def local_day(stated: When, others: Iterable[When | None]) -> When:
    """The page states a moment in universal time; its address or its printed date gives the day it was on the spot.

    "2023-11-09T03:28:35Z" on a page of /2023/11/08/ that prints "November 8 at 9:28 p.m." is the evening of the 8th.
    """
    if not _UNIVERSAL.search(stated.text or "") or stated.earliest is None:
        return stated
    day = date.fromisoformat(stated.earliest)
    for other in others:
        if other is not None and other.days == 1 and other.earliest is not None:
            if date.fromisoformat(other.earliest) == day:
                return stated
            if abs((date.fromisoformat(other.earliest) - day).days) == 1:
                return other
    return stated


def given(day: str | None) -> When | None:
    """The reader of the page gave the date and vouches for it; it outranks what the page says."""
    return _when(days.stamp(day), "given", day)


def json_ld(metadata: Metadata) -> When | None:
    """The page's schema.org data state it as ``datePublished`` (or ``dateCreated``) of the article."""
    for key in ("datePublished", "dateCreated", "uploadDate"):
        nodes = metadata.articles or tuple(
            n for n in metadata.nodes if n.types & {"webpage", "itempage", "videoobject"}
        )
        for node in nodes:
            if (found := _when(days.stamp(node.text(key)), "json_ld", node.text(key))) is not None:
                return found
    return None


def meta(metadata: Metadata) -> When | None:
    """A ``meta`` tag of the page's head states it, such as ``article:published_time``."""
    for name in _META:
        for value in metadata.every(name):
            if (found := _when(days.stamp(value), "meta", value)) is not None:
                return found
    return None


def url(address: str | None) -> When | None:
    """The page's address holds it: ``/2025/12/06/`` is that day, ``/2025/12/`` some day of that month."""
    if not address:
        return None
    for pattern in (_URL_DAY, _URL_NAMED, _URL_TAIL):
        for match in pattern.finditer(address):
            month = match["m"].lower()
            number = int(month) if month.isdigit() else days.months()[month]
            found = days.stamp(f"{match['y']}-{number:02d}-{int(match['d']):02d}")
            if found is not None:
                return _when(found, "url", match.group().strip("/_-"))
    if partly := re.search(r"/(?P<y>20\d\d)/(?P<m>0[1-9]|1[0-2])/", address):
        return _when(days.stamp(f"{partly['y']}-{partly['m']}"), "url", partly.group().strip("/"))
    return None


def visible(blocks: Sequence[Visible], head: int | None, *, sure: bool = False) -> When | None:
    """A date printed near the headline (or in the story's own date line) is taken as the day of publication.

    A line that says "updated" gives way to one that does not. ``sure`` asks for more than a date
    near the headline: a date line, a machine-readable time, the word "published" beside it, or a line
    next to the headline that is little more than the date.
    """
    near = _near(blocks, head)
    if sure:
        close = (
            {id(b) for b in blocks[max(0, head - 2) : head + 6] if b.tag not in _TITLES} if head is not None else set()
        )
        near = [b for b in near if _plainly(b) or (id(b) in close and days.alone(b.text))]
    for wanted in (False, True):
        for block in near:
            updated = _UPDATED.search(block.text) is not None and _PUBLISHED.search(block.text) is None
            if updated is wanted:
                found = next(days.find(block.text), None) if len(block.text) <= 160 else None
                found = found or (days.stamp(block.stamp) if block.stamp else None)
                if found is not None and found.earliest.year >= _FIRST_PAGE:
                    return _when(found, "visible", block.text[:120])
    for block in near:
        if len(block.text) <= 60 and (made := _when(days.find_month(block.text), "visible", block.text)) is not None:
            return made
    return None


def _plainly(block: Visible) -> bool:
    return block.role is BlockKind.DATELINE or block.stamp is not None or _PUBLISHED.search(block.text) is not None


def _near(blocks: Sequence[Visible], head: int | None) -> list[Visible]:
    """Blocks that may carry the story's date: its own date line first, then those around the headline."""
    low, high = (max(0, head - 6), head + 12) if head is not None else (0, 25)
    around = [b for i, b in enumerate(blocks) if low <= i <= high and not _elsewhere(b)]
    around.sort(key=lambda b: b.role is not BlockKind.DATELINE)
    after = [b for b in blocks if b.role in {BlockKind.DATELINE, BlockKind.BYLINE} and not _elsewhere(b)]
    return around + after


def _elsewhere(block: Visible) -> bool:
    return any(
        z.kind in {BlockKind.RELATED, BlockKind.TRENDING, BlockKind.COMMENT, BlockKind.LIVE} for z in block.zones
    )


def dateline(line: str | None, story: str) -> When | None:
    """The story's dateline gives day and month ("KYIV, March 3 (AP) —"), and it or a copyright line the year."""
    if not line:
        return None
    if (found := next(days.find(line), None)) is not None:
        return _when(found, "dateline", line)
    match = _MONTH_DAY.search(line)
    year = _rights_year([story])
    if match is None or year is None or (day := _on(year, match)) is None:
        return None
    return When.between(day, day, how=_how("dateline"), text=line)


def searched(tree: Any | None) -> When | None:  # noqa: ANN401
    """htmldate (Barbaresi 2020) found it in the page's markup where none of our own readings did."""
    if tree is None:
        return None
    from htmldate import find_date  # noqa: PLC0415  (heavy, and few pages need it)

    try:
        text = find_date(tree, original_date=True, extensive_search=False, max_date=f"{days.LAST_YEAR}-12-31")
    except (ValueError, TypeError, RecursionError, AttributeError, OverflowError):
        return None
    return _when(days.stamp(text), "searched", text)


def text_evidence(story: str, page: Iterable[str]) -> When | None:
    """The story's own words and the page's copyright year leave only a week in which it can have been written.

    A day without a year ("December 5") beside words that mean the same week ("on Saturday", "today")
    dates a story to within a week, once the year is known; a weekday named with the day must fit
    that year. Without a year the same words fit many years, and the date stays unknown.
    """
    year = _rights_year(page)
    if year is None or not _RECENT.search(story):
        return None
    mentioned = []
    for match in _MONTH_DAY.finditer(story):
        fitting = [d for y in (year, year - 1) if (d := _on(y, match)) is not None and _fits(d, match["weekday"])]
        if not fitting or (match["weekday"] and fitting[0].year != year):
            return None
        mentioned.append(fitting[0])
    if not mentioned or max(mentioned) - min(mentioned) > timedelta(days=200):
        return None
    last = max(mentioned)
    return When.between(last, last + timedelta(days=6), how=_how("text_evidence"), text=f"{last:%B} {last.day}, {year}")


def _rights_year(page: Iterable[str]) -> int | None:
    years = [int(m["last"] or m["year"]) for text in page for m in _COPYRIGHT.finditer(text[:4000])]
    return max(years) if years else None


def _on(year: int, match: re.Match[str]) -> date | None:
    number = days.months().get(match["month"].lower())
    try:
        return date(year, number, int(match["day"])) if number else None
    except ValueError:
        return None


def _fits(day: date, weekday: str | None) -> bool:
    return weekday is None or _WEEKDAYS[day.weekday()] == weekday.lower()


def _full(found: When | None) -> When | None:
    return found if found is not None and found.days == 1 else None


def _how(name: str) -> str:
    return f"article.published.{name}"


def _when(found: days.Found | None, name: str, text: str | None) -> When | None:
    return When.between(found.earliest, found.latest, how=_how(name), text=text) if found is not None else None
