"""Event words the reader found and event words the table knows, put together; and the parties the reader saw.

The table (``lexicon.tsv``) knows words in given surroundings, the reader has learned from coded sentences; each finds
what the other misses. Where both speak of one word the surer one names the type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.fact.lexicon import Row
from communique.fact.parties import Parties
from communique.fact.roles import Frame, frame_of
from communique.fact.status import Standing, status_of
from communique.fact.status_nouns import status_of_noun
from communique.fact.triggers import Trigger, support_of, triggers
from communique.model import Deed, EventType, Reference, Status

SURE = 0.65
"""From which chance on a word that only the reader marks tells an event."""
DOUBTED = 0.1
"""Below which chance a word that only the table knows tells none, unless grammar marks it as denied, demanded and
the like: the reader has seen the whole sentence, but few sentences such as "no compromise was reached"."""
OVERRULED = 0.6
"""From which chance on the reader's type stands against the table's."""
PARTY = 0.3
"""From which chance on a word names a party."""


BESIDE = 0.4
"""How likely a party must be beside the likeliest one of its side, as a share."""


INVITING = frozenset("invite host receive welcome greet entertain".split())
"""Verbs whose subject is visited: "Voss invited Aro to the palace"."""


def told(parties: Parties) -> tuple[Trigger, ...]:
    """Return the event words of a page in the order of its words."""
    found = {t.word: t for t in triggers(parties)}
    if parties.tree.reading.deeds is None:
        return tuple(found[word] for word in sorted(found))
    deeds = {d.word: d for d in parties.tree.reading.deeds}
    merged = []
    for word in sorted({*deeds, *found}):
        trigger = _merged(parties, found.get(word), deeds.get(word))
        if trigger is not None:
            merged.append(trigger)
    return tuple(_with_anaphora(parties, merged))


_BACK = frozenset("the this that these those".split())


def _with_anaphora(parties: Parties, found: list[Trigger]) -> list[Trigger]:
    """Add "the test" where the page has told of a nuclear test: the noun of an event told before means that event."""
    tree, taken = parties.tree, {t.word for t in found}
    told = {tree.lemma(t.word): t for t in reversed(found) if t.row.tag == "N"}
    for i, word in enumerate(tree.words):
        first = told.get(tree.lemma(i)) if word.tag == "NOUN" and i not in taken else None
        if first is None or first.word > i or first.row.equal or word.relation in {"compound", "flat"}:
            continue
        if any(tree.form(k) in _BACK or tree.is_possessive(k) for k in tree.kids(i, "det", "nmod")):
            support, tells = support_of(parties, i)
            frame = frame_of(tree, support) if support is not None else Frame((), (), (), (), frozenset(), False)
            found.append(Trigger(i, first.row, frame, support, tells))
    return sorted(found, key=lambda t: t.word)


def _merged(parties: Parties, trigger: Trigger | None, deed: Deed | None) -> Trigger | None:
    word = trigger.word if trigger else deed.word if deed else 0
    if deed is not None and _is_air_strike(parties, deed):
        return replace(trigger, deed=None) if trigger is not None else None
    if _is_pretext(parties, word) or (trigger is None and _is_only_judged(parties, word)):
        return None
    if trigger is None:
        return _seen(parties, deed) if deed and deed.score >= SURE and not _only_appeals(parties, deed) else None
    if deed is None or deed.score < DOUBTED:
        return trigger if _is_marked(parties, trigger) else None
    if deed.type == trigger.row.type.value or deed.score < OVERRULED:
        return replace(trigger, deed=deed if deed.type == trigger.row.type.value else None)
    return replace(trigger, row=_row(parties, deed), deed=deed)


_CALLING_HOME = frozenset({"recall", "summon", "withdraw"})


def _is_pretext(parties: Parties, word: int) -> bool:
    """Tell whether talks are only what somebody is called home for: "recalled its envoy for consultations"."""
    tree = parties.tree
    above = list(tree.up(word))[:3]
    return "for" in tree.cases(word) and any(tree.lemma(k) in _CALLING_HOME for k in above)


_HARMING = frozenset({"kill", "wound", "hit", "destroy", "injure", "damage"})


def _is_air_strike(parties: Parties, deed: Deed) -> bool:
    """Tell whether a "strike" taken for a stoppage is one from the air: "another strike on a school killed four"."""
    tree = parties.tree
    if deed.type != EventType.PROTEST or tree.lemma(deed.word) != "strike":
        return False
    above = tree.parent(deed.word)
    on = any(tree.cases(k) & {"on", "against"} for k in tree.kids(deed.word, "nmod", "obl"))
    return on or (above is not None and tree.lemma(above) in _HARMING)


_JUDGING = frozenset(
    """oppose back support reject favour favor criticise criticize condemn denounce welcome warn lift ease revoke end
    suspend drop relax remove waive scrap block obstruct stall delay derail torpedo scuttle""".split()
)


def _is_only_judged(parties: Parties, word: int) -> bool:
    """Tell whether a noun is only judged, held up or done away with: "opposed sanctions", "lifted the ban" impose
    nothing, "Norvia holds up the deal" is no deal."""
    tree = parties.tree
    head = tree.parent(word)
    under = tree.word(word).tag == "NOUN" and tree.word(word).relation in {"obj", "obl"}
    if head is None or not under:
        return False
    held_up = tree.lemma(head) == "hold" and any(tree.form(k) == "up" for k in tree.kids(head, "compound", "advmod"))
    return tree.lemma(head) in _JUDGING or held_up


def _only_appeals(parties: Parties, deed: Deed) -> bool:
    """Tell whether "calls" may be appeals as well: only "a call with Voss" or "phone calls" are talks."""
    if (
        parties.tree.lemma(deed.word) != "call"
        or deed.type != EventType.CONSULT
        or parties.tree.is_predicate(deed.word)
    ):
        return False
    kids = parties.tree.kids(deed.word, "nmod", "compound", "amod")
    told = any(parties.tree.cases(k) & {"with", "between"} for k in kids)
    return not told and not any(parties.tree.lemma(k) in {"phone", "telephone", "video", "conference"} for k in kids)


_TOLD_OFF = frozenset({Status.NEGATED, Status.DENIED, Status.CONDITIONAL, Status.DEMANDED, Status.CANCELLED})


def _is_marked(parties: Parties, trigger: Trigger) -> bool:
    """Tell whether grammar says of an event word that it did not take place, or only on a condition."""
    if trigger.row.tag == "V":
        return status_of(parties.tree, trigger.word).status in _TOLD_OFF
    standing = status_of_noun(parties.tree, trigger.word, trigger.support)
    return standing is not None and standing.status in _TOLD_OFF


def _seen(parties: Parties, deed: Deed) -> Trigger:
    """Make an event word of what the reader alone has marked."""
    row = _row(parties, deed)
    if row.tag == "V":
        return Trigger(deed.word, row, frame_of(parties.tree, deed.word), deed=deed)
    support, tells = support_of(parties, deed.word)
    frame = frame_of(parties.tree, support) if support is not None else Frame((), (), (), (), frozenset(), False)
    return Trigger(deed.word, row, frame, support, tells, deed)


def _row(parties: Parties, deed: Deed) -> Row:
    tag = "V" if parties.tree.is_predicate(deed.word) else "N"
    kind = EventType(deed.type)
    mode = "visit" if kind is EventType.CONSULT and parties.tree.lemma(deed.word) in INVITING else deed.mode
    return Row(
        lemma=parties.tree.lemma(deed.word),
        tag=tag,
        when=(),
        type=kind,
        mode=mode,
        actors=(),
        recipients=(),
        equal=kind is EventType.CONSULT and mode != "visit",
    )


def both(told: list[Reference], seen: list[Reference]) -> list[Reference]:
    """Return one side of a deed: those whom grammar and the reader agree on, else those the reader saw."""
    return [r for r in seen if r in told] or seen or told


PLAIN = 0.6
"""From which chance on the reader's status stands against the one that grammar gives."""
UNTOLD = 0.45
"""From which chance on the reader's status is taken where grammar gives none; of talks always ("open to talks")."""
_MARKED = frozenset(
    {Status.CONDITIONAL, Status.NEGATED, Status.DENIED, Status.CANCELLED, Status.EXPECTED, Status.DEMANDED}
)
"""What grammar tells by words of its own ("if", "denied", "called off", "must", "never"); the reader has seen few
of these."""


