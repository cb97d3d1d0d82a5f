"""The event words as data: ``lexicon.tsv`` read once into rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from communique.errors import InstallationError
from communique.fact.tables import table_lines
from communique.model import EventType


@dataclass(frozen=True, slots=True)
class Row:
    """What a word means as an event when its conditions hold; the columns are explained in ``lexicon.tsv``."""

    lemma: str
    tag: str
    when: tuple[str, ...]
    type: EventType
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    equal: bool


@cache
def rows() -> MappingProxyType[tuple[str, str], tuple[Row, ...]]:
    """Return the rows for each (lemma, tag), in the order in which they are tried.

    Raises InstallationError when the table is damaged.
    """
    table: dict[tuple[str, str], tuple[Row, ...]] = {}
    for line in table_lines("lexicon.tsv"):
        cells = line.split("\t")
        if len(cells) != 7:
            raise InstallationError(f"lexicon.tsv: not seven columns: {line!r}")
        lemmas, tag, when, kind, mode, actors, recipients = cells
        for lemma in lemmas.split():
            row = Row(
                lemma=lemma,
                tag=tag,
                when=() if when == "-" else tuple(when.split()),
                type=EventType(kind),
                mode=None if mode == "-" else mode,
                actors=tuple(actors.split(",")),
                recipients=tuple(r for r in recipients.removeprefix("=").split(",") if r != "-"),
                equal=recipients.startswith("="),
            )
            table[lemma, tag] = (*table.get((lemma, tag), ()), row)
    return MappingProxyType(table)


@cache
def cue_acts() -> MappingProxyType[str, str]:
    """Return the speech act that each cue lemma of ``cues.tsv`` performs (values of ``Act``)."""
    acts: dict[str, str] = {}
    for line in table_lines("cues.tsv"):
        act, lemmas = line.split("\t")
        acts |= {lemma: act for lemma in lemmas.split() if lemma not in acts}
    return MappingProxyType(acts)
