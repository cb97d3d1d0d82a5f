"""How many of what: of a part, of a run so far, of a whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from communique.model import FAILURES, Reason

Counts = tuple[tuple[str, int], ...]
"""Names with how many, in the order of the names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Rows by table, articles refused by reason (duplicates and failures among them), facts by kind.

    ``parts``: Parquet files of each table.
    """

    rows: Counts = ()
    reasons: Counts = ()
    facts: Counts = ()
    parts: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Return the sum."""
        return Tally(
            rows=_sum(self.rows, other.rows),
            reasons=_sum(self.reasons, other.reasons),
            facts=_sum(self.facts, other.facts),
            parts=self.parts + other.parts,
        )

    @property
    def articles(self) -> int:
        """How many articles there are."""
        return dict(self.rows).get("articles", 0)

    @property
    def pages(self) -> int:
        """How many pages were seen: each is an article, a rejection or a failure."""
        return self.articles + sum(number for _, number in self.reasons)

    @property
    def duplicates(self) -> int:
        """How many pages hold an article that another page before them holds."""
        return dict(self.reasons).get(Reason.DUPLICATE.value, 0)

    @property
    def failures(self) -> int:
        """How many pages failed by a fault or a limit of ours."""
        return sum(number for reason, number in self.reasons if reason in FAILURES)


def tally_of(tables: Mapping[str, pa.Table]) -> Tally:
    """Count the rows of one part."""
    reasons: Counter[str] = Counter()
    for name in ("rejections", "failures"):
        reasons.update(tables[name]["reason"].to_pylist())
    kinds = Counter(tables["facts"]["kind"].to_pylist())
    return Tally(
        rows=tuple(sorted((name, table.num_rows) for name, table in tables.items())),
        reasons=tuple(sorted(reasons.items())),
        facts=tuple(sorted(kinds.items())),
        parts=1,
    )


def _sum(left: Counts, right: Counts) -> Counts:
    total = Counter(dict(left))
    total.update(dict(right))
    return tuple(sorted(total.items()))
