"""A dossier made by hand: a dozen invented pages on talks between Norvia and Estmark.

One wire on three outlets, a number told in two ways and corrected, a shelling denied, a position that moved, a plan in
two versions, a visit called off, a page of unknown origin without a date.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.model import (
    Account,
    ActorKind,
    Answer,
    Backing,
    BlockKind,
    Course,
    Credit,
    Delegation,
    Difference,
    DifferenceKind,
    Dossier,
    EventType,
    Happening,
    Holding,
    Meeting,
    Moment,
    Move,
    Openness,
    Origin,
    OriginKind,
    Place,
    PlaceKind,
    Plan,
    Position,
    Proposal,
    ProposalStatus,
    ProposalStep,
    Question,
    Round,
    Shelf,
    Situation,
    Stand,
    Standpoint,
    Status,
    Story,
    Trace,
    Version,
    When,
    digest,
    fact_id,
)
from communique.model import Draft as PlanDraft
from communique.story.parties import Parties, gather
from tests.accounts import Draft, article_of, day

LUNDAL = Place(id="place-lundal", name="Lundal", kind=PlaceKind.CITY, country="LUN")
KOSTA = Place(id="place-kosta", name="Kosta", kind=PlaceKind.CITY, country="NOR")
ARLE = Place(id="place-arle", name="Port Arle", kind=PlaceKind.CITY, country="NOR")
JUNE = When(type=day("2026-06-01").type, earliest="2026-06-01", latest="2026-06-30", edtf="2026-06", how="test")
GOVERNMENTS = {"Norvia": "NOR", "Estmark": "EST"}
WIRE = "(Northern Wire)"


@dataclass
class Page:
    """An account in the making, the ids of its actors by name."""

    draft: Draft
    actors: dict[str, str]
    positions: list[Position]

    def account(self) -> Account:
        return replace(self.draft.account(), positions=tuple(self.positions))

    def ids(self, *names: str) -> tuple[str, ...]:
        for name in names:
            if name not in self.actors:
                kind = ActorKind.GOVERNMENT if name in GOVERNMENTS else ActorKind.PERSON
                kind = ActorKind.ARMED_FORCE if name.endswith("army") else kind
                self.actors[name] = self.draft.actor(name, kind=kind, country=GOVERNMENTS.get(name))
        return tuple(self.actors[name] for name in names)

    def event(self, sentence: str, cue: str, *who: str, **more: object) -> str:
        return self.draft.event(sentence, cue, actors=self.ids(*who), **more)  # type: ignore[arg-type]

    def stand(self, issue: str, stance: Standpoint, fact: str, words: str, party: str) -> None:
        self.positions.append(
            Position(
                party=self.ids(party)[0],
                issue=issue,
                stance=stance,
                facts=(fact,),
                words=(self.draft.span(words),),
                how="test",
            )
        )

    def plan(self, sentence: str, cue: str, name: str, points: int, step: tuple[ProposalStatus, str, str]) -> str:
        status, by, words = step
        at = self.draft.cite(sentence, cue)[0].cue
        self.draft.facts.append(
            Proposal(
                id=fact_id(self.draft.article, "proposal", at),
                name=name,
                author=None,
                points=points,
                version_of=None,
                status=status,
                terms=(),
                when=None,
                evidence=self.draft.cite(sentence, cue),
                how="test",
                score=0.8,
                steps=(ProposalStep(status=status, by=self.ids(by), when=None, cue=self.draft.span(words)),),
            )
        )
        return self.draft.facts[-1].id


def page(outlet: str | None, published: str | None, slug: str, headline: str, *body: str, web: bool = True) -> Page:
    """Make a page; its address is made of outlet and ``slug``, or it is a file where ``web`` is False."""
    parts = [(BlockKind.HEADLINE, headline), *((BlockKind.BODY, words) for words in body)]
    article = article_of(*parts, origin=f"inbox/{slug}.html", published=day(published) if published else None)
    host = (outlet or "nobody").lower().replace(" ", "-")
    url = f"https://{host}.example/{slug}" if web else None
    at = article.text.find(WIRE)
    credit = (Credit(name="Northern Wire", span=None, how="test"),) if at >= 0 else ()
    made = replace(article, url=url, publisher=outlet, id=digest(url or "", article.text), credits=credit)
    return Page(draft=Draft(made), actors={}, positions=[])


PLANNED = "Norvia and Estmark are to hold a first round of talks in Lundal on 4 May."
DEMANDED = 'Ada Voss said Norvia demanded "a full withdrawal" from the Velm valley.'
MET = "Ada Voss and Ivo Berg met in Lundal on 4 May for five hours."
MEDIATED = "The talks were mediated by Sela Marn and ended without a joint text."
HELD = "Ada Voss and Ivo Berg held a first round of talks in Lundal on Monday."
PLAN = "Estmark put forward a ten-point plan for the valley."
REJECTED = "Norvia rejected the ten-point plan on 6 May."
KILLED = "Shelling by the Estmark army killed {} people in Port Arle on 7 May."
DENIED = "The Estmark army denied that it had shelled Port Arle."
UPDATED = "Estmark updated its plan to twelve points on 11 May."
ACCEPTED = "Norvia would accept the twelve-point plan if Port Arle is opened to ships, Ada Voss said."
OFFERED = "On 15 May Ada Voss of Norvia offered a withdrawal in phases from the Velm valley."
CANCELLED = "A visit by Ivo Berg to Kosta, planned for 10 May, was called off."
EXPECTED = "A second round of talks between Norvia and Estmark is expected in Kosta in June."
HOLDS = "Estmark controls about a third of the Velm valley."
OPEN = "Security guarantees remain unresolved, diplomats said."


def announced(outlet: str, slug: str) -> Page:
    """A page that prints the wire of 1 May."""
    made = page(outlet, "2026-05-01", slug, "First talks next week", f"{PLANNED} {DEMANDED} {WIRE}")
    made.event(
        PLANNED,
        "talks",
        "Norvia",
        "Estmark",
        status=Status.PLANNED,
        when=day("2026-05-04"),
        meeting=Meeting(participants=made.ids("Norvia", "Estmark"), round=1),
    )
    fact = made.draft.statement(DEMANDED, "said", 'Norvia demanded "a full withdrawal"', speakers=made.ids("Ada Voss"))
    made.stand("withdrawal", Standpoint.DEMANDS, fact, '"a full withdrawal" from the Velm valley', "Norvia")
    return made


def shelled(outlet: str, published: str, slug: str, number: str) -> Page:
    made = page(outlet, published, slug, "Port Arle shelled", KILLED.format(number))
    made.event(KILLED.format(number), "Shelling", "Estmark army", type=EventType.ASSAULT, when=day("2026-05-07"))
    return made


def pages() -> dict[str, Page]:
    """Return the pages by a short name."""
    made = {name: announced(outlet, "first-talks") for name, outlet in (
        ("wire", "Northern Wire"), ("copy1", "Kosta Herald"), ("copy2", "Estmark Post"))}  # fmt: skip
    times = made["times"] = page("Lundal Times", "2026-05-05", "talks-end", "Talks end", f"{MET} {MEDIATED}", PLAN)
    table = Meeting(
        participants=times.ids("Ada Voss", "Ivo Berg"),
        mediator=times.ids("Sela Marn")[0],
        duration="PT5H",
        outcome=times.draft.span("ended without a joint text"),
    )
    times.event(MET, "met", "Ada Voss", "Ivo Berg", when=day("2026-05-04"), meeting=table)
    times.plan(PLAN, "plan", "ten-point plan", 10, (ProposalStatus.PRESENTED, "Estmark", "put forward"))
    second = made["wire2"] = page("Northern Wire", "2026-05-06", "no-deal", "No deal", HELD, REJECTED, OPEN)
    met = Meeting(participants=second.ids("Ada Voss", "Ivo Berg"), round=1)
    second.event(HELD, "held", "Ada Voss", "Ivo Berg", when=day("2026-05-04"), meeting=met)
    second.plan(REJECTED, "plan", "ten-point plan", 10, (ProposalStatus.REJECTED, "Norvia", "rejected"))
    second.draft.statement(OPEN, "said", "Security guarantees remain unresolved", speakers=second.ids("diplomats"))
    made["post"] = shelled("Estmark Post", "2026-05-08", "port-arle", "18")
    made["daily"] = shelled("Velm Daily", "2026-05-08", "port-arle", "23")
    made["daily2"] = shelled("Velm Daily", "2026-05-09", "port-arle", "21")
    denial = made["denial"] = page("Northern Wire", "2026-05-09", "denial", "Army denies shelling", DENIED)
    denial.event(
        DENIED, "shelled", "Estmark army", type=EventType.ASSAULT, status=Status.DENIED, when=day("2026-05-07")
    )
    update = made["update"] = page("Lundal Times", "2026-05-12", "update", "Plan grows", UPDATED, ACCEPTED, CANCELLED)
    update.plan(UPDATED, "plan", "twelve-point plan", 12, (ProposalStatus.UPDATED, "Estmark", "updated"))
    update.plan(ACCEPTED, "plan", "twelve-point plan", 12, (ProposalStatus.ACCEPTED, "Norvia", "accept"))
    update.event(CANCELLED, "visit", "Ivo Berg", mode="visit", status=Status.CANCELLED, when=day("2026-05-10"))
    offer = made["offer"] = page("Kosta Herald", "2026-05-15", "offer", "Voss offers phases", OFFERED, HOLDS)
    fact = offer.event(OFFERED, "offered", "Ada Voss", type=EventType.AGREE, when=day("2026-05-15"))
    offer.stand("withdrawal", Standpoint.OFFERS, fact, "a withdrawal in phases from the Velm valley", "Norvia")
    _holds(offer)
    dark = made["dark"] = page(None, None, "note-17", "Second round", EXPECTED, web=False)
    dark.event(EXPECTED, "talks", "Norvia", "Estmark", status=Status.EXPECTED, when=JUNE)
    return made


def _holds(offer: Page) -> None:
    draft = offer.draft
    draft.facts.append(
        Situation(
            id=fact_id(draft.article, "situation", draft.span("controls")),
            what="controls",
            holder=offer.ids("Estmark")[0],
            object=None,
            extent="about a third",
            evidence=draft.cite(HOLDS, "controls"),
            how="test",
            score=0.8,
        )
    )


@dataclass
class Case:
    """The accounts and the dossier made of them."""

    accounts: tuple[Account, ...]
    dossier: Dossier

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.accounts)


class Maker:
    """Puts pages together as ``story`` would."""

    def __init__(self) -> None:
        self.pages = pages()
        self.accounts = {name: page.account() for name, page in self.pages.items()}
        self.parties: Parties = gather(Shelf(self.accounts.values()))
        self.origins = self._origins()

    def id(self, name: str) -> str:
        return self.accounts[name].article.id

    def fact(self, name: str, nth: int = 0) -> str:
        return self.accounts[name].facts[nth].id

    def party(self, name: str) -> str:
        return next(party.id for party in self.parties.all if party.name == name)

    def backing(self, *names: str) -> Backing:
        ids = [self.id(name) for name in names]
        known = [o.id for o in self.origins if o.kind is not OriginKind.UNKNOWN and set(o.articles) & set(ids)]
        dark = [o.id for o in self.origins if o.kind is OriginKind.UNKNOWN and set(o.articles) & set(ids)]
        return Backing(origins=tuple(known), unknown=tuple(dark), articles=tuple(ids))

    def _origins(self) -> tuple[Origin, ...]:
        wire = self._origin("wire", OriginKind.AGENCY, "Northern Wire", "wire", "copy1", "copy2", "wire2", "denial")
        span = self.accounts["copy1"].article.text.index(WIRE)
        credit = Trace(
            article=self.id("copy1"),
            how="story.origin.origins.credited",
            span=self.pages["copy1"].draft.span(WIRE) if span else None,
        )
        copied = Trace(article=self.id("copy2"), how="story.origin.origins.contained", other=self.id("wire"))
        return (
            replace(wire, traces=(credit, copied)),
            self._origin("times", OriginKind.OUTLET, "Lundal Times", "times", "update"),
            self._origin("post", OriginKind.OUTLET, "Estmark Post", "post"),
            self._origin("daily", OriginKind.OUTLET, "Velm Daily", "daily", "daily2"),
            self._origin("herald", OriginKind.OUTLET, "Kosta Herald", "offer"),
            self._origin("dark", OriginKind.UNKNOWN, None, "dark"),
        )

    def _origin(self, key: str, kind: OriginKind, name: str | None, *names: str) -> Origin:
        articles = tuple(self.id(each) for each in names)
        traces = tuple(Trace(article=article, how="story.origin.origins.own_byline") for article in articles)
        return Origin(id=f"origin-{key}", kind=kind, name=name, articles=articles, traces=traces)

    def happening(self, key: str, kind: EventType, status: Status, who: tuple[str, ...], **more: object) -> Happening:
        names = more.pop("told", ())
        values: dict[str, object] = {"mode": None, "recipients": (), "when": None, "where": None} | more
        return Happening(
            id=f"happening-{key}",
            type=kind,
            status=status,
            actors=tuple(self.party(name) for name in who),
            facts=tuple(self.fact(name) for name in names),  # type: ignore[attr-defined]
            backing=self.backing(*names),  # type: ignore[misc]
            **values,
        )  # type: ignore[arg-type]

    def happenings(self) -> tuple[Happening, ...]:
        visit = self.happening(
            "visit", EventType.CONSULT, Status.CANCELLED, ("Ivo Berg",), mode="visit", when=day("2026-05-10"),
            where=KOSTA, told=("update",))  # fmt: skip
        return (
            self.happening("talks", EventType.CONSULT, Status.HAPPENED, ("Ada Voss", "Ivo Berg"),
                           when=day("2026-05-04"), where=LUNDAL, told=("wire", "copy1", "copy2", "times", "wire2")),
            self.happening("second", EventType.CONSULT, Status.EXPECTED, ("Norvia", "Estmark"), when=JUNE,
                           where=KOSTA, told=("dark",)),
            self.happening("shelling", EventType.ASSAULT, Status.HAPPENED, ("Estmark army",),
                           when=day("2026-05-07"), where=ARLE, told=("post", "daily", "daily2", "denial")),
            replace(visit, facts=(self.fact("update", 2),)),
            self.happening("offer", EventType.AGREE, Status.HAPPENED, ("Ada Voss",), when=day("2026-05-15"),
                           told=("offer",)),
        )  # fmt: skip

    def differences(self) -> tuple[Difference, ...]:
        def version(value: str, name: str, words: str) -> Version:
            span = self.pages[name].draft.span(words)
            return Version(value=value, facts=(self.fact(name),), backing=self.backing(name), words=span)

        number = (version("18", "post", "18"), version("23", "daily", "23"))
        status = (version("happened", "post", "Shelling"), version("denied", "denial", "denied"))
        corrected = (version("23", "daily", "23"), version("21", "daily2", "21"))
        about = "happening-shelling"
        return tuple(
            Difference(id=f"d-{kind.value}", kind=kind, about=of, subject=subject, versions=versions, how="test")
            for kind, of, subject, versions in (
                (DifferenceKind.NUMBER, about, "people killed", number),
                (DifferenceKind.STATUS, about, "whether it took place", status),
                (DifferenceKind.CORRECTION, self.id("daily2"), "people killed", corrected),
            )
        )

    def course(self) -> Course:
        stands = (
            Stand(stance=Standpoint.DEMANDS, when=day("2026-05-01"), dated=False,
                  facts=(self.fact("wire", 1),), backing=self.backing("wire", "copy1", "copy2")),
            Stand(stance=Standpoint.OFFERS, when=day("2026-05-15"), dated=True,
                  facts=(self.fact("offer"),), backing=self.backing("offer")),
        )  # fmt: skip
        return Course(party=self.party("Norvia"), issue="withdrawal", stands=stands, moves=(Move.NEARER,))

    def plan(self) -> Plan:
        condition = self.pages["update"].draft.span("if Port Arle is opened to ships")
        no = Answer(status=ProposalStatus.REJECTED, by=(self.party("Norvia"),), when=day("2026-05-06"), condition=None,
                    facts=(self.fact("wire2", 1),), backing=self.backing("wire2"))  # fmt: skip
        yes = Answer(status=ProposalStatus.ACCEPTED, by=(self.party("Norvia"),), when=None, condition=condition,
                     facts=(self.fact("update", 1),), backing=self.backing("update"))  # fmt: skip
        first = PlanDraft(id="draft-1", name="ten-point plan", points=10, when=day("2026-05-05"),
                          facts=(self.fact("times", 1),), answers=(no,), backing=self.backing("times"))  # fmt: skip
        later = PlanDraft(id="draft-2", name="twelve-point plan", points=12, when=day("2026-05-11"),
                          facts=(self.fact("update", 0),), answers=(yes,), backing=self.backing("update"))  # fmt: skip
        return Plan(id="plan", name="plan for the valley", authors=(self.party("Estmark"),), drafts=(first, later))

    def dossier(self) -> Dossier:
        held = Delegation(party=self.party("Norvia"), members=(self.party("Ada Voss"),))
        other = Delegation(party=self.party("Estmark"), members=(self.party("Ivo Berg"),))
        moments = (
            Moment(when=day("2026-05-04"), happenings=("happening-talks",)),
            Moment(when=day("2026-05-07"), happenings=("happening-shelling",)),
            Moment(when=day("2026-05-10"), happenings=("happening-visit",)),
        )
        articles = tuple(account.article.id for account in self.accounts.values())
        return Dossier(
            origins=self.origins,
            parties=self.parties.all,
            happenings=self.happenings(),
            stories=(
                Story(id="s", title="Talks, Norvia and Estmark", articles=articles, moments=moments, origins=()),
            ),
            differences=self.differences(),
            rounds=(
                Round(happening="happening-talks", number=1, delegations=(held, other), host=None,
                      mediator=self.party("Sela Marn")),
                Round(happening="happening-second", number=2, delegations=(), host=None, mediator=None),
            ),
            courses=(self.course(),),
            plans=(self.plan(),),
            questions=(
                Question(issue="security guarantees", state=Openness.UNRESOLVED, when=day("2026-05-06"),
                         facts=(self.fact("wire2", 2),), backing=self.backing("wire2")),
            ),
            holdings=(
                Holding(what="controls", holder=self.party("Estmark"), place="the Velm valley", extent="about a third",
                        when=day("2026-05-15"), facts=(self.fact("offer", 1),), backing=self.backing("offer")),
            ),
        )  # fmt: skip


def case() -> Case:
    """Return the accounts and their dossier."""
    maker = Maker()
    return Case(accounts=tuple(maker.accounts.values()), dossier=maker.dossier())
