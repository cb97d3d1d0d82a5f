"""Verbs for event types and modes, and how each status bends them."""

from __future__ import annotations

from typing import NamedTuple

from communique.model import Event, EventType, Status


class Verb(NamedTuple):
    """A verb in three forms and the preposition before its recipients ("" where it takes none)."""

    plain: str
    past: str
    going_on: str
    toward: str = ""


_TYPES = {
    EventType.AGREE: Verb("agree", "agreed", "agreeing", "with"),
    EventType.CONSULT: Verb("hold talks", "held talks", "holding talks", "with"),
    EventType.SUPPORT: Verb("back", "backed", "backing"),
    EventType.CONCEDE: Verb("make a concession", "made a concession", "making a concession", "to"),
    EventType.COOPERATE: Verb("cooperate", "cooperated", "cooperating", "with"),
    EventType.AID: Verb("give aid", "gave aid", "giving aid", "to"),
    EventType.RETREAT: Verb("give way", "gave way", "giving way", "to"),
    EventType.REQUEST: Verb("make a demand", "made a demand", "making a demand", "of"),
    EventType.ACCUSE: Verb("accuse or criticise", "accused or criticised", "accusing or criticising"),
    EventType.REJECT: Verb("refuse or fail to agree", "refused or failed to agree", "refusing to agree", "with"),
    EventType.THREATEN: Verb("make a threat", "made a threat", "making a threat", "against"),
    EventType.PROTEST: Verb("protest", "protested", "protesting", "against"),
    EventType.SANCTION: Verb("impose penalties", "imposed penalties", "imposing penalties", "on"),
    EventType.MOBILIZE: Verb("mobilise", "mobilised", "mobilising", "against"),
    EventType.COERCE: Verb("use coercion", "used coercion", "using coercion", "against"),
    EventType.ASSAULT: Verb("use force", "used force", "using force", "against"),
}
_NEEDS_OBJECT = frozenset("""back criticise accuse investigate release expel convict arrest deport""".split()) | {
    "accuse or criticise"
}
_MODES = {
    (EventType.CONSULT, "visit"): Verb("visit", "visited", "visiting"),
    (EventType.CONSULT, "phone"): Verb("speak by phone", "spoke by phone", "speaking by phone", "with"),
    (EventType.CONSULT, "third-party"): Verb(
        "hold mediated talks", "held mediated talks", "holding mediated talks", "with"
    ),
    (EventType.CONSULT, "multilateral"): Verb("meet", "met", "meeting", "with"),
    (EventType.RETREAT, "withdraw"): Verb("withdraw", "withdrew", "withdrawing", "before"),
    (EventType.RETREAT, "release"): Verb("release", "released", "releasing"),
    (EventType.RETREAT, "disarm"): Verb("disarm", "disarmed", "disarming"),
    (EventType.RETREAT, "ceasefire"): Verb("cease fire", "ceased fire", "ceasing fire", "with"),
    (EventType.RETREAT, "access"): Verb("give access", "gave access", "giving access", "to"),
    (EventType.RETREAT, "resign"): Verb("resign", "resigned", "resigning"),
    (EventType.REQUEST, "meet"): Verb("ask for a meeting", "asked for a meeting", "asking for a meeting", "with"),
    (EventType.REQUEST, "assist"): Verb("ask for help", "asked for help", "asking for help", "from"),
    (EventType.REQUEST, "change"): Verb("ask for a change", "asked for a change", "asking for a change", "of"),
    (EventType.REQUEST, "yield"): Verb("demand a concession", "demanded a concession", "demanding a concession", "of"),
    (EventType.ACCUSE, "disapprove"): Verb("criticise", "criticised", "criticising"),
    (EventType.ACCUSE, "investigate"): Verb("investigate", "investigated", "investigating"),
    (EventType.ACCUSE, "allege"): Verb("accuse", "accused", "accusing"),
    (EventType.REJECT, "meet"): Verb("refuse to meet", "refused to meet", "refusing to meet"),
    (EventType.REJECT, "assist"): Verb("refuse help", "refused help", "refusing help", "to"),
    (EventType.REJECT, "yield"): Verb("refuse to give way", "refused to give way", "refusing to give way", "to"),
    (EventType.SANCTION, "expel"): Verb("expel", "expelled", "expelling"),
    (EventType.SANCTION, "convict"): Verb("convict", "convicted", "convicting"),
    (EventType.COERCE, "arrest"): Verb("arrest", "arrested", "arresting"),
    (EventType.COERCE, "deport"): Verb("deport", "deported", "deporting"),
}
"""Modes with a verb of their own; any other mode takes the verb of its type."""


def verb_of(event: Event) -> Verb:
    """Return the verb for the event's type and mode."""
    return _MODES.get((event.type, event.mode or ""), _TYPES[event.type])


def needs_object(verb: Verb) -> bool:
    """Tell whether ``verb`` is broken off without somebody or something it is done to: "Norway backed"."""
    return verb.plain in _NEEDS_OBJECT


def clause(subject: str, verb: Verb, status: Status, *, plural: bool) -> str:
    """Return subject and verb as ``status`` has it, so that nothing undone reads as done.

    A planned meeting reads "A and B will meet", a demanded withdrawal "A is called on to withdraw". Whoever makes an
    offer or a threat is left open here: "proposed talks between A and B" is none of A's.
    """
    is_, was = ("are", "were") if plural else ("is", "was")
    bent = {
        Status.HAPPENED: f"{subject} {verb.past}",
        Status.ONGOING: f"{subject} {is_} {verb.going_on}",
        Status.PLANNED: f"{subject} {is_} to {verb.plain}",
        Status.EXPECTED: f"{subject} {is_} expected to {verb.plain}",
        Status.POSSIBLE: f"{subject} may {verb.plain}",
        Status.CONDITIONAL: f"{subject} would {verb.plain}",
        Status.DEMANDED: f"{subject} {is_} called on to {verb.plain}",
        Status.DENIED: f"It is denied that {subject} {verb.past}",
        Status.NEGATED: f"{subject} did not {verb.plain}",
        Status.CANCELLED: f"{subject} {was} to {verb.plain}",
        Status.OFFERED: f"It is offered that {subject} would {verb.plain}",
        Status.THREATENED: f"It is threatened that {subject} would {verb.plain}",
        Status.HISTORICAL: f"Long before, {subject} {verb.past}",
    }
    return bent[status]
