"""Whose position it is: the government somebody speaks for, or the actor itself."""

from __future__ import annotations

import re

from communique.fact.parties import Parties
from communique.model import Actor, ActorKind

_STATE = frozenset({"GOV", "MIL", "SPY"})
_PARTISAN = frozenset({"LEG", "OPP", "PTY", "REB", "UAF", "PRM", "IGO", "NGO", "IMG", "UNO", "PRE"})
_BODIES = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG"})
_NO_SIDE = frozenset({"JRN", "EDU", "MED", "BUS", "CVL", "SOC", "ELI", "JUD", "CRM", "REF", "LAB", "REL", "AGR"})
_NOT_THE_STATE = re.compile(
    r"""\b(?:former|ex|then|late|retired|one-?time|mayor|governor|city|municipal\w*|provinc\w*|district|region\w*|local
    |county|senators?|politicians?|lawmakers?|candidates?|nominee|contender|hopeful|opposition|councillors?|mp
    |advisers?|premier\ of|judges?)\b
    |^(?:some|several|many|few|a\ few|most|other|another|one|two|three|dozens|unnamed)\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""Words in a name or role of somebody who does not speak for the national government, whatever the sector says."""


def side_of(parties: Parties, actor: str) -> str | None:
    """Return the id of the side that ``actor`` stands for, or None for somebody who stands for no side.

    Ministers, diplomats and officers stand for their government, where the page names it; a mayor, a former
    minister, a candidate, a parliament, a party, a movement or an international body for itself. Reporters, scholars,
    companies and private people stand for no side.
    """
    known = parties.actors.get(actor)
    if known is None:
        return None
    if known.kind is ActorKind.GOVERNMENT:
        return actor
    if known.sector in _NO_SIDE:
        return None
    if known.sector in _STATE:
        if known.country is None or known.country in _BODIES or _is_other(known):
            return actor
        government = parties.governments.get(known.country)
        return government.target.id if government and isinstance(government.target, Actor) else actor
    if known.sector in _PARTISAN or known.country in _BODIES or known.kind is ActorKind.ARMED_FORCE:
        return actor
    return None


def _is_other(actor: Actor) -> bool:
    return any(_NOT_THE_STATE.search(t) for t in (actor.name, *(r.text for r in actor.roles if r.span is not None)))
