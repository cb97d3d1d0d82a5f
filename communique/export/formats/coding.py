"""Numbers and codes other projects give to PLOVER's types: scores, quad classes, CAMEO roots, Goldstein's scale."""

from __future__ import annotations

from types import MappingProxyType

from communique.export.codes import QUADS
from communique.model import Actor, Event, EventType, Status

_TYPE_SCORES = MappingProxyType(
    {
        EventType.AGREE: 2.5,
        EventType.CONSULT: 2.5,
        EventType.SUPPORT: 5.0,
        EventType.CONCEDE: 4.5,
        EventType.COOPERATE: 9.5,
        EventType.AID: 10.0,
        EventType.RETREAT: 6.5,
        EventType.REQUEST: 0.0,
        EventType.ACCUSE: -3.0,
        EventType.REJECT: -2.0,
        EventType.THREATEN: -3.5,
        EventType.PROTEST: -5.0,
        EventType.SANCTION: -6.0,
        EventType.MOBILIZE: -5.5,
        EventType.COERCE: -7.0,
        EventType.ASSAULT: -9.0,
    }
)
"""PLOVER 2.0 (draft), table of types. ACCUSE is printed there as 3, among minus twos and threes: taken as -3."""

_MODE_SCORES = MappingProxyType(
    {
        EventType.CONSULT: "visit 4 third-party 1 multilateral 4 phone 1.5",
        EventType.RETREAT: "withdraw 8 release 6.5 disarm 10 ceasefire 7.5 access 6.5 resign 4.5",
        EventType.REQUEST: "assist 0.5 change -1 yield -1 meet 0",
        EventType.ACCUSE: "disapprove -2 investigate -3.5 allege -3.5",
        EventType.REJECT: "assist -1.5 change -2 yield -2 meet -2",
        EventType.THREATEN: "restrict -3 arrest -3.5 relations -3.5 expel -3.5 territory -4 violence -3.5",
        EventType.PROTEST: "demo -5 riot -7 strike -5 hunger -4.5 boycott -4.5 obstruct -4.5",
        EventType.SANCTION: "convict -6 expel -5.5 withdraw -6 discontinue -6",
        EventType.MOBILIZE: "troops -6.5 weapons -6.5 police -5.5 militia -6",
        EventType.COERCE: "seize -7 restrict -7 censor -6.5 curfew -6.5 martial-law -7.5 arrest -7 deport -7 "
        "withhold -7 misinformation -6.5 cyber -7",
        EventType.ASSAULT: "abduct -8.5 beat -7.5 torture -8.5 sexual -8.5 targeted -9.5 destroy -8.5 primitive -8 "
        "firearms -9 explosives -9 suicide-attack -9.5 aerial -9.5 drone -9.5 heavy-weapons -9.5 crowd-control -7.5 "
        "unconventional -10",
    }
)
"""PLOVER 2.0 (draft), tables of modes. ``vandalize`` has no score there and gets that of PROTEST."""


def _by_mode(words: str) -> dict[str, float]:
    parts = words.split()
    return {mode: float(score) for mode, score in zip(parts[::2], parts[1::2], strict=True)}


_SCORES = {kind: _by_mode(words) for kind, words in _MODE_SCORES.items()}


SCORED = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})
"""Statuses of what took place: "no shot was fired" has no score of force."""


def score_of(event: Event) -> float:
    """Return PLOVER's score of an event (-10 to 10): of its mode where that has one, or else of its type."""
    return scale(event.type, event.mode)


def scale(type_: EventType, mode: str | None) -> float:
    """Return PLOVER's score of a type of event (-10 to 10), of its mode where that has one."""
    return _SCORES.get(type_, {}).get(mode or "", _TYPE_SCORES[type_])


def quad_words(type_: EventType) -> str:
    """Return the quad class as POLECAT's tables spell it."""
    return ("VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT")[QUADS[type_] - 1]


