"""Open issues: what the page says is unresolved, in dispute, or still to be talked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from communique.fact.focus import focus
from communique.fact.issues import Named
from communique.fact.nouns import VERBS
from communique.fact.parties import Parties
from communique.fact.status import is_negated, is_yet_to, says_no
from communique.fact.tree import Tree
from communique.model import Event, Evidence, Fact, OpenIssue, Openness, Span, Statement, Status

_UNRESOLVED = frozenset("unclear unresolved undecided unsettled unanswered outstanding unsolved contentious".split())
_MATTERS = frozenset(
    "issue question matter aspect point detail problem topic element part fate status future difference dispute".split()
)
_STICKING = {"point": "sticking", "block": "stumbling", "bone": "bone"}
_HURDLES = frozenset("obstacle hurdle impediment".split())
_DISPUTES = frozenset(
    "disagreement difference deadlock impasse stalemate rift dispute divergence wrangling row".split()
)
_OVER = frozenset({"over", "on", "about", "regarding", "concerning"})
_AGREEMENTS = frozenset("agreement compromise consensus deal breakthrough accord understanding".split())
_TALKING = VERBS["decide"]
_BEING = frozenset("remain be become prove see stay".split())
_LISTING = frozenset({"including", "include", "like", "as"})
_MOST = 300
"""How many signs of an open issue are looked at: no real page has so many."""
_GENERAL = frozenset({"talks", "peace"})
"""What every negotiation is about: to meet about peace says nothing of an issue left open."""


@dataclass(frozen=True, slots=True)
class _Open:
    issue: str
    state: Openness
    word: int
    how: str


def open_issues_of(parties: Parties, named: dict[int, Named], facts: Iterable[Fact]) -> tuple[OpenIssue, ...]:
    """Return the issues that the page leaves open, each once, by the first words that say so.

    An issue that is unresolved for one sentence and on the agenda for another is unresolved; all sentences are cited.
    ``facts`` of an issue: the statement in whose content it stands, if any, or the meeting that is to deal with it.
    """
    facts = tuple(facts)
    found: dict[str, list[tuple[_Open, str | None]]] = {}
    for o in islice(_said_open(parties, named), _MOST):
        found.setdefault(o.issue, []).append((o, _said_in(parties, o.word, facts)))
    for event, o in _agendas(parties, named, facts):
        found.setdefault(o.issue, []).append((o, event))
    return tuple(
        _open_issue(parties, sorted(group, key=lambda g: g[0].word))
        for group in sorted(found.values(), key=lambda g: (min(o.word for o, _ in g), g[0][0].issue))
    )


def _open_issue(parties: Parties, group: list[tuple[_Open, str | None]]) -> OpenIssue:
    tree = parties.tree
    states = [o.state for o, _ in group]
    state = next(s for s in Openness if s in states)
    cues = {tree.word(o.word).span: tree.sentence(o.word) for o, _ in group}
    return OpenIssue(
        issue=group[0][0].issue,
        state=state,
        facts=tuple(dict.fromkeys(f for _, f in group if f is not None)),
        evidence=tuple(Evidence.cite(tree.reading.article, cues[cue], cue) for cue in sorted(cues)),
        how=next(o.how for o, _ in group if o.state is state),
    )


def _said_in(parties: Parties, word: int, facts: tuple[Fact, ...]) -> str | None:
    cue = parties.tree.word(word).span
    holding = [
        (sum(len(c) for c in f.content), f.id)
        for f in facts
        if isinstance(f, Statement) and any(c.contains(cue) for c in f.content)
    ]
    return min(holding)[1] if holding else None


def _said_open(parties: Parties, named: dict[int, Named]) -> Iterator[_Open]:
    tree = parties.tree
    if not named:
        return
    for i, word in enumerate(tree.words):
        lemma = tree.lemma(i)
        if lemma in _UNRESOLVED and word.tag in {"ADJ", "VERB"}:
            yield from _names(named, unresolved(tree, i), Openness.UNRESOLVED, i, "unresolved")
        elif word.tag in {"NOUN", "PROPN"} and (lemma in _HURDLES or _is_sticking(tree, i)):
            yield from _names(named, sticking(tree, i), Openness.DISPUTED, i, "sticking")
        elif word.tag == "NOUN" and (lemma in _DISPUTES or lemma in _AGREEMENTS):
            yield from _names(named, disputed(tree, i), Openness.DISPUTED, i, "disputed")
        elif word.tag == "VERB" and lemma in {"disagree", "differ", "agree", *_TALKING}:
            state = Openness.DISPUTED if lemma in {"disagree", "differ"} else Openness.UNRESOLVED
            yield from _names(named, undone(tree, i), state, i, "undone")


def _names(named: dict[int, Named], words: Iterable[int], state: Openness, cue: int, how: str) -> Iterator[_Open]:
    for name in dict.fromkeys(named[w] for w in words if w in named):
        yield _Open(name.issue, state, cue, f"fact.open_issues.{how}")


def unresolved(tree: Tree, i: int) -> tuple[int, ...]:
    """Take what is unclear, unresolved, undecided: the subject, what "including" adds, what "whether" asks.

    "Many aspects remain unclear, including security guarantees"; "the unresolved question of the border"; "it is
    unclear whether sanctions will be lifted", but not "it is unclear who fired at the border post".
    """
    at = i
    head = tree.parent(i)
    if tree.word(i).relation == "amod" and head is not None:
        return focus(tree, head, subject=False) if tree.lemma(head) in _MATTERS and not _solved(tree, head) else ()
    if tree.word(i).relation == "xcomp" and head is not None and tree.lemma(head) in {"remain", "stay", "leave", "be"}:
        at = head
    if is_negated(tree, i) or is_negated(tree, at):
        return ()
    return tuple(
        w for spot in dict.fromkeys((i, at)) for k in tree.children[spot] for w in _left_open(tree, spot, k, i)
    )


def _left_open(tree: Tree, spot: int, k: int, i: int) -> tuple[int, ...]:
    """Return what child ``k`` of ``spot`` adds to what ``i`` ("unclear") says is open."""
    relation = tree.word(k).relation
    found: list[int] = []
    if relation == "nsubj" or (relation == "obj" and tree.lemma(spot) == "leave"):
        # "The contentious plan on aid" is not open; nor is "it" an issue.
        found += () if tree.lemma(i) == "contentious" or tree.word(k).tag == "PRON" else focus(tree, k, subject=False)
    listed = relation in {"obl", "nmod", "conj"}
    asked = relation in {"csubj", "ccomp", "advcl", "conj", "parataxis"} and _asks_of_future(tree, k)
    if asked or (listed and tree.cases(k) & _LISTING):
        found += focus(tree, k, subject=True)
    if listed:  # "including A, or whether there are concessions on B"
        found += [w for c in tree.kids(k, "conj") if _asks_of_future(tree, c) for w in focus(tree, c, subject=True)]
    return tuple(found)


def _asks_of_future(tree: Tree, i: int) -> bool:
    marks = {tree.form(k) for k in tree.kids(i, "mark", "advmod")}
    future = {"will", "would", "can", "could"} & set(tree.auxiliaries(i)) or tree.kids(i, "expl")
    return bool(marks & {"whether", "if", "how", "when"}) and bool(future)


def _solved(tree: Tree, i: int) -> bool:
    """Tell whether it is settled, or about to be: "overcame the sticking point", "resolved the dispute over aid"."""
    up = tree.parent(i)
    return up is not None and tree.lemma(up) in VERBS["settle"] and not is_negated(tree, up)


def _is_sticking(tree: Tree, i: int) -> bool:
    first = _STICKING.get(tree.lemma(i))
    if first is None:
        return False
    before = {tree.form(w) for w in (i - 1, i - 2) if w >= 0}
    return (
        first in before
        or tree.form(i) == first == "bone"
        or (tree.lemma(i) == "point" and any(tree.lemma(k) == "contention" for k in tree.kids(i, "nmod")))
    )


def sticking(tree: Tree, i: int) -> tuple[int, ...]:
    """Take what a sticking point, stumbling block or bone of contention is: on either side of "is", after "over", ":".

    "The main sticking point is the border"; "prisoners remain a sticking point"; "sticking points include sanctions".
    """
    if says_no(tree, i) or _solved(tree, i):
        return ()
    found: list[int] = []
    if tree.kids(i, "cop") or tree.kids(i, "nsubj"):
        found += [w for k in tree.kids(i, "nsubj", "csubj") for w in focus(tree, k, subject=True)]
    head, relation = tree.parent(i), tree.word(i).relation
    if relation == "nsubj" and head is not None:
        copular = tree.kids(head, "cop")
        if copular and not is_negated(tree, head):
            found += focus(tree, head, subject=False)
        elif tree.lemma(head) in {"include", "be", "concern", "involve"}:
            found += [w for k in tree.kids(head, "obj", "ccomp", "xcomp") for w in focus(tree, k, subject=True)]
    if relation in {"xcomp", "obj", "obl"} and head is not None and tree.lemma(head) in _BEING:
        found += [w for k in tree.kids(head, "nsubj") for w in focus(tree, k, subject=False)]
    for k in tree.kids(i, "nmod", "appos", "obl"):
        if tree.word(k).relation == "appos" or tree.cases(k) & {*_OVER, "such", "including", "like"}:
            found += focus(tree, k, subject=False)
    return tuple(w for w in found if w != i)


def disputed(tree: Tree, i: int) -> tuple[int, ...]:
    """Take what a dispute, deadlock or rift is over, and what there is no agreement on.

    "Deadlock over the border"; "no agreement on prisoners was reached".
    """
    if tree.lemma(i) in _AGREEMENTS:
        head = tree.parent(i)
        missed = says_no(tree, i) or (
            head is not None
            and tree.word(i).relation == "obj"
            and tree.lemma(head) in {"reach", "find"}
            and (is_negated(tree, head) or any(tree.lemma(u) == "fail" for u in tree.up(head)))
        )
        if not missed:
            return ()
    elif says_no(tree, i) or _solved(tree, i) or any(tree.lemma(u) in {"deny", "refute"} for u in tree.up(i)):
        return ()
    return tuple(w for k in tree.kids(i, "nmod", "obl") if tree.cases(k) & _OVER for w in focus(tree, k, subject=False))


def undone(tree: Tree, i: int) -> tuple[int, ...]:
    """Take what sides disagree on, failed to agree on, or what is yet to be agreed, discussed, decided.

    "The sides disagree on the border"; "could not agree on prisoners"; "sanctions have yet to be discussed".
    """
    lemma = tree.lemma(i)
    over = [k for k in tree.kids(i, "obl", "nmod") if tree.cases(k) & _OVER]
    if lemma in {"disagree", "differ"}:
        return () if is_negated(tree, i) else tuple(w for k in over for w in focus(tree, k, subject=False))
    head = tree.parent(i)
    if is_yet_to(tree, i):
        subjects = [k for u in (i, head) if u is not None for k in tree.kids(u, "nsubj")] if tree.is_passive(i) else []
        objects = [*tree.kids(i, "obj"), *over]
        return tuple(w for k in (*subjects, *objects) for w in focus(tree, k, subject=False))
    if lemma == "agree" and _failed(tree, i):
        return tuple(w for k in over for w in focus(tree, k, subject=False))
    return ()


def _failed(tree: Tree, i: int) -> bool:
    head = tree.parent(i)
    modals = set(tree.auxiliaries(i))
    if is_negated(tree, i) and not modals & {"will", "would", "should", "must"}:
        return True
    return head is not None and tree.word(i).relation in {"xcomp", "advcl"} and tree.lemma(head) in {"fail", "unable"}


def _agendas(parties: Parties, named: dict[int, Named], facts: tuple[Fact, ...]) -> Iterator[tuple[str, _Open]]:
    for event in facts:
        if not isinstance(event, Event) or event.meeting is None or event.meeting.agenda is None:
            continue
        if event.status in {Status.PLANNED, Status.EXPECTED}:
            words = agenda(parties.tree, event.meeting.agenda)
            for o in _names(named, words, Openness.PENDING, min(words, default=0), "agenda"):
                if o.issue not in _GENERAL:
                    yield event.id, o


def agenda(tree: Tree, span: Span) -> tuple[int, ...]:
    """Take what a meeting that is still to come is to be about: "will meet on Friday to discuss prisoners"."""
    words = tree.reading.words_in(span)
    roots = [w for w in words if tree.parent(w) not in words]
    return tuple(w for r in roots[:3] for w in focus(tree, r, subject=True) if w in words)
