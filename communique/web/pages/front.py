"""The front page: what is happening now."""

from __future__ import annotations

from dataclasses import dataclass

from communique.web.pages.kind import Asked, PageKind
from communique.web.telling import Line, line_of_happening
from communique.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What stands on the front page."""

    latest: tuple[Line, ...]


def front(view: View, asked: Asked) -> Front:
    """Return the front page."""
    lines = (line_of_happening(view, happening) for happening in view.dossier.happenings[:20])
    return Front(latest=tuple(line for line in lines if line is not None))


PAGE = PageKind(name="front", path="/", make=front, in_menu=True)
