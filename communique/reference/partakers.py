"""Parties to a deed whom nothing else has made an actor: "attacked the police", "visited Riyadh".

The reader marks the words that name who acts and who is acted upon (``Reading.deeds``). Where such a word means nobody
yet, it does now: a state or its capital that is visited, barred or joined stands for its government too, any other
noun phrase is an actor called as the page calls it. Done last, so that nobody else is read differently for it.
"""

from __future__ import annotations

from communique.model import ActorKind, Mention, MentionKind
from communique.reference import groups
from communique.reference.bodies import government_of
from communique.reference.cast import Cast, Draft, Number
from communique.reference.codes import COUNTRY, SEAT
from communique.reference.descriptions import described, text_of
from communique.reference.grammar import Chunk, Grammar

SURE = 0.3
"""From which chance on a word tells a deed here."""
PARTY = 0.4
"""From which chance on a word names a party to it."""
HOSTS = 0.6
"""From which chance on a state or a capital is a party, and no mere place."""
_BY_FORCE = frozenset({"ASSAULT", "COERCE"})
"""What is done in a town: "a bomb exploded in Kosta" is no deed of its government, nor one done to it."""
_VISITS = "CONSULT"
_WHERE = frozenset({"in", "at", "near", "from", "around", "outside", "inside"})
HOST = "reference.partakers.host"
_LINKED = 0.5
_ARTICLES = frozenset({"the", "a", "an"})
_HUMAN = frozenset(
    {"other", "others", "some", "many", "most", "dozens", "hundreds", "thousands", "people", "those", "several"}
)


def introduce(cast: Cast) -> None:
    """Make an actor of every party to a deed that means nobody yet, in the order of the text."""
    deeds = [d for d in cast.grammar.reading.deeds or () if d.score >= SURE]
    events = {d.word for d in deeds}
    sides = [(w, chance, d.type) for d in deeds for w, chance in (*d.actors, *d.recipients) if chance >= PARTY]
    visited = {w for w, _, kind in sides if kind == _VISITS}
    likely = [(w, kind) for w, chance, kind in sides if chance >= HOSTS and not _is_where(cast, w)]
    hosts = {w for w, kind in likely if kind not in _BY_FORCE or _is_country(cast, w)}
    for word in sorted({w for w, _, _ in sides} - events):
        if word not in cast.at and word not in cast.titles:
            _party(cast, word, governs=word in visited or word in hosts)


def _party(cast: Cast, word: int, *, governs: bool) -> None:
    country = _state(cast, word)
    if country is not None:
        if governs:
            host(cast, word, country)
        return
    if cast.grammar.tag(word) not in ("NOUN", "PROPN", "NUM", "ADJ", "DET") or _is_place(cast, word):
        return
    chunk = cast.grammar.chunk_of(word)
    if chunk is None or chunk.head != word:
        return
    draft = _linked(cast, word) or _known(cast, chunk) or _new(cast, chunk)
    cast.describe(
        cast.grammar.span(_begin(cast.grammar, chunk), chunk.last),
        word,
        draft,
        how="reference.partakers.introduce",
        score=0.6,
    )


def _state(cast: Cast, word: int) -> str | None:
    """Return the country whose name, capital or seat of government the word is."""
    code = cast.codes.at(word)
    if code is not None and code.sort in (COUNTRY, SEAT) and code.country:
        return code.country
    if cast.codes.marks.get(word) is not MentionKind.PLACE:
        return None
    known = cast.codes.atlas.capital(cast.grammar.text(word, word + 1))
    return known.code if known is not None else None


def _is_where(cast: Cast, word: int) -> bool:
    """Tell whether the word only says where something is: "an earthquake in Kosta"."""
    return not _WHERE.isdisjoint(cast.grammar.form(k) for k in cast.grammar.children[word])


def _is_country(cast: Cast, word: int) -> bool:
    """Tell whether the word names a state itself: "Norvia shelled Estmark"; a capital is where bombs explode."""
    code = cast.codes.at(word)
    return code is not None and code.sort == COUNTRY


def host(cast: Cast, word: int, country: str) -> None:
    """A state, or the seat of its government, that is party to a deed stands for the government: "visited Riyadh".

    It stays the place where that was, too.
    """
    mention = Mention(kind=MentionKind.DESCRIPTION, span=cast.grammar.reading.words[word].span, score=0.6)
    cast.place(mention, word, government_of(cast, country), how=HOST, score=0.6)


def _is_place(cast: Cast, word: int) -> bool:
    """Tell whether the reader marked the word as (part of) a place or a time."""
    span = cast.grammar.reading.words[word].span
    return cast.codes.marks.get(word) in (MentionKind.PLACE, MentionKind.FACILITY) or any(
        t.span.contains(span) for t in cast.grammar.reading.times
    )


def _linked(cast: Cast, word: int) -> Draft | None:
    """Return who an earlier mention is that the reader is sure to be the same."""
    links = ((w, p) for w, p in cast.links.get(word, ()) if p >= _LINKED)
    return next((cast.at[w] for w, _ in links if w in cast.at), None)


def _begin(grammar: Grammar, chunk: Chunk) -> int:
    """Return the first word of a phrase, "at least" and "at most" included: "at least 20 people"."""
    counted = grammar.form(chunk.begin) in ("least", "most") and grammar.form(chunk.begin - 1) == "at"
    return chunk.begin - 1 if counted and grammar.together(chunk.begin - 1, chunk.begin) else chunk.begin


def _known(cast: Cast, chunk: Chunk) -> Draft | None:
    """Return who the same words meant before; "four" and "a village" are others each time."""
    first = cast.grammar.form(chunk.begin)
    alone = cast.grammar.tag(chunk.head) == "NUM" or first in ("a", "an") or cast.grammar.tag(chunk.begin) == "NUM"
    return None if alone else cast.groups.get(_key(cast.grammar, chunk))


def _key(grammar: Grammar, chunk: Chunk) -> tuple[str, ...]:
    words = tuple(grammar.form(i) for i in range(chunk.begin, chunk.last))
    return ("party", *(words[1:] if words[0] in _ARTICLES else words))


def _new(cast: Cast, chunk: Chunk) -> Draft:
    grammar = cast.grammar
    phrase = described(cast, chunk)
    if phrase is not None and phrase.head == chunk.head:
        draft = groups.make(cast, phrase, text_of(cast, phrase), phrase.country)
    else:
        first = _begin(grammar, chunk)
        first += grammar.form(first) in _ARTICLES and first + 1 < chunk.last
        draft = cast.add(_draft(grammar, chunk, grammar.text(first, chunk.last)))
    cast.groups[_key(grammar, chunk)] = draft
    return draft


def _draft(grammar: Grammar, chunk: Chunk, name: str) -> Draft:
    form, tag = grammar.form(chunk.head), grammar.tag(chunk.head)
    many = tag == "NUM" or form in _HUMAN or (tag == "NOUN" and form.endswith("s") and not form.endswith("ss"))
    kind = ActorKind.PEOPLE if many else ActorKind.ORGANISATION if tag == "PROPN" else ActorKind.GROUP
    return Draft(name=name, kind=kind, number=Number.MANY if many else Number.BODY, vague=not many)
