"""Which nouns are plans and agreements: one table (``plans.tsv``), and what must stand around each sort."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from communique.fact.tables import table_lines
from communique.model import ProposalStatus


class Sort(StrEnum):
    """What sort of thing a noun names; ``is_a_thing`` tells what a page must say of it beside the noun."""

    PACT = "pact"
    DEAL = "deal"
    TRUCE = "truce"
    PLAN = "plan"
    BILL = "bill"
    STANDING = "standing"
    PAPER = "paper"
    GENERIC = "generic"


class Mark(StrEnum):
    """What a page says of a plan that makes it a thing of its own.

    POINTS "a six-point plan"; NAMED "the Treaty of Norvia"; KIND "a peace plan"; SIDES "the deal with Estmark";
    DEFINITE "the peace deal", beside a kind or a side; AUTHOR "Norvia's plan"; FATE "they signed an agreement";
    SIGNED the same of a signature; PURPOSE "a plan to end the siege"; TOLD "the draft Voss took to Oslo";
    BROKERED "a UN-brokered truce".
    """

    POINTS = "points"
    NAMED = "named"
    KIND = "kind"
    SIDES = "sides"
    DEFINITE = "definite"
    AUTHOR = "author"
    FATE = "fate"
    SIGNED = "signed"
    PURPOSE = "purpose"
    TOLD = "told"
    BROKERED = "brokered"


def _table() -> MappingProxyType[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in table_lines("plans.tsv"):
        name, lemmas = line.split("\t")
        found[name] = found.get(name, frozenset()) | frozenset(lemmas.split())
    return MappingProxyType(found)


WORDS = _table()
"""Class of words -> lemmas."""

SORTS = MappingProxyType({lemma: sort for sort in Sort for lemma in WORDS[sort.value]})
"""Lemma of a noun -> its sort."""

FATES = MappingProxyType(
    {lemma: status for status in ProposalStatus for lemma in WORDS.get(f"fate:{status.value}", ())}
)
"""Lemma of a verb or noun -> what it does to a plan."""

PHRASES = MappingProxyType(
    {tuple(words.split("+")): status for status in ProposalStatus for words in WORDS.get(f"phrase:{status.value}", ())}
)
"""(verb, particle) -> what they do to a plan: "put forward"."""

_STRONG = frozenset({Mark.POINTS, Mark.NAMED})


def takes_up(lemma: str, earlier: str) -> bool:
    """Tell whether "the ``lemma``" may mean an ``earlier`` told before: "the bill … the measure"."""
    return lemma in {earlier, "version"} or lemma in WORDS.get(f"again:{earlier}", frozenset())


def is_a_thing(sort: Sort, marks: frozenset[Mark]) -> bool:
    """Tell whether the page says enough of a plan to make it a fact.

    Numbered points or a name are enough for anything but a law that has long been in force ("the Charter"),
    which must have its fate told on the page. A treaty or a bill needs one thing more than the noun ("a bill to ban
    the mines"), a plan or deal two ("Norvia's plan was rejected", "the trade deal"). A truce must be brokered or
    signed; a paper signed, and more; "the measure" is never a plan by itself.
    """
    if sort is Sort.STANDING:
        return Mark.FATE in marks and bool(marks - {Mark.FATE, Mark.SIGNED, Mark.BROKERED, Mark.DEFINITE})
    if marks & _STRONG:
        return True
    if sort in {Sort.PACT, Sort.BILL}:
        return bool(marks - {Mark.DEFINITE})
    if sort is Sort.TRUCE:
        return bool(marks & {Mark.FATE, Mark.BROKERED, Mark.AUTHOR})
    if sort is Sort.PAPER:
        return Mark.SIGNED in marks and len(marks - {Mark.DEFINITE, Mark.FATE, Mark.SIGNED}) > 0
    if sort is Sort.GENERIC:
        return False
    return len(marks - {Mark.SIGNED}) > 1
