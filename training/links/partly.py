"""News with some of its chains told: persons, places and things of ECB+, names of DWIE.

A mention without a chain may belong to one that the annotators were not asked for, so only pairs of marked mentions
teach: of the right antecedents and "none" against the wrong ones. A marked pronoun whose antecedent nobody marked
teaches nothing. Mentions of time are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.tasks.texts import article_of
from training.corpora.chains import told_in_stories, told_names
from training.links.corpus import Case, Watching, case_of, chain_of

LEAST = 40
"""A text with few mentions does not count for more than one with so many."""


@dataclass(slots=True)
class Partly:
    """A document and the numbers of the chains of its mentions (m,); -1 where nobody was asked."""

    case: Case
    chain: Tensor


def partly(shared: Path) -> Iterator[Partly]:
    """Yield the articles of ECB+ but for a fifth of its topics, and those of DWIE but for its held-out fifth."""
    reader = Watching(threads=1)
    stories, named = shared / "gold/stories/ecbplus.jsonl", shared / "gold/names/dwie_dev.jsonl"
    for row, marked in (*told_in_stories(stories), *told_names(named)):
        reading = reader.read(article_of(row["doc"], row["text"]))
        numbers: dict[str, int] = {}
        spans = [(a, b, numbers.setdefault(name, len(numbers))) for a, b, name in marked]
        if len(reader.heads) > 2:
            chain = chain_of(spans, reading, reader.heads)
            found = {"doc": row["doc"], "text": row["text"]}
            yield Partly(case_of(found, chain, reading, reader), torch.from_numpy(chain))


def partial_loss(scores: Tensor, told: Partly) -> Tensor | None:
    """How unlikely the right antecedents are among the marked ones; None where there is nothing to learn."""
    case, chain = told.case, told.chain
    m = len(chain)
    both = (chain[case.later] >= 0) & (chain[case.earlier] >= 0)
    later, earlier = case.later[both], case.earlier[both]
    every = torch.full((m, m + 1), -1e4)
    every[:, 0] = 0
    every[later, earlier + 1] = scores[both]
    right = torch.zeros(m, m + 1, dtype=torch.bool)
    right[later, earlier + 1] = case.right[both]
    known = right.any(1)
    right[:, 0] = ~known
    used = (chain >= 0) & (known | (case.traits[:, 1] == 0))
    if not bool(used.any()):
        return None
    link = every.logsumexp(1) - every.masked_fill(~right, -1e4).logsumexp(1)
    return link[used].sum() / max(LEAST, m)
