"""When two places of a page speak of one plan."""

from __future__ import annotations

from communique.fact.plan_mentions import PlanMention
from communique.fact.plan_words import Mark, Sort, takes_up
from communique.fact.tree import Tree

_APART = frozenset("another new separate second similar other different further".split())
_OPENING = 40
"""Words a headline and what stands under it may have together."""

_CALLED = frozenset("know call dub name title entitle nickname term".split())
_NEAR = ("in", "at", "near", "outside")
_ALSO = frozenset("also separately".split())
_LOOSE = frozenset("draft joint interim framework political bilateral trilateral multilateral".split())
"""Kinds that do not set two plans apart: the framework deal may be the peace deal."""


def is_same(tree: Tree, new: PlanMention, known: list[PlanMention]) -> bool:
    """Tell whether ``new`` speaks of the plan that ``known`` places speak of.

    "The bill … the legislation", "the nuclear deal … the Norvia deal" are one where nothing sets them apart: other
    points, another name, another kind ("the trade deal"), other sides. "A treaty" is a new one, unless a headline
    told it before ("Norvia, Estmark sign treaty"), kind and sides are told again, or the same country does the same
    to it ("the parliament passed a bill … a bill that Norvian lawmakers passed"), or the same people sign it.
    """
    if not known:
        return False
    if new.points and any(m.points for m in known):
        return any(m.points == new.points for m in known)
    if not any(takes_up(new.lemma, m.lemma) for m in known) and not _paper_signed(new, known):
        return False
    mine, its = set(new.authors), {a for m in known for a in m.authors}
    if new.sort is Sort.PLAN and mine and its and not mine & its:
        return False
    if _at_odds(_firm(new.kinds), [_firm(m.kinds) for m in known]) or _at_odds(new.sides, [m.sides for m in known]):
        return False
    names = {m.name for m in known if m.name}
    if new.name is not None and names:
        return new.name in names and (new.definite or new.bare or bool(new.sides))
    if new.name is not None:
        return _in_name(new.name, known) or _called(tree, new.word, known) or _made_there(tree, new, known)
    if names and not new.definite:
        return False
    told = new.kinds | new.labels
    if names and not all(any(word in name for name in names) for word in told):
        return False
    return new.definite or _told_again(tree, new, known)


def _firm(kinds: frozenset[str]) -> frozenset[str]:
    return kinds - _LOOSE


def _at_odds(new: frozenset[str], known: list[frozenset[str]]) -> bool:
    """Tell whether what ``new`` says is none of what was said before, though something was."""
    before = frozenset[str]().union(*known)
    return bool(new and before) and not new & before


def _in_name(name: str, known: list[PlanMention]) -> bool:
    """Tell whether a name spells out what was told in a headline: "Norvia signs trade agreement"."""
    return known[-1].bare and any(kind in name for m in known for kind in m.kinds)


def _called(tree: Tree, i: int, known: list[PlanMention]) -> bool:
    """Tell whether the name at noun ``i`` is given to the plan: "the bill, known as the Open Ports Act"."""
    verb = tree.parent(i)
    noun = tree.parent(verb) if verb is not None and tree.lemma(verb) in _CALLED else None
    return noun is not None and any(m.word == noun for m in known)


def _made_there(tree: Tree, new: PlanMention, known: list[PlanMention]) -> bool:
    """Tell whether a deal called after its town is the one told to be made there.

    "A grain deal was reached in Turku … the Turku deal".
    """
    text = tree.reading.article.text
    if new.named is None or not new.definite or tree.word(new.word).span.of(text)[:1].isupper():
        return False
    town = new.named.of(text).split()[0]
    return any(f"{near} {town}" in tree.sentence(m.word).of(text) for m in known for near in _NEAR)


def _told_again(tree: Tree, new: PlanMention, known: list[PlanMention]) -> bool:
    words = {tree.form(k) for k in tree.kids(new.word, "amod", "det")}
    if words & _APART and not known[0].bare:
        return False
    head = tree.parent(new.word)
    more = head is not None and any(tree.form(k) in _ALSO for k in tree.kids(head, "advmod"))
    if not more and any(new.deeds & m.deeds and new.lemma == m.lemma for m in known):
        return True
    kinds = frozenset[str]().union(*(m.kinds for m in known))
    sides = frozenset[str]().union(*(m.sides for m in known))
    alike = bool(new.kinds & kinds or new.sides & sides) and any(m.lemma == new.lemma for m in known)
    headline = known[0].bare and known[0].word < _OPENING and all(m.bare or m.definite for m in known)
    return alike or new.bare or headline or _paper_signed(new, known)


def _paper_signed(new: PlanMention, known: list[PlanMention]) -> bool:
    """Tell whether a paper is the deal told before by its other name, since the same people sign both.

    "Voss and Aro signed a peace deal … Voss said after she and Aro signed a package of documents".
    """
    paper = new.sort in {Sort.PAPER, Sort.DEAL, Sort.PACT} or new.lemma == "package"
    if not paper or Mark.SIGNED not in new.marks:
        return False
    mine = {b for s in new.steps for b in s.by}
    its = {b for m in known if Mark.SIGNED in m.marks for s in m.steps for b in s.by}
    return bool(mine & its)
