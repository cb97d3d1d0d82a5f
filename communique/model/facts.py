"""What the record says: events, statements, proposals, situations, each with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from communique.model.pages import Article
from communique.model.readings import Reading
from communique.model.references import Reference
from communique.model.spans import Span, digest
from communique.model.times import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words a fact rests on. Make it with ``cite`` alone."""

    article: str
    sentence: Span
    cue: Span
    quote: str

    @classmethod
    def cite(cls, article: Article, sentence: Span, cue: Span) -> Self:
        """Cite ``sentence`` of ``article`` for the words at ``cue``.

        Raises ValueError when the cue lies outside the sentence or the sentence outside the text.
        """
        if not sentence.contains(cue):
            raise ValueError(f"cue {cue} lies outside its sentence {sentence}")
        if sentence.end > len(article.text):
            raise ValueError(f"sentence {sentence} lies outside a text of {len(article.text)} characters")
        return cls(article=article.id, sentence=sentence, cue=cue, quote=sentence.of(article.text))


class EventType(StrEnum):
    """PLOVER 2.0 (draft) event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Status(StrEnum):
    """Whether an event took place, as the text has it; ``docs/kinds.md`` defines each.

    ``offered`` and ``threatened`` are finer than ``possible``, ``historical`` (over a year before the page) than
    ``happened``.
    """

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    EXPECTED = "expected"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    DENIED = "denied"
    NEGATED = "negated"
    CANCELLED = "cancelled"
    OFFERED = "offered"
    THREATENED = "threatened"
    HISTORICAL = "historical"


class Act(StrEnum):
    """Speech acts of statements."""

    ASSERT = "assert"
    DENY = "deny"
    DEMAND = "demand"
    REQUEST = "request"
    APPEAL = "appeal"
    PROMISE = "promise"
    OFFER = "offer"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    REJECT = "reject"
    AGREE = "agree"
    PRAISE = "praise"
    CONDEMN = "condemn"
    QUESTION = "question"
    ANNOUNCE = "announce"
    PREDICT = "predict"
    EXPLAIN = "explain"
    DOUBT = "doubt"


class Form(StrEnum):
    """How a statement's content is given: all in quotation marks (or a turn of a transcript), none, or partly."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Sourcing(StrEnum):
    """Whom a statement is laid to: someone named, a group, someone the text will not name, or nobody."""

    NAMED = "named"
    COLLECTIVE = "collective"
    UNNAMED = "unnamed"
    HEARSAY = "hearsay"


class Standpoint(StrEnum):
    """What a party makes of an issue; ``conditions``: it lets something depend on it."""

    DEMANDS = "demands"
    SEEKS = "seeks"
    CONDITIONS = "conditions"
    OFFERS = "offers"
    PROMISES = "promises"
    THREATENS = "threatens"
    AGREES = "agrees"
    SUPPORTS = "supports"
    REJECTS = "rejects"
    CONDEMNS = "condemns"
    ACCUSES = "accuses"
    DENIES = "denies"
    DOUBTS = "doubts"


class Openness(StrEnum):
    """How an issue is open: left without an answer, fought over, or still to be talked about."""

    UNRESOLVED = "unresolved"
    DISPUTED = "disputed"
    PENDING = "to be discussed"


