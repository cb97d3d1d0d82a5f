"""Whose hand one page is from, taken alone: an agency's by its credit, an author's, its outlet's, or nobody's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from communique.model import Article, ArticleKind, Credit, OriginKind, Shelf, Trace
from communique.story.origin.naming import acronym, is_agency, name_key, site
from communique.story.parties import folded

Key = tuple[str, ...]
# "The Associated Press contributed to this report", "With inputs from PTI": an agency's help, not its text.
_HELPED = re.compile(r"\bcontribut|\bwith\b|\breporting\b|\bbased on\b", re.IGNORECASE)
_REPRINTED = re.compile(r"publish|appear|reprint|reproduc|produced|syndicat|provided", re.IGNORECASE)
_RELEASE = re.compile(
    r"(?i:(?:full text:?\s|text of the\s)?(?:the\s)?(?:(?:joint|press|official|open|public)\s)?"
    r"(?:statement|communiqu[eé]|declaration|release|letter)\s(?:issued\sby|by|of)\s(?:the\s)?)"
    r"(?P<name>[A-Z][\w.&'’-]*(?:\s(?:of|the|and|for|on|in|de|[A-Z][\w.&'’-]*)){0,9})"
)
_LOOK_BACK = 120


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand as one page tells it: ``key`` of whose it is (empty: nobody's), and why."""

    key: Key
    kind: OriginKind
    trace: Trace


class Hands:
    """The hands of a dossier: which names and sites are one outlet or agency, and each page's own hand."""

    def __init__(self, shelf: Shelf) -> None:
        """Bring the outlets' names, their sites and the agencies' names of all pages together.

        Two names on one site are one outlet, so are two sites of one name; an agency's own site is the agency.
        """
        self._joined: dict[Key, Key] = {}
        self._agencies: set[Key] = set()
        self._names: dict[Key, Counter[str]] = defaultdict(Counter)
        self._shared = _named_alone(shelf)
        for account in shelf:
            for credit in account.article.credits:
                self._learn_credit(credit)
        self._learn_acronyms()
        for account in shelf:
            self._learn_outlet(account.article)
        known = self.agencies()
        self._own = {account.article.id: self._hand(account.article, known) for account in shelf}

    def own(self, article: str) -> Hand:
        """Return the hand of a page (by id), as the page alone tells it."""
        return self._own[article]

    def outlet(self, name: str) -> Key:
        """Return the key of an outlet or agency that a page names ("Associated Press" where "AP" is credited)."""
        key = _place(name)
        short = ("name", acronym(name))
        if short in self._agencies and is_agency_like(name):
            key = short
        self._names[key][name] += 1
        if is_agency(name):
            self._agencies.add(key)
        return self.root(key)

    def root(self, key: Key) -> Key:
        """Return the key that stands for all names and sites of one hand."""
        while key in self._joined:
            key = self._joined[key]
        return key

    def agencies(self) -> frozenset[Key]:
        """Return the keys of the hands that are agencies', by a credit or by their name."""
        return frozenset(self.root(key) for key in self._agencies)

    def names(self) -> dict[Key, str]:
        """Return the name most pages give each hand, of equally many the first by alphabet; else its site."""
        found: dict[Key, Counter[str]] = defaultdict(Counter)
        for key, counts in self._names.items():
            found[self.root(key)].update(counts)
        return {key: _called(counts) for key, counts in found.items()}

    def _join(self, left: Key, right: Key) -> None:
        left, right = self.root(left), self.root(right)
        if left != right:
            first, second = sorted((left, right), key=lambda key: (key[0] != "name", key))
            self._joined[second] = first

    def _learn_credit(self, credit: Credit) -> None:
        key = _place(credit.name)
        self._names[key][credit.name] += 1
        if is_agency(credit.name) or not credit.how.endswith((".phrase", ".based_on")):
            self._agencies.add(key)

    def _learn_acronyms(self) -> None:
        """Join "AP" of a credit and "Associated Press" of another, unless two long names would fit the short one."""
        fits: dict[Key, list[Key]] = defaultdict(list)
        for key in self._agencies:
            shorts: set[Key] = {("name", acronym(name)) for name in self._names[key] if is_agency_like(name)}
            for short in shorts & self._agencies:
                fits[short].append(key)
        for short, long in sorted(fits.items()):
            if len(long) == 1:
                self._join(short, long[0])

    def _learn_outlet(self, article: Article) -> None:
        place = site(article.url)
        at = ("site", place) if place else None
        name = _place(article.publisher) if article.publisher and folded(article.publisher) else None
        if at is not None and place is not None:
            self._names[at][place] += 1
        if name is not None and article.publisher:
            self._names[name][article.publisher] += 1
        # A portal's pages that give an agency as their publisher make no outlet of the two.
        if at is not None and name is not None and (name not in self._agencies or _alike(name[1], at[1])):
            self._join(name, at)

    def _hand(self, article: Article, agencies: frozenset[Key]) -> Hand:
        if credit := self._credit(article):
            trace = Trace(article=article.id, how="story.origin.hands.credited", span=credit.span)
            return _by_name(self.root(_place(credit.name)), agencies, trace)
        if author := signed(article):
            by: Key = ("author", folded(author))
            self._names[by][author] += 1
            return Hand(by, OriginKind.AUTHOR, Trace(article=article.id, how="story.origin.hands.signed"))
        if outlet := published(article):
            return _by_name(self.root(outlet), agencies, Trace(article=article.id, how="story.origin.hands.published"))
        return Hand((), OriginKind.UNKNOWN, Trace(article=article.id, how="story.origin.hands.untold"))

    def _credit(self, article: Article) -> Credit | None:
        """Choose of several credits that of the agency that other pages credit alone, else the first."""
        fit = [credit for credit in article.credits if credited(article, credit)]
        alone = [credit for credit in fit if _place(credit.name) in self._shared]
        return next(iter(alone or fit), None)


