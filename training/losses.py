"""What a batch teaches each head: one function a group of heads, each returning its losses by name."""

from __future__ import annotations

import random
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from communique.reading.labels import BIO, NAMES, PHRASES, ROLES, TIMES
from training import batches, targets
from training.batches import IGNORE, Batch
from training.model import CROP, Reader, bucket_of


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


@dataclass(slots=True)
class Around:
    """What is read round n cues: classes (n, c, 4), valid (n,), which of the words are in the window (n, c)."""

    classes: Tensor
    valid: Tensor
    inside: Tensor


def around(model: Reader, words: Tensor, batch: Batch, rows: Tensor, start: Tensor, end: Tensor) -> Around:
    """Read the words round the cues ``start`` to ``end`` (n,) of the windows ``rows`` (n,) again."""
    at, bucket, inside = crop_indices(start, end, words.shape[1], batch.inside.sum(1)[rows])
    flat = words[rows]
    # One product, not a slice a cue: the gradient of a slice is a tensor of the size of the whole, cue by cue.
    place = torch.arange(words.shape[1])[None]
    cued = ((place >= start[:, None]) & (place < end[:, None])).to(words.dtype)
    cue_mean = ((cued / cued.sum(1, keepdim=True))[:, None] @ flat)[:, 0]
    crop = flat.gather(1, at[..., None].expand(-1, -1, flat.shape[-1]))
    classes, valid = model.conditioned(crop, cue_mean, bucket, inside)
    return Around(classes, valid, inside)


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
    read = around(model, words, batch, rows, start, end)
    target = torch.zeros(read.inside.shape, dtype=torch.long)
    for n, (row, _, _, q, _) in enumerate(found):
        if q is None:
            continue
        first = batch.samples[row].window.first
        for label, chosen in ((1, q.source), (2, set(range(*q.cue))), (3, q.content)):
            for w in chosen:
                place = w - first - (found[n][1] - CROP)
                if 0 <= place < target.shape[1]:
                    target[n, place] = label
    target[~read.inside] = IGNORE
    truth = torch.tensor([f[4] for f in found])
    target[truth == 0] = IGNORE
    out["conditioned"] = cross_entropy(read.classes, target)
    out["valid"] = F.binary_cross_entropy_with_logits(read.valid.float(), truth)
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


def summed(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross entropy of BIO layers (b, w, types, 3), summed over types, a labelled word."""
    each = F.cross_entropy(
        logits.float().reshape(-1, len(BIO)), labels.reshape(-1), ignore_index=IGNORE, reduction="sum"
    )
    return each / (labels != IGNORE).any(-1).sum().clamp(min=1)


def time_losses(model: Reader, batch: Batch, words: Tensor) -> dict[str, Tensor]:
    """Time expressions, event words with kind and status, and how certain they are; and whole mentions."""
    kind, status = targets.event_labels(batch)
    event = model.events(words)
    return {
        "times": summed(model.times(words).unflatten(-1, (len(TIMES), len(BIO))), targets.time_labels(batch)),
        "kind": cross_entropy(model.event_kinds(event), kind, 0.02),
        "status": cross_entropy(model.event_status(event), status, 0.02),
        "certainty": cross_entropy(model.certainty(event), targets.certainty_labels(batch), 0.02),
        "phrases": summed(
            model.phrases_out(model.names(words)).unflatten(-1, (len(PHRASES), len(BIO))),
            targets.phrase_labels(batch),
        ),
    }


def link_losses(model: Reader, batch: Batch, words: Tensor, first: int) -> dict[str, Tensor]:
    """Which words head mentions, and which earlier mention each goes back to; rows from ``first`` are one document."""
    last = len(batch.samples)
    heads = cross_entropy_of_yes(model.links.mention(words)[..., 0], targets.mention_labels(batch, range(first, last)))
    found = targets.chained(batch, first, last)
    if found is None:
        return {"mention": heads}
    scores = model.links(words[found.rows, found.columns], found.likeness).float()
    n = len(scores)
    earlier = torch.ones(n, n).tril(-1).bool()
    scores = scores.masked_fill(~earlier, -1e4)
    none = torch.zeros(n, 1)
    right = torch.cat([~found.gold.any(1, keepdim=True), found.gold], 1)
    every = torch.cat([none, scores], 1)
    loss = every.logsumexp(1) - every.masked_fill(~right, -1e4).logsumexp(1)
    return {"mention": heads, "link": loss.mean()}


def cross_entropy_of_yes(logits: Tensor, labels: Tensor) -> Tensor:
    """Binary cross entropy over the labelled places."""
    known = labels != IGNORE
    if not bool(known.any()):
        return logits.sum() * 0.0
    return F.binary_cross_entropy_with_logits(logits.float()[known], labels[known].float())
