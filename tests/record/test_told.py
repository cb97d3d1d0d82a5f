"""What is told of all pages, kept and read back."""

from __future__ import annotations

from communique.model import (
    ActorKind,
    Answer,
    Backing,
    Course,
    Delegation,
    Difference,
    DifferenceKind,
    Dossier,
    Draft,
    EventType,
    Evidence,
    Happening,
    Holding,
    Moment,
    Move,
    Openness,
    Origin,
    OriginKind,
    Party,
    Place,
    PlaceKind,
    Plan,
    ProposalStatus,
    Question,
    Round,
    Span,
    Stand,
    Standpoint,
    Status,
    Story,
    Trace,
    Version,
)
from communique.record import Record, check
from tests.accounts import day
from tests.record.pages import add

EMPTY = Dossier(
    origins=(),
    parties=(),
    happenings=(),
    stories=(),
    differences=(),
    rounds=(),
    courses=(),
    plans=(),
    questions=(),
    holdings=(),
)


def dossier_of(article: str, facts: tuple[str, ...]) -> Dossier:
    """One of everything, and two of what nests."""
    backing = Backing(origins=("o1",), unknown=("o2",), articles=(article,))
    when = day("2026-03-02", "on 2 March")
    happening, bare = _happenings(facts, backing)
    versions = (
        Version(value="12", facts=facts[:1], backing=backing, words=Span(1, 3)),
        Version(value="14", facts=facts[1:2], backing=backing),
    )
    stands = _stands(facts, backing)
    draft, later = _drafts(facts, backing)
    return Dossier(
        origins=_origins(article),
        parties=(
            Party(
                id="a",
                name="Norvia",
                kind=ActorKind.GOVERNMENT,
                country=None,
                sector="GOV",
                wikidata=None,
                actors=("x", "y"),
            ),
        ),
        happenings=(happening, bare),
        stories=(
            Story(
                id="s",
                title="Ports",
                articles=(article,),
                moments=(Moment(when=when, happenings=("h1",)), Moment(when=None, happenings=("h2",))),
                origins=("o1",),
            ),
        ),
        differences=(
            Difference(
                id="f", kind=DifferenceKind.NUMBER, about="h1", subject="ships", versions=versions, how="story.x.y"
            ),
        ),
        rounds=(
            Round(
                happening="h1", number=2, delegations=(Delegation(party="a", members=("b",)),), host=None, mediator="a"
            ),
            Round(happening="h2", number=None, delegations=(), host="a", mediator=None),
        ),
        courses=(Course(party="a", issue="ports", stands=stands, moves=(Move.NEARER,)),),
        plans=(
            Plan(id="p", name="plan", authors=("a",), drafts=(draft, later)),
            Plan(id="q", name="r", authors=(), drafts=()),
        ),
        questions=(_question(article, facts, backing),),
        holdings=(
            Holding(
                what="controls", holder=None, place="Kosta", extent="all", when=None, facts=facts[:1], backing=backing
            ),
        ),
    )


def _question(article: str, facts: tuple[str, ...], backing: Backing) -> Question:
    return Question(
        issue="ports",
        state=Openness.PENDING,
        when=day("2026-03-02", "on 2 March"),
        facts=facts[:1],
        backing=backing,
        evidence=(Evidence(article=article, sentence=Span(0, 9), cue=Span(2, 5), quote="The ports"),),
    )


def _origins(article: str) -> tuple[Origin, ...]:
    traces = (
        Trace(article=article, how="story.origin.origins.credited", span=Span(3, 9)),
        Trace(article=article, how="story.origin.origins.copied", other=article),
    )
    return (
        Origin(id="o1", kind=OriginKind.AGENCY, name="Northern Wire", articles=(article,), traces=traces),
        Origin(id="o2", kind=OriginKind.UNKNOWN, name=None, articles=(), traces=()),
    )


def _happenings(facts: tuple[str, ...], backing: Backing) -> tuple[Happening, Happening]:
    place = Place(id="p", name="Kosta", kind=PlaceKind.CITY, country=None, lat=1.25, lon=-2.5, geonames=7)
    when = day("2026-03-02", "on 2 March")
    happening = Happening(
        id="h1",
        type=EventType.CONSULT,
        mode="visit",
        status=Status.HAPPENED,
        actors=("a",),
        recipients=(),
        when=when,
        where=place,
        facts=facts[:2],
        backing=backing,
    )
    bare = Happening(
        id="h2",
        type=EventType.AGREE,
        mode=None,
        status=Status.DENIED,
        actors=(),
        recipients=("a",),
        when=None,
        where=None,
        facts=facts[2:3],
        backing=Backing(origins=(), unknown=(), articles=()),
    )
    return happening, bare


def _stands(facts: tuple[str, ...], backing: Backing) -> tuple[Stand, ...]:
    when = day("2026-03-02", "on 2 March")
    return tuple(
        Stand(stance=stance, when=at, dated=at is not None, facts=facts[:1], backing=backing)
        for stance, at in ((Standpoint.REJECTS, None), (Standpoint.AGREES, when))
    )


def _drafts(facts: tuple[str, ...], backing: Backing) -> tuple[Draft, Draft]:
    when = day("2026-03-02", "on 2 March")
    answers = tuple(
        Answer(status=status, by=by, when=None, condition=span, facts=facts[:1], backing=backing)
        for status, by, span in ((ProposalStatus.REJECTED, (), None), (ProposalStatus.ACCEPTED, ("a",), Span(2, 5)))
    )
    draft = Draft(id="d", name="plan", points=12, when=when, facts=facts[:1], answers=answers, backing=backing)
    later = Draft(id="e", name="plan 2", points=None, when=None, facts=facts[1:2], answers=(), backing=backing)
    return draft, later


def told_in(record: Record) -> Dossier:
    """Add a page and keep what is told of it."""
    account = add(record, 1)
    dossier = dossier_of(account.article.id, tuple(f.id for f in account.facts))
    record.keep_told(dossier)
    return dossier


def test_what_is_told_comes_back_equal(record):
    assert record.told() is None
    dossier = told_in(record)
    assert record.told() == dossier
    assert check(record.path) == ()
    assert record.counts().origins == 1
    record.keep_told(EMPTY)
    assert record.told() == EMPTY
    record.keep_told(dossier)
    record.keep_told(dossier)
    assert record.told() == dossier


def test_what_is_told_is_known_to_be_old(record):
    told_in(record)
    assert record.is_told()
    add(record, 2)
    assert not record.is_told()
    assert record.told() is not None


def test_what_rests_on_facts_that_go_is_told_no_more(record):
    dossier = told_in(record)
    record.remove(dossier.stories[0].articles[0])
    assert record.told() is None
    assert check(record.path) == ()


def test_a_page_is_listed_with_its_origin(record):
    told_in(record)
    assert [page.origin for page in record.pages()] == ["o1"]
