"""Positions: where each side stands on each issue, from what it says and does on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.fact.acts import NOUN_ACTS, OPPOSITES, SAYS, act_of_cue, main_clauses
from communique.fact.clauses import YIELDING, stance_of_clause
from communique.fact.focus import focus
from communique.fact.issues import Named
from communique.fact.lexicon import cue_acts
from communique.fact.nouns import PLANS, VERBS
from communique.fact.parties import Parties, heads_of
from communique.fact.shades import long_before
from communique.fact.sides import side_of
from communique.fact.status import is_negated, status_of
from communique.fact.tree import Tree
from communique.model import Act, Event, EventType, Fact, Position, Span, Standpoint, Statement, Status

_OF_ACT = {
    Act.DEMAND: Standpoint.DEMANDS,
    Act.REQUEST: Standpoint.SEEKS,
    Act.APPEAL: Standpoint.SEEKS,
    Act.PROMISE: Standpoint.PROMISES,
    Act.OFFER: Standpoint.OFFERS,
    Act.THREATEN: Standpoint.THREATENS,
    Act.ACCUSE: Standpoint.ACCUSES,
    Act.REJECT: Standpoint.REJECTS,
    Act.AGREE: Standpoint.AGREES,
    Act.DENY: Standpoint.DENIES,
    Act.DOUBT: Standpoint.DOUBTS,
    Act.QUESTION: Standpoint.DOUBTS,
    Act.PRAISE: Standpoint.SUPPORTS,
    Act.CONDEMN: Standpoint.CONDEMNS,
}
_OF_TYPE = {
    EventType.REQUEST: Standpoint.DEMANDS,
    EventType.REJECT: Standpoint.REJECTS,
    EventType.THREATEN: Standpoint.THREATENS,
    EventType.ACCUSE: Standpoint.ACCUSES,
    EventType.AGREE: Standpoint.AGREES,
    EventType.SUPPORT: Standpoint.SUPPORTS,
}
_TELLING = VERBS["telling"]
_BLAME = frozenset("criticism concern fear speculation worry doubt notion report blame".split())
_BACKING = frozenset("support back endorse favor favour embrace champion defend backing supportive".split())
_CLAIMS = frozenset("accusation allegation claim charge suggestion insinuation involvement responsibility".split())
_ASKED = frozenset({"obj", "iobj", "obl", "nmod", "xcomp", "ccomp", "root", "nsubj", "conj", "acl"})
_ONCE = frozenset("previously formerly once originally initially past".split())
_HARM = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE})
_MENACING = frozenset({Act.DEMAND, Act.THREATEN})
_DONE = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class _Stand:
    party: str
    issue: str
    stance: Standpoint
    fact: str
    words: Span


def positions_of(parties: Parties, named: dict[int, Named], facts: Iterable[Fact]) -> tuple[Position, ...]:
    """Return where each side stands on each issue, by the first words that show it.

    A demand, offer, refusal, promise, threat, accusation, denial or doubt counts for the issues that its own words
    are about: "Voss demanded the release of the prisoners" makes Norway demand something on prisoners. What an
    official says counts for the government of the country where the page names one, and for the official otherwise;
    what an analyst, a reporter or a witness says is nobody's position. Nothing is taken from one side's word about
    the other ("Voss said Estmark refuses a truce"), nor from what is over a year old.
    """
    facts = tuple(facts)
    statements = {f.id: f for f in facts if isinstance(f, Statement)}
    found: dict[tuple[str, str, Standpoint], list[_Stand]] = {}
    for fact in facts:
        if isinstance(fact, Statement):
            stands = _of_statement(parties, named, fact)
        elif isinstance(fact, Event):
            stands = _of_event(parties, named, fact, statements)
        else:
            continue
        for s in stands:
            found.setdefault((s.party, s.issue, s.stance), []).append(s)
    return tuple(_position(group) for group in sorted(found.values(), key=lambda g: (g[0].words, g[0].issue)))


def _position(group: list[_Stand]) -> Position:
    first = group[0]
    return Position(
        party=first.party,
        issue=first.issue,
        stance=first.stance,
        facts=tuple(dict.fromkeys(s.fact for s in group)),
        words=tuple(sorted({s.words for s in group})),
        how="fact.positions.positions_of",
    )


def _of_statement(parties: Parties, named: dict[int, Named], statement: Statement) -> Iterator[_Stand]:
    tree = parties.tree
    if not any(w in named for c in statement.content for w in tree.reading.words_in(c)):
        return
    holders = sides(parties, statement.speakers)
    head = _cue_head(tree, statement.cue)
    if not holders or head is None or not _is_said(tree, statement, head) or _is_question(parties, statement):
        return
    if long_before(parties.tree.reading.article.published, statement.when):
        return
    plain = act_of_cue(parties, statement.cue, head) in SAYS
    for i in _roots(parties, statement.content, plain=plain):
        own = stance_of_clause(parties, i, statement.speakers) if tree.is_predicate(i) else _of_noun(tree, i)
        stance = own if plain or own is Standpoint.CONDITIONS else _of_act(tree, statement, head, i)
        if stance is not None:
            yield from _stands(parties, named, focus(tree, i, subject=True), stance, holders, statement.id)


def _cue_head(tree: Tree, cue: Span) -> int | None:
    heads = heads_of(tree, cue)
    return next((h for h in heads if tree.word(h).tag == "VERB"), next(iter(heads), None))


def _is_said(tree: Tree, statement: Statement, head: int) -> bool:
    """Tell whether it is said, and still: not "avoided condemning the vote", "was unable to agree on aid", "is expected
    to demand it", "previously opposed it"."""
    verbs = [w for w in tree.reading.words_in(statement.cue) if tree.word(w).tag == "VERB"]
    if any(tree.form(k) in _ONCE for v in (head, *verbs) for k in tree.kids(v, "advmod", "obl")):
        return False
    if is_negated(tree, head) and tree.lemma(head) in OPPOSITES:
        return True
    for v in verbs:
        status = status_of(tree, v).status
        if status is Status.NEGATED and cue_acts().get(tree.lemma(v)) == statement.act.value:
            return False
        if v == head and status not in _DONE:
            return False
    return True


