"""How right the machine is, by what coders found in a blind sheet, and how well the coders agree.

Everything is counted in *tellings*: an event (a statement, a meeting) as one sentence tells it. What the machine and a
coder have in a sentence is paired, same labels first. *Precision*: of the machine's tellings, how many a coder has.
*Recall*: of the coder's, how many the machine has, those in sentences where it found nothing with them, each
sentence counted as often as it stands for others of the run. Intervals are Wilson's, at the number of equally weighted
tellings that tell as much (Kish). Where several coders coded a row, each counts in equal parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from communique.corpus.agreement import Agreement, Interval, Label, alpha, kappa, wilson
from communique.corpus.coding import Coder, Key, Mistake, labels_of, read_coder, read_key
from communique.corpus.forms import Sort
from communique.corpus.matching import NO, YES, Coding, paired, same
from communique.corpus.sheets import bytes_of
from communique.errors import UsageError

FEW = 10
"""Below this many, a share is told to rest on too few."""
MOST_CODERS = 12
ALL = "all coders"
MACHINE = "machine"
ANY = "any"
ALIKE = "any, same label"
"""Rows over all labels: a telling is found at all, and found with its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of tellings: ``value`` with its 95 % interval; ``of``: how many it rests on, ``right``: how many are so.

    ``right`` and ``of`` are plain counts (halves where coders differ), ``value`` is weighted.
    """

    name: str
    right: float
    of: float
    value: float | None
    interval: Interval

    @property
    def few(self) -> bool:
        """Tell whether it rests on too few to say much."""
        return self.of < FEW


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The machine by what one coder found, or all: shares by label, all together first, and answers right by column."""

    by: str
    rows: int
    precision: tuple[Share, ...]
    recall: tuple[Share, ...]
    columns: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """Agreement of coders on a column. ``measure``: kappa (two), alpha (any number) or share (names, days)."""

    who: str
    column: str
    measure: str
    agreement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """All figures. ``rows``: sentences on the sheet, ``empty`` of them with nothing found by the machine."""

    what: str
    one: str
    label: str
    made_by: str
    rows: int
    empty: int
    coders: tuple[tuple[str, int], ...]
    mistakes: tuple[Mistake, ...]
    parts: tuple[Part, ...]
    agreement: tuple[Between, ...]


@dataclass
class _Sum:
    """A share in the making."""

    right: float = 0.0
    of: float = 0.0
    weight: float = 0.0
    weight_right: float = 0.0
    squares: float = 0.0

    def add(self, right: bool, weight: float, copies: int) -> None:
        """Count a telling that ``copies`` coders have judged, each in equal parts."""
        part = weight / copies
        self.of += 1 / copies
        self.weight += part
        self.right += right / copies
        self.weight_right += part * right
        # Judgements of one telling are no further tellings: they count as if they were the same.
        self.squares += part * part * copies

    def share(self, name: str) -> Share:
        effective = self.weight**2 / self.squares if self.squares else 0.0
        value = min(self.weight_right / self.weight, 1.0) if self.weight else None
        interval = wilson((value or 0.0) * effective, effective)
        return Share(name=name, right=self.right, of=self.of, value=value, interval=interval)


