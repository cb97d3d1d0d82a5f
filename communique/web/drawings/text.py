"""Room for words: widths estimated without a font, words cut to a width, labels that keep apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

_WIDE = frozenset("MWmw@%ÆŒ—")
_NARROW = frozenset("iIljtf.,:;'|!()[] ")


def width_of(text: str, size: float) -> float:
    """Return about how wide ``text`` is in a sans-serif face of ``size``, in the same units; rather too wide."""
    ems = sum(0.95 if c in _WIDE else 0.34 if c in _NARROW else 0.7 if c.isupper() else 0.58 for c in text[:2000])
    wide = sum(0.45 for c in text[:2000] if ord(c) > 0x2E7F)
    return (ems + wide) * size


def fitted(text: str, size: float, room: float) -> str:
    """Return ``text`` on one line, cut with "…" where it is wider than ``room``."""
    line = " ".join(text[:400].split())
    if width_of(line, size) <= room:
        return line
    kept = line
    while kept and width_of(kept + "…", size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from (``left``, ``top``) to (``right``, ``bottom``)."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Tell whether the two share any area."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        """Tell whether this one lies wholly in the other."""
        across = self.left >= other.left and self.right <= other.right
        return across and self.top >= other.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a point; ``anchor`` is SVG's text-anchor."""

    x: float
    y: float
    text: str
    anchor: str


@dataclass(slots=True)
class Labels:
    """Puts labels beside points, none over another; one that finds no room is left out (its mark keeps its title)."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def keep_free(self, boxes: Iterable[Box]) -> None:
        """Let no label stand on ``boxes``."""
        self.taken.extend(boxes)

    def beside(self, point: tuple[float, float], gap: float, text: str, size: float) -> Label | None:
        """Return a label right or left of, below or above a point at ``gap`` from it; None where there is no room."""
        x, y = point
        wide, high = width_of(text, size), size * 1.1
        for anchor, at_x, at_y in (
            ("start", x + gap, y + size * 0.35),
            ("end", x - gap, y + size * 0.35),
            ("middle", x, y + gap + size * 0.8),
            ("middle", x, y - gap - size * 0.2),
        ):
            left = at_x - {"start": 0, "end": wide, "middle": wide / 2}[anchor]
            box = Box(left, at_y - size * 0.85, left + wide, at_y - size * 0.85 + high)
            if box.within(self.frame) and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return Label(x=round(at_x, 1), y=round(at_y, 1), text=text, anchor=anchor)
        return None
