"""Pairs without an event: what a sentence says nothing happened between, honestly come by.

``swap``: the parties of a gold pair of a clearly one-sided type, in the wrong order. ``static``: two names
of one sentence whose only annotated relation is a state ("Berlin, Germany"; a minister and the country).
``apart``: two names of one sentence that the syntax tree keeps in clauses joined only as neighbours, and that
no annotated relation joins. All are held out by document.
"""

from __future__ import annotations

import hashlib
import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from communique.model import Reading, Span
from communique.reading.sentences import rule_starts
from communique.reading.words import cut
from training.events.data import Row, lines

ONE_SIDED = frozenset(
    ("SUPPORT", "AID", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "COERCE", "ASSAULT")
)
_EACH_OTHER = ("each other", "one another", "mutual", "both sides", "clash", "exchange", "tit-for-tat", "reciprocal")
_STATES = (
    "based_in", "in0", "in1", "in2", "citizen_of", "gpe", "member_of", "agent_of", "head_of", "agency_of", "part_of",
    "minister_of", "ministry_of", "institution_of", "spokesperson_of", "event_in", "created_by",
)  # fmt: skip
_DEEDS = ("vs", "won_vs", "is_meeting", "signed_by", "award_received")
_PARTIES = frozenset(("person", "organization", "location", "misc", "other"))
_RE3D_STATES = frozenset(("BelongsTo", "HasAttrOf", "CoLocated", "InChargeOf", "IsSynonymOf"))


def swaps(rows: Sequence[Row]) -> list[Row]:
    """Return one-sided gold pairs with their parties exchanged; sentences that speak of both sides are left out."""
    return [
        Row(id=r.id, text=r.text, source=r.target, target=r.source, event=0, corpus="swap", group=r.group)
        for r in rows
        if r.type in ONE_SIDED and r.source and r.target and not any(w in r.text.lower() for w in _EACH_OTHER)
    ]


def sentences(text: str) -> list[Span]:
    """Sentences by rule: after a stop, at a line."""
    words = cut(text)
    starts = [*rule_starts(text, words), len(words)]
    return [Span(words[a][0], words[b - 1][1]) for a, b in itertools.pairwise(starts) if b > a]


def _row(doc: str, text: str, sentence: Span, pair: tuple[Span, Span], corpus: str) -> Row:
    digest = hashlib.md5(doc.encode()).hexdigest()
    spans = [Span(s.start - sentence.start, s.end - sentence.start) for s in pair]
    return Row(
        id=f"{corpus}-{digest}", text=sentence.of(text), source=spans[0], target=spans[1], event=0, corpus=corpus,
        group=doc,
    )  # fmt: skip


def _inside(row: dict[str, Any]) -> Iterator[tuple[Span, list[dict[str, Any]]]]:
    """Yield each sentence of a document with the mentions that lie in it."""
    for sentence in sentences(row["text"]):
        held = [e for e in row["entities"] if sentence.start <= e["start"] and e["end"] <= sentence.end]
        if len(held) > 1 and sentence.end - sentence.start < 500:
            yield sentence, held


def static(gold: Path, seed: int, most: int) -> list[Row]:
    """Pairs whose only relation is a state, from DWIE and re3d; at most two a sentence."""
    rng = random.Random(seed)
    out: list[Row] = []
    for d in lines(gold / "names/dwie_dev.jsonl"):
        kinds: dict[frozenset[int], set[str]] = {}
        for r in d["cluster_relations"]:
            kinds.setdefault(frozenset((r["head"], r["tail"])), set()).add(r["type"])
        for sentence, held in _inside(d):
            found = [
                (a, b)
                for a, b in itertools.permutations(held, 2)
                if _only_states(kinds.get(frozenset((a["cluster"], b["cluster"])), set())) and _apart(a, b)
            ]
            rng.shuffle(found)
            out += [_row(d["doc"], d["text"], sentence, _spans(a, b), "static") for a, b in found[:2]]
    for d in lines(gold / "names/re3d.jsonl"):
        related: dict[tuple[int, int], set[str]] = {}
        for r in d["relations"]:
            related.setdefault((min(r["head"], r["tail"]), max(r["head"], r["tail"])), set()).add(r["type"])
        for (x, y), held in related.items():
            a, b = d["entities"][x], d["entities"][y]
            if held <= _RE3D_STATES and _apart(a, b):
                for sentence in sentences(d["text"]):
                    if sentence.start <= min(a["start"], b["start"]) and max(a["end"], b["end"]) <= sentence.end:
                        first, second = (a, b) if rng.random() < 0.5 else (b, a)
                        out.append(_row(d["doc"], d["text"], sentence, _spans(first, second), "static"))
    rng.shuffle(out)
    return out[:most]


def _only_states(kinds: set[str]) -> bool:
    return bool(kinds) and all(k.startswith(_STATES) for k in kinds) and not kinds & set(_DEEDS)


def _apart(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["end"] <= b["start"] or b["end"] <= a["start"])


def _spans(a: dict[str, Any], b: dict[str, Any]) -> tuple[Span, Span]:
    return Span(a["start"], a["end"]), Span(b["start"], b["end"])


def apart(readings: Sequence[tuple[dict[str, Any], Reading]], seed: int, most: int) -> list[Row]:
    """Pairs of names in neighbouring clauses of one sentence, from documents with their readings."""
    rng = random.Random(seed)
    out: list[Row] = []
    for d, reading in readings:
        related = {frozenset((r["head"], r["tail"])) for r in d["cluster_relations"]}
        for sentence in reading.sentences:
            held = [e for e in d["entities"] if sentence.start <= e["start"] and e["end"] <= sentence.end]
            held = [e for e in held if e["type"] in _PARTIES]
            found = [
                (a, b)
                for a, b in itertools.permutations(held, 2)
                if a["cluster"] != b["cluster"]
                and frozenset((a["cluster"], b["cluster"])) not in related
                and neighbours(reading, *_spans(a, b))
            ]
            rng.shuffle(found)
            out += [_row(d["doc"], d["text"], sentence, _spans(a, b), "apart") for a, b in found[:2]]
    rng.shuffle(out)
    return out[:most]


def neighbours(reading: Reading, a: Span, b: Span) -> bool:
    """Tell whether the tree joins two names only across clauses: each is under a verb of its own, and one verb
    is a conjunct of the other or beside it ("Kosta signed the treaty and Veldt held elections")."""
    paths = [_up(reading, span) for span in (a, b)]
    common = next((w for w in paths[0] if w in paths[1]), None)
    if common is None:
        return True
    legs = [p[: p.index(common)] for p in paths]
    crossing = [
        w for leg in legs for w in leg if reading.words[w].relation in ("conj", "parataxis") and _verb(reading, w)
    ]
    return bool(crossing) and _verb(reading, common) and all(len(leg) > 0 for leg in legs)


def _up(reading: Reading, span: Span) -> list[int]:
    """Words from the head of ``span`` to the root."""
    inside = set(reading.words_in(span))
    at = next((w for w in inside if reading.words[w].head not in inside), min(inside, default=0))
    path = [at]
    while reading.words[at].head != at and len(path) < 100:
        at = reading.words[at].head
        path.append(at)
    return path


def _verb(reading: Reading, word: int) -> bool:
    return reading.words[word].tag == "VERB"
