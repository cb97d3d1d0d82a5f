"""The index of a page's names and sources answers as looking through all of them would."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle

from communique.model import Attribution, Mention, MentionKind, Reading, Span
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


def crowded() -> Reading:
    """Names that begin and end anywhere, in the midst of words, too, over each other; a source in pieces that touch."""
    reading = read(LINE)
    size = len(reading.article.text)
    kinds = cycle((MentionKind.ORGANISATION, MentionKind.FACILITY, MentionKind.PLACE, MentionKind.PERSON))
    spans = [Span(start, end) for end in range(3, size + 1, 2) for start in range(0, end - 1, 3)]
    pieces = (Span(0, 9), Span(5, 12))
    said = [Attribution(source=pieces, cue=Span(14, 19), content=(Span(20, size),), score=0.9)] * 2
    mentions = tuple(Mention(kind=kind, span=span, score=0.9) for kind, span in zip(kinds, spans, strict=False))
    return replace(reading, mentions=mentions, attributions=tuple(said))


def test_names_that_begin_and_end_anywhere_are_found_as_by_looking_through_all() -> None:
    reading = crowded()
    named = Named.of(reading)
    holding = [m for m in reading.mentions if reading.words_in(m.span)]
    for i, word in enumerate(reading.words):
        assert named.over.get(i) == next((m for m in reading.mentions if m.span.contains(word.span)), None)
        assert named.starting.get(i, []) == [m for m in holding if reading.words_in(m.span)[0] == i]
        said = [a for a in reading.attributions if any(i in reading.words_in(span) for span in a.source)]
        assert named.said.get(i, []) == said
    places = [m for m in reading.mentions if m.kind in {MentionKind.PLACE, MentionKind.FACILITY}]
    ends = {m.span.end for m in places}
    assert named.ending == {end: next(m for m in places if m.span.end == end) for end in ends}
    for mention in reading.mentions:
        inside = [m for m in holding if mention.span.contains(m.span)]
        assert sorted(named.within(mention.span), key=reading.mentions.index) == inside
