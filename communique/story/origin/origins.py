"""Whose hands the pages of a dossier come from: ten outlets that print one dispatch are one origin, not ten."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.model import (
    Account,
    Actor,
    ActorKind,
    Backing,
    Event,
    Fact,
    Kin,
    Kinship,
    Origin,
    OriginKind,
    Reference,
    Shelf,
    Span,
    Statement,
    Trace,
    digest,
)
from communique.story.origin.hands import Hand, Hands, Key
from communique.story.origin.naming import is_board, is_source, named_as_source

_LEAST_COVERED = 0.5
_WORTH = [OriginKind.AGENCY, OriginKind.AUTHOR, OriginKind.OUTLET, OriginKind.UNKNOWN]


class Origins:
    """Origins by article and by fact."""

    def __init__(self, found: Iterable[Origin], facts: dict[str, tuple[str, ...]], articles: dict[str, str]) -> None:
        """Index ``found``; ``facts``: fact id → ids of origins, ``articles``: fact id → its article, in order."""
        self.all = tuple(found)
        self._by_id = {origin.id: origin for origin in self.all}
        self._of_article = {article: origin for origin in self.all for article in origin.articles}
        self._of_fact = facts
        self._article_of = articles
        self._rank = {article: rank for rank, article in enumerate(dict.fromkeys(articles.values()))}

    def by_id(self, origin: str) -> Origin:
        """Return an origin by its id; raises KeyError."""
        return self._by_id[origin]

    def of_article(self, article: str) -> Origin:
        """Return the origin of a page by the article's id; raises KeyError."""
        return self._of_article[article]

    def of_fact(self, fact: str) -> tuple[str, ...]:
        """Return the ids of the origins a fact comes from: its page's, or whose passage or report it is told in.

        Raises KeyError.
        """
        return self._of_fact[fact]

    def backing(self, facts: Iterable[str]) -> Backing:
        """Tell whose hands some facts rest on: origins in the order of ``all``, articles in that of publication.

        Raises KeyError for a fact that no account has.
        """
        given = list(dict.fromkeys(facts))
        held = {origin for fact in given for origin in self._of_fact[fact]}
        ordered = [origin for origin in self.all if origin.id in held]
        articles = {self._article_of[fact] for fact in given}
        return Backing(
            origins=tuple(o.id for o in ordered if o.kind is not OriginKind.UNKNOWN),
            unknown=tuple(o.id for o in ordered if o.kind is OriginKind.UNKNOWN),
            articles=tuple(sorted(articles, key=self._rank.__getitem__)),
        )


def origins(shelf: Shelf, kin: Sequence[Kin]) -> Origins:
    """Tell the hand of every page and of every fact.

    A page is its agency's, its author's or its outlet's (``story.origin.hands``). Copies of one text, however many
    steps apart, and versions of one address are one hand's: the credited one's, else that of the first published whose
    outlet is known. A mere part in common joins no pages, but facts told in the shared passage are of the hand it
    comes from; and what a page has from another outlet's report is that outlet's. Rows on articles that the shelf
    does not have are left out; the order of accounts and rows makes no difference.
    """
    rows = sorted((row for row in kin if row.left in shelf and row.right in shelf), key=lambda r: (r.left, r.right))
    return _Telling(shelf, rows).told()


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Pages of one text, in the order of publication; the page whose hand it is, that hand, and the hand's key."""

    pages: tuple[str, ...]
    giver: str
    hand: Hand
    key: Key


