"""Plans: their versions, what each party made of them and on what condition."""

from __future__ import annotations

import re
from collections.abc import Iterable

from communique.export.dates import in_words, with_preposition
from communique.export.dossier.footnotes import NAMED
from communique.export.dossier.happened import MOST, moment_key
from communique.export.dossier.shape import Chapter, Group, Told
from communique.export.dossier.teller import Teller, many
from communique.export.sentences import finished
from communique.export.wording import clipped
from communique.model import Answer, Draft, Fact, Plan, Proposal, ProposalStatus, Span

TITLE = "Proposals"
_DID = {
    ProposalStatus.DRAFTED: ("drafted", "draft"),
    ProposalStatus.LEAKED: ("leaked", "leak"),
    ProposalStatus.PRESENTED: ("put forward", "put forward"),
    ProposalStatus.UPDATED: ("updated", "update"),
    ProposalStatus.ACCEPTED: ("accepted", "accept"),
    ProposalStatus.REJECTED: ("rejected", "reject"),
    ProposalStatus.SIGNED: ("signed", "sign"),
}
_PLANS = re.compile(
    r"\b(?:plan|proposal|draft|deal|accord|agreement|formula|initiative|framework|pact|treaty|text)s?\b", re.I
)
_DETERMINED = re.compile(r"(?:the|an?|its|his|her|their)\b", re.I)


def proposals(teller: Teller) -> Chapter:
    """Return the plans, each with its versions in order and, under each, what became of it."""
    plans = sorted(teller.dossier.plans, key=_plan_key)
    groups = [group for plan in plans if (group := _group(plan, teller)) is not None]
    lead = f"The last {MOST}; {many(len(groups) - MOST, 'earlier plan')} not told here." if len(groups) > MOST else ""
    return Chapter(title=TITLE, lead=lead, groups=tuple(groups[-MOST:]))


def _plan_key(plan: Plan) -> tuple[tuple[bool, str, str], str, str]:
    return (min((moment_key(draft.when) for draft in plan.drafts), default=(True, "", "")), plan.name, plan.id)


def _group(plan: Plan, teller: Teller) -> Group | None:
    lines = []
    for number, draft in enumerate(plan.drafts, start=1):
        answers = [answer for answer in draft.answers if teller.is_new(answer.facts)]
        if teller.known(draft.facts) and (answers or teller.is_new(draft.facts)):
            lines.append(_draft(draft, number if len(plan.drafts) > 1 else None, answers, teller))
    if not lines:
        return None
    by = f", by {teller.parties(plan.authors)}" if plan.authors else ""
    return Group(title=_title(f"{clipped(plan.name, NAMED) or 'a plan without a name'}{by}"), lines=tuple(lines))


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _draft(draft: Draft, number: int | None, answers: Iterable[Answer], teller: Teller) -> Told:
    backing = teller.count(draft.backing)
    name = clipped(draft.name, NAMED) or "a plan without a name"
    said = draft.points is None or "point" in name.casefold()  # "ten-point plan, 10 points"
    points = "" if said else f", {many(draft.points or 0, 'point')}"
    when = f", {in_words(draft.when)}" if draft.when else ""
    return Told(
        label=f"Version {number}" if number else "",
        sentence=finished(f"{name}{points}{when}"),
        tags=() if draft.when else ("date not told",),
        backing=backing,
        notes=teller.cite(teller.known(draft.facts), backing),
        under=tuple(
            answered(answer, name, teller, short=True)
            for answer in sorted(answers, key=lambda a: (moment_key(a.when), a.status.value, a.by))
            if teller.known(answer.facts)
        ),
    )


def answered(answer: Answer, name: str, teller: Teller, *, short: bool = False) -> Told:
    """Return what somebody did to a plan as a line: "Norvia rejected the ten-point plan on 3 May 2026".

    "Estmark would sign the draft if the port is opened" is an answer too: with a condition nothing is told as done.
    """
    facts = teller.known(answer.facts)
    did, do = _DID[answer.status]
    plan = "it" if short else named(name)
    if answer.condition is not None:
        words = f"{teller.parties(answer.by)} would {do} {plan}" if answer.by else f"{plan} would be {did}"
    else:
        done = f"put {plan} forward" if did == "put forward" else f"{did} {plan}"
        words = f"{teller.parties(answer.by)} {done}" if answer.by else f"{plan} was {did}"
    words += "" if answer.by else ", by whom is not told"
    if answer.when is not None:
        words += f" {with_preposition(answer.when)}"
    near = _steps(answer, facts[:1], teller)
    if answer.condition is not None and facts:
        words += f"; on condition: {teller.words(facts[0], answer.condition)}"
        near.append(answer.condition)
    backing = teller.count(answer.backing)
    status = answer.status.value + (" on condition only" if answer.condition is not None else "")
    tags = (status, *(() if answer.when else ("date not told",)))
    return Told(sentence=finished(words), tags=tags, backing=backing, notes=teller.cite(facts, backing, near))


def named(name: str) -> str:
    """Return the name of a plan inside a sentence: "the ten-point plan", "the plan Blue Sails", "its draft"."""
    if _DETERMINED.match(name):
        return name
    return f"the {name}" if _PLANS.search(name) else f"the plan {name}"


def _steps(answer: Answer, facts: Iterable[Fact], teller: Teller) -> list[Span]:
    """Return where pages tell of the step: a plan may be named in one sentence and rejected in another."""
    return [
        step.cue
        for fact in facts
        if isinstance(fact, Proposal)
        for step in fact.steps
        if step.status is answer.status and (not answer.by or set(teller.party_ids(step.by)) & set(answer.by))
    ]
