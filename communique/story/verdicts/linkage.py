"""Average-link clustering of things of which few pairs were compared."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[str, str]


def linked(
    items: Iterable[str],
    odds: Mapping[Pair, float],
    *,
    far: float,
    least: float,
    together: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    vetoes: Iterable[Pair] = (),
) -> tuple[tuple[str, ...], ...]:
    """Put ``items`` together while the mean of the log-odds between two groups is ``least`` or more.

    ``odds``: those of the pairs compared; any other pair counts as ``far``. Pairs of ``together`` are joined first, in
    the order of ids, and no group ever holds both of a pair of ``apart``: where the two contradict each other, apart
    wins. ``vetoes`` keep two apart that ``together`` has not joined.
    Deterministic: of equal means the one with the smallest ids is joined first. Time is about that of the pairs.
    """
    names = sorted(set(items))
    clusters = _Clusters(names, far)
    for a, b in sorted({_ordered(p) for p in apart}):
        clusters.forbid(a, b)
    for a, b in sorted({_ordered(p) for p in together}):
        clusters.join_if_allowed(a, b)
    for a, b in sorted({_ordered(p) for p in vetoes}):
        clusters.forbid(a, b)
    clusters.take(odds)
    heap = [clusters.entry(a, b) for a, near in clusters.near.items() for b in near if a < b]
    heapq.heapify(heap)
    while heap:
        mean, a, b, age = heapq.heappop(heap)
        if -mean < least:
            break
        if not clusters.is_current(a, b, age) or b in clusters.barred[a]:
            continue
        clusters.join(a, b)
        for other in clusters.near[a]:
            heapq.heappush(heap, clusters.entry(*_ordered((a, other))))
    return clusters.groups()


def _ordered(pair: Pair) -> Pair:
    return pair if pair[0] < pair[1] else (pair[1], pair[0])


class _Clusters:
    """Groups named by their smallest member, the sums of what was compared between them, and who may not meet."""

    def __init__(self, names: list[str], far: float) -> None:
        self._far = far
        self.members: dict[str, list[str]] = {name: [name] for name in names}
        self.near: dict[str, dict[str, tuple[float, int]]] = {name: {} for name in names}
        self.barred: dict[str, set[str]] = {name: set() for name in names}
        self._age = dict.fromkeys(names, 0)
        self._home = {name: name for name in names}

    def forbid(self, a: str, b: str) -> None:
        if a in self._home and b in self._home:
            left, right = self.home(a), self.home(b)
            if left != right:
                self.barred[left].add(right)
                self.barred[right].add(left)

    def join_if_allowed(self, a: str, b: str) -> None:
        if a in self._home and b in self._home:
            left, right = _ordered((self.home(a), self.home(b)))
            if left != right and right not in self.barred[left]:
                self.join(left, right)

    def home(self, name: str) -> str:
        while self._home[name] != name:
            name = self._home[name]
        return name

    def take(self, odds: Mapping[Pair, float]) -> None:
        """Count what was compared."""
        for (a, b), value in sorted((_ordered(pair), value) for pair, value in odds.items()):
            if a in self._home and b in self._home:
                left, right = self.home(a), self.home(b)
                if left != right:
                    self._count(left, right, value, 1)
                    self._count(right, left, value, 1)

    def _count(self, a: str, b: str, value: float, pairs: int) -> None:
        total, seen = self.near[a].get(b, (0.0, 0))
        self.near[a][b] = (total + value, seen + pairs)

    def entry(self, a: str, b: str) -> tuple[float, str, str, int]:
        total, seen = self.near[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        return -(total + self._far * (pairs - seen)) / pairs, a, b, self._age[a] + self._age[b]

    def is_current(self, a: str, b: str, age: int) -> bool:
        return a in self.members and b in self.members and age == self._age[a] + self._age[b]

    def join(self, a: str, b: str) -> None:
        """Put ``b`` into ``a``, which is the smaller id."""
        self.members[a] += self.members.pop(b)
        self._home[b] = a
        self._age[a] += self._age.pop(b) + 1
        for other, (total, seen) in self.near.pop(b).items():
            self.near[other].pop(b)
            if other != a:
                self._count(a, other, total, seen)
                self._count(other, a, total, seen)
        for other in self.barred.pop(b):
            self.barred[other].discard(b)
            self.barred[other].add(a)
            self.barred[a].add(other)

    def groups(self) -> tuple[tuple[str, ...], ...]:
        return tuple(sorted(tuple(sorted(members)) for members in self.members.values()))
