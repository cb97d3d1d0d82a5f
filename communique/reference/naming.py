"""What a body is by the words of its name: "Norvia Herald", "Estmark Motors", "Institute for Peace in Norvia"."""

from __future__ import annotations

from itertools import pairwise

from communique.reference.cast import Cast
from communique.reference.lexicon import Noun, lexicon

PAPERS = frozenset(
    "herald times news post gazette tribune chronicle telegraph observer courier journal examiner sentinel bulletin "
    "radio tv television zeitung tageblatt nachrichten rundschau presse daily weekly magazine star mirror".split()
)
"""Last words of the names of papers and stations: "Norvia Herald"; alone only where "the Post reported"."""
_REPORTS = frozenset("reported reports wrote writes said says learned quoted cited published noted".split())
_FIRMS = frozenset(
    "inc corp ltd llc plc gmbh ag airlines airways motors holdings holding industries pharmaceuticals technologies "
    "telecom energy petroleum steel insurance securities partners capital associates exchange entertainment "
    "co incorporated limited bancorp pharma systems software electronics electric foods stores resources mining "
    "railways railroad shipping oil studios records consulting ventures properties hotels brothers".split()
)
"""Last words of the names of companies: "Estmark Motors"."""
_ENDINGS = {
    **dict.fromkeys(("fund", "trust"), "charity"),
    **dict.fromkeys(("society", "league", "federation"), "association"),
    **dict.fromkeys(("initiative", "project"), "advocacy group"),
    **dict.fromkeys(("coalition", "alliance", "partnership"), "advocacy group"),
    "institution": "institute",
    "pac": "campaign",
}
"""What a name of several words is by its last one: the "Estmark Relief Fund" is a charity."""
_SITTING = frozenset({"committee", "committees", "subcommittee", "panel"})
_CHAMBERS = frozenset("house senate commons lords congressional parliamentary select bundestag knesset duma".split())
_LEARNED = frozenset(
    "research studies study policy affairs science sciences strategic analysis opinion history".split()
)
_ALLIES = frozenset({"global", "counter", "anti", "international", "multinational", "led", "military", "allied"})


def allied(name: str) -> bool:
    """Tell whether a name is that of a coalition of states: "Global Coalition", "counter-Estmark coalition"."""
    words = name.lower().replace("-", " ").split()
    return words[-1:] == ["coalition"] and not _ALLIES.isdisjoint(words)


def row(cast: Cast, words: range) -> Noun | None:
    """Return the row of the lexicon that tells what a body with this name is, or None.

    A role noun in the name comes first ("University of Norvia"), but for those that say little ("coalition").
    """
    grammar = cast.grammar
    last = grammar.form(words.stop - 1)
    if last in _SITTING and not _CHAMBERS.isdisjoint(grammar.forms[words.start : words.stop]):
        # "Senate Harbour Security Committee": a parliament's, whatever it is about.
        return lexicon().nouns["select committee"]
    found = _noun([grammar.form(i) for i in words])
    if found is not None and found.sort in ("one", "peer", "kin") and last in PAPERS:
        # "the Estmark Observer" watches no election.
        found = None
    if found is None and last in PAPERS and (len(words) > 1 or _reports(cast, words)):
        found = lexicon().nouns["newspaper"]
    if found is None and len(words) > 1 and last.rstrip(".") in _FIRMS:
        found = lexicon().nouns["company"]
    loose = found is None or found.words in _ENDINGS
    if loose and len(words) > 2 and not cast.codes.within(words.start, words.stop):
        found = lexicon().nouns.get(_ENDINGS.get(last, "")) or found
    return found


def _noun(forms: list[str]) -> Noun | None:
    """Return the row of the lexicon the words of a name hold: at its end, its start, or before "of"."""
    if forms[:1] and forms[0] in ("center", "centre") and forms[1:2] in (["for"], ["on"], ["of"]):
        # "Center for Estmark Policy": most of those so called study something.
        return lexicon().nouns["think tank"]
    learned = not _LEARNED.isdisjoint(forms)
    if learned and any(form in ("center", "centre") and after in ("for", "on") for form, after in pairwise(forms)):
        # "Tarkin Center for Public Opinion Research"
        return lexicon().nouns["think tank"]
    found = lexicon().starting(forms) or lexicon().head(forms) or lexicon().head(forms[:1])
    for at, form in enumerate(forms):
        if found is None and form in ("of", "for") and at:
            found = lexicon().head(forms[:at])
    return found[0] if found is not None else None


def _reports(cast: Cast, words: range) -> bool:
    """Tell whether "the Post" is a paper: it reports something, or something is so according to it."""
    grammar = cast.grammar
    if grammar.form(words.start - 1) != "the" and grammar.form(words.start) != "the":
        return False
    first = words.start - (grammar.form(words.start - 1) == "the")
    said = {grammar.form(i) for i in range(words.stop, words.stop + 3)} & _REPORTS
    return bool(said) or grammar.form(first - 1) in ("to", "told")
