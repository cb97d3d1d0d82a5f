"""Article → Reading: one encoder pass over the blocks that may hold facts."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np

from communique.errors import InstallationError
from communique.model import (
    READ_KINDS,
    Article,
    Attribution,
    Block,
    BlockKind,
    Mention,
    MentionKind,
    Reading,
    Span,
    Word,
)
from communique.reading.attribution import Thresholds, attributions
from communique.reading.encoder import Encoder, Scores, Vocabulary
from communique.reading.labels import GAPS
from communique.reading.lemmas import lemma_of
from communique.reading.pieces import Window, windows
from communique.reading.sentences import marks_with_their_sentence, rule_starts
from communique.reading.spans import bio_runs, without_conflicts
from communique.reading.trees import heads_of
from communique.reading.words import cut

DEFAULT = Path(__file__).parent / "weights" / "reader-1"
THREADS = 2
"""Most windows of one article read at the same time; two take 0.6 of the time of one after another."""

_LANGUAGES = ("en",)
_RUNNING = frozenset({BlockKind.BODY, BlockKind.QUOTE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What stands beside the weights: inventories and thresholds (all between 0 and 1)."""

    name: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    scripts: tuple[str, ...]
    crop: int
    buckets: int
    quoted: Thresholds
    named: float
    start: float

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read ``config.json``; InstallationError where it is missing or incomplete."""
        try:
            raw = json.loads(path.read_text(encoding="utf-8"))
            limits = raw["thresholds"]
            return cls(
                name=raw["name"],
                names=tuple(raw["names"]),
                tags=tuple(raw["tags"]),
                relations=tuple(raw["relations"]),
                scripts=tuple(raw["scripts"]),
                crop=raw["crop"],
                buckets=raw["buckets"],
                quoted=Thresholds(
                    cue=limits["cue"], valid=limits["valid"], layer=limits["layer"], switch=limits["switch"]
                ),
                named=limits["name"],
                start=limits["start"],
            )
        except (OSError, ValueError, KeyError) as error:
            raise InstallationError(f"cannot read the reader's {path.name}: {error}") from error


@dataclass(slots=True)
class _Found:
    """What has been read of one window, or so far of one article."""

    sentences: list[int] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)

    def add(self, later: _Found) -> None:
        """Put what a later window says after what is here."""
        self.sentences += later.sentences
        self.words += later.words
        self.mentions += later.mentions
        self.attributions += later.attributions


class Reader:
    """One encoder with its heads. ``name`` is that of the weights; ``digest`` changes with any of their bytes."""

    def __init__(self, folder: Path = DEFAULT, threads: int | None = None) -> None:
        """Open the weights in ``folder``; InstallationError where they are missing or damaged.

        ``threads`` windows are read at a time, by default as many as the process has cores, at most
        ``THREADS``; give 1 where there is a process for every core. No reading depends on it.
        """
        self._threads = threads or min(THREADS, _cores())
        self._config = Config.load(folder / "config.json")
        self._vocabulary = Vocabulary(folder / "tokenizer.json")
        self._encoder = Encoder(folder)
        self.name = self._config.name
        self.digest = hashlib.blake2b((folder / "config.json").read_bytes(), digest_size=8).hexdigest()

    @classmethod
    def load(cls) -> Self:
        """Open the weights that come with the package."""
        return cls()

    def read(self, article: Article) -> Reading:
        """Read the headline, body, captions and the like of ``article``; furniture and blocks in a language
        the reader does not know are left out. The result depends on the article alone."""
        places = [
            place
            for block in article.blocks
            if block.kind in READ_KINDS and (block.language is None or block.language in _LANGUAGES)
            for place in cut(article.text, block.span.start, block.span.end)
        ]
        found = _Found()
        packed = windows(article.text, places, rule_starts(article.text, places), self._vocabulary)
        for part in self._in_order(packed, lambda window: self._read_window(article, places, window)):
            found.add(part)
        return Reading(
            article=article,
            sentences=_sentence_spans(found.sentences, places),
            words=tuple(found.words),
            mentions=tuple(sorted(found.mentions, key=lambda m: (m.span, m.kind))),
            attributions=tuple(sorted(found.attributions, key=lambda a: a.cue)),
            reader=self.name,
        )

    def _in_order(self, packed: list[Window], read: Callable[[Window], _Found]) -> Iterator[_Found]:
        """Yield what is read of each window, in their order. Each is still run alone, and its scores are gone
        when its turn ends, so a long page takes no more memory than what is read of it."""
        if self._threads < 2 or len(packed) < 2:
            yield from map(read, packed)
            return
        with ThreadPoolExecutor(min(self._threads, len(packed))) as pool:
            yield from pool.map(read, packed)

    def _read_window(self, article: Article, places: list[tuple[int, int]], window: Window) -> _Found:
        scores = self._encoder.run(window)
        text, local = article.text, places[window.first : window.last]
        starts = self._starts([text[a:b] for a, b in local], scores, window)
        return _Found(
            sentences=[window.first + s for s in starts],
            words=self._syntax(text, local, scores, starts, window.first),
            mentions=self._names(local, scores, starts),
            attributions=self._quoted(article, local, scores),
        )

    def _starts(self, words: list[str], scores: Scores, window: Window) -> list[int]:
        """Words of a window that begin a sentence: its first, those after a line break, and those the head says."""
        gaps = window.gap[window.heads] - 1
        on = (scores.starts >= self._config.start) | (gaps == GAPS.index("line"))
        on[0] = True
        return marks_with_their_sentence(words, gaps.tolist(), on.tolist())

    def _syntax(
        self, text: str, places: list[tuple[int, int]], scores: Scores, starts: list[int], base: int
    ) -> list[Word]:
        config, scripts, n = self._config, self._config.scripts, len(places)
        heads = np.arange(n)
        for first, last in zip(starts, [*starts[1:], n], strict=True):
            heads[first:last] = np.array(heads_of(scores.arcs[first:last, first:last])) + first
        relations = self._encoder.relations(scores.dep, scores.head[heads])
        root = config.relations.index("root")
        relations[:, root] = -np.inf
        best = relations.argmax(1)
        best[heads == np.arange(n)] = root
        columns = (heads + base, best, scores.tags.argmax(1), scores.scripts.argmax(1))
        return [
            Word(start, end, config.tags[tag], head, config.relations[relation], lemma_of(text[start:end], scripts[at]))
            for (start, end), head, relation, tag, at in zip(places, *(c.tolist() for c in columns), strict=True)
        ]

    def _names(self, places: list[tuple[int, int]], scores: Scores, starts: list[int]) -> list[Mention]:
        """Names do not cross sentences: each sentence's layer is decoded alone."""
        out = []
        for first, last in zip(starts, [*starts[1:], len(places)], strict=True):
            runs = [
                (kind, run)
                for at, kind in enumerate(self._config.names)
                for run in bio_runs(scores.names[first:last, at], self._config.named)
            ]
            for kind, run in without_conflicts(runs):
                span = Span(places[first + run.first][0], places[first + run.last - 1][1])
                out.append(Mention(kind=MentionKind(kind), span=span, score=round(run.score, 4)))
        return out

    def _quoted(self, article: Article, places: list[tuple[int, int]], scores: Scores) -> list[Attribution]:
        config = self._config
        out = []
        for quoted in attributions(self._encoder, scores, config.crop, config.buckets, config.quoted):
            cue = Span(places[quoted.cue[0]][0], places[quoted.cue[1] - 1][1])
            content = _beside(article, cue, places, quoted.content)
            if content:
                source = _beside(article, cue, places, quoted.source)
                out.append(Attribution(source=source, cue=cue, content=content, score=round(quoted.score, 4)))
        return out


def _cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _sentence_spans(starts: list[int], places: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Sentences reach from their first word to the end of their last."""
    ends = [*starts[1:], len(places)]
    return tuple(Span(places[a][0], places[b - 1][1]) for a, b in zip(starts, ends, strict=True))


def _beside(
    article: Article, cue: Span, places: list[tuple[int, int]], runs: tuple[tuple[int, int], ...]
) -> tuple[Span, ...]:
    """Return ``runs`` of words as spans, cut where a block ends, without what lies in another block than the cue
    unless both are running text: a quotation may go on in the next paragraph, a headline never does."""
    home = article.block_at(cue.start)
    out: list[Span] = []
    for first, last in runs:
        held: Block | None = None
        for start, end in places[first:last]:
            block = article.block_at(start)
            if block is None or home is None or (block != home and {block.kind, home.kind} - _RUNNING):
                continue
            if held == block and out:
                out[-1] = Span(out[-1].start, end)
            else:
                out.append(Span(start, end))
            held = block
    return tuple(out)
