"""The vocabulary: every type that crosses a folder.

Standard library only. All types are frozen; sequences are tuples. Every offset is a code point
index into ONE string, ``Article.text``, and every span is half open: ``text[start:end]``.

``how`` fields name the function that made the decision as ``room.module.function`` (for example
``reference.actors.metonym``); that function's docstring is the explanation a reader is shown.
"""

from __future__ import annotations

import calendar
import hashlib
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self


def digest(*parts: str) -> str:
    """Return the 16 hex digit identifier of ``parts`` (BLAKE2b, parts kept apart by NUL)."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


# ------------------------------------------------------------------ places in a text
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in ``Article.text``; never empty, never negative."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the characters of ``text`` this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


# ------------------------------------------------------------------ pages and articles
@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as they came, before anything is understood.

    ``origin`` is what the caller called it (a path, a URL, ``-``); ``published`` is a date the
    caller vouches for (EDTF calendar day), which outranks what the page says of itself.
    """

    origin: str
    body: bytes
    sha256: str
    url: str | None = None
    fetched: str | None = None
    media_type: str | None = None
    published: str | None = None

    @classmethod
    def of(
        cls,
        body: bytes,
        *,
        origin: str,
        url: str | None = None,
        media_type: str | None = None,
        fetched: str | None = None,
        published: str | None = None,
    ) -> Self:
        """Make a page of ``body``, computing its SHA-256."""
        return cls(
            origin=origin,
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
            url=url,
            fetched=fetched,
            media_type=media_type,
            published=published,
        )


class BlockKind(StrEnum):
    """What a block of a page is: the story's own parts, then the page's furniture."""

    HEADLINE = "headline"
    SUBHEAD = "subhead"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    QUOTE = "quote"
    CORRECTION = "correction"
    LIVE = "live"
    OPINION = "opinion"
    TOP = "top"
    TRENDING = "trending"
    LIFESTYLE = "lifestyle"
    SERVICE = "service"
    TEASER = "teaser"
    LABEL = "label"
    RELATED = "related"
    NAVIGATION = "navigation"
    ADVERT = "advert"
    CONSENT = "consent"
    COMMENT = "comment"


STORY_KINDS = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.SUBHEAD,
        BlockKind.DATELINE,
        BlockKind.BYLINE,
        BlockKind.BODY,
        BlockKind.CAPTION,
        BlockKind.CREDIT,
        BlockKind.QUOTE,
        BlockKind.CORRECTION,
    }
)
READ_KINDS = frozenset(
    {
        BlockKind.HEADLINE,
        BlockKind.SUBHEAD,
        BlockKind.BODY,
        BlockKind.CAPTION,
        BlockKind.QUOTE,
        BlockKind.CORRECTION,
    }
)
"""Blocks whose words may become facts; the rest is kept, shown and never read for facts."""


