"""What is shown in place of a page after a form was sent: why a change was not made, or who makes it."""

from __future__ import annotations

from dataclasses import dataclass

from communique.web.pages.kind import Asked, PageKind
from communique.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """``key`` of its words; ``detail`` as the record puts it; ``back``: a path on this server."""

    key: str
    detail: str
    back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form that is sent again."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Asks who corrects; ``kind`` is what was to be corrected."""

    kind: str
    fields: tuple[Field, ...]


def _nothing(view: View, asked: Asked) -> None:
    return None


REFUSAL = PageKind(name="refusal", path="", make=_nothing, sheets=("lists.css",))
WHO = PageKind(name="who", path="", make=_nothing, sheets=("lists.css",))
