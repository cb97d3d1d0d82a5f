"""Codes and words the formats share: quad classes, the short form of ``how``, reasons in words."""

from __future__ import annotations

from communique.model import EventType, Reason

QUADS = {
    EventType.AGREE: 1,
    EventType.CONSULT: 1,
    EventType.SUPPORT: 1,
    EventType.CONCEDE: 1,
    EventType.COOPERATE: 2,
    EventType.AID: 2,
    EventType.RETREAT: 2,
    EventType.REQUEST: 3,
    EventType.ACCUSE: 3,
    EventType.REJECT: 3,
    EventType.THREATEN: 3,
    EventType.PROTEST: 4,
    EventType.SANCTION: 4,
    EventType.MOBILIZE: 4,
    EventType.COERCE: 4,
    EventType.ASSAULT: 4,
}
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
    Reason.DUPLICATE: "the same page once more",
    Reason.FAULT: "stumbled over by a fault of ours",
    Reason.TIME_LIMIT: "given up after too long a time",
    Reason.MEMORY_LIMIT: "given up for want of memory",
    Reason.CRASHED: "given up because it ended the program",
}


def in_words(reason: Reason) -> str:
    """Return why a page gave no account, as the middle of a sentence."""
    return _REASONS[reason]
