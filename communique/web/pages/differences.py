"""Differences: what accounts say otherwise than each other, side by side, and no verdict on who is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from communique.export.dossier.disputes import last_day, origins_in, subject_in_words
from communique.export.dossier.footnotes import NAMED
from communique.export.wording import clipped
from communique.model import Difference, DifferenceKind, Version, When
from communique.web.cited import Part, known, part_of, place_in_time, quotes_of
from communique.web.pages.kind import Asked, PageKind
from communique.web.pages.parties import Option
from communique.web.telling import Count, Line, Quote, count_of, line_of_happening
from communique.web.view import View

SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """What some accounts say: the value, since when (EDTF, the first page's day), whose hands, their sentences."""

    value: str
    first: str | None
    hands: tuple[str, ...]
    count: Count
    quotes: tuple[Quote, ...]


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
        (v for v in difference.versions if known(view, v.facts)),
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
    return sum(bool(known(view, version.facts)) for version in difference.versions) > 0


def _version(view: View, version: Version) -> VersionRow:
    first = _first(view, version)
    names = (view.teller.hand(article) for article in version.backing.articles if article in view.shelf)
    hands = dict.fromkeys(clipped(hand.name, NAMED) for hand in names if hand is not None and hand.name)
    return VersionRow(
        value=clipped(version.value, NAMED * 2),
        first=first.edtf if first else None,
        hands=tuple(hands)[:9],
        count=count_of(view, version.backing.articles),
        quotes=quotes_of(view, known(view, version.facts), version.words),
    )


def _first(view: View, version: Version) -> When | None:
    """Return the day of publication of the first page that has a version."""
    published = [view.account_of(fact.id).article.published for fact in known(view, version.facts)]
    return min(published, key=place_in_time)


PAGE = PageKind(name="differences", path="/differences", make=differences, in_menu=True)
DIFFERENCE = PageKind(name="difference", path="/difference/{id}", make=difference)