def credited(article: Article, credit: Credit) -> bool:
    """The page names this agency or outlet as where its text is from: in a credit, byline, dateline or its metadata.

    "With inputs from Northern Wire" under a reporter's name is help, and the text is the reporter's; under no name it
    is the agency's text.
    """
    if not credit.how.endswith(".phrase") or credit.span is None or not article.authors:
        return True
    line = article.text[max(0, credit.span.start - _LOOK_BACK) : credit.span.end + _LOOK_BACK]
    return bool(_REPRINTED.search(line)) or not _HELPED.search(line)


def signed(article: Article) -> str | None:
    """The text is its author's or its issuer's, wherever it is printed: an opinion signed by name, a statement.

    Returns the authors of an opinion, or whom a headline such as "Joint statement by the Foreign Ministries of Norvia
    and Estmark" names as the issuer.
    """
    release = _RELEASE.fullmatch((article.headline or "")[:300].strip())
    if release:
        return release.group("name")
    return " and ".join(sorted(article.authors)) or None if article.kind is ArticleKind.OPINION else None


def published(article: Article) -> Key | None:
    """The page credits nobody else, so the text is taken for that of the outlet that published it."""
    place = site(article.url)
    if article.publisher and folded(article.publisher):
        return _place(article.publisher)
    return ("site", place) if place else None


def untold(article: Article) -> bool:
    """The page says neither who wrote nor who published it: it is never counted as an independent source."""
    return not article.credits and signed(article) is None and published(article) is None


def is_agency_like(name: str) -> bool:
    """Tell whether a name of several words may be what an agency's initials stand for: "Agence France-Presse"."""
    return is_agency(name) or bool(re.search(r"\bpress(?:e|a|ei)?\b", folded(name)))


def _place(name: str) -> Key:
    """Return the key of a name, or of the site where the name is an address ("kostaherald.example")."""
    bare = name.strip()
    if "." in bare and " " not in bare and (host := site(f"https://{bare.removeprefix('https://')}")):
        return ("site", host)
    return ("name", name_key(bare))


def _by_name(key: Key, agencies: frozenset[Key], trace: Trace) -> Hand:
    return Hand(key, OriginKind.AGENCY if key in agencies else OriginKind.OUTLET, trace)


def _called(counts: Counter[str]) -> str:
    """Choose the name a hand is called by; an address only where there is no name."""
    spoken = {name: count for name, count in counts.items() if " " in name or "." not in name} or counts
    return min(spoken, key=lambda name: (-spoken[name], name))


def _named_alone(shelf: Shelf) -> frozenset[Key]:
    pages: Iterable[Article] = (account.article for account in shelf)
    return frozenset(_place(a.credits[0].name) for a in pages if len({c.name for c in a.credits}) == 1)


def _alike(name: str, place: str) -> bool:
    """Tell whether a site bears an agency's name: "northernwire.example" is Northern Wire's own."""
    return name.replace(" ", "") in place.replace("-", "").replace(".", "")
