"""Write ``reference.json.gz`` beside exported weights: texts of our own and what these weights make of them.

    python -m training.reference --weights communique/reading/weights/reader-3

``tests/test_parity.py`` replays it without torch, so that a change of runtime, library or machine that
changes what is read is seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import Any

from benchmarks.tasks.texts import article_of
from communique.model import Reading
from communique.reading import Reader

TEXTS = (
    (
        "Talks on Lake Kosta end without a deal\nKOSTA — Envoys of Norvia and Estmark left the lakeside hotel "
        "on Sunday night without a deal, Norvian Foreign Minister Ada Voss said. “We are not far apart,” she "
        "told reporters, adding that the two sides would meet again in Geneva next week.\nA spokesman for "
        "Estmark's government declined to comment."
    ),
    (
        "The defence ministry denied that its troops had crossed the river. General Piet Orr, who commands "
        'the northern front, called the report "a fabrication" and warned that any attack would be answered.'
    ),
    (
        "According to a draft seen by the Kosta Herald, both armies must withdraw within 30 days. If they do "
        "not, the council is expected to impose sanctions. President Mira Lund has not said whether she will "
        "sign it."
    ),
    (
        "Estmark wants the prisoners released before any ceasefire, two officials familiar with the talks "
        "said on condition of anonymity. The International Red Cross Committee offered to mediate. Its "
        "president, Jean Morel, flew to Port Alder on 3 March 2021 and held talks with Prime Minister Otto "
        "Brandt for nearly three hours."
    ),
    (
        "It's not clear who fired first. The U.N. mission can't reach the village, which lies near the old "
        'Norvian border, and its spokeswoman, Lena Falk, believes that dozens of families fled. "The road is '
        'mined," Falk said. "Nobody gets through."'
    ),
    (
        "Opposition leader Tomas Grey accused the president of selling out the country; the presidency "
        "rejected the charge. Protesters gathered outside the Kosta parliament, police said, and at least "
        "twelve people were arrested."
    ),
)


def record(reading: Reading) -> dict[str, Any]:
    """What is compared: sentences, words, names and attributions as plain lists."""
    return {
        "text": reading.article.text,
        "sentences": [[s.start, s.end] for s in reading.sentences],
        "words": [[w.start, w.end, w.tag, w.head, w.relation, w.lemma] for w in reading.words],
        "names": [[m.span.start, m.span.end, str(m.kind), m.score] for m in reading.mentions],
        "attributions": [
            [
                [[s.start, s.end] for s in a.source],
                [a.cue.start, a.cue.end],
                [[s.start, s.end] for s in a.content],
                a.score,
            ]
            for a in reading.attributions
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, required=True)
    args = parser.parse_args()
    reader = Reader(args.weights)
    rows = [record(reader.read(article_of(f"reference-{n}", text))) for n, text in enumerate(TEXTS)]
    data = json.dumps({"reader": reader.name, "digest": reader.digest, "texts": rows}, ensure_ascii=False).encode()
    (args.weights / "reference.json.gz").write_bytes(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main()
