"""Learn the closer look at pairs of mentions and write ``links.npz`` beside the weights.

    python -m training.links.train SHARED --to communique/reading/weights/reader-3 [--epochs 20] [--seed 1]

The antecedents of a mention share one softmax with "none" (Lee et al. 2017); every right one counts. GUM's documents
are seen whole each epoch, with a quarter of the news that has some chains told (``partly``). The reader learned chains
from the same documents of GUM, so its states know too much of them: most of what they say is hidden (``blank``). Ten
minutes on one core. Prints CoNLL F1 on the held-out documents with the scorer of the data, by the tree's phrases.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.reading.links import Linker, chains_of
from communique.reading.mentions import TRAITS
from communique.reading.pairing import PAIRS
from training.export import stamp
from training.links.corpus import Case, cases
from training.links.partly import Partly, partial_loss, partly

WIDTH, HIDDEN, PRODUCT = 256, 192, 32
SHARE, WEIGHT, TOGETHER = 4, 0.5, 2
"""One in so many partly told documents an epoch, what their loss counts, and how many make a step."""


class Scorer(nn.Module):
    """States, traits and pair classes → the score of each pair; ``links.Linker`` is the same in NumPy."""

    def __init__(self, drop: float = 0.5, blank: float = 0.7) -> None:
        super().__init__()
        self.drop, self.blank = drop, blank
        self.traits = nn.ModuleList(nn.Embedding(n, WIDTH) for n in TRAITS)
        self.pairs = nn.ModuleList(nn.Embedding(n, HIDDEN) for n in PAIRS)
        self.head, self.prob = nn.Linear(384, WIDTH), nn.Linear(1, WIDTH)
        self.later, self.earlier = nn.Linear(WIDTH, HIDDEN), nn.Linear(WIDTH, HIDDEN)
        self.p, self.q = nn.Linear(WIDTH, PRODUCT), nn.Linear(WIDTH, PRODUCT)
        self.product = nn.Linear(PRODUCT, HIDDEN, bias=False)
        self.out, self.anaphoric, self.mention = nn.Linear(HIDDEN, 1), nn.Linear(WIDTH, 1), nn.Linear(WIDTH, 1)
        for table in (*self.traits, *self.pairs):
            nn.init.normal_(table.weight, std=0.05)

    def forward(self, case: Case) -> tuple[Tensor, Tensor]:
        """Return the scores of the pairs (n,) and how likely each mention is one (m,), as logits."""
        x = self.head(F.dropout(case.states, self.blank, self.training)) + self.prob(case.mention)
        for k, table in enumerate(self.traits):
            x = x + table(case.traits[:, k])
        x = F.dropout(F.gelu(x), self.drop, self.training)
        i, j = case.later, case.earlier
        hidden = self.later(x)[i] + self.earlier(x)[j] + self.product(self.p(x)[i] * self.q(x)[j])
        for k, table in enumerate(self.pairs):
            hidden = hidden + table(case.pairs[k])
        scores = self.out(F.dropout(F.relu(hidden), self.drop / 2, self.training))[:, 0]
        return scores + self.anaphoric(x)[i, 0], self.mention(x)[:, 0]


def loss_of(model: Scorer, case: Case) -> Tensor:
    """How unlikely the right antecedents are, and a little how unlikely it is that mentions are mentions."""
    scores, mention = model(case)
    m = len(case.states)
    every = torch.full((m, m + 1), -1e4)
    every[:, 0] = 0
    every[case.later, case.earlier + 1] = scores
    right = torch.zeros(m, m + 1, dtype=torch.bool)
    right[case.later, case.earlier + 1] = case.right
    right[:, 0] = ~right.any(1)
    link = every.logsumexp(1) - every.masked_fill(~right, -1e4).logsumexp(1)
    weight = 1 + (case.traits[:, 1] > 0).float()  # a pronoun counts twice
    return (link * weight).mean() + 0.3 * F.binary_cross_entropy_with_logits(mention, case.heads_one)


def learn(learned: list[Case], told: list[Partly], epochs: int, seed: int) -> Scorer:
    """Return the running mean of the scorers of the last steps."""
    torch.manual_seed(seed)
    random.seed(seed)
    model = Scorer()
    mean = {name: value.clone() for name, value in model.state_dict().items()}
    optimiser = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.02)
    steps = epochs * len(_lessons(learned, told))
    slope = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: min(1.0, (s + 1) / 100) * max(0.02, 1 - s / steps))
    step = 0
    for epoch in range(epochs):
        total = 0.0
        for lesson in _lessons(learned, told):
            losses = _losses(model, lesson)
            if not losses:
                continue
            loss = torch.stack(losses).sum()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimiser.step()
            slope.step()
            step += 1
            total += loss.item()
            keep = min(0.998, (1 + step) / (10 + step))
            for name, value in model.state_dict().items():
                mean[name].mul_(keep).add_(value, alpha=1 - keep)
        print(f"epoch {epoch + 1}: {total / len(learned):.3f}", flush=True)
    model.load_state_dict(mean)
    return model.eval()


def _lessons(learned: list[Case], told: list[Partly]) -> list[list[Case] | list[Partly]]:
    """Return the steps of one epoch, in any order: a document of GUM, or some that are partly told."""
    some = random.sample(told, len(told) // SHARE)
    groups: list[list[Case] | list[Partly]] = [[case] for case in learned]
    groups += [some[at : at + TOGETHER] for at in range(0, len(some), TOGETHER)]
    return random.sample(groups, len(groups))


def _losses(model: Scorer, lesson: list[Case] | list[Partly]) -> list[Tensor]:
    out = []
    for document in lesson:
        if isinstance(document, Case):
            out.append(loss_of(model, document))
        else:
            loss = partial_loss(model(document.case)[0], document)
            out += [] if loss is None else [WEIGHT * loss]
    return out


def arrays(model: Scorer, bias: float) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    """Return the matrices as ``Linker`` reads them; ``bias`` is added to every score: how much a link is worth."""

    def turned(layer: nn.Linear) -> Tensor:
        return layer.weight.T

    found: dict[str, Tensor] = {
        "head": turned(model.head), "prob": turned(model.prob), "base": model.head.bias + model.prob.bias,
        "later": turned(model.later), "earlier": turned(model.earlier),
        "hidden": model.later.bias + model.earlier.bias,
        "p": turned(model.p), "p0": model.p.bias, "q": turned(model.q), "q0": model.q.bias,
        "product": turned(model.product), "out": model.out.weight[0], "anaphoric": model.anaphoric.weight[0],
        "none": model.out.bias[0] + model.anaphoric.bias[0] + bias,
    }  # fmt: skip
    found |= {f"trait{k}": t.weight for k, t in enumerate(model.traits)}  # type: ignore[misc]
    found |= {f"pair{k}": t.weight for k, t in enumerate(model.pairs)}  # type: ignore[misc]
    return {
        name: value.detach().numpy().astype(np.float16 if value.ndim else np.float32) for name, value in found.items()
    }


def score(model: Scorer, held: list[Case], scorer: Path, bias: float) -> float:
    """Return CoNLL F1 on the documents ``held``."""
    spec = importlib.util.spec_from_file_location("scorer", scorer)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    gold, said = [], []
    for case in held:
        with torch.no_grad():
            scores = (model(case)[0] + bias).numpy()
        chances: list[list[tuple[int, float]]] = [[] for _ in case.spans]
        raised = np.exp(np.minimum(scores, 50))
        sums = np.bincount(case.later.numpy(), raised, minlength=len(case.spans)) + 1
        for i, j, p in zip(case.later.tolist(), case.earlier.tolist(), raised, strict=True):
            chances[i].append((j, float(p / sums[i])))
        said.append({"doc": case.doc, "clusters": [[case.spans[i] for i in c] for c in chains_of(chances)]})
        gold.append({"doc": case.doc, "text": case.text, "clusters": case.gold})
    result: dict[str, Any] = module.score_coref(gold, said, SimpleNamespace(keep_singletons=False))
    print(f"bias {bias:.1f}: CoNLL {result['conll_f1']:.4f}, pronouns {result['pronoun_antecedent']['accuracy']:.4f}")
    return float(result["conll_f1"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bias", type=float, default=0.4)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = learn(list(cases(args.shared, held=False)), list(partly(args.shared)), args.epochs, args.seed)
    held = list(cases(args.shared, held=True))
    for bias in (0.0, args.bias):
        score(model, held, args.shared / "gold/score_entities.py", bias)
    np.savez_compressed(args.to / "links.npz", **arrays(model, args.bias))
    Linker(args.to / "links.npz", np.zeros(1, dtype=np.float32))
    stamp(args.to)


if __name__ == "__main__":
    main()
