"""Words put on one line, cut where somebody can see it, and listed."""

from __future__ import annotations

from collections.abc import Sequence

CUT = " […]"
"""Stands where words were left out."""


def one_line(text: str) -> str:
    """Return ``text`` with every run of white space as one space."""
    return " ".join(text.split())


def clipped(text: str, longest: int) -> str:
    """Return ``text`` on one line, cut at a space and marked ``[…]`` where it has over ``longest`` characters.

    Only the start of a text is looked at, so that a headline of a megabyte costs no more than one of a line.
    """
    # Runs of white space shrink: look at some more characters than are shown, then at all if those were mostly space.
    start = one_line(text[: 4 * longest + 1])
    if len(text) > 4 * longest + 1 and len(start) <= longest:
        start = one_line(text)
    if len(start) <= longest:
        return start
    kept = start[:longest].rsplit(" ", 1)[0] if " " in start[longest // 2 : longest] else start[:longest]
    return kept + CUT


def listed(names: Sequence[str]) -> str:
    """Return ``names`` as "A, B and C"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def balanced(text: str) -> str:
    """Return ``text`` without the quotation marks of a quotation that was cut in two.

    "Voss called it" of the sentence 'Voss called it "a farce"' is whole; 'Voss called it "a' would quote what the
    page does not: all double marks of the sort go, the footnote has the sentence as it is.
    """
    if text.count('"') % 2:
        text = text.replace('"', "")
    if text.count("«") != text.count("»"):
        text = text.replace("«", "").replace("»", "")
    # Typographic marks open low or high („…“ and “…”): an even number of them in all is taken as whole.
    if sum(text.count(mark) for mark in "„“”") % 2:
        text = text.translate(dict.fromkeys(map(ord, "„“”")))
    return text
