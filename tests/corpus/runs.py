"""Run folders made by hand: invented pages with facts in some of their sentences."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq

from communique.model import (
    Account,
    Act,
    ActorKind,
    BlockKind,
    EventType,
    Form,
    Meeting,
    Reason,
    Rejection,
    Status,
    digest,
)
from communique.tables import TABLES, Sheet, write
from tests.accounts import Draft as Accounting
from tests.accounts import article_of, day

TOWNS = ("Turku", "Oslo", "Port Lund", "Geneva", "Vienna", "Minsk", "Riga")
MADE_BY = "0123456789abcdef"


def page(n: int, *, publisher: str | None = "Kosta Herald", url: bool = True, language: str = "en") -> Accounting:
    """Make page ``n``: a meeting, a statement that demands, an assault, and two sentences that tell nothing."""
    town, other = TOWNS[n % len(TOWNS)], TOWNS[(n + 3) % len(TOWNS)]
    met = f"Ada Voss met Olli Aro in {town} on 7 May 2021 (round {n})."
    said = f'Voss said that the rebels must leave {other} "at once".'
    struck = f"The army shelled {other} again."
    article = article_of(
        (BlockKind.NAVIGATION, "Home World Sport and all the rest of it"),
        (BlockKind.HEADLINE, f"Envoys meet in {town} for round {n}"),
        (BlockKind.BODY, f"{met} The weather was fine in the whole of the valley. {said}"),
        (BlockKind.BODY, f"{struck} Dr. Falk told of it. Prices of bread rose by three per cent in April."),
        origin=f"news/{n:05d}.html",
        published=None if n % 5 == 4 else day("2021-05-08"),
    )
    address = f"https://kosta.example/{n}" if url else None
    article = replace(
        article, id=digest(address or "", article.text), url=address, publisher=publisher, language=language
    )
    draft = Accounting(article)
    voss = draft.actor("Ada Voss", country="NOR", role=None)
    aro = draft.actor("Olli Aro", country="FIN")
    army = draft.actor("The army", kind=ActorKind.ARMED_FORCE, country="NOR")
    rebels = draft.actor("the rebels", kind=ActorKind.GROUP)
    draft.refer("Voss", draft.references[0].target, "reference.actors.alias", nth=1)
    where = draft.place(town, country="NOR")
    draft.event(
        met,
        "met",
        actors=(voss, aro),
        when=day("2021-05-07", "on 7 May 2021"),
        where=where,
        meeting=Meeting(participants=(voss, aro)),
        context=("diplomatic",),
        mode="visit" if n % 4 == 0 else None,
    )
    statement = draft.statement(
        said, "said", f"the rebels must leave {other}", act=Act.DEMAND, speakers=(voss,), form=Form.MIXED
    )
    draft.event(
        said,
        "leave",
        type=EventType.RETREAT,
        mode="withdraw",
        status=Status.DEMANDED,
        actors=(rebels,),
        said_in=statement,
    )
    draft.event(struck, "shelled", type=EventType.ASSAULT, mode="heavy-weapons", actors=(army,))
    return draft


def pages(count: int, **more) -> list[Account]:
    return [page(n, **more).account() for n in range(count)]


def refused(n: int, reason: Reason = Reason.PAYWALL_STUB, detail: str = "a stub") -> Rejection:
    return Rejection(origin=f"news/{n:05d}.html", url=None, reason=reason, detail=detail)


def changed(account: Account, at: int, **values) -> Account:
    """Return the account with other values in its fact number ``at``."""
    facts = list(account.facts)
    facts[at] = replace(facts[at], **values)
    return replace(account, facts=tuple(facts))


def folder(path: Path, outcomes, *, parts: int = 1, version: str = "0.1.0", **about) -> Path:
    """Write outcomes as a finished run, its tables cut into ``parts``; ``about``: other words in ``run.json``."""
    outcomes = list(outcomes)
    step = -(-len(outcomes) // parts) or 1
    for part in range(parts):
        sheet = Sheet()
        for outcome in outcomes[part * step : (part + 1) * step]:
            sheet.add(outcome)
        tables = sheet.tables()
        for kind in TABLES:
            (path / kind.name).mkdir(parents=True, exist_ok=True)
            write(tables[kind.name], path / kind.name / f"part-{part:05d}.parquet")
    told = {
        "made_with": {"version": version, "made_by": MADE_BY, "reader": "reader-3", "atlas": "atlas-1"},
        "options": {"published": None, "seconds": 60.0},
        "sources": [{"name": "news/00000.html and 39 more", "kind": "pages", "files": 40, "bytes": 9, "digest": "d"}],
        "state": "finished",
    } | about
    (path / "run.json").write_text(json.dumps(told), encoding="utf-8")
    return path


def rewrite(run: Path, table: str, change) -> None:
    """Write the first part of a table again, changed."""
    path = run / table / "part-00000.parquet"
    pq.write_table(change(pq.read_table(path)), path)
