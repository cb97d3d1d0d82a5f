"""The vocabulary: every type that crosses a folder.

Standard library only. All types are frozen; sequences are tuples. Every offset is a code point
index into ONE string, ``Article.text``, and every span is half open: ``text[start:end]``.

``how`` fields name the function that made the decision as ``room.module.function`` (for example
``reference.actors.metonym``); that function's docstring is the explanation a reader is shown.
"""

from communique.model.facts import (
    Account,
    Act,
    Event,
    EventType,
    Evidence,
    Fact,
    Form,
    Meeting,
    Proposal,
    ProposalStatus,
    Situation,
    Sourcing,
    Statement,
    Status,
    fact_id,
    type_of_fact,
)
from communique.model.pages import (
    READ_KINDS,
    STORY_KINDS,
    Article,
    ArticleKind,
    Block,
    BlockKind,
    Credit,
    Page,
    Reason,
    Rejection,
)
from communique.model.readings import (
    Attribution,
    Deed,
    EventKind,
    EventStatus,
    EventWord,
    Link,
    Mention,
    MentionKind,
    Reading,
    Stance,
    TimeSpan,
    Word,
)
from communique.model.references import Actor, ActorKind, Place, PlaceKind, Reference, Role
from communique.model.spans import Span, digest
from communique.model.times import When, WhenType, iso_week

__all__ = [
    "READ_KINDS",
    "STORY_KINDS",
    "Account",
    "Act",
    "Actor",
    "ActorKind",
    "Article",
    "ArticleKind",
    "Attribution",
    "Block",
    "BlockKind",
    "Credit",
    "Deed",
    "Event",
    "EventKind",
    "EventStatus",
    "EventType",
    "EventWord",
    "Evidence",
    "Fact",
    "Form",
    "Link",
    "Meeting",
    "Mention",
    "MentionKind",
    "Page",
    "Place",
    "PlaceKind",
    "Proposal",
    "ProposalStatus",
    "Reading",
    "Reason",
    "Reference",
    "Rejection",
    "Role",
    "Situation",
    "Sourcing",
    "Span",
    "Stance",
    "Statement",
    "Status",
    "TimeSpan",
    "When",
    "WhenType",
    "Word",
    "digest",
    "fact_id",
    "iso_week",
    "type_of_fact",
]
