"""Given names that nearly always belong to men, or to women: the United States' own counts, and a list typed in."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from pathlib import Path

from communique.reference.folding import fold
from training.atlas.rows import HERE, read, write


def build(counts: Path, out: Path) -> None:
    """Write ``given_names.tsv``: names borne by at least 1,000 people, 95 % of them of one gender."""
    totals: dict[str, Counter[str]] = {"m": Counter(), "f": Counter()}
    with gzip.open(counts, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            totals[row["sex"]][row["first_name"]] += int(row["count"])
    found: dict[str, str] = {}
    for name in set(totals["m"]) | set(totals["f"]):
        men, women = totals["m"][name], totals["f"][name]
        if men + women >= 1000 and max(men, women) >= 0.95 * (men + women):
            found[fold(name)] = "m" if men > women else "f"
    for row in read(HERE / "given_names_extra.tsv"):
        for name in row["names"].split():
            found[fold(name)] = row["gender"]
    write(out / "given_names.tsv", ("name", "gender"), sorted(found.items()))
