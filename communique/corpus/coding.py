"""Filled sheets, read: what each coder has in each sentence, and every mistake with the number of its row."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.corpus.forms import NOTE, Form, Question, Sort, form_of
from communique.corpus.matching import NO, YES, Coding, read_answer, read_flag
from communique.corpus.sheets import Line, questions_of, read_lines
from communique.errors import UsageError
from communique.export.wording import clipped

_MOST_OF_A_ROW = 40
_DIGEST = re.compile(r"\w", re.ASCII)
_MOST_MISTAKES = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What cannot be used in a sheet. ``line``: its row as the spreadsheet numbers it."""

    sheet: str
    line: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """A row of the key: what it stands for, and what the machine found in it. ``empty``: drawn because of nothing."""

    weight: float
    empty: bool
    codings: tuple[Coding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The key of a sample."""

    form: Form
    made_by: str
    rows: Mapping[str, Keyed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """What one coder has, row by row: nothing is an empty tuple, a row that was left out is missing."""

    name: str
    rows: Mapping[str, tuple[Coding, ...]]


def read_key(name: str, data: bytes) -> Key:
    """Read the key of a sample; raises UsageError where it is none."""
    rows: dict[str, Keyed] = {}
    form: Form | None = None
    made_by = ""
    for line in read_lines(name, data):
        cells = line.cells
        form = form or form_of(cells.get("what", ""))
        made_by = made_by or "".join(_DIGEST.findall(cells.get("made_by", "")[:64]))
        try:
            weight = float(cells["weight"])
        except (KeyError, ValueError):
            weight = 0.0
        if not 0 < weight < 1e12 or "stratum" not in cells:
            raise UsageError(f"{name}: line {line.number} is no line of a key; was the key changed?")
        before = rows.get(cells["row"], Keyed(weight=weight, empty=cells["stratum"] == "without", codings=()))
        if not cells.get("fact"):
            rows[cells["row"]] = before
            continue
        answers = tuple(read_answer(question, cells.get(question.name, "")) or "" for question in form.questions)
        if len(before.codings) < _MOST_OF_A_ROW:
            codings = (*before.codings, _labelled(form, answers))
            rows[cells["row"]] = Keyed(weight=weight, empty=before.empty, codings=codings)
    if form is None:
        raise UsageError(f"{name}: a key without rows")
    return Key(form=form, made_by=made_by, rows=rows)


def _labelled(form: Form, answers: Coding) -> Coding:
    if not form.unlabelled:
        return answers
    return tuple(
        answer or form.unlabelled if question.name == form.label else answer
        for question, answer in zip(form.questions, answers, strict=True)
    )


def read_coder(name: str, data: bytes, key: Key) -> tuple[Coder, tuple[Mistake, ...]]:
    """Read a filled sheet. A row with a mistake is left out as a whole, and told.

    Raises UsageError for a file that is no sheet, or one of another sample.
    """
    form = key.form
    rows: defaultdict[str, list[Coding]] = defaultdict(list)
    mistakes: list[Mistake] = []
    spoilt: set[str] = set()
    strangers = lines = 0
    for line in read_lines(name, data):
        lines += 1
        missing = [column for column in questions_of(form.what) if column not in line.cells]
        if missing and lines == 1:
            raise UsageError(f"{name}: the first line has no column {missing[0]!r}; was it taken out?")
        row = line.cells["row"].casefold()
        faults = list(_faults(line, form)) if row in key.rows else [f"there is no row {row!r} in the key"]
        strangers += row not in key.rows
        if not faults and len(rows[row]) > _MOST_OF_A_ROW:
            faults = [f"row {row!r} comes more than {_MOST_OF_A_ROW} times"]
        if faults:
            spoilt.add(row)
            mistakes += [Mistake(sheet=name, line=line.number, words=fault) for fault in faults]
        elif (coding := _coding(line, form)) is not None:
            rows[row].append(coding)
        if len(mistakes) > _MOST_MISTAKES:
            raise UsageError(f"{name}: more than {_MOST_MISTAKES:,} mistakes; is it a sheet of this sample?")
    if not lines or strangers == lines:
        raise UsageError(f"{name}: no row of this sheet is in the key; is it a sheet of another sample?")
    kept = {row: tuple(coding for coding in some if coding) for row, some in rows.items() if some and row not in spoilt}
    return Coder(name=name, rows=kept), tuple(mistakes)


def _filled(line: Line, form: Form) -> bool:
    return any(line.cells.get(name) for name in form.names if name not in {form.flag, NOTE})


def _faults(line: Line, form: Form) -> Iterator[str]:
    flag = line.cells.get(form.flag, "")
    told = read_flag(flag)
    if flag.strip() and told is None:
        yield f"{form.flag} is {_short(flag)}; y or n"
        return
    if told == NO and _filled(line, form):
        yield f"{form.flag} is n, but there is more in the row"
        return
    for question in form.questions if told == YES or _filled(line, form) else ():
        typed = line.cells.get(question.name, "")
        answer = read_answer(question, typed)
        if answer is None:
            yield f"{question.name} is {_short(typed)}; {_advice(question, typed)}"
        elif not answer and question.needed:
            yield f"there is no {question.name}"


def _short(typed: str) -> str:
    return repr(clipped(typed, 40))


def _advice(question: Question, typed: str) -> str:
    if question.sort is Sort.DATE:
        return "write days as 2025-12-02"
    near = difflib.get_close_matches(typed.strip().casefold()[:40], [code.casefold() for code in question.codes], n=1)
    known = {code.casefold(): code for code in question.codes}
    return f"did you mean {known[near[0]]}?" if near else "not one of the codes in the legend"


def _coding(line: Line, form: Form) -> Coding | None:
    """Return what a line without faults has: the answers, () for nothing in the sentence, None for a row left out."""
    told = read_flag(line.cells.get(form.flag, ""))
    if told == NO:
        return ()
    if told is None and not _filled(line, form):
        return None
    return _labelled(form, tuple(read_answer(q, line.cells.get(q.name, "")) or "" for q in form.questions))


def labels_of(form: Form, codings: Sequence[Coding]) -> str:
    """Return what a sentence is by its labels: all of them in order, "none" where there is nothing."""
    at = [question.name for question in form.questions].index(form.label)
    return "+".join(sorted(coding[at] for coding in codings)) or "none"
