"""The reader as a PyTorch module: one MiniLM-L6 encoder, one set of heads. Training only.

Encoder: BERT architecture (6 layers, 384 wide, 12 heads), word pieces uncased, plus zero-started
embeddings of letter case, of the gap before a word and of quotation state.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.reading.labels import (
    BIO,
    CASES,
    CERTAINTY,
    EVENTS,
    GAPS,
    NAMES,
    PHRASES,
    RELATIONS,
    ROLES,
    STATUSES,
    TAGS,
    TIMES,
)
from communique.reading.links import LIKENESS
from communique.reading.pairing import NEAR

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
ARC, REL, CROP, CONDITIONED, BUCKETS = 256, 96, 64, 192, 33
LINK = 128


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, width: int = WIDTH, heads: int = HEADS, inner: int = INNER, dropout: float = 0.1) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) / math.sqrt(w // self.heads)
            if mask is not None:
                scores = scores + mask
            y = scores.softmax(-1) @ v
        else:
            p = 0.0  # dropping attention weights takes the slow path on a CPU and gained nothing
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, dropout_p=p)
        y = self.out(y.transpose(1, 2).reshape(b, t, w))
        x = self.norm1(x + F.dropout(y, self.dropout, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(y, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces and their features → one state a piece."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.case = nn.Embedding(len(CASES) + 1, WIDTH)
        self.gap = nn.Embedding(len(GAPS) + 1, WIDTH)
        self.quote = nn.Embedding(3, WIDTH)
        for table in (self.case, self.gap, self.quote):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor, mask: Tensor | None) -> Tensor:
        x = self.lower(ids, case, gap, quote)
        bias = None if mask is None else torch.zeros_like(mask, dtype=x.dtype).masked_fill(~mask, -1e4)[:, None, None]
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def lower(self, ids: Tensor, case: Tensor, gap: Tensor, quote: Tensor) -> Tensor:
        """Return the states of the pieces (b, t, 384) before the first layer."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(at) + self.kind + self.case(case) + self.gap(gap) + self.quote(quote)
        return F.dropout(self.norm(x), 0.1, self.training)

    def load_minilm(self, path: Path) -> None:
        """Take the starting weights of all-MiniLM-L6-v2 from its ``model.safetensors``."""
        from safetensors.torch import load_file

        w = load_file(path)
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        with torch.no_grad():
            self.words.weight.copy_(w["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(w["embeddings.position_embeddings.weight"])
            self.kind.copy_(w["embeddings.token_type_embeddings.weight"][0])
            self.norm.weight.copy_(w["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(w["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                names = ("query", "key", "value")
                layer.qkv.weight.copy_(torch.cat([w[f"{p}attention.self.{n}.weight"] for n in names]))
                layer.qkv.bias.copy_(torch.cat([w[f"{p}attention.self.{n}.bias"] for n in names]))
                for ours, theirs in (
                    (layer.out, "attention.output.dense"),
                    (layer.norm1, "attention.output.LayerNorm"),
                    (layer.up, "intermediate.dense"),
                    (layer.down, "output.dense"),
                    (layer.norm2, "output.LayerNorm"),
                ):
                    ours.weight.copy_(w[f"{p}{theirs}.weight"])
                    ours.bias.copy_(w[f"{p}{theirs}.bias"])


class Conditioned(nn.Module):
    """For one cue, read the words round it again: none, source, cue or content; and is it an attribution at all."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Linear(WIDTH, CONDITIONED)
        self.cue = nn.Linear(WIDTH, CONDITIONED)
        self.distance = nn.Embedding(BUCKETS, CONDITIONED)
        self.norm = nn.LayerNorm(CONDITIONED)
        self.layer = Layer(CONDITIONED, 4, 2 * CONDITIONED)
        self.classes = nn.Linear(CONDITIONED, 4)
        self.valid = nn.Linear(2 * CONDITIONED, 1)

    def forward(self, crop: Tensor, cue: Tensor, bucket: Tensor, inside: Tensor) -> tuple[Tensor, Tensor]:
        """``crop`` (n, c, 384), ``cue`` (n, 384), ``bucket`` and ``inside`` (n, c) → (n, c, 4), (n,)."""
        x, c = self.word(crop), self.cue(cue)[:, None]
        x = self.norm(x + c + x * c + self.distance(bucket))
        bias = torch.zeros_like(inside, dtype=x.dtype).masked_fill(~inside, -1e4)[:, None, None]
        x = self.layer(x, bias)
        at = (bucket == BUCKETS // 2).to(x.dtype)[..., None]
        cue_state = (x * at).sum(1) / at.sum(1).clamp(min=1)
        weight = inside.to(x.dtype)[..., None]
        mean = (x * weight).sum(1) / weight.sum(1).clamp(min=1)
        return self.classes(x), self.valid(torch.cat([cue_state, mean], -1))[:, 0]


class Links(nn.Module):
    """Who is meant: is a word the head of a mention, does it go back to an earlier one, and to which.

    The score of an earlier mention is a product of two projections and a bias for how far back it lies, whether
    the two heads are the same word, and whether either is a pronoun; the score of none is zero.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mention = nn.Linear(WIDTH, 1)
        self.back = nn.Linear(WIDTH, LINK)
        self.fore = nn.Linear(WIDTH, LINK)
        self.anaphoric = nn.Linear(WIDTH, 1)
        self.likeness = nn.Embedding(LIKENESS * NEAR, 1)
        nn.init.zeros_(self.likeness.weight)

    def forward(self, heads: Tensor, likeness: Tensor) -> Tensor:
        """``heads`` (m, 384) in text order, ``likeness`` (m, m) classes → (m, m), later mention by earlier one."""
        scores = self.back(heads) @ self.fore(heads).T / math.sqrt(LINK)
        return scores + self.likeness(likeness)[..., 0] + self.anaphoric(heads)


class Reader(nn.Module):
    """Encoder and heads. All heads work on the state of the first piece of each word."""

    def __init__(self, scripts: int, layers: int = LAYERS) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.roles = nn.Linear(WIDTH, len(ROLES) * len(BIO))
        self.names = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.1))
        self.names_out = nn.Linear(WIDTH, len(NAMES) * len(BIO))
        self.starts = nn.Linear(WIDTH, 1)
        self.tags = nn.Linear(WIDTH, len(TAGS))
        self.scripts = nn.Linear(WIDTH, scripts)
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.rel = nn.Parameter(torch.zeros(len(RELATIONS), REL + 1, REL + 1))
        self.conditioned = Conditioned()
        self.phrases_out = nn.Linear(WIDTH, len(PHRASES) * len(BIO))
        self.times = nn.Linear(WIDTH, len(TIMES) * len(BIO))
        self.events = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2))
        self.event_kinds = nn.Linear(WIDTH, len(EVENTS))
        self.event_status = nn.Linear(WIDTH, len(STATUSES))
        self.certainty = nn.Linear(WIDTH, len(CERTAINTY))
        self.links = Links()
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.rel, std=0.02)

    def arcs(self, words: Tensor) -> Tensor:
        """``words`` (b, w, 384) → score of word j as head of word i (b, i, j)."""
        dep, head = F.gelu(self.arc_dep(words)), F.gelu(self.arc_head(words))
        if self.training:
            dep, head = F.dropout(dep, 0.25), F.dropout(head, 0.25)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
        return dep @ self.arc @ head.transpose(-1, -2)

    def relation_states(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """``words`` (…, 384) → dependent and head states with a constant (…, REL + 1)."""
        dep, head = F.gelu(self.rel_dep(words)), F.gelu(self.rel_head(words))
        if self.training:
            dep, head = F.dropout(dep, 0.25), F.dropout(head, 0.25)
        one = torch.ones_like(dep[..., :1])
        return torch.cat([dep, one], -1), torch.cat([head, one], -1)

    def relation_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Dependent and chosen head states (…, REL + 1) → relation scores (…, relations).

        One product with all relations' matrices laid side by side: an einsum of three runs it in slivers.
        """
        count, inner, _ = self.rel.shape
        left = dep @ self.rel.permute(1, 0, 2).reshape(inner, -1)
        return (left.unflatten(-1, (count, inner)) * head[..., None, :]).sum(-1)


def bucket_of(offset: Tensor) -> Tensor:
    """Signed distance in words to the cue (0 inside it) → bucket: exact to 8, then by doubling."""
    size = offset.abs()
    far = 8 + torch.floor(torch.log2(size.clamp(min=8).float() / 8) * 2.6667).long()
    value = torch.where(size <= 8, size, far.clamp(max=BUCKETS // 2))
    return BUCKETS // 2 + torch.sign(offset) * value
