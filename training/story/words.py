"""Count in how many news texts each stem occurs: ``communique/story/verdicts/words.tsv.gz``.

    python -m training.story.words SHARED

Texts: PolNeAR (training part), DWIE, LGL, GeoVirus, GeoWebNews, Giveme5W1H, the news of GUM, and the topics of ECB+
that are not held out. Only stems of five texts or more are kept, with their number: no text can be told from it.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from communique.story.verdicts.words import tokens
from training.corpora.document import rows
from training.corpora.names import held_out

SOURCES = (
    "attribution/train.jsonl.gz",
    "names/dwie_dev.jsonl",
    "places/lgl.jsonl",
    "places/geovirus.jsonl",
    "places/geowebnews.jsonl",
    "fivew/giveme5w1h.jsonl",
    "names/gum_train.jsonl.gz",
    "stories/ecbplus.jsonl",
)
FEWEST = 5
TABLE = Path(__file__).resolve().parents[2] / "communique" / "story" / "words.tsv.gz"


def texts(gold: Path) -> Iterator[str]:
    for name in SOURCES:
        for row in rows(gold / name):
            measured = "topic" in row and held_out(f"ecb{row['topic']}")
            if row.get("genre", "news") == "news" and not measured:
                yield row["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    args = parser.parse_args()
    seen: Counter[str] = Counter()
    number = 0
    for text in texts(args.shared / "gold"):
        seen.update({t.stem for t in tokens(text)})
        number += 1
    kept = sorted((stem, n) for stem, n in seen.items() if n >= FEWEST)
    lines = ["# stem\tnumber of texts that have it; . is the number of all texts", f".\t{number}"]
    lines += [f"{stem}\t{n}" for stem, n in kept]
    TABLE.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), mtime=0))
    print(number, "texts,", len(kept), "stems,", TABLE.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
