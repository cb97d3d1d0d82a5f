"""Article → Reading: one encoder pass over the blocks that may hold facts."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import numpy as np

from communique.model import (
    READ_KINDS,
    Article,
    Attribution,
    BlockKind,
    Deed,
    EventWord,
    Link,
    Mention,
    MentionKind,
    Reading,
    Span,
    TimeSpan,
    WhenType,
    Word,
)
from communique.reading.attribution import attributions
from communique.reading.config import Config
from communique.reading.deeds import Deeds
from communique.reading.encoder import Encoder, Scores, Vocabulary
from communique.reading.ends import Ends
from communique.reading.events import NO_EVENT, Events, PairScores, Relations
from communique.reading.eventwords import children_of, event_words, stance_of, with_conditions
from communique.reading.links import Head, Linker, chains_of, written
from communique.reading.marks import completed
from communique.reading.mentions import Marked, Mentions, gather
from communique.reading.pairs import pairs_of
from communique.reading.phrases import whole
from communique.reading.pieces import Window, windows
from communique.reading.sentences import rule_starts, starts_of
from communique.reading.spans import Floats, joined, layer_runs, without_conflicts
from communique.reading.syntax import parsed
from communique.reading.turns import with_turns
from communique.reading.vectors import Vectors
from communique.reading.words import cut

DEFAULT = Path(__file__).parent / "weights" / "reader-3"
THREADS = 2
"""Most windows of one article read at the same time; two take 0.6 of the time of one after another."""

_LANGUAGES = ("en",)
_RUNNING = frozenset({BlockKind.BODY, BlockKind.QUOTE})


@dataclass(slots=True)
class _Found:
    """What has been read of one window, or so far of one article."""

    sentences: list[int] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    phrases: list[Mention] = field(default_factory=list)
    times: list[TimeSpan] = field(default_factory=list)
    events: list[tuple[int, EventWord]] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    vectors: list[tuple[int, bytes]] = field(default_factory=list)

    def add(self, later: _Found) -> None:
        """Put what a later window says after what is here."""
        self.sentences += later.sentences
        self.words += later.words
        self.mentions += later.mentions
        self.attributions += later.attributions
        self.phrases += later.phrases
        self.times += later.times
        self.events += later.events
        self.heads += later.heads
        self.deeds += later.deeds
        self.vectors += later.vectors


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
        self._linker = self._open_linker(folder)
        self._ends = self._open_ends(folder)
        self._deeds = self._open_deeds(folder)
        self._vectors = self._open_vectors(folder)
        self._folder = folder
        self._relations: Relations | None = None
        self.name = self._config.name
        self.digest = hashlib.blake2b((folder / "config.json").read_bytes(), digest_size=8).hexdigest()

    def _open_linker(self, folder: Path) -> Linker:
        return Linker(folder / "links.npz", np.array(self._config.links, dtype=np.float32))

    def _open_ends(self, folder: Path) -> Ends:
        return Ends(folder / "ends.npz")

    def _open_deeds(self, folder: Path) -> Deeds:
        return Deeds(folder / "deeds.npz")

    def _open_vectors(self, folder: Path) -> Vectors:
        return Vectors(folder / "vectors.npz")

    @classmethod
    def load(cls, threads: int | None = None) -> Self:
        """Open the weights that come with the package."""
        return cls(threads=threads)

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
        kids = children_of(found.words)
        mentions = sorted(found.mentions, key=lambda m: (m.span, m.kind))
        said = with_turns(article, mentions, completed(article.text, places, found.attributions))
        said = sorted(said, key=lambda a: a.cue)
        chains, links = self._chains(article.text, found, kids, said)
        return Reading(
            article=article,
            sentences=_sentence_spans(found.sentences, places),
            words=tuple(found.words),
            mentions=tuple(mentions),
            attributions=tuple(said),
            reader=self.name,
            phrases=tuple(whole(found.words, found.phrases)),
            times=tuple(sorted(found.times, key=lambda t: t.span)),
            events=tuple(with_conditions(found.words, kids, found.events)),
            chains=chains,
            links=links,
            deeds=tuple(found.deeds),
            vectors=tuple(found.vectors),
        )

    def _chains(
        self, text: str, found: _Found, kids: list[list[int]], said: list[Attribution]
    ) -> tuple[tuple[tuple[Span, ...], ...], tuple[Link, ...]]:
        """Who is meant: the mentions of each chain as the phrases their heads govern, and the links behind them."""
        words, heads = found.words, found.heads
        of = np.searchsorted(found.sentences, np.arange(len(words)), side="right") - 1
        places = [head.word for head in heads]
        marked = Marked(sentence=of.tolist(), names=found.mentions, phrases=found.phrases, attributions=said)
        seen = gather(text, words, kids, places, marked)
        links = self._linker.links(heads, seen)
        chains = chains_of(links)
        members = sorted(i for chain in chains for i in chain)
        ends = dict(zip(members, self._phrases(heads, seen, members), strict=True))
        spans = {i: Span(words[first].start, words[last - 1].end) for i, (first, last) in ends.items()}
        return tuple(tuple(spans[i] for i in chain) for chain in chains), written(heads, links)

    def _phrases(self, heads: list[Head], seen: Mentions, members: list[int]) -> list[tuple[int, int]]:
        """The first and after the last word of these mentions; a pronoun is its own phrase."""
        if not members:
            return []
        first, last = seen.first[members], seen.last[members]
        scores = np.stack([heads[i].ends for i in members])
        begins, ends = self._ends.mended(scores, seen.heads[members], first, last)
        pronoun = seen.persons[members] > 0
        begins, ends = np.where(pronoun, first, begins), np.where(pronoun, last, ends)
        return list(zip(begins.tolist(), ends.tolist(), strict=True))

    def relate(self, text: str, source: Span | None, target: Span | None) -> PairScores:
        """Score what ``source`` did to ``target`` in ``text``, a sentence (PLOVER types, and none at all).

        Spans are offsets into ``text``; None is a party the text does not name. Raises InstallationError when
        the weights of this head are missing or damaged.
        """
        if self._relations is None:
            self._relations = Relations(self._vocabulary, self._encoder.bottom, Events(self._folder))
        return self._relations.relate(text, source, target)

    def typed(self, reading: Reading) -> Reading:
        """Return the reading with the PLOVER type of every event whose subject and other party are named.

        Not part of ``read``: each pair costs a short run of its own.
        """
        events = list(reading.events)
        for asked in pairs_of(reading):
            base = asked.sentence.start
            text = asked.sentence.of(reading.article.text)
            spans = [Span(s.start - base, s.end - base) for s in (asked.source, asked.target)]
            scores = self.relate(text, spans[0], spans[1])
            if scores.types[NO_EVENT] < 0.5:
                events[asked.event] = replace(events[asked.event], type=scores.best)
        return replace(reading, events=tuple(events))

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
        gaps = (window.gap[window.heads] - 1).tolist()
        starts = starts_of([text[a:b] for a, b in local], gaps, scores.starts.tolist(), self._config.start)
        words = parsed(self._encoder, self._config, text, local, scores, starts, window.first)
        config, limits = self._config, self._config.limits

        def mentions(layers: Floats, kinds: tuple[str, ...], limit: float) -> list[Mention]:
            found = _layers(layers, kinds, limit, local, starts)
            return [Mention(kind=MentionKind(kind), span=span, score=score) for kind, span, score in found]

        events = self._events(words, scores, window.first)
        states = np.concatenate([scores.words, scores.low], axis=1)
        deeds = self._deeds_of(text, words, scores, states, starts, window.first)
        return _Found(
            sentences=[window.first + s for s in starts],
            words=words,
            attributions=self._quoted(article, local, scores, words),
            mentions=mentions(scores.names, config.names, config.named),
            phrases=mentions(scores.phrases, config.phrases, limits.phrase),
            times=[
                TimeSpan(type=WhenType(kind), span=span, score=score)
                for kind, span, score in _layers(scores.times, config.times, limits.time, local, starts)
            ],
            events=events,
            heads=self._heads(text, words, scores, starts, window.first),
            deeds=deeds,
            vectors=self._vectors_of({at for at, _ in events} | {deed.word for deed in deeds}, states, window.first),
        )

    def _events(self, words: list[Word], scores: Scores, base: int) -> list[tuple[int, EventWord]]:
        config = self._config
        found = event_words(
            words,
            (scores.events, config.events),
            (scores.status, config.statuses),
            (scores.certainty, config.certainty),
            config.limits.event,
        )
        return [(base + at, event) for at, event in found]

    def _heads(self, text: str, words: list[Word], scores: Scores, starts: list[int], base: int) -> list[Head]:
        """The heads of mentions, with what linking them to those of other windows needs."""
        at = np.flatnonzero(scores.mention >= self._config.limits.mention)
        seen = self._linker.seen(scores.words[at])
        ends = self._ends.scores(scores.words, at, starts)
        chances = scores.mention[at].tolist()
        found = zip(at.tolist(), seen, scores.back[at], scores.fore[at], chances, ends, strict=True)
        return [
            Head(
                word=base + i,
                form=text[words[i].start : words[i].end].lower(),
                tag=words[i].tag,
                state=state,
                back=back,
                fore=fore,
                mention=mention,
                ends=end,
            )
            for i, state, back, fore, mention, end in found
        ]

    def _deeds_of(
        self, text: str, words: list[Word], scores: Scores, states: Floats, starts: list[int], base: int
    ) -> list[Deed]:
        return self._deeds.read(text, words, states, scores.mention, starts, base, self._config.limits.deed)

    def _vectors_of(self, told: set[int], states: Floats, base: int) -> list[tuple[int, bytes]]:
        """The vectors of the words (indices in the article) that may tell of an event."""
        at = sorted(told)
        return list(zip(at, self._vectors.of(states[[i - base for i in at]]), strict=True))

    def _quoted(
        self, article: Article, places: list[tuple[int, int]], scores: Scores, words: list[Word]
    ) -> list[Attribution]:
        config = self._config
        out = []
        for quoted in attributions(self._encoder, scores, config.crop, config.buckets, config.quoted):
            cue = Span(places[quoted.cue[0]][0], places[quoted.cue[1] - 1][1])
            content = _beside(article, cue, places, quoted.content)
            if content:
                source = _beside(article, cue, places, quoted.source)
                a, b = quoted.cue
                stance = stance_of(scores.events[a:b], config.events, [w.lemma for w in words[a:b]])
                out.append(
                    Attribution(source=source, cue=cue, content=content, score=round(quoted.score, 4), stance=stance)
                )
        return out


def _layers(
    layers: Floats, kinds: tuple[str, ...], limit: float, places: list[tuple[int, int]], starts: list[int]
) -> Iterator[tuple[str, Span, float]]:
    """Yield kind, span and score of what BIO layers (w, kinds, 3) mark; no name crosses from one sentence to the
    next, and of overlapping stretches the likeliest stands."""
    found = []
    for kind, runs in zip(kinds, layer_runs(layers, limit, starts), strict=True):
        found += [(kind, run) for run in joined(runs, places, starts)]
    for kind, run in without_conflicts(found):
        yield kind, Span(places[run.first][0], places[run.last - 1][1]), round(run.score, 4)


def _cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _sentence_spans(starts: list[int], places: list[tuple[int, int]]) -> tuple[Span, ...]:
    """Sentences reach from their first word to the end of their last."""
    ends = [*starts[1:], len(places)] if starts else []
    return tuple(Span(places[a][0], places[b - 1][1]) for a, b in zip(starts, ends, strict=True))


def _beside(
    article: Article, cue: Span, places: list[tuple[int, int]], runs: tuple[tuple[int, int], ...]
) -> tuple[Span, ...]:
    """Return ``runs`` of words as spans, cut where a block ends, without what lies in another block than the cue
    unless both are running text: a quotation may go on in the next paragraph, a headline never does."""
    home = article.block_at(cue.start)
    out: list[Span] = []
    for first, last in runs:
        at = first
        while at < last:
            block = article.block_at(places[at][0])
            begin, at = at, at + 1
            while block and at < last and places[at][0] < block.span.end:
                at += 1
            if block and home and (block == home or not {block.kind, home.kind} - _RUNNING):
                out.append(Span(places[begin][0], places[at - 1][1]))
    return tuple(out)
