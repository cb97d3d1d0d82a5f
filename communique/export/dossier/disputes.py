"""Differences between accounts, side by side with their sentences, and no verdict on who is right."""

from __future__ import annotations

from communique.export.dates import in_words
from communique.export.dossier.footnotes import NAMED, QUOTED, outlet_of, published_in_words
from communique.export.dossier.happened import MOST
from communique.export.dossier.shape import Cell, Chapter, Grid, Group
from communique.export.dossier.teller import Teller, many
from communique.export.wording import clipped, listed
from communique.model import Difference, DifferenceKind, EventType, Evidence, Happening, Version

TITLE = "Differences between accounts"
KINDS = {
    DifferenceKind.NUMBER: "Numbers",
    DifferenceKind.DATE: "Dates",
    DifferenceKind.PLACE: "Places",
    DifferenceKind.PARTIES: "Parties",
    DifferenceKind.STATUS: "Took place or not",
    DifferenceKind.STATEMENT: "Said otherwise than before",
    DifferenceKind.CORRECTION: "Page corrected",
}
_OF_SOMETHING = frozenset({DifferenceKind.NUMBER, DifferenceKind.STATEMENT, DifferenceKind.CORRECTION})
"""Kinds that say little without a subject ("Numbers: people killed"); dates and places are their own."""
_MATTERS = {
    EventType.AGREE: "agreement",
    EventType.CONSULT: "talks",
    EventType.SUPPORT: "backing",
    EventType.CONCEDE: "concession",
    EventType.COOPERATE: "cooperation",
    EventType.AID: "aid",
    EventType.RETREAT: "giving way",
    EventType.REQUEST: "demand",
    EventType.ACCUSE: "accusation or criticism",
    EventType.REJECT: "refusal",
    EventType.THREATEN: "threat",
    EventType.PROTEST: "protest",
    EventType.SANCTION: "penalties",
    EventType.MOBILIZE: "mobilising",
    EventType.COERCE: "coercion",
    EventType.ASSAULT: "use of force",
}
"""Names of what is differed about, which say neither that it took place nor that it did not."""
_RETREATS = {"withdraw": "withdrawal", "release": "release", "ceasefire": "ceasefire", "disarm": "disarming"}


def disputes(teller: Teller) -> Chapter:
    """Return the differences, those between most origins first."""
    found = ranked(teller)
    lead = "Side by side in the order of publication; the record takes no side."
    if len(found) > MOST:
        lead += f" The {MOST} with most origins; {many(len(found) - MOST, 'further difference')} not told here."
    return Chapter(title=TITLE, lead=lead, groups=tuple(_group(one, teller) for one in found[:MOST]))


def ranked(teller: Teller) -> list[Difference]:
    """Return the differences in which there is news, those with most origins and then the most recent first."""
    found = [d for d in teller.dossier.differences if _is_news(d, teller)]
    order = list(DifferenceKind)
    by_day = sorted(found, key=lambda d: last_day(d, teller), reverse=True)
    by_day.sort(key=lambda d: (-origins_in(d, teller), -_number(last_day(d, teller)), order.index(d.kind), d.id))
    return by_day


def _is_news(difference: Difference, teller: Teller) -> bool:
    """Tell whether a version rests on a new fact, or (a notice of correction may hold no fact) the page is new."""
    facts = [fact for version in difference.versions for fact in version.facts]
    return teller.is_new(facts) if facts else difference.about in teller.shelf and difference.about in teller.news


def _number(day: str) -> int:
    digits = day.replace("-", "")
    return int(digits) if digits.isdigit() else 0


def origins_in(difference: Difference, teller: Teller) -> int:
    """Return how many known origins the versions of a difference have together."""
    return len(teller.origins(a for version in difference.versions for a in version.backing.articles))


def last_day(difference: Difference, teller: Teller) -> str:
    """Return the last day of publication of the pages of a difference, "" where none is known."""
    return max((teller.last_day(teller.known(version.facts)) for version in difference.versions), default="")


