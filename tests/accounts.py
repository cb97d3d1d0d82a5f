"""Accounts made by hand for tests, from words looked up in a text instead of counted offsets."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.model import (
    Account,
    Act,
    Actor,
    ActorKind,
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Credit,
    Event,
    EventType,
    Evidence,
    Fact,
    Form,
    Meeting,
    Mention,
    MentionKind,
    Place,
    PlaceKind,
    Proposal,
    ProposalStatus,
    Reference,
    Role,
    Situation,
    Sourcing,
    Span,
    Statement,
    Status,
    When,
    WhenType,
    digest,
    fact_id,
)

Part = tuple[BlockKind, str]


def article_of(
    *parts: Part,
    origin: str = "page.html",
    kind: ArticleKind = ArticleKind.ARTICLE,
    published: When | None = None,
    credits: tuple[Credit, ...] = (),
) -> Article:
    """Make an article of ``parts``, one block each, a line feed between."""
    blocks, at = [], 0
    for block_kind, words in parts:
        blocks.append(Block(kind=block_kind, span=Span(at, at + len(words)), language="en"))
        at += len(words) + 1
    text = "\n".join(words for _, words in parts)
    return Article(
        id=digest("", text),
        origin=origin,
        url=None,
        kind=kind,
        publisher=None,
        authors=(),
        published=published,
        language="en",
        text=text,
        blocks=tuple(blocks),
        credits=credits,
    )


@dataclass
class Draft:
    """An account in the making: say what is in the article, get the frozen thing."""

    article: Article
    references: list[Reference] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)

    def span(self, words: str, nth: int = 0) -> Span:
        """Place of the ``nth`` occurrence of ``words``."""
        at = -1
        for _ in range(nth + 1):
            at = self.article.text.index(words, at + 1)
        return Span(at, at + len(words))

    def cite(self, sentence: str, cue: str) -> tuple[Evidence, ...]:
        """Evidence: ``cue`` inside ``sentence``."""
        whole = self.span(sentence)
        at = self.article.text.index(cue, whole.start)
        return (Evidence.cite(self.article, whole, Span(at, at + len(cue))),)

    def refer(self, words: str, target: Actor | Place | When | None, how: str, nth: int = 0) -> None:
        """Add a reference from ``words`` to ``target``."""
        mention = Mention(kind=MentionKind.OTHER, span=self.span(words, nth), score=0.9)
        self.references.append(Reference(mention=mention, target=target, how=how, score=0.8))

    def actor(
        self, name: str, *, kind: ActorKind = ActorKind.PERSON, country: str | None = None, role: str | None = None
    ) -> str:
        """Add an actor under its name in the text; return its id."""
        roles = (Role(text=role, span=self.span(role)),) if role else ()
        actor = Actor(
            id=digest(self.article.id, name), name=name, kind=kind, country=country, sector="GOV", roles=roles
        )
        self.refer(name, actor, "reference.actors.name")
        return actor.id

    def place(self, name: str, kind: PlaceKind = PlaceKind.CITY, country: str | None = None) -> str:
        """Add a place under its name in the text; return its id."""
        place = Place(id=digest(self.article.id, name), name=name, kind=kind, country=country, lat=1.5, lon=2.5)
        self.refer(name, place, "reference.places.gazetteer")
        return place.id

    def event(
        self,
        sentence: str,
        cue: str,
        *,
        status: Status = Status.HAPPENED,
        actors: tuple[str, ...] = (),
        meeting: Meeting | None = None,
        **more: object,
    ) -> str:
        """Add an event (CONSULT unless told); return its id."""
        values: dict[str, object] = {
            "type": EventType.CONSULT,
            "mode": None,
            "context": (),
            "condition": None,
            "recipients": (),
            "when": None,
            "where": None,
            "said_in": None,
        } | more
        identity = fact_id(self.article, f"event:{values['type']}", self.cite(sentence, cue)[0].cue)
        self.facts.append(
            Event(
                id=identity,
                status=status,
                actors=actors,
                meeting=meeting,
                evidence=self.cite(sentence, cue),
                how="fact.events.verb",
                score=0.9,
                **values,
            )  # type: ignore[arg-type]
        )
        return identity

    def statement(self, sentence: str, cue: str, content: str, *, act: Act = Act.ASSERT, **more: object) -> str:
        """Add a statement (asserted, indirect, by a named speaker unless told); return its id."""
        values: dict[str, object] = {
            "speakers": (),
            "addressees": (),
            "sourcing": Sourcing.NAMED,
            "channel": None,
            "source": (),
            "form": Form.INDIRECT,
            "when": None,
            "where": None,
        } | more
        evidence = self.cite(sentence, cue)
        identity = fact_id(self.article, "statement", evidence[0].cue)
        self.facts.append(
            Statement(
                id=identity,
                act=act,
                cue=evidence[0].cue,
                content=(self.span(content),),
                evidence=evidence,
                how="fact.statements.attributed",
                score=0.7,
                **values,
            )  # type: ignore[arg-type]
        )
        return identity

    def account(self) -> Account:
        """Return the account as it stands."""
        return Account(
            article=self.article,
            references=tuple(self.references),
            facts=tuple(self.facts),
            made_by="0123456789abcdef",
            reader="reader-3",
        )


def day(iso: str, text: str | None = None) -> When:
    """Make a calendar day."""
    return When(type=WhenType.DATE, earliest=iso, latest=iso, edtf=iso, how="reference.times.day", text=text)


MET = "Catherine Ashton met Mohammad Javad Zarif in Geneva on 7 November 2013 for about five hours."
HOPED = (
    'Ashton said the talks had been "useful" and that another round would follow in Vienna, a spokesman told reporters.'
)
DEMANDED = "Iran must stop enrichment before sanctions are lifted, unnamed diplomats demanded."
NO_DEAL = "No agreement was reached in Geneva, according to people close to the talks."


def talks() -> Draft:
    """Make the account most tests look at: a meeting, statements, a demand, a negated outcome, a plan, a situation."""
    credit = "(Northern Wire)"
    article = article_of(
        (BlockKind.NAVIGATION, "Home World Sport"),
        (BlockKind.HEADLINE, "Envoys & ministers meet <again> in Geneva"),
        (BlockKind.BODY, f"{MET} {HOPED}"),
        (BlockKind.BODY, f"{DEMANDED} {NO_DEAL} {credit}"),
        (BlockKind.RELATED, "Ten pictures of Lake Geneva"),
        published=When(
            type=WhenType.DATE,
            earliest="2013-11-08",
            latest="2013-11-08",
            edtf="2013-11-08",
            how="article.published.json_ld",
        ),
    )
    draft = Draft(article)
    ashton = draft.actor("Catherine Ashton", country="IGO")
    zarif = draft.actor("Mohammad Javad Zarif", country="IRN")
    iran = draft.actor("Iran", kind=ActorKind.GOVERNMENT, country="IRN")
    diplomats = draft.actor("unnamed diplomats", kind=ActorKind.GROUP)
    draft.refer("Ashton", draft.references[0].target, "reference.actors.alias", nth=1)
    draft.refer("people close to the talks", None, "reference.actors.nobody")
    geneva = draft.place("Geneva", country="CHE")
    met = day("2013-11-07", "on 7 November 2013")
    draft.refer("on 7 November 2013", met, "reference.times.day")
    _said_and_done(draft, (ashton, zarif), geneva, met)
    _asked_and_refused(draft, iran, diplomats, geneva)
    _plan(draft, iran, geneva)
    return draft


def _plan(draft: Draft, iran: str, geneva: str) -> None:
    cue = draft.span("agreement")
    draft.facts.append(
        Proposal(
            id=fact_id(draft.article, "proposal", cue),
            name="joint plan",
            author=None,
            points=4,
            version_of=None,
            status=ProposalStatus.PRESENTED,
            terms=(draft.span("stop enrichment"),),
            when=None,
            evidence=draft.cite(NO_DEAL, "agreement"),
            how="fact.proposals.named",
            score=0.6,
        )
    )
    draft.facts.append(
        Situation(
            id=fact_id(draft.article, "situation", draft.span("Iran must")),
            what="controls",
            holder=iran,
            object=geneva,
            extent="about a fifth",
            evidence=draft.cite(DEMANDED, "Iran must"),
            how="fact.situations.held",
            score=0.5,
        )
    )


def _said_and_done(draft: Draft, envoys: tuple[str, ...], geneva: str, met: When) -> None:
    said = draft.statement(
        HOPED,
        "said",
        'the talks had been "useful" and that another round would follow in Vienna',
        speakers=envoys[:1],
        source=(draft.span("Ashton", 1),),
        form=Form.MIXED,
        channel=draft.span("a spokesman"),
        when=met,
    )
    draft.event(
        MET,
        "met",
        actors=envoys,
        when=met,
        where=geneva,
        meeting=Meeting(participants=envoys, duration="PT5H~", series="geneva"),
    )
    draft.event(HOPED, "another round", status=Status.PLANNED, actors=envoys, said_in=said)


def _asked_and_refused(draft: Draft, iran: str, diplomats: str, geneva: str) -> None:
    draft.statement(
        DEMANDED,
        "demanded",
        "Iran must stop enrichment before sanctions are lifted",
        act=Act.DEMAND,
        speakers=(diplomats,),
        sourcing=Sourcing.UNNAMED,
    )
    draft.event(
        DEMANDED,
        "stop enrichment",
        type=EventType.RETREAT,
        mode="withdraw",
        status=Status.DEMANDED,
        actors=(iran,),
        condition=draft.span("before sanctions are lifted"),
    )
    draft.statement(
        NO_DEAL, "according to", "No agreement was reached in Geneva", act=Act.DENY, sourcing=Sourcing.HEARSAY
    )
    draft.event(NO_DEAL, "agreement was reached", type=EventType.AGREE, status=Status.NEGATED, where=geneva)


def spans_in(value):
    """Every object of a record that carries a start and an end."""
    if isinstance(value, dict):
        if "start" in value and "end" in value:
            yield value
        for inner in value.values():
            yield from spans_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_in(inner)
