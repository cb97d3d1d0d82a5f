"""Where a page speaks of a plan or an agreement, and what each such place says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.fact.nouns import AGENTS
from communique.fact.parties import Parties
from communique.fact.plan_about import has_purpose, heap_of, is_heap
from communique.fact.plan_fates import governor, is_told, steps_of
from communique.fact.plan_wishes import is_definite, is_wished
from communique.fact.plan_words import SORTS, WORDS, Mark, Sort
from communique.fact.roles import frame_of
from communique.fact.tree import RELATIVE, Tree
from communique.model import Actor, ActorKind, Place, PlaceKind, ProposalStatus, ProposalStep, Reference, Span, When

_POINTS = re.compile(r"\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|twelve)[- ]point\b", re.IGNORECASE)
_NUMBERS = {w: n for n, w in enumerate("two three four five six seven eight nine ten".split(), start=2)} | {
    "twelve": 12
}
_YEAR = re.compile(r"(?:19|20)\d\d")
_BROKERED = re.compile(r"-\s?(?:brokered|backed|sponsored|mediated|led|proposed)\b", re.IGNORECASE)
_AFTER = frozenset({"acl", "nmod", "appos", "conj", "nsubj"})
"""Branches that do not describe the plan itself but bring in others."""

_BETWEEN = frozenset("with between among".split())
_OWN_PLANS = frozenset("plan package blueprint".split())
_NOT_OF_PACKAGES = WORDS["kind"] - {"peace", "debt", "bailout", "rescue"}
"""What a package is given for is no proposal: "a security package" is money."""

_MOVED = frozenset("resolution motion amendment".split())
_MAKERS = frozenset({ProposalStatus.PRESENTED, ProposalStatus.DRAFTED})
_FIRMS = frozenset({"BUS", "MNC"})
_NOT_A_NAME = frozenset("the a an this that new".split())
_LONGEST = 12
"""Most words a name has before its noun."""

_SHOUTED = 0.6
"""Share of words with a capital letter from which on a sentence is a headline in title case, where none is a name."""


@dataclass(frozen=True, slots=True)
class PlanMention:
    """One place that speaks of a plan: the noun, what it says, and what became of the plan there.

    ``name`` is in lower case and stands at ``named``; ``kinds`` are the words that tell what it is about ("peace",
    "trade"), ``labels`` the nouns right before it, ``sides`` the countries or nouns of those it is between, ``authors``
    actor ids, the surest first; ``bare`` is a noun without article or possessor, as headlines have them;
    ``deeds`` tell which country or actor did what to the plan.
    """

    word: int
    lemma: str
    sort: Sort
    points: int | None
    name: str | None
    named: Span | None
    kinds: frozenset[str]
    sides: frozenset[str]
    authors: tuple[str, ...]
    definite: bool
    bare: bool
    labels: frozenset[str]
    marks: frozenset[Mark]
    steps: tuple[ProposalStep, ...]
    deeds: frozenset[tuple[ProposalStatus, str]]


def plan_mention(parties: Parties, i: int) -> PlanMention | None:
    """Return what noun ``i`` says of a plan, or None where it names no single plan that is there.

    No plan: one only wished for ("hopes of a peace deal"), many at once ("its agreements with Estmark", but not "the
    Oslo accords"), part of another word ("treaty talks"), a private or a firm's ("a plea deal", "Acme's plan").
    """
    tree = parties.tree
    lemma, sort = tree.lemma(i), SORTS.get(tree.lemma(i))
    if sort is None or _is_part(parties, i) or _words_before(tree, i) & WORDS["private"]:
        return None
    if any(f"{before}+{lemma}" in WORDS["idiom"] for before in _words_before(tree, i)):
        return None
    named, points = _name(parties, i, sort), points_of(tree, i)
    if tree.form(i) != lemma and tree.form(i).endswith("s") and named is None:
        return None
    if points is None and named is None and is_wished(tree, i):
        return None
    if lemma == "settlement" and not _words_before(tree, i) & {"peace", "negotiated", "border"}:
        return None
    steps = steps_of(parties, i)
    authors = _authors(parties, i, sort, steps)
    who = (*authors, *(b for s in steps for b in s.by), *parties.ids(_others(parties, i)))
    if any(_is_firm(parties, a) for a in who):
        return None
    kids = tree.kids(i, "det", "nmod", "amod", "nummod")
    mention = PlanMention(
        word=i,
        lemma=lemma,
        sort=sort,
        points=points,
        name=" ".join(named.of(tree.reading.article.text).lower().split()) if named else None,
        named=named,
        kinds=_words_before(tree, i) & WORDS["kind"],
        sides=_sides(parties, i, sort),
        authors=authors,
        definite=is_definite(tree, i),
        bare=not any(tree.word(k).tag == "DET" or tree.is_possessive(k) for k in kids),
        labels=frozenset(tree.lemma(k) for k in tree.kids(i, "compound") if k < i and tree.word(k).tag != "NUM"),
        marks=frozenset(),
        steps=steps,
        deeds=frozenset((s.status, parties.country(b) or b) for s in steps for b in s.by),
    )
    return _marked(parties, mention)


def _marked(parties: Parties, m: PlanMention) -> PlanMention:
    tree, i = parties.tree, m.word
    text = tree.reading.article.text
    has = {
        Mark.POINTS: m.points is not None,
        Mark.NAMED: m.name is not None,
        Mark.KIND: _has_kind(parties, m),
        Mark.SIDES: bool(m.sides),
        Mark.AUTHOR: bool(m.authors) and m.sort in {Sort.PLAN, Sort.BILL, Sort.TRUCE, Sort.PAPER},
        Mark.FATE: bool(m.steps) and not _is_own_plan(parties, m),
        Mark.SIGNED: any(s.status is ProposalStatus.SIGNED for s in m.steps),
        Mark.PURPOSE: has_purpose(parties, i, m.sort, by_state=any(not _is_person(parties, a) for a in m.authors)),
        Mark.TOLD: _carriers(tree, i) != (),
        Mark.BROKERED: _BROKERED.search(tree.phrase(i, without=_AFTER).of(text)) is not None,
    }
    marks = {mark for mark, holds in has.items() if holds}
    greatest = any(tree.form(k).endswith("est") for k in tree.kids(i, "amod"))
    if len(m.sides) > 1:
        marks.add(Mark.DEFINITE)
    if m.definite and not greatest and marks & {Mark.KIND, Mark.SIDES} and m.sort is not Sort.PAPER:
        marks.add(Mark.DEFINITE)
    return replace(m, marks=frozenset(marks))


def _has_kind(parties: Parties, m: PlanMention) -> bool:
    """Tell whether the words before a plan tell which it is.

    Its matter ("the trade deal"), its year or day ("the 2015 deal", "the May 1 agreement", "last year's treaty"), or a
    name beside it ("the Lundal deal"); of a package, that it is one of proposals.
    """
    tree, i = parties.tree, m.word
    if m.kinds - (_NOT_OF_PACKAGES if m.lemma == "package" else frozenset()) or is_heap(tree, i):
        return True
    if m.sort not in {Sort.DEAL, Sort.PACT}:
        return False
    before = [k for k in tree.kids(i, "nummod", "nmod", "compound", "amod", "obl") if k < i]
    dated = any(_YEAR.fullmatch(tree.form(k)) or parties.reference_at(k, When) for k in before)
    named = (
        m.definite and not _is_shouted(tree, i) and any(tree.word(k).tag == "PROPN" for k in tree.kids(i, "compound"))
    )
    return dated or named


def _is_own_plan(parties: Parties, m: PlanMention) -> bool:
    """Tell whether a plan is only announced, to nobody: "Norvia announced a plan to merge its ministries".

    What a state plans at home is no proposal to anybody. "Norvia presented a plan to Estmark", and whatever others
    accept or reject, is; and a "proposal" is always made to somebody.
    """
    if m.lemma not in _OWN_PLANS or any(s.status not in _MAKERS for s in m.steps):
        return False
    head, _ = governor(parties.tree, m.word)
    given = parties.tree.kids(head, "obl", "iobj") if head is not None else ()
    to = (k for k in given if not parties.tree.cases(k) - {"to", "at", "before"})
    return not any(parties.actors_at(k) for k in to)


def points_of(tree: Tree, i: int) -> int | None:
    """Return how many points a plan has: "a 28-point plan", "the ten-point proposal"."""
    match = _POINTS.search(tree.phrase(i, without=_AFTER).of(tree.reading.article.text))
    if match is None:
        return None
    number = match[1].lower()
    return _NUMBERS.get(number) or int(number)


def _is_part(parties: Parties, i: int) -> bool:
    """Tell whether noun ``i`` is part of another or of a name.

    "Treaty talks", "a compromise solution", "Bill Voss", "the Ministry of Accord".
    """
    tree, head = parties.tree, parties.tree.parent(i)
    if tree.word(i).relation in {"compound", "flat", "goeswith"}:
        return True
    if _is_capital(tree, i) and i + 1 < len(tree.words) and not _is_shouted(tree, i):
        follows = tree.word(i + 1).tag == "PROPN" and _is_capital(tree, i + 1)
        if follows and tree.sentence(i + 1) == tree.sentence(i):
            return True
    inside = _is_capital(tree, i) and "of" in tree.cases(i) and not tree.kids(i, "det")
    if head is not None and inside and _is_capital(tree, head):
        return True
    if _is_capital(tree, i) and tree.lemma(_first_of_name(tree, i)) in AGENTS:
        return True
    meant = parties.reference_at(i, Actor)
    return meant is not None and isinstance(meant.target, Actor) and meant.target.kind is ActorKind.PERSON


def _words_before(tree: Tree, i: int) -> frozenset[str]:
    """Return the words that say what sort of plan it is, in lower case: "a nuclear arms treaty"."""
    found = set[str]()
    for k in tree.kids(i, "amod", "compound", "nmod"):
        if k < i and not tree.is_possessive(k):
            found |= {tree.form(w) for w in tree.subtree(k) if w < i}
    return frozenset(found)


def _name(parties: Parties, i: int, sort: Sort) -> Span | None:
    """Return where a plan's own name stands: "the Norvia Free Trade Agreement", "Protocol 6", "the Open Ports Act".

    Capital letters tell it, but not in a headline where every word has one; and a pact or deal called after the
    town where it was made ("the Turku accords") has a name too.
    """
    tree = parties.tree
    if sort in {Sort.PAPER, Sort.GENERIC}:
        return None
    after = i + 1
    if sort is not Sort.DEAL and after in tree.kids(i) and tree.form(after).isdigit():
        return Span(tree.word(i).start, tree.word(after).end)
    town = next((k for k in tree.kids(i, "compound", "amod", "nmod") if k < i and _is_town(parties, k)), None)
    if town is not None and sort in {Sort.PACT, Sort.DEAL, Sort.TRUCE} and not tree.is_possessive(town):
        return Span(tree.word(town).start, tree.word(i).end)
    if not _is_capital(tree, i) or _is_shouted(tree, i):
        return None
    first = _first_of_name(tree, i)
    ofs = (k for k in tree.kids(i, "nmod") if k == i + 2 and "of" in tree.cases(k) and _is_capital(tree, k))
    last = next(ofs, i)
    return Span(tree.word(first).start, tree.word(last).end) if last > first else None


def _first_of_name(tree: Tree, i: int) -> int:
    """Return the first word of a name that ends in noun ``i``, through "of": "Freedom of Passage Act"."""
    first = i
    while first > 0 and tree.sentence(first - 1) == tree.sentence(i) and i - first < _LONGEST:
        if _is_capital(tree, first - 1):
            first -= 1
        elif tree.form(first - 1) == "of" and first > 1 and _is_capital(tree, first - 2):
            first -= 2
        else:
            break
    return first


def _is_capital(tree: Tree, i: int) -> bool:
    form = tree.word(i).span.of(tree.reading.article.text)
    return form[:1].isupper() and form.lower() not in _NOT_A_NAME and tree.word(i).tag not in {"VERB", "AUX", "PRON"}


def _is_shouted(tree: Tree, i: int) -> bool:
    sentence = tree.sentence(i)
    words = [w for w in sentence.of(tree.reading.article.text).split() if w[:1].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) > _SHOUTED * len(words)


def _is_town(parties: Parties, i: int) -> bool:
    reference = parties.reference_at(i, Place)
    return reference is not None and isinstance(reference.target, Place) and reference.target.kind is PlaceKind.CITY


def _sides(parties: Parties, i: int, sort: Sort) -> frozenset[str]:
    """Return those a plan is between: country codes, else nouns ("the deal with the rebels", "the Norvia deal").

    The owner of a deal is a side of it ("Norvia's deal with Estmark"), that of a plan its author; the country before a
    bill is what it is about.
    """
    tree, found = parties.tree, set[str]()
    shared = sort in {Sort.DEAL, Sort.PACT, Sort.TRUCE}
    for k in tree.kids(i, "nmod", "compound", "amod"):
        joined = tree.word(k).relation == "nmod" and tree.cases(k) & _BETWEEN
        describes = tree.word(k).relation != "nmod"
        before = (describes and (shared or sort is Sort.BILL)) or (shared and tree.is_possessive(k))
        if before and k < i:
            found |= {code for w in tree.subtree(k) if w < i and (code := _country_at(parties, w))}
        for c in tree.conjuncts(k) if joined else ():
            code = _country_at(parties, c)
            if code:
                found.add(code)
            elif parties.actors_at(c) or tree.word(c).tag == "PROPN" or "between" in tree.cases(c):
                found.add(tree.lemma(c))
    return frozenset(found)


def _others(parties: Parties, i: int) -> Iterator[Reference]:
    """Yield the actors a deal is with: "a deal with Acme", "the Acme deal"."""
    tree = parties.tree
    for k in tree.kids(i, "nmod", "compound"):
        if tree.cases(k) & _BETWEEN or tree.word(k).relation == "compound":
            yield from parties.actors_at(k)


def _country_at(parties: Parties, i: int) -> str | None:
    """Return the country of who or what word ``i`` names, None for a firm or a body of no state."""
    for kind in (Actor, Place):
        reference = parties.reference_at(i, kind)
        if reference is not None and isinstance(reference.target, Actor | Place) and reference.target.country:
            return reference.target.country
    return None


def _authors(parties: Parties, i: int, sort: Sort, steps: tuple[ProposalStep, ...]) -> tuple[str, ...]:
    """Return whose plan it is, the surest first: "Norvia's plan", "the plan by Norvia", "Voss presented a plan".

    A country before a bill is what the bill is about ("the Norvia sanctions bill"); before a plan it is whose
    the plan is ("the US plan", "a US resolution"). A deal belongs to its sides, so it has an author only where one
    presented it.
    """
    tree = parties.tree
    found: list[str] = []
    if sort not in {Sort.DEAL, Sort.PACT}:
        for k in tree.kids(i, "nmod"):
            if (tree.is_possessive(k) and k < i) or tree.cases(k) & {"by", "of", "from"}:
                found += parties.ids(parties.actors_at(k))
    found += [b for s in steps if s.status in _MAKERS for b in s.by]
    found += parties.ids(r for k in _carriers(tree, i) for r in parties.actors_at(k))
    if sort in {Sort.PLAN, Sort.PAPER, Sort.TRUCE}:
        found += parties.ids(r for k in tree.kids(i, "amod", "compound") for r in parties.actors_at(k))
    elif sort is Sort.BILL:
        found += parties.ids(r for k in tree.kids(i, "amod") for r in parties.actors_at(k))
        if tree.lemma(i) in _MOVED:
            found += parties.ids(r for k in tree.kids(i, "compound") for r in parties.actors_at(k))
    return tuple(dict.fromkeys(found))


def _carriers(tree: Tree, i: int) -> tuple[int, ...]:
    """Return who made or brought a plan by its relative clause: "the draft Voss took to Oslo"."""
    for k in (k for noun in (i, *heap_of(tree, i)) for k in tree.kids(noun, "acl")):
        gap = not any(tree.lemma(o) not in RELATIVE and not tree.cases(o) for o in tree.kids(k, "obj"))
        if tree.lemma(k) in WORDS["carry"] and gap and not tree.is_passive(k) and is_told(tree, k):
            return tuple(s for s in frame_of(tree, k).subject if tree.lemma(s) not in RELATIVE and s != i)
    return ()


def _is_person(parties: Parties, actor: str) -> bool:
    known = parties.actors.get(actor)
    return known is not None and known.kind is ActorKind.PERSON


def _is_firm(parties: Parties, actor: str) -> bool:
    known = parties.actors.get(actor)
    return known is not None and known.sector in _FIRMS
