"""A quotation of which a good part is read as content is content whole."""

import time

import pytest

from communique.model import Attribution, Span
from communique.reading.marks import completed
from communique.reading.pieces import quotations
from communique.reading.words import cut


def spans(text: str, *parts: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(p), text.index(p) + len(p)) for p in parts)


def content(text: str, cue: str, source: str, *parts: str) -> list[str]:
    found = Attribution(source=spans(text, source), cue=spans(text, cue)[0], content=spans(text, *parts), score=0.9)
    (one,) = completed(text, cut(text), [found])
    return [s.of(text) for s in one.content]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "“Go,” he said. “Come. “Stay” they say.\n“A line that goes on\nand another.” None.",
            ["“Go,”", "“Come.", "“Stay”", "“A line that goes on"],
        ),
        # straight marks, one quotation right after another
        ('He wants "a way in." "They want none," he said.', ['"a way in."', '"They want none,"']),
        # a quotation of several paragraphs
        ('"One goes on\n"and on," he said. None', ['"One goes on', '"and on,"']),
        # marks as German prints them
        ("„Ja“, he said. None.", ["„Ja“"]),
        ("None.", []),
    ],
)
def test_quotations_end_with_their_mark_their_line_or_where_the_next_opens(text, quoted):
    words = cut(text)
    assert [text[words[a][0] : words[b - 1][1]] for a, b in quotations(text, words)] == quoted


@pytest.mark.parametrize(
    ("text", "parts", "whole"),
    [
        (
            "“The port, the road and the bridge are open,” Voss said.",
            ["The port, the road"],
            "“The port, the road and the bridge are open,”",
        ),
        (
            "Voss said that it was “open for all and for ever”.",
            ["that it was “open for all"],
            "that it was “open for all and for ever”",
        ),
    ],
)
def test_a_part_makes_a_whole(text, parts, whole):
    assert content(text, "said", "Voss", *parts) == [whole]


def test_two_parts_become_one():
    text = "“The port – if they ask – is open,” Voss said."
    assert content(text, "said", "Voss", "“The port", "is open,”") == ["“The port – if they ask – is open,”"]


def test_the_mark_that_opens_what_comes_next_is_no_content():
    text = 'Voss wants "a way in." "They want none," she said.'
    assert content(text, "wants", "Voss", '"a way in." "') == ['"a way in."']


@pytest.mark.parametrize(
    ("text", "source", "parts"),
    [
        # a small part: somebody else's words
        ("Voss said it. “The port and the road and the bridge and all of it is open.”", "Voss", ["it. “The port"]),
        # an inch mark opens nothing
        ('Voss said the 12" pipe in Kosta was broken. The crew left.', "Voss", ['the 12" pipe in Kosta was broken']),
        # the cue stands between the marks
        ("“The port is open, Voss said and left the room” at once.", "Voss", ["The port is open"]),
        # nothing quoted
        ("Voss said the port is open.", "Voss", ["the port"]),
    ],
)
def test_what_stays_as_it_was_read(text, source, parts):
    assert content(text, "said", source, *parts) == parts


def test_time_grows_as_the_page_does():
    line = "“The port and the road are open,” Voss said. "

    def seconds(count: int) -> float:
        text = line * count
        words = cut(text)
        found = [
            Attribution(
                source=(Span(at + 34, at + 38),),
                cue=Span(at + 39, at + 43),
                content=(Span(at + 1, at + 20),),
                score=0.9,
            )
            for at in range(0, len(text), len(line))
        ]
        begin = time.perf_counter()
        done = list(completed(text, words, found))
        took = time.perf_counter() - begin
        assert all(len(a.content) == 1 and len(a.content[0]) == 33 for a in done)
        return took

    # Eight times the page: a square would take sixty-four times as long.
    assert min(seconds(1600) for _ in range(2)) < 30 * min(seconds(200) for _ in range(3))
