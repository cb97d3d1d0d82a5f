"""Roles decoded as a sequence, and spans that stay in their block."""

import numpy as np
import pytest

from communique.model import Article, ArticleKind, Block, BlockKind, Span
from communique.reading.attribution import Thresholds, assemble, decode
from communique.reading.reader import _beside
from communique.reading.spans import Run


def likely(roles: str, sure: float = 0.9) -> np.ndarray:
    """Probabilities (1, c, 4) that favour ``-`` none, ``s`` source, ``c`` cue, ``t`` content."""
    out = np.full((1, len(roles), 4), (1 - sure) / 3, dtype=np.float32)
    for at, role in enumerate(roles):
        out[0, at, "-sct".index(role)] = sure
    return out


def decoded(roles: str, switch: float, unsure: int | None = None) -> str:
    classes = likely(roles)
    if unsure is not None:
        classes[0, unsure] = (0.5, 0.05, 0.05, 0.4)
    inside = np.ones((1, len(roles)), dtype=bool)
    limits = Thresholds(cue=0.5, valid=0.5, layer=0.0, switch=switch)
    return "".join("-sct"[r] for r in decode(classes, np.zeros((1, len(roles)), np.float32), inside, limits)[0])


def test_a_doubtful_word_does_not_break_what_is_said() -> None:
    assert decoded("scttttt", switch=0.0, unsure=4) == "sctt-tt"
    assert decoded("scttttt", switch=2.0, unsure=4) == "scttttt"


def test_what_is_sure_stands_whatever_a_change_costs() -> None:
    assert decoded("sctt---", switch=2.0) == "sctt---"


def test_words_outside_the_window_have_no_role() -> None:
    inside = np.array([[True, True, True, False]])
    limits = Thresholds(cue=0.5, valid=0.5, layer=0.0, switch=0.0)
    assert decode(likely("sctt"), np.zeros((1, 4), np.float32), inside, limits).tolist() == [[1, 2, 3, 0]]


def test_a_cue_without_content_is_no_attribution() -> None:
    classes = likely("sc--")[0]
    assert assemble(Run(1, 2, 0.9), 0.9, np.array([1, 2, 0, 0]), classes, np.arange(4)) is None


def test_the_likelier_of_two_sources_stands() -> None:
    classes = likely("s-ctts")[0]
    found = assemble(Run(2, 3, 0.9), 0.9, np.array([1, 0, 2, 3, 3, 1]), classes, np.arange(6))
    assert found is not None
    assert found.content == ((3, 5),)
    assert len(found.source) == 1


def test_a_word_in_the_gap_of_the_source_is_not_what_is_said() -> None:
    classes = likely("stsctt")[0]
    found = assemble(Run(3, 4, 0.9), 0.9, np.array([1, 3, 1, 2, 3, 3]), classes, np.arange(6))
    assert found is not None
    assert (found.source, found.content) == (((0, 3),), ((4, 6),))


TEXT = "Voss warns Estmark\nTroops must leave, Voss said.\nThe road is closed."


def article(first: BlockKind) -> Article:
    spans = [Span(0, 18), Span(19, 48), Span(49, len(TEXT))]
    kinds = [first, BlockKind.BODY, BlockKind.BODY]
    return Article(
        id="a", origin="a", url=None, kind=ArticleKind.ARTICLE, publisher=None, authors=(), published=None,
        language="en", text=TEXT, credits=(),
        blocks=tuple(Block(kind=k, span=s) for k, s in zip(kinds, spans, strict=True)),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "kept"),
    [
        # A headline never goes on in the text; a quotation may go on in the next paragraph, as a second span.
        (BlockKind.HEADLINE, ["Troops must leave", "The road"]),
        (BlockKind.BODY, ["Estmark", "Troops must leave", "The road"]),
    ],
)
def test_what_is_said_stays_with_its_cue(first: BlockKind, kept: list[str]) -> None:
    words = ["Estmark", "Troops", "must", "leave", "The", "road"]
    places = [(TEXT.index(w), TEXT.index(w) + len(w)) for w in words]
    cue = Span(TEXT.index("said"), TEXT.index("said") + 4)
    found = _beside(article(first), cue, places, ((0, 6),))
    assert [s.of(TEXT) for s in found] == kept
