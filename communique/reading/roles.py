"""Who acts and who is acted upon: the words of a sentence read again with one event word in view.

A small pre-norm transformer on the words of the event's sentence. Each word brings its states (768, top and bottom of the encoder),
the states of the event word, and the classes of what lies between the two in the tree (``deeds.Paths``); attention lets
the candidates compete ("Voss, not Aro, is the one who was arrested"). All events of a window are run at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from communique.errors import InstallationError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
HEADS = 4
_FAR = np.float32(-1e9)
_LAYER = ("qkv", "qkv_bias", "out", "out_bias", "norm1", "norm1_bias", "norm2", "norm2_bias",
          "up", "up_bias", "down", "down_bias")  # fmt: skip


class Roles:
    """The matrices of ``roles.npz``: projections of words and of event words (768, width), a table of the classes of pairs
    (classes, width), layers, and the answer (width, 3): no party, acts, is acted upon."""

    def __init__(self, path: Path, slots: Sequence[int]) -> None:
        """Read the matrices; InstallationError where they are missing, damaged or made for other ``slots``."""
        try:
            with np.load(path, allow_pickle=False) as kept:
                self._w = {name: kept[name].astype(np.float32) for name in kept.files}
                self._depth = sum(name.endswith(".qkv") for name in self._w)
                fits = self._w["table"].shape[0] == sum(slots) and self._w["role"].shape[1] == 3
                needed = [f"{n}.{name}" for n in range(self._depth) for name in _LAYER]
                fits = fits and self._depth > 0 and all(name in self._w for name in (*needed, "word", "event", "norm"))
        except (OSError, ValueError, KeyError) as error:
            raise InstallationError(f"cannot read the weights {path.name}: {error}") from error
        if not fits:
            raise InstallationError(f"{path.name} does not fit this version: install the package again")
        self._offsets = np.concatenate([[0], np.cumsum(slots)[:-1]]).astype(np.int64)

    def chances(
        self, states: Floats, events: Sequence[int], others: Sequence[Ints], classes: Sequence[Ints]
    ) -> list[Floats]:
        """Return for each event (n, 3): the chance of each of its n words to be no party, to act, to be acted upon.

        ``states`` (w, 768) of the words of a window; ``events`` indices into it, ``others`` (n,) those of the words of each
        event's sentence, ``classes`` (n, slots) of the pairs.
        """
        if not events:
            return []
        w, longest = self._w, max(map(len, others))
        words, acts = states @ w["word"] + w["word_bias"], states[list(events)] @ w["event"] + w["event_bias"]
        x = np.zeros((len(events), longest, words.shape[1]), dtype=np.float32)
        hidden = np.full((len(events), 1, 1, longest), _FAR, dtype=np.float32)
        for n, (at, pairs) in enumerate(zip(others, classes, strict=True)):
            x[n, : len(at)] = words[at] + acts[n] + w["table"][pairs + self._offsets].sum(1)
            hidden[n, :, :, : len(at)] = 0
        for n in range(self._depth):
            x = self._layer(f"{n}.", x, hidden)
        x = np.maximum(_normal(x, w["norm"], w["norm_bias"]), 0)
        found = _softmax(x @ w["role"] + w["role_bias"])
        return [found[n, : len(at)] for n, at in enumerate(others)]

    def _layer(self, at: str, x: Floats, hidden: Floats) -> Floats:
        """One layer: attention among the words of a sentence, then each word by itself. x (events, n, width)."""
        w = self._w
        events, n, width = x.shape
        mixed = _normal(x, w[at + "norm1"], w[at + "norm1_bias"]) @ w[at + "qkv"] + w[at + "qkv_bias"]
        q, k, v = mixed.reshape(events, n, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
        weights = _softmax(q @ k.swapaxes(-1, -2) / np.float32((width // HEADS) ** 0.5) + hidden)
        seen = (weights @ v).transpose(0, 2, 1, 3).reshape(events, n, width)
        x = x + seen @ w[at + "out"] + w[at + "out_bias"]
        inner = _normal(x, w[at + "norm2"], w[at + "norm2_bias"]) @ w[at + "up"] + w[at + "up_bias"]
        out: Floats = x + np.maximum(inner, 0) @ w[at + "down"] + w[at + "down_bias"]
        return out


def _normal(x: Floats, scale: Floats, shift: Floats) -> Floats:
    centred = x - x.mean(-1, keepdims=True)
    out: Floats = centred / np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(1e-5)) * scale + shift
    return out


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = raised / raised.sum(-1, keepdims=True)
    return out
