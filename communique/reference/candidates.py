"""What a pronoun could mean: every noun phrase before it, and what rules a phrase out."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import ActorKind
from communique.reference.cast import Cast, Draft, Number
from communique.reference.descriptions import described
from communique.reference.grammar import Chunk
from communique.reference.lexicon import singulars
from communique.reference.verbs import PARTITIVES

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
THING = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
OWNING = frozenset({"his", "her", "its", "their"})
_ARGUMENTS = frozenset({"nsubj", "obj", "iobj", "obl"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A phrase a pronoun could mean. ``top``: the word the clause sees; ``human`` None: cannot tell.

    ``parts``: the actors of a list ("A and B"); ``pronoun``: the form, for a pronoun already looked at;
    ``root``: the head word of the noun phrase a chain of pronouns goes back to.
    """

    head: int
    top: int
    first: int
    last: int
    root: int
    number: Number
    gender: str | None
    human: bool | None
    draft: Draft | None
    parts: tuple[Draft, ...] = ()
    pronoun: str = ""

    def same(self, other: Candidate) -> bool:
        """Tell whether both are known to be one actor, or one phrase."""
        if self.draft is not None or other.draft is not None:
            return self.draft is other.draft
        return self.root == other.root


def candidates(cast: Cast) -> list[Candidate]:
    """Return every noun phrase of the page, and every list of actors, in the order of their heads."""
    found: list[Candidate] = []
    grammar = cast.grammar
    for chunk in grammar.chunks:
        if grammar.form(chunk.head) in PARTITIVES and grammar.form(chunk.last) == "of" and chunk.head not in cast.at:
            continue
        if grammar.tag(chunk.head) in ("NOUN", "PROPN", "ADJ", "NUM") or chunk.head in cast.at:
            found.append(_candidate(cast, chunk))
    by_head = {c.head: c for c in found}
    found += [c for chunk in grammar.chunks if (c := _list(cast, chunk, by_head)) is not None]
    return sorted(found, key=lambda c: (c.head, c.last))


def again(i: int, form: str, meant: Candidate, draft: Draft | None) -> Candidate:
    """Return the candidate that pronoun ``i``, which meant ``meant``, is for later pronouns."""
    return Candidate(
        head=i,
        top=i,
        first=i,
        last=i + 1,
        root=meant.root,
        number=Number.MANY if form in PLURAL and meant.number is not Number.BODY else meant.number,
        gender=meant.gender or gender_of(form),
        human=meant.human,
        draft=draft if draft is not None else meant.draft,
        parts=meant.parts,
        pronoun=form,
    )


def gender_of(form: str) -> str | None:
    """Return the gender a pronoun tells."""
    return "m" if form in MALE else "f" if form in FEMALE else None


def _candidate(cast: Cast, chunk: Chunk) -> Candidate:
    grammar = cast.grammar
    draft = cast.at.get(chunk.head) or cast.titles.get(chunk.head)
    form = grammar.form(chunk.head)
    human: bool | None
    if draft is not None:
        number, gender = draft.number, draft.gender
        human = draft.kind in (ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.GROUP) or number is Number.MANY
    else:
        description = described(cast, chunk)
        common = grammar.tag(chunk.head) == "NOUN"
        plural = common and (form in ("people", "police") or bool(singulars(form)))
        number = Number.MANY if plural else Number.ONE
        gender = description.noun.gender if description is not None else None
        human = description is not None and description.noun.sort != "body"
        if not common and description is None:
            human = None
    return Candidate(
        head=chunk.head,
        top=_top(cast, chunk),
        first=chunk.first,
        last=chunk.last,
        root=chunk.head,
        number=number,
        gender=gender,
        human=human,
        draft=draft,
    )


def _top(cast: Cast, chunk: Chunk) -> int:
    """Return the word of a chunk that the clause sees: the first of a flat name, the head of a phrase."""
    grammar = cast.grammar
    i = chunk.head
    for _ in range(6):
        if grammar.relation(i) not in ("flat", "compound", "nmod", "appos") or not (
            chunk.first <= grammar.head(i) < chunk.last
        ):
            break
        i = grammar.head(i)
    return i


def _list(cast: Cast, chunk: Chunk, by_head: dict[int, Candidate]) -> Candidate | None:
    """Return "A, B and C" as one candidate where all are actors."""
    grammar = cast.grammar
    first = next((w for w in range(chunk.first, chunk.last) if _conjuncts(cast, w)), None)
    if first is None or chunk.head not in by_head:
        return None
    parts = [by_head[chunk.head]]
    last = chunk.last
    for k in _conjuncts(cast, first):
        other = grammar.chunk_of(k)
        if other is not None and other.first >= chunk.last and other.head in by_head:
            parts.append(by_head[other.head])
            last = max(last, other.last)
    drafts = [p.draft for p in parts if p.draft is not None]
    if len(parts) < 2 or len(drafts) != len(parts) or len({id(d) for d in drafts}) < 2:
        return None
    return Candidate(
        head=chunk.head,
        top=parts[0].top,
        first=chunk.first,
        last=last,
        root=chunk.head,
        number=Number.MANY,
        gender=None,
        human=True,
        draft=None,
        parts=tuple(drafts),
    )


def _conjuncts(cast: Cast, i: int) -> list[int]:
    return [k for k in cast.grammar.children[i] if cast.grammar.relation(k) == "conj"]


def possible(cast: Cast, i: int, c: Candidate) -> bool:
    """Tell whether number, gender, humanity and the grammar of the clause let pronoun ``i`` mean ``c``."""
    return not c.first <= i < c.last and _agrees(cast.grammar.form(i), c) and not _barred(cast, i, c)


def barred(cast: Cast, i: int) -> set[int]:
    """Return the ``id()`` of the actors pronoun ``i`` cannot mean wherever else they are named.

    "Lund blamed him" is not Lund; "his adviser, Oleg Tarkin" is not Tarkin's adviser.
    """
    grammar = cast.grammar
    if grammar.form(i) in REFLEXIVE:
        return set()
    top = grammar.head(i)
    if grammar.relation(i) in ("nmod", "det"):
        words = [top, *(k for k in grammar.children[top] if grammar.relation(k) == "appos")]
    elif grammar.relation(i) in _ARGUMENTS:
        words = [k for k in grammar.children[top] if grammar.relation(k) in _ARGUMENTS and k != i]
    else:
        return set()
    found = [cast.at.get(k) or cast.titles.get(k) for k in words]
    return {id(draft) for draft in found if draft is not None}


def _agrees(form: str, c: Candidate) -> bool:
    if form in PLURAL:
        return c.number is not Number.ONE
    if form in THING:
        return c.number is not Number.MANY and c.human is not True
    if c.number is not Number.ONE or c.human is False:
        return False
    return c.gender is None or c.gender == gender_of(form)


def _barred(cast: Cast, i: int, c: Candidate) -> bool:
    """Tell whether grammar forbids it: "Voss met him" is not Voss; "his adviser" is not the adviser himself."""
    grammar = cast.grammar
    form = grammar.form(i)
    if form in REFLEXIVE:
        return grammar.clause(i) != grammar.clause(c.top)
    if form in OWNING and grammar.relation(i) in ("nmod", "det"):
        # The owner of a phrase that stands in apposition to a name is somebody else: "Ushakov, his adviser".
        owned = grammar.head(i)
        return owned == c.top or (grammar.relation(owned) == "appos" and grammar.head(owned) == c.top)
    verb = grammar.head(i) if grammar.relation(i) in _ARGUMENTS else None
    other = grammar.head(c.top) if grammar.relation(c.top) in _ARGUMENTS else None
    return verb is not None and verb == other
