"""Train the branch that ships: several on all rows, then the mean of their weights.

    python -m training.events.ship --gold ../shared/gold \
        --weights communique/reading/weights/reader-2 --out training/runs/events-1

Each finished branch is kept in ``--out``, so that a run that was stopped goes on. The recipe is the one whose
figures ``crossval`` took; there is nothing left to measure this branch itself on.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from training.events.corpus import load_ready
from training.events.model import Branch, minilm_encoder
from training.events.train import RECIPE, first_stage, fit, soup


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True, help="folder of the tokenizer and the lower layers")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.out.mkdir(parents=True, exist_ok=True)
    rows = load_ready(args.gold, args.weights, args.out / "rows.pt")
    encoder = minilm_encoder()
    begin_with = first_stage(rows, lambda b: b.start(encoder), args.out / "first.pt")
    teachers = []
    for seed in range(1, args.seeds + 1):
        path = args.out / f"teacher{seed}.pt"
        if not path.exists():
            begin = time.monotonic()
            save(fit(rows, begin_with, RECIPE, seed), path)
            print(f"{path.stem} {time.monotonic() - begin:.0f}s", flush=True)
        teachers.append(load(path))
    save(soup(teachers), args.out / "branch.pt")


def save(branch: Branch, path: Path) -> None:
    """Write a branch."""
    torch.save({"model": branch.state_dict(), "depth": len(branch.layers)}, path)


def load(path: Path) -> Branch:
    """Read a branch back, ready to answer."""
    kept = torch.load(path, weights_only=True)
    branch = Branch(depth=kept["depth"])
    branch.load_state_dict(kept["model"])
    return branch.eval()


if __name__ == "__main__":
    main()