def _group(difference: Difference, teller: Teller) -> Group:
    title = subject_in_words(difference, teller)
    grid = Grid(
        caption=title,
        head=("Version", "Sentence", "According to"),
        rows=tuple(_row(version, difference.about, teller) for version in difference.versions),
    )
    return Group(title=title, grid=grid)


def subject_in_words(difference: Difference, teller: Teller) -> str:
    """Return in what accounts differ, and of which happening, speaker or page; nothing that is differed about."""
    happening = teller.happenings.get(difference.about)
    subject = KINDS[difference.kind]
    if difference.kind in _OF_SOMETHING and difference.subject.strip():
        subject += f": {clipped(difference.subject, NAMED)}"
    if happening is not None:
        return f"{subject} – {matter(happening, difference.kind, teller)}"
    if difference.about in teller.shelf:
        article = teller.shelf.article(difference.about)
        return f"{subject} – page of {outlet_of(article)}, {published_in_words(article)}"
    party = teller.party(difference.about)
    return f"{party} – {subject}" if party != "someone" else subject


def matter(happening: Happening, kind: DifferenceKind, teller: Teller) -> str:
    """Return ``happening`` as a noun with its parties, place, day and status, less what ``kind`` differs in."""
    noun = _MATTERS[happening.type]
    if happening.type is EventType.RETREAT:
        noun = _RETREATS.get(happening.mode or "", noun)
    words = noun
    if kind is not DifferenceKind.PARTIES and happening.actors:
        words += f", {teller.parties(happening.actors)}"
        if happening.recipients:
            words += f" to {teller.parties(happening.recipients)}"
    if kind is not DifferenceKind.PLACE and happening.where is not None:
        words += f", {clipped(happening.where.name, NAMED)}"
    if kind is not DifferenceKind.DATE:
        words += f", {in_words(happening.when)}" if happening.when else ", date not told"
    return words + (f" ({happening.status.value})" if kind is not DifferenceKind.STATUS else "")


def _row(version: Version, about: str, teller: Teller) -> tuple[Cell, ...]:
    backing = teller.count(version.backing)
    hands = dict.fromkeys(_hand(article, teller) for article in version.backing.articles if article in teller.shelf)
    said_by = listed([*hands][:5] + ([many(len(hands) - 5, "other")] if len(hands) > 5 else [])) if hands else ""
    quote, notes = _quoted(version, about, teller)
    value = clipped(version.value, NAMED * 2)
    return (
        Cell(words=value if teller.known(version.facts) or not quote else "the page's notice"),
        Cell(words="", quote=quote, notes=notes),
        Cell(words=said_by, backing=backing),
    )


def _quoted(version: Version, about: str, teller: Teller) -> tuple[str, tuple[int, ...]]:
    """Return the sentence of a version with its footnotes; a notice of correction may be no fact and is quoted."""
    facts, backing = teller.known(version.facts), teller.count(version.backing)
    if facts:
        notes = teller.cite(facts, backing, [version.words] if version.words else [])
        return clipped(_sentence(facts[0].evidence, version).quote, QUOTED), notes
    if version.words is None or about not in teller.shelf:
        return "", ()
    article = teller.shelf.article(about)
    if version.words.end > len(article.text):
        return "", ()
    notice = Evidence.cite(article, version.words, version.words)
    return clipped(notice.quote, QUOTED), teller.notes.add([notice], backing)


def _sentence(evidence: tuple[Evidence, ...], version: Version) -> Evidence:
    words = version.words
    return next((e for e in evidence if words is not None and e.sentence.contains(words)), evidence[0])


def _hand(article: str, teller: Teller) -> str:
    """Return the outlet and day of a page, and whose text it prints where that is known and another's."""
    page = teller.shelf.article(article)
    origin = teller.hand(article)
    outlet = outlet_of(page)
    text = f" (text of {clipped(origin.name, NAMED)})" if origin and origin.name and origin.name != outlet else ""
    return f"{outlet}{text}, {published_in_words(page)}"
