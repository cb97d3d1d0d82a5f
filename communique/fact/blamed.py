"""Whose deed it is: blame, praise or a demand that names a deed is meant for whoever did it."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from communique.fact.drafts import Draft
from communique.fact.parties import Parties
from communique.fact.tree import Tree
from communique.model import EventType

_ANSWERS = frozenset({EventType.ACCUSE, EventType.SUPPORT, EventType.REQUEST, EventType.THREATEN})
_DEED = frozenset({"obj", "obl", "nmod", "ccomp", "xcomp", "acl", "advcl", "nsubj"})
_DEEP = 6


def blamed(parties: Parties, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """Give blame and praise of a deed to its doer: "Voss condemned the raid" is said of those who raided.

    The deed must hang on the word of blame; where this mention does not tell who did it, the doer of the last deed of
    that type that the page told of is taken. A pact is no deed of one side: who criticises it may mean anybody.
    A demand goes to whoever is to do what is demanded.
    """
    by_word = {d.word: d for d in drafts}
    out = []
    before: _Doers = {}
    for draft in drafts:
        asked = draft.type in _ANSWERS and draft.actors and not draft.recipients
        found = _doers(parties, draft, by_word, before) if asked else ()
        others = tuple(a for a in found if a not in draft.actors)
        out.append(replace(draft, recipients=others) if others else draft)
        if draft.actors:
            last = before.get(draft.type, ())
            before[draft.type] = (draft.actors, *(a for a in last if a != draft.actors))[:2]
    return tuple(out)


_Doers: TypeAlias = dict[EventType, tuple[tuple[str, ...], ...]]
"""Of each type of deed the last doers, and the last before them who were others."""


def _doers(parties: Parties, draft: Draft, by_word: dict[int, Draft], before: _Doers) -> tuple[str, ...]:
    for deed in _named(parties.tree, draft, by_word):
        if deed.actors:
            return deed.actors
        told = [actors for actors in before.get(deed.type, ()) if actors != draft.actors]
        if told and deed.trigger.row.tag == "N":
            return told[0]
    return ()


def _named(tree: Tree, draft: Draft, by_word: dict[int, Draft]) -> list[Draft]:
    """Return the deeds that hang on the word of ``draft``, nearest first, its subject's apart."""
    own = set(draft.trigger.frame.subject) if draft.trigger.row.tag == "V" else set()
    found, waiting = [], [(draft.word, 0)]
    for at, deep in waiting:
        for k in tree.kids(at, *_DEED):
            if k in own or deep > _DEEP:
                continue
            if k in by_word and by_word[k].type not in {draft.type, EventType.AGREE}:
                found.append(by_word[k])
            waiting.append((k, deep + 1))
    return found
