"""Train the reader: every step reads windows of attribution, syntax and names in one encoder.

    python -m training.train --gold ../shared/gold --knowledge ../shared/knowledge --out training/runs/reader-1

Fixed seeds; a checkpoint every ``--save`` steps; a run that finds one goes on from it.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from communique.reading.encoder import Vocabulary
from communique.reading.labels import BIO, NAMES, ROLES
from training import batches
from training.batches import IGNORE, Batch, Ready, Sample
from training.corpora import names, polnear, treebank
from training.lemmas import scripts as common_scripts
from training.model import CROP, Reader, bucket_of
from training.vocabulary import starting_model

WEIGHTS = {"roles": 1.5, "conditioned": 2.0, "valid": 0.5, "names": 1.5, "arc": 1.0, "relation": 0.5, "tag": 0.5,
           "script": 0.3, "start": 0.5}  # fmt: skip


def endless(ready: list[Ready], rng: random.Random) -> Iterator[Sample]:
    """Yield windows for ever: all of a corpus packed anew, in a new order, each epoch."""
    while True:
        samples = [s for r in ready for s in batches.pack(r, rng)]
        rng.shuffle(samples)
        yield from samples


def states(model: Reader, batch: Batch) -> Tensor:
    """Word states (b, w, 384): the encoder's state at each word's first piece."""
    x = model.encoder(batch.ids, batch.case, batch.gap, batch.quote, batch.mask)
    return x.gather(1, batch.words[..., None].expand(-1, -1, x.shape[-1]))


def cross_entropy(logits: Tensor, labels: Tensor, smoothing: float = 0.0) -> Tensor:
    """Mean over the labelled places; zero where there is none."""
    if not bool((labels != IGNORE).any()):
        return logits.sum() * 0.0
    flat = logits.float().reshape(-1, logits.shape[-1])
    return F.cross_entropy(flat, labels.reshape(-1), ignore_index=IGNORE, label_smoothing=smoothing)


def crop_indices(start: Tensor, end: Tensor, width: int, length: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Words from ``CROP`` before a cue to ``CROP`` after it: indices, distance buckets, inside the window."""
    at = start[:, None] + torch.arange(-CROP, CROP + 1)[None]
    offset = torch.where(at < start[:, None], at - start[:, None], (at - end[:, None] + 1).clamp(min=0))
    inside = (at >= 0) & (at < length[:, None])
    return at.clamp(0, width - 1), bucket_of(offset), inside


