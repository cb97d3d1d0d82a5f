"""Whether memory stays flat over many pages, and how much two workers take.

    python benchmarks/corpus/memory.py [--pages 20000] [--workers 2] [--json]

The pages are invented and short, so that there can be many of them: what grows with each page (a list, a cache, a
table that is never written) shows by their number, not by their length. Weighed is the whole tree of processes, shared
pages once; compared are the medians of the second and the last quarter of the time. Fails above 1,500 MB or where
the last quarter takes over a tenth more than the second.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.corpus.going import go

MOST = 1_500
GROWTH = 1.10
NAMES = "Ada Voss,Jon Brandt,Mira Sandoz,Emil Kost,Tara Lund,Pavel Orlan,Rosa Lind,Hugo Marsh".split(",")
LANDS = "Norway,Chile,Kenya,Japan,Georgia,Peru,Ghana,Nepal,Oman,Latvia".split(",")
CITIES = "Geneva,Vienna,Oslo,Nairobi,Lima,Tokyo,Doha,Riga".split(",")
DEEDS = ("met", "accused", "threatened", "agreed to talks with", "rejected a demand of", "signed an accord with")


def page(number: int) -> dict[str, str]:
    """An article of some fifty words that no other number has."""
    chance = random.Random(number)
    lines = []
    for _ in range(2):
        name, land, other, city = (chance.choice(words) for words in (NAMES, LANDS, LANDS, CITIES))
        lines.append(f"Foreign minister {name} of {land} {chance.choice(DEEDS)} {other} in {city} on Monday.")
    lines.append(f"“We counted {number} letters,” {chance.choice(NAMES)} said. Talks may go on if both sides agree.")
    return {
        "url": f"https://kosta-herald.example/{number}",
        "title": f"Round {number} of the talks ends",
        "text": "\n\n".join(lines),
        "date": "2025-12-06",
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "pages.jsonl", Path(folder) / "out"
        with source.open("w", encoding="utf-8") as lines:
            lines.writelines(json.dumps(page(n)) + "\n" for n in range(args.pages))
        went = go("run", str(source), "--out", str(out), "--workers", str(args.workers), every=1.0)
    if went.code:
        print(went.complained, file=sys.stderr)
        return 1
    quarters = [[w for at, w in went.weights if n <= 4 * at / went.seconds < n + 1] for n in range(4)]
    second, last = (statistics.median(quarters[n] or [0.0]) for n in (1, 3))
    row = {
        "pages": args.pages,
        "workers": args.workers,
        "seconds": round(went.seconds, 1),
        "peak_mb": round(went.peak),
        "second_quarter_mb": round(second),
        "last_quarter_mb": round(last),
    }
    if args.json:
        print(json.dumps(row))
    else:
        print(went.said)
        print(f"{args.pages} pages in {went.seconds:.0f} s; at most {went.peak:.0f} MB (bar {MOST}); ", end="")
        print(f"second quarter {second:.0f} MB, last {last:.0f} MB ({last / max(second, 1):.2f}, bar {GROWTH})")
    return int(went.peak > MOST or last > GROWTH * second)


if __name__ == "__main__":
    sys.exit(main())
