"""A run opened for research: its tables, its accounts, and frames of what the pages tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from os import PathLike
from pathlib import Path
from typing import Self

import pyarrow as pa

from communique.corpus import events, sayings
from communique.corpus.described import described
from communique.corpus.folder import About, Folder
from communique.corpus.looks import Look
from communique.corpus.part import KINDS, Part, parts_of
from communique.corpus.rows import Rows
from communique.corpus.told import Columns
from communique.errors import TableError, UsageError
from communique.model import Account
from communique.tables import TABLES, accounts

_BY = ("cue", "verb"), ("condition", "condition")
_EVENTS = Look(
    title="events",
    columns=("date_edtf", "type", "root", "mode", "status", "actor_names", "recipient_names", "place_name", "said_by",
             "sentence"),
    marks=(("actor_spans", "who"), ("recipient_spans", "to whom"), *_BY),
)  # fmt: skip
_MEETINGS = Look(
    title="meetings",
    columns=("date_edtf", "status", "participant_names", "host_name", "mediator_name", "round", "duration", "venue",
             "place_name", "sentence"),
    marks=(("participant_spans", "who"), *_BY),
)  # fmt: skip
_STATEMENTS = Look(
    title="statements",
    columns=("date_edtf", "act", "speaker_names", "addressee_names", "sourcing", "content", "sentence"),
    marks=(("source_spans", "who"), ("addressee_spans", "to whom"), ("cue", "verb"), ("content_spans", "said")),
)
_PROPOSALS = Look(
    title="proposals",
    columns=("date_edtf", "name", "author_name", "points", "status", "terms", "sentence"),
    marks=(("cue", "verb"), ("term_spans", "said")),
)
_POSITIONS = Look(
    title="positions",
    columns=("date_edtf", "party_name", "issue", "stance", "words", "sentence"),
    marks=(("cue", "verb"), ("word_spans", "said")),
)


class Run:
    """A run: a folder that ``communique run`` made.

    Frames (``events``, ``statements``, ``meetings``, ``proposals``, ``positions``) have a row for each fact, with words
    and names in the place of ids; tables (``articles``, ``facts``, ``evidence`` ...) are the files as they are. Each
    is read when it is asked for, part by part.
    """

    def __init__(self, folder: Folder) -> None:
        """Take an opened folder; raises UsageError where files of it are gone."""
        self._folder = folder
        self._parts = parts_of(folder)

    @classmethod
    def open(cls, folder: str | PathLike[str]) -> Self:
        """Open the folder of a finished run; raises UsageError where there is none."""
        return cls(Folder.open(Path(folder)))

    @property
    def path(self) -> Path:
        """The folder."""
        return self._folder.path

    @property
    def about(self) -> About:
        """What the run says of itself: versions, options, sources."""
        return self._folder.about

    def __repr__(self) -> str:
        counts = ", ".join(f"{self._folder.rows(name):,} {name}" for name in ("articles", "facts", "rejections"))
        return f"<run {self.path}: {counts}>"

    # ---------------------------------------------------------------- frames

    def events(self, ontology: str = "plover") -> Rows:
        """Return a row for each event, coded in PLOVER 2.0 (``plover``) or by CAMEO's roots (``cameo``).

        ``date_...`` are empty where the page does not say when: the day of publication (``published``) never stands
        in. All statuses are here: what was planned, demanded or denied has its column. Raises UsageError for another
        ontology.
        """
        if ontology not in events.ONTOLOGIES:
            raise UsageError(f"no ontology {ontology!r}; known are {', '.join(events.ONTOLOGIES)}")
        return self._frame(_EVENTS, lambda part: events.events(part, ontology))

    def meetings(self) -> Rows:
        """Return a row for each meeting, visit and call, held or planned or called off."""
        return self._frame(_MEETINGS, events.meetings)

    def statements(self) -> Rows:
        """Return a row for each statement: who said what to whom, in the words of the page."""
        return self._frame(_STATEMENTS, sayings.statements)

    def proposals(self) -> Rows:
        """Return a row for each plan, draft or deal, and what became of it."""
        return self._frame(_PROPOSALS, sayings.proposals)

    def positions(self) -> Rows:
        """Return a row for each stand a party takes on an issue, by one article."""
        return self._frame(_POSITIONS, sayings.positions)

    def _frame(self, look: Look, made: Callable[[Part], Columns]) -> Rows:
        tables = []
        for part in self._parts or (Part({}),):
            try:
                tables.append(described(look.title, made(part)))
            except pa.ArrowException as fault:
                raise TableError(
                    f"{self.path}: the tables make no sense: {' '.join(str(fault).split())[:200]}"
                ) from fault
        columns = tuple(name for name in look.columns if name in tables[0].column_names)
        return Rows(pa.concat_tables(tables), Look(title=look.title, columns=columns, marks=look.marks))

    # ---------------------------------------------------------------- tables, as they are

    def table(self, name: str) -> Rows:
        """Return a table of the run by its name; raises UsageError for one that no run has."""
        if name not in KINDS:
            raise UsageError(f"no table {name!r}; a run has {', '.join(KINDS)}")
        parts = [part.read(name) for part in self._parts or (Part({}),)]
        return Rows(pa.concat_tables(parts), Look(title=name.replace("_", " "), columns=()))

    def articles(self) -> Rows:
        """Return the articles: each page's one text, its blocks and its header."""
        return self.table("articles")

    def facts(self) -> Rows:
        """Return all facts: events, statements, proposals and situations, with ids in the place of names."""
        return self.table("facts")

    def evidence(self) -> Rows:
        """Return the sentences facts and open issues rest on."""
        return self.table("evidence")

    def actors(self) -> Rows:
        """Return who acts, article by article."""
        return self.table("actors")

    def places(self) -> Rows:
        """Return the places, article by article."""
        return self.table("places")

    def mentions(self) -> Rows:
        """Return the words that mean an actor, a place or nobody known."""
        return self.table("mentions")

    def times(self) -> Rows:
        """Return the words that mean a time."""
        return self.table("times")

    def open_issues(self) -> Rows:
        """Return the issues that pages say are open."""
        return self.table("open_issues")

    def rejections(self) -> Rows:
        """Return the pages that gave no account, and why."""
        return self.table("rejections")

    def failures(self) -> Rows:
        """Return the pages that were not read to the end, and why."""
        return self.table("failures")

    def accounts(self) -> Iterator[Account]:
        """Yield the account of each article, part by part; raises TableError where files hold what makes no sense."""
        for part in self._parts:
            yield from accounts({kind.name: part.read(kind.name) for kind in TABLES})


def open_run(folder: str | PathLike[str]) -> Run:
    """Open the folder that ``communique run`` made; raises UsageError where there is none, or it is not finished."""
    return Run.open(folder)