def weighed(standing: Standing | None, deed: Deed) -> Standing | None:
    """Weigh the status that grammar gives against the one the reader saw: "Norvia shells port" is told as done."""
    status, chance = deed.statuses[0]
    if standing is None:
        sure = chance >= UNTOLD or deed.type == EventType.CONSULT
        return Standing(Status(status)) if sure else None
    if chance >= PLAIN and standing.status not in _MARKED:
        return Standing(Status(status), standing.condition)
    return standing


_REFUSING = frozenset("reject rebuff spurn dismiss refuse decline veto rule cancel postpone scrap oppose deny".split())
"""Verbs that refuse by themselves: only of these does "not" say that nobody refused."""


def refused(parties: Parties, trigger: Trigger, standing: Standing | None) -> Standing | None:
    """Take the "not" of a refusal for the refusal: "Norvia will not give up the port" is not "did not refuse"."""
    by_not = trigger.row.type is EventType.REJECT and parties.tree.lemma(trigger.word) not in _REFUSING
    if by_not and trigger.row.tag == "V" and standing is not None and standing.status is Status.NEGATED:
        return Standing(Status.HAPPENED, standing.condition)
    return standing


def sides(parties: Parties, deed: Deed) -> tuple[list[Reference], list[Reference]]:
    """Return who acts and who is acted upon by what the reader saw, each once; a party is on its likelier side."""
    acting = _named(parties, deed.actors, dict(deed.recipients))
    receiving = _named(parties, deed.recipients, dict(deed.actors))
    return acting, [r for r in receiving if r not in acting]


def _named(parties: Parties, chances: Iterable[tuple[int, float]], others: dict[int, float]) -> list[Reference]:
    found: list[Reference] = []
    for word in _likely(chances, others):
        found += [r for r in parties.actors_at(word) if r not in found]
    return found


def _likely(chances: Iterable[tuple[int, float]], others: dict[int, float]) -> Iterator[int]:
    """Yield the words of one side in their order: those likely enough, also beside the likeliest of them."""
    mine = [(word, chance) for word, chance in chances if chance >= others.get(word, 0.0)]
    best = max((chance for _, chance in mine), default=0.0)
    for word, chance in mine:
        if chance >= max(PARTY, BESIDE * best):
            yield word
