"""Which pairs of parties an event word is asked about."""

from dataclasses import replace

import pytest

from communique.model import EventKind, EventStatus, EventWord, Reading
from communique.reading.pairs import pairs_of
from tests.markup import read, span_of


def with_event(tree: str, word: str) -> Reading:
    reading = read(tree)
    event = EventWord(
        span=span_of(reading, word),
        kind=EventKind.OCCURRENCE,
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
        ("{place Norvia/PROPN/nsubj/waited} waited=wait/VERB/root/0", "waited", None),
        ("Rebels=rebel/NOUN/nsubj/took took=take/VERB/root/0 {place Kosta/PROPN/obj/took}", "took", None),
    ],
)
def test_the_parties_of_an_event(tree: str, word: str, pair: tuple[str, str] | None) -> None:
    reading = with_event(tree, word)
    found = [(p.source.of(reading.article.text), p.target.of(reading.article.text)) for p in pairs_of(reading)]
    assert found == ([pair] if pair else [])
