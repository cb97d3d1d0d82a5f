"""What changed between two runs, written: as text, as JSON, and as CSV with a row for each thing that differs."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict

from communique.corpus.diff import Difference
from communique.corpus.examples import Example
from communique.corpus.sheets import written
from communique.export import visible
from communique.export.wording import clipped

_LISTED = 12
"""Lines of one sort in the text; JSON and CSV have all."""


def diff_to_json(found: Difference) -> str:
    """Return all of it as one JSON object."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2) + "\n"


def diff_to_csv(found: Difference) -> str:
    """Return a row for each cause, article, count and example; cells that a spreadsheet would run are guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("sort", "change", "name", "type", "left", "right", "rows", "words"))
    for row in _cells(found):
        writer.writerow([written(str(cell)) for cell in row])
    return out.getvalue()


def _cells(found: Difference) -> Iterator[Sequence[object]]:
    for cause in found.causes:
        yield (cause.what, "", cause.name, "", cause.left, cause.right, "", "")
    for one in found.astray:
        yield ("article", one.change, one.id, "", "", "", "", f"{one.origin}: {one.why}")
    for tally in found.tallies:
        for change in ("gained", "lost", "changed"):
            yield ("facts", change, tally.kind, tally.type, "", "", getattr(tally, change), "")
    for column in found.columns:
        yield ("column", "changed", f"{column.table}.{column.column}", "", "", "", column.rows, "")
    for rows in found.rows:
        yield ("table", "", rows.table, "", rows.left, rows.right, rows.articles, "")
    for example in found.examples:
        for name, left, right in example.cells or (("", "", ""),):
            yield (
                f"example {name}".strip(),
                example.change,
                example.id,
                example.type or example.kind,
                left,
                right,
                "",
                example.sentence,
            )


def diff_to_text(found: Difference) -> str:
    """Return it for a terminal: causes, articles, facts, columns, examples; long lists are cut, with their length."""
    if found.same and not found.causes:
        return "no difference\n"
    lines = [f"left   {found.left}", f"right  {found.right}"]
    lines += _section("Causes", [_cause(c.what, c.name, c.left, c.right) for c in found.causes])
    if found.same:
        return visible("\n".join([*lines, "", "no difference in any row"])) + "\n"
    lines += _section("Articles", _articles(found))
    lines += _section("Facts", _grid(found), cut=False)
    lines += _section(
        "Columns that changed, in rows that both have",
        [f"{column.rows:>8,}  {column.table}.{column.column}" for column in found.columns],
    )
    lines += _section(
        "Tables with other rows",
        [f"{rows.table}: {rows.left:,} → {rows.right:,} rows, other in {rows.articles:,} pages" for rows in found.rows],
    )
    lines += _section("Examples", [line for example in found.examples for line in _example(example)], cut=False)
    return visible("\n".join(lines)) + "\n"


def _section(title: str, rows: Sequence[str], *, cut: bool = True) -> list[str]:
    if not rows:
        return []
    shown = list(rows[:_LISTED] if cut else rows)
    if len(shown) < len(rows):
        shown.append(f"... and {len(rows) - len(shown):,} more; all with --format json")
    return ["", title, *(f"  {row}" for row in shown)]


def _cause(what: str, name: str, left: str, right: str) -> str:
    if what in {"source", "column"}:
        return f"{what} only {'left' if left else 'right'}: {clipped(name, 200)}"
    return f"{name}: {clipped(left, 80) or '(none)'} → {clipped(right, 80) or '(none)'}"


def _articles(found: Difference) -> list[str]:
    counts = Counter((one.change, one.why) for one in found.astray)
    lines = [
        f"{count:>8,}  {change}: {why}"
        for (change, why), count in sorted(counts.items(), key=lambda c: (c[0][0], -c[1]))
    ]
    room = max(_LISTED - len(lines), 0)
    return lines + [f"          {one.change} {clipped(one.origin, 100)}" for one in found.astray[:room]]


def _grid(found: Difference) -> list[str]:
    if not found.tallies:
        return []
    rows = [(f"{t.kind} {t.type}", t.gained, t.lost, t.changed) for t in found.tallies]
    gained, lost = sum(t.gained for t in found.tallies), sum(t.lost for t in found.tallies)
    changed = sum(t.changed for t in found.tallies)
    return [
        f"{'':<24}{'gained':>9}{'lost':>9}{'changed':>9}",
        f"{'all':<24}{gained:>9,}{lost:>9,}{changed:>9,}",
        *(f"{clipped(name, 40):<24}{more:>9,}{less:>9,}{other:>9,}" for name, more, less, other in rows),
    ]


def _example(example: Example) -> Iterable[str]:
    yield f"{example.change} {example.kind} {example.type}".rstrip() + f"  {example.id}"
    if example.sentence:
        yield f"    {clipped(example.sentence, 400)}"
    for name, left, right in example.cells:
        yield f"    {name}: {clipped(left, 120)} → {clipped(right, 120)}"
