"""Whose a government's own release is, which names its ministers without saying so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_GULF = "SAU ARE QAT BHR KWT OMN"
_NEAR_EAST = f"{_GULF} IRQ IRN SYR LBN JOR ISR PSE YEM EGY TUR"
_MAGHREB = "MAR DZA TUN LBY MRT"
_AFRICA = (
    "AGO BEN BWA BFA BDI CMR CPV CAF TCD COM COG COD CIV DJI GNQ ERI SWZ ETH GAB GMB GHA GIN GNB KEN LSO LBR MDG MWI "
    "MLI MUS MOZ NAM NER NGA RWA STP SEN SYC SLE SOM ZAF SSD SDN TZA TGO UGA ZMB ZWE EGY " + _MAGHREB
)
_SOUTH_ASIA = "AFG PAK IND BGD LKA NPL BTN MDV"
_EAST_ASIA = "CHN JPN KOR PRK MNG TWN HKG VNM LAO KHM THA MMR MYS SGP IDN PHL BRN TLS"
_PACIFIC = "AUS NZL FJI PNG SLB VUT WSM TON KIR TUV NRU PLW FSM MHL"
_LATIN = (
    "MEX GTM HND SLV NIC CRI PAN CUB DOM HTI JAM TTO BHS BRB GRD LCA VCT DMA ATG KNA BLZ COL VEN ECU PER BOL CHL ARG "
    "URY PRY BRA GUY SUR"
)
_PARTS: Mapping[str, frozenset[str]] = {
    name: frozenset(codes.split())
    for name, codes in {
        "middle east": _NEAR_EAST,
        "near east": _NEAR_EAST,
        "middle east and north africa": f"{_NEAR_EAST} {_MAGHREB}",
        "gulf": _GULF,
        "africa": _AFRICA,
        "north africa": f"EGY {_MAGHREB}",
        "asia": f"{_SOUTH_ASIA} {_EAST_ASIA}",
        "south asia": _SOUTH_ASIA,
        "asia and the pacific": f"{_SOUTH_ASIA} {_EAST_ASIA} {_PACIFIC}",
        "pacific": _PACIFIC,
        "latin america": _LATIN,
        "americas": f"{_LATIN} USA CAN",
        "caribbean": _LATIN,
    }.items()
}
_BRITISH = frozenset(
    {"foreign secretary", "home secretary", "defence secretary", "foreign office minister",
     "chancellor of the exchequer", "international development secretary", "northern ireland secretary"}
)  # fmt: skip
_LIKEWISE = frozenset({"IND", "PAK", "BGD", "LKA", "PHL", "MYS", "KEN", "MEX", "HKG"})
"""States with a foreign, home or defence secretary of their own."""


def part(name: str) -> frozenset[str]:
    """Return the countries of a part of the world ("the Middle East"); none for other themes and for one country."""
    return _PARTS.get(name.lower().removeprefix("the "), frozenset())


def sender(counts: Mapping[str, int], abroad: frozenset[str]) -> str | None:
    """Return whose a "Minister for Asia" is: the one country of the page outside Asia, or None.

    ``counts``: how often the page names each country. Where it names several outside, the one that is named
    twice as often as the next.
    """
    ranked = sorted(((n, c) for c, n in counts.items() if c not in abroad), reverse=True)
    if not ranked or not abroad or (len(ranked) > 1 and ranked[0][0] < 2 * ranked[1][0]):
        return None
    return ranked[0][1]


def british(titles: Iterable[str], counts: Mapping[str, int]) -> bool:
    """Tell whether offices without a country are British: "The Prime Minister and the Defence Secretary met …".

    ``titles``: those the page gives without a country, in small letters. The page must name the United Kingdom,
    and no other state whose ministers are called so.
    """
    return "GBR" in counts and _LIKEWISE.isdisjoint(counts) and not _BRITISH.isdisjoint(titles)
