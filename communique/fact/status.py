"""Did it happen? The status of an event, from tense, modals, negation and the words above it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from communique.fact.nouns import VERBS
from communique.fact.roles import surface_subject
from communique.fact.tables import table_lines
from communique.fact.tree import Tree
from communique.model import BlockKind, Span, Status

_IF = frozenset("if unless provided providing assuming until should lest".split())
_NEGATIVE = frozenset("not n't n’t never no nobody none nothing neither nor hardly barely nowhere".split())
_NO_WAY = frozenset("circumstance condition way means time account case".split())
"""What "no" with denies the whole: "under no circumstances will Norvia leave", but not "he left with no bag"."""
_MODAL = {
    "must": Status.DEMANDED,
    "should": Status.DEMANDED,
    "ought": Status.DEMANDED,
    "may": Status.POSSIBLE,
    "might": Status.POSSIBLE,
    "could": Status.POSSIBLE,
    "can": Status.POSSIBLE,
    "will": Status.PLANNED,
    "shall": Status.PLANNED,
    "would": Status.POSSIBLE,
}
_ADVERBS = {
    "possibly": Status.POSSIBLE,
    "perhaps": Status.POSSIBLE,
    "maybe": Status.POSSIBLE,
    "potentially": Status.POSSIBLE,
    "likely": Status.EXPECTED,
    "probably": Status.EXPECTED,
    "nearly": Status.NEGATED,
    "almost": Status.NEGATED,
}


def _governors() -> MappingProxyType[str, Status]:
    rows = (line.split("\t") for line in table_lines("governors.tsv"))
    return MappingProxyType({lemma: Status(status) for status, lemmas in rows for lemma in lemmas.split()})


GOVERNORS = _governors()
"""Lemma above an event -> the event's status."""

_RAISING = VERBS["raise"]
"""Verbs that say nothing of whether the infinitive under them took place, or say that it did."""

_STRONG = frozenset({Status.DENIED, Status.DEMANDED})


@dataclass(frozen=True, slots=True)
class Standing:
    """A status, with the words of its condition if it has one."""

    status: Status
    condition: Span | None = None


def status_of(tree: Tree, i: int, depth: int = 0) -> Standing:
    """Decide whether the event that predicate ``i`` expresses took place, as the text has it.

    Looked at in this order: conditions ("if", "unless", "… or else"), negation, what governs the
    predicate ("plans to", "refused to", "denied", "called on them to"), modals, then tense.
    """
    conditional = _condition(tree, i)
    if conditional is not None:
        return Standing(Status.CONDITIONAL, conditional)
    if is_yet_to(tree, i):
        return Standing(Status.NEGATED)
    governed = _governed(tree, i, depth)
    if is_negated(tree, i):
        if governed and governed.status in {Status.DEMANDED, Status.POSSIBLE, Status.DENIED}:
            return governed
        return Standing(Status.NEGATED)
    modal = _modal(tree, i)
    if governed is not None and (modal in {None, Status.PLANNED} or governed.status in _STRONG):
        return governed
    if modal is not None:
        return Standing(modal)
    return Standing(_tense(tree, i, depth))


def is_yet_to(tree: Tree, i: int) -> bool:
    """Tell "has yet to be agreed", "remains to be decided", "is still to be discussed"."""
    if not tree.is_infinitive(i):
        return False
    if {tree.form(k) for k in tree.kids(i, "advmod")} & {"yet", "still"} and {"have", "be"} & set(tree.auxiliaries(i)):
        return True
    head = tree.parent(i)
    if head is None or tree.word(i).relation not in {"xcomp", "ccomp", "advcl"}:
        return False
    words = {tree.form(w) for w in range(max(0, i - 5), i)}
    return tree.lemma(head) == "remain" or (
        tree.lemma(head) in {"have", "be", "yet"} and bool({"yet", "still"} & words)
    )


