"""What a step of each stage reads: groups of windows that go through the encoder together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.corpora import chains, names, news, polnear, rough, timeml, treebank
from training.corpora.document import Document

Group = tuple[tuple[str, int], ...]
"""(corpora joined by ``+``, windows of them in a step)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of training. ``layers`` are those kept of the weights it starts from, ``frozen`` the first of them
    that learn nothing any more (the embeddings neither, where there are any): the events branch stands on those."""

    groups: tuple[Group, ...]
    layers: tuple[int, ...]
    frozen: int
    rate: float
    steps: int


STAGES = {
    "first": Stage(
        groups=((("attribution", 8),), (("ewt+gum", 4), ("conll", 2), ("dwie+re3d", 2))),
        layers=(0, 1, 2, 3, 4, 5),
        frozen=0,
        rate=1.7e-4,
        steps=1700,
    ),
    "second": Stage(
        groups=(
            (("attribution", 8),),
            (("ewt", 6), ("gum*", 3)),
            (("conll", 2), ("dwie", 2), ("re3d", 1), ("tbaq", 2), ("wars", 1), ("factbank", 2)),
        ),
        layers=(0, 1, 2, 3, 4),
        frozen=2,
        rate=1.7e-4,
        steps=1400,
    ),
    "third": Stage(
        groups=(
            (("attribution", 5), ("news", 5)),
            (("ewt", 4), ("ewt~", 2), ("gum*", 3)),
            (("conll", 1), ("dwie", 1), ("re3d", 1), ("tbaq", 1), ("wars", 1), ("factbank", 1)),
        ),
        layers=(0, 1, 2, 3, 4),
        frozen=2,
        rate=1e-4,
        steps=1200,
    ),
}
"""Each stage starts from the one before; in the third the first teaches what it makes of ``news``. A corpus with
``*`` gives consecutive windows of one document, one with ``~`` is roughened."""

SYNTAX = frozenset({"ewt", "ewt~", "gum", "gum*", "ewt+gum"})


def corpora(gold: Path, knowledge: Path, without: frozenset[str]) -> dict[str, list[Document]]:
    """Load the training documents of every corpus but those in ``without``."""
    people = names.peoples(knowledge)
    hidden = timeml.fingerprints(gold / "factuality/factbank_dev.jsonl")
    gum = [d for d in treebank.load(gold / "syntax/gum_train_by.conllu.gz", "gum") if not names.held_out(d.name)]
    chains.add(gum, gold / "coref/gum_train.jsonl.gz")
    ewt = list(treebank.load(gold / "syntax/ewt_train.conllu.gz", "ewt"))
    found = {
        "attribution": list(polnear.load(gold / "attribution/train.jsonl.gz")),
        "ewt": ewt,
        "ewt~": list(rough.roughened(ewt)),
        "gum": gum,
        "conll": list(names.conll(gold / "names/conll2003_train.jsonl.gz", people)),
        "dwie": list(names.dwie(gold / "names/dwie_dev.jsonl", measured=False)),
        "re3d": list(names.re3d(gold / "names/re3d.jsonl", measured=False)),
        "tbaq": list(
            timeml.tbaq(gold / "times/tbaq.jsonl", gold / "status/tbaq.jsonl.gz", measured=False, hidden=hidden)
        ),
        "wars": list(timeml.times(gold / "times/wikiwars.jsonl", measured=False)),
        "news": list(news.load(gold)),
        "factbank": list(timeml.factuality(gold / "factuality/factbank_train.jsonl.gz")),
    }
    return {k: v for k, v in found.items() if k.rstrip("~") not in without}
