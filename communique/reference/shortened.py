"""Bodies named once and then called by the last word of their names: "the Fund", "the league", "the paper"."""

from __future__ import annotations

from communique.model import ActorKind
from communique.reference.cast import Cast, Draft
from communique.reference.descriptions import described
from communique.reference.grammar import Chunk

WORDS = frozenset(
    "fund center centre league front society federation trust forum initiative project chamber exchange brotherhood "
    "institution club conference corps union association foundation institute academy bureau brigade board "
    "commission committee council agency authority tribunal bank organisation organization network coalition "
    "alliance movement party congress ministry department embassy mission group company".split()
)
"""Last words of names of bodies, by which alone a page calls them."""
_PAPERS = frozenset("paper newspaper daily weekly magazine tabloid broadcaster broadsheet channel station".split())
_FEW = 100
_NEAR = 12


def shorten(cast: Cast) -> None:
    """Let "the fund" mean the last body before it whose name ends so, and "the paper" the last paper named."""
    for chunk in cast.grammar.chunks:
        if not _bare(cast, chunk) or chunk.head in cast.at or chunk.head in cast.titles:
            continue
        draft = _meant(cast, chunk)
        if draft is not None:
            name(cast, chunk, draft)


def name(cast: Cast, chunk: Chunk, draft: Draft) -> None:
    """The last word of the name of a body the page has named, with "the": "the fund" for the Norland Relief Fund.

    "the paper" and its like mean the paper or station named last before.
    """
    span = cast.grammar.span(chunk.first, chunk.last)
    cast.describe(span, chunk.head, draft, how="reference.shortened.name", score=0.7)


def _bare(cast: Cast, chunk: Chunk) -> bool:
    """Tell whether a phrase is "the" and one such word, and somebody's doing in its sentence, not a thing."""
    grammar = cast.grammar
    if chunk.last - chunk.first != 2 or chunk.owner is not None or grammar.form(chunk.first) != "the":
        return False
    word = grammar.form(chunk.head)
    if word not in WORDS and word not in _PAPERS:
        return False
    if word in _PAPERS or described(cast, chunk) is None:
        return grammar.relation(chunk.head) == "nsubj" and grammar.form(chunk.last) != "of"
    return False


def _meant(cast: Cast, chunk: Chunk) -> Draft | None:
    grammar = cast.grammar
    word = grammar.form(chunk.head)
    found: list[tuple[int, Draft]] = []
    drafts = cast.drafts if word in _PAPERS else cast.spelled.get(word, ())
    for draft in drafts[-_FEW:]:
        if draft.kind is ActorKind.PERSON or not draft.forms:
            continue
        fits = draft.kind is ActorKind.MEDIA if word in _PAPERS else any(form[-1:] == (word,) for form in draft.forms)
        before = cast.last_before(draft, chunk.first) if fits else None
        near = before is not None and grammar.sentence[chunk.first] - grammar.sentence[before] <= _NEAR
        if before is not None and (near or word in WORDS):
            found.append((before, draft))
    return max(found, key=lambda pair: pair[0])[1] if found else None
