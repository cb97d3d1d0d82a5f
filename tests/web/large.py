"""A dossier of a thousand invented pages, made the same each time, for speed and for crowded drawings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from communique.model import (
    Account,
    ActorKind,
    Answer,
    Article,
    Backing,
    BlockKind,
    Course,
    Delegation,
    Dossier,
    Event,
    EventType,
    Happening,
    Meeting,
    Move,
    Origin,
    OriginKind,
    Party,
    Place,
    PlaceKind,
    Plan,
    Position,
    ProposalStatus,
    Question,
    Round,
    Stand,
    Standpoint,
    Status,
    Story,
    Trace,
    When,
    digest,
)
from communique.model import Draft as PlanDraft
from communique.model.facts import Openness
from tests.accounts import Draft, article_of, day
from tests.export_dossier.norvia import Case

SIDES = (
    "Norvia", "Estmark", "Velmland", "Kosta Republic", "Sarn", "Oster Union", "Lower Marn", "Tollan", "Brevik Isles",
    "Dacre", "Ilmar", "Ferrow",
)  # fmt: skip
PEOPLE = tuple(f"{first} {last}" for first in ("Ada", "Ivo", "Sela", "Timo", "Rana", "Otto") for last in (
    "Voss", "Berg", "Marn", "Holt", "Keller", "Dunn", "Arda", "Price"))  # fmt: skip
TOWNS = (
    ("Geneva", "CHE", 46.2, 6.15), ("Vienna", "AUT", 48.2, 16.37), ("Istanbul", "TUR", 41.01, 28.95),
    ("Doha", "QAT", 25.29, 51.53), ("Riyadh", "SAU", 24.69, 46.72), ("Oslo", "NOR", 59.91, 10.75),
    ("Cairo", "EGY", 30.06, 31.25), ("Warsaw", "POL", 52.23, 21.01), ("Pristina", "KOS", 42.67, 21.17),
    ("Brussels", "BEL", 50.85, 4.35), ("Basel", "CHE", 47.56, 7.57), ("Ankara", "TUR", 39.92, 32.85),
)  # fmt: skip
COUNTRIES = ("UKR", "RUS", "SRB", "KOS", "ISR", "EGY", "SYR", "SGP", "MLT")
ISSUES = tuple(
    f"{head} {tail}"
    for head in ("border", "prisoner", "port", "water", "gas", "grain", "customs")
    for tail in ("control", "exchange", "access", "monitoring")
)
START = date(2025, 1, 6)
TYPES = (*[EventType.CONSULT] * 6, *EventType)
STATUSES = (*[Status.HAPPENED] * 14, *[Status.PLANNED] * 3, *Status)


def large(pages: int = 1000, each: int = 8) -> Case:
    """Return ``pages`` pages with ``each`` events, every event a happening of its own."""
    chance = Random(7)
    accounts = tuple(_account(number, each, chance) for number in range(pages))
    parties = _parties(accounts)
    at = {party.name: party.id for party in parties}
    origins = tuple(_origin(number, accounts) for number in range(min(40, pages)))
    happenings = [
        _happening(account, event, at, chance)
        for account in accounts
        for event in account.facts
        if isinstance(event, Event)
    ]
    rounds = tuple(
        Round(happening=h.id, number=number % 9 + 1 if number % 3 else None, host=None, mediator=None,
              delegations=tuple(Delegation(party=p, members=()) for p in dict.fromkeys((*h.actors, *h.recipients))))
        for number, h in enumerate([h for h in happenings if h.type is EventType.CONSULT][: pages // 3])
    )  # fmt: skip
    dossier = Dossier(
        origins=origins, parties=parties, happenings=tuple(happenings), stories=(_story(accounts),), differences=(),
        rounds=rounds, courses=_courses(accounts, at), plans=_plans(accounts, at), questions=_questions(accounts),
        holdings=(),
    )  # fmt: skip
    return Case(accounts=accounts, dossier=dossier)


def _account(number: int, each: int, chance: Random) -> Account:
    told = [
        (chance.choice(SIDES), chance.choice(PEOPLE), chance.choice(SIDES), chance.choice(TYPES)) for _ in range(each)
    ]
    lines = [f"{who} of {side} spoke about point {n} with {whom}." for n, (side, who, whom, _) in enumerate(told)]
    published = (START + timedelta(days=number % 540)).isoformat()
    article = article_of(
        (BlockKind.HEADLINE, f"Report number {number}"), (BlockKind.BODY, " ".join(lines)), published=day(published)
    )
    url = f"https://outlet-{number % 40}.example/{number}"
    article = replace(article, url=url, publisher=f"Outlet {number % 40}", id=digest(url, article.text))
    draft = Draft(article)
    known: dict[str, str] = {}
    for line, (side, who, whom, kind) in zip(lines, told, strict=True):
        ids = tuple(_actor(draft, known, name, article) for name in (side, who, whom))
        meeting = Meeting(participants=ids, series=str(number)) if kind is EventType.CONSULT else None
        draft.event(line, "spoke", actors=(ids[0], ids[1]), recipients=(ids[2],), type=kind, meeting=meeting)
    positions = tuple(
        Position(party=fact.actors[0], issue=ISSUES[(number + at) % len(ISSUES)], stance=chance.choice([*Standpoint]),
                 facts=(fact.id,), words=(fact.evidence[0].cue,), how="test")
        for at, fact in enumerate(draft.facts[:4]) if isinstance(fact, Event)
    )  # fmt: skip
    return replace(draft.account(), positions=positions)


def _actor(draft: Draft, known: dict[str, str], name: str, article: Article) -> str:
    if name not in known:
        known[name] = draft.actor(name, kind=ActorKind.GOVERNMENT if name in SIDES else ActorKind.PERSON)
    return known[name]


def _parties(accounts: tuple[Account, ...]) -> tuple[Party, ...]:
    ids: dict[str, list[str]] = {}
    for account in accounts:
        for reference in account.references:
            ids.setdefault(reference.target.name, []).append(reference.target.id)  # type: ignore[union-attr]
    return tuple(
        Party(id=digest("party", name), name=name, kind=ActorKind.GOVERNMENT if name in SIDES else ActorKind.PERSON,
              country=None, sector="GOV", wikidata=None, actors=tuple(actors))
        for name, actors in sorted(ids.items())
    )  # fmt: skip


def _origin(number: int, accounts: tuple[Account, ...]) -> Origin:
    own = tuple(account.article.id for account in accounts[number :: min(40, len(accounts))])
    return Origin(id=f"origin-{number}", kind=OriginKind.OUTLET, name=f"Outlet {number}", articles=own,
                  traces=tuple(Trace(article=each, how="test") for each in own))  # fmt: skip


def _backing(account: Account, more: int = 1) -> Backing:
    return Backing(origins=tuple(f"origin-{n}" for n in range(more)), unknown=(), articles=(account.article.id,))


def _happening(account: Account, event: Event, at: dict[str, str], chance: Random) -> Happening:
    names = {r.target.id: r.target.name for r in account.references}  # type: ignore[union-attr]
    return Happening(
        id=digest("happening", event.id), type=event.type, mode=None, status=chance.choice(STATUSES),
        actors=tuple(dict.fromkeys(at[names[a]] for a in event.actors)),
        recipients=tuple(at[names[a]] for a in event.recipients), when=_when(account, chance), where=_where(chance),
        facts=(event.id,), backing=_backing(account, min(8, 1 + int(chance.expovariate(1.0)))),
    )  # fmt: skip


def _when(account: Account, chance: Random) -> When | None:
    published = account.article.published
    assert published is not None
    at = date.fromisoformat(str(published.earliest)) + timedelta(days=chance.randint(-9, 20))
    pick = chance.random()
    if pick < 0.7:
        return day(at.isoformat())
    if pick < 0.78:
        return When.between(at.replace(day=1), at.replace(day=28), how="test")
    if pick < 0.85:
        return When.between(at, at + timedelta(days=chance.randint(1, 12)), how="test")
    if pick < 0.87:
        return replace(day(at.isoformat()), latest=None, edtf=f"{at.isoformat()}/..")
    if pick < 0.88:
        return day(f"{chance.randint(1950, 2015)}-05-09")
    return None


def _where(chance: Random) -> Place | None:
    pick = chance.random()
    if pick < 0.45:
        name, country, lat, lon = chance.choice(TOWNS)
        return Place(id=f"place-{name}", name=name, kind=PlaceKind.CITY, country=country, lat=lat, lon=lon)
    if pick < 0.6:
        code = chance.choice(COUNTRIES)
        return Place(id=f"place-{code}", name=f"Country {code}", kind=PlaceKind.COUNTRY, country=code, lat=1, lon=1)
    return None


def _story(accounts: tuple[Account, ...]) -> Story:
    return Story(id="s", title="All of it", articles=tuple(a.article.id for a in accounts), moments=(), origins=())


def _courses(accounts: tuple[Account, ...], at: dict[str, str]) -> tuple[Course, ...]:
    stands: dict[tuple[str, str], list[Stand]] = {}
    for account in accounts:
        names = {r.target.id: r.target.name for r in account.references}  # type: ignore[union-attr]
        for position in account.positions:
            one = Stand(stance=position.stance, when=account.article.published, dated=len(stands) % 2 == 0,
                        facts=position.facts, backing=_backing(account))  # fmt: skip
            stands.setdefault((at[names[position.party]], position.issue), []).append(one)
    moves = (Move.NEARER, Move.STEADY, Move.FURTHER)
    return tuple(
        Course(party=party, issue=issue, stands=tuple(own), moves=tuple(moves[n % 3] for n in range(len(own) - 1)))
        for (party, issue), own in sorted(stands.items())
    )


def _plans(accounts: tuple[Account, ...], at: dict[str, str]) -> tuple[Plan, ...]:
    parties = [*at.values()]
    return tuple(
        Plan(id=f"plan-{n}", name=f"plan number {n}", authors=(parties[n % len(parties)],), drafts=tuple(
            PlanDraft(id=f"draft-{n}-{v}", name=f"draft {v} of plan {n}", points=10 + v, when=account.article.published,
                      facts=(account.facts[0].id,), backing=_backing(account), answers=tuple(
                Answer(status=status, by=(parties[(n + v) % len(parties)],), when=account.article.published,
                       condition=None, facts=(account.facts[0].id,), backing=_backing(account))
                for status in (ProposalStatus.PRESENTED, ProposalStatus.ACCEPTED, ProposalStatus.REJECTED)))
            for v, account in enumerate(accounts[n : n + 4], start=1)))
        for n in range(min(60, len(accounts)))
    )  # fmt: skip


def _questions(accounts: tuple[Account, ...]) -> tuple[Question, ...]:
    return tuple(
        Question(issue=issue, state=Openness.DISPUTED, when=account.article.published, facts=(account.facts[0].id,),
                 backing=_backing(account))
        for issue, account in zip(ISSUES, accounts, strict=False)
    )  # fmt: skip
