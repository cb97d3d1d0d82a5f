"""Which pairs of parties an event word is asked about."""

from dataclasses import replace

import pytest

from communique.model import EventKind, EventStatus, EventWord, Reading
from communique.reading.pairs import pairs_of
from tests.markup import read, span_of


def with_event(tree: str, word: str, kind: EventKind = EventKind.OCCURRENCE) -> Reading:
    reading = read(tree)
    event = EventWord(
        span=span_of(reading, word),
        kind=kind,
        status=EventStatus.ASSERTED,
        certainty=3.0,
        score=0.9,
    )
    return replace(reading, events=(event,))


@pytest.mark.parametrize(
    ("tree", "word", "pair"),
    [
        (
            "{place Norvia/PROPN/nsubj/attacked} attacked=attack/VERB/root/0 {place Estmark/PROPN/obj/attacked}",
            "attacked",
            ("Norvia", "Estmark"),
        ),
        (
            "{place Estmark/PROPN/nsubj/attacked} was=be/AUX/aux/attacked attacked=attack/VERB/root/0 "
            "by/ADP/case/Norvia {place Norvia/PROPN/obl/attacked}",
            "attacked",
            ("Norvia", "Estmark"),
        ),
        (
            "{person Voss/PROPN/nsubj/agreed} agreed=agree/VERB/root/0 to/PART/mark/meet meet/VERB/xcomp/agreed "
            "{person Orr/PROPN/obj/meet}",
            "meet",
            ("Voss", "Orr"),
        ),
        (
            "{place Norvia/PROPN/nmod/attack} ~'s/PART/case/Norvia attack/NOUN/nsubj/failed on/ADP/case/Estmark "
            "{place Estmark/PROPN/nmod/attack} failed=fail/VERB/root/0",
            "attack",
            ("Norvia", "Estmark"),
        ),
        # who is seized in a town is no doer, and the town did nothing
        (
            "{person Voss/PROPN/nsubj/detained} was=be/AUX/aux/detained detained=detain/VERB/root/0 in/ADP/case/Kosta "
            "{place Kosta/PROPN/obl/detained}",
            "detained",
            None,
        ),
        (
            "{person Voss/PROPN/nsubj/leaving} was=be/AUX/aux/leaving leaving=leave/VERB/root/0 "
            "{place Kosta/PROPN/obj/leaving}",
            "leaving",
            ("Voss", "Kosta"),
        ),
        # what is done to her goes on
        (
            "{person Voss/PROPN/nsubj/detained} was=be/AUX/aux/detained detained=detain/VERB/root/0 "
            "and/CCONJ/cc/deported deported=deport/VERB/conj/detained "
            "by/ADP/case/Norvia {place Norvia/PROPN/obl/deported}",
            "deported",
            ("Norvia", "Voss"),
        ),
        (
            "{person Voss/PROPN/nsubj/detained} was=be/AUX/aux/detained detained=detain/VERB/root/0 "
            "and/CCONJ/cc/deported deported=deport/VERB/conj/detained "
            "to/ADP/case/Kosta {place Kosta/PROPN/obl/deported}",
            "deported",
            None,
        ),
        # one who is summoned has a subject of his own: the clause before lends none
        (
            "{place Norvia/PROPN/nsubj/left} left=leave/VERB/root/0 and/CCONJ/cc/summoned "
            "{person Voss/PROPN/nsubj/summoned} was=be/AUX/aux/summoned summoned=summon/VERB/conj/left "
            "to/ADP/case/Kosta {place Kosta/PROPN/obl/summoned}",
            "summoned",
            None,
        ),
        ("{place Norvia/PROPN/nsubj/waited} waited=wait/VERB/root/0", "waited", None),
        ("Rebels=rebel/NOUN/nsubj/took took=take/VERB/root/0 {place Kosta/PROPN/obj/took}", "took", None),
    ],
)
def test_the_parties_of_an_event(tree: str, word: str, pair: tuple[str, str] | None) -> None:
    reading = with_event(tree, word)
    found = [(p.source.of(reading.article.text), p.target.of(reading.article.text)) for p in pairs_of(reading)]
    assert found == ([pair] if pair else [])


def test_a_saying_with_a_clause_is_no_deed_to_whom_it_is_told() -> None:
    tree = (
        "{person Voss/PROPN/nsubj/told} told=tell/VERB/root/0 {organisation Herald/PROPN/obj/told} "
        "that/SCONJ/mark/fell Kosta/PROPN/nsubj/fell fell=fall/VERB/ccomp/told"
    )
    assert list(pairs_of(with_event(tree, "told", EventKind.REPORTING))) == []
    assert len(list(pairs_of(with_event(tree, "told")))) == 1
    order = (
        "{person Voss/PROPN/nsubj/told} told=tell/VERB/root/0 {place Estmark/PROPN/obj/told} to/PART/mark/withdraw "
        "withdraw/VERB/xcomp/told"
    )
    assert len(list(pairs_of(with_event(order, "told", EventKind.REPORTING)))) == 1
