"""People nobody describes, by what stands around their names: who runs for office, who is anybody."""

from __future__ import annotations

from collections.abc import Callable

from communique.model import ActorKind, MentionKind
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
_TEAMS = frozenset(
    "side sides team teams club clubs squad squads giant giants minnow minnows hosts visitors champion champions "
    "opponent opponents rival rivals outfit outfits coaching staff bench".split()
)
_OLDEST, _YOUNGEST = 110, 3
_EACH = 30
_PRIVATE = frozenset({None, "BUS", "CVL", "ELI", "MED", "EDU", "SOC"})
_SURE = 2
_CHAIN = 6
"""How many names a list may have before the one looked at."""
_HEADING = frozenset("heads headed heading leads led chairs chaired helms helmed directs directed runs ran".split())
_WORKING = frozenset("work works worked working".split())
_NAMED = frozenset({"identified", "named"})
_WANTED = frozenset({"CRM", "UAF"})


def campaigns(cast: Cast) -> None:
    """Somebody with a campaign, with voters or delegates, who wins primaries or is endorsed, is of a party.

    "Holm's supporters", "the Holm campaign", "Holm won the caucuses", "endorsed Holm", "voted for Holm". An office
    that the page or the atlas gives comes first; a trade ("billionaire Ada Holm") needs two such signs.
    """
    for draft in cast.people():
        needed = 1 if draft.sector is None else _SURE
        if draft.sector in _PRIVATE and draft.forms and _count(cast, draft, _runs) >= needed:
            draft.sector = "PTY"


def suspects(cast: Cast) -> None:
    """Who a suspect, a gunman or a bomber is identified as is one: "two suspects were named as Ada Voss, 25, and …"."""
    grammar = cast.grammar
    for draft in cast.people():
        if draft.sector is not None or draft.roles or not draft.forms:
            continue
        for first, _ in _names(cast, draft)[:2]:
            head = first
            for _ in range(_CHAIN):
                head = grammar.head(head) if grammar.relation(head) == "conj" else head
            verb = grammar.head(head)
            named = grammar.form(verb) in _NAMED and any(grammar.form(i) == "as" for i in grammar.children[head])
            whom = [cast.at[i] for i in grammar.children[verb] if i < verb and i in cast.at] if named else []
            told = {d.sector for d in whom if d.sector in _WANTED}
            if told:
                # Of no group the page names, they are criminals, as PLOVER has it.
                draft.sector, draft.country = "CRM", draft.country or whom[0].country


def leaders(cast: Cast) -> None:
    """Who heads a body, or works for it, is of its sector: "Ada Voss, who chaired the Harbour Party, said".

    Only where the page says nothing else of her; the verb must stand with her name or its "who".
    """
    grammar = cast.grammar
    for verb, form in enumerate(grammar.forms):
        if form not in _HEADING and form not in _WORKING:
            continue
        subject = grammar.subject_of(verb)
        draft = cast.at.get(subject) if subject is not None else None
        if draft is None or draft.kind is not ActorKind.PERSON or draft.sector is not None or draft.roles:
            continue
        relation = "obj" if form in _HEADING else "obl"
        wanted = (i for i in grammar.children[verb] if i > verb and grammar.relation(i) == relation and i in cast.at)
        body = next((cast.at[i] for i in wanted if form in _HEADING or _works(grammar, i)), None)
        if body is not None and body.kind is not ActorKind.PERSON and body.sector is not None:
            draft.sector, draft.country = body.sector, draft.country or body.country


def _works(grammar: Grammar, i: int) -> bool:
    return any(grammar.form(k) in ("for", "at") for k in grammar.children[i])


def delegates(cast: Cast) -> None:
    """Delegates without a country's delegation are a party's, on a page about parties: "She won forty delegates"."""
    parties = sum(d.sector == "PTY" for d in cast.drafts)
    for draft in cast.drafts:
        if draft.sector is None and draft.heads[:1] in (["delegate"], ["superdelegate"]) and parties > 1:
            draft.sector = "PTY"


def teams(cast: Cast) -> None:
    """In a report of games a side, a club or the hosts are a team: of no government, no business, no social group."""
    for draft in cast.drafts:
        if draft.heads and _TEAMS.issuperset(draft.heads):
            draft.sector = None


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