class _Telling:
    """One telling of origins: clusters, passages taken over, reports cited."""

    def __init__(self, shelf: Shelf, rows: list[Kin]) -> None:
        self._shelf, self._rows = shelf, rows
        self._hands = Hands(shelf)
        self._order = {account.article.id: rank for rank, account in enumerate(shelf)}
        self._why: dict[Key, dict[Trace, None]] = defaultdict(dict)
        self._cluster = {page: cluster for cluster in self._clusters() for page in cluster.pages}
        self._kinds: dict[Key, OriginKind] = {c.key: c.hand.kind for c in self._cluster.values()}

    def told(self) -> Origins:
        given = self._passages()
        keys: dict[str, tuple[Key, ...]] = {}
        for account in self._shelf:
            keys |= self._facts(account, given.get(account.article.id, []))
        pages: dict[Key, list[str]] = defaultdict(list)
        for page in self._order:
            pages[self._cluster[page].key].append(page)
        self._trace_citing()
        names, agencies = self._hands.names(), self._hands.agencies()
        all_keys = sorted({*pages, *self._kinds}, key=lambda key: (self._first(pages.get(key)), key))
        found = [
            Origin(
                id=digest("origin", *key),
                kind=OriginKind.AGENCY if key in agencies else self._kinds[key],
                name=names.get(key),
                articles=tuple(pages.get(key, ())),
                traces=tuple(self._why[key]),
            )
            for key in all_keys
        ]
        facts = {fact: tuple(digest("origin", *key) for key in held) for fact, held in keys.items()}
        homes = {fact.id: account.article.id for account in self._shelf for fact in account.facts}
        return Origins(found, facts, homes)

    def _first(self, pages: list[str] | None) -> int:
        return self._order[pages[0]] if pages else len(self._order)

    def _clusters(self) -> list[_Cluster]:
        """Put copies and versions together, and find each cluster's hand."""
        parent = {page: page for page in self._order}
        for row in self._rows:
            if copied(row):
                _unite(parent, row.left, row.right)
        for pages in self._versions().values():
            for page in pages[1:]:
                _unite(parent, pages[0], page)
        groups: dict[str, list[str]] = defaultdict(list)
        for page in self._order:
            groups[_top(parent, page)].append(page)
        made = [self._made(tuple(pages)) for pages in groups.values()]
        for cluster in made:
            self._trace(cluster)
        return made

    def _versions(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for account in self._shelf:
            if account.article.url:
                found[_address(account.article.url)].append(account.article.id)
        return found

    def _made(self, pages: tuple[str, ...]) -> _Cluster:
        giver = min(pages, key=self._standing)
        hand = self._hands.own(giver)
        return _Cluster(pages, giver, hand, hand.key or ("unknown", min(pages)))

    def _standing(self, page: str) -> tuple[int, int]:
        """Order pages by whose hand a common text is: an agency's, an author's, the first published, the unknown."""
        return _WORTH.index(self._hands.own(page).kind), self._order[page]

    def _trace(self, cluster: _Cluster) -> None:
        """Note why each page of a cluster belongs to its hand: by its own words, as a copy, as another version."""
        giver = self._shelf.article(cluster.giver)
        for page in cluster.pages:
            own = self._hands.own(page)
            if page == cluster.giver or (own.key and own.key == cluster.key):
                self._why[cluster.key][own.trace] = None
            if page != cluster.giver:
                how = "story.origin.origins.copied"
                if version(self._shelf.article(page).url, giver.url):
                    how = "story.origin.origins.version"
                self._why[cluster.key][Trace(article=page, how=how, other=cluster.giver)] = None

    def _trace_citing(self) -> None:
        """Note which pages tell anew what another page has, and where they name it."""
        for row in self._rows:
            if row.kinship is Kinship.CITES:
                for page, other in ((row.left, row.right), (row.right, row.left)):
                    span = named_as_source(self._shelf.article(page), self._shelf.article(other))
                    if span is not None:
                        trace = Trace(article=page, how=row.how, span=span, other=other)
                        self._why[self._cluster[other].key][trace] = None

    def _passages(self) -> dict[str, list[tuple[Span, str]]]:
        """Return the passages each page has from another hand's page: their places in its text, and that page.

        The page the passage comes from stands higher: credited to an agency, else published first.
        """
        found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for row in self._rows:
            if row.kinship is not Kinship.PARTIAL or self._cluster[row.left].key == self._cluster[row.right].key:
                continue
            giver = min((row.left, row.right), key=lambda page: self._standing(self._cluster[page].giver))
            side, taker = (0, row.left) if giver == row.right else (1, row.right)
            found[taker] += [(pair[side], giver) for pair in row.shared]
        for held in found.values():
            held.sort(key=lambda item: (self._standing(self._cluster[item[1]].giver), item))
        return found

    def _facts(self, account: Account, given: list[tuple[Span, str]]) -> dict[str, tuple[Key, ...]]:
        """Return the keys of the hands of each fact of a page."""
        page = account.article.id
        cluster = self._cluster[page]
        cited = _Cited(account)
        found: dict[str, tuple[Key, ...]] = {}
        for fact in account.facts:
            sources = {self._hands.outlet(name): span for name, span in cited.of(fact)}
            sources.pop(cluster.key, None)
            if sources:
                found[fact.id] = tuple(sources)
                for key, span in sources.items():
                    self._kinds.setdefault(key, OriginKind.OUTLET)
                    self._why[key][Trace(article=page, how="story.origin.origins.cited", span=span)] = None
                continue
            giver = taken_over(fact, given)
            if giver is None:
                found[fact.id] = (cluster.key,)
                continue
            key = self._cluster[giver].key
            found[fact.id] = (key,)
            self._why[key][Trace(article=page, how="story.origin.origins.taken_over", other=giver)] = None
        return found


class _Cited:
    """The outlets and agencies a page names as sources of single facts."""

    def __init__(self, account: Account) -> None:
        self._text = account.article.text
        self._statements = {f.id: f for f in account.facts if isinstance(f, Statement)}
        self._media: dict[str, Actor] = {}
        self._mentions: list[tuple[Span, str]] = []
        for reference in account.references:
            if _is_outlet(reference):
                assert isinstance(reference.target, Actor)
                self._media[reference.target.id] = reference.target
                self._mentions.append((reference.mention.span, reference.target.name))
        self._mentions.sort()

    def of(self, fact: Fact) -> list[tuple[str, Span]]:
        return cited(fact, self._carrier(fact), self._text, self._mentions, self._media) if self._mentions else []

    def _carrier(self, fact: Fact) -> Statement | None:
        """The statement a fact is, or is told in."""
        if isinstance(fact, Statement):
            return fact
        return self._statements.get(fact.said_in or "") if isinstance(fact, Event) else None


def cited(
    fact: Fact, carrier: Statement | None, text: str, mentions: list[tuple[Span, str]], media: dict[str, Actor]
) -> list[tuple[str, Span]]:
    """The page has this from another outlet's or agency's report, which it names: "Voss told Northern Wire that …".

    The outlet speaks in the statement or carries it ("in an interview with the Kosta Herald"), or the sentence
    gives it as the source. What somebody posts on a network is their own word and no outlet's.
    """
    sentence = fact.evidence[0].sentence
    found: dict[str, Span] = {}
    if carrier is not None:
        spoken = {media[speaker].name for speaker in carrier.speakers if speaker in media}
        for span, name in mentions:
            told = carrier.channel is not None and carrier.channel.overlaps(span)
            if told or (name in spoken and any(span.overlaps(source) for source in carrier.source)):
                found.setdefault(name, span)
    for span, name in mentions:
        if sentence.contains(span) and is_source(text, span, sentence):
            found.setdefault(name, span)
    return list(found.items())


def taken_over(fact: Fact, given: Sequence[tuple[Span, str]]) -> str | None:
    """The sentence stands, by half or more, in a passage that another page printed first or credits to an agency."""
    sentence = fact.evidence[0].sentence
    covered: dict[str, int] = defaultdict(int)
    for span, giver in given:
        covered[giver] += max(0, min(span.end, sentence.end) - max(span.start, sentence.start))
        if covered[giver] >= _LEAST_COVERED * len(sentence):
            return giver
    return None


def copied(row: Kin) -> bool:
    """The page prints the same text as the other page, whole or cut, and is counted with it."""
    return row.kinship is Kinship.COPY


def version(left: str | None, right: str | None) -> bool:
    """The page is another version of the page at the same address, before or after a change."""
    return bool(left and right) and _address(left or "") == _address(right or "")


def _address(url: str) -> str:
    return url.split("#", maxsplit=1)[0].rstrip("/")


def _top(parent: dict[str, str], page: str) -> str:
    while parent[page] != page:
        parent[page] = parent[parent[page]]
        page = parent[page]
    return page


def _unite(parent: dict[str, str], left: str, right: str) -> None:
    left, right = sorted((_top(parent, left), _top(parent, right)))
    parent[right] = left


def _is_outlet(reference: Reference) -> bool:
    target = reference.target
    if not isinstance(target, Actor) or target.kind is not ActorKind.MEDIA:
        return False
    # "State television said" names no outlet.
    return any(letter.isupper() for letter in target.name) and not is_board(target.name)
