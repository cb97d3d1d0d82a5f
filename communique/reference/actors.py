"""Who acts and is acted on: the steps by which the actors of a page are found, in their order."""

from __future__ import annotations

from communique.model import Mention, MentionKind, Reading, Reference
from communique.reference import (
    bodies,
    coreference,
    employers,
    groups,
    homeland,
    partakers,
    people,
    settle,
    shortened,
    speakers,
    titleholders,
    titles,
    undescribed,
)
from communique.reference.atlas import Atlas
from communique.reference.bodies import Governs
from communique.reference.cast import Cast
from communique.reference.codes import Codes
from communique.reference.descriptions import describe_all
from communique.reference.grammar import Grammar

_MONTH = 31


def read_actors(reading: Reading, atlas: Atlas, governs: Governs, *, sport: bool = False) -> tuple[Reference, ...]:
    """Return the actors of a reading, one reference for each mention, ordered by the mention's place.

    ``governs`` tells of a mention of a place whether it stands for a government there; ``sport``: the page reports
    games.
    Names that could not be resolved have none.
    """
    cast = gather(reading, atlas, governs)
    coreference.resolve(cast)
    employers.employers(cast)
    settle.settle(cast)
    undescribed.campaigns(cast)
    settle.offices(cast, atlas)
    titleholders.unite(cast)
    settle.identities(cast, atlas)
    homeland.offices(cast, atlas)
    settle.identities(cast, atlas)
    homeland.residents(cast, atlas)
    settle.settle(cast)
    undescribed.leaders(cast)
    undescribed.suspects(cast)
    undescribed.delegates(cast)
    undescribed.ordinary(cast)
    speakers.signers(cast)
    speakers.hosts(cast)
    settle.families(cast)
    if sport:
        undescribed.teams(cast)
    partakers.introduce(cast)
    settle.rename(cast)
    _roles(cast)
    return tuple(cast.references())


def gather(reading: Reading, atlas: Atlas, governs: Governs) -> Cast:
    """Return everybody the page names or describes, before pronouns are looked at."""
    grammar = Grammar.of(reading)
    day = reading.article.published
    # Of the few days a page may be from the last is taken: who holds an office hardly changes within a month.
    on = day.latest if day is not None and day.days is not None and day.days <= _MONTH else None
    cast = Cast(grammar=grammar, codes=Codes.of(grammar, atlas), on=on)
    people.introduce(cast, atlas)
    describe_all(cast)
    titles.attach(cast)
    settle.offices(cast, atlas)
    bodies.introduce(cast, governs)
    shortened.shorten(cast)
    groups.introduce(cast)
    return cast


_SHARED = frozenset({MentionKind.ROLE, MentionKind.NATIONALITY, MentionKind.ORGANISATION, MentionKind.OTHER})


def role(cast: Cast, mention: Mention, head: int) -> None:
    """A title ("president") or other word the reader marked means whoever it describes or names here."""
    draft = cast.titles.get(head) or cast.at.get(head)
    if draft is not None:
        cast.place(mention, head, draft, how="reference.actors.role", score=mention.score * 0.9)


def _roles(cast: Cast) -> None:
    done = {n.mention for n in cast.nominals}
    for mention in cast.grammar.reading.mentions:
        if mention.kind in _SHARED and mention not in done:
            words = cast.grammar.reading.words_in(mention.span)
            head = next((i for i in reversed(words) if i in cast.titles or i in cast.at), None)
            if head is not None:
                role(cast, mention, head)
