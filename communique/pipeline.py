"""One page in, one account out: the four stages in their order, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from communique.article import extract
from communique.fact import Issues, find_record
from communique.model import Account, Event, Fact, Page, Reading, Rejection, Vector, digest
from communique.reading import Reader
from communique.reference import Atlas, dated, refer
from communique.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a page is read with: the trained reader and the compiled facts about the world."""

    reader: Reader
    atlas: Atlas
    issues: Issues = field(default_factory=Issues.load)

    @classmethod
    def load(
        cls, *, actors: str | Path | None = None, issues: str | Path | None = None, threads: int | None = None
    ) -> Self:
        """Load the reader and the atlas shipped with the package.

        ``actors``: a CSV file with actors of your own, whose rows win over the atlas's (the columns are told in
        ``reference.own_actors``); ``atlas.faults`` has a line for each row that could not be used. ``issues``: a file
        with issues of your own, added to the shipped ones (the notation is told in ``fact.issues``).
        ``threads`` as ``Reader`` takes them. Raises InstallationError when a shipped file is missing or damaged,
        UsageError when a file given cannot be read.
        """
        own = Issues.load(Path(issues) if issues else None)
        return cls(atlas=Atlas.load(actors=actors), reader=Reader.load(threads), issues=own)

    @property
    def made_by(self) -> str:
        """Digest of everything that decides what a page's account says: package version, reader, atlas and issues."""
        return digest(__version__, self.reader.digest, self.atlas.digest, self.issues.digest)


def read_page(page: Page, tools: Tools, *, keep_reading: bool = False) -> Account | Rejection:
    """Read one page: extract its article, read it, resolve what it refers to, find its facts.

    Pure: the same page and tools give an equal Account, on any machine, in any order. A page that
    holds no article in a language the reader knows comes back as a Rejection, never as an exception.
    With ``keep_reading`` the account also carries what the encoder saw, its events typed.
    """
    article = extract(page)
    if isinstance(article, Rejection):
        return article
    reading = dated(tools.reader.read(article), tools.atlas)
    references = refer(reading, tools.atlas)
    found = find_record(reading, references, tools.issues)
    return Account(
        article=reading.article,
        references=references,
        facts=found.facts,
        positions=found.positions,
        open_issues=found.open_issues,
        made_by=tools.made_by,
        reader=tools.reader.name,
        reading=tools.reader.typed(reading) if keep_reading else None,
        vectors=vectors_of(reading, found.facts),
    )


def vectors_of(reading: Reading, facts: Iterable[Fact]) -> tuple[Vector, ...]:
    """Return the vector of each event of a page: that of the first word of its cue that the reader has one for."""
    known = dict(reading.vectors)
    out = []
    for fact in facts:
        if isinstance(fact, Event):
            words = (word for shown in fact.evidence for word in reading.words_in(shown.cue))
            values = next((known[word] for word in words if word in known), None)
            out += [Vector(of=fact.id, values=values)] if values else []
    return tuple(out)
