"""MUC, B3 and CEAFe of chains over all documents, lone mentions counted, and their mean (CoNLL F1)."""

from __future__ import annotations

import importlib.util
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from pathlib import Path
from types import ModuleType

Chains = Sequence[set[Hashable]]
Figures = dict[str, tuple[float, float, float]]


def scorer(gold: Path) -> ModuleType:
    """Return the scorer that comes with the data; its measures of chains are used as they are."""
    spec = importlib.util.spec_from_file_location("score_entities", gold / "score_entities.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(gold / "score_entities.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(measures: ModuleType, gold: Chains, said: Chains) -> Figures:
    """Return precision, recall and F1 of each measure; ``conll`` holds the mean of each."""
    found: Figures = {}
    for name, measure in (("muc", measures.muc), ("b3", measures.b_cubed)):
        (right, true), (mine, all_mine) = measure(gold, said), measure(said, gold)
        found[name] = _f1(mine, all_mine, right, true)
    best = _matched(measures, gold, said)
    found["ceafe"] = _f1(best, len(said), best, len(gold))
    rows = list(found.values())
    found["conll"] = tuple(sum(row[i] for row in rows) / len(rows) for i in range(3))  # type: ignore[assignment]
    return found


def _f1(hits: float, said: float, right: float, true: float) -> tuple[float, float, float]:
    p, r = hits / said if said else 0.0, right / true if true else 0.0
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _matched(measures: ModuleType, gold: Chains, said: Chains) -> float:
    """CEAFe's best matching, found part by part: chains that share no mention, even through others, cannot matter to
    each other, and the method takes the cube of their number."""
    where = {mention: n for n, chain in enumerate(gold) for mention in chain}
    home = list(range(len(gold) + len(said)))

    def top(n: int) -> int:
        while home[n] != n:
            home[n] = home[home[n]]
            n = home[n]
        return n

    for n, chain in enumerate(said):
        for mention in chain:
            if mention in where:
                home[top(where[mention])] = top(len(gold) + n)
    parts: dict[int, tuple[list[set[Hashable]], list[set[Hashable]]]] = defaultdict(lambda: ([], []))
    for n in range(len(home)):
        parts[top(n)][n >= len(gold)].append(gold[n] if n < len(gold) else said[n - len(gold)])
    return float(sum(measures.ceaf_e(true, mine) for true, mine in parts.values()))


def sizes(chains: Chains) -> Counter[int]:
    """How many chains have so many mentions."""
    return Counter(len(chain) for chain in chains)
