"""Learn the pronoun weights of ``reference/data/pronouns.tsv`` from GUM trees, names and coreference.

A conditional log-linear model: among the candidates the rules allow (and "none of them"), the share of
the right ones is made as large as possible, with a Gaussian prior. Newton steps; seconds on one core.

    python -m training.pronouns SHARED [--folds 5]
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from communique.model import Article, ArticleKind, Block, BlockKind, Mention, MentionKind, Reading, Span, Word, digest
from communique.reference import coreference
from communique.reference.actors import gather
from communique.reference.atlas import Atlas
from communique.reference.candidates import PLURAL, THING, Candidate
from communique.reference.cast import Cast
from communique.reference.prominence import FEATURES, nobody

OUT = Path(__file__).parents[1] / "communique" / "reference" / "data" / "pronouns.tsv"
_KINDS = {"person": "person", "organization": "organisation", "place": "place"}
_GENRES = ("news", "interview", "bio", "court", "academic", "voyage")


@dataclass(frozen=True)
class Case:
    """A pronoun: its class, the document, features of "nobody" and each candidate, which are right."""

    kind: str
    doc: str
    rows: np.ndarray
    right: np.ndarray


def documents(shared: Path) -> Iterator[tuple[str, Reading, dict[int, set[str]]]]:
    """Yield each GUM document as a reading (gold trees and names) with the clusters each word heads."""
    names = _rows(shared / "gold/names/gum_train.jsonl.gz")
    chains = _rows(shared / "gold/coref/gum_train.jsonl.gz")
    for doc, sentences in _trees(shared / "gold/syntax/gum_train_by.conllu.gz"):
        if doc not in chains or not doc.startswith(tuple(f"GUM_{g}" for g in _GENRES)):
            continue
        reading = _reading(doc, chains[doc]["text"], sentences, names[doc]["entities"])
        heads: dict[int, set[str]] = defaultdict(set)
        for mention in chains[doc]["mentions"]:
            words = reading.words_in(Span(mention["start"], mention["end"]))
            top = next((i for i in words if reading.words[i].head not in words or reading.words[i].head == i), None)
            if top is not None:
                heads[top].add(mention["cluster"])
        yield doc, reading, heads


def _rows(path: Path) -> dict[str, dict]:  # type: ignore[type-arg]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {row["doc"]: row for row in map(json.loads, lines)}


def _trees(path: Path) -> Iterator[tuple[str, list[list[list[str]]]]]:
    doc = ""
    sentences: list[list[list[str]]] = []
    words: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                if sentences:
                    yield doc, sentences
                doc, sentences = line.strip().split("= ")[1], []
            elif line[:1].isdigit() and line.split("\t")[0].isdigit():
                words.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and words:
                sentences.append(words)
                words = []
    yield doc, sentences


def _reading(doc: str, text: str, sentences: list[list[list[str]]], entities: list[dict]) -> Reading:  # type: ignore[type-arg]
    words: list[Word] = []
    spans: list[Span] = []
    at = 0
    for sentence in sentences:
        base = len(words)
        for cells in sentence:
            start = text.index(cells[1], at)
            at = start + len(cells[1])
            head = base + int(cells[6]) - 1 if cells[6] != "0" else len(words)
            words.append(Word(start, at, cells[3], head, cells[7].split(":")[0], cells[2]))
        spans.append(Span(words[base].start, words[-1].end))
    article = Article(
        id=digest("", text), origin=doc, url=None, kind=ArticleKind.ARTICLE, publisher=None, authors=(),
        published=None, language="en", text=text, blocks=(Block(kind=BlockKind.BODY, span=Span(0, len(text))),),
        credits=(),
    )  # fmt: skip
    bare = Reading(article=article, sentences=tuple(spans), words=tuple(words), mentions=(), attributions=(), reader="")
    return Reading(
        article=article, sentences=bare.sentences, words=bare.words, mentions=tuple(_names(bare, entities)),
        attributions=(), reader="",
    )  # fmt: skip


def _names(reading: Reading, entities: list[dict]) -> list[Mention]:  # type: ignore[type-arg]
    """Cut GUM's noun phrases down to the proper nouns that head them, as the reader marks names."""
    found: list[Mention] = []
    used: set[int] = set()
    words = reading.words
    for entity in sorted(entities, key=lambda e: e["end"] - e["start"]):
        inside = reading.words_in(Span(entity["start"], entity["end"]))
        top = next((i for i in inside if words[i].head not in inside or words[i].head == i), None)
        if entity["type"] not in _KINDS or top is None or words[top].tag != "PROPN":
            continue
        name = [i for i in inside if i == top or (words[i].head == top and words[i].relation in ("flat", "compound"))]
        name = [i for i in name if words[i].tag == "PROPN"]
        if name != list(range(name[0], name[-1] + 1)) or used & set(name):
            continue
        used |= set(name)
        span = Span(words[name[0]].start, words[name[-1]].end)
        found.append(Mention(kind=MentionKind(_KINDS[entity["type"]]), span=span, score=0.9))
    return sorted(found, key=lambda m: m.span)


