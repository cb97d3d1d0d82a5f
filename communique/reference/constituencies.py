"""Party and state as the American press prints them behind a name: "Ada Holm, D-Nev.", "(R-Ohio)"."""

from __future__ import annotations

from dataclasses import dataclass

from communique.reference.grammar import Grammar
from communique.reference.namesakes import POSTAL, STATES

_PARTIES = frozenset({"r", "d", "i"})
_WHOLE = frozenset({"alaska", "hawaii", "idaho", "iowa", "maine", "ohio", "texas", "utah"})
"""States that are never shortened."""


@dataclass(frozen=True, slots=True)
class Constituency:
    """What stands behind a name: whether a party does, besides the state, and the word after it all."""

    party: bool
    end: int


def state(form: str) -> bool:
    """Tell whether a word is the short form of an American state, with its dot: "nev.", "s.c."."""
    return form.endswith(".") and form.replace(".", "") in STATES


def _printed(grammar: Grammar, at: int) -> bool:
    """Tell whether word ``at`` is a state as a label prints it: "Nev.", "Ohio", "NV" in capitals."""
    form = grammar.form(at)
    if state(form) or form in _WHOLE:
        return True
    return len(form) == 2 and grammar.text(at, at + 1) in POSTAL


def after(grammar: Grammar, at: int) -> Constituency | None:
    """Read the label that begins at word ``at``: ", D-Nev.", "(D-NV", "(Nev.)"; None where there is none."""
    forms = grammar.forms
    if grammar.form(at) not in (",", "("):
        return None
    if grammar.form(at + 1).rstrip(".") in _PARTIES and grammar.form(at + 2) in ("-", "–", "‑", ","):
        return Constituency(True, min(at + 4, len(forms))) if _printed(grammar, at + 3) else None
    party, mark, where = grammar.form(at + 1).partition("-")
    if mark and party in _PARTIES:
        # One word of it: "R-Ohio" where the words are not cut at the hyphen.
        whole = where in _WHOLE or state(where) or grammar.text(at + 1, at + 2)[2:] in POSTAL
        return Constituency(True, min(at + 2, len(forms))) if whole else None
    if grammar.form(at) == "(" and state(grammar.form(at + 1)) and grammar.form(at + 2) == ")":
        return Constituency(False, at + 2)
    return None


def label(grammar: Grammar, words: range) -> bool:
    """Tell whether marked words are no more than such a label, or its state ("-Nev.", "D-Nev.", "Nev.")."""
    places = [i for i in words if grammar.form(i) not in ("-", "(", ")", ",")]
    pieces = [grammar.form(i) for i in places]
    cut = grammar.form(words.stop - 1) == "-" or grammar.form(words.stop) == "-"
    if pieces and cut and set(pieces) <= _PARTIES:
        # "R-" of "R-N.H.", cut at the hyphen
        return _printed(grammar, words.stop) or _printed(grammar, words.stop + 1)
    if not pieces or not _printed(grammar, places[-1]) or not set(pieces[:-1]) <= _PARTIES:
        return False
    return len(pieces) > 1 or grammar.form(words[0]) == "-" or grammar.form(words[0] - 1) in (",", "(", "-")


def town(grammar: Grammar, words: range) -> bool:
    """Tell whether a marked word is a town, by the state behind it: "Elko, Nev.". Towns are no people."""
    return len(words) == 1 and grammar.form(words.stop) == "," and state(grammar.form(words.stop + 1))
