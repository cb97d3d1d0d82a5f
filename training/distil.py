"""What a teacher teaches: its own opinion of attribution in text nobody has annotated.

The teacher is the six-layer reader of the first stage. It has learned the same articles, on which it has little to
add; on other news its doubts are new (Hinton et al. 2015).
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from communique.reading.labels import BIO, ROLES
from training.batches import Batch
from training.losses import around, states
from training.model import Reader

SUSPECTED = 0.3
"""From which probability on the teacher's cue layer makes a word a cue to be read round."""


def taught_losses(model: Reader, teacher: Reader, batch: Batch, words: Tensor) -> dict[str, Tensor]:
    """Cross entropy against the teacher's role layers, and against its reading of the text round its cues."""
    with torch.no_grad():
        theirs = states(teacher, batch)
        layers = teacher.roles(theirs).unflatten(-1, (len(ROLES), len(BIO))).float().softmax(-1)
    ours = model.roles(words).unflatten(-1, (len(ROLES), len(BIO))).float().log_softmax(-1)
    out = {"taught roles": -(layers * ours).sum(-1)[batch.inside].sum(-1).mean()}
    cues = cues_of(1 - layers[:, :, 1, 0], layers[:, :, 1, 1] > layers[:, :, 1, 2], batch.inside)
    if not cues:
        return out
    rows, start, end = (torch.tensor(column) for column in zip(*cues, strict=True))
    with torch.no_grad():
        told = around(teacher, theirs, batch, rows, start, end)
        classes, valid = told.classes.float().softmax(-1), told.valid.float().sigmoid()
    heard = around(model, words, batch, rows, start, end)
    each = -(classes * heard.classes.float().log_softmax(-1)).sum(-1)
    # What is round something the teacher takes for no attribution is nobody's source or content.
    weight = heard.inside * valid[:, None]
    out["taught conditioned"] = (each * weight).sum() / weight.sum().clamp(min=1)
    out["taught valid"] = F.binary_cross_entropy_with_logits(heard.valid.float(), valid)
    return out


def cues_of(inside: Tensor, begins: Tensor, there: Tensor) -> list[tuple[int, int, int]]:
    """Return (row, first, last) of the runs of words (b, w) that may be cues."""
    out: list[tuple[int, int, int]] = []
    on = (inside >= SUSPECTED) & there
    for row, at in on.nonzero().tolist():
        if out and out[-1][0] == row and out[-1][2] == at and not begins[row, at]:
            out[-1] = (row, out[-1][1], at + 1)
        else:
            out.append((row, at, at + 1))
    return out
