"""The cast of a page: actors in the making, and which word means which of them.

A ``Cast`` lives for one call of ``refer`` and is the one thing its steps write to.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from communique.model import Actor, ActorKind, Mention, MentionKind, Reference, Role, Span, digest
from communique.reference.codes import Codes
from communique.reference.grammar import Chunk, Grammar
from communique.reference.lexicon import Noun

_MOST = 100
_NOMINEES = frozenset(
    {"presidential nominee", "vice presidential nominee", "vice-presidential nominee", "vp nominee", "running mate"}
)


class Number(StrEnum):
    """Whether an actor is one person, a body ("it" or "they"), or several."""

    ONE = "one"
    BODY = "body"
    MANY = "many"


@dataclass(slots=True, eq=False)
class Draft:
    """An actor in the making. ``waits``: words whose actors decide country and sector where none is known yet.

    ``heads``: the nouns of its roles or of its phrase; ``forms``: the names it goes by, as folded words;
    ``owner``: the pronoun its name begins with ("its allies"); ``foreign``: of another side than those it
    waits for ("his counterpart"); ``local``: spoken of as if only one country had it ("the government");
    ``vague``: an indefinite single person ("a spokesman"), who is not the next one so described;
    ``abroad``: the countries of the part of the world an office is for ("Minister for Asia").
    """

    name: str
    kind: ActorKind
    number: Number
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    roles: list[Role] = field(default_factory=list)
    heads: list[str] = field(default_factory=list)
    members: list[Draft] = field(default_factory=list)
    waits: list[int] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)
    vague: bool = False
    owner: int | None = None
    foreign: bool = False
    local: bool = False
    wikidata: str | None = None
    sectors: tuple[str, ...] = ()
    abroad: frozenset[str] | None = None

    @property
    def nominated(self) -> bool:
        """Whether the page calls somebody a nominee for the highest offices: a candidate before any office held."""
        return not _NOMINEES.isdisjoint(self.heads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominal:
    """A mention with the word that heads it and who is meant; ``draft`` None: looked and could not say."""

    mention: Mention
    head: int
    draft: Draft | None
    how: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A noun phrase headed by a role or group noun. Word indices; ``last`` is after the head and what names it,
    ``end`` after the complements ("chief of staff | of Kiev's armed forces").

    ``countries`` holds more than one code for "Russian-Belarusian"; ``waits`` the words whose actors must
    tell country (and sector, where ``sector`` is None); ``sectors`` are PLOVER's further ones.
    """

    noun: Noun
    chunk: Chunk
    first: int
    begin: int
    last: int
    end: int
    head: int
    plural: bool
    countries: tuple[str, ...]
    sector: str | None
    waits: tuple[int, ...]
    definite: bool
    indefinite: bool
    past: bool
    sectors: tuple[str, ...] = ()

    @property
    def country(self) -> str | None:
        """The one country, None where there is none or more than one."""
        return self.countries[0] if len(self.countries) == 1 else None

    @property
    def person(self) -> bool:
        """Whether one person is described."""
        return not self.plural and self.noun.sort in ("one", "kin", "peer")


