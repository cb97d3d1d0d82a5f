"""Train the reader: every step reads windows of all corpora in one encoder.

    python -m training.train --stage first --gold GOLD --knowledge KNOWLEDGE --out training/runs/first
    python -m training.train --stage second --begin training/runs/first … --out training/runs/second

Fixed seeds; a checkpoint every ``--save`` steps; a run that finds one goes on from it. ``--without CORPUS`` leaves
a corpus out: the heads it alone teaches then stay as they began.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor, nn

from communique.reading.encoder import Vocabulary
from training import batches, losses
from training.batches import Batch, Ready, Sample
from training.corpora.document import Document
from training.distil import taught_losses
from training.lemmas import scripts as common_scripts
from training.model import Reader
from training.recipe import STAGES, SYNTAX, Stage, corpora
from training.vocabulary import starting_model

WEIGHTS = {"roles": 1.5, "conditioned": 2.0, "valid": 0.5, "names": 1.5, "arc": 1.0, "relation": 0.5, "tag": 0.5,
           "script": 0.3, "start": 0.5, "times": 1.0, "kind": 1.0, "status": 0.7, "certainty": 1.0, "phrases": 1.0,
           "mention": 0.5, "link": 0.5,
           "taught roles": 1.5, "taught conditioned": 2.0, "taught valid": 0.5}  # fmt: skip
AVERAGE = 0.998


def endless(ready: list[Ready], rng: random.Random) -> Iterator[Sample]:
    """Yield windows for ever: all of a corpus packed anew, in a new order, each epoch."""
    while True:
        samples = [s for r in ready for s in batches.pack(r, rng)]
        rng.shuffle(samples)
        yield from samples


def in_order(ready: list[Ready], rng: random.Random, count: int) -> Iterator[list[Sample]]:
    """Yield up to ``count`` consecutive windows of one document, for ever."""
    while True:
        runs = []
        for r in ready:
            samples = list(batches.pack(r, rng))
            runs += [samples[i : i + count] for i in range(0, len(samples), count)]
        rng.shuffle(runs)
        yield from runs


class Streams:
    """The endless streams of windows of a stage's corpora."""

    def __init__(self, stage: Stage, ready: dict[str, list[Ready]], seed: int) -> None:
        self._plain: dict[str, Iterator[Sample]] = {}
        self._runs: dict[str, Iterator[list[Sample]]] = {}
        for group in stage.groups:
            for at, (name, count) in enumerate(group):
                found = [r for part in name.rstrip("*").split("+") for r in ready.get(part, [])]
                rng = random.Random(seed * 77 + 31 * at + len(name))
                if found and name.endswith("*"):
                    self._runs[name] = in_order(found, rng, count)
                elif found:
                    self._plain[name] = endless(found, rng)

    def take(self, name: str, count: int) -> list[Sample]:
        """Return the next windows; none where the corpus was left out."""
        if name in self._runs:
            return next(self._runs[name])
        return [next(self._plain[name]) for _ in range(count)] if name in self._plain else []


def group_losses(
    model: Reader, samples: dict[str, list[Sample]], scripts: dict[str, int], rng: random.Random, teacher: Reader | None
) -> dict[str, Tensor]:
    """Read one group of windows and return its losses by name."""
    flat = [s for part in samples.values() for s in part]
    if not flat:
        return {}
    batch = batches.collate(flat)
    words = losses.states(model, batch)
    if "attribution" in samples:
        count = len(samples["attribution"])
        found = losses.attribution_losses(model, part_of(batch, 0, count), words[:count], rng) if count else {}
        if teacher is not None and samples.get("news"):
            found |= taught_losses(model, teacher, part_of(batch, count, len(flat)), words[count:])
        return found
    out: dict[str, Tensor] = {}
    count = sum(len(v) for k, v in samples.items() if k in SYNTAX)
    if count:
        out |= losses.syntax_losses(model, part_of(batch, 0, count), words[:count], scripts)
    if samples.get("gum*"):
        out |= losses.link_losses(model, batch, words, count - len(samples["gum*"]))
    if count < len(flat):
        rest, states = part_of(batch, count, len(flat)), words[count:]
        out |= losses.name_losses(model, rest, states)
        if "tbaq" in samples:
            out |= losses.time_losses(model, rest, states)
    return out


