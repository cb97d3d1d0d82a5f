"""Origins: ten outlets that print one dispatch are one hand, and two reporters are two."""

from __future__ import annotations

import itertools
import random
import time
from dataclasses import replace

import pytest

from communique.model import (
    Account,
    ActorKind,
    Article,
    ArticleKind,
    BlockKind,
    Credit,
    Kin,
    Kinship,
    Origin,
    OriginKind,
    Shelf,
    Span,
    digest,
)
from communique.story.origins import Origins, origins
from communique.story.overlap import candidates, kin, signature
from tests.accounts import Draft, article_of, day
from tests.story.test_overlap import OWN, WIRE

AGENCY, OUTLET, AUTHOR, UNKNOWN = OriginKind.AGENCY, OriginKind.OUTLET, OriginKind.AUTHOR, OriginKind.UNKNOWN


CALM = "It was calm on the river that day and three old barges full of gravel went slowly down to the mill."
RAIN = "Heavy rain kept farmers of the southern plain from sowing, and the price of seed fell for a second week."


def made(
    *lines: str,
    outlet: str | None = None,
    url: str | None = None,
    on: str | None = "2031-05-12",
    wire: str | None = None,
    **more: object,
) -> Draft:
    """Make an account of a page with one event ("seized", "swept" …) for each line that has such a word."""
    credit = (BlockKind.CREDIT, f"({wire})")
    head = (BlockKind.HEADLINE, str(more.pop("head", f"A ship, {outlet}")))
    plain = article_of(head, *((BlockKind.BODY, line) for line in lines), *([credit] if wire else []))
    at = plain.text.rfind(wire) if wire else 0
    article = replace(
        plain,
        id=digest(url or outlet or "", plain.text),
        url=url,
        publisher=outlet,
        published=day(on) if on else None,
        credits=(Credit(name=wire, span=Span(at, at + len(wire)), how="article.credits.alone"),) if wire else (),
        **more,
    )
    return Draft(article)


def told(*drafts: Draft | Account) -> tuple[Shelf, list[Kin], Origins]:
    shelf = Shelf(d.account() if isinstance(d, Draft) else d for d in drafts)
    marks = {account.article.id: signature(account.article) for account in shelf}
    rows = [kin(shelf.article(a), shelf.article(b)) for a, b in candidates(marks)]
    return shelf, rows, origins(shelf, rows)


def hands(found: Origins) -> list[tuple[OriginKind, str | None, int]]:
    return sorted(((o.kind, o.name, len(o.articles)) for o in found.all), key=str)


def hows(origin: Origin, article: Article) -> set[str]:
    return {trace.how.rsplit(".")[-1] for trace in origin.traces if trace.article == article.id}


def seized(draft: Draft, line: int = 0) -> str:
    """Add the event of a line of the dispatch; return its id."""
    return draft.event(WIRE[line], ("seized", "taken", "recalled", "quarrelled", "ask")[line])


