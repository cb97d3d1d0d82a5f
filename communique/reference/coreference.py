"""Pronouns: who "he", "their", "it", "who" and "we" are on this page.

Hard constraints first (number, gender, humanity, the grammar of one clause, who speaks), then a
score of how prominent each remaining phrase is. The weights were set on the news, interview and
biography documents of the GUM corpus (training part); where two candidates are too close, nobody is named.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.model import ActorKind, Mention, MentionKind
from communique.reference.cast import Cast, Draft, Number
from communique.reference.descriptions import described
from communique.reference.grammar import Chunk
from communique.reference.lexicon import singulars
from communique.reference.quotations import Quotations

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_THING = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which"})
_REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
_OWNING = frozenset({"his", "her", "its", "their"})
_WINDOW = 4
_FAR = 90
_MARGIN = 0.1
_FLOOR = -2.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """A phrase a pronoun could mean: head word, number, gender, whether human (None: cannot tell)."""

    head: int
    first: int
    last: int
    number: Number
    gender: str | None
    human: bool | None
    draft: Draft | None
    parts: tuple[Draft, ...] = ()
    pronoun: bool = False


def resolve(cast: Cast) -> None:
    """Resolve the pronouns of the page in the order of the text, then those of first persons in quotations."""
    quotations = Quotations.of(cast.grammar)
    candidates = _candidates(cast)
    grammar = cast.grammar
    at = 0
    seen: list[Candidate] = []
    for i, form in enumerate(grammar.forms):
        while at < len(candidates) and candidates[at].head < i:
            seen.append(candidates[at])
            at += 1
        if grammar.tag(i) not in ("PRON", "DET") or i in cast.at:
            continue
        if form in _RELATIVE:
            relative(cast, i)
        elif form in _MALE | _FEMALE | _THING | _PLURAL and grammar.relation(i) != "expl":
            ahead = candidates[at : at + 12]
            found = pronoun(cast, i, seen[-_FAR:], ahead, quotations)
            if found is not None:
                seen.append(found)
    for i, form in enumerate(grammar.forms):
        if form in _FIRST and grammar.tag(i) in ("PRON", "DET") and i not in cast.at:
            speaker(cast, i, quotations)


def pronoun(
    cast: Cast, i: int, before: list[Candidate], after: list[Candidate], quotations: Quotations
) -> Candidate | None:
    """A pronoun means the most prominent earlier phrase that agrees with it in number and gender.

    Subjects, names and near phrases come first; the subject of the same verb is excluded, and so is
    the speaker of a quotation the pronoun stands in. Where two are as likely, the pronoun is left open.
    """
    ranked = [(s, c) for c in before if (s := _score(cast, i, c, quotations)) is not None]
    if not ranked:
        ranked = [(s - 1.0, c) for c in after if (s := _ahead(cast, i, c, quotations)) is not None]
    ranked.sort(key=lambda pair: (-pair[0], -pair[1].head))
    best = ranked[0] if ranked else None
    draft = _draft(cast, best[1]) if best is not None else None
    rival = next((s for s, c in ranked[1:] if best is not None and not _same(c, best[1])), None)
    unsure = best is None or best[0] < _FLOOR or (rival is not None and best[0] - rival < _MARGIN)
    if best is None or unsure or draft is None:
        unclear(cast, i)
        return None if best is None else _copy(cast, i, best[1], None)
    score = max(0.3, min(0.95, 0.6 + 0.15 * (best[0] - (rival if rival is not None else best[0] - 2))))
    _place(cast, i, draft, how="reference.coreference.pronoun", score=score)
    return _copy(cast, i, best[1], draft)


def unclear(cast: Cast, i: int) -> None:
    """A pronoun that means a thing, or one of two people we cannot choose between, is left open."""
    _place(cast, i, None, how="reference.coreference.unclear", score=0.0)


def relative(cast: Cast, i: int) -> None:
    """A relative pronoun ("Voss, who …") means the phrase its clause hangs on."""
    grammar = cast.grammar
    verb = i
    for _ in range(12):
        if grammar.relation(verb) == "acl" or grammar.head(verb) == verb:
            break
        verb = grammar.head(verb)
    if grammar.relation(verb) != "acl" or grammar.head(verb) >= i:
        return
    draft = cast.at.get(grammar.head(verb))
    if draft is not None:
        _place(cast, i, draft, how="reference.coreference.relative", score=0.85)


def speaker(cast: Cast, i: int, quotations: Quotations) -> None:
    """ "I", "we" and "our" between quotation marks are the one the words are attributed to, or that one's side."""
    words = quotations.sources(i) if quotations.quoted(i) else ()
    draft = cast.at.get(words[0]) if words else None
    if draft is not None:
        _place(cast, i, draft, how="reference.coreference.speaker", score=0.85)
    elif quotations.quoted(i):
        unclear(cast, i)


