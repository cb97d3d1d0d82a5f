"""What the codes mean: PLOVER 2.0 (draft) types and modes, statuses, speech acts, each defined with an example.

The names and the scheme are PLOVER's; definitions and examples are ours.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.fact.tables import table_lines
from communique.model import EventType


@dataclass(frozen=True, slots=True)
class Kind:
    """A code: ``sort`` type, mode, status or act; ``quad`` 1 verbal and 2 material cooperation, 3 verbal and 4 material
    conflict, None for codes that have none. A mode's name is ``TYPE:mode``.
    """

    sort: str
    name: str
    quad: int | None
    definition: str
    example: str


def _kinds() -> tuple[Kind, ...]:
    rows = (line.split("\t") for line in table_lines("kinds.tsv"))
    return tuple(Kind(s, n, None if q == "-" else int(q), d, e) for s, n, q, d, e in rows)


KINDS = _kinds()
"""Every code of the record."""


def kind_of(name: str) -> Kind | None:
    """Return the code called ``name`` ("CONSULT", "CONSULT:visit", "planned", "assert"), or None."""
    return next((k for k in KINDS if k.name == name), None)


def quad_of(type_: EventType) -> int:
    """Return PLOVER's quad code of an event type (SANCTION counts as material conflict)."""
    return next(k.quad for k in KINDS if k.name == type_.value and k.quad is not None)