def _condition(tree: Tree, i: int) -> Span | None:
    if tree.word(i).relation == "advcl" and _marks(tree, i) & _IF and not _marks(tree, i) & {"until"}:
        return tree.phrase(i)
    head = tree.parent(i)
    if head is not None and tree.word(i).relation in {"acl", "ccomp"} and _is_proviso(tree, head):
        return tree.phrase(head)
    for k in tree.kids(i, "advcl"):
        if _marks(tree, k) & _IF or _is_proviso(tree, k):
            return tree.phrase(k)
    for k in (*tree.kids(i, "obl"), *(n for o in tree.kids(i, "obj") for n in tree.kids(o, "nmod"))):
        if _is_proviso(tree, k):
            return tree.phrase(k)
    for k in tree.kids(i, "obl"):
        if {"event", "case"} & {tree.lemma(k)} and "in" in tree.cases(k):
            return tree.phrase(k)
    return _or_else(tree, i)


def _is_proviso(tree: Tree, i: int) -> bool:
    """Find "accepted it on condition that the troops leave", "provided that the prisoners are freed": what follows is
    asked for, and what it stands with is agreed on that condition alone."""
    if tree.form(i) in {"provided", "providing", "assuming"}:
        return bool(tree.kids(i, "ccomp"))
    return tree.lemma(i) == "condition" and "on" in tree.cases(i) and bool(tree.kids(i, "acl"))


def _or_else(tree: Tree, i: int) -> Span | None:
    """Find the demand before "or": "troops must leave, or we will shell the town" makes the second conditional.

    Read by the order of words, since parsers hang the second half on almost anything.
    """
    subjects = [k for k in tree.kids(i, "nsubj", "obl") if k < i]
    if not subjects or not {"will", "shall", "would"} & set(tree.auxiliaries(i)):
        return None
    first = min(w for k in subjects for w in tree.subtree(k) if tree.word(w).tag not in {"PUNCT", "CCONJ", "SCONJ"})
    sentence = tree.sentence(i)
    for at in (w for w in range(first - 1, max(first - 4, 0), -1) if tree.form(w) == "or"):
        for verb in range(at - 1, -1, -1):
            if tree.word(verb).start < sentence.start:
                return None
            if tree.is_predicate(verb) and (_modal(tree, verb) is Status.DEMANDED or _is_imperative(tree, verb)):
                return _stretch(tree, verb, at)
    return None


def _stretch(tree: Tree, verb: int, end: int) -> Span:
    """Return the words of the clause of ``verb`` up to word ``end``, without "that" and punctuation at its ends."""
    inside = [w for w in range(min(tree.subtree(verb)), end) if tree.sentence(w) == tree.sentence(verb)]
    while inside[0] < verb and (tree.word(inside[0]).tag in {"PUNCT", "SCONJ", "CCONJ"}):
        inside.pop(0)
    while inside[-1] > verb and tree.word(inside[-1]).tag in {"PUNCT", "CCONJ"}:
        inside.pop()
    return Span(tree.word(inside[0]).start, tree.word(inside[-1]).end)


def _is_imperative(tree: Tree, i: int) -> bool:
    return tree.form(i) == tree.lemma(i) and not tree.kids(i, "nsubj", "aux", "mark")


def _marks(tree: Tree, i: int) -> set[str]:
    return {tree.lemma(k) for k in tree.kids(i, "mark")}


def is_negated(tree: Tree, i: int) -> bool:
    """Find "not", "never", "no longer", "without …ing", "no compromise was reached", "nobody came", "in no way"."""
    if any(tree.form(k) in _NEGATIVE for k in tree.kids(i, "advmod", "det", "aux")):
        return not any(tree.lemma(k) == "only" for k in tree.kids(i, "advmod"))
    if "without" in _marks(tree, i):
        return True
    if any(tree.form(k) == "longer" and says_no(tree, k) for k in tree.kids(i, "advmod")):
        return True
    if any(tree.lemma(k) in _NO_WAY and says_no(tree, k) for k in tree.kids(i, "obl")):
        return True
    return any(says_no(tree, k) for k in tree.kids(i, "nsubj", "obj"))


def says_no(tree: Tree, i: int) -> bool:
    """Tell whether noun ``i`` is "nobody" or stands with "no" ("no deal")."""
    if tree.form(i) in {"nobody", "none", "nothing", "neither"}:
        return True
    if tree.form(i) == "few" and not tree.kids(i, "det"):
        return True
    return not _a_few(tree, i) and any(
        tree.form(k) in {"no", "neither", "few"} for k in tree.kids(i, "det", "advmod", "cc", "amod")
    )


