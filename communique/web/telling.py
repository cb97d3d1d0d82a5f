"""What many pages show alike: a happening or a fact as a line, the sentence of a page as evidence, whose hands.

Sentences are those of ``export.dossier``; here they become plain values for contexts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED, outlet_of
from communique.export.dossier.fragments import link_to
from communique.export.dossier.happened import found
from communique.export.sentences import tags_of
from communique.export.wording import clipped
from communique.model import Event, Fact, Happening, OriginKind, Proposal, Statement, type_of_fact
from communique.web.view import View

QUOTED = 700
"""Characters of a page's sentence that are shown; a cut is marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Whose hands something rests on: how many known independent origins, on how many pages; how many pages of
    unknown origin there are besides."""

    origins: int
    pages: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A happening or fact in one sentence. ``kind``: event, statement, proposal or situation; ``type``: of an event
    (PLOVER), the act of a statement; ``fact``: the most telling one, in ``article``; ``when``: EDTF, None unknown."""

    sentence: str
    kind: str
    type: str | None
    status: str | None
    tags: tuple[str, ...]
    when: str | None
    published: str | None
    happening: str | None
    fact: str
    article: str
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The sentence of a page that a fact rests on. ``before``, ``cue``, ``after`` together are the sentence;
    ``hand``: the origin where it is known; ``link``: to the sentence on the live page, None without an address."""

    fact: str
    article: str
    outlet: str
    published: str | None
    hand: str | None
    origin: str | None
    before: str
    cue: str
    after: str
    status: str | None
    link: str | None


def count_of(view: View, articles: Iterable[str]) -> Count:
    """Return whose hands articles (ids) are from."""
    pages = tuple(dict.fromkeys(a for a in articles if a in view.shelf))
    known = [article for article in pages if view.teller.hand(article) is not None]
    return Count(origins=len(view.teller.origins(known)), pages=len(known), unknown=len(pages) - len(known))


def line_of_happening(view: View, happening: Happening) -> Line | None:
    """Return a happening as a line, None where no current page tells of it any more."""
    one = found(happening, view.teller)
    if one is None:
        return None
    lead = one.events[0]
    article = view.account_of(lead.id).article
    return Line(
        sentence=view.teller.happening(happening, lead),
        kind="event",
        type=happening.type.value,
        status=happening.status.value,
        tags=(),
        when=happening.when.edtf if happening.when else None,
        published=article.published.edtf if article.published else None,
        happening=happening.id,
        fact=lead.id,
        article=article.id,
        count=count_of(view, view.teller.articles_of(one.agreeing)),
    )


def line_of_fact(view: View, fact: Fact) -> Line:
    """Return a fact as a line; what it rests on is its own page."""
    article = view.account_of(fact.id).article
    happening = view.happening_of(fact.id)
    when = None if not isinstance(fact, Event | Statement | Proposal) else fact.when
    return Line(
        sentence=view.teller.sentence(fact),
        kind=type_of_fact[type(fact)],
        type=type_in(fact),
        status=status_of(fact),
        tags=tuple(tag for tag in tags_of(fact) if tag != status_of(fact)),
        when=when.edtf if when else None,
        published=article.published.edtf if article.published else None,
        happening=happening.id if happening else None,
        fact=fact.id,
        article=article.id,
        count=count_of(view, (article.id,)),
    )


def quote_of(view: View, fact: Fact, evidence: int = 0) -> Quote:
    """Return the sentence a fact rests on (the one numbered ``evidence``)."""
    article = view.account_of(fact.id).article
    hand = view.teller.hands.get(article.id)
    known = hand if hand is not None and hand.kind is not OriginKind.UNKNOWN else None
    piece = fact.evidence[evidence]
    sentence, cue = piece.sentence, piece.cue
    cut = article.text[max(sentence.start, cue.start - QUOTED) : cue.start]
    return Quote(
        fact=fact.id,
        article=article.id,
        outlet=outlet_of(article),
        published=article.published.edtf if article.published else None,
        hand=clipped(known.name, NAMED) if known and known.name else None,
        origin=hand.id if hand else None,
        before=("[…] " if cue.start - sentence.start > QUOTED else "") + _flat(cut),
        cue=clipped(cue.of(article.text), QUOTED),
        after=_flat(article.text[cue.end : min(sentence.end, cue.end + QUOTED)])
        + (" […]" if sentence.end - cue.end > QUOTED else ""),
        status=status_of(fact),
        link=link_to(article, sentence),
    )


def status_of(fact: Fact) -> str | None:
    """Return the status of an event or a proposal."""
    status = fact.status if isinstance(fact, Event | Proposal) else None
    return status.value if status else None


def type_in(fact: Fact) -> str | None:
    """Return the type of an event, or the act of a statement."""
    if isinstance(fact, Event):
        return fact.type.value
    return fact.act.value if isinstance(fact, Statement) else None


def _flat(text: str) -> str:
    """Return a piece of a sentence on one line, a space at its edge kept: the pieces stand side by side."""
    return (" " if text[:1].isspace() else "") + " ".join(text.split()) + (" " if text[-1:].isspace() else "")