def attribution_losses(model: Reader, batch: Batch, words: Tensor, rng: random.Random) -> dict[str, Tensor]:
    """BIO layers of the three roles, and the reading of the text round each cue, true or suspected."""
    labels = batches.role_labels(batch)
    logits = model.roles(words).unflatten(-1, (len(ROLES), len(BIO)))
    out = {"roles": sum(cross_entropy(logits[:, :, k], labels[:, :, k]) for k in range(len(ROLES)))}
    found = [(r, a, b, q, 1.0) for r, a, b, q in batches.cues(batch)]
    with torch.no_grad():
        suspect = 1 - logits[:, :, 1].float().softmax(-1)[..., 0]
        wrong = ((suspect > 0.15) & (labels[:, :, 1] == 0)).nonzero().tolist()
    rng.shuffle(wrong)
    found += [(r, a, a + 1, None, 0.0) for r, a in wrong[: max(4, len(found) // 2)]]
    if not found:
        return out
    rows = torch.tensor([f[0] for f in found])
    start, end = torch.tensor([f[1] for f in found]), torch.tensor([f[2] for f in found])
    at, bucket, inside = crop_indices(start, end, words.shape[1], batch.inside.sum(1)[rows])
    target = torch.zeros(at.shape, dtype=torch.long)
    for n, (row, _, _, q, _) in enumerate(found):
        if q is None:
            continue
        first = batch.samples[row].window.first
        for label, chosen in ((1, q.source), (2, set(range(*q.cue))), (3, q.content)):
            for w in chosen:
                place = w - first - (found[n][1] - CROP)
                if 0 <= place < target.shape[1]:
                    target[n, place] = label
    target[~inside] = IGNORE
    flat = words[rows]
    cue_mean = torch.stack([flat[n, f[1] : f[2]].mean(0) for n, f in enumerate(found)])
    crop = flat.gather(1, at[..., None].expand(-1, -1, flat.shape[-1]))
    classes, valid = model.conditioned(crop, cue_mean, bucket, inside)
    truth = torch.tensor([f[4] for f in found])
    target[truth == 0] = IGNORE
    out["conditioned"] = cross_entropy(classes, target)
    out["valid"] = F.binary_cross_entropy_with_logits(valid.float(), truth)
    return out


def name_losses(model: Reader, batch: Batch, words: Tensor) -> dict[str, Tensor]:
    """BIO layers of the name types a corpus annotates, summed over types."""
    labels = batches.name_labels(batch)
    logits = model.names_out(model.names(words)).unflatten(-1, (len(NAMES), len(BIO))).float()
    each = F.cross_entropy(logits.reshape(-1, len(BIO)), labels.reshape(-1), ignore_index=IGNORE, reduction="sum")
    return {"names": each / (labels != IGNORE).any(-1).sum().clamp(min=1)}


def syntax_losses(model: Reader, batch: Batch, words: Tensor, scripts: dict[str, int]) -> dict[str, Tensor]:
    """Sentence starts, tags, lemma scripts, heads inside the gold sentence, relations to the gold head."""
    gold = batches.syntax_labels(batch, scripts)
    out = {"tag": cross_entropy(model.tags(words), gold["tag"], 0.02)}
    out["script"] = cross_entropy(model.scripts(words), gold["script"])
    known = gold["start"] != IGNORE
    out["start"] = F.binary_cross_entropy_with_logits(
        model.starts(words)[..., 0].float()[known], gold["start"][known].float()
    )
    same = (
        (gold["sentence"][:, :, None] == gold["sentence"][:, None]) & batch.inside[:, :, None] & batch.inside[:, None]
    )
    arcs = model.arcs(words).float().masked_fill(~same, -1e4)
    out["arc"] = cross_entropy(arcs, gold["head"])
    dep, head = model.relation_states(words)
    chosen = gold["head"].clamp(min=0)[..., None].expand(-1, -1, head.shape[-1])
    rel = model.relation_scores(dep, head.gather(1, chosen))
    out["relation"] = cross_entropy(rel, gold["relation"], 0.02)
    return out


def optimizer_of(model: Reader, rate: float, head_rate: float) -> torch.optim.AdamW:
    """AdamW with one rate for the encoder and a higher one for the heads; no decay of biases and norms."""
    groups = []
    for inside, lr in ((True, rate), (False, head_rate)):
        for decay in (True, False):
            chosen = [
                p for n, p in model.named_parameters() if n.startswith("encoder.") == inside and (p.ndim > 1) == decay
            ]
            groups.append({"params": chosen, "lr": lr, "weight_decay": 0.01 if decay else 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def schedule(step: int, total: int) -> float:
    """Linear warm-up over 6 %, then linear decay to 2 %."""
    warm = max(1, int(0.06 * total))
    if step < warm:
        return (step + 1) / warm
    return max(0.02, 1 - (step - warm) / (total - warm))


def corpora(gold: Path, knowledge: Path) -> dict[str, list]:
    """Load the training documents, by the head group they train."""
    people = names.peoples(knowledge)
    return {
        "attribution": list(polnear.load(gold / "attribution/train.jsonl.gz")),
        "syntax": [
            *treebank.load(gold / "syntax/ewt_train.conllu.gz", "ewt"),
            *(d for d in treebank.load(gold / "syntax/gum_train_by.conllu.gz", "gum") if not names.held_out(d.name)),
        ],
        "conll": list(names.conll(gold / "names/conll2003_train.jsonl.gz", people)),
        "dwie": [
            *names.dwie(gold / "names/dwie_dev.jsonl", measured=False),
            *names.re3d(gold / "names/re3d.jsonl", measured=False),
        ],
    }


SHARES = {"attribution": 8, "syntax": 4, "conll": 2, "dwie": 2}
"""Windows of each corpus in a step."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--knowledge", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1700)
    parser.add_argument("--save", type=int, default=100)
    parser.add_argument("--rate", type=float, default=1.7e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    loaded = corpora(args.gold, args.knowledge)
    pairs = ((d.text[a:b], lemma) for d in loaded["syntax"] for (a, b), lemma in zip(d.words, d.lemmas, strict=True))
    inventory = common_scripts(pairs)
    scripts = {s: i for i, s in enumerate(inventory)}
    (args.out / "scripts.json").write_text(json.dumps(inventory, ensure_ascii=False))
    vocabulary = Vocabulary(starting_model() / "tokenizer.json")
    ready = {k: batches.prepare(v, vocabulary) for k, v in loaded.items()}
    for k, v in ready.items():
        print(k, len(v), "documents", sum(len(p) for r in v for p in r.pieces), "pieces", flush=True)

    model = Reader(len(inventory))
    model.encoder.load_minilm(starting_model() / "model.safetensors")
    optimizer = optimizer_of(model, args.rate, args.head_rate)
    rates = [g["lr"] for g in optimizer.param_groups]
    begin = 0
    saved = args.out / "checkpoint.pt"
    if saved.exists():
        kept = torch.load(saved, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        begin = kept["step"]
    run(model, optimizer, rates, ready, scripts, args, begin)


def run(
    model: Reader,
    optimizer: torch.optim.AdamW,
    rates: list[float],
    ready: dict[str, list[Ready]],
    scripts: dict[str, int],
    args: argparse.Namespace,
    begin: int,
) -> None:
    """The loop: one step reads windows of every corpus."""
    rng = random.Random(args.seed * 1000 + begin)
    streams = {k: endless(v, random.Random(args.seed * 77 + i + begin)) for i, (k, v) in enumerate(ready.items())}
    model.train()
    totals: dict[str, float] = {}
    clock = time.monotonic()
    for step in range(begin, args.steps):
        factor = schedule(step, args.steps)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * factor
        optimizer.zero_grad(set_to_none=True)
        for kinds in (("attribution",), ("syntax", "conll", "dwie")):
            samples = [next(streams[k]) for k in kinds for _ in range(SHARES[k])]
            batch = batches.collate(samples)
            with torch.autocast("cpu", torch.bfloat16):
                words = states(model, batch)
                if kinds == ("attribution",):
                    losses = attribution_losses(model, batch, words, rng)
                else:
                    n = SHARES["syntax"]
                    losses = syntax_losses(model, part(batch, 0, n), words[:n], scripts)
                    losses |= name_losses(model, part(batch, n, len(samples)), words[n:])
                loss = sum(WEIGHTS[k] * v for k, v in losses.items())
            loss.backward()
            for k, v in losses.items():
                totals[k] = totals.get(k, 0.0) + float(v.detach())
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if (step + 1) % 20 == 0:
            line = " ".join(f"{k} {v / 20:.4f}" for k, v in totals.items())
            print(f"{step + 1} {time.monotonic() - clock:.0f}s {line}", flush=True)
            if not all(math.isfinite(v) for v in totals.values()):
                raise SystemExit("the loss is no number any more")
            totals = {}
        if (step + 1) % args.save == 0 or step + 1 == args.steps:
            save(model, optimizer, step + 1, args.out)


def part(batch: Batch, first: int, last: int) -> Batch:
    """Return some rows of a batch."""
    return Batch(
        *(getattr(batch, k)[first:last] for k in ("ids", "case", "gap", "quote", "mask", "words", "inside")),
        batch.samples[first:last],
    )


def save(model: Reader, optimizer: torch.optim.AdamW, step: int, folder: Path) -> None:
    """Write the checkpoint beside the old one, then put it in its place."""
    fresh = folder / "checkpoint.new"
    torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, fresh)
    fresh.replace(folder / "checkpoint.pt")


if __name__ == "__main__":
    main()
