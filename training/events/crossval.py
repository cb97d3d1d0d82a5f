"""Five folds by three seeds, honestly: what the branch reaches on rows it has not seen.

    python -m training.events.crossval --gold ../shared/gold --weights FOLDER \
        --work DIR --out benchmarks/results/events-crossval.json

The fold of a row is ``int(id[4:], 16) % 5``; a training row whose sentence also stands among the rows held out is
left out as well. A seed's figure pools its five folds. ``--work`` keeps each fold's answers and weights, so that
a run that was stopped goes on. FOLDER holds the tokenizer and the lower layers' graph.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from communique.reading.events import NO_EVENT, TYPES, Events
from training.events.corpus import held_out, load_ready
from training.events.data import FOLDS, lines
from training.events.export import events_graph
from training.events.model import Branch, minilm_encoder
from training.events.ready import Ready
from training.events.train import RECIPE, Recipe, first_stage, fit, predict, soup, teach

Answers = dict[str, Tensor]
Start = Callable[[Branch], None]
NEGATIVE = ("swap", "static", "apart")
KEEPS = (0.99, 0.98, 0.95, 0.9)


def one_fold(rows: Sequence[Ready], fold: int, seed: int, recipe: Recipe, start: Start) -> tuple[Branch, Answers]:
    """Train on four folds, answer the fifth."""
    train, test = held_out(rows, fold)
    branch = fit(train, start, recipe, seed)
    return branch, answer(branch, test)


def answer(branch: Branch, test: Sequence[Ready]) -> Answers:
    """The branch's probabilities of the held-out rows."""
    types, event, conflict = predict(branch, test)
    return {"types": types, "event": event, "conflict": conflict}


def pooled(rows: Sequence[Ready], folds: Sequence[Answers]) -> tuple[list[Ready], Answers]:
    """Put the answers of the five folds beside their rows."""
    held = [r for fold in range(FOLDS) for r in held_out(rows, fold)[1]]
    return held, {k: torch.cat([f[k] for f in folds]) for k in folds[0]}


def scorer(path: Path) -> Callable[[list[dict[str, Any]], list[dict[str, Any]]], dict[str, float]]:
    """Load the scorer that comes with the data."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    events: Callable[[list[dict[str, Any]], list[dict[str, Any]]], dict[str, float]] = module.events
    return events


def figures(gold: Path, held: Sequence[Ready], answers: Answers) -> dict[str, float]:
    """Figures of pooled answers through the data's own scorer: PLV by the type, A/W by the conflict head."""
    score = scorer(gold / "score.py")
    out: dict[str, float] = {}
    for corpus in ("plv", "aw"):
        at = {r.row.id: i for i, r in enumerate(held) if r.row.corpus == corpus}
        raw = [r for r in lines(gold / f"events/{corpus}_train.jsonl") if r["id"] in at]
        if corpus == "plv":
            said: list[dict[str, Any]] = [{"type": TYPES[int(answers["types"][at[r["id"]]].argmax())]} for r in raw]
        else:
            said = [{"binary": int(answers["conflict"][at[r["id"]]] >= 0.5)} for r in raw]
        out |= {f"{corpus}.{k}": float(v) for k, v in score(raw, said).items() if isinstance(v, int | float)}
    return out


def no_event(held: Sequence[Ready], answers: Answers) -> dict[str, Any]:
    """Share of negatives refused, by kind, where a share of the true pairs is kept."""
    event = answers["event"]
    true = torch.tensor([r.row.corpus == "plv" for r in held])
    by = {k: torch.tensor([r.row.corpus == k for r in held]) for k in NEGATIVE}
    out: dict[str, Any] = {"n": {"true": int(true.sum())} | {k: int(v.sum()) for k, v in by.items()}}
    for keep in KEEPS:
        limit = float(event[true].quantile(1 - keep))
        out[f"kept {keep}"] = {"at": round(limit, 3)} | {
            k: round(float((event[v] < limit).float().mean()), 4) for k, v in by.items() if v.any()
        }
    out["kept at .5"] = round(float((event[true] >= 0.5).float().mean()), 4)
    out["refused at .5"] = {k: round(float((event[v] < 0.5).float().mean()), 4) for k, v in by.items() if v.any()}
    return out


