"""Scores written: as text, as Markdown tables, and as JSON. The first paragraph is made to be put into a paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from textwrap import fill

from communique.corpus.agreement import Interval
from communique.corpus.scoring import ALIKE, ALL, ANY, FEW, MACHINE, Between, Scores, Share
from communique.export import visible
from communique.export.markdown import escaped
from communique.export.wording import clipped, listed

_MISTAKES = 50
_PLAIN = re.compile(r"[\w .,%()\[\]–-]{0,200}", re.ASCII)


def scores_to_json(scores: Scores) -> str:
    """Return all figures as one JSON object."""
    return json.dumps(asdict(scores), ensure_ascii=False, indent=2) + "\n"


def scores_to_text(scores: Scores) -> str:
    """Return the paragraph and the tables as plain text."""
    parts = [fill(_paragraph(scores), 100), *(_plain(title, rows) for title, rows in _tables(scores))]
    return visible("\n\n".join(parts)) + "\n"


def scores_to_markdown(scores: Scores) -> str:
    """Return the paragraph and the tables as Markdown."""
    parts = [_paragraph(scores), *(_marked(title, rows) for title, rows in _tables(scores))]
    return "\n\n".join(parts) + "\n"


Rows = list[tuple[str, ...]]


def _paragraph(scores: Scores) -> str:
    """Return what was done and what came of it, in sentences."""
    coders = len(scores.coders)
    who = {1: "One coder", 2: "Two coders"}.get(coders, f"{coders} coders")
    with_some = scores.rows - scores.empty
    words = [
        f"{who}, blind to the program's output, coded {_range(scores)} of {scores.rows} sentences drawn at random: "
        f"{with_some} in which the program (made_by {scores.made_by}) found {scores.what}, {scores.empty} in which it "
        "found none."
    ]
    if not scores.parts:
        return words[0]
    best = scores.parts[0]
    for what, shares in (("Precision", best.precision), ("Recall", best.recall)):
        told = {share.name: share for share in shares}
        if ANY in told and told[ANY].value is not None:
            found, alike = (f"{_value(told[name].value)} {_between(told[name].interval)}" for name in (ANY, ALIKE))
            n = _count(told[ANY].of)
            words.append(
                f"{what} was {found} for finding {_a(scores.one)} at all, {alike} with its {scores.label} (n = {n})."
            )
    if best.by == ALL:
        words.append("Where several coded a sentence, their judgements count in equal parts.")
    if not scores.empty:
        words.append("Recall is of sentences in which the program found something, for no others were drawn.")
    words += _agreed(scores)
    words.append(
        "Shares are weighted by the inverse of the chance of being drawn, with Wilson intervals at the effective "
        "number; intervals of agreement are percentiles of 2,000 bootstrap samples of sentences; all are of 95 %."
    )
    return " ".join(words)


def _a(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _range(scores: Scores) -> str:
    counts = sorted({count for _, count in scores.coders})
    return str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"


def _agreed(scores: Scores) -> Iterator[str]:
    humans = [one for one in scores.agreement if MACHINE not in one.who]
    for measure, name in (("kappa", "Cohen's kappa"), ("alpha", "Krippendorff's alpha")):
        if measure == ("kappa" if len(scores.coders) == 2 else "alpha"):
            told = [
                f"{_value(one.agreement.value)} {_between(one.agreement.interval)} for {one.column}"
                for one in humans
                if one.measure == measure and one.agreement.value is not None
            ]
            if told:
                yield f"{name} between the coders was {listed(told)}."


def _tables(scores: Scores) -> Iterator[tuple[str, Rows]]:
    for part in scores.parts:
        yield f"Precision, by {part.by} ({part.rows} sentences)", _shares(part.precision, "label")
        yield f"Recall, by {part.by}", _shares(part.recall, "label")
        yield f"Answers that are right where the label is, by {part.by}", _shares(part.columns, "column")
    yield "Agreement", _agreement(scores.agreement)
    if any(share.few for part in scores.parts for share in (*part.precision, *part.recall, *part.columns)):
        yield "", [(f"* of fewer than {FEW}: too few to say much.",)]
    if scores.mistakes:
        yield f"Mistakes in the sheets ({len(scores.mistakes)} rows left out or to be looked at)", _mistakes(scores)


def _shares(shares: Sequence[Share], head: str) -> Rows:
    rows: Rows = [(head, "right", "of", "share", "95 % interval")]
    for share in shares:
        few = "*" if share.few else ""
        value = "–" if share.value is None else _value(share.value)
        rows.append((share.name, _count(share.right), _count(share.of) + few, value, _between(share.interval)))
    return rows


def _agreement(found: Sequence[Between]) -> Rows:
    rows: Rows = [("between", "on", "measure", "n", "value", "95 % interval", "agree")]
    for one in found:
        agreement = one.agreement
        rows.append(
            (
                one.who,
                one.column,
                one.measure,
                str(agreement.units),
                "not defined" if agreement.value is None else _value(agreement.value),
                _between(agreement.interval),
                "–" if agreement.observed is None else _value(agreement.observed),
            )
        )
    return rows


def _mistakes(scores: Scores) -> Rows:
    shown = scores.mistakes[:_MISTAKES]
    rows: Rows = [("sheet", "row", "what")]
    rows += [(mistake.sheet, str(mistake.line), mistake.words) for mistake in shown]
    if len(shown) < len(scores.mistakes):
        rows.append(("", "", f"... and {len(scores.mistakes) - len(shown)} more; all with --format json"))
    return rows


def _value(value: float | None) -> str:
    """Return a figure as papers print it: .83, -.12, 1.00."""
    if value is None:
        return "–"
    words = f"{value:.2f}"
    return words.replace("0.", ".", 1) if abs(value) < 0.995 else words


def _between(interval: Interval | None) -> str:
    return "[–]" if interval is None else f"[{_value(interval.low)}, {_value(interval.high)}]"


def _count(count: float) -> str:
    return f"{count:.0f}" if abs(count - round(count)) < 1e-9 else f"{count:.1f}"


def _plain(title: str, rows: Rows) -> str:
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([title, *(f"  {line}" for line in lines)] if title else lines)


def _marked(title: str, rows: Rows) -> str:
    if len(rows[0]) == 1:
        return _safe(rows[0][0])
    head, *others = [[_safe(cell) for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *others]
    return f"**{_safe(title)}**\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _safe(cell: str) -> str:
    """Return a cell as Markdown; figures and plain words stay as they are, to be read and pasted ("[.83, 1.00]")."""
    return cell if _PLAIN.fullmatch(cell) else escaped(visible(clipped(cell, 200)))
