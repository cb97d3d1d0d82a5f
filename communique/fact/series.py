"""The days of one meeting, tied together and dated from one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from communique.fact.fits import sides_meet
from communique.fact.gathering import Gathering
from communique.fact.parties import Parties
from communique.model import When

_MOST = 60
"""How many meetings of a page may be days of one: no real page tells of so many."""


def in_series(parties: Parties, found: list[Gathering]) -> list[Gathering]:
    """Tie the days of one meeting together: "two days of talks" and the "third day" with the same sides.

    Days counted on from a dated one are dated: the two days before a third day on the 6th are the 4th and 5th.
    """
    near = found[:_MOST]
    numbered = [g for g in near if g.day]
    result: list[Gathering] = []
    for g in found:
        mates = [n for n in numbered if g.days and n is not g and sides_meet(parties, n, g)]
        following = next((n for n in mates if g.days and n.day == g.days + 1), None)
        if following is not None:
            result.append(_earlier_days(g, following))
        elif g.day:
            name = f"{min(g.first.word, *(m.first.word for m in near if sides_meet(parties, m, g)))}"
            earlier = [m for m in near if m is not g and (m.days or m.day) and sides_meet(parties, m, g)]
            result.append(replace(g, series=name if earlier else None))
        else:
            result.append(g)
    return result


def _earlier_days(g: Gathering, following: Gathering) -> Gathering:
    when = g.when
    if when is None and following.when is not None and following.when.days == 1 and following.when.earliest and g.days:
        last = date.fromisoformat(following.when.earliest[:10])
        when = When.between(last - timedelta(days=g.days), last - timedelta(days=1), how="fact.meetings.talks")
    first = replace(g.first, places=g.first.places or following.first.places)
    name = f"{min(g.first.word, following.first.word)}"
    return replace(g, drafts=(first, *g.drafts[1:]), when=when, series=name)
