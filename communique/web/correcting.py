"""What somebody puts right in a form, as changes of the record. No HTTP here."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from communique.errors import UsageError
from communique.record import Change, CorrectionKind, Record

LONGEST = 64_000
"""Bytes of a form at most: a name, a note and the ids of the people on a page fit in many times over."""
_FIELDS = 500
_WHO = 80
_NOTE = 500
_PAIRED = 60
"""Events a "different" sets one apart from at most."""
_OF_ONE = frozenset({CorrectionKind.SPEAKER, CorrectionKind.TYPE, CorrectionKind.STATUS, CorrectionKind.REJECT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The fields of a form, pairs of name and value in their order."""

    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, body: bytes) -> Sent:
        """Read a form (application/x-www-form-urlencoded); raises UsageError for one that is too long or none."""
        if len(body) > LONGEST:
            raise UsageError(f"a form of over {LONGEST:,} bytes is not read")
        try:
            words = body.decode("ascii")
            pairs = parse_qsl(words, keep_blank_values=True, max_num_fields=_FIELDS, errors="strict")
        except (ValueError, UnicodeError) as fault:
            raise UsageError("the form cannot be read") from fault
        return cls(fields=tuple(pairs))

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of a field that are not empty."""
        return tuple(value for key, value in self.fields if key == name and value)

    def one(self, name: str) -> str:
        """Return the last value of a field, "" where there is none."""
        return next(iter(self.all(name)[-1:]), "")


def name_of(given: str) -> str:
    """Return the name of who corrects, on one line and without characters that command a terminal; "" where none is
    left. A person called "rule" would pass for a decision of ours."""
    plain = "".join(char for char in given[: 4 * _WHO] if unicodedata.category(char)[0] != "C")
    words = " ".join(plain.split())[:_WHO].strip()
    return "" if words.casefold() == "rule" else words


def changes_of(kind: CorrectionKind, sent: Sent, *, who: str, at: str) -> tuple[Change, ...]:
    """Return the changes a form asks for; raises UsageError where it asks for none.

    "different" and "split" may name several others: an event told on four pages is set apart from the other three.
    """
    about, note = sent.one("about"), sent.one("note")[:_NOTE].strip() or None
    if not who:
        raise UsageError("a correction needs the name of who makes it")
    if not about:
        raise UsageError("nothing was chosen to be corrected")
    if kind in _OF_ONE:
        new = () if kind is CorrectionKind.REJECT else _new(kind, sent)
        return (Change(kind=kind, about=about, who=who, at=at, new=new, note=note),)
    others = tuple(dict.fromkeys(other for other in sent.all("other") if other != about))
    if not others:
        raise UsageError("nothing was chosen to be compared with")
    if len(others) > _PAIRED:
        raise UsageError(f"one can be set apart from {_PAIRED} others at most at a time")
    return tuple(Change(kind=kind, about=about, other=other, who=who, at=at, note=note) for other in others)


def _new(kind: CorrectionKind, sent: Sent) -> tuple[str, ...]:
    new = tuple(dict.fromkeys(sent.all("new")))
    if kind is not CorrectionKind.SPEAKER and len(new) != 1:
        raise UsageError(f"one {kind.value} has to be chosen")
    return new


def perform(record: Record, changes: Iterable[Change]) -> tuple[int, ...]:
    """Write the changes, all or none; return their numbers in the log."""
    with record.writing():
        return tuple(record.correct(change) for change in changes)


def take_back(record: Record, sent: Sent, *, who: str, at: str) -> int:
    """Take the correction back whose number the form gives; return the number of the row that does so."""
    number = sent.one("correction")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise UsageError("a correction is taken back by its number")
    if not who:
        raise UsageError("taking back needs the name of who does it")
    return record.undo(int(number), who=who, at=at, note=sent.one("note")[:_NOTE].strip() or None)


def last_of(record: Record, who: str) -> int:
    """Return the number of the last correction of ``who`` that stands; raises UsageError where there is none."""
    mine = [row.id for row in record.standing() if row.who == who]
    if not mine:
        raise UsageError(f"no correction of {who} is left to be taken back")
    return mine[-1]
