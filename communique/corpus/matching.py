"""Whether two answers are the same, however they are typed: codes, names of parties, days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from communique.corpus.forms import Form, Question, Sort

Coding = tuple[str, ...]
"""The answers to the questions of a form, in their order."""

YES, NO = "yes", "no"
_YES = frozenset("y yes 1 true t x + j ja o oui s si sí wahr vrai verdadero vero".split())
_NO = frozenset("n no 0 false f - nein non não falsch faux falso".split())
_NOTHING = frozenset({"-", "–", "—", "none", "n/a", "na", "nobody", "unknown", "not told", "?", "0"})
_SMALL = frozenset("the a an of s and mr mrs ms dr".split())
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_EDTF = re.compile(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:T\d\d:\d\d(?::\d\d)?Z?)?[?~%]?")
_POINTS = re.compile(r"(\d\d?)\.\s?(\d\d?)\.\s?(\d{4})")
_SLASHES = re.compile(r"(\d\d?)[/-](\d\d?)[/-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})/(\d\d?)/(\d\d?)")
_WORDS = re.compile(r"(?:(\d\d?)(?:st|nd|rd|th)? )?([a-z]{3,9})\.?(?: (\d\d?)(?:st|nd|rd|th)?)?,? (\d{4})")


def read_flag(typed: str) -> str | None:
    """Return ``yes`` or ``no`` for what was typed, None where it is neither."""
    word = typed.strip().casefold()
    return YES if word in _YES else NO if word in _NO else None


def read_answer(question: Question, typed: str) -> str | None:
    """Return an answer in the form answers are compared in, "" for nothing told; None: it makes no sense."""
    if question.sort is Sort.CODE:
        wanted = _folded_code(typed)
        known = {_folded_code(code): code for code in question.codes}
        if wanted in known:
            return known[wanted]
    if not typed.strip() or typed.strip().casefold() in _NOTHING:
        return ""
    if question.sort is Sort.DATE:
        return read_date(typed)
    return None if question.sort is Sort.CODE else typed.strip()


def _folded_code(typed: str) -> str:
    return re.sub(r"[\s_-]+", "-", typed.strip().casefold()).rpartition(":")[2].strip("-")


def read_date(typed: str) -> str | None:
    """Return a day, month, year or interval in EDTF; None for what is none, or may be two ("03/04/2025")."""
    words = " ".join(typed.split()).rstrip(".")
    if "/" in words and not _SLASHES.fullmatch(words) and not _YEAR_FIRST.fullmatch(words):
        ends = [_one_date(part) for part in words.split("/")]
        return "/".join(end for end in ends if end) if len(ends) == 2 and all(ends) else None
    return _one_date(words)


def _one_date(words: str) -> str | None:
    if found := _EDTF.fullmatch(words):
        return _day(*found.groups())
    if found := _YEAR_FIRST.fullmatch(words):
        return _day(*found.groups())
    if found := _POINTS.fullmatch(words):
        return _day(found[3], found[2], found[1])
    if found := _SLASHES.fullmatch(words):
        first, second = int(found[1]), int(found[2])
        if first <= 12 and second <= 12 and first != second:
            return None
        return _day(found[3], *((second, first) if first > 12 else (first, second)))
    if found := _WORDS.fullmatch(words.casefold()):
        month = next((n for n, name in enumerate(_MONTHS, 1) if name.startswith(found[2])), None)
        return _day(found[4], month, found[1] or found[3]) if month else None
    return None


def _day(year: str | None, month: str | int | None = None, day: str | int | None = None) -> str | None:
    try:
        found = date(int(year or 0), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return found if day else found[:7] if month else found[:4]


def same(question: Question, left: str, right: str) -> bool:
    """Tell whether two answers to a question are the same; both empty are."""
    if question.sort is Sort.NAMES:
        return same_names(left, right)
    return left == right


def same_names(left: str, right: str) -> bool:
    """Tell whether two cells name the same parties, in any order.

    Parties stand between semicolons (or, where that gives nothing, commas and "and"), names of one party between
    bars. Two names are one party where all words of one are in the other and the one has the other's main word: "Voss"
    and "Foreign Minister Ada Voss", "Voss" and "President Voss of Norvia"; but not "Estmark" and "the army of Estmark".
    """
    if not left.strip() or not right.strip():
        return left.strip() == right.strip()
    return any(_matched(ours, theirs) for ours in _parties(left) for theirs in _parties(right))


def _parties(cell: str) -> list[list[str]]:
    """Return the parties of a cell, in each way it may be cut into them."""
    whole = [part for part in re.split(r"[;\n]", cell) if part.strip()]
    finer = [part for part in re.split(r"[;\n,]| and ", cell) if part.strip()]
    return [whole] if len(whole) == len(finer) or "|" in cell else [whole, finer]


def _matched(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return all(any(_one(a, b) for b in theirs) for a in ours) and all(any(_one(a, b) for a in ours) for b in theirs)


@lru_cache(maxsize=20_000)
def _one(left: str, right: str) -> bool:
    return any(_within(a, b) or _within(b, a) for a in _names(left) for b in _names(right))


def _within(short: _Name, long: _Name) -> bool:
    return short.words <= long.words and long.head in short.words


@dataclass(frozen=True, slots=True)
class _Name:
    """The words of a name, without case, accents, articles and the genitive's s; ``head``: what it is a name of."""

    words: frozenset[str]
    head: str


def _names(party: str) -> list[_Name]:
    found = []
    for name in party.split("|"):
        plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
        words = re.findall(r"\w+", plain)
        before = re.findall(r"\w+", re.split(r",| (?:of|for|in|from) ", plain, maxsplit=1)[0])
        kept = [word for word in words if word not in _SMALL] or words
        heads = [word for word in before if word in kept] or kept
        if kept:
            found.append(_Name(frozenset(kept), heads[-1]))
    return found


def paired(form: Form, left: Sequence[Coding], right: Sequence[Coding]) -> list[tuple[Coding | None, Coding | None]]:
    """Pair what two coders have in one sentence: same labels first, then what has more answers in common.

    None stands opposite to what only one of them has.
    """
    at = [question.name for question in form.questions].index(form.label)
    likeness = sorted(
        (
            (
                a[at] != b[at],
                -sum(same(question, *cells) for question, *cells in zip(form.questions, a, b, strict=True)),
                i,
                j,
            )
            for i, a in enumerate(left)
            for j, b in enumerate(right)
        )
    )
    pairs: list[tuple[Coding | None, Coding | None]] = []
    ours, theirs = set(range(len(left))), set(range(len(right)))
    for _, _, i, j in likeness:
        if i in ours and j in theirs:
            pairs.append((left[i], right[j]))
            ours.discard(i)
            theirs.discard(j)
    pairs += [(left[i], None) for i in sorted(ours)]
    return pairs + [(None, right[j]) for j in sorted(theirs)]
