"""How much two sentences say the same, by their words."""

from __future__ import annotations

from communique.story.parties import folded

_EMPTY = frozenset(
    "a an the of to in on at by for from with and or but as that this which who whom it its he she they them his her "
    "their is are was were be been being has have had will would could should may might can do did does not no never "
    "said says say told tell also after before when while than then there here into over about more".split()
)
NO = frozenset("not no never neither nor nothing none without cannot won".split())
"""Words that turn a sentence round."""
_LONGEST = 2_000


def said_words(text: str) -> frozenset[str]:
    """Return the words of a text that say something, cut to their first six letters ("agreed" is "agreement")."""
    return frozenset(w[:6] for w in folded(text[:_LONGEST]).split() if w not in _EMPTY and len(w) > 1)


def is_turned(text: str) -> bool:
    """Tell whether a text has a word that turns it round ("did not", "won't", "never")."""
    return "n't" in text or "n’t" in text or bool(NO & set(folded(text[:_LONGEST]).split()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two sentences have in common, of all words of both (Jaccard)."""
    return len(one & other) / len(one | other) if one and other else 0.0
