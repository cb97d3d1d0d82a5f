"""Edit scripts → lemmas. A script says how many characters to cut from the end and what to add."""

from __future__ import annotations

from functools import lru_cache


def lemma_of(form: str, script: str) -> str:
    """Apply ``=`` (as written), ``c<n>|<suffix>`` (lower case first) or ``C<n>|<suffix>`` (case kept) to a form.

    A script that would cut more than there is gives the form in lower case.
    """
    if script == "=":
        return form
    count, suffix = _parts(script)
    base = form if script[0] == "C" else form.lower()
    if count > len(base):
        return form.lower()
    return (base[: len(base) - count] + suffix) or form.lower()


@lru_cache(maxsize=4096)
def _parts(script: str) -> tuple[int, str]:
    """Return how many characters a script cuts and what it adds."""
    cut, suffix = script[1:].split("|", 1)
    return int(cut), suffix
