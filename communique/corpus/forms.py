"""What coders fill in: the columns of a sheet of events, statements or meetings, and the codes allowed in each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from communique.errors import UsageError
from communique.model.kinds import KINDS


class What(StrEnum):
    """What a sheet is about."""

    EVENTS = "events"
    STATEMENTS = "statements"
    MEETINGS = "meetings"


class Sort(StrEnum):
    """How answers in a column are compared."""

    CODE = "code"
    NAMES = "names"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A column to fill. ``column``: of the table of facts, where the machine's answer stands; ``asked``: in words.

    ``needed``: an answer must be there wherever there is an event (a statement, a meeting) at all.
    """

    name: str
    sort: Sort
    column: str
    asked: str
    codes: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sheet: ``flag`` is the yes or no of a row, ``label`` the column figures are told by.

    ``unlabelled`` stands where that column may be empty: a meeting that is neither visit nor call.
    """

    what: What
    one: str
    flag: str
    label: str
    questions: tuple[Question, ...]
    unlabelled: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Columns to fill, in their order."""
        return (self.flag, *(question.name for question in self.questions), NOTE)

    @property
    def fields(self) -> tuple[str, ...]:
        """Columns of the table of facts with the machine's answers."""
        return tuple(question.column for question in self.questions)


NOTE = "note"
NAMES_OF = {"place": "places"}
"""Whose names a column of ids means, where it is not the actors'."""


def _codes(sort: str, within: str = "") -> tuple[str, ...]:
    return tuple(kind.name.removeprefix(within) for kind in KINDS if kind.sort == sort and kind.name.startswith(within))


def _modes() -> tuple[str, ...]:
    return tuple(sorted({name.partition(":")[2] for name in _codes("mode")}))


_STATUS = Question(
    name="status", sort=Sort.CODE, column="status", asked="whether it took place", codes=_codes("status"), needed=True
)
_DATE = Question(
    name="date", sort=Sort.DATE, column="when_edtf", asked="when, as 2025-12-02, 2025-12 or 2025; empty: not told"
)
_FORMS = (
    Form(
        what=What.EVENTS,
        one="event",
        flag="is_event",
        label="type",
        questions=(
            Question(
                name="type", sort=Sort.CODE, column="type", asked="what is done", codes=_codes("type"), needed=True
            ),
            Question(name="mode", sort=Sort.CODE, column="mode", asked="how; empty: no mode fits", codes=_modes()),
            _STATUS,
            Question(name="actor", sort=Sort.NAMES, column="actors", asked="who does it; several: A; B"),
            Question(name="recipient", sort=Sort.NAMES, column="recipients", asked="to whom; empty: not told"),
            _DATE,
        ),
    ),
    Form(
        what=What.STATEMENTS,
        one="statement",
        flag="is_statement",
        label="act",
        questions=(
            Question(
                name="act", sort=Sort.CODE, column="act", asked="what is done by it", codes=_codes("act"), needed=True
            ),
            Question(name="speaker", sort=Sort.NAMES, column="speakers", asked="who says it; empty: nobody is named"),
            Question(name="addressee", sort=Sort.NAMES, column="addressees", asked="to whom; empty: not told"),
            Question(
                name="form",
                sort=Sort.CODE,
                column="form",
                asked="all in quotation marks, none, or partly",
                codes=("direct", "indirect", "mixed"),
                needed=True,
            ),
        ),
    ),
    Form(
        what=What.MEETINGS,
        one="meeting",
        flag="is_meeting",
        label="mode",
        unlabelled="meeting",
        questions=(
            Question(
                name="mode",
                sort=Sort.CODE,
                column="mode",
                asked="how; empty: no mode fits",
                codes=_codes("mode", "CONSULT:"),
            ),
            _STATUS,
            Question(name="participants", sort=Sort.NAMES, column="meeting_participants", asked="who meets; A; B"),
            Question(name="host", sort=Sort.NAMES, column="meeting_host", asked="who receives; empty: not told"),
            Question(name="place", sort=Sort.NAMES, column="place", asked="town or country; empty: not told"),
            _DATE,
        ),
    ),
)


def form_of(what: str) -> Form:
    """Return the form of a sheet; raises UsageError for a word that is none."""
    found = next((form for form in _FORMS if form.what == what), None)
    if found is None:
        raise UsageError(f"{what!r} is nothing that is coded; there are {', '.join(What)}")
    return found


def legend(form: Form) -> str:
    """Return the page that goes with a sheet: how to fill it in, and what the codes mean."""
    return "\n".join(_legend(form)) + "\n"


def _legend(form: Form) -> Iterator[str]:
    one = ("an " if form.one[0] in "aeiou" else "a ") + form.one
    yield f"How to fill in this sheet of {form.what}"
    yield ""
    yield "Each row is a sentence, in the column 'sentence'; 'before' and 'after' are its neighbours."
    yield f"Judge by what the text says, not by what you know. Some rows do not tell of {one}."
    yield ""
    yield f"  {form.flag:<14}y or n: does the sentence tell of {one}? Left empty: the row is left out."
    for question in form.questions:
        yield f"  {question.name:<14}{question.asked}"
    yield f"  {NOTE:<14}whatever you like; it is not counted"
    yield ""
    yield f"A sentence with two {form.what}: copy its row, with the same 'row', and fill in the second one there."
    yield "People and parties: by the names the text has for them, pronouns resolved; semicolons between several."
    yield "Leave the column 'row' and the first line as they are."
    for question in form.questions:
        if question.sort is Sort.CODE:
            yield ""
            yield f"{question.name}"
            yield from _meanings(question)


def _meanings(question: Question) -> Iterator[str]:
    sort = {"type": "type", "mode": "mode", "status": "status", "act": "act"}.get(question.name)
    if sort is None:
        yield "  " + ", ".join(question.codes)
        return
    for kind in KINDS:
        name = kind.name.partition(":")[2] if sort == "mode" else kind.name
        if kind.sort == sort and name in question.codes:
            where = f" ({kind.name.partition(':')[0]})" if sort == "mode" else ""
            yield f"  {name + where:<28}{kind.definition} {kind.example}"
