"""What is not on our map, on a page whose towns lie close together: it is put among them, as an area."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique.model import PlaceKind
from communique.reference.namesakes import Candidate, says_no_place

Decision = tuple[Candidate | None, str, float]
"""What a name denotes, the function that explains it, and its lead over the next candidate."""

_NEAR_KM, _SHARE, _FEWEST, _MOST, _INITIALS = 100.0, 0.8, 2, 40, 5
_OPEN = ("reference.places.unknown", "reference.places.setting", "reference.places.stray")
_Point = tuple[float, float]


def around(decided: Mapping[str, Decision], words: Mapping[str, str], mentions: Iterable[str]) -> dict[str, Decision]:
    """The place is not on our map, but the towns of the page lie close together ("Zumra Lane" on a page of Lund and
    Malmö): four in five of their mentions are within 100 km of one of them, and there are at least two. It is given
    as an area with that one's point: it lies somewhere around there, and is no pin. Not where the page names another
    country: refugees who reached Lund from "Zumra" had fled from there.

    ``words`` gives every folded name as the page writes it, ``mentions`` the folded names once for each mention.
    """
    centre = _centre(decided, Counter(mentions))
    found = dict(decided)
    abroad = {c.country for c, _, _ in decided.values() if c is not None and c.kind is PlaceKind.COUNTRY}
    if centre is None or abroad - {centre.country}:
        return found
    for key, (_, how, _) in decided.items():
        if how in _OPEN and _may_lie_here(words[key]):
            there = replace(
                centre, name=words[key], kind=PlaceKind.AREA, district="", population=0, geonames=None,
                primary=False, listed=False,
            )  # fmt: skip
            found[key] = there, "reference.surroundings.around", 0.0
    return found


def _may_lie_here(name: str) -> bool:
    """Tell whether an unknown name may be that of a place: not "Western", "the town", or an agency's "(UPI)"."""
    return name[:1].isupper() and not says_no_place(name) and not (name.isupper() and len(name) <= _INITIALS)


def _centre(decided: Mapping[str, Decision], mentions: Mapping[str, int]) -> Candidate | None:
    """Return the town, county or building that most of the others lie near to, None where they lie apart.

    At most forty are compared, those named most often, so that a page of a thousand towns costs no more.
    """
    votes: Counter[_Point] = Counter()
    bearers: dict[_Point, Candidate] = {}
    for key, (c, _, _) in decided.items():
        if c is None or c.lat is None or c.lon is None:
            continue
        if c.kind in (PlaceKind.CITY, PlaceKind.FACILITY) or c.district:
            votes[c.lat, c.lon] += mentions[key]
            bearers.setdefault((c.lat, c.lon), c)
    if len(votes) < _FEWEST:
        return None
    often = votes.most_common(_MOST)
    held, middle = max((sum(n for q, n in often if _distance(p, q) <= _NEAR_KM), -i) for i, (p, _) in enumerate(often))
    return bearers[often[-middle][0]] if held >= _SHARE * votes.total() else None


def _distance(a: _Point, b: _Point) -> float:
    """Kilometres between two points of latitude and longitude, as if the map were flat between them."""
    east = (a[1] - b[1] + 180) % 360 - 180
    return 111.2 * math.hypot(a[0] - b[0], east * math.cos(math.radians((a[0] + b[0]) / 2)))
