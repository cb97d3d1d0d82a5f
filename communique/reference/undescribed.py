"""People nobody describes, by what stands around their names: who runs for office, who is anybody."""

from __future__ import annotations

from collections.abc import Callable

from communique.model import MentionKind
from communique.reference.cast import Cast, Draft
from communique.reference.grammar import POSSESSIVE, Grammar

_FOLLOWING = frozenset(
    "campaign campaigns supporter supporters backer backers voter voters delegate delegates candidacy candidacies "
    "rally rallies surrogate surrogates ticket fundraiser fundraisers".split()
)
_RACES = frozenset({"primary", "primaries", "caucus", "caucuses", "nomination", "runoff", "run-off", "delegates"})
_WINS = frozenset("win wins won lose loses lost winning losing clinch clinches clinched secured carried".split())
_ENDORSES = frozenset({"endorse", "endorses", "endorsed", "endorsing"})
_VOTES = frozenset({"vote", "votes", "voted", "voting", "ballot", "ballots", "campaigning", "campaigned"})
_OLDEST, _YOUNGEST = 110, 3
_EACH = 30
_PRIVATE = frozenset({None, "BUS", "CVL", "ELI", "MED", "EDU", "SOC"})
_SURE = 2


def campaigns(cast: Cast) -> None:
    """Somebody with a campaign, with voters or delegates, who wins primaries or is endorsed, is of a party.

    "Holm's supporters", "the Holm campaign", "Holm won the caucuses", "endorsed Holm", "voted for Holm". An office
    that the page or the atlas gives comes first; a trade ("billionaire Ada Holm") needs two such signs.
    """
    for draft in cast.people():
        needed = 1 if draft.sector is None else _SURE
        if draft.sector in _PRIVATE and draft.forms and _count(cast, draft, _runs) >= needed:
            draft.sector = "PTY"


def ordinary(cast: Cast) -> None:
    """Somebody of whom the page tells only the age is anybody: "Ada Voss, 54, of Estmark", "17-year-old Ada Voss"."""
    for draft in cast.people():
        if draft.sector is None and not draft.roles and draft.forms and _count(cast, draft, _aged):
            draft.sector = "CVL"


def _count(cast: Cast, draft: Draft, test: Callable[[Grammar, int, int], bool]) -> int:
    return sum(test(cast.grammar, first, last) for first, last in _names(cast, draft))


def _names(cast: Cast, draft: Draft) -> list[tuple[int, int]]:
    """Return the first and the last word, exclusive, of the first mentions by name."""
    found = []
    for head in cast.heads.get(id(draft), ())[:_EACH]:
        if cast.codes.marks.get(head) is not MentionKind.PERSON:
            continue
        last = head + 1
        while cast.at.get(last) is draft and cast.codes.marks.get(last) is MentionKind.PERSON:
            last += 1
        found.append((head, last))
    return found


def _runs(grammar: Grammar, first: int, last: int) -> bool:
    after = last + (grammar.form(last) in POSSESSIVE)
    near = [grammar.form(i) for i in range(after, after + 3) if grammar.together(first, i)]
    if near[:1] and (near[0] in _FOLLOWING or (near[0] == "presidential" and near[1:2] == ["campaign"])):
        return True
    if near[:2] == ["running", "mate"]:
        return True
    before = grammar.form(first - 1) if grammar.together(first - 1, first) else ""
    if before in _ENDORSES or (before == "for" and grammar.form(first - 2) in _VOTES):
        return True
    verb = grammar.head(first)
    if grammar.relation(first) != "nsubj" or grammar.form(verb) not in _WINS:
        return False
    return any(grammar.form(i) in _RACES and grammar.relation(i) in ("obj", "obl") for i in grammar.children[verb])


def _aged(grammar: Grammar, first: int, last: int) -> bool:
    if grammar.form(last) == "," and grammar.form(last + 2) in (",", "."):
        age = grammar.form(last + 1)
        return age.isdecimal() and len(age) < 4 and _YOUNGEST < int(age) < _OLDEST
    before = grammar.form(first - 1)
    return before.endswith("year-old") or (before == "old" and grammar.form(first - 3) == "year")
