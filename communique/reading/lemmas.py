"""Edit scripts → lemmas. A script says how many characters to cut from the end and what to add."""

from __future__ import annotations


def lemma_of(form: str, script: str) -> str:
    """Apply ``=`` (as written), ``c<n>|<suffix>`` (lower case first) or ``C<n>|<suffix>`` (case kept) to a form.

    A script that would cut more than there is gives the form in lower case.
    """
    if script == "=":
        return form
    cut, suffix = script[1:].split("|", 1)
    base = form if script[0] == "C" else form.lower()
    count = int(cut)
    if count > len(base):
        return form.lower()
    return (base[: len(base) - count] + suffix) or form.lower()
