"""What the encoder saw: raw scores, nothing resolved."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum

from communique.model.pages import Article
from communique.model.spans import Span


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
