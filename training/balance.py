"""Outliers moved from activations to weights, before both are rounded to int8 (SmoothQuant, Xiao et al. 2023).

The runtime rounds what goes into a product with one scale for all of it, so the few columns with large numbers set the
grain of the rest. Each column is divided by a number of its own, and the matrix's row multiplied by it: the product is
the same, and the grain finer. The encoder's normalisation comes after the residual, so the division stays in the graph.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from communique.reading.encoder import Vocabulary
from communique.reading.pieces import Window, windows
from communique.reading.sentences import rule_starts
from training.corpora import news
from training.model import Encoder

STRENGTH = 0.75
"""How much of the outliers moves, 0 to 1. Mean distance of int8 word states from those in float32, on EWT train: .075
without; balanced on news .053 at .65, .045 at .75."""

PARTS = ("qkv", "out", "up", "down")


class Balanced(nn.Module):
    """A linear map of balanced columns."""

    inverse: Tensor

    def __init__(self, linear: nn.Linear, largest: Tensor, strength: float) -> None:
        super().__init__()
        weight = linear.weight.detach()
        scale = largest.clamp(min=1e-5) ** strength / weight.abs().amax(0).clamp(min=1e-5) ** (1 - strength)
        scale = (scale / scale.mean()).clamp(min=1e-2)
        self.register_buffer("inverse", 1 / scale)
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.load_state_dict({"weight": weight * scale, "bias": linear.bias.detach()})

    def forward(self, x: Tensor) -> Tensor:
        """Return what the plain map returns of ``x`` (…, columns)."""
        y: Tensor = self.linear(x * self.inverse)
        return y


@torch.no_grad()
def balance(encoder: Encoder, seen: Sequence[Window], strength: float = STRENGTH) -> None:
    """Balance the products of every layer by the largest number of each column over ``seen``; ValueError where
    the encoder then says something else."""
    largest: dict[tuple[int, str], Tensor] = {}

    def watch(key: tuple[int, str]) -> Callable[[nn.Module, tuple[Tensor, ...]], None]:
        def note(_: nn.Module, given: tuple[Tensor, ...]) -> None:
            found = given[0].abs().flatten(0, -2).amax(0)
            largest[key] = torch.maximum(largest[key], found) if key in largest else found

        return note

    layers = list(encoder.layers)
    hooks = [
        getattr(layer, part).register_forward_pre_hook(watch((at, part)))
        for at, layer in enumerate(layers)
        for part in PARTS
    ]
    before = [_states(encoder, window) for window in seen]
    for hook in hooks:
        hook.remove()
    for at, layer in enumerate(layers):
        for part in PARTS:
            setattr(layer, part, Balanced(getattr(layer, part), largest[at, part], strength))
    apart = max(float((b - _states(encoder, w)).abs().max()) for b, w in zip(before, seen, strict=True))
    if apart > 1e-3:
        raise ValueError(f"balancing changed the encoder's states by {apart:.2g}")


def _states(encoder: Encoder, window: Window) -> Tensor:
    rows = (torch.tensor([list(row)]) for row in (window.ids, window.case, window.gap, window.quote))
    states: Tensor = encoder(*rows, None)
    return states


def calibration(gold: Path, vocabulary: Vocabulary) -> list[Window]:
    """Windows of news to see the columns' numbers on: every fortieth text nobody has annotated for us."""
    out: list[Window] = []
    for document in itertools.islice(news.load(gold), 0, None, 40):
        starts = rule_starts(document.text, document.words)
        out += windows(document.text, document.words, starts, vocabulary)
    return out
