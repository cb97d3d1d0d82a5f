"""Where things stand: issues left open, and who controls what."""

from __future__ import annotations

from communique.export.dates import in_words
from communique.export.dossier.footnotes import NAMED
from communique.export.dossier.happened import MOST, moment_key
from communique.export.dossier.shape import Chapter, Group, Told
from communique.export.dossier.teller import Teller, many
from communique.export.sentences import finished, held
from communique.export.wording import clipped
from communique.model import Holding, Question, When

OPEN = "Open issues"
CONTROL = "Who controls what"


def open_issues(teller: Teller) -> Chapter:
    """Return the issues left open by the last pages that speak of them."""
    found = [q for q in teller.dossier.questions if teller.known(q.facts) and teller.is_new(q.facts)]
    found.sort(key=lambda q: (q.issue, q.state.value, moment_key(q.when), q.facts))
    lines = tuple(question_told(question, teller) for question in found[:MOST])
    return Chapter(title=OPEN, lead=_left_out(len(found)), groups=(Group(lines=lines),) if lines else ())


def control(teller: Teller) -> Chapter:
    """Return who holds what, as last told."""
    found = [h for h in teller.dossier.holdings if teller.known(h.facts) and teller.is_new(h.facts)]
    found.sort(key=lambda h: (h.place or "", teller.party(h.holder) if h.holder else "", h.what, h.facts))
    lines = tuple(holding_told(holding, teller) for holding in found[:MOST])
    return Chapter(title=CONTROL, lead=_left_out(len(found)), groups=(Group(lines=lines),) if lines else ())


def question_told(question: Question, teller: Teller) -> Told:
    """Return an open issue as a line with its footnotes."""
    backing = teller.count(question.backing)
    issue = clipped(question.issue, NAMED)
    return Told(
        sentence=finished(f"{issue}, {_as_of(question.when)}"),
        tags=(question.state.value,),
        backing=backing,
        notes=teller.cite(teller.known(question.facts), backing),
    )


def holding_told(holding: Holding, teller: Teller) -> Told:
    """Return who holds what, as last told, as a line with its footnotes."""
    backing = teller.count(holding.backing)
    holder = teller.party(holding.holder) if holding.holder else None
    place = clipped(holding.place, NAMED) if holding.place else None
    words = held(holding.what, holder, clipped(holding.extent or "", NAMED), place)
    return Told(
        sentence=finished(f"{words}, {_as_of(holding.when)}"),
        backing=backing,
        notes=teller.cite(teller.known(holding.facts), backing),
    )


def _as_of(when: When | None) -> str:
    return f"as of {in_words(when)}" if when else "date not told"


def _left_out(number: int) -> str:
    return f"The first {MOST}; {many(number - MOST, 'more')} not told here." if number > MOST else ""
