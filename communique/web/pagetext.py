"""A page's text cut into pieces under the same marks, block by block: what the page view shows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from communique.export.marks import Mark, passages_of, pieces_of
from communique.export.wording import clipped
from communique.model import STORY_KINDS, Account, Block, Event, Evidence, Span, Statement, type_of_fact

LAYERS = ("statement", "event", "proposal", "situation", "condition", "speaker", "content", "credit")
"""What a stretch of text can be to a fact, in the order of the legend; the kinds stand for the words that tell it."""
_FURNITURE = 600
"""Characters shown of a block that is no part of the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words under the same marks throughout; ``layers`` of ``LAYERS``, none for plain text."""

    words: str
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Pieces of one cited sentence, or plain text between two. ``facts``: ids of the facts whose first words begin
    here; ``cards``: numbers and ids of those told in it, at its end; ``is_chosen``: holds words of the fact asked for.
    """

    pieces: tuple[Piece, ...]
    is_cited: bool
    facts: tuple[str, ...]
    cards: tuple[tuple[int, str], ...]
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A block of the page; ``kind`` of ``BlockKind``, ``time`` EDTF of an entry of a live blog."""

    kind: str
    language: str | None
    time: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of blocks that are all of the story, or all round it."""

    is_story: bool
    blocks: tuple[Paragraph, ...]


def parts_of(account: Account, numbers: Mapping[str, int], chosen: str | None) -> tuple[Part, ...]:
    """Return the text of a page in parts; ``numbers`` of its facts by id, ``chosen`` the fact asked for.

    A fact none of whose words lie in a shown block cannot be: each evidence is cited from the text, and blocks of the
    story are shown whole.
    """
    maker = _Maker(account, numbers, chosen)
    found = []
    for is_story, run in groupby(account.article.blocks, key=lambda block: block.kind in STORY_KINDS):
        found.append(Part(is_story=is_story, blocks=tuple(maker.paragraph(block, whole=is_story) for block in run)))
    return tuple(found)


def layers_of(account: Account) -> Iterator[tuple[Span, str]]:
    """Yield every marked stretch with its layer: words of facts by kind, and credits."""
    for fact in account.facts:
        kind = type_of_fact[type(fact)]
        if isinstance(fact, Statement):
            yield fact.cue, kind
            yield from ((span, "speaker") for span in fact.source)
            yield from ((span, "content") for span in fact.content)
        else:
            yield from ((evidence.cue, kind) for evidence in fact.evidence)
        if isinstance(fact, Event) and fact.condition is not None:
            yield fact.condition, "condition"
    yield from ((credit.span, "credit") for credit in account.article.credits if credit.span is not None)


class _Maker:
    """Cuts blocks into passages and pieces; marks are looked up by block, so that a long page costs no more a block."""

    def __init__(self, account: Account, numbers: Mapping[str, int], chosen: str | None) -> None:
        self._text, self._numbers = account.article.text, numbers
        self._passages = passages_of(account)
        self._starts = [passage.start for passage in self._passages]
        self._marks: dict[int, list[Mark]] = defaultdict(list)
        blocks = account.article.blocks
        starts = [block.span.start for block in blocks]
        for span, layer in sorted(set(layers_of(account))):
            for at in range(max(0, bisect_right(starts, span.start) - 1), bisect_left(starts, span.end)):
                self._marks[starts[at]].append(Mark(span=span, layer=layer))
        self._first = _by_passage(((f.evidence[:1], f.id) for f in account.facts), self._starts)
        self._told = _by_passage(((f.evidence, f.id) for f in account.facts), self._starts)
        there = [e for f in account.facts if f.id == chosen for e in f.evidence]
        self._chosen = frozenset(_by_passage([(tuple(there), chosen or "")], self._starts))
        self._begun: set[int] = set()

    def paragraph(self, block: Block, *, whole: bool) -> Paragraph:
        """Return a block; of one that is not of the story its start."""
        if whole or block.span.start in self._marks:
            inside = self._inside(block.span)
            pieces = pieces_of(block.span, tuple(self._marks.get(block.span.start, ())), inside)
            runs = groupby(pieces, key=lambda piece: piece.group)
            passages = tuple(
                self._passage(group, tuple(Piece(words=p.span.of(self._text), layers=p.layers) for p in run), block)
                for group, run in runs
            )
        else:
            words = Piece(words=clipped(block.span.of(self._text), _FURNITURE), layers=())
            passages = (self._passage(None, (words,), block),)
        return Paragraph(
            kind=block.kind.value,
            language=block.language[:35] if block.language else None,
            time=block.time.edtf if block.time else None,
            passages=passages,
        )

    def _inside(self, block: Span) -> tuple[Span, ...]:
        first = max(0, bisect_right(self._starts, block.start) - 1)
        return self._passages[first : bisect_left(self._starts, block.end)]

    def _passage(self, group: Span | None, pieces: tuple[Piece, ...], block: Block) -> Passage:
        if group is None:
            return Passage(pieces=pieces, is_cited=False, facts=(), cards=(), is_chosen=False)
        # A sentence that runs over the end of its block is shown in parts: the first is where links lead to.
        is_first = group.start not in self._begun
        self._begun.add(group.start)
        ends = group.end <= block.span.end
        cards = sorted((self._numbers[fact], fact) for fact in self._told.get(group.start, ()))
        return Passage(
            pieces=pieces,
            is_cited=True,
            facts=tuple(self._first.get(group.start, ())) if is_first else (),
            cards=tuple(cards) if ends else (),
            is_chosen=group.start in self._chosen,
        )


def _by_passage(facts: Iterable[tuple[tuple[Evidence, ...], str]], starts: list[int]) -> dict[int, list[str]]:
    """Return ids of facts by the start of the passage that holds a sentence of theirs, each once."""
    found: dict[int, list[str]] = defaultdict(list)
    for evidence, fact in facts:
        for piece in evidence:
            at = bisect_right(starts, piece.sentence.start) - 1
            if at >= 0 and fact not in found[starts[at]]:
                found[starts[at]].append(fact)
    return found
