"""What a speaker does by one clause of plain saying: demands, offers, promises, threatens, refuses …"""

from __future__ import annotations

from communique.fact.acts import READY, is_own
from communique.fact.lexicon import Row
from communique.fact.nouns import VERBS
from communique.fact.parties import Parties
from communique.fact.roles import surface_subject
from communique.fact.sides import side_of
from communique.fact.status import is_negated, is_past, status_of
from communique.fact.triggers import FRIENDLY, noun_rows, row_at
from communique.model import EventType, Standpoint, Status

_DEPENDING = VERBS["depend"] | frozenset("dependent contingent conditional conditioned".split())
YIELDING = VERBS["yield"]
"""What a side that says it will not do it refuses: "we will not recognise the vote"."""

_OWN_STANCE = {
    "demand": Standpoint.DEMANDS,
    "want": Standpoint.SEEKS,
    "seek": Standpoint.SEEKS,
    "reject": Standpoint.REJECTS,
    "oppose": Standpoint.REJECTS,
    "refuse": Standpoint.REJECTS,
    "support": Standpoint.SUPPORTS,
    "back": Standpoint.SUPPORTS,
    "favour": Standpoint.SUPPORTS,
    "favor": Standpoint.SUPPORTS,
    "accept": Standpoint.AGREES,
}
_ASPECT = frozenset("begin start continue keep resume".split())
_ENDING = frozenset("suspend end break abandon cancel halt stop cut scrap sever".split())
_GOOD = frozenset(
    """agreement aid assistance ceasefire cease-fire cooperation deal dialogue negotiation negotiations relation
    relations supply supplies talk talks tie ties treaty truce""".split()
)
"""What to end is a threat: "we will suspend the ceasefire"."""
_FAINT = frozenset({"would", "may", "might", "could", "can", "should", "must"})


def stance_of_clause(parties: Parties, i: int, speakers: tuple[str, ...]) -> Standpoint | None:
    """Return what ``speakers`` do by saying the clause of predicate ``i``, or None if it only tells something.

    "Progress depends on their will" sets a condition; "the prisoners must be freed" demands; "sanctions should go"
    seeks; "we are ready to talk" offers; "we will send tents" promises; "we will shell the port" threatens; "we will
    not recognise the vote" and "we reject the vote" refuse.
    """
    tree = parties.tree
    negated = is_negated(tree, i)
    lemma = tree.lemma(i)
    if lemma in _DEPENDING and any(tree.cases(k) & {"on", "upon"} for k in tree.kids(i, "obl", "nmod")):
        return None if negated else Standpoint.CONDITIONS
    modals = set(tree.auxiliaries(i))
    if "have" in modals:
        return None
    if _is_of_side(parties, i, speakers):
        return _of_own(parties, i, modals, negated=negated)
    if "must" in modals or _has_to(parties, i, modals):
        return Standpoint.DEMANDS
    if modals & {"should", "ought"}:
        return Standpoint.REJECTS if negated else Standpoint.SEEKS
    return None


def _is_of_side(parties: Parties, i: int, speakers: tuple[str, ...]) -> bool:
    """Tell whether ``i`` is the speakers' side's own doing; "French voters rejected it" is not their ministers'."""
    if not is_own(parties, i, speakers):
        return False
    subjects = surface_subject(parties.tree, i)
    actors = parties.ids(r for s in subjects for r in parties.actors_at(s))
    own = {side_of(parties, s) for s in speakers} - {None}
    return not actors or any(a in speakers or side_of(parties, a) in own for a in actors)


def _has_to(parties: Parties, i: int, modals: set[str]) -> bool:
    tree = parties.tree
    needs = tree.lemma(i) in {"have", "need"} and not modals & (_FAINT | {"will", "do"})
    return needs and any(tree.is_infinitive(k) for k in tree.kids(i, "xcomp"))


def _of_own(parties: Parties, i: int, modals: set[str], *, negated: bool) -> Standpoint | None:
    tree = parties.tree
    if tree.lemma(i) == "remain":  # "we remain open to talks"
        i = next((k for k in tree.kids(i, "xcomp") if tree.word(k).tag == "ADJ"), i)
    lemma = tree.lemma(i)
    if lemma in READY and any(tree.is_infinitive(k) or tree.cases(k) & {"to", "for"} for k in tree.children[i]):
        return Standpoint.REJECTS if negated else Standpoint.OFFERS
    if modals & {"will", "shall", "would"}:
        stance = _of_intent(_row(parties, i), lemma, negated=negated)
        if not negated and lemma in _OWN_STANCE:
            return _OWN_STANCE[lemma]
        if not negated and lemma in _ENDING and any(tree.lemma(o) in _GOOD for o in tree.kids(i, "obj")):
            return Standpoint.THREATENS
        tied = stance is Standpoint.PROMISES and status_of(tree, i).status is Status.CONDITIONAL
        return Standpoint.OFFERS if tied else stance
    if negated:
        return Standpoint.REJECTS if modals & {"can", "do"} and lemma in YIELDING else None
    if modals & _FAINT or tree.word(i).tag != "VERB":
        return None
    if is_past(tree, i) and any(tree.form(s) in {"i", "we"} for s in surface_subject(tree, i)):
        return None  # "we wanted to keep the law" is past for the speaker too
    return _OWN_STANCE.get(lemma)


def _row(parties: Parties, i: int) -> Row | None:
    """Return what clause ``i`` does as an event; of "will begin to withdraw" what is begun."""
    if parties.tree.lemma(i) in _ASPECT:
        i = next((k for k in parties.tree.kids(i, "xcomp") if parties.tree.word(k).tag == "VERB"), i)
    return row_at(parties, i) or next(
        (r for o in parties.tree.kids(i, "obj") for r in noun_rows(parties, o)),
        None,
    )


def _of_intent(row: Row | None, lemma: str, *, negated: bool) -> Standpoint | None:
    if negated:
        return Standpoint.REJECTS if lemma in YIELDING else None
    if row is None:
        return Standpoint.PROMISES if lemma in {"lift", "release", "ease", "respect", "negotiate"} else None
    if row.type is EventType.CONSULT:  # "the committee will meet on Sunday" promises nobody anything
        return None
    return Standpoint.PROMISES if row.type in FRIENDLY else Standpoint.THREATENS