def _of_noun(tree: Tree, i: int) -> Standpoint | None:
    """Return the stance of "reiterated calls for a truce", "voiced doubts about the vote"."""
    act = NOUN_ACTS.get(tree.lemma(i))
    return None if act is None else _OF_ACT[act]


def _of_act(tree: Tree, statement: Statement, head: int, i: int) -> Standpoint | None:
    """Return the stance of an act that says ``i``; ``head`` is the word of saying.

    To reject criticism of a vote is not to reject the vote, to decline to speak of a blockade not to refuse it; but to
    vow not to resume talks is to refuse them.
    """
    act, lemma = statement.act, tree.lemma(i)
    cue = {tree.lemma(w) for w in tree.reading.words_in(statement.cue)}
    if act is Act.REJECT and ({lemma} | cue) & (_TELLING | {"disagree"}):
        return None
    if act is Act.AGREE:
        if _is_told(tree, i):
            return None
        if cue & _BACKING:
            return Standpoint.SUPPORTS
    if act in {Act.PROMISE, Act.OFFER, Act.AGREE} and tree.is_predicate(i) and is_negated(tree, i):
        return Standpoint.REJECTS if lemma in YIELDING else None
    if act in {Act.REJECT, Act.DENY} and not tree.is_predicate(i):
        if lemma in _BLAME:
            return None
        claimed = lemma in _CLAIMS or (act is Act.DENY and lemma not in PLANS)
        return Standpoint.DENIES if claimed else Standpoint.REJECTS
    return _OF_ACT.get(act)


def _is_told(tree: Tree, i: int) -> bool:
    """Tell whether sides only agree that something is so: "agreed that there were troops in the town"."""
    finite = bool(tree.kids(i, "nsubj")) and not tree.is_infinitive(i)
    return finite and not {"will", "would", "shall", "should", "must"} & set(tree.auxiliaries(i))


