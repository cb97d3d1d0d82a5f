"""Train one event branch.

    python -m training.events.train --gold ../shared/gold --checkpoint training/runs/first/checkpoint.pt \
        --weights communique/reading/weights/reader-3 --out training/runs/events-1

The lower layers never change, so each row's states are computed once, by the very int8 graph that runs
in the package. Fixed seeds.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.reading.events import TYPES
from training.events.data import COOPERATION
from training.events.model import Branch
from training.events.ready import Batch, Ready, batches, collate


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How a branch is trained. ``shares``: how often an epoch shows each row of a corpus, on average."""

    depth: int = 3
    epochs: int = 8
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    smoothing: float = 0.1
    dropout: float = 0.2
    pieces: int = 1200
    average: float = 0.0
    twice: float = 0.0
    balance: float = 0.0
    type_pull: float = 1.0
    conflict_pull: float = 0.5
    event_pull: float = 0.3
    soft_pull: float = 0.0
    shares: tuple[tuple[str, float], ...] = (("plv", 1.0), ("aw", 0.5))


FIRST = Recipe(epochs=3, average=0.98, shares=(("own", 1.0), ("none", 1.0)))
"""The first stage: sentences of our own alone, so that every type has been met before the rare ones are counted."""

RECIPE = Recipe(
    epochs=5,
    average=0.97,
    twice=1.0,
    shares=(("plv", 1.0), ("aw", 0.75), ("own", 0.08), ("none", 0.1), ("swap", 0.15), ("static", 0.1), ("apart", 0.2)),
)
"""The second stage: gold pairs and negatives, a few of our own kept in."""


def losses(branch: Branch, batch: Batch, recipe: Recipe, weights: Tensor | None) -> Tensor:
    """Weighted sum of the three heads' losses; with ``twice`` two dropout readings must also agree."""
    with torch.autocast("cpu", torch.bfloat16):
        first = branch(batch.states, batch.mask, batch.source, batch.target)
        second = branch(batch.states, batch.mask, batch.source, batch.target) if recipe.twice else None
    total = _answers(first, batch, recipe, weights)
    if second is not None:
        total = (total + _answers(second, batch, recipe, weights)) / 2
        p, q = first[0].float().log_softmax(-1), second[0].float().log_softmax(-1)
        apart = F.kl_div(p, q, log_target=True, reduction="batchmean") + F.kl_div(
            q, p, log_target=True, reduction="batchmean"
        )
        total = total + recipe.twice * apart / 2
    return total


def _answers(out: tuple[Tensor, ...], batch: Batch, recipe: Recipe, weights: Tensor | None) -> Tensor:
    types, event, conflict = (o.float() for o in out)
    size = len(types)
    total = types.sum() * 0.0
    known = batch.type >= 0
    if known.any():
        ce = F.cross_entropy(
            types[known], batch.type[known], weights, reduction="sum", label_smoothing=recipe.smoothing
        )
        total = total + recipe.type_pull * ce / size
    if recipe.soft_pull and batch.taught.any():
        log = types[batch.taught].log_softmax(-1)
        total = total - recipe.soft_pull * (batch.soft[batch.taught] * log).sum() / size
    for logits, label, pull in (
        (event, batch.event, recipe.event_pull),
        (conflict, batch.conflict, recipe.conflict_pull),
    ):
        have = label >= 0
        if have.any() and pull:
            each = F.binary_cross_entropy_with_logits(logits[have], label[have].float() * 0.95 + 0.025, reduction="sum")
            total = total + pull * each / size
    return total


def class_weights(rows: Sequence[Ready], power: float) -> Tensor | None:
    """Weight of each type: its frequency to the power of ``-power``, of mean one over the rows."""
    if not power:
        return None
    index = {t: i for i, t in enumerate(TYPES)}
    count = torch.zeros(len(TYPES))
    for r in rows:
        if r.row.type and r.row.corpus == "plv":
            count[index[r.row.type]] += 1
    weight = count.clamp(min=1) ** -power
    return weight / (weight * count).sum() * count.sum()