def test_one_wire_on_ten_outlets_counts_one() -> None:
    pages = [made(*WIRE, outlet=f"Herald of Town {n}", wire="Northern Wire" if n % 3 == 0 else None) for n in range(10)]
    facts = [seized(page) for page in pages]
    _, _, found = told(*pages)
    assert hands(found) == [(AGENCY, "Northern Wire", 10)]
    backing = found.backing(facts)
    assert (len(backing.origins), backing.unknown, len(backing.articles)) == (1, (), 10)
    assert hows(found.all[0], pages[0].article) >= {"credited"}
    assert hows(found.all[0], pages[1].article) == {"copied"}
    credit = next(t for t in found.all[0].traces if t.article == pages[3].article.id and t.span)
    assert credit.span is not None
    assert credit.span.of(pages[3].article.text) == "Northern Wire"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        # A cut version is a copy.
        (
            [made(*WIRE, outlet="Kosta Herald"), made(*WIRE[:2], outlet="Dalin Post", on="2031-05-13")],
            [(OUTLET, "Kosta Herald", 2)],
        ),
        # Two staff reports are two hands, two agencies on one event too.
        (
            [made(*WIRE, outlet="Kosta Herald"), made(*OWN, outlet="Dalin Post")],
            [(OUTLET, "Dalin Post", 1), (OUTLET, "Kosta Herald", 1)],
        ),
        (
            [
                made(*WIRE, outlet="Kosta Herald", wire="Northern Wire"),
                made(*OWN, outlet="Kosta Herald", wire="Osterland News Agency"),
            ],
            [(AGENCY, "Northern Wire", 1), (AGENCY, "Osterland News Agency", 1)],
        ),
        # Two outlets of one site are one, and an outlet has one name on two sites.
        (
            [
                made(*WIRE, outlet="Kosta Herald", url="https://www.kosta.example/1"),
                made(*OWN, outlet="Kosta Herald Sunday", url="https://m.kosta.example/2"),
            ],
            [(OUTLET, "Kosta Herald", 2)],
        ),
        (
            [
                made(*WIRE, outlet="Kosta Herald", url="https://kosta.example/1"),
                made(*OWN, outlet="The Kosta Herald", url="https://kostaherald.example/2"),
            ],
            [(OUTLET, "Kosta Herald", 2)],
        ),
        # Nobody's pages are not one hand; a copy among them is.
        ([made(*WIRE), made(*OWN)], [(UNKNOWN, None, 1), (UNKNOWN, None, 1)]),
        ([made(*WIRE), made(*WIRE[:3], head="Cut")], [(UNKNOWN, None, 2)]),
        # Known later, the text is still its only known printer's.
        ([made(*WIRE, on="2031-05-01"), made(*WIRE, outlet="Dalin Post")], [(OUTLET, "Dalin Post", 2)]),
        # Versions of one address are one, whatever was rewritten.
        (
            [
                made(*WIRE, url="https://kosta.example/a", outlet="Kosta Herald"),
                made(*OWN, url="https://kosta.example/a#top"),
            ],
            [(OUTLET, "Kosta Herald", 2)],
        ),
        # A signed opinion is its author's wherever it is printed, a statement its issuer's.
        (
            [
                made(*WIRE, outlet="Kosta Herald", kind=ArticleKind.OPINION, authors=("Karl Osei",)),
                made(*OWN, outlet="Dalin Post", kind=ArticleKind.OPINION, authors=("Karl Osei",)),
            ],
            [(AUTHOR, "Karl Osei", 2)],
        ),
        (
            [made(*WIRE, outlet="Kosta Herald", head="Statement by the Foreign Ministry of Norvia")],
            [(AUTHOR, "Foreign Ministry of Norvia", 1)],
        ),
        (
            [made(*WIRE, outlet="Kosta Herald", head="Statement by minister angers fishermen")],
            [(OUTLET, "Kosta Herald", 1)],
        ),
        # An agency's own site is the agency.
        (
            [
                made(*WIRE, outlet="Northern Wire", url="https://northernwire.example/1"),
                made(*OWN, outlet="Kosta Herald", wire="Northern Wire"),
            ],
            [(AGENCY, "Northern Wire", 2)],
        ),
        # A portal that gives the agency as publisher makes no outlet of two agencies.
        (
            [
                made(*WIRE, outlet="Northern Wire", url="https://portal.example/1"),
                made(*OWN, outlet="Osterland News Agency", url="https://portal.example/2"),
                made(CALM, outlet="K", wire="Northern Wire"),
                made(RAIN, outlet="L", wire="Osterland News Agency"),
            ],
            [(AGENCY, "Northern Wire", 2), (AGENCY, "Osterland News Agency", 2)],
        ),
    ],
)
def test_whose_hand(pages: list[Draft], expected: list[tuple[OriginKind, str | None, int]]) -> None:
    for ordered in (pages, pages[::-1]):
        _, _, found = told(*ordered)
        assert hands(found) == expected


def test_a_version_that_lost_its_credit_is_still_the_agencys() -> None:
    first = made(*WIRE, url="https://kosta.example/a", outlet="Kosta Herald", wire="Northern Wire")
    second = made(*OWN, url="https://kosta.example/a#top", outlet="Kosta Herald", on="2031-05-14")
    _, _, found = told(first, second)
    assert hands(found) == [(AGENCY, "Northern Wire", 2)]
    assert hows(found.all[0], second.article) == {"version"}


def test_an_outlet_that_names_itself_cites_nobody() -> None:
    page = made(ASKED.replace("Northern Wire", "the Kosta Herald"), outlet="Kosta Herald", head="Let go")
    page.actor("Kosta Herald", kind=ActorKind.MEDIA)
    fact = page.event(page.article.text.split("\n")[1], "let go")
    _, _, found = told(page)
    assert found.of_fact(fact) == (found.all[0].id,)
    assert hows(found.all[0], page.article) == {"published"}


