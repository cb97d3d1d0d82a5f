"""Rows to groups: events that are one, and pages that are on one story."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from communique.model import Event, Kin, Kinship, Same, Shelf, Verdict
from communique.story.parties import folded
from communique.story.verdicts.alike import FAR, Pages
from communique.story.verdicts.linkage import Pair, linked
from communique.story.verdicts.told import days_of

RULE = "rule"
_UNASKED = -2.0
"""Log-odds of two events that nobody compared, or that were so unlike that there is no row."""
JOINED_AT = 0.0
STORY_AT = -0.5
_TERMS = 40
_WIDEST = 200
_MOST = 100
_SHARED = 1.0
_APART_DAYS = 60
_APART = -1.0
_MOST_APART = 4.0


def group(
    facts: Iterable[str], rows: Sequence[Same], printed: Iterable[Sequence[str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """Return ``facts`` (ids) in groups, each of the facts that tell of one event; every fact is in one.

    Groups are joined while the rows between them speak for it on the whole. A rule's DIFFERENT keeps two facts out of
    one group. What a person decided goes before all rules: SAME joins first, whatever the rules say; DIFFERENT keeps
    the two apart, also where others would join them. Of several verdicts of people on one pair the last row counts.
    ``printed``: facts that are one sentence of one text, however many pages print it; they stand for one another, so
    that a wire on three hundred outlets is told once, unless a person has parted two of them.
    """
    people = [row for row in rows if row.by != RULE and row.verdict is Verdict.DIFFERENT]
    parted = {fact for row in people for fact in (row.left, row.right)}
    first = {fact: min(same) for same in printed if not parted & set(same) for fact in same}
    met: dict[str, list[str]] = defaultdict(list)
    for fact in sorted(set(facts)):
        met[first.get(fact, fact)].append(fact)
    found = _grouped(met.keys(), _stood_for(rows, first))
    return tuple(sorted(tuple(sorted(fact for one in members for fact in met[one])) for members in found))


def _stood_for(rows: Iterable[Same], first: Mapping[str, str]) -> list[Same]:
    """Return rows on the facts that stand for others; of rules' rows on one pair the likeliest."""
    kept: list[Same] = []
    ruled: dict[Pair, Same] = {}
    for row in rows:
        left, right = first.get(row.left, row.left), first.get(row.right, row.right)
        if left == right:
            continue
        pair = (left, right) if left < right else (right, left)
        moved = replace(row, left=pair[0], right=pair[1])
        if row.by != RULE:
            kept.append(moved)
        elif pair not in ruled or row.score > ruled[pair].score:
            ruled[pair] = moved
    return [*ruled.values(), *kept]


def _grouped(facts: Iterable[str], rows: Sequence[Same]) -> tuple[tuple[str, ...], ...]:
    decided: dict[Pair, Verdict] = {}
    ruled: dict[Pair, Same] = {}
    for row in rows:
        pair = (row.left, row.right) if row.left < row.right else (row.right, row.left)
        if row.by != RULE:
            decided[pair] = row.verdict
        else:
            ruled[pair] = row
    free = {pair: row for pair, row in ruled.items() if pair not in decided}
    together = [pair for pair, verdict in decided.items() if verdict is Verdict.SAME]
    barred = [pair for pair, verdict in decided.items() if verdict is Verdict.DIFFERENT]
    odds = {pair: _odds(row.score) for pair, row in free.items() if row.verdict is not Verdict.DIFFERENT}
    vetoes = [pair for pair, row in free.items() if row.verdict is Verdict.DIFFERENT]
    wanted = sorted(set(facts))
    return linked(wanted, odds, far=_UNASKED, least=JOINED_AT, together=together, apart=barred, vetoes=vetoes)


def _odds(score: float) -> float:
    held = min(max(score, 0.001), 0.999)
    return math.log(held / (1 - held))


