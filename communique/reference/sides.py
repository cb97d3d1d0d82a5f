"""Joint parties meant by a number: "both sides", "the two leaders", "the three countries"."""

from __future__ import annotations

from communique.model import ActorKind
from communique.reference.cast import Cast, Description, Draft, Number
from communique.reference.descriptions import span_of, text_of
from communique.reference.titleholders import fits

_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_PARTIES = frozenset(
    "side,party,country,nation,state,government,delegation,team,power,camp,capital,neighbor,neighbour,republic,"
    "warring party,warring side,superpower,ally,rival,member state,nuclear power,foe,partner,world power,"
    "major power,adversary,enemy,negotiating team,member country,great power".split(",")
)
_BARE = frozenset({"sides", "parties", "delegations", "countries", "two", "both"})
_ANYBODY = frozenset({"man", "woman", "people", "official", "suspect", "attacker", "victim", "boy", "girl"})
_BACK = 3


def counted(cast: Cast, description: Description) -> bool:
    """A counted party ("both sides", "the two leaders") is the pair (or three, …) the page named last.

    First a joint party of that many, then that many named together, then the only so many countries
    or people of that kind in the three sentences before. Otherwise the party stays without members.
    Returns whether ``description`` is such a party.
    """
    count = _count(cast, description) if description.plural and not description.countries else None
    if count is None:
        return False
    persons = description.noun.words not in _PARTIES
    known = _numbered(cast, description)
    if known is not None:
        cast.describe(span_of(cast, description), description.head, known, how="reference.sides.counted", score=0.7)
        return True
    party = _joint(cast, description, count, persons=persons)
    if party is not None:
        cast.describe(span_of(cast, description), description.head, party, how="reference.sides.counted", score=0.75)
        return True
    members = _recent(cast, description, count, persons=persons)
    if not members and cast.grammar.form(description.head) not in _BARE:
        return False
    name = text_of(cast, description)
    draft = Draft(
        name=name,
        kind=ActorKind.GROUP,
        number=Number.MANY,
        sector=description.sector if persons else "GOV",
        members=members,
        heads=[description.noun.words],
    )
    score = 0.75 if members else 0.4
    cast.add(draft)
    cast.describe(span_of(cast, description), description.head, draft, how="reference.sides.counted", score=score)
    return True


def _count(cast: Cast, description: Description) -> int | None:
    """Return how many a phrase counts: "both sides" 2, "the three leaders" 3, "the sides" 2; None for others."""
    grammar = cast.grammar
    for i in range(description.first, description.head):
        number = _NUMBERS.get(grammar.form(i))
        if number is not None:
            return number if description.definite or grammar.form(description.begin) == "both" else None
    bare = description.first + 1 >= description.head and description.definite and description.chunk.owner is None
    return 2 if bare and grammar.form(description.head) in ("sides", "parties", "delegations") else None


def _numbered(cast: Cast, description: Description) -> Draft | None:
    """Return the group of as many persons the page counted before: "two suspects" for "the two men"."""
    if description.noun.words not in _ANYBODY:
        return None
    number = next((f for f in cast.grammar.forms[description.first : description.head] if f in _NUMBERS), "")
    for nominal in cast.lately(description.first, 2 * _BACK):
        draft = nominal.draft
        words = draft.name.lower().split() if draft is not None and draft.number is Number.MANY else []
        if number in words and draft is not None and draft.kind is not ActorKind.GOVERNMENT:
            return draft
    return None


def _joint(cast: Cast, description: Description, count: int, *, persons: bool) -> Draft | None:
    """Return the latest joint party of that many before the phrase."""
    best: tuple[int, Draft] | None = None
    for nominal in cast.lately(description.first, 2 * _BACK):
        draft = nominal.draft
        if draft is None or len(draft.members) != count:
            continue
        if persons and not all(m.kind is ActorKind.PERSON for m in draft.members):
            continue
        if best is None or nominal.head > best[0]:
            best = nominal.head, draft
    return best[1] if best is not None else None


def _recent(cast: Cast, description: Description, count: int, *, persons: bool) -> list[Draft]:
    """Return the only ``count`` people who fit, or governments of different countries, named in the last sentences."""
    if description.noun.words in _ANYBODY:
        return []
    for back in range(_BACK + 1):
        found: dict[int, Draft] = {}
        for nominal in cast.lately(description.first, back):
            draft = nominal.draft
            if draft is not None and not draft.members and _fits(description, draft, persons):
                found.setdefault(id(draft), draft)
        if not persons:
            found = {id(d): d for d in {d.country: d for d in found.values()}.values()}
        if len(found) >= count:
            return list(found.values()) if len(found) == count else []
    return []


def _fits(description: Description, draft: Draft, persons: bool) -> bool:
    if not persons:
        return draft.country is not None and draft.kind in (ActorKind.GOVERNMENT, ActorKind.GROUP)
    if draft.kind is not ActorKind.PERSON or draft.vague:
        return False
    return any(fits(description.noun.words, held) for held in draft.heads)
