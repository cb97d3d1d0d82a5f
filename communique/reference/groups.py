"""Actors without a name: "Russian officials", "a spokesman", "US and Ukrainian officials"."""

from __future__ import annotations

from communique.model import ActorKind
from communique.reference.bodies import government_of
from communique.reference.cast import Cast, Description, Draft, Number
from communique.reference.codes import COUNTRY, Code
from communique.reference.descriptions import described, role_of, span_of, text_of
from communique.reference.grammar import OWNERS, Chunk
from communique.reference.sides import counted
from communique.reference.titleholders import holder

_INSIDE = frozenset({"in", "at", "on", "near", "inside", "outside", "into", "within", "through", "across"})
_NONE = frozenset({"any", "no", "every", "each", "what", "which", "such", "neither", "either"})
_GOVERNMENTS = frozenset({"government", "administration", "regime"})
_FEW = 100
_FEASTS = frozenset("holiday birthday dinner tea cocktail christmas wedding garden watch house pool search".split())
"""A "holiday party" is no party that stands for election."""
_CROWDS = {
    "CVL": ActorKind.PEOPLE,
    "REF": ActorKind.PEOPLE,
    "MIL": ActorKind.ARMED_FORCE,
    "UAF": ActorKind.GROUP,
}


def introduce(cast: Cast) -> None:
    """Find every noun phrase that describes somebody not yet named, in the order of the text."""
    for chunk in cast.grammar.chunks:
        phrase = described(cast, chunk)
        if phrase is None or phrase.head in cast.at or phrase.head in cast.titles:
            continue
        if _nobody(cast, phrase) or counted(cast, phrase):
            continue
        sides = _sides(cast, phrase)
        if len(sides) > 1 and (phrase.plural or phrase.noun.sort in ("body", "many")):
            joint(cast, phrase, sides)
        elif phrase.person:
            _person(cast, phrase)
        elif _acts(cast, phrase):
            description(cast, phrase)


def _nobody(cast: Cast, description: Description) -> bool:
    """Tell whether a phrase speaks of nobody in particular: "any king", "is a leader", "as minister", "in exile"."""
    grammar, head = cast.grammar, description.head
    code = cast.codes.at(head)
    if grammar.form(description.begin) in _NONE:
        return True
    if code is not None and code.sort == COUNTRY and (code.last > description.chunk.last or code.last - code.first > 1):
        # "the Democratic People's Republic of Korea" is no people of theirs, and "the Soviet Union" no trade union.
        return True
    if description.noun.words == "party" and grammar.form(head - 1) in _FEASTS:
        return True
    if any(grammar.relation(i) == "cop" for i in grammar.children[head]):
        return True
    before = grammar.form(description.begin - 1) if grammar.together(description.begin - 1, head) else ""
    if before in ("as", "like"):
        return True
    open_ = not (description.definite or description.indefinite)
    single = description.person and open_ and grammar.tag(head) == "NOUN"
    # Headlines leave the article out: "Probe blames Maltese president".
    headed = grammar.relation(head) == "nsubj" or (
        bool(description.countries) and grammar.relation(head) in ("obj", "iobj", "obl")
    )
    return single and not headed


def _person(cast: Cast, phrase: Description) -> None:
    known = holder(cast, phrase)
    if known is not None:
        title(cast, phrase, known)
    else:
        description(cast, phrase)


def title(cast: Cast, description: Description, known: Draft) -> None:
    """A title with "the" ("the US envoy") means the person on the page who has that role and that country."""
    cast.describe(span_of(cast, description), description.head, known, how="reference.groups.title", score=0.75)


def description(cast: Cast, phrase: Description) -> None:
    """A description without a name is an actor of its own, called as the page calls it ("Russian officials").

    The same words, or words that say the same of the same country, are the same group; two persons
    described with "a" are two.
    """
    key = _key(cast, phrase, phrase.countries)
    if phrase.noun.words in _GOVERNMENTS and phrase.country is not None and _plain(key, phrase):
        government(cast, phrase, phrase.country)
        return
    draft = None if phrase.indefinite and phrase.person else _known(cast, phrase, key)
    if draft is None:
        draft = make(cast, phrase, text_of(cast, phrase), phrase.country)
        cast.groups[key] = draft
    how = "reference.groups.description"
    cast.describe(span_of(cast, phrase), phrase.head, draft, how=how, score=0.8)


def government(cast: Cast, description: Description, country: str) -> None:
    """A government named by its country ("the Danish government", "the regime in Minsk") is that government."""
    draft = government_of(cast, country)
    cast.call(draft, description.noun.words)
    how = "reference.groups.government"
    cast.describe(span_of(cast, description), description.head, draft, how=how, score=0.85)


