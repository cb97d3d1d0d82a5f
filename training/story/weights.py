"""Learn the weights of ``pages.tsv`` and ``compare.tsv`` of the story room: rows whose origin is "learned".

    python -m training.story.weights SHARED

Logistic regression on ECB+, topics that are not held out: pairs of pages (one subtopic or not), then pairs of event
words of a topic (one chain or not), with the likeness of their pages and their vectors as learned from other topics.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

import numpy as np

from benchmarks.ecb import Row, accounts, documents, event_words, is_held, mentions
from communique.model import Account, Shelf
from communique.pipeline import Tools
from communique.story import alike, compare
from communique.story.verdicts.alike import Pages, page_signs
from communique.story.verdicts.told import Telling
from training.story.vectors import Floats, Seen, Watched
from training.story.vectors import learn as learn_vectors

FOLDER = Path(__file__).resolve().parents[2] / "communique" / "story"
FOLDS = 4
SHIFT = 0.5
"""Added to what two events start from: groups are joined by the mean of their odds, which on the topics learned from is
best at less than even odds; raised by this, the limit is even odds."""
STEPS = 25
"""Of Newton's method."""
ELSEWHERE = 20
"""Of so many pairs of pages of two topics one is looked at."""
Example = tuple[dict[str, float], bool]
Read = list[tuple[Row, Account]]
States = dict[str, Floats]
"""States of event words, top beside bottom, by the ids of their tellings."""


def page_pairs(read: Read) -> list[Example]:
    """Signs of pairs of pages: all within a topic, some of two topics."""
    pages = Pages(Shelf([account for _, account in read]))
    drawn = random.Random(0)
    out = []
    for n, (left, ours) in enumerate(read):
        for right, theirs in read[n + 1 :]:
            if left["topic"] == right["topic"] or drawn.randrange(ELSEWHERE) == 0:
                signs = page_signs(pages.profile(ours.article.id), pages.profile(theirs.article.id))
                out.append((signs, left["story"] == right["story"]))
    return out


def told_of(read: Read) -> dict[str, list[tuple[Telling, str]]]:
    """The event words of each topic that belong to a chain."""
    out = defaultdict(list)
    for row, account in read:
        gold = mentions(row)
        for told in event_words(row, account):
            for chain, pieces in gold.values():
                if any(a <= told.at.start < b for a, b in pieces):
                    out[row["topic"]].append((told, chain))
                    break
    return out


def event_pairs(read: Read, told: Sequence[tuple[Telling, str]]) -> list[Example]:
    """Signs of the pairs of event words of one topic, their vectors as learned from other topics."""
    pages = Pages(Shelf([account for _, account in read]), alone=True)
    out = []
    for n, (a, left) in enumerate(told):
        for b, right in told[n + 1 :]:
            odds = 4.0 if a.article == b.article else pages.odds(a.article, b.article)
            out.append((compare.signs_of(a, b, odds), left == right))
    return out


def fit(found: Iterable[Example], names: Sequence[str], strength: float) -> dict[str, float]:
    """Return the weights; ``strength`` is that of the squared penalty on them."""
    pairs = list(found)
    x = np.array([[signs.get(name, 0.0) for name in names] for signs, _ in pairs])
    y = np.array([float(same) for _, same in pairs])
    penalty = np.array([2 * strength * (name != "bias") for name in names])
    w = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-(x @ w)))
        slope = x.T @ (p - y) + penalty * w
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        w -= np.linalg.solve(bend, slope)
    return {name: round(value, 3) for name, value in zip(names, w.tolist(), strict=True)}


def learned_rules(name: str) -> list[str]:
    """Names of the rows of a table that are learned."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line.split("\t")[2:3] == ["learned"]]


def write(name: str, found: dict[str, float]) -> None:
    """Put weights into the rows that are learned."""
    lines = [line.split("\t") for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
    kept = [[c[0], str(found[c[0]]), *c[2:]] if c[2:3] == ["learned"] else c for c in lines]
    (FOLDER / name).write_text("\n".join("\t".join(cells) for cells in kept) + "\n", encoding="utf-8")


def revectored(told: Telling, states: States, learned: tuple[Floats, Floats]) -> Telling:
    """The telling with the vector that a matrix and a shift make of the states of its word."""
    values = states[told.fact] @ learned[0] + learned[1]
    return replace(told, vector=(values / np.linalg.norm(values)).astype(np.float32))


def learn(read: Read, states: States) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights for pages and for events."""
    told = told_of(read)
    topics = sorted(told)
    seen = {topic: [Seen(topic, chain, states[t.fact]) for t, chain in told[topic]] for topic in topics}
    examples: list[Example] = []
    for fold in range(FOLDS):
        others = [(row, account) for row, account in read if row["topic"] not in topics[fold::FOLDS]]
        table = MappingProxyType(fit(page_pairs(others), learned_rules("pages.tsv"), 5.0))
        vectors = learn_vectors([one for topic in topics if topic not in topics[fold::FOLDS] for one in seen[topic]])
        with patch.object(alike, "weights", lambda _, table=table: table):
            for topic in topics[fold::FOLDS]:
                examples += event_pairs(read, [(revectored(t, states, vectors), c) for t, c in told[topic]])
    events = fit(examples, learned_rules("compare.tsv"), 0.5)
    events["bias"] = round(events["bias"] + SHIFT, 3)
    return fit(page_pairs(read), learned_rules("pages.tsv"), 5.0), events


def states_of(row: Row, account: Account, reader: Watched) -> States:
    """The states of the event words of a page just read."""
    if account.reading is None:
        return {}
    states = np.concatenate([reader.states[k] for k in sorted(reader.states)])
    told = event_words(row, account)
    return {t.fact: states[account.reading.words_in(t.at)[0]] for t in told}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    args = parser.parse_args()
    rows = [row for row in documents(args.shared / "gold") if not is_held(row)]
    reader = Watched()
    tools = replace(Tools.load(), reader=reader)
    read, states = [], {}
    for row in rows:
        reader.states = {}
        for _, account in accounts([row], tools):
            read.append((row, account))
            states |= states_of(row, account, reader)
    pages, events = learn(read, states)
    write("pages.tsv", pages)
    write("compare.tsv", events)


if __name__ == "__main__":
    main()
