"""Write the held-out fifths that training leaves alone, as gold files for the scorers.

    python benchmarks/heldout.py --gold ../shared/gold --out DIR

``dwie.jsonl`` and ``re3d.jsonl`` carry the project's name types (DWIE's nationalities are told by its
subtypes, which the scorer's ``--gold-map`` cannot see); ``gum.conllu.gz`` is the held-out part of GUM's
CC BY and CC BY-SA genres, ``coref_gum.jsonl`` and ``coref_ontogum.jsonl`` are its chains; ``tbaq.jsonl`` and
``wikiwars.jsonl`` are times, ``status.jsonl`` event words, ``ecbplus.jsonl`` the
documents of ECB+. A document is held out by the MD5 of its name (ECB+: of its topic's), modulo five.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable
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


GENRES = ("academic", "bio", "court", "interview", "news", "voyage")
"""GUM's genres under CC BY and CC BY-SA."""


def write_rows(path: Path, found: Iterable[dict[str, Any]]) -> None:
    """Write rows as JSON Lines."""
    with path.open("w", encoding="utf-8") as out:
        for row in found:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def names(gold: Path, out: Path) -> None:
    """Write ``dwie.jsonl`` and ``re3d.jsonl``."""
    for corpus, name in (("dwie", "dwie_dev.jsonl"), ("re3d", "re3d.jsonl")):
        measured = (r for r in rows(gold / "names" / name) if held_out(r["doc"]))
        kept_rows = ({"doc": r["doc"], "text": r["text"], "entities": kept(r, corpus)} for r in measured)
        write_rows(out / f"{corpus}.jsonl", kept_rows)


def timeml(gold: Path, out: Path) -> None:
    """Write ``tbaq.jsonl``, ``wikiwars.jsonl`` (times) and ``status.jsonl`` (event words)."""
    for name, source in (
        ("tbaq", "times/tbaq.jsonl"),
        ("wikiwars", "times/wikiwars.jsonl"),
        ("status", "status/tbaq.jsonl.gz"),
    ):
        write_rows(out / f"{name}.jsonl", (r for r in rows(gold / source) if held_out(r["doc"])))


def chains(gold: Path, out: Path) -> None:
    """Write ``coref_gum.jsonl`` and ``coref_ontogum.jsonl``."""
    for name, source in (("coref_gum", "gum_train"), ("coref_ontogum", "ontogum_train")):
        found = rows(gold / "coref" / f"{source}.jsonl.gz")
        write_rows(out / f"{name}.jsonl", (r for r in found if r["genre"] in GENRES and held_out(r["doc"])))


def syntax(gold: Path, out: Path) -> None:
    """Write ``gum.conllu.gz``."""
    on = False
    with (
        gzip.open(gold / "syntax/gum_train_by.conllu.gz", "rt", encoding="utf-8") as lines,
        gzip.open(out / "gum.conllu.gz", "wt", encoding="utf-8") as held,
    ):
        for line in lines:
            if line.startswith("# newdoc"):
                on = held_out(line.split("=")[-1].strip())
            if on:
                held.write(line)


def ecb(gold: Path, out: Path) -> None:
    """Write ``ecbplus.jsonl``: the documents of the topics that nothing is learned from."""
    found = (r for r in rows(gold / "stories" / "ecbplus.jsonl") if held_out(f"ecb{r['topic']}"))
    write_rows(out / "ecbplus.jsonl", found)


def write_all(gold: Path, out: Path) -> None:
    """Write every held-out part into the folder ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    for part in (names, timeml, chains, syntax, ecb):
        part(gold, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    write_all(args.gold, args.out)


if __name__ == "__main__":
    main()
