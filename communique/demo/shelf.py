"""The demo pages in their order, and what is printed of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from textwrap import fill

from communique.errors import InstallationError
from communique.export import brief, in_words, visible
from communique.model import Account, Rejection, type_of_fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPage:
    """A shipped page: its file and what it is there to show."""

    path: Path
    shows: str


def demo_pages() -> tuple[DemoPage, ...]:
    """Return the shipped pages in the order of ``pages/index.tsv``.

    Raises InstallationError when a page is missing.
    """
    folder = Path(str(files("communique.demo"))) / "pages"
    try:
        rows = [row.split("\t") for row in (folder / "index.tsv").read_text(encoding="utf-8").splitlines() if row]
    except OSError as error:
        raise InstallationError(f"the demo pages are missing: {error}") from error
    shelf = tuple(DemoPage(path=folder / name, shows=shows) for name, shows in rows)
    for page in shelf:
        if not page.path.is_file():
            raise InstallationError(f"a demo page is missing: {page.path}")
    return shelf


def report(page: DemoPage, outcome: Account | Rejection) -> str:
    """Return what the demo prints of ``page``: a line of what it is and holds, then its report."""
    head = f"## {page.path.name}: {page.shows}\n"
    if isinstance(outcome, Rejection):
        return f"{head}   not read: {in_words(outcome.reason)} ({visible(outcome.detail)})\n\n"
    counts = Counter(type_of_fact[type(fact)] for fact in outcome.facts)
    held = ", ".join(f"{number} {kind}{'' if number == 1 else 's'}" for kind, number in sorted(counts.items()))
    told = brief(outcome)
    lines = [told.headline, " · ".join(told.about), held or "no facts"]
    rows = [fill(line, 100, initial_indent="   ", subsequent_indent="   ") for line in lines]
    for section in told.sections:
        rows.append(f"   {section.title}")
        for line in section.lines:
            tags = "".join(f" [{tag}]" for tag in line.tags)
            rows.append(fill(line.sentence + tags, 100, initial_indent="     - ", subsequent_indent="       "))
    return head + visible("\n".join(rows)) + "\n\n"
