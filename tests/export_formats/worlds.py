"""Accounts that a format must stand: plain, hostile, empty."""

from __future__ import annotations

from dataclasses import replace

from communique.model import (
    Account,
    ActorKind,
    BlockKind,
    EventType,
    Meeting,
    PlaceKind,
    Proposal,
    Reference,
    Status,
    When,
    WhenType,
    fact_id,
)
from tests.accounts import Draft, article_of, day, talks

URL = "https://herald.example/2025/12/03/talks?a=1&b=2"


def published(account: Account, url: str | None = URL, publisher: str | None = "Kosta Herald") -> Account:
    """The account as if its page had come with an address, an outlet and a writer."""
    return replace(account, article=replace(account.article, url=url, publisher=publisher, authors=("Sela Marn",)))


def the_talks() -> Account:
    return published(talks().account())


def span(first: str, last: str, edtf: str) -> When:
    return When(type=WhenType.DATE, earliest=first, latest=last, edtf=edtf, how="reference.times.day", text="then")


NAMES = (
    "=cmd|' /C calc'!A0",
    "+Voss",
    "-Berg",
    "@Aro",
    '"Falcon" brigade',
    "<script>alert(1)</script>",
    "Ada\tVoss",
    "Ivo; Berg, the younger",
    "🕊️ Peace \N{ZERO WIDTH JOINER}Party",
    "\N{RIGHT-TO-LEFT OVERRIDE}عبد الله",
    "back\\slash\\n",
    "None",
    "＝SUM(A1)",
)


def hostile() -> Account:
    """A page whose names and sentences are what breaks tables, calendars and spreadsheets."""
    lines = [f"{name} met Timo Holt in Kosta; 'x', \"y\" \\ z." for name in NAMES]
    article = article_of(
        (BlockKind.HEADLINE, '=HYPERLINK("https://evil.example","\tcome")\r\nBEGIN:VEVENT'),
        *((BlockKind.BODY, line) for line in lines),
        (BlockKind.BODY, "-1 degree\r\nand\n\ntwo lines were said, Holt noted."),
        published=day("2025-12-03"),
    )
    draft = Draft(article)
    holt = draft.actor("Timo Holt", country="NOR", role=None)
    town = draft.place("Kosta", country="SWE")
    for name, line in zip(NAMES, lines, strict=True):
        who = draft.actor(name, kind=ActorKind.GROUP, country="FIN")
        both = (who, holt)
        draft.event(
            line, "met", actors=both, where=town, when=day("2025-12-02"), meeting=Meeting(participants=both, host=who)
        )
    draft.statement(
        "-1 degree\r\nand\n\ntwo lines were said, Holt noted.", "noted", "two lines were said", speakers=(holt,)
    )
    return published(draft.account(), publisher="=Evil\tTimes")


STATUSES = tuple(Status)


def every_status() -> Account:
    """One event of each status, on the same day, and one of each type that happened, without a day."""
    lines = [f"Ada Voss met Ivo Berg ({status.value}) in Norvia." for status in STATUSES]
    deeds = [f"Ada Voss acted ({kind.value}) on Ivo Berg." for kind in EventType]
    article = article_of(*((BlockKind.BODY, line) for line in (*lines, *deeds)), published=day("2025-12-03"))
    draft = Draft(article)
    voss, berg = draft.actor("Ada Voss", country="NOR"), draft.actor("Ivo Berg", country="FIN")
    norvia = draft.place("Norvia", PlaceKind.COUNTRY, country="NOR")
    for status, line in zip(STATUSES, lines, strict=True):
        both = (voss, berg)
        draft.event(
            line, "met", status=status, actors=both, when=day("2025-12-02"), where=norvia,
            meeting=Meeting(participants=both),
        )  # fmt: skip
    for kind, line in zip(EventType, deeds, strict=True):
        draft.event(line, "acted", type=kind, actors=(voss,), recipients=(berg,))
    return published(draft.account())


def no_facts() -> Account:
    return Draft(article_of((BlockKind.BODY, "Nothing was said."))).account()


def nameless() -> Account:
    """A bomb nobody is named for, at a place without a point, and a plan without an author."""
    line = "A bomb killed nine people in the north; a draft lay on the table."
    article = article_of((BlockKind.BODY, line))
    draft = Draft(article)
    north = draft.place("the north", PlaceKind.AREA)
    draft.refer("nine people", None, "reference.actors.nobody")
    draft.event(line, "killed", type=EventType.ASSAULT, where=north)
    cue = draft.span("draft")
    draft.facts.append(
        Proposal(
            id=fact_id(article, "proposal", cue), name="=draft", author=None, points=None, version_of=None, status=None,
            terms=(), when=None, evidence=draft.cite(line, "draft"), how="fact.proposals.named", score=0.4,
        )
    )  # fmt: skip
    return draft.account()


def without_targets() -> Account:
    """The talks with everybody's name taken out: ids that lead nowhere."""
    account = the_talks()
    blank = tuple(Reference(mention=r.mention, target=None, how=r.how, score=r.score) for r in account.references)
    return replace(account, references=blank)


WORLDS = {
    "talks": (the_talks(),),
    "hostile": (hostile(),),
    "every-status": (every_status(),),
    "nameless": (nameless(),),
    "without-targets": (without_targets(),),
    "no-facts": (no_facts(),),
    "nothing": (),
    "many": (the_talks(), hostile(), no_facts(), every_status(), nameless()),
}
