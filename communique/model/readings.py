"""What the encoder saw: raw scores, nothing resolved."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from communique.model.pages import Article
from communique.model.spans import Span
from communique.model.times import WhenType


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


_START = attrgetter("start")


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


class Stance(StrEnum):
    """What an attribution reports: words, what somebody holds to be so, or what somebody means to do."""

    SPEECH = "speech"
    BELIEF = "belief"
    INTENTION = "intention"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who is reported to have said, thought or wanted what (PolNeAR's scheme).

    ``source`` and ``content`` may be discontinuous; ``source`` is empty where the text names none.
    """

    source: tuple[Span, ...]
    cue: Span
    content: tuple[Span, ...]
    score: float
    stance: Stance = Stance.SPEECH


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A stretch of text that tells a time (TIMEX3 types), not yet placed on the calendar."""

    span: Span
    type: WhenType
    score: float


class EventKind(StrEnum):
    """TimeML's classes of event word."""

    OCCURRENCE = "OCCURRENCE"
    REPORTING = "REPORTING"
    I_ACTION = "I_ACTION"
    STATE = "STATE"
    I_STATE = "I_STATE"
    ASPECTUAL = "ASPECTUAL"
    PERCEPTION = "PERCEPTION"


class EventStatus(StrEnum):
    """How the sentence marks its event word: plainly, negated, by a modal, as future; or as a condition
    or a demand, which syntax tells (no corpus at hand marks them)."""

    ASSERTED = "asserted"
    NEGATED = "negated"
    POSSIBLE = "possible"
    FUTURE = "future"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventWord:
    """A word that tells an event or a state (TimeML), before anyone asks who did what to whom.

    ``certainty`` is FactBank's scale, from -3 (certainly not) over 0 (the text does not say) to 3
    (certainly), from the author's point of view. ``type`` is the PLOVER type of what its subject did to its
    object where both are named and ``Reader.typed`` was asked, else None.
    """

    span: Span
    kind: EventKind
    status: EventStatus
    certainty: float
    score: float
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A word that tells what somebody did, does or is to do to somebody, raw: nobody is resolved.

    ``word``, and those of ``actors`` and ``recipients``, are indices in ``Reading.words``, each with its chance;
    ``type`` is a PLOVER 2.0 type, ``mode`` its likeliest mode or None, ``score`` the chance that the word tells a deed
    at all, ``statuses`` the likely statuses (values of ``Status``), likeliest first. Unlikely ones are left out.
    """

    word: int
    type: str
    mode: str | None
    score: float
    statuses: tuple[tuple[str, float], ...]
    actors: tuple[tuple[int, float], ...]
    recipients: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class Link:
    """The earlier mentions a mention may go back to, likeliest first, as (word, probability).

    ``word`` and those of ``earlier`` are indices in ``Reading.words`` of the words that head the mentions. What the
    probabilities lack to one is mostly that of "none of them"; unlikely ones are left out.
    """

    word: int
    earlier: tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the encoder saw in an article, untouched: raw scores, nothing resolved.

    Only blocks of ``READ_KINDS`` in a language the reader knows are read; ``sentences`` and
    ``words`` are ordered, and every word lies inside one sentence. ``mentions`` are names, ``phrases`` the
    whole noun phrases and pronouns that stand for persons, organisations and places; ``chains`` are mentions
    of one and the same, two or more each, in the order of the text; ``links`` the likely pairs they were made of;
    ``deeds`` the words that may tell of an event of PLOVER, with its likely parties (None: nobody looked).
    ``vectors``: for the words of ``events`` and ``deeds`` (indices in ``words``), what ``Vector`` holds of them.
    """

    article: Article
    sentences: tuple[Span, ...]
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    reader: str
    phrases: tuple[Mention, ...] = ()
    times: tuple[TimeSpan, ...] = ()
    events: tuple[EventWord, ...] = ()
    chains: tuple[tuple[Span, ...], ...] = ()
    links: tuple[Link, ...] = ()
    deeds: tuple[Deed, ...] | None = None
    vectors: tuple[tuple[int, bytes], ...] = ()

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds the character at ``offset``, or None."""
        at = bisect_left(self.sentences, offset + 1, key=_START) - 1
        if at >= 0 and self.sentences[at].end > offset:
            return self.sentences[at]
        return None

    def words_in(self, span: Span) -> range:
        """Return the indices of the words that begin inside ``span``."""
        first = bisect_left(self.words, span.start, key=_START)
        return range(first, bisect_left(self.words, span.end, first, key=_START))
