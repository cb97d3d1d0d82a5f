"""Which pages share running text: a signature to find pairs by, and an exact comparison of two pages.

Measured on pairs judged by reading (``benchmarks/copies.py``). The table of limits was chosen on the pairs of the
slice ``dev``: between 0.76 and 0.80 of ``COPY`` nothing moves there, between 0.21 and 0.26 of ``PARTIAL`` (the
quarter of the definition) the mean F1 moves by three hundredths.

========== ===== ==============================================================================================
name       value what it decides
========== ===== ==============================================================================================
SHORTEST   4     words of the shortest passage; one of names alone ("Foreign Minister Ada Voss of Norvia") is none
GAP        2     words that may differ between passages that follow each other (a spelling, an added surname)
LONG       7     words of its own a passage has that is no chance ("at the end of the month" is one)
COPY       0.77  share of the shorter page's running words from which it is a copy
PARTIAL    0.23  share of them in long passages from which it is partly the other's
LEAST      10    running words below which a page says nothing about whose hand it is from
========== ===== ==============================================================================================
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import rensa

from communique.model import Article, Kin, Kinship, Span
from communique.story.origin.naming import named_as_source
from communique.story.origin.running import Word, words

SHORTEST, GAP, LONG = 4, 2, 7
COPY, PARTIAL, LEAST = 0.77, 0.23, 10
_PLACES = 4
_SHINGLE, _WINDOW, _SEED = 5, 8, 20_311
_MOST_RIVALS = 24


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two pages share: ``share`` and ``long`` of the shorter one's ``own`` running words, and the passages."""

    own: int
    share: float
    long: float
    passages: tuple[tuple[Span, Span], ...]


def signature(article: Article) -> tuple[int, ...]:
    """Return the marks of a page's running text, 32-bit numbers in ascending order; pages that share one may be kin.

    The least hash of every eight five-word shingles in a row (winnowing, Schleimer et al. 2003, each window a MinHash
    of one permutation), so that the marks of a passage are the same in a short page and in a long one: pages that
    share twelve words in a row always share a mark. No marks: fewer than five words.
    """
    text = [word.text for word in words(article)]
    hashes = [_hash(text[at : at + _SHINGLE]) for at in range(len(text) - _SHINGLE + 1)]
    if not hashes:
        return ()
    windows = [hashes[at : at + _WINDOW] for at in range(max(1, len(hashes) - _WINDOW + 1))]
    rows = rensa.RMinHash.digest_matrix_from_token_hash_sets(windows, num_perm=1, seed=_SEED).to_rows()
    return tuple(sorted({int(row[0]) for row in rows}))


