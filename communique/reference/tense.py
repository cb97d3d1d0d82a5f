"""Whether a clause looks ahead or back, from the verb nearest to a word of time."""

from __future__ import annotations

import re
from enum import Enum

from communique.model import Span


class Tense(Enum):
    """Where the clause of an expression points, as far as its verbs tell."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


_AHEAD = (
    "won't won’t upcoming scheduled planned slated expected effective due expects expect plans plan intends intend "
    "aims hopes hope vows begins starts opens deadline expires mature maturing redeemable payable until by"
).split()
_BACK = (
    "was were had did said told met went came took made gave got saw held began became left rose fell won lost sent "
    "spoke broke brought built caught chose fought found flew heard knew led paid put ran sat shot sold stood struck "
    "taught thought threw withdrew wrote grew drove drew felt kept meant read since ago been shut hit cut let agreed "
    "freed fled succeeded proceeded guaranteed decreed exceeded"
).split()
_NO_VERB = r"(?!(?:an?|the|his|her|its|their|our|my|your|this|that|these|those|some|both|all|reporters|him|them|us)\b)"
_VERB = re.compile(
    r"(?P<ahead>\b(?:will|shall|would|should|might|may|could|can|must)(?: (?:not|also|then|likely|soon|now))?"
    r"(?: (?:be|have been))?(?: [a-z]+)?\b|['’]ll\b|\b(?:" + "|".join(_AHEAD) + r")\b"
    r"|\b(?:going|expected|planned|supposed|likely|ready|agreed|try|trying|want|wants|hope|due|set|about|able|is|are|be)"
    rf" to {_NO_VERB}[a-z]+\b"
    # "agreed to meet on Sunday" looks ahead; "flew to Geneva", "agreed to a truce" have no verb after "to".
    rf"|\bto {_NO_VERB}"
    r"(?-i:[a-z]+)(?=(?: [\w,.']+){0,9} ?$)"
    r"|[,;–—] next (?:\w+ ){1,3}(?:in|on|for)(?= $)"  # "a framework agreed, next round in March"
    r"|\bset (?:to|for)\b"  # "talks set for Friday"; "the record set on Friday" looks back
    r"|\b(?:is|are) (?:\w+ )?(?:[a-z]+ed|held|heard|due|set|seen)\b"
    r"|\bas (?:soon|early) as(?= $)|\b(?:beginning|starting|through)(?= $)"
    r"|\b(?:meet|visit|vote|arrive|travel|return|hold|host|go)(?:s|es)?\b)"
    r"|(?P<back>\b(?:" + "|".join(_BACK) + r")\b|\b[a-z]{2,}(?<!e)ed\b|\bhas\b|\bhave\b)",
    re.IGNORECASE,
)
_MISSED = re.compile(
    # "Nobody in Oslo could be asked on Monday", "the pact had been supposed to end on Tuesday".
    r"\b(?:could(?:n['’]t| not)|(?:neither|nobody|no one|none|never) [\w ',.]{0,80}could"
    r"|had been (?:due|expected|scheduled|planned|supposed|set))\b[\w ',]*$",
    re.IGNORECASE,
)
_FINITE = re.compile(r"\b(?:was|were|had|did|planned|expected|scheduled)\b", re.IGNORECASE)
_TILL = re.compile(r"(?:^|[.,;] )(?:until|by) $", re.IGNORECASE)
_STRONG = re.compile(r"\b(?:will|shall)\b|['’]ll\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?:\b(?:the|a|an|its|his|her|their|this|that)|['’]s) (?:\w+ )?$", re.IGNORECASE)
_WINDOW = 160


def tense_of(text: str, sentence: Span, span: Span) -> Tense:
    """Tell whether the verb that governs the expression at ``span`` looks ahead or back.

    The nearest verb before it in its sentence decides ("the envoys will meet on Saturday" looks ahead,
    "the ministry said Saturday it will …" looks back); where there is none, the first one after it.
    """
    before = text[max(sentence.start, span.start - _WINDOW) : span.start]
    if text[span.end - 2 : span.end] in ("'s", "’s") or text[span.end : span.end + 2] in ("'s", "’s"):
        return Tense.FUTURE if _STRONG.search(before[-60:]) else Tense.PAST
    if _ATTRIBUTE.search(before) and text[span.end : span.end + 2].strip().islower():
        return Tense.UNKNOWN
    if _MISSED.search(before):
        return Tense.PAST
    verbs = list(_VERB.finditer(before))
    last = verbs[-1] if verbs else None
    if last is None or (len(verbs) == 1 and _TILL.search(before)):
        # "On Friday the ministry planned to pay": with no "was" before it, "planned" is the clause's own verb.
        own = _FINITE.match(text, _first_verb(text, span.end, sentence.end))
        if own is not None and not re.search(r"\b(?:is|are|was|were) $", text[max(0, own.start() - 5) : own.start()]):
            return Tense.PAST
        last = _VERB.search(text[span.end : min(sentence.end, span.end + _WINDOW)])
    if last is None:
        return Tense.UNKNOWN
    return Tense.FUTURE if last.group("ahead") else Tense.PAST


def _first_verb(text: str, start: int, end: int) -> int:
    found = _VERB.search(text, start, min(end, start + _WINDOW))
    return found.start() if found else start