def _roots(parties: Parties, content: tuple[Span, ...], *, plain: bool) -> tuple[int, ...]:
    """Return the main clauses of ``content``, and the nouns that are demanded, refused … themselves ("a ceasefire")."""
    tree = parties.tree
    clauses = main_clauses(parties, content)
    heads = [h for span in content for h in heads_of(tree, span)[:4]]
    if plain:
        return tuple(dict.fromkeys((*clauses, *(h for h in heads if tree.lemma(h) in NOUN_ACTS))))
    nouns = [h for h in heads if tree.word(h).tag in {"NOUN", "PROPN"} and _is_asked_for(tree, h)]
    return tuple(dict.fromkeys((*clauses, *(c for n in nouns for c in tree.conjuncts(n)))))


def _is_asked_for(tree: Tree, i: int) -> bool:
    """Tell whether noun ``i`` is what is demanded, not who is to do it: "called on the peacekeepers to go"."""
    head = tree.parent(i)
    if (
        tree.word(i).relation not in _ASKED
        or head is None
        or (tree.lemma(head) == "call" and tree.cases(i) & {"on", "upon"})
    ):
        return tree.word(i).relation in _ASKED and head is None
    if (
        i + 1 < len(tree.words) and tree.word(i + 1).tag == "AUX"
    ):  # "accepted elections may wait": a clause, badly parsed
        return False
    doing = [k for k in tree.kids(head, "xcomp", "advcl", "ccomp") if tree.is_infinitive(k) and not tree.is_passive(k)]
    return not (doing and tree.word(i).relation in {"obj", "iobj", "obl"})


def _of_event(
    parties: Parties, named: dict[int, Named], event: Event, statements: dict[str, Statement]
) -> Iterator[_Stand]:
    if event.type not in _OF_TYPE and event.status is not Status.CONDITIONAL:
        return
    holders = sides(parties, event.actors)
    said = statements.get(event.said_in or "")
    if not holders or long_before(parties.tree.reading.article.published, event.when):
        return
    if said is not None and not set(holders) <= set(sides(parties, said.speakers)):
        return
    for evidence in event.evidence:
        i = next(iter(parties.tree.reading.words_in(evidence.cue)), None)
        stance = None if i is None else _of_deed(parties.tree, event, said, i)
        if i is not None and stance is not None:
            yield from _stands(parties, named, focus(parties.tree, i, subject=False), stance, holders, event.id)


def _of_deed(tree: Tree, event: Event, said: Statement | None, i: int) -> Standpoint | None:
    """Return the stance an event shows: a demand, refusal, threat … made, or harm that its own side says it will do.

    What a saying's own cue does is left to the saying; "or we will shell the port" threatens.
    """
    if said is not None and any(said.cue.overlaps(e.cue) for e in event.evidence):
        return None
    if event.status is Status.CONDITIONAL and event.type in _HARM and said is not None and said.act in _MENACING:
        return Standpoint.THREATENS
    if event.status not in _DONE or event.type not in _OF_TYPE:
        return None
    if event.mode == "disapprove":
        return Standpoint.CONDEMNS
    act = cue_acts().get(tree.lemma(i))
    return _OF_ACT.get(Act(act), _OF_TYPE[event.type]) if act else _OF_TYPE[event.type]


def _stands(
    parties: Parties,
    named: dict[int, Named],
    words: tuple[int, ...],
    stance: Standpoint,
    holders: tuple[str, ...],
    fact: str,
) -> Iterator[_Stand]:
    about = dict.fromkeys(named[w] for w in words if w in named)
    for name in about:
        for party in holders:
            yield _Stand(party, name.issue, stance, fact, name.span(parties.tree))


def sides(parties: Parties, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sides that ``actors`` stand for, each once; those who stand for none are left out."""
    return tuple(dict.fromkeys(s for a in actors if (s := side_of(parties, a)) is not None))


def _is_question(parties: Parties, statement: Statement) -> bool:
    """Tell a question that is asked ("asked whether it holds") from one that doubts ("questioned their will")."""
    if statement.act is not Act.QUESTION:
        return False
    text = " ".join(c.of(parties.tree.reading.article.text) for c in statement.content).rstrip("”\"’' ")
    return text.endswith("?") or bool(main_clauses(parties, statement.content))
