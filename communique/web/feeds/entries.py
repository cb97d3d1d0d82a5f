"""What feeds tell of: happenings and differences as entries with the sentences of pages they rest on."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from communique.export.dossier.disputes import subject_in_words
from communique.export.dossier.footnotes import NAMED, outlet_of, published_in_words
from communique.export.dossier.happened import found, told
from communique.export.dossier.teller import Teller
from communique.export.text import visible
from communique.export.wording import clipped
from communique.model import Difference, Happening, digest
from communique.web.view import View

NEVER = "1970-01-01T00:00:00Z"
"""Stands for the time of a capture that the file does not give: an entry needs one."""
QUOTES = 5
"""Sentences of an entry at most."""
QUOTED = 700


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A sentence of a page word for word, and where it stands."""

    words: str
    outlet: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A happening or a difference: ``about`` is "happening" or "difference", ``id`` its id in the dossier.

    ``captured``: when the last page that tells of it was captured (UTC); ``first`` when the first one was.
    """

    about: str
    id: str
    title: str
    tags: tuple[str, ...]
    backing: str
    citations: tuple[Citation, ...]
    first: str
    captured: str


def identity(view: View, about: str, key: str) -> str:
    """Return an id (a UUID of version 5) that stays the same as long as the dossier's name and the thing's id do."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, digest("entry", view.name, about, key)))


def entries(view: View, teller: Teller, *, most: int) -> tuple[Entry, ...]:
    """Return happenings and differences as entries, the one captured last first, at most ``most`` of them."""
    rows: list[tuple[tuple[str, str], str, str, Happening | Difference]] = [
        (captured(view, h.facts), "happening", h.id, h) for h in view.dossier.happenings
    ]
    facts = {d.id: tuple(f for v in d.versions for f in v.facts) for d in view.dossier.differences}
    rows += [(captured(view, facts[d.id]), "difference", d.id, d) for d in view.dossier.differences]
    ordered = sorted(rows, key=lambda row: (row[1], row[2]))
    ordered.sort(key=lambda row: row[0][1], reverse=True)
    made: list[Entry] = []
    for (first, last), about, key, thing in ordered:
        if len(made) == most:
            break
        title, tags, backing = _told(thing, teller)
        if not title:
            continue
        citations = cited(_telling(thing, teller) if isinstance(thing, Happening) else facts[key], teller)
        made.append(
            Entry(
                about=about,
                id=key,
                title=title,
                tags=tags,
                backing=backing,
                citations=citations,
                first=first,
                captured=last,
            )
        )
    return tuple(made)


def _told(thing: Happening | Difference, teller: Teller) -> tuple[str, tuple[str, ...], str]:
    if isinstance(thing, Happening):
        one = found(thing, teller)
        line = told(one, teller) if one else None
        return (visible(line.sentence), line.tags, line.backing) if line else ("", (), "")
    values = "; ".join(
        f"{clipped(v.value, NAMED)} ({teller.count(v.backing)})" for v in thing.versions if teller.known(v.facts)
    )
    return (visible(f"{subject_in_words(thing, teller)}: {values}") if values else "", (thing.kind.value,), "")


def _telling(happening: Happening, teller: Teller) -> tuple[str, ...]:
    one = found(happening, teller)
    return tuple(event.id for event in one.events) if one else ()


def cited(facts: tuple[str, ...], teller: Teller) -> tuple[Citation, ...]:
    """Return the sentences of facts (ids), one for each hand, a page of an unknown one by itself, five at most."""
    chosen: dict[str, Citation] = {}
    for fact in teller.known(facts):
        article = teller.article_of(fact)
        hand = teller.hand(article)
        page = teller.shelf.article(article)
        words = visible(clipped(fact.evidence[0].quote, QUOTED))
        citation = Citation(words=words, outlet=visible(outlet_of(page)), day=published_in_words(page))
        chosen.setdefault(hand.id if hand else article, citation)
        if len(chosen) == QUOTES:
            break
    return tuple(chosen.values())


def captured(view: View, facts: tuple[str, ...]) -> tuple[str, str]:
    """Return when the first and when the last page that has one of the facts (ids) was captured (UTC)."""
    times = []
    for fact in facts:
        if view.fact(fact) is None:
            continue
        page = view.page(view.account_of(fact).article.id)
        if page is not None and page.captured:
            times.append(page.captured)
    return (min(times), max(times)) if times else (NEVER, NEVER)
