"""Pages that changed, and pages that say what was wrong."""

from __future__ import annotations

import pytest

from communique.model import Account, ArticleKind, BlockKind, Difference, EventType, Status
from communique.story.telling.corrections import corrections_of
from tests.accounts import Draft, article_of, day
from tests.story.hands import desk_of, page

S = Status
Fact = tuple[str, str, dict[str, object]]


def version(*facts: Fact, kind: ArticleKind = ArticleKind.ARTICLE, headline: str = "Blast in Kosta") -> Account:
    draft = page(" ".join(f[0] for f in facts) or "Nothing.", "2031-03-05", headline=headline, kind=kind)
    for text, cue, more in facts:
        draft.event(text, cue, **({"type": EventType.ASSAULT} | more))
    return draft.account()


def told(*versions: Account) -> list[tuple[str, tuple[str, ...]]]:
    desk = desk_of(versions[-1:])
    found: tuple[Difference, ...] = corrections_of(desk, (versions,))
    assert all(d.about == versions[-1].article.id for d in found)
    return [(d.subject, tuple(v.value for v in d.versions)) for d in found]


BLAST: Fact = ("The blast at the grain harbour of Kosta killed 20 people.", "blast", {})
FEWER: Fact = ("The blast at the grain harbour of Kosta killed 12 people.", "blast", {})
RAID: Fact = ("Police raided a flat.", "raided", {})


def test_a_number_that_changed() -> None:
    before, after = version(BLAST, RAID), version(FEWER, RAID)
    assert told(before, after) == [("number", ("20", "12"))]
    desk = desk_of([after])
    (one,) = corrections_of(desk, ((before, after),))
    assert [v.facts for v in one.versions] == [(before.facts[0].id,), (after.facts[0].id,)]
    assert [v.backing.articles for v in one.versions] == [(before.article.id,), (after.article.id,)]
    assert [v.backing.origins for v in one.versions] == [("Kosta Herald",)] * 2


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ((BLAST,), (BLAST,), []),
        ((BLAST, RAID), (RAID, BLAST), []),
        ((BLAST, FEWER), (FEWER,), [("no longer said", ("said", "no longer said"))]),
        ((BLAST, RAID), (BLAST,), [("no longer said", ("said", "no longer said"))]),
        ((BLAST,), (BLAST, RAID), [("now said", ("not said", "said"))]),
        (
            (("Norvia will meet Estmark in Kosta.", "meet", {"status": S.PLANNED, "type": EventType.CONSULT}),),
            (("Norvia will not meet Estmark in Kosta.", "meet", {"status": S.NEGATED, "type": EventType.CONSULT}),),
            [("status", ("planned", "negated"))],
        ),
        (
            (("Norvia struck the port on Monday.", "struck", {"when": day("2031-03-03")}),),
            (("Norvia struck the port on Tuesday.", "struck", {"when": day("2031-03-04")}),),
            [("date", ("2031-03-03", "2031-03-04"))],
        ),
    ],
)
def test_what_changed(
    before: tuple[Fact, ...], after: tuple[Fact, ...], expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    assert told(version(*before), version(*after, headline="Blast in Kosta: what is known")) == expected


def test_what_a_live_page_adds_is_no_correction() -> None:
    live = ArticleKind.LIVE_BLOG
    assert told(version(BLAST, kind=live), version(BLAST, RAID, kind=live)) == []
    assert told(version(BLAST, RAID, kind=live), version(BLAST, kind=live)) != []


def test_versions_one_after_the_other_and_strange_ones() -> None:
    third = version(("The blast at the grain harbour of Kosta killed 11 people.", "blast", {}))
    assert told(version(BLAST), version(FEWER), third) == [("number", ("20", "12")), ("number", ("12", "11"))]
    desk = desk_of([third])
    assert corrections_of(desk, ((), (third,), (third, third))) == ()
    gone = corrections_of(desk, ((version(BLAST), version(FEWER)),))
    assert [v.backing.origins for v in gone[0].versions] == [(), ()]


NOTICES = [
    (
        "Correction: An earlier version of this article said 20 were hurt in Kosta. It was 12.",
        ("Correction: An earlier version of this article said 20 were hurt in Kosta.", "It was 12."),
    ),
    (
        "The harbour is in Vell. We wrongly stated that it was in Kosta.",
        ("We wrongly stated that it was in Kosta.", "The harbour is in Vell."),
    ),
    ("The blast hurt 12 people, not 20.", ("20", "The blast hurt 12 people")),
    ("This article has been amended.", ("as first published", "This article has been amended.")),
]


@pytest.mark.parametrize(("notice", "expected"), NOTICES)
def test_what_a_page_calls_wrong(notice: str, expected: tuple[str, str]) -> None:
    text = "A blast hurt people."
    draft = Draft(article_of((BlockKind.BODY, text), (BlockKind.CORRECTION, notice), published=day("2031-03-05")))
    draft.event(text, "blast", type=EventType.ASSAULT)
    fact = draft.event(notice, notice.split()[1], type=EventType.ASSAULT)
    (one,) = corrections_of(desk_of([draft.account()]), ())
    assert (one.about, tuple(v.value for v in one.versions)) == (draft.article.id, expected)
    assert {f for v in one.versions for f in v.facts} <= {fact}
    for v in one.versions:
        assert v.words is None or v.words.of(draft.article.text) == v.value


def test_a_page_that_is_a_correction() -> None:
    wrong = "A story on 4 March misstated the place of the talks. They were held in Vell."
    draft = Draft(
        article_of((BlockKind.BODY, wrong), (BlockKind.BODY, "Read more of the talks."), kind=ArticleKind.CORRECTION)
    )
    (one,) = corrections_of(desk_of([draft.account()]), ())
    assert [v.value for v in one.versions] == [
        "A story on 4 March misstated the place of the talks.", "They were held in Vell.",
    ]  # fmt: skip
    plain = Draft(article_of((BlockKind.BODY, wrong)))
    assert corrections_of(desk_of([plain.account()]), ()) == ()
