"""The branch that ships: the mean of the weights of all branches the cross-validation trained.

    python -m training.events.ship --work DIR --out training/runs/events-1

Each of the 5 × 3 branches left one fifth of the gold rows out, and all began from one first stage, so that the
mean of their weights has seen every row and stays in one valley. ``crossval`` measures the same thing honestly:
for each fold, the mean of the three branches that never saw it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.events.model import Branch
from training.events.train import soup


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="the folder the cross-validation worked in")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    paths = sorted(args.work.glob("seed*-fold*.pt"))
    branches = []
    for path in paths:
        weights = torch.load(path, weights_only=True)["model"]
        branches.append(Branch(1 + max(int(n.split(".")[1]) for n in weights if n.startswith("layers."))))
        branches[-1].load_state_dict(weights)
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": soup(branches).state_dict(), "depth": len(branches[0].layers)}, args.out / "branch.pt")
    print(f"mean of {len(paths)} branches")


if __name__ == "__main__":
    main()
