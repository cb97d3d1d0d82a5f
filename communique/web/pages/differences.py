"""Differences: what accounts say otherwise than each other, side by side, and no verdict on who is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from communique.export.dossier.disputes import last_day, origins_in, subject_in_words
from communique.export.dossier.footnotes import NAMED, outlet_of
from communique.export.dossier.fragments import address_of
from communique.export.wording import clipped
from communique.model import Article, Difference, DifferenceKind, Version, When
from communique.web.cited import QUOTES, Part, known, part_of, parts_of, place_in_time, quotes_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.parties import Option
from communique.web.telling import Count, Line, Quote, count_of, line_of_happening
from communique.web.view import View

SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """What some accounts say: the value, since when (EDTF, the first page's day), whose hands, their sentences.

    ``is_past``: only pages say so that have since been changed."""

    value: str
    first: str | None
    hands: tuple[str, ...]
    count: Count
    quotes: tuple[Quote, ...]
    is_past: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceRow:
    """A difference, its versions in the order of publication."""

    id: str
    kind: str
    title: str
    last: str | None
    origins: int
    versions: tuple[VersionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """The list of differences, those between most origins first."""

    found: Part[DifferenceRow]
    kinds: tuple[Option, ...]
    kind: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencePage:
    """One difference. ``happening``: what it is of, where it is of a happening; ``party`` (id and name), ``article``
    (id and headline) where it is of one of them."""

    difference: DifferenceRow
    how: str
    happening: Line | None
    party: tuple[str, str] | None
    article: tuple[str, str] | None
    others: tuple[tuple[str, str], ...]


def differences(view: View, asked: Asked) -> Differences:
    """Return the list of differences; filters: kind, part."""
    kind = asked.one("kind")
    every = [d for d in view.dossier.differences if _told(view, d)]
    fit = [d for d in every if not kind or d.kind.value == kind]
    order = {value: at for at, value in enumerate(DifferenceKind)}
    fit.sort(key=lambda d: (order[d.kind], d.id))
    fit.sort(key=lambda d: last_day(d, view.teller), reverse=True)
    fit.sort(key=lambda d: -origins_in(d, view.teller))
    counted = Counter(d.kind.value for d in every)
    return Differences(
        found=part_of(fit, asked, SIZE, lambda d: difference_row(view, d)),
        kinds=tuple(
            Option(value=k.value, number=counted[k.value], chosen=k.value == kind)
            for k in DifferenceKind
            if counted[k.value]
        ),
        kind=kind,
    )


def difference_row(view: View, difference: Difference) -> DifferenceRow:
    """Return a difference with its versions in the order of publication."""
    versions = sorted(
        (v for v in difference.versions if _articles(view, v)),
        key=lambda v: place_in_time(_first(view, v)),
    )
    return DifferenceRow(
        id=difference.id,
        kind=difference.kind.value,
        title=subject_in_words(difference, view.teller),
        last=last_day(difference, view.teller) or None,
        origins=origins_in(difference, view.teller),
        versions=tuple(_version(view, version) for version in versions),
    )


def difference(view: View, asked: Asked) -> DifferencePage | None:
    """Return one difference."""
    one = view.difference(asked.id or "")
    if one is None or not _told(view, one):
        return None
    happening = view.happening(one.about)
    party, article = view.party(one.about), view.article(one.about)
    others = [d for d in view.dossier.differences if d.about == one.about and d.id != one.id and _told(view, d)]
    return DifferencePage(
        difference=difference_row(view, one),
        how=one.how,
        happening=line_of_happening(view, happening) if happening else None,
        party=(party.id, clipped(party.name, NAMED)) if party else None,
        article=(article.id, clipped(article.headline or article.id, NAMED)) if article else None,
        others=tuple((d.id, subject_in_words(d, view.teller)) for d in others[:SIZE]),
    )


def _told(view: View, difference: Difference) -> bool:
    """Tell whether a page that is or was in the dossier has one of the versions."""
    return any(_articles(view, version) for version in difference.versions)


def _articles(view: View, version: Version) -> list[Article]:
    """Return the articles behind a version, earlier versions of pages too."""
    shelves = [view.shelf if key in view.shelf else view.past for key in version.backing.articles]
    pairs = zip(shelves, version.backing.articles, strict=True)
    return [shelf.article(key) for shelf, key in pairs if key in shelf]


def _version(view: View, version: Version) -> VersionRow:
    first, current = _first(view, version), known(view, version.facts)
    now = [key for a in version.backing.articles if (key := view.current_of(a)) is not None]
    names = (view.teller.hand(article) for article in now)
    hands = dict.fromkeys(clipped(hand.name, NAMED) for hand in names if hand is not None and hand.name)
    quotes = quotes_of(view, current, version.words)
    return VersionRow(
        value=clipped(version.value, NAMED * 2),
        first=first.edtf if first else None,
        hands=tuple(hands)[:9],
        count=count_of(view, now),
        quotes=quotes or _past_quotes(view, version),
        is_past=not any(article in view.shelf for article in version.backing.articles),
    )


def _past_quotes(view: View, version: Version) -> tuple[Quote, ...]:
    """Return sentences of pages as they were before they were changed; the live page has them no more."""
    quotes = []
    facts = {fact.id: fact for fact in view.past.facts()} if len(view.past) else {}
    for fact in [facts[key] for key in version.facts if key in facts][:QUOTES]:
        article = view.past.account_of(fact.id).article
        current = view.current_of(article.id)
        if current is None:
            continue
        hand = view.teller.hand(current)
        fit = (e for e in fact.evidence if version.words is not None and e.sentence.contains(version.words))
        evidence = next(fit, fact.evidence[0])
        before, marked, after = parts_of(article.text, evidence.sentence, version.words or evidence.cue)
        quotes.append(
            Quote(
                fact="",
                article=current,
                outlet=outlet_of(article),
                published=article.published.edtf if article.published else None,
                hand=clipped(hand.name, NAMED) if hand and hand.name else None,
                origin=hand.id if hand else None,
                before=before,
                cue=marked,
                after=after,
                status=None,
                link=address_of(article),
            )
        )
    return tuple(quotes)


def _first(view: View, version: Version) -> When | None:
    """Return the day of publication of the first page that has a version."""
    return min((article.published for article in _articles(view, version)), key=place_in_time, default=None)


PAGE = PageKind(name="differences", path="/differences", make=differences, in_menu=True, sheets=("lists.css",))
DIFFERENCE = PageKind(name="difference", path="/difference/{id}", make=difference, sheets=("lists.css",))
