"""Write the held-out fifths that training leaves alone, as gold files for the scorers.

    python benchmarks/heldout.py --gold ../shared/gold --out DIR

``dwie.jsonl`` and ``re3d.jsonl`` carry the project's name types (DWIE's nationalities are told by its
subtypes, which the scorer's ``--gold-map`` cannot see); ``gum.conllu.gz`` is the held-out part of GUM's
CC BY and CC BY-SA genres. A document is held out by the MD5 of its name, modulo five.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from training.corpora.document import rows
from training.corpora.names import RE3D, dwie_kind, held_out


def kept(row: dict[str, Any], corpus: str) -> list[dict[str, Any]]:
    """The mentions of a row with our types; what is no name to us (time, money, quantity) is left out."""
    out = []
    for e in row["entities"]:
        kind = dwie_kind(e) if corpus == "dwie" else RE3D.get(e["type"])
        if kind and e.get("confidence", 1) >= 0.5:
            out.append({"start": e["start"], "end": e["end"], "type": kind})
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    for corpus, name in (("dwie", "dwie_dev.jsonl"), ("re3d", "re3d.jsonl")):
        with (args.out / f"{corpus}.jsonl").open("w", encoding="utf-8") as out:
            for row in rows(args.gold / "names" / name):
                if held_out(row["doc"]):
                    gold = {"doc": row["doc"], "text": row["text"], "entities": kept(row, corpus)}
                    out.write(json.dumps(gold, ensure_ascii=False) + "\n")
    on = False
    with (
        gzip.open(args.gold / "syntax/gum_train_by.conllu.gz", "rt", encoding="utf-8") as lines,
        gzip.open(args.out / "gum.conllu.gz", "wt", encoding="utf-8") as out,
    ):
        for line in lines:
            if line.startswith("# newdoc"):
                on = held_out(line.split("=")[-1].strip())
            if on:
                out.write(line)


if __name__ == "__main__":
    main()
