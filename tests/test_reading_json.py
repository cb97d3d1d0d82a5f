"""The raw reading as JSON: every field of the contract, offsets and indices that hold."""

from dataclasses import replace

from communique.export.reading_json import reading_of
from communique.model import (
    Deed,
    EventKind,
    EventStatus,
    EventWord,
    Mention,
    MentionKind,
    Span,
    Stance,
    TimeSpan,
    WhenType,
)
from tests.markup import read

TEXT = "{source:1 {person Ada Voss}} {cue:1 hopes} {content:1 to meet envoys} on Friday."


def test_every_part_of_a_reading_is_there() -> None:
    reading = read(TEXT)
    (attribution,) = reading.attributions
    reading = replace(
        reading,
        attributions=(replace(attribution, stance=Stance.INTENTION),),
        phrases=(Mention(kind=MentionKind.PERSON, span=Span(0, 8), score=0.7),),
        times=(TimeSpan(span=Span(33, 39), type=WhenType.DATE, score=0.8),),
        events=(
            EventWord(
                span=Span(18, 22),
                kind=EventKind.OCCURRENCE,
                status=EventStatus.POSSIBLE,
                certainty=0.0,
                score=0.9,
                type="CONSULT",
            ),
        ),
        chains=((Span(0, 8), Span(4, 8)),),
        deeds=(
            Deed(
                word=4, type="CONSULT", mode="visit", score=0.7, statuses=(("planned", 0.6), ("possible", 0.3)),
                actors=((1, 0.9),), recipients=((5, 0.8), (7, 0.1)),
            ),
        ),
    )  # fmt: skip
    found = reading_of(reading)
    assert list(found) == [
        "sentences", "tokens", "names", "phrases", "attributions", "times", "events", "coreference", "deeds",
    ]  # fmt: skip
    assert found["phrases"] == [{"start": 0, "end": 8, "type": "person", "score": 0.7}]
    assert found["times"] == [{"start": 33, "end": 39, "type": "DATE", "score": 0.8}]
    assert found["events"] == [
        {
            "start": 18, "end": 22, "kind": "OCCURRENCE", "type": "CONSULT", "status": "possible",
            "certainty": 0.0, "score": 0.9,
        }
    ]  # fmt: skip
    assert found["coreference"] == [[[0, 8], [4, 8]]]
    assert found["attributions"] == [
        {"source": [[0, 8]], "cue": [[9, 14]], "content": [[15, 29]], "stance": "intention", "score": 0.9}
    ]
    assert found["deeds"] == [
        {
            "start": 18, "end": 22, "type": "CONSULT", "mode": "visit", "score": 0.7,
            "statuses": [{"status": "planned", "score": 0.6}, {"status": "possible", "score": 0.3}],
            "actors": [{"start": 4, "end": 8, "score": 0.9}],
            "recipients": [{"start": 23, "end": 29, "score": 0.8}, {"start": 33, "end": 39, "score": 0.1}],
        }
    ]  # fmt: skip


def test_deeds_nobody_looked_for_are_null() -> None:
    assert reading_of(read(TEXT))["deeds"] is None
    assert reading_of(replace(read(TEXT), deeds=()))["deeds"] == []
