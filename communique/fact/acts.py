"""Speech acts: what a speaker does by the words."""

from __future__ import annotations

from communique.fact.lexicon import cue_acts
from communique.fact.parties import Parties
from communique.fact.roles import surface_subject
from communique.fact.status import status_of
from communique.fact.triggers import FRIENDLY, noun_rows, row_at
from communique.model import Act, Span, Status

_WITH_PARTICLE = {
    ("call", "for"): Act.DEMAND,
    ("call", "on"): Act.APPEAL,
    ("call", "upon"): Act.APPEAL,
    ("insist", "on"): Act.DEMAND,
    ("rule", "out"): Act.REJECT,
    ("speak", "against"): Act.CONDEMN,
    ("push", "back"): Act.REJECT,
    ("lash", "out"): Act.CONDEMN,
    ("push", "for"): Act.APPEAL,
    ("threaten", "to"): Act.THREATEN,
    ("agree", "that"): Act.AGREE,
    ("ask", "whether"): Act.QUESTION,
    ("ask", "if"): Act.QUESTION,
    ("ask", "about"): Act.QUESTION,
}
_VOICING = frozenset("reiterate repeat express voice renew restate echo".split())
NOUN_ACTS = {
    "call": Act.APPEAL,
    "appeal": Act.APPEAL,
    "demand": Act.DEMAND,
    "doubt": Act.DOUBT,
    "doubts": Act.DOUBT,
    "scepticism": Act.DOUBT,
    "skepticism": Act.DOUBT,
    "offer": Act.OFFER,
    "opposition": Act.REJECT,
    "rejection": Act.REJECT,
    "support": Act.AGREE,
    "threat": Act.THREATEN,
}
"""What is done by voicing, repeating or expressing it."""
SAYS = frozenset({Act.ASSERT, Act.PREDICT, Act.ANNOUNCE, Act.EXPLAIN})
"""Acts of cues that leave it to the content what is done by saying it."""
OPPOSITES = {
    "believe": Act.DOUBT,
    "think": Act.DOUBT,
    "know": Act.DOUBT,
    "see": Act.DOUBT,
    "expect": Act.DOUBT,
    "feel": Act.DOUBT,
    "trust": Act.DOUBT,
    "consider": Act.DOUBT,
    "doubt": Act.ASSERT,
    "agree": Act.REJECT,
    "accept": Act.REJECT,
    "support": Act.REJECT,
    "want": Act.REJECT,
    "favor": Act.REJECT,
    "favour": Act.REJECT,
    "recognize": Act.REJECT,
    "recognise": Act.REJECT,
}
"""What somebody does who does not think, want or agree; who has not said something has said nothing."""

READY = frozenset("ready willing prepared open eager".split())


def act_of(parties: Parties, cue: Span, head: int, content: tuple[Span, ...], speakers: tuple[str, ...]) -> Act:
    """Return what the speaker does by saying it.

    The lemma of the cue decides ("accused" is an accusation); plain saying is sharpened by the main
    clause of what is said: what others must do is a demand, what they should do an appeal, what the
    speaker's side is ready to do an offer, will do a promise or, where it is hostile, a threat.
    """
    act = act_of_cue(parties, cue, head)
    if (
        act is Act.REQUEST
        and content
        and content[-1].of(parties.tree.reading.article.text).rstrip("”\"’' ").endswith("?")
    ):
        return Act.QUESTION
    if act not in SAYS:
        return act
    return _by_content(parties, content, speakers) or act


def act_of_cue(parties: Parties, cue: Span, head: int) -> Act:
    """Return what the cue alone says is done, whatever the content: "demanded" demands, "said" asserts.

    A noun in the cue sharpens a verb that only says: "reiterated calls for", "voiced doubts about".
    """
    tree, table = parties.tree, cue_acts()
    lemma = tree.lemma(head)
    after = [tree.form(w) for w in range(head + 1, min(head + 3, len(tree.reading.words)))]
    for word in after[:2]:
        if (lemma, word) in _WITH_PARTICLE:
            return _WITH_PARTICLE[lemma, word]
    if lemma in table:
        nouns = (NOUN_ACTS.get(tree.lemma(w)) for w in tree.reading.words_in(cue) if w > head)
        sharper = next((a for a in nouns if a is not None), None) if lemma in _VOICING else None
        return sharper or Act(table[lemma])
    known = [Act(table[m]) for w in tree.reading.words_in(cue) if (m := tree.lemma(w)) in table]
    return next((a for a in known if a is not Act.ASSERT), Act.ASSERT)


def main_clauses(parties: Parties, content: tuple[Span, ...]) -> tuple[int, ...]:
    """Return the predicates of ``content`` that hang on nothing in it, and their coordinates."""
    tree = parties.tree
    words = [w for span in content for w in tree.reading.words_in(span)]
    inside = set(words)
    roots = [w for w in words if tree.parent(w) not in inside and tree.is_predicate(w)]
    return tuple(c for r in roots for c in tree.conjuncts(r) if c in inside)


def _by_content(parties: Parties, content: tuple[Span, ...], speakers: tuple[str, ...]) -> Act | None:
    tree = parties.tree
    if content and content[-1].of(tree.reading.article.text).rstrip("”\"’' ").endswith("?"):
        return Act.QUESTION
    for i in main_clauses(parties, content):
        own = is_own(parties, i, speakers)
        modals = set() if "have" in tree.auxiliaries(i) else set(tree.auxiliaries(i))
        named = any(parties.actors_at(s) for s in surface_subject(tree, i))
        needs = (
            tree.lemma(i) in {"have", "need"}
            and not modals & {"would", "may", "might", "could"}
            and any(tree.is_infinitive(k) for k in tree.kids(i, "xcomp"))
        )
        if not own and ("must" in modals or needs) and named:
            return Act.DEMAND
        if not own and modals & {"should", "ought"} and named:
            return Act.APPEAL
        if own and tree.lemma(i) in READY and any(tree.is_infinitive(k) for k in tree.kids(i)):
            return Act.OFFER
        if own and modals & {"will", "shall", "would"}:
            row = row_at(parties, i) or next((r for o in tree.kids(i, "obj") for r in noun_rows(parties, o)), None)
            if row is not None and status_of(tree, i).status is not Status.NEGATED:
                return Act.PROMISE if row.type in FRIENDLY else Act.THREATEN
    return None


def is_own(parties: Parties, i: int, speakers: tuple[str, ...]) -> bool:
    """Tell whether the subject of ``i`` is the speaker's side ("Norway will …", said by its prime minister)."""
    tree = parties.tree
    subjects = surface_subject(tree, i)
    if any(tree.form(s) in {"i", "we"} for s in subjects):
        return True
    actors = parties.ids(r for s in subjects for r in parties.actors_at(s))
    countries = {c for s in speakers if (c := parties.country(s))}
    return bool(set(actors) & set(speakers)) or any(parties.country(a) in countries for a in actors)