def part_of(batch: Batch, first: int, last: int) -> Batch:
    """Return some rows of a batch."""
    return Batch(
        *(getattr(batch, k)[first:last] for k in ("ids", "case", "gap", "quote", "mask", "words", "inside")),
        batch.samples[first:last],
    )


def optimizer_of(model: Reader, rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW with one rate for the encoder and a higher one for the heads; no decay of biases and norms."""
    groups = []
    named = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    for inside, lr in ((True, rate), (False, head_rate)):
        for decay in (True, False):
            chosen = [p for n, p in named if n.startswith("encoder.") == inside and (p.ndim > 1) == decay]
            groups.append({"params": chosen, "lr": lr, "weight_decay": 0.01 if decay else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def schedule(step: int, total: int) -> float:
    """Linear warm-up over 6 %, then linear decay to 2 %."""
    warm = max(1, int(0.06 * total))
    if step < warm:
        return (step + 1) / warm
    return max(0.02, 1 - (step - warm) / (total - warm))


@dataclass(slots=True)
class Run:
    """A run under way: ``average`` holds the moving average of all weights that learn, by name."""

    model: Reader
    optimizer: torch.optim.AdamW
    average: dict[str, Tensor]
    step: int
    teacher: Reader | None = None


def begin(stage: Stage, scripts: int, start: Path | None, head_rate: float) -> Run:
    """Build the model of a stage from MiniLM, or from the run in ``start``."""
    model = Reader(scripts, len(stage.layers))
    if start is None:
        model.encoder.load_minilm(starting_model() / "model.safetensors")
    else:
        load_layers(model, start / "checkpoint.pt", stage.layers)
    frozen = [] if not stage.frozen else ["words", "positions", "kind", "case", "gap", "quote", "norm"]
    frozen = [f"encoder.{n}" for n in frozen] + [f"encoder.layers.{i}." for i in range(stage.frozen)]
    for name, p in model.named_parameters():
        p.requires_grad = not any(name == f or name.startswith(f if f.endswith(".") else f + ".") for f in frozen)
    average = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}
    return Run(model, optimizer_of(model, stage.rate, head_rate), average, 0)


def load_layers(model: Reader, path: Path, layers: tuple[int, ...]) -> None:
    """Take what a checkpoint has for the model, its encoder layers ``layers`` alone, in their order."""
    kept: dict[str, Tensor] = torch.load(path, weights_only=True)["model"]
    renamed = {}
    for name, value in kept.items():
        parts = name.split(".")
        if parts[:2] == ["encoder", "layers"]:
            if int(parts[2]) not in layers:
                continue
            parts[2] = str(layers.index(int(parts[2])))
        renamed[".".join(parts)] = value
    missing, unexpected = model.load_state_dict(renamed, strict=False)
    print("begins anew:", sorted({m.split(".")[0] for m in missing}), "left behind:", unexpected, flush=True)


def teacher_of(folder: Path, scripts: int) -> Reader:
    """Load the six-layer reader of a run to learn from."""
    teacher = Reader(scripts, len(STAGES["first"].layers))
    load_layers(teacher, folder / "checkpoint.pt", STAGES["first"].layers)
    return teacher.eval()


def resume(run: Run, path: Path) -> None:
    """Go on from a checkpoint of the same stage."""
    kept = torch.load(path, weights_only=True)
    run.model.load_state_dict(kept["live"])
    run.optimizer.load_state_dict(kept["optimizer"])
    run.average = {n: kept["model"][n].clone() for n in run.average}
    run.step = kept["step"]


def save(run: Run, folder: Path) -> None:
    """Write the checkpoint, then put it in the old one's place. ``model`` is the average, ``live`` the last."""
    live = run.model.state_dict()
    averaged = {n: run.average.get(n, v) for n, v in live.items()}
    fresh = folder / "checkpoint.new"
    kept = {"model": averaged, "live": live, "optimizer": run.optimizer.state_dict(), "step": run.step}
    torch.save(kept, fresh)
    fresh.replace(folder / "checkpoint.pt")


def train(run: Run, stage: Stage, streams: Streams, scripts: dict[str, int], args: argparse.Namespace) -> None:
    """The loop: one step reads every group of windows, then moves the weights once."""
    model, optimizer = run.model, run.optimizer
    rng = random.Random(args.seed * 1000 + run.step)
    rates = [g["initial_lr"] if "initial_lr" in g else g["lr"] for g in optimizer.param_groups]
    learning = [p for p in model.parameters() if p.requires_grad]
    model.train()
    totals: dict[str, float] = {}
    clock = time.monotonic()
    while run.step < stage.steps:
        factor = schedule(run.step, stage.steps)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["initial_lr"], group["lr"] = rate, rate * factor
        optimizer.zero_grad(set_to_none=True)
        for group in stage.groups:
            samples = {name: streams.take(name, count) for name, count in group}
            with torch.autocast("cpu", torch.bfloat16):
                found = group_losses(model, samples, scripts, rng, run.teacher)
                loss = sum((WEIGHTS[k] * v for k, v in found.items()), torch.zeros(()))
            if found:
                loss.backward()
            for k, v in found.items():
                totals[k] = totals.get(k, 0.0) + float(v.detach())
        nn.utils.clip_grad_norm_(learning, 1.0)
        optimizer.step()
        run.step += 1
        keep = min(AVERAGE, run.step / (10 + run.step))
        torch._foreach_lerp_(list(run.average.values()), [p.detach() for p in learning], 1 - keep)
        if run.step % 20 == 0:
            report(run.step, time.monotonic() - clock, totals)
            totals = {}
        if run.step % args.save == 0 or run.step == stage.steps:
            save(run, args.out)


def report(step: int, seconds: float, totals: dict[str, float]) -> None:
    """Print the mean losses of the last twenty steps; stop where one is no number any more."""
    print(f"{step} {seconds:.0f}s " + " ".join(f"{k} {v / 20:.4f}" for k, v in totals.items()), flush=True)
    if not all(math.isfinite(v) for v in totals.values()):
        raise SystemExit("the loss is no number any more")


def inventory_of(loaded: dict[str, list[Document]], start: Path | None) -> list[str]:
    """The lemma scripts: those of the run we begin from, else the common ones of the treebanks."""
    if start is not None:
        found: list[str] = json.loads((start / "scripts.json").read_text())
        return found
    docs = [*loaded.get("ewt", []), *loaded.get("gum", [])]
    return common_scripts((d.text[a:b], m) for d in docs for (a, b), m in zip(d.words, d.lemmas or [], strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=STAGES, required=True)
    parser.add_argument("--begin", type=Path, help="the run of the stage before")
    parser.add_argument("--teacher", type=Path, help="the run that teaches what it makes of unannotated news")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--layers", help="numbers of the layers kept, with commas")
    parser.add_argument("--without", action="append", default=[], help="a corpus to leave out; may be given again")
    parser.add_argument("--save", type=int, default=100)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    stage = STAGES[args.stage]
    if args.steps:
        stage = replace(stage, steps=args.steps)
    if args.layers:
        stage = replace(stage, layers=tuple(int(n) for n in args.layers.split(",")))
    loaded = corpora(args.gold, args.knowledge, frozenset(args.without))
    inventory = inventory_of(loaded, args.begin)
    (args.out / "scripts.json").write_text(json.dumps(inventory, ensure_ascii=False))
    vocabulary = Vocabulary(starting_model() / "tokenizer.json")
    ready = {k: batches.prepare(v, vocabulary) for k, v in loaded.items()}
    for k, v in ready.items():
        print(k, len(v), "documents", sum(len(p) for r in v for p in r.pieces), "pieces", flush=True)
    run = begin(stage, len(inventory), args.begin, args.head_rate)
    if args.teacher:
        run.teacher = teacher_of(args.teacher, len(inventory))
    if (args.out / "checkpoint.pt").exists():
        resume(run, args.out / "checkpoint.pt")
    train(run, stage, Streams(stage, ready, args.seed + run.step), {s: i for i, s in enumerate(inventory)}, args)


if __name__ == "__main__":
    main()
