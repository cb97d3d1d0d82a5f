"""One plan with its versions."""

from __future__ import annotations

from dataclasses import dataclass

from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.plans import PlanRow, plan_row
from communique.web.pages.rows import teller_of
from communique.web.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """A plan with its tree and rows."""

    plan: PlanRow


def make(view: View, asked: Asked) -> PlanPage | None:
    """Return the plan asked for, None where there is none."""
    found = next((plan for plan in view.dossier.plans if plan.id == asked.id), None)
    return PlanPage(plan=plan_row(view, found, teller_of(view))) if found else None


PAGE = PageKind(name="plan", path="/plan/{id}", make=make, sheets=("drawings.css",))
