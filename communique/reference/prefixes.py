"""Titles that a reader took into a person's name: "Harbour Committee Chairman Ada Voss"."""

from __future__ import annotations

from communique.reference.atlas import Atlas
from communique.reference.grammar import Grammar
from communique.reference.lexicon import lexicon
from communique.reference.names import HONORIFICS, tokens

_MOST = 9
_STATE = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY", "PTY", "IGO"})
_GRADES = frozenset({"1st", "2nd", "3rd", "first", "second", "third"})
_SERVICES = frozenset({"army", "navy", "air force", "marine corps"})
_RANKS = frozenset(f"{rank}." for rank, (_, sector) in HONORIFICS.items() if sector == "MIL")
_PAST = frozenset({"former", "ex", "retired", "ousted", "late"})
OVER = frozenset({"GOV", "LEG", "JUD", "MIL"})
"""Sectors of those who are of the elites once they are out of office."""
_AMERICAN = frozenset(
    {"petty officer", "chief petty officer", "senior chief petty officer", "master chief petty officer", "senior chief",
     "special warfare operator", "gunnery sergeant", "master sergeant", "chief warrant officer"}
)  # fmt: skip


def titled(grammar: Grammar, atlas: Atlas, words: range) -> int:
    """Return how many of a marked name's first words are a title: 4 of "Norvian Harbour Committee Chairman Ada Voss".

    Two words at least, the last of them an office, and a name behind. What begins with a given name is a name:
    "Martin Judge Holm", "Ada Lord Mayor". "Navy Petty Officer 1st Class Holm": a grade goes with its rank.
    """
    first, last = words.start, min(words.stop, words.start + _MOST)
    if len(words) < 3 or atlas.gender(grammar.form(first)) is not None:
        return 0
    for stop in range(last - 1, first + 1, -1):
        if grammar.form(stop - 1).endswith(".") and grammar.form(stop - 1).rstrip(".") in HONORIFICS:
            return stop - first
        end = ungraded(grammar, stop)
        found = lexicon().head(grammar.forms[first:end]) if end > first else None
        if found is None or found[0].sort != "one" or found[0].sector not in _STATE or found[2]:
            continue
        if tokens(grammar.text(stop, words.stop)):
            return stop - first
    return 0


def portfolio(grammar: Grammar, atlas: Atlas, words: range) -> int:
    """Return where a name begins behind what an office is for: at "Ada" of "for the Middle East Ada Voss".

    The name begins behind a region or country the atlas knows, or at a given name; else where ``words`` do.
    """
    at = words.start + 1
    if grammar.form(words.start) not in ("for", "of") or len(words) < 3:
        return words.start
    at += grammar.form(at) == "the"
    for stop in range(min(at + 4, words.stop - 1), at, -1):
        part = grammar.text(at, stop)
        if atlas.region(part) is not None or atlas.country(part) is not None:
            return stop
    given = (i for i in range(at + 1, words.stop - 1) if atlas.gender(grammar.form(i)) is not None)
    return next(given, words.start)


def ungraded(grammar: Grammar, stop: int) -> int:
    """Return where a rank that goes on up to word ``stop`` ends without its grade: "Petty Officer | 1st Class"."""
    return stop - 2 if grammar.form(stop - 1) == "class" and grammar.form(stop - 2) in _GRADES else stop


def former(grammar: Grammar, at: int) -> bool:
    """Tell whether the short title at word ``at`` is no longer held: "former Gov. Ada Voss", "retired Gen. Holm"."""
    for i in range(at - 1, max(-1, at - 6), -1):
        if not grammar.together(i, at) or grammar.tag(i) in ("VERB", "ADP", "CCONJ", "PRON"):
            return False
        if grammar.form(i) in _PAST or grammar.form(i).startswith("ex-"):
            return True
    return False


def american(grammar: Grammar, first: int) -> bool:
    """Tell whether a service and a short rank stand before word ``first``: "Army Lt. Gen. Ada Voss".

    Only the American forces and their press write so; others say "Gen. Voss of the Norvian army".
    """
    at = first
    while grammar.together(at - 1, first) and grammar.form(at - 1) in _RANKS:
        at -= 1
    if at == first or not grammar.together(at - 1, first) or not _capital(grammar, at - 1):
        return False
    return _service(grammar, at - 1)


def american_rank(grammar: Grammar, title: str, head: int) -> bool:
    """Tell whether a title that ends at word ``head`` is an American rank with its service: "Navy Petty Officer"."""
    if title not in _AMERICAN:
        return False
    at = head - len(title.split())
    return _capital(grammar, at) and _service(grammar, at)


def _service(grammar: Grammar, at: int) -> bool:
    """Tell whether the name of a service ends at word ``at``, with no other name before it as in "Royal Navy"."""
    name = grammar.form(at)
    if name in ("force", "corps"):
        at -= 1
        name = f"{grammar.form(at)} {name}"
    owned = at > 0 and grammar.together(at - 1, at) and _capital(grammar, at - 1) and grammar.tag(at - 1) != "DET"
    return name in _SERVICES and not owned


def _capital(grammar: Grammar, i: int) -> bool:
    return i >= 0 and grammar.reading.article.text[grammar.reading.words[i].start].isupper()
