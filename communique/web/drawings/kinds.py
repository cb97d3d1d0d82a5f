"""The sorts of happening that drawings tell apart, and how surely each took place."""

from __future__ import annotations

from enum import StrEnum

from communique.model import EventType, Status


class Kind(StrEnum):
    """PLOVER's sixteen types in the seven groups an editor asks for."""

    MEETING = "meeting"
    AGREEMENT = "agreement"
    AID = "aid"
    RETREAT = "retreat"
    WORDS = "words"
    PRESSURE = "pressure"
    FORCE = "force"


KINDS = {
    EventType.CONSULT: Kind.MEETING,
    EventType.AGREE: Kind.AGREEMENT,
    EventType.SUPPORT: Kind.AGREEMENT,
    EventType.CONCEDE: Kind.AGREEMENT,
    EventType.COOPERATE: Kind.AID,
    EventType.AID: Kind.AID,
    EventType.RETREAT: Kind.RETREAT,
    EventType.REQUEST: Kind.WORDS,
    EventType.ACCUSE: Kind.WORDS,
    EventType.REJECT: Kind.WORDS,
    EventType.THREATEN: Kind.WORDS,
    EventType.PROTEST: Kind.PRESSURE,
    EventType.SANCTION: Kind.PRESSURE,
    EventType.COERCE: Kind.PRESSURE,
    EventType.MOBILIZE: Kind.FORCE,
    EventType.ASSAULT: Kind.FORCE,
}
"""Verbal cooperation is parted in meetings and agreements ("Voss and Berg met" is not yet "they agreed"); material
cooperation in aid and giving way ("Norvia withdrew"); demands, accusations, refusals and threats are words against
somebody; material conflict is parted in pressure ("Norvia imposed sanctions") and force ("Estmark shelled")."""


class Standing(StrEnum):
    """How surely something took place, as a drawing shows it.

    ``solid``: took place or goes on; ``hollow``: planned or expected; ``dashed``: possible, on a condition, demanded,
    offered or threatened; ``struck``: denied, did not happen or was called off.
    """

    SOLID = "solid"
    HOLLOW = "hollow"
    DASHED = "dashed"
    STRUCK = "struck"


STANDINGS = {
    Status.HAPPENED: Standing.SOLID,
    Status.ONGOING: Standing.SOLID,
    Status.HISTORICAL: Standing.SOLID,
    Status.PLANNED: Standing.HOLLOW,
    Status.EXPECTED: Standing.HOLLOW,
    Status.POSSIBLE: Standing.DASHED,
    Status.CONDITIONAL: Standing.DASHED,
    Status.DEMANDED: Standing.DASHED,
    Status.OFFERED: Standing.DASHED,
    Status.THREATENED: Standing.DASHED,
    Status.DENIED: Standing.STRUCK,
    Status.NEGATED: Standing.STRUCK,
    Status.CANCELLED: Standing.STRUCK,
}


def shape_of(kind: Kind, x: float, y: float, r: float) -> str:
    """Return the outline of the sign of ``kind`` round (``x``, ``y``) as an SVG path: each kind has a shape of its
    own beside its colour. ``r`` is its radius in drawing units."""
    match kind:
        case Kind.MEETING:
            return f"M{x - r:.1f} {y:.1f}a{r:.1f} {r:.1f} 0 1 0 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 0 {-2 * r:.1f} 0z"
        case Kind.AGREEMENT:
            return _corners(x, y, ((0, -1.2 * r), (1.2 * r, 0), (0, 1.2 * r), (-1.2 * r, 0)))
        case Kind.AID:
            a, b = 0.4 * r, 1.1 * r
            cross = ((-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a), (-b, -a))
            return _corners(x, y, (*cross, (-a, -a)))
        case Kind.RETREAT:
            return _corners(x, y, ((-1.2 * r, 0), (0.8 * r, -1.1 * r), (0.8 * r, 1.1 * r)))
        case Kind.WORDS:
            return _corners(x, y, ((0, 1.2 * r), (-1.15 * r, -0.8 * r), (1.15 * r, -0.8 * r)))
        case Kind.PRESSURE:
            return _corners(x, y, ((-0.9 * r, -0.9 * r), (0.9 * r, -0.9 * r), (0.9 * r, 0.9 * r), (-0.9 * r, 0.9 * r)))
        case Kind.FORCE:
            return _corners(x, y, ((0, -1.2 * r), (1.15 * r, 0.8 * r), (-1.15 * r, 0.8 * r)))


def _corners(x: float, y: float, corners: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{x + dx:.1f} {y + dy:.1f}" for dx, dy in corners) + "z"
