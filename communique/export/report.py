"""An account as a short report in plain sentences, each with a numbered footnote: text, markdown and HTML share it.

The report keeps three promises: what did not happen never reads as if it had (see ``verbs.clause``,
and every status stands in brackets after its sentence); quotation marks stand only round words the
page itself quotes; every sentence carries the number of the page's sentence it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.export.codes import short_how
from communique.export.dates import in_words
from communique.export.index import Entry, actors_of, cited_of, facts_of
from communique.export.sentences import Names, sentence_of, tags_of
from communique.export.standings import standings_of
from communique.export.wording import listed, one_line
from communique.model import (
    Account,
    Act,
    Actor,
    ArticleKind,
    Event,
    Evidence,
    Fact,
    Proposal,
    Span,
    Statement,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One fact, position or open issue in a sentence; ``fact`` is its key, ``notes`` numbers of ``Brief.notes``."""

    fact: str
    sentence: str
    tags: tuple[str, ...]
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines of one sort under a title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A footnote: a sentence of the page, word for word, and where it stands in the text."""

    number: int
    span: Span
    quote: str
    block: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The report: what page it is, who is in it, what it says, and the sentences that say so."""

    headline: str
    about: tuple[str, ...]
    people: tuple[str, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


MEETINGS = "Meetings, visits and calls"
PRESSURE = "Demands, offers, threats and answers"
EVENTS = "Other events"
STATEMENTS = "Statements"
PROPOSALS = "Plans and proposals"
SITUATION = "State of play"

_PRESSING = frozenset(
    {
        Act.DEMAND,
        Act.REQUEST,
        Act.APPEAL,
        Act.PROMISE,
        Act.OFFER,
        Act.THREATEN,
        Act.REJECT,
        Act.ACCUSE,
        Act.AGREE,
    }
)
_HOW_KNOWN = {
    "given": "as given by the caller",
    "json-ld": "from the page's structured data",
    "meta": "from the page's metadata",
    "url": "from the page's address",
    "dateline": "from the dateline",
    "visible": "as printed on the page",
    "searched": "found in the page's markup",
    "text-evidence": "worked out from the text",
}


def brief(account: Account) -> Brief:
    """Return the report of ``account``: facts by section, in the order of the text within each."""
    names = Names.of(account)
    notes = _notes(account)
    numbers = {note.span: note.number for note in notes}
    lines: dict[str, list[Line]] = {
        title: [] for title in (MEETINGS, PRESSURE, EVENTS, PROPOSALS, SITUATION, STATEMENTS)
    }
    for fact in facts_of(account):
        lines[section_of(fact)].append(
            Line(
                fact=fact.id,
                sentence=sentence_of(fact, names),
                tags=tags_of(fact),
                notes=tuple(dict.fromkeys(numbers[e.sentence] for e in fact.evidence)),
            )
        )
    lines[SITUATION] += [
        Line(fact=s.key, sentence=s.sentence, tags=s.tags, notes=tuple(numbers[span] for span in s.sentences))
        for s in standings_of(account, names)
    ]
    return Brief(
        headline=one_line(account.article.headline or "(no headline)"),
        about=_about(account),
        people=tuple(_person(entry) for entry in actors_of(account)),
        sections=tuple(Section(title=title, lines=tuple(found)) for title, found in lines.items() if found),
        notes=notes,
    )


def section_of(fact: Fact) -> str:
    """Return the title of the section ``fact`` belongs under."""
    match fact:
        case Event():
            return MEETINGS if fact.meeting is not None else EVENTS
        case Statement():
            return PRESSURE if fact.act in _PRESSING else STATEMENTS
        case Proposal():
            return PROPOSALS
        case _:
            return SITUATION


def _notes(account: Account) -> tuple[Note, ...]:
    cited: dict[Span, Evidence] = {}
    for evidence in cited_of(account):
        cited.setdefault(evidence.sentence, evidence)
    return tuple(
        Note(number=number, span=span, quote=one_line(cited[span].quote), block=_block_of(account, span))
        for number, span in enumerate(sorted(cited), start=1)
    )


def _block_of(account: Account, span: Span) -> str:
    block = account.article.block_at(span.start)
    return "text" if block is None else block.kind.value


def _about(account: Account) -> tuple[str, ...]:
    article = account.article
    published = article.published
    if published is None:
        dated = "Publication date not known"
    else:
        how = short_how(published.how)
        dated = f"Published {in_words(published)} ({_HOW_KNOWN.get(how, how.replace('-', ' '))})"
    lines = [dated]
    if article.kind is not ArticleKind.ARTICLE:
        lines.append(f"Kind of page: {article.kind.value.replace('-', ' ')}")
    if article.publisher:
        lines.append(f"Publisher: {one_line(article.publisher)}")
    if article.authors:
        lines.append("By " + listed([one_line(author) for author in article.authors]))
    if article.credits:
        lines.append("Credited to " + listed(list(dict.fromkeys(credit.name for credit in article.credits))))
    if article.url:
        lines.append(article.url)
    return tuple(lines)


def _person(entry: Entry[Actor]) -> str:
    actor = entry.target
    codes = " ".join(code for code in (actor.country, actor.sector) if code)
    roles = "; ".join(dict.fromkeys(one_line(role.text) for role in actor.roles if role.text != actor.name))
    return one_line(actor.name) + (f", {roles}" if roles else "") + (f" ({codes})" if codes else "")
