"""People and parties: who acts in the dossier, and all that is told of one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from communique.export.dossier.footnotes import NAMED, outlet_of
from communique.export.dossier.standpoints import stand_in_words
from communique.export.wording import clipped
from communique.model import Actor, Course, EventType, Party, Status
from communique.web.cited import (
    Part,
    happening_lines,
    home_of,
    in_time,
    known,
    part_of,
    place_in_time,
    quotes_of,
    said_by,
)
from communique.web.pages.kind import Asked, PageKind
from communique.web.telling import Count, Line, Quote, count_of, line_of_fact, quote_of
from communique.web.view import View

SIZE = 100
"""Parties shown at a time."""
MOST = 60
"""Lines of one sort on a party's page; where there are more the list of them is linked."""
_MERGEABLE = 300
_SPLITTABLE = 60
_HELD = frozenset({Status.HAPPENED, Status.ONGOING, Status.HISTORICAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One value of a filter and how many there are of it."""

    value: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """A party in the list; ``roles``: the first few; ``pages``: how many name it."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    roles: tuple[str, ...]
    happenings: int
    statements: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """The list of parties, those that act and speak most first."""

    found: Part[PartyRow]
    kinds: tuple[Option, ...]
    countries: tuple[Option, ...]
    kind: str | None
    country: str | None
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A page: where a role or a name stands."""

    article: str
    outlet: str
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """An office or function: ``since``, ``until`` days as the atlas dates it, or the pages that give it."""

    text: str
    since: str | None
    until: str | None
    pages: tuple[Named, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement and its sentence."""

    line: Line
    quote: Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class StandRow:
    """A stand on an issue in words, with its sentences."""

    words: str
    stance: str
    move: str | None
    count: Count
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """What a party made of one issue over time, the latest stand last."""

    issue: str
    stands: tuple[StandRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Another party; ``number``: how often they met, ``last``: when they last did (EDTF)."""

    id: str
    name: str
    kind: str
    number: int
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """A name pages call a party by, the first of those pages and how many there are."""

    name: str
    pages: tuple[Named, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An actor of a page that can be told to be somebody else."""

    actor: str
    name: str
    page: Named


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyPage:
    """All that is told of one party. ``actors``: its actors' ids (for corrections); ``mergeable``: an actor of each
    other party that may be the same."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    wikidata: str | None
    roles: tuple[RoleRow, ...]
    names: tuple[NameRow, ...]
    statements: tuple[Said, ...]
    statements_in_all: int
    issues: tuple[IssueRow, ...]
    happenings: tuple[Line, ...]
    happenings_in_all: int
    met: tuple[Other, ...]
    actors: tuple[str, ...]
    mergeable: tuple[tuple[str, str], ...]
    splittable: tuple[Split, ...]


def parties(view: View, asked: Asked) -> Parties:
    """Return the list of parties; filters: kind, country, part."""
    kind, country = asked.one("kind"), asked.one("country")
    every = view.dossier.parties
    fit = [p for p in every if (not kind or p.kind.value == kind) and (not country or p.country == country)]

    def weight(party: Party) -> tuple[int, str, str]:
        acts = len(view.happenings_of(party.id)) + len(said_by(view, party.id))
        return (-acts, party.name.casefold(), party.id)

    found = part_of(sorted(fit, key=weight), asked, SIZE, lambda party: _row(view, party))
    return Parties(
        found=found,
        kinds=_options((p.kind.value for p in every), kind),
        countries=_options((p.country for p in every if p.country), country),
        kind=kind,
        country=country,
        all=len(every),
    )


def _options(values: Iterable[str], chosen: str | None) -> tuple[Option, ...]:
    counted = Counter(values)
    return tuple(Option(value=v, number=counted[v], chosen=v == chosen) for v in sorted(counted))


def _row(view: View, party: Party) -> PartyRow:
    return PartyRow(
        id=party.id,
        name=clipped(party.name, NAMED),
        kind=party.kind.value,
        country=party.country,
        sector=party.sector,
        roles=tuple(role.text for role in roles_of(view, party)[:2]),
        happenings=len(view.happenings_of(party.id)),
        statements=len(said_by(view, party.id)),
        pages=len({page.article for _, page in _actors(view, party)}),
    )


def party(view: View, asked: Asked) -> PartyPage | None:
    """Return all that is told of one party."""
    one = view.party(asked.id or "")
    if one is None:
        return None
    said = in_time(view, said_by(view, one.id))
    happenings = sorted(view.happenings_of(one.id), key=lambda h: (*place_in_time(h.when), h.id))
    return PartyPage(
        id=one.id,
        name=clipped(one.name, NAMED),
        kind=one.kind.value,
        country=one.country,
        sector=one.sector,
        wikidata=one.wikidata,
        roles=roles_of(view, one),
        names=_names(view, one),
        statements=tuple(Said(line=line_of_fact(view, f), quote=quote_of(view, f)) for f in said[-MOST:]),
        statements_in_all=len(said),
        issues=tuple(_issue(view, course) for course in view.dossier.courses if course.party == one.id),
        happenings=happening_lines(view, happenings[-MOST:]),
        happenings_in_all=len(happenings),
        met=_met(view, one.id),
        actors=one.actors,
        mergeable=_mergeable(view, one),
        splittable=_splittable(view, one),
    )


def _actors(view: View, party: Party) -> list[tuple[Actor, Named]]:
    """Return the actors of a party with their pages, in the order of publication."""
    found = []
    for identity in party.actors:
        actor, home = view.shelf.actor(identity), home_of(view, identity)
        if actor is not None and home is not None:
            article = view.shelf.article(home)
            day = article.published.edtf if article.published else None
            found.append((actor, Named(article=home, outlet=outlet_of(article), published=day)))
    return sorted(found, key=lambda row: (row[1].published is None, row[1].published or "", row[1].article))


def roles_of(view: View, party: Party) -> tuple[RoleRow, ...]:
    """Return the roles of a party in the order of time: dated ones by their day, others by the first page that gives
    them. One role is told once, whatever its capitals."""
    rows: dict[tuple[str, str | None, str | None], tuple[str, list[Named]]] = {}
    for actor, page in _actors(view, party):
        for role in actor.roles:
            key = (role.text.casefold(), role.since, role.until)
            rows.setdefault(key, (clipped(role.text, NAMED), []))[1].append(page)
    made = [
        RoleRow(text=text, since=since, until=until, pages=tuple(dict.fromkeys(pages))[:5])
        for (_, since, until), (text, pages) in rows.items()
    ]
    return tuple(sorted(made, key=lambda r: (r.since or (r.pages[0].published if r.pages else None) or "9", r.text)))


def _names(view: View, party: Party) -> tuple[NameRow, ...]:
    found: dict[str, dict[Named, None]] = {}
    for actor, page in _actors(view, party):
        found.setdefault(clipped(actor.name, NAMED), {})[page] = None
    rows = [NameRow(name=name, pages=tuple(pages)[:5], number=len(pages)) for name, pages in found.items()]
    return tuple(sorted(rows, key=lambda row: (-row.number, row.name))[:_SPLITTABLE])


def _splittable(view: View, party: Party) -> tuple[Split, ...]:
    """Return the actors of a party that can be told to be somebody else.

    A verdict takes the one of the greater id out of the party, so the least cannot be chosen where there are others
    beside the two.
    """
    if len(party.actors) < 2:
        return ()
    fixed = min(party.actors) if len(party.actors) > 2 else None
    pairs = [(actor, page) for actor, page in _actors(view, party) if actor.id != fixed]
    return tuple(Split(actor=a.id, name=clipped(a.name, NAMED), page=page) for a, page in pairs[:_MERGEABLE])


def _issue(view: View, course: Course) -> IssueRow:
    stands = []
    for at, stand in enumerate(course.stands[-MOST:], start=max(0, len(course.stands) - MOST)):
        facts = known(view, stand.facts)
        if facts:
            stands.append(
                StandRow(
                    words=stand_in_words(course, stand, view.teller),
                    stance=stand.stance.value,
                    move=course.moves[at - 1].value if at and at - 1 < len(course.moves) else None,
                    count=count_of(view, stand.backing.articles),
                    quotes=quotes_of(view, facts),
                )
            )
    return IssueRow(issue=course.issue, stands=tuple(stands))


def _met(view: View, party: str) -> tuple[Other, ...]:
    counted: Counter[str] = Counter()
    last: dict[str, str] = {}
    for happening in view.happenings_of(party):
        if happening.type is not EventType.CONSULT or happening.status not in _HELD:
            continue
        for other in {*happening.actors, *happening.recipients} - {party}:
            counted[other] += 1
            if happening.when is not None and place_in_time(happening.when)[1] >= last.get(other, ""):
                last[other] = happening.when.edtf
    found = ((view.party(key), number) for key, number in counted.items())
    rows = [
        Other(id=p.id, name=clipped(p.name, NAMED), kind=p.kind.value, number=number, last=last.get(p.id))
        for p, number in found
        if p is not None
    ]
    return tuple(sorted(rows, key=lambda row: (-row.number, row.name, row.id)))


def _mergeable(view: View, party: Party) -> tuple[tuple[str, str], ...]:
    """Return (actor id, name) of other parties of the kind, those that share a word of the name first."""
    mine = set(party.name.casefold().split())
    others = [p for p in view.dossier.parties if p.kind is party.kind and p.id != party.id and p.actors]
    others.sort(key=lambda p: (not mine & set(p.name[:NAMED].casefold().split()), p.name.casefold(), p.id))
    return tuple((p.actors[0], clipped(p.name, NAMED)) for p in others[:_MERGEABLE])


PAGE = PageKind(name="parties", path="/parties", make=parties, in_menu=True, sheets=("lists.css",))
PARTY = PageKind(name="party", path="/party/{id}", make=party, sheets=("lists.css",))
