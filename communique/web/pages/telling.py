"""Words for what is drawn: the sentences of ``export.dossier``, made when a page asks for them."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import date

from communique.export.dates import in_words
from communique.export.dossier import Scope
from communique.export.dossier.footnotes import NAMED, Footnotes, outlet_of, published_in_words
from communique.export.dossier.happened import found
from communique.export.dossier.teller import Teller
from communique.export.wording import clipped
from communique.model import Event, Fact, Happening, When
from communique.web.drawings.kinds import KINDS, STANDINGS
from communique.web.view import View

QUOTED = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A party by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A happening as a line of a table: ``when`` and ``place`` "" where not told, ``origins`` how many known hands it
    rests on, ``unknown`` how many that nobody can name."""

    id: str
    when: str
    sentence: str
    kind: str
    status: str
    standing: str
    place: str
    origins: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A sentence of a page word for word: ``fact`` and ``article`` are where it is shown marked."""

    fact: str
    article: str
    outlet: str
    day: str
    quote: str


def _teller(view: View) -> Teller:
    return Teller(view.dossier, view.shelf, Scope(name=view.name, today=date.min))


def teller_of(view: View) -> Teller:
    """Return the maker of sentences for one page: what it looks up is shared by all pages, its footnotes are new."""
    teller = copy(view.once(_teller))
    teller.notes = Footnotes(view.shelf, teller.hands)
    return teller


def sentence_of(happening: Happening, teller: Teller, *, dated: bool = True) -> str:
    """Return a happening as a sentence, "" where none of its facts is on the shelf any more."""
    one = found(happening, teller)
    return teller.happening(happening, one.events[0], dated=dated) if one else ""


def row_of(happening: Happening, teller: Teller) -> Row:
    """Return a happening as a line of a table; its day stands in a column of its own."""
    return Row(
        id=happening.id,
        when=when_in_words(happening.when),
        sentence=sentence_of(happening, teller, dated=False),
        kind=KINDS[happening.type].value,
        status=happening.status.value,
        standing=STANDINGS[happening.status].value,
        place=clipped(happening.where.name, NAMED) if happening.where else "",
        origins=len(happening.backing.origins),
        unknown=len(happening.backing.unknown),
    )


def when_in_words(when: When | None) -> str:
    """Return a time in words, "" where there is none or the record holds no calendar day."""
    if when is None:
        return ""
    try:
        return clipped(in_words(when), NAMED)
    except ValueError:
        return clipped(when.edtf, NAMED)


def name_of(view: View, party: str) -> Name:
    """Return a party by id and name; one that is not in the dossier has none."""
    there = view.party(party)
    return Name(id=party, name=clipped(there.name, NAMED) if there else "")


def quotes_of(view: View, facts: tuple[str, ...], most: int = 5) -> tuple[Quote, ...]:
    """Return the first cited sentence of each of ``facts`` (ids), each sentence once, at most ``most``."""
    found: dict[tuple[str, int], Quote] = {}
    for key in facts:
        fact = view.fact(key)
        if fact is not None and len(found) < most:
            piece = fact.evidence[0]
            found.setdefault((piece.article, piece.sentence.start), _quote(view, fact))
    return tuple(found.values())


def _quote(view: View, fact: Fact) -> Quote:
    article = view.account_of(fact.id).article
    return Quote(
        fact=fact.id,
        article=article.id,
        outlet=outlet_of(article),
        day=published_in_words(article),
        quote=clipped(fact.evidence[0].sentence.of(article.text), QUOTED),
    )


def outcomes_of(happening: Happening, teller: Teller) -> tuple[str, ...]:
    """Return what came of a meeting, in the words of its pages, each once."""
    words = (
        teller.words(fact, fact.meeting.outcome)
        for fact in teller.known(happening.facts)
        if isinstance(fact, Event) and fact.meeting is not None and fact.meeting.outcome is not None
    )
    return tuple(dict.fromkeys(words))[:5]
