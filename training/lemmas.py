"""Lemmas as edit scripts: what to cut from the end of the lower-cased form and what to put there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable


def script_of(form: str, lemma: str) -> str:
    """Return the script that turns ``form`` into ``lemma``: ``c<n>|<suffix>``, ``=`` to keep the form as written.

    ``C`` for ``c`` keeps the letter case of the form ("Kyivans" → "Kyivan").
    """
    if form == lemma:
        return "="
    for mark, base in (("C", form), ("c", form.lower())):
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        if shared or len(base) <= 4:
            return f"{mark}{len(base) - shared}|{lemma[shared:]}"
    return f"c{len(form)}|{lemma}"


def scripts(pairs: Iterable[tuple[str, str]], at_least: int = 4) -> list[str]:
    """Return the scripts seen ``at_least`` times, the most frequent first (ties by name); ``=`` is always there."""
    seen = Counter(script_of(form, lemma) for form, lemma in pairs)
    kept = sorted((s for s, n in seen.items() if n >= at_least), key=lambda s: (-seen[s], s))
    return kept if "=" in kept else ["=", *kept]
