"""Many pages: whose hand they come from, which of them tell of one happening, how they differ, where things stand.

Ids of facts, actors and articles are digests and so are unique in a dossier; a page with its words changed is another
article. Nothing here edits an account: decisions are rows (``Kin``, ``Same``), the rest is made anew of accounts and
rows (``Dossier``).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from communique.model.facts import EventType, Evidence, Openness, ProposalStatus, Standpoint, Status
from communique.model.references import ActorKind, Place
from communique.model.spans import Span
from communique.model.times import When


class Kinship(StrEnum):
    """How the texts of two pages are related.

    ``copy``: nearly all running text of the shorter is the other's, or both print one dispatch; ``partial``: a quarter
    or more of it; ``cites``: told anew, naming the other's outlet or agency as its source; ``independent``: at most
    quotations and furniture are shared.
    """

    COPY = "copy"
    PARTIAL = "partial"
    CITES = "cites"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """How two articles (ids, ``left`` < ``right``) are related, and the passages they share: pairs of places in the
    text of the left and of the right one. ``score``: share of the shorter one's running text that is the other's."""

    left: str
    right: str
    kinship: Kinship
    shared: tuple[tuple[Span, Span], ...]
    how: str
    score: float


class OriginKind(StrEnum):
    """Whose hand a text is from: an agency's, an outlet's own, an author's or body's (a release, a signed letter), or
    nobody can tell."""

    AGENCY = "agency"
    OUTLET = "outlet"
    AUTHOR = "author"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Why a page belongs to an origin: the words of a credit (``span`` in its text), the other page (``other``, an
    article id) whose text it carries, or only what ``how`` explains."""

    article: str
    how: str
    span: Span | None = None
    other: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One hand, and the pages that come from it in the order of publication; one trace or more for each page, and for
    each page that has single facts from it (an agency that others only cite has no pages here).

    ``name`` None and ``kind`` unknown: the page says nothing of where it is from; never counted as independent.
    """

    id: str
    kind: OriginKind
    name: str | None
    articles: tuple[str, ...]
    traces: tuple[Trace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """Whose hands a fact or a happening rests on: ids of origins that are known (each once), ids of those that are
    not, and the articles behind them. The count shown to a reader is ``len(origins)``."""

    origins: tuple[str, ...]
    unknown: tuple[str, ...]
    articles: tuple[str, ...]


class Verdict(StrEnum):
    """Whether two events told on two pages, or two actors, are one."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One rule that spoke for (positive weight) or against one verdict."""

    rule: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Same:
    """A decision on two facts, or two actors (ids, ``left`` < ``right``). ``by``: "rule", or the name of a person,
    whose verdict wins. ``score``: the chance that they are the same."""

    left: str
    right: str
    verdict: Verdict
    how: str
    score: float
    by: str = "rule"
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who acts, across all pages: the ids of the actors they are there."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    wikidata: str | None
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What one or more pages tell as events, told once. ``facts``: the ids of those events, first published first.

    ``actors`` and ``recipients`` are ids of parties; ``when``, ``where`` and ``status`` those that most origins give
    (of equally many the later one's: a meeting announced, held and looked back on has happened).
    """

    id: str
    type: EventType
    mode: str | None
    status: Status
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    when: When | None
    where: Place | None
    facts: tuple[str, ...]
    backing: Backing


class DifferenceKind(StrEnum):
    """In what accounts of one happening differ; ``statement``: a speaker says otherwise than before; ``correction``:
    a page now says otherwise than it did."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    PARTIES = "parties"
    STATUS = "status"
    STATEMENT = "statement"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What some of the accounts say: ``value`` in words fit to print, the facts that say so (their sentences are the
    evidence), where a number stands (``words``, a place in the text of the first fact's article), whose hands."""

    value: str
    facts: tuple[str, ...]
    backing: Backing
    words: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Two or more versions of one thing, in the order of publication; no verdict on who is right.

    ``about``: the id of a happening, party or article; ``subject``: what the versions are of ("people killed").
    """

    id: str
    kind: DifferenceKind
    about: str
    subject: str
    versions: tuple[Version, ...]
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What happened on one day or in one span of days: ids of happenings. ``when`` None: nobody says when."""

    when: When | None
    happenings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Pages on one course of events, in moments. ``title`` is made of the record."""

    id: str
    title: str
    articles: tuple[str, ...]
    moments: tuple[Moment, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A side at talks and the people said to be there for it (ids of parties)."""

    party: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One meeting or round of talks: a happening with who sat at the table. ``number`` where a page gives it."""

    happening: str
    number: int | None
    delegations: tuple[Delegation, ...]
    host: str | None
    mediator: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a party stood at one time. ``when``: the day it is told of, or of publication (``dated`` tells which)."""

    stance: Standpoint
    when: When | None
    dated: bool
    facts: tuple[str, ...]
    backing: Backing


class Move(StrEnum):
    """What became of a position since the stand before: nearer to agreement, further from it, or no move."""

    NEARER = "nearer"
    FURTHER = "further"
    STEADY = "steady"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A party's position on an issue over time: its stands in order; ``moves[n]`` is that from stand n to n + 1."""

    party: str
    issue: str
    stands: tuple[Stand, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What somebody (ids of parties; none: nobody is named) did to a proposal, on what condition, if any (a place in
    the text of the fact's article)."""

    status: ProposalStatus
    by: tuple[str, ...]
    when: When | None
    condition: Span | None
    facts: tuple[str, ...]
    backing: Backing


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One version of a proposal: ids of the facts that tell of it, how many points it has, what became of it."""

    id: str
    name: str
    points: int | None
    when: When | None
    facts: tuple[str, ...]
    answers: tuple[Answer, ...]
    backing: Backing


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A proposal with its versions, first to last. ``authors``: ids of parties."""

    id: str
    name: str
    authors: tuple[str, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """An issue left open, by the last pages that speak of it. ``evidence``: the words that call it open (a page may
    say so in a sentence that holds no fact)."""

    issue: str
    state: Openness
    when: When | None
    facts: tuple[str, ...]
    backing: Backing
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Who holds what, how far, as last told; ``holder`` a party, ``place`` as the pages name it."""

    what: str
    holder: str | None
    place: str | None
    extent: str | None
    when: When | None
    facts: tuple[str, ...]
    backing: Backing


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that many accounts say together: made anew of accounts, kin and verdicts, never edited."""

    origins: tuple[Origin, ...]
    parties: tuple[Party, ...]
    happenings: tuple[Happening, ...]
    stories: tuple[Story, ...]
    differences: tuple[Difference, ...]
    rounds: tuple[Round, ...]
    courses: tuple[Course, ...]
    plans: tuple[Plan, ...]
    questions: tuple[Question, ...]
    holdings: tuple[Holding, ...]
