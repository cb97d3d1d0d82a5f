"""Figures of spaCy's small English pipeline through the scorers that come with the data, beside ours.

    python benchmarks/peers/table.py --shared ../shared [--peer PYTHON] [--weights DIR] [--only QUESTION]

Needs the gold data and the environment of ``make bench-peers``. What is compared is what both sides claim: the
pipeline's dependencies follow another scheme, so of syntax the words, the sentences and, as a lower bound, the
unlabelled heads are given; of names those types it has (no roles); of times the spans, since it tells no values.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.bench import figure
from benchmarks.speed import peer_python

HERE = Path(__file__).resolve().parent
CONLL = "PERSON=PER,ORG=ORG,GPE=LOC,LOC=LOC,FAC=LOC,NORP=MISC,EVENT=MISC,PRODUCT=MISC,WORK_OF_ART=MISC,LAW=MISC,*=-"
OURS_CONLL = "person=PER,organisation=ORG,place=LOC,facility=LOC,nationality=MISC,role=-,*=MISC"
PROJECT = (
    "PERSON=person,ORG=organisation,GPE=place,LOC=place,FAC=facility,NORP=nationality,EVENT=event,LAW=document,"
    "PRODUCT=other,WORK_OF_ART=other,*=-"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One comparison: the task, its data (held-out fifths are written first), the scorer, both label maps, figures."""

    name: str
    task: str
    data: str
    scorer: str
    figures: tuple[str, ...]
    peer_options: tuple[str, ...] = ()
    our_options: tuple[str, ...] = ()


_NAMES = ("exact.f1", "exact.p", "exact.r", "relaxed.f1")
_TREES = ("words.f1", "sentences.f1", "uas.f1")
_LESS = ("--gold-map", "role=-")
QUESTIONS = (
    Question(name="syntax-ewt", task="syntax", data="gold/syntax/ewt_dev.conllu.gz", scorer="score.py", figures=_TREES),
    Question(name="syntax-gum", task="syntax", data="held/gum.conllu.gz", scorer="score.py", figures=_TREES),
    Question(
        name="names-conll", task="names", data="gold/names/conll2003_dev.jsonl", scorer="score_entities.py",
        figures=_NAMES, peer_options=("--map", CONLL), our_options=("--map", OURS_CONLL),
    ),
    Question(
        name="names-dwie", task="names", data="held/dwie.jsonl", scorer="score_entities.py", figures=_NAMES,
        peer_options=("--map", PROJECT, *_LESS), our_options=("--map", "role=-", *_LESS),
    ),
    Question(
        name="names-re3d", task="names", data="held/re3d.jsonl", scorer="score_entities.py", figures=_NAMES,
        peer_options=("--map", PROJECT), our_options=("--map", "role=-"),
    ),
    Question(
        name="times-tbaq", task="times", data="gold/times/tbaq.jsonl", scorer="score.py",
        figures=("relaxed.f1", "strict.f1"),
    ),
)  # fmt: skip


def measured(question: Question, data: Path, gold: Path, predict: list[str], options: tuple[str, ...]) -> Any:  # noqa: ANN401
    """Predict with a command, score, and return all figures."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions"
        subprocess.run([*predict, question.task, "--in", str(data), "--out", str(out)], check=True)
        scorer = [sys.executable, str(gold / question.scorer), question.task, "--gold", str(data)]
        command = [*scorer, "--pred", str(out), "--json", *options]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent.parent / "shared")
    parser.add_argument("--peer", type=Path, help="a Python with spaCy")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--only", choices=[q.name for q in QUESTIONS])
    args = parser.parse_args()
    gold, python = args.shared / "gold", peer_python(args.peer)
    if not gold.is_dir() or python is None:
        print("NOTHING MEASURED: needs the gold data (--shared) and spaCy (make bench-peers)", file=sys.stderr)
        return 1
    peer = [str(python), str(HERE / "spacy_small.py")]
    print(f"{'question':14} {'figure':14} {'ours':>7} {'spaCy sm':>9}")
    with tempfile.TemporaryDirectory() as folder:
        held = Path(folder) / "held"
        writer = [sys.executable, str(HERE.parent / "heldout.py"), "--gold", str(gold), "--out", str(held)]
        subprocess.run(writer, check=True)
        for question in QUESTIONS:
            if args.only not in (None, question.name):
                continue
            data = (held.parent if question.data.startswith("held/") else args.shared) / question.data
            chosen = ["--weights", str(args.weights)] if args.weights and question.task != "times" else []
            ours = [sys.executable, str(HERE.parent / "predict.py"), *chosen]
            sides = [
                measured(question, data, gold, command, options)
                for command, options in ((ours, question.our_options), (peer, question.peer_options))
            ]
            for name in question.figures:
                mine, other = (figure(side, name) for side in sides)
                print(f"{question.name:14} {name:14} {mine:7.3f} {other:9.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
