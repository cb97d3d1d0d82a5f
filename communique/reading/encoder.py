"""The word-piece tokenizer and the ONNX sessions; nothing here decides anything.

Each window is run alone on one thread: dynamic int8 scales its activations per run, so a window run
beside others would come out differently, and two threads on 256 pieces only wait for each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from tokenizers import Tokenizer

from communique.errors import InstallationError
from communique.reading.pieces import Window

Floats = NDArray[np.float32]
_UNKNOWN = 100
_REMEMBERED = 20_000
"""Words whose pieces are kept from page to page (some five megabytes); with more, all are forgotten."""
_SLOWER = ["SkipLayerNormFusion"]
"""Optimisations of the runtime that cost: addition and normalisation in one take four times as long as apart."""


class Vocabulary:
    """BERT's uncased word pieces (30,522), from a ``tokenizer.json``."""

    def __init__(self, path: Path) -> None:
        """Load the tokenizer at ``path``; InstallationError where it is missing or damaged."""
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # the library raises plain Exception
            raise InstallationError(f"cannot read the tokenizer {path.name}: {error}") from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """Return the piece ids of each word; a word without any becomes the unknown piece."""
        known = self._known
        new = [word for word in dict.fromkeys(words) if word not in known]
        known.update(zip(new, self._cut(new), strict=True))
        if len(known) > _REMEMBERED:
            self._known = {}
        return [known[word] for word in words]

    def _cut(self, words: list[str]) -> list[tuple[int, ...]]:
        encoded = self._tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        out: list[list[int]] = [[] for _ in words]
        for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
            if word is not None:
                out[word].append(piece)
        return [tuple(ids) or (_UNKNOWN,) for ids in out]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the heads say of the w words of a window. All are probabilities but ``scripts`` and ``arcs``.

    words (w, 384) states; roles (w, 3, 3) and names (w, types, 3) over O, B, I; starts (w,);
    tags (w, 17); scripts (w, lemma scripts); arcs (w, w), row the dependent, column the head, a root
    its own head; dep and head (w, 97) are states for ``relations``; phrases (w, kinds, 3) and times
    (w, types, 3) over O, B, I; events (w, 8), the first none; status (w, 4); certainty (w, 7);
    mention (w,) heads a mention; back and fore (w, 128) and anaphoric (w,) are for ``links``, no probabilities;
    low (w, 384) states of the first pieces of the words at the bottom.
    """

    words: Floats
    roles: Floats
    names: Floats
    starts: Floats
    tags: Floats
    scripts: Floats
    arcs: Floats
    dep: Floats
    head: Floats
    phrases: Floats
    times: Floats
    events: Floats
    status: Floats
    certainty: Floats
    mention: Floats
    back: Floats
    fore: Floats
    anaphoric: Floats
    low: Floats


class Bottom:
    """The shared lower layers: a window's pieces → one state a piece."""

    def __init__(self, folder: Path) -> None:
        """Open ``bottom.onnx`` in ``folder``; InstallationError where it is missing or damaged."""
        self._session = session(folder / "bottom.onnx")

    def run(self, window: Window) -> Floats:
        """Return the states (t, 384) of the t pieces of ``window``, its two marker pieces included."""
        feed = {k: getattr(window, k)[None] for k in ("ids", "case", "gap", "quote")}
        states: Floats = self._session.run(None, feed)[0][0]
        return states


class Encoder:
    """The graphs of a reader: the bottom all heads share, words of a window, words round a cue, relations of arcs."""

    def __init__(self, folder: Path) -> None:
        """Open the graphs in ``folder``; InstallationError where one is missing or damaged."""
        self.bottom = Bottom(folder)
        self._words = session(folder / "words.onnx")
        self._quoted = session(folder / "quoted.onnx")
        self._relations = session(folder / "relations.onnx")

    def run(self, window: Window) -> Scores:
        """Read one window."""
        states = self.bottom.run(window)
        out: list[Any] = self._words.run(None, {"states": states[None], "heads": window.heads})
        return Scores(**dict(zip(Scores.__dataclass_fields__, [*out, states[window.heads]], strict=True)))

    def quoted(self, near: Floats, cue: Floats, bucket: NDArray[np.int64]) -> tuple[Floats, float]:
        """Read the c words round one cue (c, 384): classes (c, 4) none, source, cue, content; is an attribution.

        Each cue alone: beside others its words would have to be filled up to the longest and would be scaled
        with theirs, and what is in the cache of a core is gone before the next layer needs it.
        """
        whole = np.ones((1, len(near)), dtype=bool)
        feed = {"crop": near[None], "cue": cue[None], "bucket": bucket[None], "inside": whole}
        classes, valid = self._quoted.run(None, feed)
        return classes[0], float(valid[0])

    def relations(self, dep: Floats, head: Floats) -> Floats:
        """Score the relations (w, relations) of words (w, 97) to their chosen heads (w, 97)."""
        scores: Floats = self._relations.run(None, {"dep": dep, "head": head})[0]
        return scores


def session(path: Path) -> ort.InferenceSession:
    """Open a graph for one thread; InstallationError where it is missing or damaged."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER)
    except Exception as error:  # onnxruntime's own exceptions share no public base
        raise InstallationError(f"cannot open the weights {path.name}: {error}") from error
