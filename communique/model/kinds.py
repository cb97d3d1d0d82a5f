"""What the codes mean: PLOVER 2.0 (draft) types, modes and contexts, statuses, speech acts, each with an example; and
the rules by which words become events.

The names and the scheme are PLOVER's, finer statuses and speech acts ours; so are definitions, rules and examples.
``docs/kinds.md`` is written from this.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from communique.model.facts import EventType


@dataclass(frozen=True, slots=True)
class Kind:
    """A code: ``sort`` type, mode, context, status, act or rule; ``quad`` 1 verbal and 2 material cooperation, 3 verbal
    and 4 material conflict, None for codes that have none. A mode's name is ``TYPE:mode``, a rule's ``rule:name``; the
    example of a rule ends with what its sentence becomes, after a colon.
    """

    sort: str
    name: str
    quad: int | None
    definition: str
    example: str


def _kinds() -> tuple[Kind, ...]:
    lines = files("communique.model").joinpath("kinds.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Kind(s, n, None if q == "-" else int(q), d, e) for s, n, q, d, e in rows)


KINDS = _kinds()
"""Every code of the record."""


def quad_of(type_: EventType) -> int:
    """Return PLOVER's quad code of an event type (SANCTION counts as material conflict)."""
    return next(k.quad for k in KINDS if k.name == type_.value and k.quad is not None)