def candidates(signatures: Mapping[str, Sequence[int]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of pages (ids, in order) to compare, by their signatures.

    Each page with the 24 it shares most marks with: one dispatch on a thousand pages asks for 24,000 comparisons, not
    for half a million, and copies of copies are found as such (``origins``).
    """
    holders: dict[int, list[str]] = defaultdict(list)
    for page in sorted(signatures):
        for mark in set(signatures[page]):
            holders[mark].append(page)
    pairs: set[tuple[str, str]] = set()
    for page in sorted(signatures):
        counts: dict[str, int] = defaultdict(int)
        for mark in set(signatures[page]):
            for other in _near(holders[mark], page):
                counts[other] += 1
        best = sorted(counts, key=lambda other: (-counts[other], other))[:_MOST_RIVALS]
        pairs.update((min(page, other), max(page, other)) for other in best)
    return tuple(sorted(pairs))


def _near(holders: list[str], page: str) -> Iterator[str]:
    """Yield other holders of a mark: all, or of a mark on hundreds of pages (a rights line) those next to ``page``."""
    if len(holders) <= 200:
        yield from (other for other in holders if other != page)
        return
    at = holders.index(page)
    yield from (holders[(at + step) % len(holders)] for step in range(1, _MOST_RIVALS // 2 + 1))


def kin(left: Article, right: Article) -> Kin:
    """Compare the running text of two pages word by word, and say how they are related.

    Raises ValueError when both are one article.
    """
    if left.id == right.id:
        raise ValueError("an article is not compared with itself")
    if left.id > right.id:
        left, right = right, left
    overlap = compare(words(left), words(right))
    kinship, how = Kinship.INDEPENDENT, "story.origin.overlap.apart"
    if copied(overlap):
        kinship, how = Kinship.COPY, "story.origin.overlap.copied"
    elif partly(overlap):
        kinship, how = Kinship.PARTIAL, "story.origin.overlap.partly"
    elif anew(left, right, overlap):
        kinship, how = Kinship.CITES, "story.origin.overlap.anew"
    score = round(overlap.share, 4)
    return Kin(left=left.id, right=right.id, kinship=kinship, shared=overlap.passages, how=how, score=score)


def copied(overlap: Overlap) -> bool:
    """Nearly all running text of the shorter page stands in the other one too: both print one dispatch."""
    return overlap.own >= LEAST and overlap.share >= COPY


def partly(overlap: Overlap) -> bool:
    """Whole passages of the shorter page stand in the other one too, more than chance or quotations would explain."""
    return overlap.own >= LEAST and overlap.long >= PARTIAL


def anew(left: Article, right: Article, overlap: Overlap) -> bool:
    """One page tells the matter in its own words and names the other's outlet or agency as its source.

    "The fleet has left port, Northern Wire reported" beside Northern Wire's own page. A passage in common is asked
    for too: whoever names an agency on one matter has not read all that the agency prints.
    """
    if not overlap.passages and overlap.share * overlap.own < SHORTEST:
        return False
    return named_as_source(left, right) is not None or named_as_source(right, left) is not None


def apart(overlap: Overlap) -> bool:
    """The two pages share no running text beyond quotations, names and stock phrases."""
    return not copied(overlap) and not partly(overlap)


def compare(left: Sequence[Word], right: Sequence[Word]) -> Overlap:
    """Lay two texts side by side.

    Words in a quotation count only where one page prints as its own words what the other quotes: two reporters who
    both quote "We shall not give in" have heard the same speaker, a page that puts another's report in quotation
    marks has copied the report.
    """
    swapped = _own(right) < _own(left)
    short, other = (right, left) if swapped else (left, right)
    runs = list(_runs(short, other))
    own = [not word.quoted for word in short]
    shared = bytearray(len(short))
    for run in runs:
        shared[run.at : run.at + run.length] = b"\1" * run.length
        for step in range(run.length):
            own[run.at + step] |= not other[run.there + step].quoted
    joined = list(_joined(runs))
    for run in joined:
        shared[run.at : run.at + run.length] = b"\1" * run.length
    count = sum(own)
    far = [run for run in runs if sum(own[run.at : run.at + run.length]) >= LONG]
    passages = [run for run in joined if sum(own[run.at : run.at + run.length]) >= LONG]
    pairs = [(_span(short, run.at, run.length), _span(other, run.there, run.width)) for run in passages]
    return Overlap(
        own=count,
        share=sum(s for s, mine in zip(shared, own, strict=True) if mine) / count if count else 0.0,
        long=sum(sum(own[run.at : run.at + run.length]) for run in far) / count if count else 0.0,
        passages=tuple(sorted((b, a) if swapped else (a, b) for a, b in pairs)),
    )


@dataclass(frozen=True, slots=True)
class _Run:
    """Words ``at``.. of the shorter text that are the words ``there``.. of the other, ``width`` of them."""

    at: int
    there: int
    length: int
    width: int


def _own(text: Sequence[Word]) -> int:
    return sum(not word.quoted for word in text)


def _runs(short: Sequence[Word], other: Sequence[Word]) -> Iterator[_Run]:
    """Yield the longest runs of equal words, from left to right, no word of either text in two of them.

    Greedy from four-word anchors (at most four places of each), so that time grows with the lengths, not with their
    product: a text of one word said a million times costs no more than another.
    """
    left, right = [word.text for word in short], [word.text for word in other]
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(right) - SHORTEST + 1):
        held = places[tuple(right[at : at + SHORTEST])]
        if len(held) < _PLACES:
            held.append(at)
    used = bytearray(len(right))
    at = 0
    while at <= len(left) - SHORTEST:
        length, there = 0, 0
        for start in places.get(tuple(left[at : at + SHORTEST]), ()):
            same = _same(left, right, at, start, used)
            if same > length:
                length, there = same, start
        if length < SHORTEST:
            at += 1
            continue
        used[there : there + length] = b"\1" * length
        if any(word.plain for word in short[at : at + length]):
            yield _Run(at, there, length, length)
        at += length


def _same(left: list[str], right: list[str], at: int, there: int, used: bytearray) -> int:
    most = min(len(left) - at, len(right) - there)
    for step in range(most):
        if left[at + step] != right[there + step] or used[there + step]:
            return step
    return most


def _joined(runs: list[_Run]) -> Iterator[_Run]:
    """Yield runs, those that follow each other in both texts with at most two other words between them as one."""
    held: _Run | None = None
    for run in runs:
        if held is not None:
            gap, jump = run.at - held.at - held.length, run.there - held.there - held.width
            if gap <= GAP and 0 <= jump <= GAP:
                held = _Run(held.at, held.there, run.at + run.length - held.at, run.there + run.width - held.there)
                continue
            yield held
        held = run
    if held is not None:
        yield held


def _span(text: Sequence[Word], at: int, length: int) -> Span:
    return Span(text[at].start, text[at + length - 1].end)


def _hash(shingle: Sequence[str]) -> int:
    return int.from_bytes(hashlib.blake2b("\0".join(shingle).encode("utf-8", "surrogatepass"), digest_size=8).digest())