class ProposalStatus(StrEnum):
    """Where a plan or draft stands."""

    DRAFTED = "drafted"
    LEAKED = "leaked"
    PRESENTED = "presented"
    UPDATED = "updated"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What a meeting, visit or call adds to its event.

    ``series`` is shared by the days or rounds of one meeting; ``duration`` is ISO 8601 with EDTF's
    ``~``; ``agenda`` and ``outcome`` are places in the text; ``host`` and ``mediator`` actor ids.
    """

    participants: tuple[str, ...]
    venue: str | None = None
    host: str | None = None
    mediator: str | None = None
    round: int | None = None
    day: int | None = None
    duration: str | None = None
    agenda: Span | None = None
    outcome: Span | None = None
    series: str | None = None


def _need_evidence(evidence: tuple[Evidence, ...]) -> None:
    if not evidence:
        raise ValueError("a fact without evidence is no fact")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something done, planned, demanded or not done. Actors, recipients: actor ids; where: a place id."""

    id: str
    type: EventType
    mode: str | None
    context: tuple[str, ...]
    status: Status
    condition: Span | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: When | None
    where: str | None
    meeting: Meeting | None
    said_in: str | None
    evidence: tuple[Evidence, ...]
    how: str
    score: float

    def __post_init__(self) -> None:
        _need_evidence(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Something said, thought or wanted. ``source`` is the speaker as the text names it here,
    ``speakers`` who that is (actor ids); a direct statement's content holds only characters
    inside the page's quotation marks. ``channel``: the words naming who or what carried it.
    """

    id: str
    act: Act
    speakers: tuple[str, ...]
    addressees: tuple[str, ...]
    sourcing: Sourcing
    channel: Span | None
    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    form: Form
    when: When | None
    where: str | None
    evidence: tuple[Evidence, ...]
    how: str
    score: float

    def __post_init__(self) -> None:
        _need_evidence(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalStep:
    """One thing that became of a plan: what, by whom (actor ids), when, and the words that tell it."""

    status: ProposalStatus
    by: tuple[str, ...]
    when: When | None
    cue: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Favour:
    """Whom a plan is said to suit: an actor id, whose view that is (actor ids; none where the page says it
    in its own name), and the words that say it.
    """

    actor: str
    by: tuple[str, ...]
    cue: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan, draft or deal; ``version_of`` is the fact id of the proposal this is a version of.

    ``status`` and ``when`` are where it stands by the whole page, ``steps`` all that the page tells of its fate, in
    the order of the text; ``terms`` are places in the text; ``events`` the fact ids of events told in the same words.
    """

    id: str
    name: str
    author: str | None
    points: int | None
    version_of: str | None
    status: ProposalStatus | None
    terms: tuple[Span, ...]
    when: When | None
    evidence: tuple[Evidence, ...]
    how: str
    score: float
    steps: tuple[ProposalStep, ...] = ()
    favours: tuple[Favour, ...] = ()
    events: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _need_evidence(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A state of affairs: who holds what, how far. ``holder`` an actor id, ``object`` a place id."""

    id: str
    what: str
    holder: str | None
    object: str | None
    extent: str | None
    evidence: tuple[Evidence, ...]
    how: str
    score: float

    def __post_init__(self) -> None:
        _need_evidence(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a party stands on an issue: ``party`` an actor id, ``facts`` the ids of the facts it rests on (never
    none), ``words`` where they name the issue."""

    party: str
    issue: str
    stance: Standpoint
    facts: tuple[str, ...]
    words: tuple[Span, ...]
    how: str

    def __post_init__(self) -> None:
        if not self.facts:
            raise ValueError("a position that rests on no fact is no position")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenIssue:
    """An issue the page says is open. ``facts``: on whose word, or the meeting it is to be talked about at."""

    issue: str
    state: Openness
    facts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    how: str

    def __post_init__(self) -> None:
        _need_evidence(self.evidence)


type_of_fact = {Event: "event", Statement: "statement", Proposal: "proposal", Situation: "situation"}
Fact = Event | Statement | Proposal | Situation


def fact_id(article: Article, kind: str, cue: Span) -> str:
    """Return the id of the fact of ``kind`` (``event:CONSULT``, ``statement`` …) that ``cue`` expresses."""
    return digest(article.id, kind, str(cue.start), str(cue.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """Where an event lies among others: near those that tell of the same. For comparing pages only, never shown.

    ``of``: the id of a fact; ``values``: signed bytes, scaled to the length 127, so that the product
    of two vectors of one reader, number by number, is their cosine times 127 squared.
    """

    of: str
    values: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything one page says, with its evidence. ``made_by``: digest of version, reader and atlas.

    ``reading`` is what the encoder saw, where it was asked for; ``vectors`` are those of its events.
    """

    article: Article
    references: tuple[Reference, ...]
    facts: tuple[Fact, ...]
    made_by: str
    reader: str
    positions: tuple[Position, ...] = ()
    open_issues: tuple[OpenIssue, ...] = ()
    reading: Reading | None = None
    vectors: tuple[Vector, ...] = ()
