"""The event branch as a PyTorch module: a few transformer layers on the frozen lower layers' states."""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.reading.events import TYPES
from training.model import WIDTH, Encoder, Layer
from training.vocabulary import starting_model

BOTTOM = 2
"""Layers of the shared encoder that stay below the branch."""


class Short(Layer):
    """The same layer with attention written out: for sentences of 40 pieces the fused kernel's way back takes
    a third of a step on a CPU."""

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2) / math.sqrt(w // self.heads)
        y = (scores if mask is None else scores + mask).softmax(-1).to(v.dtype) @ v
        x = self.norm1(x + F.dropout(self.out(y.transpose(1, 2).reshape(b, t, w)), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Branch(nn.Module):
    """Layers, marks of the two parties, and three answers: type, whether there is an event, conflict."""

    def __init__(self, depth: int = 3, dropout: float = 0.2) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Short() for _ in range(depth))
        self.mark_source = nn.Parameter(torch.zeros(WIDTH))
        self.mark_target = nn.Parameter(torch.zeros(WIDTH))
        self.no_source = nn.Parameter(torch.zeros(WIDTH))
        self.no_target = nn.Parameter(torch.zeros(WIDTH))
        self.dropout = dropout
        self.mix = nn.Linear(3 * WIDTH, WIDTH)
        self.types = nn.Linear(WIDTH, len(TYPES))
        self.event = nn.Linear(WIDTH, 1)
        self.conflict = nn.Linear(WIDTH, 1)

    def forward(self, states: Tensor, mask: Tensor | None, source: Tensor, target: Tensor) -> tuple[Tensor, ...]:
        """``states`` (b, t, 384), ``mask`` (b, t) or None, marks (b, t) → logits (b, 15), (b,), (b,)."""
        x = states + source[..., None] * self.mark_source + target[..., None] * self.mark_target
        bias = None if mask is None else torch.zeros_like(mask, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, bias)
        every = torch.ones_like(source) if mask is None else mask.to(x.dtype)
        pooled = torch.cat(
            [_mean(x, every, None), _mean(x, source, self.no_source), _mean(x, target, self.no_target)], -1
        )
        h = F.gelu(self.mix(F.dropout(pooled, self.dropout, self.training)))
        h = F.dropout(h, self.dropout, self.training)
        return self.types(h), self.event(h)[:, 0], self.conflict(h)[:, 0]

    def start(self, encoder: Encoder) -> None:
        """Take the layers above the bottom from ``encoder``."""
        for at, layer in enumerate(self.layers):
            layer.load_state_dict(encoder.layers[BOTTOM + at].state_dict())


def _mean(x: Tensor, mark: Tensor, missing: Tensor | None) -> Tensor:
    """Mean state of the marked pieces; ``missing`` where none is."""
    total = mark.sum(1, keepdim=True)
    mean = (x * mark[..., None]).sum(1) / total.clamp(min=1)
    return mean if missing is None else mean + (total == 0).to(x.dtype) * missing


def reader_encoder(checkpoint: Path) -> Encoder:
    """The encoder of a reader's checkpoint."""
    kept = torch.load(checkpoint, weights_only=True, map_location="cpu")["model"]
    encoder = Encoder()
    encoder.load_state_dict({k.removeprefix("encoder."): v for k, v in kept.items() if k.startswith("encoder.")})
    return encoder.eval()


def minilm_encoder() -> Encoder:
    """The encoder as MiniLM comes, before any of our training."""
    encoder = Encoder()
    encoder.load_minilm(starting_model() / "model.safetensors")
    return encoder.eval()