@dataclass(slots=True)
class Cast:
    """Everybody on a page so far.

    ``at``: the draft a head word means; ``heads``: the reverse, by ``id()``, in order; ``spelled``: people and
    bodies by the words and the beginnings of the words of their names; ``called``: drafts by the nouns of
    their roles; ``titles``: words spent on naming somebody; ``described``: what each chunk (by its first
    word) describes; ``spoken``: the nominals of each sentence; ``links``: the reader's, by
    word; ``on``: the day of publication.
    """

    grammar: Grammar
    codes: Codes
    on: str | None
    drafts: list[Draft] = field(default_factory=list)
    nominals: list[Nominal] = field(default_factory=list)
    at: dict[int, Draft] = field(default_factory=dict)
    heads: dict[int, list[int]] = field(default_factory=dict)
    spelled: dict[str, list[Draft]] = field(default_factory=dict)
    called: dict[str, list[Draft]] = field(default_factory=dict)
    spoken: dict[int, list[Nominal]] = field(default_factory=dict)
    titles: dict[int, Draft] = field(default_factory=dict)
    described: dict[int, Description | None] = field(default_factory=dict)
    governments: dict[str, Draft] = field(default_factory=dict)
    groups: dict[tuple[str, ...], Draft] = field(default_factory=dict)
    links: dict[int, tuple[tuple[int, float], ...]] = field(default_factory=dict)

    def add(self, draft: Draft) -> Draft:
        """Take ``draft`` into the cast and return it."""
        self.drafts.append(draft)
        for noun in draft.heads:
            self.called.setdefault(noun, []).append(draft)
        return draft

    def call(self, draft: Draft, noun: str) -> None:
        """Note that ``draft`` has the role ``noun``."""
        if noun not in draft.heads:
            draft.heads.append(noun)
            self.called.setdefault(noun, []).append(draft)

    def place(self, mention: Mention, head: int, draft: Draft | None, *, how: str, score: float) -> None:
        """Say that ``mention``, headed by word ``head``, means ``draft``."""
        nominal = Nominal(mention=mention, head=head, draft=draft, how=how, score=score)
        self.nominals.append(nominal)
        self.spoken.setdefault(self.grammar.sentence[head], []).append(nominal)
        if draft is not None:
            self.at.setdefault(head, draft)
            insort(self.heads.setdefault(id(draft), []), head)

    def unite(self, draft: Draft, known: Draft) -> None:
        """Let every mention of ``draft`` mean ``known``."""
        self.nominals = [replace(n, draft=known) if n.draft is draft else n for n in self.nominals]
        for word in self.heads.pop(id(draft), ()):
            if self.at.get(word) is draft:
                self.at[word] = known
            insort(self.heads.setdefault(id(known), []), word)
        for party in self.drafts:
            party.members = [known if m is draft else m for m in party.members]

    def describe(self, span: Span, head: int, draft: Draft | None, *, how: str, score: float) -> None:
        """Place a description the reader did not mark."""
        self.place(Mention(kind=MentionKind.DESCRIPTION, span=span, score=score), head, draft, how=how, score=score)

    def spell(self, draft: Draft, form: tuple[str, ...]) -> None:
        """Note that ``draft`` goes by ``form``, and file it under its words and their first letters."""
        if form in draft.forms:
            return
        draft.forms.append(form)
        for word in form:
            for key in (word, word[:4] + "…"):
                known = self.spelled.setdefault(key, [])
                if not known or known[-1] is not draft:
                    known.append(draft)

    def namesakes(self, form: tuple[str, ...]) -> list[Draft]:
        """Return those who share a word of their name with ``form``, or else its first letters; the latest 100."""
        found = {id(d): d for word in form for d in self.spelled.get(word, ())[-_MOST:]}
        if not found:
            found = {id(d): d for word in form for d in self.spelled.get(word[:4] + "…", ())[-_MOST:]}
        return list(found.values())

    def people(self) -> Iterator[Draft]:
        """Yield the single persons."""
        return (d for d in self.drafts if d.kind is ActorKind.PERSON)

    def mentions(self, draft: Draft) -> int:
        """Return how often ``draft`` is meant so far."""
        return len(self.heads.get(id(draft), ()))

    def last_before(self, draft: Draft, word: int) -> int | None:
        """Return the last head word before ``word`` that means ``draft``, or None."""
        heads = self.heads.get(id(draft), [])
        at = bisect_left(heads, word)
        return heads[at - 1] if at else None

    def lately(self, word: int, sentences: int) -> Iterator[Nominal]:
        """Yield the nominals before ``word``, its own sentence and ``sentences`` back, nearest first."""
        here = self.grammar.sentence[word]
        for number in range(here, here - sentences - 1, -1):
            yield from (n for n in self.spoken.get(number, ()) if n.head < word)

    def references(self) -> list[Reference]:
        """Finish: one reference for each nominal, in the order of the text."""
        actors = _finish(self.grammar.reading.article.id, [n.draft for n in self.nominals if n.draft is not None])
        return [
            Reference(
                mention=n.mention,
                target=actors[id(n.draft)] if n.draft is not None else None,
                how=n.how,
                score=round(n.score, 3),
            )
            for n in sorted(self.nominals, key=lambda n: (n.mention.span, n.mention.kind, n.how))
        ]


def _finish(article: str, drafts: list[Draft]) -> dict[int, Actor]:
    """Turn drafts into actors by their ``id()``; members first, so that a joint party can name them."""
    ids: dict[int, str] = {}
    taken: dict[str, int] = {}
    ordered: list[Draft] = []

    def visit(draft: Draft, depth: int) -> None:
        if id(draft) in ids or depth > 8:
            return
        number = taken[draft.name] = taken.get(draft.name, 0) + 1
        # Two different "spokesmen" share a noun phrase; the second is told apart by a number.
        ids[id(draft)] = digest(article, draft.name) if number == 1 else digest(article, draft.name, str(number))
        for member in draft.members:
            visit(member, depth + 1)
        ordered.append(draft)

    for draft in drafts:
        visit(draft, 0)
    return {id(d): _actor(d, ids) for d in ordered}


def _actor(draft: Draft, ids: dict[int, str]) -> Actor:
    roles: list[Role] = []
    for role in draft.roles:
        if role not in roles:
            roles.append(role)
    return Actor(
        id=ids[id(draft)],
        name=draft.name,
        kind=draft.kind,
        country=draft.country,
        sector=draft.sector,
        roles=tuple(roles),
        members=tuple(ids[id(m)] for m in draft.members if id(m) in ids),
        wikidata=draft.wikidata,
        sectors=tuple(s for s in draft.sectors if s != draft.sector),
    )
