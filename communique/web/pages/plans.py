"""Proposals: each plan with its versions as a tree, and what became of each version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.export.dates import in_words
from communique.export.dossier.footnotes import NAMED
from communique.export.dossier.proposals import answered
from communique.export.dossier.teller import Teller
from communique.export.wording import clipped
from communique.model import Answer, Draft, Plan, Proposal, ProposalStatus
from communique.web.drawings.axis import interval_of
from communique.web.drawings.tree import Said, Tree, Version, tree
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.rows import Name, name_of, quotes_of, teller_of
from communique.web.telling import Count, Quote, count_of
from communique.web.view import View

MOST = 30
"""Plans shown at most, the last ones; each has a page of its own."""
_YES = frozenset({ProposalStatus.ACCEPTED, ProposalStatus.SIGNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """What somebody did to a version, as the brief tells it; ``sign`` "yes", "no" or "step"."""

    words: str
    status: str
    sign: str
    conditional: bool
    by: tuple[Name, ...]
    when: str | None
    count: Count
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A version of a plan; ``of`` is the number of the version it was made of, None where that is not told."""

    id: str
    number: int
    of: int | None
    name: str
    points: int | None
    when: str | None
    count: Count
    answers: tuple[AnswerRow, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """A plan with its tree, and the same as rows."""

    id: str
    name: str
    authors: tuple[Name, ...]
    drawing: Tree
    drafts: tuple[DraftRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansPage:
    """The plans, the latest first; ``left_out`` earlier ones."""

    plans: tuple[PlanRow, ...]
    left_out: int


def make(view: View, asked: Asked) -> PlansPage:
    """Return the latest plans."""
    ranked = sorted(view.dossier.plans, key=_order)
    teller = teller_of(view)
    shown = [*reversed(ranked)][:MOST]
    return PlansPage(plans=tuple(plan_row(view, plan, teller) for plan in shown), left_out=len(ranked) - len(shown))


def _order(plan: Plan) -> tuple[int, str, str]:
    """Return the place of a plan by the last day anything is told of it; plans without a day come first."""
    times = [when for draft in plan.drafts for when in (draft.when, *(answer.when for answer in draft.answers))]
    return (max((i.known[1] for when in times if (i := interval_of(when))), default=0), plan.name, plan.id)


def plan_row(view: View, plan: Plan, teller: Teller) -> PlanRow:
    """Return a plan with its tree."""
    parents = _parents(view, plan.drafts)
    rows = tuple(_draft(view, draft, number, parents[number], teller) for number, draft in enumerate(plan.drafts))
    return PlanRow(
        id=plan.id,
        name=clipped(plan.name, NAMED),
        authors=tuple(name_of(view, author) for author in plan.authors),
        drawing=tree([_version(row, draft) for row, draft in zip(rows, plan.drafts, strict=True)]),
        drafts=rows,
    )


def _parents(view: View, drafts: Iterable[Draft]) -> list[int | None]:
    """Return the version each version was made of: the one a page says ("a new draft of the ten-point plan"), else the
    one before it."""
    at: dict[str, int] = {}
    found: list[int | None] = []
    for number, draft in enumerate(drafts):
        told = [fact.version_of for key in draft.facts if isinstance(fact := view.fact(key), Proposal)]
        parent = next((at[key] for key in told if key in at), number - 1 if number else None)
        found.append(parent)
        at.update((key, number) for key in draft.facts if key not in at)
    return found


def _draft(view: View, draft: Draft, number: int, parent: int | None, teller: Teller) -> DraftRow:
    name = clipped(draft.name, NAMED)
    answers = sorted(draft.answers, key=lambda answer: (_day(answer), answer.status.value, answer.by))
    return DraftRow(
        id=draft.id,
        number=number + 1,
        of=None if parent is None else parent + 1,
        name=name,
        points=draft.points,
        when=draft.when.edtf if draft.when else None,
        count=count_of(view, draft.backing.articles),
        answers=tuple(_answer(view, one, name, teller) for one in answers if teller.known(one.facts)),
        quotes=quotes_of(view, draft.facts, most=3),
    )


def _day(answer: Answer) -> tuple[bool, int]:
    interval = interval_of(answer.when)
    return (interval is None, interval.known[0] if interval else 0)


def _answer(view: View, answer: Answer, name: str, teller: Teller) -> AnswerRow:
    sign = "yes" if answer.status in _YES else "no" if answer.status is ProposalStatus.REJECTED else "step"
    return AnswerRow(
        words=answered(answer, name, teller, short=True).sentence,
        status=answer.status.value,
        sign=sign,
        conditional=answer.condition is not None,
        by=tuple(name_of(view, party) for party in answer.by),
        when=answer.when.edtf if answer.when else None,
        count=count_of(view, answer.backing.articles),
        quotes=quotes_of(view, answer.facts, most=2),
    )


def _version(row: DraftRow, draft: Draft) -> Version:
    return Version(
        id=row.id,
        parent=None if row.of is None else row.of - 1,
        name=f"{row.number}. {row.name}",
        about=in_words(draft.when) if draft.when else "",
        answers=tuple(Said(sign=a.sign, words=a.words, conditional=a.conditional) for a in row.answers[:12]),
    )


PAGE = PageKind(name="plans", path="/plans", make=make, in_menu=True, sheets=("drawings.css",))