def cases(shared: Path) -> list[Case]:
    """Return every third-person pronoun of the documents that has an earlier or later phrase in its chain."""
    atlas = Atlas.load()
    found: list[Case] = []
    kept = coreference.pronoun
    for doc, reading, heads in documents(shared):

        def note(
            cast: Cast, i: int, near: list[Candidate], weight: tuple[float, ...],
            doc: str = doc, heads: dict[int, set[str]] = heads,
        ) -> Candidate | None:  # fmt: skip
            chain = heads.get(i, set())
            right = [bool(chain & set().union(*(heads.get(k, set()) for k in range(c.first, c.last)))) for c in near]
            form = cast.grammar.form(i)
            kind = "they" if form in PLURAL else "it" if form in THING else "he"
            rows = np.array([nobody(), *coreference.described_by(cast, i, near)])
            found.append(Case(kind, doc, rows, np.array([not any(right), *right])))
            return kept(cast, i, near, weight)

        coreference.pronoun = note  # type: ignore[assignment]
        coreference.resolve(gather(reading, atlas, lambda mention: True))
    coreference.pronoun = kept
    return found


def fit(chosen: list[Case], prior: float = 1.0, steps: int = 400) -> np.ndarray:
    """Return the weights that make the right answers of ``chosen`` likeliest (gradient with momentum)."""
    weight = np.zeros(len(FEATURES))
    speed = np.zeros_like(weight)
    for _ in range(steps):
        slope = -prior * weight
        for case in chosen:
            score = case.rows @ weight
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            good = chance * case.right
            slope += case.rows.T @ (good / max(good.sum(), 1e-12) - chance)
        speed = 0.9 * speed + 0.5 * slope / max(1, len(chosen))
        weight = weight + speed
    return weight


def main() -> None:
    """Learn, print accuracy on held-out documents, write the table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("shared", type=Path)
    arguments.add_argument("--folds", type=int, default=5)
    chosen = arguments.parse_args()
    known = cases(chosen.shared)
    columns = []
    for kind in ("he", "they", "it"):
        mine = [c for c in known if c.kind == kind]
        docs = sorted({c.doc for c in mine})
        tally = np.zeros(4)
        for fold in range(chosen.folds):
            held = set(docs[fold :: chosen.folds])
            weight = fit([c for c in mine if c.doc not in held])
            for case in (c for c in mine if c.doc in held):
                score = case.rows @ weight
                chance = np.exp(score - score.max())
                chance /= chance.sum()
                best = int(chance.argmax())
                linked = not case.right[0]
                tally += [linked, linked and case.right[best], best > 0 and chance[best] > 0.5, 0]
                tally[3] += best > 0 and chance[best] > 0.5 and case.right[best]
        print(f"{kind}: {int(tally[0])} with antecedent, right {tally[1] / tally[0]:.3f};"
              f" sure {int(tally[2])}, of them right {tally[3] / max(1, tally[2]):.3f}")  # fmt: skip
        columns.append(fit(mine))
    lines = ["feature\the\tthey\tit"]
    lines += [f"{name}\t" + "\t".join(f"{c[k]:.3f}" for c in columns) for k, name in enumerate(FEATURES)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
