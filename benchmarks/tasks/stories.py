"""Stories: documents in groups, each read as a page of its own; nothing is told of topics."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.ecb import accounts
from communique.model import Shelf
from communique.pipeline import Tools
from communique.story.verdicts.groups import stories


def predict(rows: Iterable[dict[str, Any]], folder: Path) -> Iterator[dict[str, Any]]:
    """Yield one row a document: its ``story``, a number."""
    read = [(row["doc"], account) for row, account in accounts(rows, Tools.load())]
    found = stories(Shelf([account for _, account in read]))
    number = {page: n for n, pages in enumerate(found) for page in pages}
    for name, account in read:
        yield {"doc": name, "story": str(number[account.article.id])}