def _a_few(tree: Tree, i: int) -> bool:
    return {"a", "the", "these", "those", "his", "her", "their"} & {
        tree.form(k) for k in tree.kids(i, "det", "nmod")
    } != set()


def _modal(tree: Tree, i: int) -> Status | None:
    """Read the modal of ``i`` ("must" a demand, "may" possible, "will" planned) or an adverb that weakens it."""
    auxiliaries = tree.auxiliaries(i)
    for lemma in auxiliaries:
        if lemma == "would":
            return Status.PLANNED if _is_reported_in_past(tree, i) else Status.POSSIBLE
        if lemma in _MODAL:
            return _MODAL[lemma]
    for k in tree.kids(i, "advmod"):
        if tree.lemma(k) in _ADVERBS:
            return _ADVERBS[tree.lemma(k)]
    return None


def _is_reported_in_past(tree: Tree, i: int) -> bool:
    """Tell "he said they would meet" (a plan) from "they would meet" (only imagined)."""
    for up in (i, *tree.up(i)):
        head = tree.parent(up)
        if tree.word(up).relation in {"ccomp", "parataxis"} and head is not None:
            return is_past(tree, head) and tree.lemma(head) in {"say", "tell", "announce", "confirm", "report", "add"}
    return False


def _governed(tree: Tree, i: int, depth: int) -> Standing | None:
    """Take the status from the word above: "is ready to meet", "refused to sign", "the plan to invade"."""
    head, relation = tree.parent(i), tree.word(i).relation
    if head is None or depth > 8:
        return None
    if relation == "conj":
        return _from_first_conjunct(tree, i, head, depth)
    if relation == "acl" and tree.is_infinitive(i):
        head = _asking(tree, head)
    elif relation == "advcl" and not _is_complement(tree, i, head):
        return _purpose(tree, i, head, depth)
    elif relation == "advcl":
        relation = "xcomp"
    if relation not in {"xcomp", "ccomp", "acl", "csubj"}:
        return None
    if relation == "acl" and not tree.is_infinitive(i):
        return None
    lemma = tree.lemma(head)
    if relation == "ccomp" and not tree.is_infinitive(i):
        return _reported(tree, lemma)
    if lemma in {"have", "need"} and relation == "xcomp" and not tree.is_infinitive(i):
        return None
    if lemma in _RAISING and (lemma not in GOVERNORS or tree.is_passive(head)):
        if "have" in tree.auxiliaries(i):
            return Standing(Status.HAPPENED)
        return status_of(tree, head, depth + 1)
    if lemma not in GOVERNORS:
        gerund = tree.is_participle_in_ing(i) and not tree.kids(i, "nsubj", "aux")
        above = status_of(tree, head, depth + 1) if gerund and tree.is_predicate(head) else None
        return above if above and above.status not in {Status.HAPPENED, Status.ONGOING} else None
    return _under(tree, head, GOVERNORS[lemma], depth)


def _is_complement(tree: Tree, i: int, head: int) -> bool:
    """Tell whether an "adverbial" infinitive or -ing form is what its verb is about: "failed to reach"."""
    if tree.lemma(head) not in GOVERNORS or tree.kids(head, "obj", "xcomp", "ccomp") or _marks(tree, i) - {"to"}:
        return False
    return i > head and (tree.is_infinitive(i) or tree.is_participle_in_ing(i)) and not _parted(tree, head, i)


def _parted(tree: Tree, a: int, b: int) -> bool:
    return any(tree.form(w) == "," for w in range(a, b))


def _asking(tree: Tree, noun: int) -> int:
    """Return the verb that asks ``noun`` to do it ("called on them to leave"), or ``noun``: "their plan to leave"."""
    head = tree.parent(noun)
    if head is not None and tree.lemma(noun) not in GOVERNORS and tree.lemma(head) in VERBS["ask"]:
        return head if tree.word(noun).relation in {"obj", "obl", "iobj"} else noun
    return noun


def _under(tree: Tree, head: int, status: Status, depth: int) -> Standing:
    above = status_of(tree, head, depth + 1) if tree.is_predicate(head) else Standing(Status.HAPPENED)
    if above.status is Status.CONDITIONAL:
        return above
    if above.status is Status.NEGATED:
        inverse = {Status.NEGATED: Status.HAPPENED, Status.DENIED: Status.POSSIBLE}
        return Standing(inverse.get(status, Status.NEGATED))
    if above.status in {Status.DEMANDED, Status.DENIED} and status in {Status.PLANNED, Status.POSSIBLE}:
        return above
    return Standing(status)


