"""TimeML corpora: times (TBAQ, WikiWars), event words with kind and status (TBAQ), factuality (FactBank)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communique.reading.labels import TIMES
from training.corpora.document import Document, plain, rows, words_of
from training.corpora.names import held_out

_GLUED_LEFT = {
    ",",
    ".",
    ";",
    ":",
    "!",
    "?",
    ")",
    "]",
    "}",
    "%",
    "''",
    "n't",
    "'s",
    "'re",
    "'ve",
    "'ll",
    "'d",
    "'m",
    "'",
}
_GLUED_RIGHT = {"(", "[", "{", "$", "``"}
_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def fingerprint(text: str) -> str:
    """Letters and digits alone, lower case: the same sentence in two corpora has the same fingerprint."""
    return re.sub(r"[^a-z0-9]", "", text.lower())


def times(path: Path, *, measured: bool) -> Iterator[Document]:
    """Yield documents with their time expressions: the held-out fifth when ``measured``, else the others."""
    for row in rows(path):
        if held_out(row["doc"]) == measured:
            yield _timed(plain(row["doc"], "times", row["text"]), row["timex"])


def _timed(document: Document, found: Iterable[dict[str, Any]]) -> Document:
    document.times = {t: [] for t in TIMES}
    for x in found:
        covered = words_of(document.words, x["start"], x["end"])
        if covered:
            document.times[x["type"]].append((covered[0], covered[-1] + 1))
    return document


def tbaq(times_path: Path, status_path: Path, *, measured: bool, hidden: set[str]) -> Iterator[Document]:
    """Yield TBAQ's documents with times and event words.

    ``hidden`` are fingerprints of sentences whose events another set measures: there the event heads learn nothing.
    """
    events = {row["doc"]: row for row in rows(status_path)}
    for document in times(times_path, measured=measured):
        row = events.get(document.name)
        if row is None or row["text"] != document.text:
            continue
        document.events = {}
        for e in row["events"]:
            for word in words_of(document.words, e["start"], e["end"])[:1]:
                document.events[word] = (e["class"], e["status"])
        bounds = [*document.starts, len(document.words)]
        for a, b in itertools.pairwise(bounds):
            if fingerprint(document.text[document.words[a][0] : document.words[b - 1][1]]) in hidden:
                document.unsure_events.update(range(a, b))
        yield document


def fingerprints(path: Path) -> set[str]:
    """Return the fingerprints of the sentences of a factuality file."""
    return {fingerprint("".join(row["tokens"])) for row in rows(path)}


def factuality(path: Path) -> Iterator[Document]:
    """Yield the sentences of a factuality file, those of one source document together, as running text."""
    together: dict[str, list[dict[str, Any]]] = {}
    for row in rows(path):
        together.setdefault(row["doc"], []).append(row)
    for name, found in together.items():
        yield joined(name, sorted(found, key=lambda r: r["sentence"]))


def joined(name: str, found: Iterable[dict[str, Any]]) -> Document:
    """Make one document of tokenised sentences; marks are glued as in print, each sentence is a line of its own."""
    document = Document(name=name, corpus="factuality", text="", words=[], starts=[], factual={})
    assert document.factual is not None
    for row in found:
        base = len(document.words)
        document.starts.append(base)
        text = document.text + ("\n" if document.text else "")
        before: set[str] = set()
        for at, raw in enumerate(row["tokens"]):
            token = _MARKS.get(raw, raw)
            glue = at == 0 or bool({raw, token} & _GLUED_LEFT) or bool(before & _GLUED_RIGHT)
            text += ("" if glue else " ") + token
            document.words.append((len(text) - len(token), len(text)))
            before = {raw, token}
        document.text = text
        for e in row.get("events", ()):
            document.factual[base + e["token"]] = e.get("value", 0.0)
    return document