def summary(each: Sequence[dict[str, float]]) -> dict[str, Any]:
    """Mean and standard deviation over seeds."""
    return {
        k: {
            "mean": round(statistics.fmean(e[k] for e in each), 4),
            "sd": round(statistics.stdev([e[k] for e in each]), 4) if len(each) > 1 else None,
            "seeds": [round(e[k], 4) for e in each],
        }
        for k in each[0]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--depth", type=int, default=RECIPE.depth, help="layers of the branch")
    parser.add_argument("--students", type=int, default=0, help="distilled branches a fold")
    args = parser.parse_args()
    torch.set_num_threads(1)
    args.work.mkdir(parents=True, exist_ok=True)
    rows = load_ready(args.gold, args.weights, args.work / "rows.pt")
    encoder = minilm_encoder()
    run(rows, args, first_stage(rows, lambda branch: branch.start(encoder), args.work / "first.pt", args.depth))


def run(rows: Sequence[Ready], args: argparse.Namespace, start: Start) -> None:
    """Every seed, the mean of their answers, the mean of their weights, then students of the mean answer;
    figures are written after each step."""
    seeds: list[Answers] = []
    report: dict[str, Any] = {"recipe": asdict(replace(RECIPE, depth=args.depth)), "rows": len(rows)}
    each: list[dict[str, float]] = []
    for seed in range(1, args.seeds + 1):
        folds = [kept(args, rows, f, seed, start) for f in range(FOLDS)]
        held, answers = pooled(rows, folds)
        seeds.append(answers)
        each.append(figures(args.gold, held, answers))
        report["single"] = summary(each)
        mean = {k: torch.stack([s[k] for s in seeds]).mean(0) for k in answers}
        report[f"mean of {len(seeds)} answers"] = rounded(figures(args.gold, held, mean))
        report["single, no event"] = no_event(held, answers)
        write(args.out, report)
    folds = [answer(soup(branches(args, f)), held_out(rows, f)[1]) for f in range(FOLDS)]
    held, answers = pooled(rows, folds)
    report["mean of weights"] = rounded(figures(args.gold, held, answers))
    report["mean of weights, no event"] = no_event(held, answers)
    write(args.out, report)
    eight = [quantised(soup(branches(args, f)), held_out(rows, f)[1], args.work) for f in range(FOLDS)]
    report["mean of weights, int8 graph"] = rounded(figures(args.gold, *pooled(rows, eight)))
    write(args.out, report)
    each = []
    for student in range(1, args.students + 1):
        folds = [taught(args, rows, f, student, start) for f in range(FOLDS)]
        held, answers = pooled(rows, folds)
        each.append(figures(args.gold, held, answers))
        report["student"] = summary(each)
        write(args.out, report)


def quantised(branch: Branch, test: Sequence[Ready], folder: Path) -> Answers:
    """The answers of the int8 graph of ``branch``, one pair at a time, as the package runs it."""
    events_graph(branch, folder / "events.onnx")
    (folder / "events.json").write_text(json.dumps({"types": list(TYPES)}))
    graph = Events(folder)
    said = [graph.score(r.states.float().numpy(), r.source.numpy(), r.target.numpy()) for r in test]
    return {
        "types": torch.tensor([[s.given[t] for t in TYPES] for s in said]),
        "event": torch.tensor([1 - s.types[NO_EVENT] for s in said]),
        "conflict": torch.tensor([s.conflict for s in said]),
    }


def rounded(values: dict[str, float]) -> dict[str, float]:
    """Four digits are more than the data can bear."""
    return {k: round(v, 4) for k, v in values.items()}


def branches(args: argparse.Namespace, fold: int) -> list[Branch]:
    """The branches of a fold, one a seed."""
    out = []
    for seed in range(1, args.seeds + 1):
        branch = Branch(args.depth)
        branch.load_state_dict(torch.load(args.work / f"seed{seed}-fold{fold}.pt", weights_only=True)["model"])
        out.append(branch.eval())
    return out


def kept(args: argparse.Namespace, rows: Sequence[Ready], fold: int, seed: int, start: Start) -> Answers:
    """The answers of one fold, from the folder of work where it was done before."""
    path = args.work / f"seed{seed}-fold{fold}.pt"
    if not path.exists():
        begin = time.monotonic()
        branch, answers = one_fold(rows, fold, seed, replace(RECIPE, depth=args.depth), start)
        torch.save({"model": branch.state_dict(), "answers": answers}, path)
        print(f"{path.stem} {time.monotonic() - begin:.0f}s", flush=True)
    answers = torch.load(path, weights_only=True)["answers"]
    return dict(answers)


def taught(args: argparse.Namespace, rows: Sequence[Ready], fold: int, seed: int, start: Start) -> Answers:
    """A branch that learns from the mean answer of the fold's seeds, which never saw the rows held out."""
    path = args.work / f"student{seed}-fold{fold}.pt"
    if not path.exists():
        begin = time.monotonic()
        train, test = held_out(rows, fold)
        branch = teach(train, branches(args, fold), start, replace(RECIPE, depth=args.depth), 100 + seed)
        torch.save({"model": branch.state_dict(), "answers": answer(branch, test)}, path)
        print(f"{path.stem} {time.monotonic() - begin:.0f}s", flush=True)
    return dict(torch.load(path, weights_only=True)["answers"])


def write(path: Path, report: dict[str, Any]) -> None:
    """Write the figures; no text of any corpus is in them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
