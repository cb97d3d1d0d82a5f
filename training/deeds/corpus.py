"""Hand-coded event words laid over what the shipped reader sees: states, trees, candidates for the parties.

``coded.jsonl`` holds offsets and codes alone, coded for this project by the guide in ``docs/coding.md``: ``source``
and ``doc`` say where the text is (ids of single sentences are joined by "+"; each then ends with an empty line),
``end`` where what is coded ends, ``rows`` the event words: ``event`` (number of the happening in the text), ``type``,
``mode``, ``status``, ``cue`` [start, end], ``actors`` and ``recipients`` [[start, end]], ``optional`` where a coder was
in doubt.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from benchmarks.tasks.texts import article_of
from communique.model import Deed, Reading, Span, Word
from communique.reading.deeds import STATUSES, TYPES, Deeds, Floats, Paths, candidates, nearest, tellers
from communique.reading.encoder import Scores
from training.links.corpus import Watching

CODED = Path(__file__).parent / "coded.jsonl"
DOUBTED = 0.0
"""How much an event word counts that its coder was in doubt of."""


class _Untaught(Deeds):
    """Reads nothing: the matrices are still to be learned."""

    def __init__(self) -> None:
        pass

    def read(self, *_: object) -> list[Deed]:
        """Return no deed."""
        return []


class Looking(Watching):
    """The shipped reader, which also keeps the states of all words of the last article, and where mentions are."""

    seen: list[tuple[Floats, Floats]]

    def read_seen(self, name: str, text: str) -> tuple[Reading, Floats, Floats]:
        """Return the reading, the states (w, 768) of its words and the chance that each heads a mention (w,)."""
        self.seen = []
        reading = self.read(article_of(name, text))
        return reading, np.concatenate([s for s, _ in self.seen]), np.concatenate([m for _, m in self.seen])

    def _open_deeds(self, folder: Path) -> Deeds:
        return _Untaught()

    def _deeds_of(self, text: str, words: list[Word], scores: Scores, starts: list[int], base: int) -> list[Deed]:
        self.seen.append((np.concatenate([scores.words, scores.low], axis=1), scores.mention))
        return []


@dataclass(slots=True)
class Pairs:
    """The candidates of one event word: words, classes of features (n, slots), roles (n,) none, actor, recipient;
    ``weight``: how much they count."""

    event: int
    others: Tensor
    classes: Tensor
    roles: Tensor
    weight: float


@dataclass(slots=True)
class Case:
    """One text. Of the t words that may tell a deed: ``at`` in the text, ``types`` (0 none), ``statuses`` and ``modes``
    (-1 and None: not told), ``weight``; ``states`` (w, 768) of all its words."""

    doc: str
    states: Tensor
    at: Tensor
    types: Tensor
    statuses: Tensor
    modes: list[str | None]
    weight: Tensor
    pairs: list[Pairs]


def cases(shared: Path, coded: Path = CODED) -> Iterator[Case]:
    """Yield every coded text as it is read."""
    reader = Looking(threads=1)
    sources: dict[str, dict[str, str]] = {}
    for row in map(json.loads, coded.read_text(encoding="utf-8").splitlines()):
        known = sources.setdefault(row["source"], {}) or sources[row["source"]]
        if not known:
            known.update(_texts(shared / "gold" / row["source"]))
        text = text_of(row, known)
        reading, states, mention = reader.read_seen(row["doc"], text)
        yield _case(row, reading, states, mention)


def text_of(row: dict[str, Any], known: dict[str, str]) -> str:
    """Return the text a row is about; KeyError where the source lacks it."""
    if "+" in row["doc"]:
        parts = (" ".join(known[name].split()) for name in row["doc"].split("+"))
        return "\n\n".join(parts)
    return known[row["doc"]][: row["end"]]


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, filter(str.strip, lines)):
            text = row.get("text") or row.get("body") or ""
            title = f"{row['title']}.\n\n" if "prompt" in row else ""
            yield str(row.get("doc") or row.get("page") or row["id"]), title + text


def _case(row: dict[str, Any], reading: Reading, states: Floats, mention: Floats) -> Case:
    words, text = reading.words, reading.article.text
    at = tellers(words)
    place = {w: n for n, w in enumerate(at)}
    types, statuses, weight = np.zeros(len(at), dtype=np.int64), np.full(len(at), -1), np.ones(len(at))
    modes: list[str | None] = [None] * len(at)
    paths, may = Paths(words, mention), candidates(words, text, mention)
    starts = [s.start for s in reading.sentences]
    sentence = np.searchsorted(starts, [w.start for w in words], side="right")
    pairs = []
    for code in sorted(row["rows"], key=lambda r: bool(r["optional"])):
        word = _cue(reading, code["cue"])
        if word is None or word not in place or types[place[word]]:
            continue
        n = place[word]
        types[n], statuses[n] = 1 + TYPES.index(code["type"]), STATUSES.index(code["status"])
        weight[n] = DOUBTED if code["optional"] else 1.0
        modes[n] = f"{code['type']}:{code['mode'] or ''}"
        others = nearest(word, [m for m in may if sentence[m] == sentence[word]])
        if others:
            sides = [{head_of(reading, span) for span in code[side]} for side in ("actors", "recipients")]
            roles = [1 if m in sides[0] else 2 if m in sides[1] else 0 for m in others]
            classes = paths.of(word, others, TYPES.index(code["type"]))
            doubt = 0.5 if code["optional"] else 1.0
            pairs.append(Pairs(word, torch.tensor(others), torch.from_numpy(classes), torch.tensor(roles), doubt))
    return Case(
        doc=row["doc"],
        states=torch.from_numpy(states),
        at=torch.tensor(at),
        types=torch.from_numpy(types),
        statuses=torch.from_numpy(statuses),
        modes=modes,
        weight=torch.from_numpy(weight.astype(np.float32)),
        pairs=pairs,
    )


def _cue(reading: Reading, span: Sequence[int]) -> int | None:
    """Return the event word of a cue: a verb it begins with ("called off"), else its head."""
    inside = reading.words_in(Span(*span))
    if inside and reading.words[inside[0]].tag == "VERB":
        return inside[0]
    return head_of(reading, span)


def head_of(reading: Reading, span: Sequence[int]) -> int | None:
    """Return the word of a span whose head lies outside it, articles aside; None where it has no word."""
    inside = list(reading.words_in(Span(*span)))
    inside = [i for i in inside if reading.words[i].tag not in {"PUNCT", "DET", "ADP"}] or inside
    tops = (i for i in inside if reading.words[i].head not in inside or reading.words[i].head == i)
    return next(tops, inside[0] if inside else None)