class WhenType(StrEnum):
    """TIMEX3 types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as precisely as the text gives it: an interval of calendar days, or a duration.

    ``earliest`` and ``latest`` are ISO 8601 days (or minutes, ``2025-12-02T14:30``), both
    inclusive; None where open or where the expression has no place on the calendar (durations,
    sets). ``edtf`` is EDTF level 1, or an ISO 8601 duration with EDTF's ``~`` for "about".
    """

    type: WhenType
    earliest: str | None
    latest: str | None
    edtf: str
    how: str
    text: str | None = None

    @classmethod
    def between(cls, earliest: date, latest: date, *, how: str, text: str | None = None) -> Self:
        """Make the interval of days from ``earliest`` to ``latest``, written as tightly as EDTF allows."""
        if latest < earliest:
            raise ValueError(f"interval ends before it starts: {earliest}..{latest}")
        return cls(
            type=WhenType.DATE,
            earliest=earliest.isoformat(),
            latest=latest.isoformat(),
            edtf=_edtf_of(earliest, latest),
            how=how,
            text=text,
        )

    @classmethod
    def duration(cls, iso: str, *, how: str, text: str | None = None) -> Self:
        """Make a duration from its ISO 8601 form, ``~`` at the end for "about"."""
        return cls(type=WhenType.DURATION, earliest=None, latest=None, edtf=iso, how=how, text=text)

    @property
    def days(self) -> int | None:
        """Width in calendar days (1 for one day); None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (date.fromisoformat(self.latest[:10]) - date.fromisoformat(self.earliest[:10])).days + 1


def _edtf_of(earliest: date, latest: date) -> str:
    if earliest == latest:
        return earliest.isoformat()
    last = date(latest.year, latest.month, calendar.monthrange(latest.year, latest.month)[1])
    if earliest.day == 1 and latest == last:
        if (earliest.year, earliest.month) == (latest.year, latest.month):
            return f"{earliest.year:04d}-{earliest.month:02d}"
        if earliest.month == 1 and latest.month == 12:
            first, final = f"{earliest.year:04d}", f"{latest.year:04d}"
            return first if first == final else f"{first}/{final}"
    return f"{earliest.isoformat()}/{latest.isoformat()}"


def iso_week(day: date) -> tuple[date, date]:
    """Return the Monday and the Sunday of the ISO 8601 week of ``day``."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A visible part of a page; blocks are ordered and never overlap. ``time``: a live blog post's."""

    kind: BlockKind
    span: Span
    language: str | None = None
    time: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency or outlet the page itself names as the origin; ``span`` None when only metadata says so."""

    name: str
    span: Span | None
    how: str


class ArticleKind(StrEnum):
    """Kinds of page that are read."""

    ARTICLE = "article"
    OPINION = "opinion"
    LIVE_BLOG = "live-blog"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One page as one text with its blocks. ``published`` None: not known, never guessed.

    ``id`` is ``digest(url or "", text)``. ``authors`` are the people the page's metadata or
    byline names as its writers.
    """

    id: str
    origin: str
    url: str | None
    kind: ArticleKind
    publisher: str | None
    authors: tuple[str, ...]
    published: When | None
    language: str | None
    text: str
    blocks: tuple[Block, ...]
    credits: tuple[Credit, ...]

    def first(self, kind: BlockKind) -> str | None:
        """Return the text of the first block of ``kind``, or None."""
        return next((b.span.of(self.text) for b in self.blocks if b.kind is kind), None)

    @property
    def headline(self) -> str | None:
        """Text of the first headline block."""
        return self.first(BlockKind.HEADLINE)

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the character at ``offset``, or None between blocks."""
        at = bisect_left(self.blocks, offset + 1, key=lambda b: b.span.start) - 1
        if at >= 0 and self.blocks[at].span.end > offset:
            return self.blocks[at]
        return None


# ------------------------------------------------------------------ what the encoder saw
class MentionKind(StrEnum):
    """Kinds of name the reader marks; the last three are made by ``reference`` alone."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    NATIONALITY = "nationality"
    ROLE = "role"
    DOCUMENT = "document"
    FACILITY = "facility"
    EVENT = "event"
    OTHER = "other"
    PRONOUN = "pronoun"
    DESCRIPTION = "description"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that names something; ``score`` is the encoder's, between 0 and 1."""

    kind: MentionKind
    span: Span
    score: float


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word (Universal Dependencies 2).

    ``head`` is the index in ``Reading.words`` of its head, or its own index when it is the root
    of its sentence; ``tag`` a UPOS tag; ``relation`` a UD relation without subtype.
    """

    start: int
    end: int
    tag: str
    head: int
    relation: str
    lemma: str

    @property
    def span(self) -> Span:
        """Place of the word in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is reported to have said, thought or wanted what (PolNeAR's scheme).

    ``source`` and ``content`` may be discontinuous; ``source`` is empty where the text names none.
    """

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the encoder saw in an article, untouched: raw scores, nothing resolved.

    Only blocks of ``READ_KINDS`` in a language the reader knows are read; ``sentences`` and
    ``words`` are ordered, and every word lies inside one sentence.
    """

    article: Article
    sentences: tuple[Span, ...]
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    reader: str

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds the character at ``offset``, or None."""
        at = bisect_left(self.sentences, offset + 1, key=lambda s: s.start) - 1
        if at >= 0 and self.sentences[at].end > offset:
            return self.sentences[at]
        return None

    def words_in(self, span: Span) -> range:
        """Return the indices of the words that begin inside ``span``."""
        first = bisect_left(self.words, span.start, key=lambda w: w.start)
        return range(first, bisect_left(self.words, span.end, key=lambda w: w.start))


# ------------------------------------------------------------------ references
class ActorKind(StrEnum):
    """What sort of actor acts or is acted on."""

    PERSON = "person"
    GOVERNMENT = "government"
    ARMED_FORCE = "armed-force"
    ORGANISATION = "organisation"
    GROUP = "group"
    MEDIA = "media"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or function, as the text gives it (``span``) or as the atlas dates it (ISO days)."""

    text: str
    span: Span | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts. ``country``: ISO 3166-1 alpha-3 with PLOVER's exceptions (KOS, PSE, IGO …);
    ``sector``: PLOVER's primary sector; None means: looked and could not say.

    ``id`` is a digest of the article and the actor's canonical name, so it is unique in an account
    and the same each time the page is read. ``members``: ids of actors a joint party consists of.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    roles: tuple[Role, ...] = ()
    members: tuple[str, ...] = ()
    wikidata: str | None = None


class PlaceKind(StrEnum):
    """What sort of place."""

    CITY = "city"
    REGION = "region"
    COUNTRY = "country"
    FACILITY = "facility"
    WATER = "water"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where. ``lat``/``lon`` in degrees (WGS 84), None where a point would claim too much."""

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a mention means; ``target`` None: looked and could not say, and ``how`` tells why."""

    mention: Mention
    target: Actor | Place | When | None
    how: str
    score: float


# ------------------------------------------------------------------ facts
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
    """Whether an event took place, as the text has it."""

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
    """How a statement's content is given: all in quotation marks, none, or partly."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Sourcing(StrEnum):
    """Whom a statement is laid to: someone named, a group, someone the text will not name, or nobody."""

    NAMED = "named"
    COLLECTIVE = "collective"
    UNNAMED = "unnamed"
    HEARSAY = "hearsay"


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
class Proposal:
    """A plan, draft or deal; ``version_of`` is the fact id of the proposal this is a version of."""

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


type_of_fact = {Event: "event", Statement: "statement", Proposal: "proposal", Situation: "situation"}
Fact = Event | Statement | Proposal | Situation


def fact_id(article: Article, kind: str, cue: Span) -> str:
    """Return the id of the fact of ``kind`` (``event:CONSULT``, ``statement`` …) that ``cue`` expresses."""
    return digest(article.id, kind, str(cue.start), str(cue.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Everything one page says, with its evidence. ``made_by``: digest of version, reader and atlas."""

    article: Article
    references: tuple[Reference, ...]
    facts: tuple[Fact, ...]
    made_by: str
    reader: str


# ------------------------------------------------------------------ expected refusals
class Reason(StrEnum):
    """Why a page gives no account."""

    NOT_AN_ARTICLE = "NOT_AN_ARTICLE"
    INDEX_PAGE = "INDEX_PAGE"
    PAYWALL_STUB = "PAYWALL_STUB"
    VIDEO_ONLY = "VIDEO_ONLY"
    OTHER_LANGUAGE = "OTHER_LANGUAGE"
    TOO_LARGE = "TOO_LARGE"
    EMPTY = "EMPTY"
    UNREADABLE = "UNREADABLE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """An expected outcome, as a value: this page gives no account, for this reason."""

    origin: str
    url: str | None
    reason: Reason
    detail: str