_AUXILIARY = {
    Status.PLANNED: ("future",),
    Status.EXPECTED: ("future",),
    Status.POSSIBLE: ("hypothetical",),
    Status.CONDITIONAL: ("hypothetical",),
    Status.DEMANDED: ("hypothetical",),
    Status.OFFERED: ("hypothetical",),
    Status.THREATENED: ("hypothetical",),
    Status.DENIED: ("negation",),
    Status.NEGATED: ("negation",),
    Status.CANCELLED: ("negation",),
    Status.HISTORICAL: ("historical",),
}


def auxiliary_modes(status: Status) -> tuple[str, ...]:
    """Return PLOVER's auxiliary modes: which of them say what a status says, less finely."""
    return _AUXILIARY.get(status, ())


_ROOTS = MappingProxyType(
    {
        EventType.AGREE: "03",
        EventType.CONSULT: "04",
        EventType.SUPPORT: "05",
        EventType.COOPERATE: "06",
        EventType.AID: "07",
        EventType.CONCEDE: "08",
        EventType.RETREAT: "08",
        EventType.REQUEST: "10",
        EventType.ACCUSE: "11",
        EventType.REJECT: "12",
        EventType.THREATEN: "13",
        EventType.PROTEST: "14",
        EventType.MOBILIZE: "15",
        EventType.SANCTION: "16",
        EventType.COERCE: "17",
        EventType.ASSAULT: "18",
    }
)
"""PLOVER's own table of CAMEO's cue categories, read the other way."""
_ROOTS_OF_MODES = {
    (EventType.ACCUSE, "investigate"): "09",
    (EventType.ASSAULT, "firearms"): "19",
    (EventType.ASSAULT, "heavy-weapons"): "19",
    (EventType.ASSAULT, "aerial"): "19",
    (EventType.ASSAULT, "drone"): "19",
    (EventType.ASSAULT, "unconventional"): "20",
}
"""Where CAMEO has several categories for one type: 193 to 195 are small arms, artillery and aerial weapons, 204
weapons of mass destruction; bombings, abductions and torture are 18."""

_GOLDSTEIN = MappingProxyType(
    {
        "03": 4.0,
        "04": 1.0,
        "05": 3.5,
        "06": 6.0,
        "07": 7.0,
        "08": 5.0,
        "09": -2.0,
        "10": -5.0,
        "11": -2.0,
        "12": -4.0,
        "13": -6.0,
        "14": -6.5,
        "15": -7.2,
        "16": -4.0,
        "17": -7.0,
        "18": -9.0,
        "19": -10.0,
        "20": -10.0,
    }
)
"""Goldstein's scale of the CAMEO roots, as GDELT publishes it (``CAMEO.goldsteinscale.txt``)."""


def cameo_root(event: Event, actors: tuple[Actor, ...]) -> str:
    """Return the CAMEO root of an event (``04``): by its mode, else by its type.

    Of force whose means are not told, that of armies is 19 (fight) and all other 18 (assault).
    """
    return root_of(event.type, event.mode, armies=any(actor.sector == "MIL" for actor in actors))


def root_of(type_: EventType, mode: str | None, *, armies: bool) -> str:
    """Return the CAMEO root of a type of event; ``armies``: they are among those who act."""
    found = _ROOTS_OF_MODES.get((type_, mode or ""))
    if found is None and type_ is EventType.ASSAULT and not mode:
        found = "19" if armies else None
    return found or _ROOTS[type_]


def goldstein(root: str) -> float:
    """Return Goldstein's score of a CAMEO root."""
    return _GOLDSTEIN[root]


def cameo_quad(root: str) -> int:
    """Return GDELT's quad class of a CAMEO root: 1 and 2 verbal and material cooperation, 3 and 4 conflict.

    It is CAMEO's and not PLOVER's: a concession is material cooperation (08) there.
    """
    number = int(root)
    return 1 if number <= 5 else 2 if number <= 8 else 3 if number <= 13 else 4
