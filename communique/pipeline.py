"""One page in, one account out: the four stages in their order, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from communique.article import extract
from communique.fact import find_facts
from communique.model import Account, Page, Rejection, digest
from communique.reading import Reader
from communique.reference import Atlas, dated, refer
from communique.version import __version__


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What a page is read with: the trained reader and the compiled facts about the world."""

    reader: Reader
    atlas: Atlas

    @classmethod
    def load(cls, *, actors: str | Path | None = None) -> Self:
        """Load the reader and the atlas shipped with the package.

        ``actors``: a CSV file with actors of your own, whose rows win over the atlas's (the columns are told in
        ``reference.own_actors``); ``atlas.faults`` has a line for each row that could not be used. Raises
        InstallationError when a shipped file is missing or damaged, UsageError when ``actors`` cannot be read.
        """
        return cls(atlas=Atlas.load(actors=actors), reader=Reader.load())

    @property
    def made_by(self) -> str:
        """Digest of everything that decides what a page's account says: package version, reader and atlas."""
        return digest(__version__, self.reader.digest, self.atlas.digest)


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
    return Account(
        article=reading.article,
        references=references,
        facts=find_facts(reading, references),
        made_by=tools.made_by,
        reader=tools.reader.name,
        reading=tools.reader.typed(reading) if keep_reading else None,
    )