def fit(
    rows: Sequence[Ready],
    start: Callable[[Branch], None],
    recipe: Recipe,
    seed: int,
    say: Callable[[str], None] = lambda _: None,
) -> Branch:
    """Train a branch on ``rows``; returns the running mean of its weights where the recipe asks for one."""
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    branch = Branch(recipe.depth, recipe.dropout)
    start(branch)
    branch.train()
    decay = {n for n, p in branch.named_parameters() if p.ndim > 1}
    groups: list[dict[str, Any]] = []
    for inside in (True, False):
        for decays in (True, False):
            chosen = [
                p for n, p in branch.named_parameters() if n.startswith("layers.") == inside and (n in decay) == decays
            ]
            groups.append(
                {"params": chosen, "lr": recipe.rate if inside else recipe.head_rate, "weight_decay": 0.01 * decays}
            )
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    rates = [g["lr"] for g in groups]
    plan = [b for _ in range(recipe.epochs) for b in batches(epoch(rows, recipe, generator), recipe.pieces, generator)]
    weights = class_weights(rows, recipe.balance)
    mean = copy.deepcopy(branch) if recipe.average else None
    seen = 0.0
    for step, chosen in enumerate(plan):
        factor = rate_factor(step, len(plan))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        loss = losses(branch, collate(chosen), recipe, weights)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
        optimizer.step()
        seen += float(loss.detach())
        if mean is not None:
            follow(mean, branch, min(recipe.average, (1 + step) / (10 + step)))
        if (step + 1) % 100 == 0:
            say(f"  {step + 1}/{len(plan)} loss {seen / 100:.4f}")
            seen = 0.0
    done: Branch = (mean or branch).eval()
    return done


def follow(mean: Branch, branch: Branch, decay: float) -> None:
    """Move the running mean of the weights towards ``branch``."""
    with torch.no_grad():
        for m, p in zip(mean.parameters(), branch.parameters(), strict=True):
            m.lerp_(p, 1 - decay)


def epoch(rows: Sequence[Ready], recipe: Recipe, generator: np.random.Generator) -> list[Ready]:
    """Draw the rows of one epoch: a share over one shows some rows again."""
    shares = dict(recipe.shares)
    out: list[Ready] = []
    by: dict[str, list[Ready]] = {}
    for r in rows:
        by.setdefault(r.row.corpus, []).append(r)
    for corpus, held in by.items():
        want = round(shares.get(corpus, 0.0) * len(held))
        whole, rest = divmod(want, len(held))
        out += held * whole + [held[i] for i in generator.permutation(len(held))[:rest]]
    return out


def rate_factor(step: int, total: int) -> float:
    """Linear warm-up over 8 %, then linear decay."""
    warm = max(1, int(0.08 * total))
    return (step + 1) / warm if step < warm else max(0.02, 1 - (step - warm) / (total - warm))


@torch.no_grad()
def predict(branch: Branch, rows: Sequence[Ready]) -> tuple[Tensor, Tensor, Tensor]:
    """Probabilities in the order of ``rows``: types (n, 15), event (n,), conflict (n,)."""
    out = [torch.zeros(len(rows), len(TYPES)), torch.zeros(len(rows)), torch.zeros(len(rows))]
    order = sorted(range(len(rows)), key=lambda i: len(rows[i].states))
    for at in range(0, len(order), 32):
        chosen = order[at : at + 32]
        b = collate([rows[i] for i in chosen])
        types, event, conflict = branch(b.states, b.mask, b.source, b.target)
        for store, value in zip(out, (types.softmax(-1), event.sigmoid(), conflict.sigmoid()), strict=True):
            store[chosen] = value
    return out[0], out[1], out[2]


def is_conflict(types: Tensor) -> Tensor:
    """The side of the likeliest type: 0 co-operation, 1 conflict."""
    return (types.argmax(-1) >= COOPERATION).long()


def first_stage(
    rows: Sequence[Ready], start: Callable[[Branch], None], path: Path, depth: int = FIRST.depth
) -> Callable[[Branch], None]:
    """Train the first stage once, keep it in ``path``, and return what starts a branch from it.

    No row of it is ever measured on, so one is enough for all folds."""
    if not path.exists():
        torch.save(fit(rows, start, replace(FIRST, depth=depth), 7).state_dict(), path)
    weights = torch.load(path, weights_only=True)

    def begin(branch: Branch) -> None:
        branch.load_state_dict(weights)

    return begin


def soup(branches: Sequence[Branch]) -> Branch:
    """Return the mean of several branches' weights: they share a first stage, so they lie in one valley."""
    mean = copy.deepcopy(branches[0])
    with torch.no_grad():
        for name, value in mean.state_dict().items():
            value.copy_(torch.stack([b.state_dict()[name] for b in branches]).mean(0))
    return mean.eval()


def teach(
    rows: Sequence[Ready], teachers: Sequence[Branch], start: Callable[[Branch], None], recipe: Recipe, seed: int
) -> Branch:
    """Train a branch on gold labels and on the mean answer of ``teachers``, unlabelled rows among them."""
    learn = replace(recipe, type_pull=0.4, soft_pull=0.8, shares=(*recipe.shares, ("unlabelled", 0.2)))
    used = {corpus for corpus, share in learn.shares if share}
    rows = [r for r in rows if r.row.corpus in used]
    answers = torch.stack([predict(t, rows)[0] for t in teachers]).mean(0)
    given = [replace(r, soft=a) for r, a in zip(rows, answers, strict=True)]
    return fit(given, start, learn, seed)
