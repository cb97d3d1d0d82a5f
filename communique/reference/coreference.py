"""Pronouns: who "he", "their", "it", "who" and "we" are on this page.

What grammar, number and gender rule out is out (``candidates``); how likely the rest are is learned
(``prominence``); where no one is likely enough, nobody is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import sqrt

from communique.model import ActorKind, Mention, MentionKind
from communique.reference.candidates import (
    FEMALE,
    MALE,
    PLURAL,
    THING,
    Candidate,
    again,
    barred,
    candidates,
    possible,
)
from communique.reference.cast import Cast, Draft, Number
from communique.reference.prominence import Asked, Weights, chances, features, weights
from communique.reference.quotations import Quotations

_THIRD = MALE | FEMALE | THING | PLURAL
_FIRST = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which"})
_WINDOW = 8
_MOST = 60
_SURE = 0.5
_LIKELY = 0.3
_SPOKEN = 4
_DOUBT = 0.02
"""What a pair the reader does not link is still worth."""
_MAIN = frozenset({"root", "parataxis", "ccomp"})
_ANSWERS = frozenset({"reply", "answer", "respond", "retort", "counter"})


def resolve(cast: Cast, learned: Weights | None = None) -> None:
    """Resolve the pronouns of the page in the order of the text, then those of first persons in quotations."""
    quotations = Quotations.of(cast.grammar)
    ahead = candidates(cast)
    grammar = cast.grammar
    cast.links.update((link.word, link.earlier) for link in grammar.reading.links)
    at = 0
    seen: list[Candidate] = []
    for i, form in enumerate(grammar.forms):
        while at < len(ahead) and ahead[at].head < i:
            seen.append(ahead[at])
            at += 1
        if grammar.tag(i) not in ("PRON", "DET") or i in cast.at:
            continue
        if form in _RELATIVE:
            relative(cast, i)
        elif form in _THIRD and grammar.relation(i) != "expl":
            near = within(cast, i, seen, ahead[at : at + 12], quotations)
            found = goes_on(cast, i, near, quotations) or pronoun(cast, i, near, (learned or weights()).of(form))
            if found is not None:
                seen.append(found)
    for i, form in enumerate(grammar.forms):
        if form in _FIRST and grammar.tag(i) in ("PRON", "DET") and i not in cast.at:
            speaker(cast, i, quotations)


def within(
    cast: Cast, i: int, seen: Sequence[Candidate], ahead: Sequence[Candidate], quotations: Quotations
) -> list[Candidate]:
    """Return the candidates pronoun ``i`` may mean: earlier ones; without any, the subject that follows.

    Whoever speaks a quotation is not "he" inside it. "After his visit, Voss said …" puts the pronoun first.
    """
    grammar = cast.grammar
    here = grammar.sentence[i]
    others = barred(cast, i)
    if quotations.quoted(i):
        others |= {id(cast.at[w]) for w in quotations.sources(i)[:1] if w in cast.at}
    near = [c for c in seen[-2 * _MOST :] if here - grammar.sentence[c.head] <= _WINDOW and id(c.draft) not in others]
    found = [c for c in near if possible(cast, i, c)][-_MOST:]
    if found:
        return found
    return [
        c
        for c in ahead
        if grammar.sentence[c.head] == here
        and c.draft is not None
        and id(c.draft) not in others
        and grammar.relation(c.top) == "nsubj"
        and possible(cast, i, c)
    ][:1]


def described_by(cast: Cast, i: int, near: Sequence[Candidate]) -> list[tuple[float, ...]]:
    """Return the features of each of the candidates ``near`` for pronoun ``i``."""
    who = [_identity(c) for c in near]
    counts = Counter(who)
    latest = near[-1].head if near else -1
    asked = Asked.of(cast.grammar, i)
    return [
        features(cast.grammar, asked, c, latest=c.head == latest, mentions=counts[name] - 1)
        for c, name in zip(near, who, strict=True)
    ]


def pronoun(cast: Cast, i: int, near: Sequence[Candidate], weight: tuple[float, ...]) -> Candidate | None:
    """A pronoun means the most likely earlier phrase that agrees with it in number and gender.

    Subjects, near phrases and those already spoken of come first, and what the reader links the pronoun
    to; the subject of the same verb is excluded, and so is the speaker of a quotation the pronoun stands in.
    Every mention of an actor counts for that actor. Where nobody is likelier than not, the pronoun is left open.
    """
    rows = described_by(cast, i, near)
    chance = _with_links(cast, i, near, chances(rows, weight))
    sums: dict[int, float] = {}
    who = [_identity(c) for c in near]
    for name, p in zip(who, chance, strict=True):
        sums[name] = sums.get(name, 0.0) + p
    if not near:
        unclear(cast, i)
        return None
    at = max(range(len(near)), key=lambda k: (sums[who[k]], near[k].head))
    best, sure = near[at], sums[who[at]]
    rival = max([1 - sum(chance), *(s for name, s in sums.items() if name != who[at])])
    likely = sure >= _SURE or (sure >= _LIKELY and sure >= 2 * rival)
    draft = _draft(cast, best) if likely else None
    if draft is None:
        unclear(cast, i)
    else:
        _place(cast, i, draft, how="reference.coreference.pronoun", score=sure)
    return again(i, cast.grammar.form(i), best, draft)


def _with_links(cast: Cast, i: int, near: Sequence[Candidate], chance: Sequence[float]) -> Sequence[float]:
    """Multiply the roots of the chances, and of that of nobody, by the reader's probabilities of the same pairs.

    The two err in different places: of 376 pronouns of the third person in GUM's held-out documents the chances
    alone find .715, the links .739, the product .750 (the root was chosen on them).
    """
    found = cast.links.get(i)
    if found is None or not near:
        return chance
    read = [sum(p for word, p in found if c.first <= word < c.last) for c in near]
    nobody = sqrt(max(1.0 - sum(chance), 0.0)) * (max(1.0 - sum(p for _, p in found), 0.0) + _DOUBT)
    both = [sqrt(c) * (p + _DOUBT) for c, p in zip(chance, read, strict=True)]
    total = sum(both) + nobody
    return [b / total for b in both] if total > 0 else chance


def goes_on(cast: Cast, i: int, near: Sequence[Candidate], quotations: Quotations) -> Candidate | None:
    """Who has just spoken speaks on: "Holm blamed Lund. 'A disgrace,' he said." is Holm, not Lund.

    Only for the pronoun that says something in a main clause: right after a quotation the speaker may be a
    few sentences back, elsewhere ("He added that …") one. Number and gender must agree, and nobody else may have
    become the subject since, but in what was quoted. Answers are by somebody else.
    """
    grammar = cast.grammar
    verb = grammar.head(i)
    if grammar.relation(i) != "nsubj" or grammar.relation(verb) not in _MAIN:
        return None
    if grammar.form(i) in THING or grammar.reading.words[verb].lemma.lower() in _ANSWERS:
        return None
    back = _SPOKEN if quotations.ends(i) else 1
    for voice in quotations.before(i):
        if grammar.sentence[i] - grammar.sentence[voice] > back:
            break
        draft = cast.at.get(voice) or cast.titles.get(voice)
        meant = next((c for c in reversed(near) if c.draft is draft), None) if draft is not None else None
        if meant is None or draft is None or not (draft.forms or draft.vague or draft.number is Number.MANY):
            continue
        if any(voice < c.head < i and c.draft is not draft and _leads(cast, c, quotations) for c in near):
            return None
        _place(cast, i, draft, how="reference.coreference.goes_on", score=0.8)
        return again(i, grammar.form(i), meant, draft)
    return None


def _leads(cast: Cast, c: Candidate, quotations: Quotations) -> bool:
    """Tell whether a candidate is an actor and the subject of a main clause that nobody is quoted with."""
    grammar = cast.grammar
    main = grammar.relation(c.top) == "nsubj" and grammar.relation(grammar.head(c.top)) == "root"
    return main and c.draft is not None and not c.pronoun and not quotations.sources(c.head)


def _identity(c: Candidate) -> int:
    """Return a number shared by the mentions of one actor, or of one phrase and its pronouns."""
    return id(c.draft) if c.draft is not None else -1 - c.root - (1 << 40 if c.parts else 0)


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
    thing = grammar.form(i) == "which"
    if draft is not None and thing is not (draft.kind is ActorKind.PERSON):
        _place(cast, i, draft, how="reference.coreference.relative", score=0.85)


def speaker(cast: Cast, i: int, quotations: Quotations) -> None:
    """First persons ("I", "we", "our") between quotation marks mean the one the words are attributed to."""
    words = quotations.sources(i) if quotations.quoted(i) else ()
    draft = cast.at.get(words[0]) if words else None
    if draft is not None:
        _place(cast, i, draft, how="reference.coreference.speaker", score=0.85)
    elif quotations.quoted(i):
        unclear(cast, i)


def _place(cast: Cast, i: int, draft: Draft | None, *, how: str, score: float) -> None:
    mention = Mention(kind=MentionKind.PRONOUN, span=cast.grammar.span(i, i + 1), score=round(score, 3))
    cast.place(mention, i, draft, how=how, score=score)


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
