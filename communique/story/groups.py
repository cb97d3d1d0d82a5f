"""Rows to groups: events that are one, and pages that are on one story."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from communique.model import Same, Shelf, Verdict
from communique.story.alike import FAR, Pages
from communique.story.linkage import Pair, linked
from communique.story.told import days_of

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


def group(facts: Iterable[str], rows: Sequence[Same]) -> tuple[tuple[str, ...], ...]:
    """Return ``facts`` (ids) in groups, each of the facts that tell of one event; every fact is in one.

    Groups are joined while the rows between them speak for it on the whole. A rule's DIFFERENT keeps two facts out of
    one group. What a person decided goes before all rules: SAME joins first, whatever the rules say; DIFFERENT keeps
    the two apart, also where others would join them. Of several verdicts of people on one pair the last row counts.
    """
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


def stories(shelf: Shelf, groups: Iterable[Sequence[str]] = ()) -> tuple[tuple[str, ...], ...]:
    """Return the articles (ids) in groups, each of the pages on one story; every article is in one.

    Pages are compared that share rare words or names; each page with at most a hundred others, so that the work grows
    with the number of pages. ``groups`` of facts that are one event speak for the pages that tell of it; pages
    published two months apart or more are the less likely on one story.
    """
    pages = Pages(shelf)
    ids = sorted(account.article.id for account in shelf)
    shared = _told_together(shelf, groups)
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


def _told_together(shelf: Shelf, groups: Iterable[Sequence[str]]) -> Counter[Pair]:
    """How many happenings two pages both tell of; one told on over fifty pages is no sign of two of them."""
    found: Counter[Pair] = Counter()
    for facts in groups:
        told = sorted({shelf.account_of(fact).article.id for fact in facts})
        if len(told) <= 50:
            found.update((a, b) for n, a in enumerate(told) for b in told[n + 1 :])
    return found


def _far_apart(shelf: Shelf, pair: Pair) -> float:
    left, right = (days_of(shelf.article(page).published) for page in pair)
    return _APART if left and right and abs(left[0] - right[0]) >= _APART_DAYS else 0.0
