"""What the layout attributes: transcripts and signed quotations."""

import time

import pytest

from communique.model import Attribution, BlockKind, Mention, MentionKind, Span
from communique.reading.turns import with_turns
from tests.accounts import article_of

DIALOGUE = (
    "Ida Halvorsen and the Finnish minister Pekka Aro spoke to a broadcaster.",
    "MR. ARO: We never left the table. There is a draft.",
    "HALVORSEN: We did not see it.",
    "It was not sent.",
    "(Laughter.)",
    "MR. ARO: It will be.",
    "The broadcast ended at noon.",
)


def laid(*lines: str, found: tuple[Attribution, ...] = ()) -> list[tuple[str, str, list[str]]]:
    article = article_of(*((BlockKind.BODY, line) for line in lines))
    mentions = [
        Mention(kind=MentionKind.PERSON, span=Span(at, at + len(name)), score=1.0)
        for name in ("Ida Halvorsen", "Pekka Aro", "Jean-Claude Aro")
        if (at := article.text.find(name)) >= 0
    ]
    return [
        ("".join(s.of(article.text) for s in a.source), a.cue.of(article.text), [s.of(article.text) for s in a.content])
        for a in with_turns(article, mentions, found)
    ]


def test_turns_of_a_transcript_reach_to_the_next_label_without_asides():
    assert laid(*DIALOGUE) == [
        ("MR. ARO", ":", ["We never left the table. There is a draft."]),
        ("HALVORSEN", ":", ["We did not see it.", "It was not sent."]),
        ("MR. ARO", ":", ["It will be."]),
    ]


def test_a_label_with_a_line_of_its_own_and_quoted_lines():
    lines = (
        "Pekka Aro was asked twice.",
        "Q:",
        "“Is there a draft?",
        "A:",
        "“There is.",
        "“I wrote it.",
        "Q:",
        "“When?",
    )
    assert laid(*lines)[:2] == [("Q", ":", ["“Is there a draft?"]), ("A", ":", ["“There is.", "“I wrote it."])]


def test_a_question_in_capitals_is_answered_by_a_name_in_small_letters():
    lines = ("Pekka Aro was asked twice.", "Q: is there a draft?", "Aro: there is", "Q: and when?", "Aro: soon enough")
    assert [(source, content) for source, _, content in laid(*lines)][:2] == [
        ("Q", ["is there a draft?"]),
        ("Aro", ["there is"]),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        # letters that are no words
        ("Ⓐ: is it there", "Ⓑ: yes it is", "Ⓐ: and so", "Ⓑ: well then"),
        # nobody the page knows
        ("RELATED: The talks in Oslo go on", "READ MORE: What the draft says", "RELATED: Who is in the room"),
        # a list of figures
        (
            "Ida Halvorsen and Pekka Aro stand for office.",
            "Halvorsen: 2,114.",
            "Aro: 987.",
            "Halvorsen: 31.",
            "Aro: 8.",
        ),
        # no label comes back
        ("Ida Halvorsen met Pekka Aro.", "Halvorsen: no deal is near", "Aro: a deal is near"),
        # a clock and a link
        ("Ida Halvorsen met Pekka Aro.", "At 10:30 they spoke", "Halvorsen://now and then", "Halvorsen://later on"),
        # sentences with a colon
        (
            "Ida Halvorsen met Pekka Aro.",
            "She then said: we are ready",
            "He then said: we are not",
            "She then said: well",
        ),
    ],
)
def test_what_only_looks_like_a_dialogue(lines):
    assert laid(*lines) == []


@pytest.mark.parametrize(
    ("lines", "source", "cue", "content"),
    [
        (("“We will not sign.” ― Ida Halvorsen",), "Ida Halvorsen", "―", "“We will not sign.”"),
        (('"We will not sign." -- Pekka Aro, minister.',), "Pekka Aro, minister", "--", '"We will not sign."'),
        (
            ("“We will – perhaps – sign.”", "- Ida Halvorsen (left)"),
            "Ida Halvorsen (left)",
            "-",
            "“We will – perhaps – sign.”",
        ),
    ],
)
def test_signed_quotations(lines, source, cue, content):
    assert laid(*lines) == [(source, cue, [content])]


@pytest.mark.parametrize(
    "lines",
    [
        ("“We will not sign” — and then he left.",),
        ("“Winter Harbour” — Ida Halvorsen",),
        ("“The harbour is closed in winter.” — Oslo",),
        ("“We will not sign,” he said — Oslo had expected it.",),
        ("They will not sign — Ida Halvorsen",),
        ("They will not sign.", "— Ida Halvorsen"),
        ("“We will not sign.” — Halvorsen told them before she left the room with her whole delegation and went home",),
    ],
)
def test_what_is_not_signed(lines):
    assert laid(*lines) == []


def test_the_layout_goes_before_what_the_network_made_of_the_same_marks():
    text = "\n".join(DIALOGUE)

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    other = Attribution(
        source=(span("the Finnish minister"),), cue=span("spoke"), content=(span("to a broadcaster"),), score=0.7
    )
    colon = text.index("HALVORSEN:") + len("HALVORSEN")
    same = Attribution(source=(), cue=Span(colon, colon + 1), content=(span("We did not see it."),), score=0.7)
    inside = Attribution(source=(span("MR. ARO"),), cue=span("left"), content=(span("the table"),), score=0.7)
    found = laid(*DIALOGUE, found=(other, same, inside))
    assert found[0] == ("the Finnish minister", "spoke", ["to a broadcaster"])
    assert [source for source, _, _ in found[1:]] == ["MR. ARO", "HALVORSEN", "MR. ARO"]


def test_time_grows_as_the_page_does():
    def seconds(count: int) -> float:
        lines = [x for _ in range(count) for x in ("MR. ARO: we never left it", "HALVORSEN: we did not see it")]
        article = article_of((BlockKind.BODY, "Pekka Aro spoke."), *((BlockKind.BODY, line) for line in lines))
        mentions = [Mention(kind=MentionKind.PERSON, span=Span(0, 9), score=1.0)]
        mentions += [
            Mention(kind=MentionKind.PERSON, span=Span(b.span.start, b.span.start + 3), score=1.0)
            for b in article.blocks
        ]
        found = [
            Attribution(
                source=(),
                cue=Span(b.span.end - 7, b.span.end - 3),
                content=(Span(b.span.end - 2, b.span.end),),
                score=0.7,
            )
            for b in article.blocks
        ]
        begin = time.perf_counter()
        assert len(with_turns(article, mentions, found)) == len(lines) + len(found)
        return time.perf_counter() - begin

    # Eight times the page: a square would take sixty-four times as long.
    assert min(seconds(1600) for _ in range(2)) < 30 * min(seconds(200) for _ in range(3))
