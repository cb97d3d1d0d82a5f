"""Can two mentions be one meeting? Their days, places and people compared."""

from __future__ import annotations

from communique.fact.gathering import Gathering
from communique.fact.parties import Parties
from communique.model import Place, PlaceKind, When


def dates_fit(a: When | None, b: When | None) -> bool:
    """Tell whether two times have a day in common (an unknown one fits any)."""
    if a is None or b is None or a.earliest is None or b.earliest is None:
        return True
    return a.earliest[:10] <= (b.latest or "9999")[:10] and b.earliest[:10] <= (a.latest or "9999")[:10]


def places_fit(parties: Parties, a: Gathering, b: Gathering) -> bool | None:
    """Tell whether two meetings can be in one place: None when one of them names none."""
    left = [r.target for d in a.latest for r in d.places if isinstance(r.target, Place)]
    right = [r.target for d in b.latest for r in d.places if isinstance(r.target, Place)]
    if not left or not right:
        return None
    return any(_one_place(x, y) for x in left for y in right)


def _one_place(x: Place, y: Place) -> bool:
    if x.id == y.id:
        return True
    if x.country != y.country:
        return False
    if PlaceKind.COUNTRY in {x.kind, y.kind}:
        return True
    if None in {x.lat, x.lon, y.lat, y.lon}:
        return PlaceKind.FACILITY in {x.kind, y.kind}
    return abs((x.lat or 0) - (y.lat or 0)) < 0.5 and abs((x.lon or 0) - (y.lon or 0)) < 0.8


def people_fit(parties: Parties, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two sets of people can be one party: they share somebody, or the same sides take part."""
    if set(a) & set(b):
        return True
    left = {c for x in a if (c := parties.country(x))}
    right = {c for x in b if (c := parties.country(x))}
    return len(left & right) > 1 and (left <= right or right <= left)


def sides_meet(parties: Parties, a: Gathering, b: Gathering) -> bool:
    """Tell whether two meetings share somebody, or two countries."""
    left = {c for p in a.participants if (c := parties.country(p))}
    right = {c for p in b.participants if (c := parties.country(p))}
    return bool(set(a.participants) & set(b.participants)) or len(left & right) > 1


def shares_country(parties: Parties, a: Gathering, b: Gathering) -> bool:
    """Tell whether somebody of one country is at both meetings."""
    return bool({parties.country(p) for p in a.participants} & {parties.country(p) for p in b.participants} - {None})
