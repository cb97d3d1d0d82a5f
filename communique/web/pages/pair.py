"""Two parties: every happening that ties them."""

from __future__ import annotations

from dataclasses import dataclass

from communique.web.drawings.axis import interval_of
from communique.web.drawings.kinds import KINDS, Kind
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.network import pairs_in
from communique.web.pages.rows import Name, Row, name_of, rows_of
from communique.web.view import View

MOST = 200
"""Happenings shown at most, the latest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """Two parties and what ties them, the latest first, undated ones last; ``kind`` "" for every sort."""

    id: str
    left: Name
    right: Name
    kind: str
    rows: tuple[Row, ...]
    left_out: int


def make(view: View, asked: Asked) -> PairPage | None:
    """Return what ties the two parties asked for ("ID~ID"), None where one of them is not in the dossier."""
    left, _, right = (asked.id or "").partition("~")
    if view.party(left) is None or view.party(right) is None or left == right:
        return None
    kind = asked.one("kind") or ""
    kind = kind if kind in {each.value for each in Kind} else ""
    pair = (min(left, right), max(left, right))
    found = [
        one for one in view.happenings_of(left) if (not kind or KINDS[one.type].value == kind) and pair in pairs_in(one)
    ]
    found.sort(key=lambda one: (i.known if (i := interval_of(one.when)) else (0, 0), one.id), reverse=True)
    return PairPage(
        id=asked.id or "",
        left=name_of(view, left),
        right=name_of(view, right),
        kind=kind,
        rows=rows_of(view, found[:MOST]),
        left_out=len(found[MOST:]),
    )


PAGE = PageKind(name="pair", path="/pair/{id}", make=make, sheets=("drawings.css",))
