"""Learn ``vectors.npz`` of the reader: states of event words → 48 numbers that are near when the happening is one.

    python -m training.story.vectors SHARED

ECB+'s event words in sentences annotated with care, topics that are not held out: a linear map such that the cosine of
two words of a topic tells whether they are in one chain. Look-alikes in one topic are what it learns from.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional as F

from benchmarks.tasks.texts import article_of
from communique.model import Article
from communique.reading import Reader
from communique.reading.pieces import Window
from communique.reading.reader import DEFAULT, _Found
from training.corpora.document import rows
from training.corpora.names import held_out

WIDTH, STEPS, RATE, DROP, NEGATIVES = 48, 60, 2e-3, 0.2, 4
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Seen:
    """An event word of a topic: its chain and its states, top beside bottom."""

    topic: str
    chain: str
    state: Floats


class Watched(Reader):
    """A reader that keeps the states of its windows."""

    states: dict[int, Floats]

    def _read_window(self, article: Article, places: list[tuple[int, int]], window: Window) -> _Found:
        scores = self._encoder.run(window)
        self.states[window.first] = np.concatenate([scores.words, scores.low], axis=1)
        return super()._read_window(article, places, window)


def chains(row: dict[str, Any]) -> dict[int, str]:
    """Return the chain of every character that belongs to an event mention in a sentence annotated with care."""
    found = {}
    for mention in row["event_mentions"]:
        if any(a <= mention["start"] < b for a, b in row["selected"]):
            for a, b in mention.get("pieces") or [[mention["start"], mention["end"]]]:
                found |= dict.fromkeys(range(a, b), mention["chain"])
    return found


def seen(gold: Path) -> Iterator[Seen]:
    """Yield the event words of the topics learned from."""
    reader = Watched(threads=1)
    for row in rows(gold / "stories" / "ecbplus.jsonl"):
        if held_out(f"ecb{row['topic']}"):
            continue
        reader.states = {}
        reading = reader.read(article_of(row["doc"], row["text"]))
        states = np.concatenate([reader.states[k] for k in sorted(reader.states)])
        chain_at = chains(row)
        for event in reading.events:
            for word in reading.words_in(event.span)[:1]:
                if event.span.start in chain_at:
                    yield Seen(row["topic"], chain_at[event.span.start], states[word])


def learn(found: list[Seen]) -> tuple[Floats, Floats]:
    """Return the matrix (768, WIDTH) and what is to be added (WIDTH,)."""
    torch.manual_seed(0)
    drawn = np.random.default_rng(0)
    states = np.stack([s.state for s in found])
    mean, scale = states.mean(0), states.std(0) + 1e-3
    x = torch.tensor((states - mean) / scale)
    topics, chain = np.array([s.topic for s in found]), np.array([s.chain for s in found])
    left, right = np.triu_indices(len(found), 1)
    within = topics[left] == topics[right]
    left, right = left[within], right[within]
    same = chain[left] == chain[right]
    _, spread, axes = torch.linalg.svd(x, full_matrices=False)
    w = (axes[:WIDTH].T / spread[:WIDTH] ** 0.5 * 3).clone().requires_grad_(True)
    steep, bias = torch.tensor(6.0, requires_grad=True), torch.tensor(-4.0, requires_grad=True)
    groups = [{"params": [w], "weight_decay": 1e-3}, {"params": [steep, bias], "weight_decay": 0.0}]
    optimiser = torch.optim.AdamW(groups, lr=RATE)
    yes, no = np.flatnonzero(same), np.flatnonzero(~same)
    for _ in range(STEPS):
        taken = np.concatenate([yes, drawn.choice(no, min(len(no), NEGATIVES * len(yes)), replace=False)])
        near = F.normalize(F.dropout(x, DROP) @ w, dim=1)
        scores = steep * (near[left[taken]] * near[right[taken]]).sum(1) + bias
        loss = F.binary_cross_entropy_with_logits(scores, torch.tensor(same[taken], dtype=torch.float32))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    matrix = w.detach().numpy() / scale[:, None]
    return matrix, -mean @ matrix


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    args = parser.parse_args()
    found = list(seen(args.shared / "gold"))
    matrix, shift = learn(found)
    np.savez_compressed(DEFAULT / "vectors.npz", event=matrix.astype(np.float16), shift=shift.astype(np.float16))
    print(len(found), "event words learned from")


if __name__ == "__main__":
    main()