@dataclass
class _Sums:
    precision: defaultdict[str, _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    recall: defaultdict[str, _Sum] = field(default_factory=lambda: defaultdict(_Sum))
    columns: defaultdict[str, _Sum] = field(default_factory=lambda: defaultdict(_Sum))


def score_files(sheets: Sequence[Path], key: Path | None, *, seed: int = 0) -> Scores:
    """Score filled sheets by their key: ``key``, or that beside the first, ``coding.key.csv`` of ``coding.csv``.

    Raises UsageError for files that are no sheets, or not of one sample.
    """
    if len(sheets) > MOST_CODERS:
        raise UsageError(f"more than {MOST_CODERS} sheets")
    place = key or sheets[0].with_suffix(".key.csv")
    if key is None and not place.is_file():
        raise UsageError(f"{place}: no such file; name the key of these sheets with --key")
    known = read_key(str(place), bytes_of(place))
    names = [sheet.stem for sheet in sheets]
    if len(set(names)) < len(names):
        names = [f"{name} ({n})" for n, name in enumerate(names, start=1)]
    coders: list[Coder] = []
    mistakes: list[Mistake] = []
    for name, sheet in zip(names, sheets, strict=True):
        coder, wrong = read_coder(name, bytes_of(sheet), known)
        coders.append(coder)
        mistakes += wrong
    return score(known, coders, mistakes, seed=seed)


def score(key: Key, coders: Sequence[Coder], mistakes: Sequence[Mistake], *, seed: int = 0) -> Scores:
    """Score the machine by some coders, and the coders by one another; ``seed``: of the intervals of agreement."""
    parts = [_part(coder.name, key, [coder]) for coder in coders]
    if len(coders) > 1:
        parts.insert(0, _part(ALL, key, coders))
    return Scores(
        what=key.form.what.value,
        one=key.form.one,
        label=key.form.label,
        made_by=key.made_by,
        rows=len(key.rows),
        empty=sum(row.empty for row in key.rows.values()),
        coders=tuple((coder.name, len(coder.rows)) for coder in coders),
        mistakes=tuple(mistakes),
        parts=tuple(parts),
        agreement=tuple(_agreements(key, coders, seed)),
    )


def _part(by: str, key: Key, coders: Sequence[Coder]) -> Part:
    sums = _Sums()
    judged = [row for row in key.rows if any(row in coder.rows for coder in coders)]
    for row in judged:
        some = [coder.rows[row] for coder in coders if row in coder.rows]
        for codings in some:
            _count(sums, key, row, codings, len(some))
    return Part(
        by=by,
        rows=len(judged),
        precision=_shares(sums.precision),
        recall=_shares(sums.recall),
        columns=tuple(sums.columns[q.name].share(q.name) for q in key.form.questions if q.name in sums.columns),
    )


def _shares(sums: Mapping[str, _Sum]) -> tuple[Share, ...]:
    """Return shares by label: all labels first, then those that rest on most."""
    names = sorted(sums, key=lambda name: (name != ANY, name != ALIKE, -sums[name].of, name))
    return tuple(sums[name].share(name) for name in names)


def _count(sums: _Sums, key: Key, row: str, codings: Sequence[Coding], copies: int) -> None:
    form, machine = key.form, key.rows[row]
    at = [question.name for question in form.questions].index(form.label)
    weight = machine.weight
    for ours, theirs in paired(form, machine.codings, codings):
        alike = ours is not None and theirs is not None and ours[at] == theirs[at]
        if ours is not None:
            sums.precision[ANY].add(theirs is not None, weight, copies)
            sums.precision[ALIKE].add(alike, weight, copies)
            sums.precision[ours[at]].add(alike, weight, copies)
        if theirs is not None:
            sums.recall[ANY].add(ours is not None, weight, copies)
            sums.recall[ALIKE].add(alike, weight, copies)
            sums.recall[theirs[at]].add(alike, weight, copies)
        if ours is None or theirs is None:
            continue
        for question, mine, yours in zip(form.questions, ours, theirs, strict=True):
            # Mode, parties and days are judged where the label is right: of another event they would be others.
            if question.name == form.label or alike:
                sums.columns[question.name].add(same(question, mine, yours), weight, copies)


# ------------------------------------------------------------------ agreement


def _agreements(key: Key, coders: Sequence[Coder], seed: int) -> Iterator[Between]:
    machine = Coder(name=MACHINE, rows={row: keyed.codings for row, keyed in key.rows.items()})
    for left, right in combinations([*coders, machine], 2):
        yield from _between(key, left, right, seed)
    if len(coders) > 1:
        rows = list(key.rows)
        for column in (key.form.flag, key.form.label):
            labels = [[_label(key, coder, row, column) for row in rows] for coder in coders]
            yield Between(who=ALL, column=column, measure="alpha", agreement=alpha(labels, seed=seed))


def _between(key: Key, left: Coder, right: Coder, seed: int) -> Iterator[Between]:
    who, form = f"{left.name} – {right.name}", key.form
    both = [row for row in key.rows if row in left.rows and row in right.rows]
    for column in (form.flag, form.label):
        ours, theirs = ([_label(key, coder, row, column) for row in both] for coder in (left, right))
        yield Between(who=who, column=column, measure="kappa", agreement=kappa(ours, theirs, seed=seed))
    pairs = [pair for row in both for pair in paired(form, left.rows[row], right.rows[row])]
    for at, question in enumerate(form.questions):
        cells = [(a[at], b[at]) for a, b in pairs if a is not None and b is not None]
        if question.name == form.label:
            continue
        if question.sort is Sort.CODE:
            found = kappa([a for a, _ in cells], [b for _, b in cells], seed=seed)
            yield Between(who=who, column=question.name, measure="kappa", agreement=found)
            continue
        right_ones = sum(same(question, a, b) for a, b in cells)
        share = right_ones / len(cells) if cells else None
        interval = wilson(right_ones, len(cells)) if cells else None
        found = Agreement(value=share, interval=interval, units=len(cells), observed=share)
        yield Between(who=who, column=question.name, measure="share", agreement=found)


def _label(key: Key, coder: Coder, row: str, column: str) -> Label:
    """Return what a coder says of a sentence: whether it tells anything, or all labels in it; None: left out."""
    if row not in coder.rows:
        return None
    codings = coder.rows[row]
    if column == key.form.flag:
        return YES if codings else NO
    return labels_of(key.form, codings)
