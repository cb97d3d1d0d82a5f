"""Parties to a deed whom nothing else makes an actor: they become one, and nobody else is read differently for it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from benchmarks.tasks.texts import article_of
from communique.model import Actor, ActorKind, Deed, Place, PlaceKind, Reading, Reference, TimeSpan, WhenType
from communique.reading import Reader
from communique.reference import dated, refer
from communique.reference.partakers import HOST, PARTY, SURE
from tests.markup import read
from tests.reference.looking import atlas
from tests.reference.looking import references as actors_of

NEW = "reference.partakers.introduce"


@cache
def reader() -> Reader:
    return Reader(threads=1)


def whole(text: str) -> list[tuple[str, Reference]]:
    """Read ``text`` with the shipped reader; return its references with their words."""
    reading = dated(reader().read(article_of("d", text)), atlas())
    return [(r.mention.span.of(text), r) for r in refer(reading, atlas())]


def actors(text: str) -> dict[str, tuple[Actor, str]]:
    return {words: (r.target, r.how) for words, r in whole(text) if isinstance(r.target, Actor)}


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("The rebels shelled the village at dawn.", "the village", ActorKind.GROUP),
        ("Soldiers arrested dozens of students in Turku.", "dozens", ActorKind.PEOPLE),
    ],
)
def test_a_party_that_means_nobody_else_becomes_an_actor(text: str, words: str, kind: ActorKind) -> None:
    actor, how = actors(text)[words]
    assert how == NEW
    assert actor.kind is kind
    assert actor.name == words.removeprefix("the ")


def test_a_party_known_otherwise_stays_what_it_was() -> None:
    found = actors("The rebels shelled the village at dawn. Norway expelled the diplomats.")
    assert found["The rebels"][1] != NEW
    assert found["Norway"][1] != NEW
    assert found["Norway"][0].country == "NOR"


@pytest.mark.parametrize(
    ("text", "town", "country"),
    [
        ("President Ada Voss visited Riyadh on Tuesday.", "Riyadh", "SAU"),
        ("Ada Voss arrived in Helsinki on Friday for talks with Finnish officials.", "Helsinki", "FIN"),
    ],
)
def test_a_visited_capital_is_the_place_and_the_government(text: str, town: str, country: str) -> None:
    targets = {type(r.target): (r.target, r.how) for words, r in whole(text) if words == town}
    place, _ = targets[Place]
    government, how = targets[Actor]
    assert isinstance(place, Place)
    assert (place.name, place.kind, place.country) == (town, PlaceKind.CITY, country)
    assert isinstance(government, Actor)
    assert (government.kind, government.country, how) == (ActorKind.GOVERNMENT, country, HOST)


def test_event_nouns_and_times_are_no_parties() -> None:
    found = actors("The minister condemned the attack on Friday. The rebels shelled the village at dawn.")
    assert "the village" in found
    assert not {"the attack", "attack", "Friday", "dawn"} & set(found)


LINE = (
    "the/DET/det/2 rebels/NOUN/nsubj/3 shelled=shell/VERB/root/0 the/DET/det/5 quay=quay/NOUN/obj/3"
    " during/ADP/case/8 the/DET/det/8 raid/NOUN/obl/3 on/ADP/case/10 Friday=friday/PROPN/obl/3 ./PUNCT/punct/3"
)
SHELLED, QUAY, RAID, FRIDAY = 2, 4, 7, 9


def marked(score: float, chance: float) -> Reading:
    """A reading in which the verb's recipients are the quay, the raid (itself a deed) and Friday."""
    shelled = Deed(
        word=SHELLED, type="ASSAULT", mode=None, score=score, statuses=(("happened", 1.0),),
        actors=(), recipients=tuple((word, chance) for word in (QUAY, RAID, FRIDAY)),
    )  # fmt: skip
    raid = replace(shelled, word=RAID, recipients=())
    reading = read(LINE)
    friday = TimeSpan(span=reading.words[FRIDAY].span, type=WhenType.DATE, score=0.9)
    return replace(reading, deeds=(shelled, raid), times=(friday,))


def introduced(reading: Reading) -> list[str]:
    text = reading.article.text
    return [r.mention.span.of(text) for r in actors_of(reading) if r.how == NEW]


def test_of_the_words_marked_as_parties_neither_a_deed_nor_a_time_becomes_an_actor() -> None:
    assert introduced(marked(SURE, PARTY)) == ["the quay"]


def test_doubtful_deeds_and_doubtful_parties_introduce_nobody() -> None:
    assert introduced(marked(SURE - 0.01, PARTY)) == []
    assert introduced(marked(SURE, PARTY - 0.01)) == []
    assert introduced(replace(marked(SURE, PARTY), deeds=None)) == []