def printed(shelf: Shelf, copies: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the events (ids) that are the same words of the same sentence on pages that are copies of one text."""
    found: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for n, pages in enumerate(copies):
        for page in pages:
            seen: set[tuple[str, ...]] = set()
            for fact in shelf.account(page).facts:
                if isinstance(fact, Event):
                    evidence = fact.evidence[0]
                    told = (evidence.cue.of(shelf.article(page).text), evidence.quote)
                    key = (str(n), fact.type.value, *(" ".join(folded(words).split()) for words in told))
                    if key not in seen:
                        seen.add(key)
                        found[key].append(fact.id)
    return tuple(tuple(sorted(facts)) for _, facts in sorted(found.items()) if len(facts) > 1)


def copies_in(shelf: Shelf, rows: Iterable[Kin]) -> tuple[tuple[str, ...], ...]:
    """Return the pages (ids) that print one text, whole or cut, at however many steps."""
    pairs = [(row.left, row.right) for row in rows if row.kinship is Kinship.COPY]
    ids = sorted({page for pair in pairs for page in pair if page in shelf})
    joined = linked(ids, {}, far=-1.0, least=0.0, together=[p for p in pairs if p[0] in shelf and p[1] in shelf])
    return tuple(pages for pages in joined if len(pages) > 1)


def stories(
    shelf: Shelf, groups: Iterable[Sequence[str]] = (), copies: Iterable[Sequence[str]] = ()
) -> tuple[tuple[str, ...], ...]:
    """Return the articles (ids) in groups, each of the pages on one story; every article is in one.

    Pages are compared that share rare words or names; each page with at most a hundred others, so that the work grows
    with the number of pages. ``groups`` of facts that are one event speak for the pages that tell of it; pages
    are the less likely on one story the longer their days of publication are apart. ``copies``: pages that print one
    text; one of them stands for all.
    """
    pages = Pages(shelf)
    first = {page: min(same) for same in copies for page in same}
    met: dict[str, list[str]] = defaultdict(list)
    for account in shelf:
        met[first.get(account.article.id, account.article.id)].append(account.article.id)
    found = _stories(shelf, pages, sorted(met), _told_together(shelf, groups, first))
    return tuple(sorted(tuple(sorted(page for one in members for page in met[one])) for members in found))


def _stories(shelf: Shelf, pages: Pages, ids: list[str], shared: Counter[Pair]) -> tuple[tuple[str, ...], ...]:
    odds = {}
    for pair in _candidates(pages, ids) | shared.keys():
        odds[pair] = pages.odds(*pair) + _SHARED * min(shared.get(pair, 0), 2) + _far_apart(shelf, pair)
    return linked(ids, odds, far=FAR, least=STORY_AT)


def _candidates(pages: Pages, ids: Sequence[str]) -> set[Pair]:
    """Pairs of pages that share most of the words that weigh most on them."""
    index: dict[str, list[str]] = defaultdict(list)
    terms = {}
    for page in ids:
        profile = pages.profile(page)
        weight: Counter[str] = Counter(profile.words)
        weight.update(profile.names)
        terms[page] = sorted(weight, key=lambda word: (-weight[word], word))[:_TERMS]
        for word in terms[page]:
            index[word].append(page)
    found = set()
    for page in ids:
        shared: Counter[str] = Counter()
        for word in terms[page]:
            if len(index[word]) <= _WIDEST:
                shared.update(index[word])
        shared.pop(page, None)
        for other in sorted(shared, key=lambda other: (-shared[other], other))[:_MOST]:
            found.add((page, other) if page < other else (other, page))
    return found


def _told_together(shelf: Shelf, groups: Iterable[Sequence[str]], first: Mapping[str, str]) -> Counter[Pair]:
    """How many happenings two pages both tell of; one told on over fifty pages is no sign of two of them."""
    found: Counter[Pair] = Counter()
    for facts in groups:
        pages = {shelf.account_of(fact).article.id for fact in facts}
        told = sorted({first.get(page, page) for page in pages})
        if len(told) <= 50:
            found.update((a, b) for n, a in enumerate(told) for b in told[n + 1 :])
    return found


def _far_apart(shelf: Shelf, pair: Pair) -> float:
    left, right = (days_of(shelf.article(page).published) for page in pair)
    return _APART * min(abs(left[0] - right[0]) / _APART_DAYS, _MOST_APART) if left and right else 0.0