def _reported(tree: Tree, lemma: str) -> Standing | None:
    """Read a that-clause: denied, demanded or feared things are not told as facts."""
    if lemma in {"deny", "refute", "disavow"}:
        return Standing(Status.DENIED)
    if lemma in {"demand", "insist-on", "urge", "request", "require", "recommend", "propose", "suggest-to"}:
        return Standing(Status.DEMANDED)
    if lemma in {"hope", "wish", "expect", "predict", "forecast", "fear", "anticipate"}:
        return Standing(Status.EXPECTED)
    if lemma in {"doubt", "suspect", "threaten", "imagine", "pretend", "wonder", "ask", "question", "whether"}:
        return Standing(Status.POSSIBLE)
    return None


def _from_first_conjunct(tree: Tree, i: int, head: int, depth: int) -> Standing | None:
    """Share what stands before the first of two verbs: "plans to visit Oslo and meet Aro", "will go and sign"."""
    if tree.kids(i, "nsubj") or not tree.is_predicate(head):
        return None
    own = tree.kids(i, "aux", "mark")
    if own and not tree.is_infinitive(i):
        return None
    if tree.form(i) == tree.lemma(i) or tree.is_participle_in_ing(i):
        first = status_of(tree, head, depth + 1)
        return None if first.status in {Status.HAPPENED, Status.ONGOING} and not own else first
    return None


def _purpose(tree: Tree, i: int, head: int, depth: int) -> Standing | None:
    """A purpose is not a fact: "flew in to meet Aro" plans it, "will fly in to meet Aro" too."""
    if tree.is_infinitive(i):
        above = status_of(tree, head, depth + 1)
        weak = {Status.HAPPENED, Status.ONGOING}
        return Standing(Status.PLANNED) if above.status in weak else above
    if "being" in {tree.form(k) for k in tree.kids(i, "aux")}:
        return None
    if tree.is_participle_in_ing(i) and not _marks(tree, i) & {"after", "since"} and tree.is_predicate(head):
        return status_of(tree, head, depth + 1)
    if _marks(tree, i) & {"before", "until"} and not tree.is_participle_in_ing(i):
        return Standing(Status.EXPECTED) if not is_past(tree, i) else None
    return None


def is_past(tree: Tree, i: int) -> bool:
    """Tell whether predicate ``i`` is in a past tense or a perfect."""
    auxiliaries = {tree.form(k) for k in tree.kids(i, "aux", "cop")}
    if auxiliaries & {"was", "were", "had", "has", "have", "did", "been", "'ve", "’ve"}:
        return True
    if auxiliaries:
        return False
    form, lemma = tree.form(i), tree.lemma(i)
    if form.endswith("ing") or form == lemma:
        return form == lemma and form in {"hit", "put", "set", "cut", "shut", "beat", "let"}
    return not form.endswith("s") or form.endswith("ss")


def _tense(tree: Tree, i: int, depth: int) -> Status:
    auxiliaries = {tree.form(k) for k in tree.kids(i, "aux", "cop")}
    present = auxiliaries & {"is", "are", "am", "'s", "'re", "’s", "’re"}
    ing = tree.is_participle_in_ing(i)
    if ing and present:
        return Status.ONGOING
    if auxiliaries == {"being"}:
        return Status.HAPPENED
    if is_past(tree, i) or (tree.is_passive(i) and not auxiliaries):
        return Status.HAPPENED
    if tree.is_infinitive(i):
        return Status.PLANNED
    head = tree.parent(i)
    if ing and head is not None and depth < 8 and tree.word(i).relation in {"acl", "advcl", "xcomp"}:
        clause = tree.clause(head)
        return _tense(tree, clause, depth + 1) if clause != i else Status.HAPPENED
    if ing or tree.block(i) in {BlockKind.HEADLINE, BlockKind.SUBHEAD, BlockKind.CAPTION}:
        return Status.HAPPENED
    if present and tree.is_passive(i):
        return Status.ONGOING
    return Status.ONGOING if surface_subject(tree, i) else Status.POSSIBLE
