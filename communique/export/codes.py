"""Codes and words the formats share: quad classes, the short form of ``how``, reasons in words."""

from __future__ import annotations

from communique.model import EventType, Reason
from communique.model.kinds import quad_of

QUADS = {kind: quad_of(kind) for kind in EventType}
"""PLOVER 2.0 (draft): 1 verbal, 2 material cooperation; 3 verbal, 4 material conflict.

SANCTION is 4 by the manual's section and summary table; its quad table says 3.
"""


def short_how(how: str) -> str:
    """Return the last part of a dotted ``how`` in the spelling of the public contract.

    ``article.published.json_ld`` becomes ``json-ld``: the contract names the way, the dotted name in
    the types names the function.
    """
    return how.rpartition(".")[2].replace("_", "-")


_REASONS = {
    Reason.NOT_AN_ARTICLE: "not an article",
    Reason.INDEX_PAGE: "an index page, not an article",
    Reason.PAYWALL_STUB: "only the part before a paywall",
    Reason.VIDEO_ONLY: "a video without an article",
    Reason.OTHER_LANGUAGE: "in a language that is not read yet",
    Reason.TOO_LARGE: "too large",
    Reason.EMPTY: "empty",
    Reason.UNREADABLE: "cannot be read",
    Reason.DUPLICATE: "an article that is there already",
    Reason.FAULT: "not read, by a fault of ours",
    Reason.TIME_LIMIT: "not read within the time limit",
    Reason.MEMORY_LIMIT: "not read within the memory limit",
    Reason.CRASHED: "not read, the process crashed",
}


def in_words(reason: Reason) -> str:
    """Return why a page gave no account, as the middle of a sentence."""
    return _REASONS[reason]
