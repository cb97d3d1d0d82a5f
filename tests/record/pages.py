"""Pages with their accounts made by hand, as many as a test wants."""

from __future__ import annotations

from dataclasses import replace

from communique.model import (
    Account,
    Act,
    ActorKind,
    BlockKind,
    Credit,
    EventType,
    Favour,
    Kin,
    Kinship,
    Meeting,
    OpenIssue,
    Openness,
    Page,
    Position,
    Proposal,
    ProposalStatus,
    ProposalStep,
    Standpoint,
    Status,
    digest,
    fact_id,
)
from communique.record import Along, Capture, Method, Record
from tests.accounts import Draft, article_of, day

MADE_BY = "0123456789abcdef"
NOON = "2026-03-01T12:00:00Z"


def page_of(n: int, *, url: str | None = None, edition: str = "", origin: str | None = None) -> Page:
    """Bytes of page ``n``."""
    body = f"page {n} {edition}".encode() * 50
    return Page.of(body, origin=origin or f"pages/{n}.html", url=url, media_type="text/html")


def account_of(n: int, *, url: str | None = None, edition: str = "", made_by: str = MADE_BY) -> Account:
    """Account of page ``n``: a meeting, a saying, a plan with its fate, a position and an open issue."""
    met = f"Ada Voss of Norvia met Ivo Lund number {n}{edition} in Kosta on 2 March 2026."
    said = f"Voss said the ports of Estmark would open in week {n}."
    plan = "Estmark drafted a harbour plan of 12 points, which Norvia rejected."
    article = article_of(
        (BlockKind.HEADLINE, f"Envoys meet, part {n} – “ports” & más"),
        (BlockKind.BODY, f"{met} {said} {plan} (Northern Wire)"),
        (BlockKind.ADVERT, "Ten pictures of Kosta \U0001f6a2"),
        origin=f"pages/{n}.html",
        published=replace(day(f"2026-03-{n % 28 + 1:02d}"), how="article.published.json_ld"),
    )
    at = article.text.index("Northern Wire")
    credit = Credit(name="Northern Wire", span=type(article.blocks[0].span)(at, at + 13), how="article.credits.agency")
    loose = Credit(name="Kosta Herald", span=None, how="article.credits.metadata")
    article = replace(
        article, id=digest(url or "", article.text), url=url, credits=(credit, loose), authors=("Mia Berg", "J. Ruud")
    )
    draft = Draft(article)
    voss = draft.actor("Ada Voss", country="NOR", role="Norvia")
    lund = draft.actor("Ivo Lund")
    norvia = draft.actor("Norvia", kind=ActorKind.GOVERNMENT)
    kosta = draft.place("Kosta")
    when = day("2026-03-02", "on 2 March 2026")
    draft.refer("on 2 March 2026", when, "reference.times.day")
    draft.refer("week", None, "reference.times.nothing")
    speech = draft.statement(said, "said", "the ports of Estmark would open", speakers=(voss,), act=Act.PROMISE)
    meeting = Meeting(participants=(voss, lund), host=norvia, round=2, duration="PT5H~", agenda=draft.span("ports"))
    draft.event(met, "met", actors=(voss, lund), when=when, where=kosta, meeting=meeting, context=("diplomatic",))
    opening = draft.event(
        said, "open", status=Status.PLANNED, type=EventType.CONCEDE, said_in=speech, condition=draft.span("in week")
    )
    _plan(draft, norvia, opening, plan)
    return _finished(draft, made_by, voss, (speech, opening), said)


def _finished(draft: Draft, made_by: str, voss: str, facts: tuple[str, ...], said: str) -> Account:
    account = draft.account()
    return replace(
        account,
        made_by=made_by,
        positions=(
            Position(
                party=voss,
                issue="ports",
                stance=Standpoint.PROMISES,
                facts=facts,
                words=(draft.span("ports"),),
                how="fact.positions.stated",
            ),
        ),
        open_issues=(
            OpenIssue(
                issue="ports",
                state=Openness.PENDING,
                facts=(),
                evidence=draft.cite(said, "would"),
                how="fact.positions.open",
            ),
        ),
    )


def _plan(draft: Draft, norvia: str, opening: str, plan: str) -> None:
    article, when = draft.article, day("2026-03-02", "on 2 March 2026")
    cue = draft.span("plan")
    step = ProposalStep(status=ProposalStatus.REJECTED, by=(norvia,), when=when, cue=draft.span("rejected"))
    draft.facts.append(
        Proposal(
            id=fact_id(article, "proposal", cue),
            name="harbour plan",
            author=None,
            points=12,
            version_of=None,
            status=ProposalStatus.REJECTED,
            terms=(draft.span("ports"), draft.span("harbour")),
            when=None,
            evidence=draft.cite(plan, "plan"),
            how="fact.proposals.named",
            score=0.625,
            steps=(step,),
            favours=(Favour(actor=norvia, by=(), cue=draft.span("harbour")),),
            events=(opening,),
        )
    )


def along(account: Account) -> Along:
    """Indexes of an account."""
    return Along(bands=("b1", account.article.id[:2]))


def run_of(record: Record, made_by: str = MADE_BY) -> int:
    """Start a run."""
    return record.start_run(version="0.1", made_by=made_by, reader="reader-3", started=NOON, arguments=("add", "é"))


def add(record: Record, n: int, *, run: int | None = None, captured: str = NOON, **more: str) -> Account:
    """Add page ``n`` (``url``, ``edition``, ``made_by`` as wanted); return its account."""
    made_by = more.pop("made_by", MADE_BY)
    account = account_of(n, made_by=made_by, **more)
    capture = Capture(page=page_of(n, **more), captured=captured, method=Method.FILE)
    record.add(capture, account, run=run or run_of(record, made_by), along=along(account))
    return account


def kin_of(left: Account, right: Account) -> Kin:
    """Say that two articles print one dispatch."""
    one, two = sorted((left.article.id, right.article.id))
    span = left.article.blocks[0].span
    return Kin(
        left=one, right=two, kinship=Kinship.COPY, shared=((span, span),), how="story.origin.origins.copied", score=0.9
    )