def test_the_unknown_is_shown_and_never_counted() -> None:
    page = made(*WIRE)
    fact = seized(page)
    _, _, found = told(page)
    backing = found.backing([fact])
    assert (backing.origins, len(backing.unknown), backing.articles) == ((), 1, (page.article.id,))
    assert found.of_article(page.article.id).traces[0].how == "story.hands.untold"
    with pytest.raises(KeyError):
        found.backing(["nothing"])


def test_a_part_in_common_joins_no_pages_and_its_facts_are_of_the_hand_it_comes_from() -> None:
    wire = made(*WIRE, outlet="Dalin Post", wire="Northern Wire", on="2031-05-14")
    mixed = made(OWN[0], *WIRE[:2], *OWN[1:3], outlet="Kosta Herald", on="2031-05-12")
    taken, own = seized(mixed), mixed.event(OWN[2], "swept")
    theirs = seized(wire)
    _, rows, found = told(wire, mixed)
    assert [row.kinship for row in rows] == [Kinship.PARTIAL]
    agency, outlet = found.of_article(wire.article.id), found.of_article(mixed.article.id)
    assert agency != outlet
    # The agency's page came two days later; what it is credited with is still its own.
    assert found.of_fact(taken) == found.of_fact(theirs) == (agency.id,)
    assert found.of_fact(own) == (outlet.id,)
    assert found.backing([taken, theirs]).origins == (agency.id,)
    assert len(found.backing([taken, own]).origins) == 2
    assert hows(agency, mixed.article) == {"taken_over"}


def test_of_two_uncredited_pages_the_first_published_gives_the_part() -> None:
    first = made(*WIRE, outlet="Dalin Post", on="2031-05-11")
    then = made(OWN[0], *WIRE[:2], *OWN[1:3], outlet="Kosta Herald", on=None)
    fact = seized(then, 1)
    _, _, found = told(then, first)
    assert found.of_fact(fact) == (found.of_article(first.article.id).id,)


def test_copies_of_a_copy_are_one_hand_but_a_part_does_not_carry_on() -> None:
    first, last = made(*WIRE, outlet="A Herald"), made(*WIRE, outlet="C Herald")
    middle, far = made(*WIRE, outlet="B Herald"), made(*OWN, outlet="D Herald")

    def row(left: Draft, right: Draft, kinship: Kinship) -> Kin:
        low, high = sorted((left.article.id, right.article.id))
        return Kin(left=low, right=high, kinship=kinship, shared=(), how="story.overlap.copied", score=1.0)

    shelf = Shelf(d.account() for d in (first, middle, last, far))
    copies = [row(first, middle, Kinship.COPY), row(middle, last, Kinship.COPY)]
    gone = Kin(left="0", right="1", kinship=Kinship.COPY, shared=(), how="story.overlap.copied", score=1.0)
    found = origins(shelf, [*copies, row(last, far, Kinship.PARTIAL), gone])
    assert sorted(len(o.articles) for o in found.all) == [1, 3]


SAW = "Northern Wire reported that the freighter had left port."
ASKED = "The freighter was let go, a harbour official told Northern Wire."
ON_AIR = "It had rained, according to state television."
POSTED = "Voss wrote on Telegram that the freighter had left port."


def test_what_is_told_from_another_report_is_that_outlets() -> None:
    page = made(SAW, ASKED, OWN[2], outlet="Kosta Herald")
    wire = page.actor("Northern Wire", kind=ActorKind.MEDIA)
    page.refer("Northern Wire", page.references[-1].target, "reference.actors.name", nth=1)
    said = page.statement(
        SAW, "reported", "that the freighter had left port", speakers=(wire,), source=(page.span("Northern Wire"),)
    )
    left = page.event(SAW, "left", said_in=said)
    freed, own = page.event(ASKED, "let go"), page.event(OWN[2], "swept")
    _, _, found = told(page)
    outlet = found.of_article(page.article.id)
    agency = next(o for o in found.all if o is not outlet)
    assert (agency.kind, agency.name, agency.articles) == (AGENCY, "Northern Wire", ())
    assert found.of_fact(said) == found.of_fact(left) == found.of_fact(freed) == (agency.id,)
    assert found.of_fact(own) == (outlet.id,)
    assert hows(agency, page.article) == {"cited"}
    # Beside the agency's own page it is still one origin for the two of them.
    own_page = made(*WIRE, outlet="Dalin Post", wire="Northern Wire")
    fact = seized(own_page)
    _, _, found = told(page, own_page)
    assert len(found.backing([left, fact]).origins) == 1