def _place(cast: Cast, i: int, draft: Draft | None, *, how: str, score: float) -> None:
    mention = Mention(kind=MentionKind.PRONOUN, span=cast.grammar.span(i, i + 1), score=round(score, 3))
    cast.place(mention, i, draft, how=how, score=score)


def _copy(cast: Cast, i: int, meant: Candidate, draft: Draft | None) -> Candidate:
    return Candidate(
        head=i,
        first=i,
        last=i + 1,
        number=meant.number,
        gender=meant.gender or _gender(cast.grammar.form(i)),
        human=meant.human,
        draft=draft if draft is not None else meant.draft,
        parts=meant.parts,
        pronoun=True,
    )


def _same(a: Candidate, b: Candidate) -> bool:
    return a.head == b.head or (a.draft is not None and a.draft is b.draft)


def _gender(form: str) -> str | None:
    return "m" if form in _MALE else "f" if form in _FEMALE else None


def _draft(cast: Cast, candidate: Candidate) -> Draft | None:
    """Return the draft a candidate stands for; for a list of actors ("A and B") the joint party, made when needed."""
    if candidate.draft is not None or not candidate.parts:
        return candidate.draft
    names = sorted({p.name for p in candidate.parts})
    key = ("list", *names)
    if key not in cast.groups:
        *most, last = [p.name for p in candidate.parts]
        sectors = {p.sector for p in candidate.parts}
        party = Draft(
            name=f"{', '.join(most)} and {last}",
            kind=ActorKind.GROUP,
            number=Number.MANY,
            sector=sectors.pop() if len(sectors) == 1 else None,
            members=list(candidate.parts),
        )
        cast.groups[key] = cast.add(party)
    return cast.groups[key]


def _candidates(cast: Cast) -> list[Candidate]:
    """Return every noun phrase of the page as a candidate, and every list of actors, in order of their heads."""
    found: list[Candidate] = []
    for chunk in cast.grammar.chunks:
        if cast.grammar.tag(chunk.head) in ("NOUN", "PROPN", "ADJ", "NUM") or chunk.head in cast.at:
            found.append(_candidate(cast, chunk))
    by_head = {c.head: c for c in found}
    found += [c for chunk in cast.grammar.chunks if (c := _list(cast, chunk, by_head)) is not None]
    return sorted(found, key=lambda c: (c.head, c.last))


def _candidate(cast: Cast, chunk: Chunk) -> Candidate:
    grammar = cast.grammar
    draft = cast.at.get(chunk.head) or cast.titles.get(chunk.head)
    if draft is not None:
        living = draft.kind in (ActorKind.PERSON, ActorKind.PEOPLE, ActorKind.GROUP)
        return Candidate(
            chunk.head,
            chunk.first,
            chunk.last,
            draft.number,
            draft.gender,
            living or draft.number is Number.MANY,
            draft,
        )
    description = described(cast, chunk)
    form = grammar.form(chunk.head)
    plural = bool(singulars(form)) and grammar.tag(chunk.head) == "NOUN"
    number = Number.MANY if plural else Number.ONE
    gender = description.noun.gender if description is not None else None
    human: bool | None = description is not None and description.person
    if grammar.tag(chunk.head) == "PROPN" and description is None:
        human = None
    return Candidate(chunk.head, chunk.first, chunk.last, number, gender, human, None)


def _list(cast: Cast, chunk: Chunk, by_head: dict[int, Candidate]) -> Candidate | None:
    """Return "A, B and C" as one candidate where all are actors."""
    grammar = cast.grammar
    words = [chunk.head, *(i for i in range(chunk.first, chunk.last) if i in cast.at)]
    first = next((w for w in words if any(grammar.relation(k) == "conj" for k in grammar.children[w])), None)
    if first is None or chunk.head not in by_head:
        return None
    parts = [by_head[chunk.head]]
    last = chunk.last
    for k in grammar.children[first]:
        other = grammar.chunk_of(k) if grammar.relation(k) == "conj" else None
        if other is not None and other.first >= chunk.last and other.head in by_head:
            parts.append(by_head[other.head])
            last = max(last, other.last)
    drafts = [p.draft for p in parts if p.draft is not None]
    if len(parts) < 2 or len(drafts) != len(parts) or len({id(d) for d in drafts}) < 2:
        return None
    return Candidate(chunk.head, chunk.first, last, Number.MANY, None, True, None, tuple(drafts))


