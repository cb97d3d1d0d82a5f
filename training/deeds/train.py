"""Learn which words tell a deed, and its parties, and write ``deeds.npz`` beside the weights.

    python -m training.deeds.train SHARED --to communique/reading/weights/reader-3 [--epochs 14] [--seed 1] [--measure]

The reader stays as it is: matrices are learned on the states it gives (the method is trigger and argument
classification of ACE 2005). ``--measure`` keeps every sixth text away, prints how well it is coded, writes nothing.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.reading.deeds import SLOTS, STATUSES, TYPES, Deeds
from training.deeds.corpus import Case, cases
from training.export import stamp

HIDDEN, PAIRED, DROP, EARLY, BATCH = 512, 96, 0.5, 0.2, 4
RARE = 8
"""A mode that is coded less often is not learned."""


class Net(nn.Module):
    """``deeds.Deeds`` with gradients."""

    def __init__(self, modes: list[str]) -> None:
        super().__init__()
        self.modes = modes
        self.hidden, self.types = nn.Linear(768, HIDDEN), nn.Linear(HIDDEN, len(TYPES) + 1)
        self.mode, self.status = nn.Linear(HIDDEN, max(len(modes), 1)), nn.Linear(HIDDEN, len(STATUSES))
        self.event, self.other = nn.Linear(768, PAIRED), nn.Linear(768, PAIRED, bias=False)
        self.slots = nn.ModuleList(nn.Embedding(n, PAIRED) for n in SLOTS)
        self.role = nn.Linear(PAIRED, 3)
        for slot in self.slots:
            nn.init.normal_(slot.weight, std=0.05)

    def told(self, states: Tensor) -> Tensor:
        """Return the hidden states (t, HIDDEN) of t words."""
        hidden = torch.relu(self.hidden(F.dropout(states, EARLY, self.training)))
        return F.dropout(hidden, DROP, self.training)

    def roles(self, events: Tensor, others: Tensor, classes: Tensor) -> Tensor:
        """Return the scores (n, 3) of n pairs: states of both (n, 768) and classes of features (n, slots)."""
        hidden = self.event(events) + self.other(others)
        for i, slot in enumerate(self.slots):
            hidden = hidden + slot(classes[:, i])
        return self.role(F.dropout(torch.relu(hidden), DROP, self.training))


def loss_of(net: Net, batch: list[Case]) -> Tensor:
    """Return the loss of some texts, a text."""
    types, weight = torch.cat([c.types for c in batch]), torch.cat([c.weight for c in batch])
    hidden = net.told(torch.cat([c.states[c.at] for c in batch]))
    total = (F.cross_entropy(net.types(hidden), types, reduction="none") * weight).sum()
    statuses = torch.cat([c.statuses for c in batch])
    coded = (statuses >= 0).nonzero()[:, 0]
    number = {mode: n for n, mode in enumerate(net.modes)}
    modes = torch.tensor([number.get(m or "", -1) for c in batch for m in c.modes])
    total = total + 0.5 * F.cross_entropy(net.status(hidden[coded]), statuses[coded], reduction="sum")
    total = total + 0.3 * F.cross_entropy(net.mode(hidden), modes, reduction="sum", ignore_index=-1)
    pairs = [(c, p) for c in batch for p in c.pairs]
    if pairs:
        events = torch.cat([c.states[p.event].expand(len(p.others), -1) for c, p in pairs])
        others = torch.cat([c.states[p.others] for c, p in pairs])
        scores = net.roles(events, others, torch.cat([p.classes for _, p in pairs]))
        weights = torch.cat([torch.full((len(p.others),), p.weight) for _, p in pairs])
        total = (
            total + (F.cross_entropy(scores, torch.cat([p.roles for _, p in pairs]), reduction="none") * weights).sum()
        )
    return total / len(batch)


def learn(learned: list[Case], epochs: int, seed: int) -> Net:
    """Return the net after ``epochs``."""
    torch.manual_seed(seed)
    random.seed(seed)
    often = Counter(mode for case in learned for mode in case.modes if mode)
    net = Net(sorted(mode for mode, n in often.items() if n >= RARE))
    optimiser = torch.optim.AdamW(net.parameters(), lr=1.5e-3, weight_decay=0.05)
    steps = epochs * (len(learned) // BATCH)
    slope = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda s: max(0.02, 1 - s / steps))
    for epoch in range(epochs):
        total, order = 0.0, random.sample(learned, len(learned))
        for at in range(0, len(order) - BATCH + 1, BATCH):
            loss = loss_of(net.train(), order[at : at + BATCH])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            slope.step()
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / (len(order) // BATCH):.2f}", flush=True)
    return net.eval()


def measured(net: Net, held: list[Case]) -> str:
    """Return how well texts are coded: event words from several limits on, statuses, roles of coded words."""
    with torch.no_grad():
        return "\n".join([*(_words(net, held, limit) for limit in (0.2, 0.3, 0.4, 0.5, 0.6)), _sides(net, held)])


def _words(net: Net, held: list[Case], limit: float) -> str:
    count: Counter[str] = Counter()
    for case in held:
        chances = F.softmax(net.types(net.told(case.states[case.at])), -1)
        sure = case.weight > 0
        made, gold = (1 - chances[:, 0] >= limit) & sure, (case.types > 0) & sure
        count.update(made=int(made.sum()), gold=int(gold.sum()), both=int((made & gold).sum()))
        count["typed"] += int((made & gold & (chances[:, 1:].argmax(1) + 1 == case.types)).sum())
    every, typed = count["made"] + count["gold"], count["typed"]
    precision, recall = typed / max(count["made"], 1), typed / count["gold"]
    return (
        f"{limit}: words {2 * count['both'] / every:.3f} typed {2 * typed / every:.3f} ({precision:.3f}, {recall:.3f})"
    )


def _sides(net: Net, held: list[Case]) -> str:
    count: Counter[str] = Counter()
    for case in held:
        coded = (case.statuses >= 0) & (case.weight > 0)
        status = net.status(net.told(case.states[case.at[coded]])).argmax(1)
        count.update(status=int((status == case.statuses[coded]).sum()), coded=int(coded.sum()))
        for pair in (p for p in case.pairs if p.weight == 1):
            states = case.states[pair.event].expand(len(pair.others), -1)
            best = net.roles(states, case.states[pair.others], pair.classes).argmax(1)
            made, gold, right = best > 0, pair.roles > 0, best == pair.roles
            count.update(made=int(made.sum()), gold=int(gold.sum()), both=int((made & right).sum()))
            count["turned"] += int((made & gold & ~right).sum())
    f1 = 2 * count["both"] / (count["made"] + count["gold"])
    status = f"status {count['status'] / count['coded']:.3f} of {count['coded']}"
    return f"{status}; roles F1 {f1:.3f}, turned {count['turned']} of {count['gold']}"


def write(net: Net, path: Path) -> None:
    """Write the matrices in float16; they are opened once as the package will."""
    linear = {"types": net.types, "modes": net.mode, "status": net.status, "role": net.role}
    arrays = {
        "hidden": net.hidden.weight.T,
        "bias": net.hidden.bias,
        "event": net.event.weight.T,
        "other": net.other.weight.T,
    }
    for name, layer in linear.items():
        arrays |= {name: layer.weight.T, f"{name}_bias": layer.bias}
    arrays |= {f"slot{i}": slot.weight for i, slot in enumerate(net.slots)}
    arrays["slot0"] = arrays["slot0"] + net.event.bias
    kept = {name: array.detach().numpy().astype(np.float16) for name, array in arrays.items()}
    np.savez_compressed(path, mode_names=np.array(net.modes), **kept)
    Deeds(path)


def main() -> None:
    """Learn, measure or write."""
    parser = argparse.ArgumentParser(description="Learn deeds.npz.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    torch.set_num_threads(2)
    found = list(cases(args.shared))
    if args.measure:
        net = learn([c for n, c in enumerate(found) if n % 6], args.epochs, args.seed)
        print(measured(net, found[::6]))
        return
    write(learn(found, args.epochs, args.seed), args.to / "deeds.npz")
    stamp(args.to)


if __name__ == "__main__":
    main()