def test_initials_and_the_full_name_are_one_agency() -> None:
    page = made(SAW.replace("Northern Wire", "Osterland Press Agency"), outlet="Kosta Herald")
    page.actor("Osterland Press Agency", kind=ActorKind.MEDIA)
    fact = page.event(page.article.text.split("\n")[1], "left")
    _, _, found = told(page, made(*OWN, outlet="Dalin Post", wire="OPA"))
    assert found.of_fact(fact) == (next(o.id for o in found.all if o.kind is AGENCY),)
    assert hands(found)[0][2] == 1


def test_what_somebody_posts_is_no_outlets_word() -> None:
    page = made(POSTED, ON_AIR, outlet="Kosta Herald")
    page.actor("Telegram", kind=ActorKind.MEDIA)
    page.actor("television", kind=ActorKind.MEDIA)
    said = page.statement(POSTED, "wrote", "the freighter had left port", channel=page.span("Telegram"))
    rained = page.event(ON_AIR, "rained")
    _, _, found = told(page)
    assert found.of_fact(said) == found.of_fact(rained) == (found.of_article(page.article.id).id,)


@pytest.mark.parametrize(
    ("line", "authors", "kind"),
    [
        ("With inputs from Northern Wire", (), AGENCY),
        ("With inputs from Northern Wire", ("Ada Voss",), OUTLET),
        ("Northern Wire contributed to this report", ("Ada Voss",), OUTLET),
        ("This story was first published by Northern Wire", ("Ada Voss",), AGENCY),
    ],
)
def test_help_of_an_agency_is_not_its_text(line: str, authors: tuple[str, ...], kind: OriginKind) -> None:
    page = made(*OWN, line, outlet="Kosta Herald", authors=authors)
    credit = Credit(name="Northern Wire", span=page.span("Northern Wire"), how="article.credits.phrase")
    page.article = replace(page.article, credits=(credit,))
    _, _, found = told(page)
    assert [o.kind for o in found.all] == [kind]


def test_of_two_credited_agencies_the_one_known_by_another_page_counts() -> None:
    both = made(*WIRE, outlet="Kosta Herald", wire="Osterland Agency")
    second = Credit(name="Northern Wire", span=None, how="article.credits.of_metadata")
    both.article = replace(both.article, credits=(*both.article.credits, second))
    _, _, found = told(both, made(*OWN, outlet="Dalin Post", wire="Northern Wire"))
    assert hands(found) == [(AGENCY, "Northern Wire", 2)]


def test_the_order_of_adding_does_not_matter() -> None:
    late = made(*WIRE, outlet="Dalin Post", wire="Northern Wire", on="2031-05-20")
    drafts = [
        made(*WIRE, outlet="Kosta Herald", on=None),
        made(*WIRE[:3], head="Cut"),
        late,
        made(OWN[0], *WIRE[:2], *OWN[1:], outlet="Osei Daily"),
    ]
    facts = [seized(d) for d in drafts]
    views = set()
    for ordered in itertools.permutations(drafts):
        shelf, rows, _ = told(*ordered)
        for shuffled in (rows, rows[::-1]):
            found = origins(shelf, shuffled)
            views.add(repr((found.all, [found.of_fact(f) for f in facts], found.backing(facts))))
    assert len(views) == 1
    assert "Northern Wire" in views.pop()


def test_a_thousand_pages_in_bounded_time() -> None:
    pool = random.Random(7)
    stock = [f"{a} {b}" for a, b in itertools.pairwise(" ".join((*WIRE, *OWN)).split())]
    drafts = [
        made(
            *(" ".join(pool.choices(stock, k=14)) + "." for _ in range(12)),
            outlet=f"Paper {n % 90}",
            url=f"https://p{n % 80}.example/{n}",
        )
        for n in range(1000)
    ]
    shelf = Shelf(d.account() for d in drafts)
    start = time.process_time()
    marks = {account.article.id: signature(account.article) for account in shelf}
    rows = [kin(shelf.article(a), shelf.article(b)) for a, b in candidates(marks)[:200]]
    found = origins(shelf, rows)
    assert time.process_time() - start < 8
    assert sum(len(o.articles) for o in found.all) == 1000