def _agrees(form: str, candidate: Candidate) -> bool:
    if form in _PLURAL:
        return candidate.number is not Number.ONE
    if form in _THING:
        return candidate.number is not Number.MANY and candidate.human is not True
    wanted = _gender(form)
    if candidate.number is not Number.ONE or candidate.human is False:
        return False
    return candidate.gender is None or candidate.gender == wanted


def _score(cast: Cast, i: int, c: Candidate, quotations: Quotations) -> float | None:
    """Score an earlier candidate, or None where it is ruled out."""
    grammar = cast.grammar
    form = grammar.form(i)
    away = grammar.sentence[i] - grammar.sentence[c.head]
    if away > _WINDOW or not _agrees(form, c) or c.first <= i < c.last or _barred(cast, i, c):
        return None
    if quotations.quoted(i) and any(c.draft is not None and c.draft is cast.at.get(w) for w in quotations.sources(i)):
        return None
    score = -0.75 * away - 0.012 * min(i - c.head, 50)
    relation = grammar.relation(_top(cast, c))
    if relation == "nsubj":
        score += 0.8 + (0.3 if grammar.relation(i) in ("nsubj",) or form in _OWNING else 0.0)
        score += 0.25 if grammar.relation(grammar.head(_top(cast, c))) == "root" else 0.0
    elif relation in ("obj", "iobj"):
        score += 0.35
    elif relation in ("nmod", "compound", "appos"):
        score -= 0.25
    score += 0.5 if c.pronoun else 0.0
    score += 0.35 if c.gender is not None and form in _MALE | _FEMALE else 0.0
    score += 0.4 if c.draft is not None else 0.0
    score -= 0.5 if c.human is None else 0.0
    if form in _PLURAL:
        score -= 0.5 if c.number is Number.BODY else 0.0
        score += 0.3 if c.parts else 0.0
    if not quotations.quoted(i) and c.draft is not None and away == 0:
        score += 0.4 if any(cast.at.get(w) is c.draft for w in quotations.sources(i)) else 0.0
    return score


def _ahead(cast: Cast, i: int, c: Candidate, quotations: Quotations) -> float | None:
    """Score a later candidate of the same sentence: "After his visit, Voss said …" puts the pronoun first."""
    grammar = cast.grammar
    if grammar.sentence[i] != grammar.sentence[c.head] or not _agrees(grammar.form(i), c) or _barred(cast, i, c):
        return None
    if grammar.relation(_top(cast, c)) != "nsubj" or quotations.quoted(i) or c.draft is None:
        return None
    return 0.5 - 0.02 * (c.head - i)


def _top(cast: Cast, c: Candidate) -> int:
    """Return the word of a candidate that the clause sees (the first word of a name, the head of a phrase)."""
    grammar = cast.grammar
    i = c.head
    for _ in range(6):
        if grammar.relation(i) in ("flat", "compound") and c.first <= grammar.head(i) < c.last:
            i = grammar.head(i)
        else:
            break
    return i


def _barred(cast: Cast, i: int, c: Candidate) -> bool:
    """Tell whether grammar forbids it: "Voss met him" is not Voss; "his adviser" is not the adviser himself."""
    grammar = cast.grammar
    form = grammar.form(i)
    top = _top(cast, c)
    if form in _REFLEXIVE:
        return grammar.clause(i) != grammar.clause(top)
    if form in _OWNING and grammar.relation(i) in ("nmod", "det"):
        # The owner of a phrase that stands in apposition to a name is somebody else: "Ushakov, his adviser".
        owned = grammar.head(i)
        return owned == top or (grammar.relation(owned) == "appos" and grammar.head(owned) == top)
    verb = grammar.head(i) if grammar.relation(i) in ("nsubj", "obj", "iobj", "obl") else None
    other = grammar.head(top) if grammar.relation(top) in ("nsubj", "obj", "iobj", "obl") else None
    return verb is not None and verb == other
