"""What the reader saw of a deed against what the table knows: who is believed in what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.fact import find_facts
from communique.fact.deeds import DOUBTED, OVERRULED, PARTY, PLAIN, SURE, told
from communique.fact.parties import Parties
from communique.fact.tree import Tree
from communique.model import Deed, Event, EventType, Status
from tests.fact.cast import references
from tests.markup import Marked, mark

HIT = "{person=army Army/PROPN/nsubj/2} VERB/VERB/root/0 {person=rebels Rebels/PROPN/obj/2} ./PUNCT/punct/2"
VERB, ARMY, REBELS = 1, 0, 2
LITTLE = 0.01


def line(verb: str) -> str:
    return HIT.replace("VERB/VERB", f"{verb}/VERB")


ATTACKED, WALLOPED = line("attacked=attack"), line("walloped=wallop")
"""A verb the table knows, and one that it does not."""


def deed(**other: object) -> Deed:
    plain = Deed(
        word=VERB, type="ASSAULT", mode=None, score=0.9, statuses=(("happened", 0.9),),
        actors=((ARMY, 0.9),), recipients=((REBELS, 0.9),),
    )  # fmt: skip
    return replace(plain, **other)  # type: ignore[arg-type]


def events(notation: str, *deeds: Deed, looked: bool = True) -> list[Event]:
    """Return the events of ``notation`` where the reader saw ``deeds``, or did not look for any."""
    marked = mark(notation)
    marked = Marked(replace(marked.reading, deeds=deeds if looked else None), marked.named)
    return [f for f in find_facts(marked.reading, references(marked)) if isinstance(f, Event)]


def test_a_word_that_only_the_reader_knows_is_told_if_it_is_sure() -> None:
    assert events(WALLOPED, looked=False) == []
    assert events(WALLOPED, deed(score=SURE - LITTLE)) == []
    (event,) = events(WALLOPED, deed(score=SURE))
    assert (event.type, event.actors, event.recipients) == (EventType.ASSAULT, ("army",), ("rebels",))
    assert event.status is Status.HAPPENED


def test_a_word_that_only_the_table_knows_is_dropped_if_the_reader_doubts_it() -> None:
    assert len(events(ATTACKED, looked=False)) == 1
    assert events(ATTACKED) == []
    assert events(ATTACKED, deed(score=DOUBTED - LITTLE)) == []
    assert len(events(ATTACKED, deed(score=DOUBTED))) == 1


def test_what_grammar_marks_as_not_done_is_kept_against_doubt() -> None:
    negated = ATTACKED.replace("./PUNCT", "did/AUX/aux/2 not/PART/advmod/2 ./PUNCT")
    (event,) = events(negated)
    assert event.status is Status.NEGATED


def test_the_readers_type_stands_where_it_is_sure() -> None:
    (kept,) = events(ATTACKED, deed(type="COERCE", score=OVERRULED - LITTLE))
    assert kept.type is EventType.ASSAULT
    (overruled,) = events(ATTACKED, deed(type="COERCE", mode="arrest", score=OVERRULED))
    assert (overruled.type, overruled.mode) == (EventType.COERCE, "arrest")


def test_the_status_is_weighed() -> None:
    sure, unsure = (("planned", PLAIN),), (("planned", PLAIN - LITTLE), ("happened", 0.3))
    assert [e.status for e in events(ATTACKED, deed(statuses=sure))] == [Status.PLANNED]
    assert [e.status for e in events(ATTACKED, deed(statuses=unsure))] == [Status.HAPPENED]


def test_a_condition_that_grammar_tells_stands_against_the_reader() -> None:
    notation = (
        "{person=army Army/PROPN/nsubj/3} will/AUX/aux/3 attack/VERB/root/0 {person=rebels Rebels/PROPN/obj/3}"
        " if/SCONJ/mark/7 they/PRON/nsubj/7 advance/VERB/advcl/3 ./PUNCT/punct/3"
    )
    seen = deed(word=2, recipients=((3, 0.9),), statuses=(("happened", 1.0),))
    (event,) = events(notation, seen)
    assert event.status is Status.CONDITIONAL
    assert event.condition is not None


def test_sides_are_those_whom_both_name_else_those_the_reader_saw() -> None:
    joined = (
        "{person=army Army/PROPN/nsubj/4} and/CCONJ/cc/3 {person=miners Miners/PROPN/conj/1}"
        " attacked=attack/VERB/root/0 {person=rebels Rebels/PROPN/obj/4} ./PUNCT/punct/4"
    )
    army, miners, verb, rebels = 0, 2, 3, 4
    seen = deed(word=verb, actors=((miners, 0.9),), recipients=((rebels, 0.9),))
    assert [e.actors for e in events(joined, looked=False)] == [("army", "miners")]
    assert [e.actors for e in events(joined, seen)] == [("miners",)], "grammar names both, the reader one of them"
    turned = replace(seen, actors=((rebels, 0.9),), recipients=((army, 0.9),))
    (event,) = events(joined, turned)
    assert event.actors == ("rebels",), "they agree on nobody"


@pytest.mark.parametrize(
    ("actors", "recipients", "found"),
    [
        (((REBELS, 0.8),), ((REBELS, 0.4),), (("rebels",), ())),
        (((REBELS, 0.4),), ((REBELS, 0.8),), ((), ("rebels",))),
        (((ARMY, PARTY - LITTLE),), ((REBELS, PARTY),), ((), ("rebels",))),
        ((), (), ((), ())),
    ],
)
def test_a_party_is_on_its_likelier_side_and_must_be_likely(
    actors: tuple[tuple[int, float], ...],
    recipients: tuple[tuple[int, float], ...],
    found: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    made = events(WALLOPED, deed(actors=actors, recipients=recipients))
    assert [(e.actors, e.recipients) for e in made] == ([found] if any(found) else [])


def test_nobody_looked_leaves_the_table_alone() -> None:
    page = "\n".join((ATTACKED, WALLOPED))
    (event,) = events(page, looked=False)
    assert event.how == "fact.events.events_of"
    marked = mark(page)
    parties = Parties.of(Tree.of(marked.reading), references(marked))
    assert marked.reading.deeds is None
    assert [(t.word, t.deed) for t in told(parties)] == [(VERB, None)]
