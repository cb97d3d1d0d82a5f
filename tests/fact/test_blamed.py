"""Blame and praise of a deed are meant for whoever did it."""

from __future__ import annotations

from communique.model import Event, EventType
from tests.fact.cast import events

RAID = "{person=army Army/PROPN/nsubj/2} attacked=attack/VERB/root/0 {person=rebels Rebels/PROPN/obj/2} ./PUNCT/punct/2"
MINERS = RAID.replace("army", "miners")
BLAME = "{person=voss Voss/PROPN/nsubj/2} condemned=condemn/VERB/root/0 the/DET/det/4 attack/NOUN/obj/2 ./PUNCT/punct/2"
OWNED = (
    "{person=voss Voss/PROPN/nsubj/2} condemned=condemn/VERB/root/0 the/DET/det/4 attack/NOUN/obj/2"
    " by/ADP/case/6 {person=miners Miners/PROPN/nmod/4} ./PUNCT/punct/2"
)
PORT = BLAME.replace("attack/NOUN", "weather/NOUN")


def blame(*lines: str) -> Event:
    (found,) = events("\n".join(lines), EventType.ACCUSE)
    return found


def recipients(*lines: str) -> tuple[str, ...]:
    return blame(*lines).recipients


def test_the_doer_is_taken_from_the_deed_that_is_blamed() -> None:
    assert recipients(OWNED) == ("miners",)
    assert recipients(RAID, OWNED) == ("miners",), "this attack was the miners', whoever else attacked before"


def test_else_from_the_last_deed_of_that_type() -> None:
    assert recipients(RAID, BLAME) == ("army",)
    assert recipients(RAID, MINERS, BLAME) == ("miners",)
    assert recipients(MINERS, RAID, BLAME) == ("army",)


def test_only_from_what_was_told_before() -> None:
    assert not [e for e in events("\n".join((BLAME, RAID)), EventType.ACCUSE) if e.recipients]


def test_nobody_blames_himself() -> None:
    own = RAID.replace("army", "voss")
    assert recipients(RAID, own, BLAME) == ("army",)
    assert not [e for e in events("\n".join((own, BLAME)), EventType.ACCUSE) if e.recipients]


def test_what_is_no_deed_is_nobodys() -> None:
    assert not [e for e in events("\n".join((RAID, PORT)), EventType.ACCUSE) if e.recipients]


def test_a_deed_of_another_type_is_no_answer() -> None:
    met = RAID.replace("attacked=attack", "praised=praise")
    assert not [e for e in events("\n".join((met, BLAME)), EventType.ACCUSE) if e.recipients]
