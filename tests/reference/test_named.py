"""The index of a page's names and sources answers as looking through all of them would."""

from __future__ import annotations

from communique.model import MentionKind
from communique.reference.named import Named
from tests.markup import read

LINE = (
    "{source:1 {place Oslo/PROPN/nsubj/doubt} and/CCONJ/cc/Rome {place Rome/PROPN/conj/Oslo}} "
    "{cue:1 doubt/VERB/root/0} "
    "{content:1 {organisation the/DET/det/Council {place Kosta/PROPN/compound/Council} Council/PROPN/obj/doubt}}"
)


def test_the_index_finds_what_looking_through_all_finds() -> None:
    reading = read(LINE)
    named = Named.of(reading)
    assert len(reading.mentions) == 4, "two of them nested"
    for i, word in enumerate(reading.words):
        first = next((m for m in reading.mentions if m.span.contains(word.span)), None)
        assert named.over.get(i) == first
        said = [a for a in reading.attributions if any(s.contains(word.span) for s in a.source)]
        assert named.said.get(i, []) == said
        assert named.starting.get(i, []) == [m for m in reading.mentions if m.span.start == word.start]


def test_names_inside_a_stretch_of_text() -> None:
    reading = read(LINE)
    named = Named.of(reading)
    (attribution,) = reading.attributions
    for span in (*attribution.source, *attribution.content, reading.sentences[0]):
        inside = [m for m in reading.mentions if span.contains(m.span)]
        assert named.within(span) == inside
        assert inside


def test_only_a_place_ends_what_another_lies_in() -> None:
    reading = read(LINE)
    ending = Named.of(reading).ending
    assert {m.kind for m in ending.values()} == {MentionKind.PLACE}
    assert [m.span.of(reading.article.text) for m in ending.values()] == ["Oslo", "Rome", "Kosta"]
