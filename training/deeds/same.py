"""Learn the weights of ``communique/fact/same.tsv``: which mentions of a text tell of one happening.

    python -m training.deeds.same SHARED

Logistic regression on pairs of coded event words of one type, as the fact room sees them (parties resolved, times and
places hung); coders numbered the happenings of each text. Prints accuracy on every sixth text.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from torch.nn import functional as F

from benchmarks.tasks.texts import article_of
from communique.fact.drafts import drafts_of
from communique.fact.parties import Parties
from communique.fact.same import signs_of
from communique.fact.tree import Tree
from communique.reading import Reader
from communique.reference import Atlas, dated, refer
from training.deeds.corpus import CODED, _cue, _texts, text_of

RARE = 12
"""Signs seen less often have no weight."""
TABLE = Path(__file__).resolve().parents[2] / "communique" / "fact" / "same.tsv"

Pair = tuple[dict[str, float], bool]


def pairs(shared: Path) -> Iterator[list[Pair]]:
    """Yield the pairs of each coded text that is no list of single sentences."""
    reader, atlas = Reader.load(), Atlas.load()
    sources: dict[str, dict[str, str]] = {}
    for row in map(json.loads, CODED.read_text(encoding="utf-8").splitlines()):
        if "+" in row["doc"]:
            continue
        if row["source"] not in sources:
            sources[row["source"]] = dict(_texts(shared / "gold" / row["source"]))
        reading = dated(reader.read(article_of(row["doc"], text_of(row, sources[row["source"]]))), atlas)
        parties = Parties.of(Tree.of(reading), refer(reading, atlas))
        coded = {_cue(reading, r["cue"]): (r["type"], r["event"]) for r in row["rows"]}
        drafts = [d for d in drafts_of(parties) if coded.get(d.word, ("", 0))[0] == d.type.value]
        out = []
        for j, b in enumerate(drafts):
            for i, a in enumerate(drafts[:j]):
                if a.type is b.type:
                    between = sum(d.type is b.type for d in drafts[i + 1 : j])
                    out.append((signs_of(parties, a, b, between), coded[a.word] == coded[b.word]))
        yield out


def main() -> None:
    """Learn, print, write the table."""
    parser = argparse.ArgumentParser(description="Learn which mentions tell of one happening.")
    parser.add_argument("shared", type=Path)
    args = parser.parse_args()
    found = list(pairs(args.shared))
    often = Counter(name for text in found for signs, _ in text for name in signs)
    names = sorted(name for name, n in often.items() if n >= RARE)
    learned = _fit([p for n, text in enumerate(found) if n % 6 for p in text], names)
    _show([p for text in found[::6] for p in text], names, learned)
    whole = _fit([p for text in found for p in text], names)
    lines = [f"{name}\t{w:.3f}" for name, w in zip(names, whole.tolist(), strict=True)]
    head = "# sign\tweight (log-odds); learned by training.deeds.same from texts coded for this project, see same.py\n"
    TABLE.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def _matrix(found: list[Pair], names: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    x = torch.tensor([[signs.get(name, 0.0) for name in names] for signs, _ in found])
    return x, torch.tensor([float(same) for _, same in found])


def _fit(found: list[Pair], names: list[str]) -> torch.Tensor:
    x, y = _matrix(found, names)
    w = torch.zeros(len(names), requires_grad=True)
    optimiser = torch.optim.LBFGS([w], max_iter=300)

    def closure() -> float:
        optimiser.zero_grad()
        loss = F.binary_cross_entropy_with_logits(x @ w, y) + 2e-4 * (w**2).sum()
        loss.backward()  # type: ignore[no-untyped-call]
        return loss.item()

    optimiser.step(closure)  # type: ignore[arg-type]
    return w.detach()


def _show(held: list[Pair], names: list[str], w: torch.Tensor) -> None:
    x, y = _matrix(held, names)
    p = torch.sigmoid(x @ w)
    for limit in (0.3, 0.4, 0.5, 0.6):
        on = p >= limit
        both, made = float((on & (y > 0)).sum()), max(float(on.sum()), 1)
        print(f"{limit}: precision {both / made:.3f} recall {both / float(y.sum()):.3f} of {int(y.sum())} in {len(y)}")


if __name__ == "__main__":
    main()