def _plain(key: tuple[str, ...], description: Description) -> bool:
    """Tell whether nothing but the country narrows a phrase down."""
    return not description.plural and len([part for part in key[key.index("|") + 1 :] if part]) == 1


def make(cast: Cast, description: Description, name: str, country: str | None) -> Draft:
    """Make the draft of a described actor."""
    noun = description.noun
    kind = noun.kind or ActorKind.GROUP
    if description.plural and kind is ActorKind.PERSON:
        kind = ActorKind.GROUP if noun.passes else _CROWDS.get(description.sector or "", ActorKind.GROUP)
    number = Number.MANY if description.plural else Number.ONE if description.person else Number.BODY
    return cast.add(
        Draft(
            name=name,
            kind=kind,
            number=number,
            country=country,
            sector=description.sector,
            sectors=description.sectors,
            gender=noun.gender,
            roles=[role_of(cast, description)] if description.person else [],
            heads=[noun.words],
            waits=list(description.waits),
            vague=description.indefinite and description.person,
            foreign=noun.sort == "peer",
            local=description.definite and not description.plural and description.chunk.owner is None,
            owner=description.begin if cast.grammar.form(description.begin) in OWNERS else None,
        )
    )


def _key(cast: Cast, description: Description, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return what tells a group from others: noun, number, countries, and the words that narrow it."""
    grammar = cast.grammar
    codes = {i for c in cast.codes.within(description.begin, description.last) for i in range(c.first, c.last)}
    words = [
        grammar.form(i)
        for i in range(description.first, description.last)
        if i not in codes and grammar.tag(i) in ("NOUN", "PROPN", "ADJ", "VERB")
    ]
    rest = grammar.text(description.last, description.end).lower() if description.end > description.last else ""
    owner = ""
    if not countries and description.chunk.owner is not None:
        meant = cast.at.get(description.chunk.owner)
        owner = meant.name if meant is not None else str(description.chunk.owner)
    return ("group", *countries, "|", *words, rest if not countries or "of" not in rest else "", owner)


def _known(cast: Cast, description: Description, key: tuple[str, ...]) -> Draft | None:
    """Return the group already on the page that is meant: the same, or "the officials" for "US officials"."""
    if key in cast.groups:
        return cast.groups[key]
    bare = description.definite and not description.countries and description.chunk.owner is None
    capital = cast.grammar.tag(description.head) == "PROPN"
    if not bare or description.end != description.last or (description.first + 2 < description.last and not capital):
        # "The impartial Commission" is the one named before; an "impartial commission" may be any.
        return None
    word = " " + cast.grammar.form(description.head)
    best: tuple[int, Draft] | None = None
    alike = [*cast.called.get(description.noun.words, ()), *cast.spelled.get(word.strip(), ())]
    for draft in alike[-_FEW:]:
        called = draft.name.lower()
        # "the ministry": the "Norvian Health Ministry", and the "Ministry of Health" as well
        named = draft.kind is not ActorKind.PERSON and (called.endswith(word) or called.startswith(word[1:] + " "))
        same = description.noun.words in draft.heads and (draft.number is Number.MANY) == description.plural
        before = cast.last_before(draft, description.first) if (named or same) and not draft.vague else None
        if before is not None and (best is None or before > best[0]):
            best = before, draft
    return best[1] if best is not None else None


def _acts(cast: Cast, description: Description) -> bool:
    """Tell whether a body or crowd is spoken of as somebody, not as a place or an abstract noun.

    "at the hospital" is a place; "the other side of the river" and "a power of attorney" are nobody.
    """
    grammar, noun = cast.grammar, description.noun
    if noun.sort == "many" and noun.kind is ActorKind.GOVERNMENT and not description.plural:
        return False
    if noun.sort != "body":
        return True
    subject = grammar.relation(description.head) == "nsubj"
    bare = not (description.definite or description.indefinite or description.countries or description.plural)
    if bare and not subject and grammar.tag(description.head) == "NOUN" and description.first == description.head:
        # "by force", "at school", "in opposition"
        return False
    before = grammar.form(description.begin - 1) if grammar.together(description.begin - 1, description.begin) else ""
    if before in _INSIDE and noun.kind in (ActorKind.ORGANISATION, ActorKind.GROUP, ActorKind.MEDIA):
        return False
    if noun.weak and not description.countries and description.chunk.owner is None:
        return subject or description.sector is not None
    return grammar.relation(description.head) not in ("compound", "amod")


def _sides(cast: Cast, description: Description) -> list[tuple[str, int, int]]:
    """Return the countries a phrase is shared between, each with the words that name it (0, 0 where none do).

    "U.S. and Ukrainian officials" has two; so have "officials of Norland and Sudmark".
    """
    grammar = cast.grammar
    own = [c for c in cast.codes.within(description.first, description.head) if c.country]
    if not own or own[0].first > description.first + 1 or not (description.plural or description.noun.sort == "body"):
        return [(c, 0, 0) for c in description.countries]
    sides = [(own[0].country or "", own[0].first, own[0].last)]
    at = description.begin
    for _ in range(8):
        before = at - 1
        while before >= 0 and grammar.form(before) in ("and", "&", ",", "or"):
            before -= 1
        code = cast.codes.at(before) if before < at - 1 and grammar.together(before, at) else None
        if code is None or code.country is None or not _shares(cast, code, grammar.chunk_of(before)):
            break
        sides.insert(0, (code.country, code.first, code.last))
        at = code.first
        if grammar.form(at - 1) == "the":
            at -= 1
    return sides if len(sides) > 1 else [(c, 0, 0) for c in description.countries]


def _shares(cast: Cast, code: Code, chunk: Chunk | None) -> bool:
    """Tell whether a code stands alone and so shares the noun after "and": "U.S. and Ukrainian officials".

    A country in the form of a noun ("Russia and Ukrainian officials") names itself and shares nothing.
    """
    if chunk is None or code.last != chunk.last or any(
        cast.grammar.tag(i) not in ("DET",) for i in range(chunk.first, code.first)
    ):  # fmt: skip
        return False
    text = cast.grammar.text(code.first, code.last)
    country = cast.codes.atlas.country(text)
    return country is None or text.replace(".", "").isupper() or cast.codes.atlas.nationality(text) is not None


def joint(cast: Cast, description: Description, sides: list[tuple[str, int, int]]) -> None:
    """A phrase shared by several countries ("U.S. and Ukrainian officials") is one party with a member for each."""
    grammar = cast.grammar
    named = [first for _, first, last in sides if last]
    begin = min([description.begin, *named])
    if begin > 0 and named and grammar.form(begin - 1) == "the" and grammar.together(begin - 1, begin):
        begin -= 1
    key = _key(cast, description, tuple(sorted(c for c, _, _ in sides)))
    party = cast.groups.get(key)
    span = grammar.span(begin, description.end)
    start = begin + 1 if grammar.form(begin) == "the" else begin
    if party is None:
        party = make(cast, description, grammar.text(start, description.end), None)
        if party.kind is ActorKind.PERSON:
            party.kind, party.number = ActorKind.GROUP, Number.MANY
        party.roles, party.number = [], Number.MANY
        cast.groups[key] = party
    cast.describe(span, description.head, party, how="reference.groups.joint", score=0.8)
    members = [_member(cast, description, side) for side in sides]
    party.members = party.members or members


def _member(cast: Cast, description: Description, side: tuple[str, int, int]) -> Draft:
    """Return one side of a joint party, the person who holds the shared title where the page has one."""
    country, first, last = side
    key = _key(cast, description, (country,))
    office = description.noun.sort == "one" and (not description.noun.passes or description.noun.words == "leader")
    held = holder(cast, description, country=country) if office else None
    draft = held or cast.groups.get(key)
    # "NORVIA" in a table is the head of a phrase and the end of a country's name at once: nothing is left after it.
    after = _after_codes(cast, description)
    rest = cast.grammar.text(min(after, description.head), description.last)
    if draft is None:
        adjective = cast.grammar.text(first, last) if last else _adjective(cast, country)
        draft = make(cast, description, f"{adjective} {rest}", country)
        draft.roles, draft.waits = [], []
        cast.groups[key] = draft
    own = first >= description.first
    stop = description.end if own else last
    if last:
        cast.describe(cast.grammar.span(first, stop), first, draft, how="reference.groups.joint", score=0.7)
    else:
        cast.describe(span_of(cast, description), description.head, draft, how="reference.groups.joint", score=0.5)
    return draft


def _after_codes(cast: Cast, description: Description) -> int:
    codes = cast.codes.within(description.first, description.head)
    start = max((c.last for c in codes), default=description.first)
    while start < description.head and cast.grammar.tag(start) in ("DET", "PUNCT"):
        start += 1
    return start


def _adjective(cast: Cast, country: str) -> str:
    known = cast.codes.atlas.countries.get(country)
    return known.adjective if known is not None and known.adjective else country
