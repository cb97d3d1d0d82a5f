"""Learn where phrases begin and end and write ``ends.npz`` beside the weights.

    python -m training.links.ends SHARED --to communique/reading/weights/reader-3 [--epochs 10] [--seed 1]

GUM's mentions, those that stand alone too, on the states the shipped reader gives. The documents are those its parser
learned from, so its trees are better there than on news: half of the time the tree's answer is hidden, and its bonus
is raised afterwards (``--trust``). Two minutes on one core; prints the share of right phrases held out.
"""

from __future__ import annotations

import argparse
import random
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.model import Reading, Span
from communique.reading.ends import AFTER, BEFORE, Ends
from training.export import stamp
from training.links.corpus import documents

WIDTH, DROP, HIDDEN = 64, 0.1, 0.5


@dataclass(slots=True)
class Window:
    """The m mentions of one window: states (n, 384) of its words, first words of its sentences, heads (m,), the tree's
    phrases and the right ones (m, 2), ends included, all in words of the window."""

    states: Tensor
    starts: list[int]
    heads: Tensor
    tree: Tensor
    right: Tensor


def windows(shared: Path, *, held: bool) -> list[Window]:
    """Return the windows to learn from, or those held out."""
    out = []
    for row, reading, reader in documents(shared, held=held):
        right = _phrases(row, reading)
        seen = reader.mentions
        tree = {h: (a, b) for h, a, b in zip(seen.heads.tolist(), seen.first.tolist(), seen.last.tolist(), strict=True)}
        for base, states, starts in reader.windows:
            limits = {h: _limits(h, base, [*starts, len(states)]) for h in tree if base <= h < base + len(states)}
            inside = [h for h, (a, b) in limits.items() if h in right and a <= right[h][0] and right[h][1] <= b]
            if inside:
                out.append(_window(torch.from_numpy(states), starts, base, inside, tree, right))
    return out


def _limits(head: int, base: int, bounds: list[int]) -> tuple[int, int]:
    """Return where the phrase of a head may begin and end: in its sentence, and not too far."""
    at = bisect_right(bounds, head - base)
    return max(base + bounds[at - 1], head - BEFORE + 1), min(base + bounds[at], head + AFTER)


def _window(
    states: Tensor, starts: list[int], base: int, heads: list[int], tree: dict[int, Any], right: dict[int, Any]
) -> Window:
    def ends(of: dict[int, tuple[int, int]]) -> Tensor:
        return torch.tensor([(of[h][0] - base, of[h][1] - 1 - base) for h in heads])

    return Window(states, starts, torch.tensor(heads) - base, ends(tree), ends(right))


def _phrases(row: dict[str, Any], reading: Reading) -> dict[int, tuple[int, int]]:
    """Return the phrase (first, after the last word) of each head word the corpus gives; of two the shorter."""
    words, out = reading.words, {}
    for m in sorted(row["mentions"], key=lambda m: m["start"] - m["end"]):
        inside = reading.words_in(Span(m["start"], m["end"]))
        if not inside or (words[inside[0]].start, words[inside[-1]].end) != (m["start"], m["end"]):
            continue
        top = next((w for w in inside if words[w].head not in inside or words[w].head == w), None)
        if top is not None:
            out[top] = (inside[0], inside[-1] + 1)
    return out


class Scorer(nn.Module):
    """``ends.Ends`` with gradients."""

    def __init__(self) -> None:
        super().__init__()
        for name in "abcd":
            self.register_parameter(name, nn.Parameter(torch.randn(384, WIDTH) / 384**0.5))
        self.begin, self.end = nn.Parameter(torch.zeros(BEFORE)), nn.Parameter(torch.zeros(AFTER))
        self.tree = nn.Parameter(torch.zeros(2, 3))

    def forward(self, w: Window) -> tuple[Tensor, Tensor]:
        """Return the scores of beginnings (m, BEFORE) and ends (m, AFTER), by distance from the head."""
        x = F.dropout(w.states, DROP, self.training)
        bounds = torch.tensor([*w.starts, len(w.states)])
        sentence = torch.searchsorted(bounds, w.heads, right=True) - 1
        begins, ends = w.heads[:, None] - torch.arange(BEFORE), w.heads[:, None] + torch.arange(AFTER)
        shown = torch.rand(len(w.heads), 1) >= (HIDDEN if self.training else 0)
        sides = []
        for side, (at, own, other) in enumerate(((begins, self.a, self.b), (ends, self.c, self.d))):
            near = (x @ other)[at.clamp(0, len(x) - 1)]
            scores = (near * (x[w.heads] @ own)[:, None]).sum(-1) / WIDTH**0.5 + (self.begin, self.end)[side]
            scores = scores + self.tree[side][torch.sign(at - w.tree[:, side, None]) + 1] * shown
            outside = (at < bounds[sentence][:, None]) | (at >= bounds[sentence + 1][:, None])
            sides.append(scores.masked_fill(outside, -1e4))
        return sides[0], sides[1]


def learn(learned: list[Window], epochs: int, seed: int) -> Scorer:
    """Return the scorer after ``epochs``."""
    torch.manual_seed(seed)
    random.seed(seed)
    model = Scorer()
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.02)
    steps = epochs * (len(learned) // 4)
    slope = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: max(0.02, 1 - s / steps))
    for epoch in range(epochs):
        total = 0.0
        order = random.sample(learned, len(learned))
        for at in range(0, len(order) - 3, 4):
            loss = torch.stack([_loss(model, w) for w in order[at : at + 4]]).mean()
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            slope.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / (len(order) // 4):.3f}", flush=True)
    return model.eval()


def _loss(model: Scorer, w: Window) -> Tensor:
    left, right = model(w)
    return F.cross_entropy(left, w.heads - w.right[:, 0]) + F.cross_entropy(right, w.right[:, 1] - w.heads)


def arrays(model: Scorer, trust: float) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    """Return the matrices as ``Ends`` reads them; ``trust`` is added to the score of the tree's own ends."""
    found = {name: value.detach().numpy().astype(np.float16) for name, value in model.state_dict().items()}
    found["tree"] = found["tree"] + np.array([0, trust, 0], dtype=np.float16)
    return found


def right(ends: Ends, held: list[Window]) -> tuple[float, float]:
    """Return the shares of phrases the tree has right, and that are right when mended."""
    tree, mended, n = 0, 0, 0
    for w in held:
        heads, tree_ends = w.heads.numpy(), w.tree.numpy()
        scores = ends.scores(w.states.numpy(), heads, w.starts)
        first, last = ends.mended(scores, heads, tree_ends[:, 0], tree_ends[:, 1] + 1)
        n += len(heads)
        tree += int((w.tree == w.right).all(1).sum())
        mended += int((np.stack([first, last - 1], 1) == w.right.numpy()).all(1).sum())
    return tree / n, mended / n


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trust", type=float, default=2.0)
    args = parser.parse_args()
    torch.set_num_threads(1)
    model = learn(windows(args.shared, held=False), args.epochs, args.seed)
    path = args.to / "ends.npz"
    np.savez_compressed(path, **arrays(model, args.trust))
    shares = right(Ends(path), windows(args.shared, held=True))
    print("right in the held-out documents: {:.4f} by the tree, {:.4f} mended".format(*shares))
    stamp(args.to)


if __name__ == "__main__":
    main()
