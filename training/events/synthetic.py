"""Headlines and first sentences of the machine-written stories, as training rows.

The type is what the machine was asked to write, not a reading of what it wrote. The headline pattern says
where the countries stand; the first is taken for the source, the second for the target.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

from communique.model import Span
from communique.reading.events import TYPES
from training.events.data import COOPERATION, MERGED, Row, lines

_SLOT = re.compile(r"\{(\w+)\}")


def slots(prompt: str, title: str) -> dict[str, str] | None:
    """Return what fills the slots of ``prompt`` in ``title``; None where the title is not made from it."""
    pattern, at, seen = "", 0, set()
    for m in _SLOT.finditer(prompt.strip()):
        pattern += re.escape(prompt.strip()[at : m.start()])
        name = m.group(1)
        pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.{{2,50}}?)"
        seen.add(name)
        at = m.end()
    found = re.fullmatch(pattern + re.escape(prompt.strip()[at:]), title.strip())
    return found.groupdict() if found else None


def _row(name: str, text: str, story: dict[str, Any], filled: dict[str, str], corpus: str) -> Row | None:
    spans: list[Span | None] = []
    for slot in ("country_1", "country_2"):
        at = text.find(filled[slot]) if slot in filled else -1
        spans.append(Span(at, at + len(filled[slot])) if at >= 0 else None)
    kind = MERGED.get(story["type"], story["type"])
    if corpus == "lead" and spans[0] is None:
        return None
    return Row(
        id=name, text=text, source=spans[0], target=spans[1], type=kind,
        conflict=int(TYPES.index(kind) >= COOPERATION), corpus=corpus, group=story["prompt"],
    )  # fmt: skip


def load(path: Path, seed: int, each: int = 2) -> list[Row]:
    """Return ``each`` headlines (corpus title) and first sentences (corpus lead) of every headline pattern."""
    rng = random.Random(seed)
    by: dict[str, list[dict[str, Any]]] = {}
    for story in lines(path):
        by.setdefault(story["prompt"], []).append(story)
    out: list[Row] = []
    for prompt in sorted(by):
        stories = by[prompt]
        rng.shuffle(stories)
        taken = 0
        for story in stories:
            filled = slots(prompt, story["title"])
            if filled is None or taken == each:
                continue
            taken += 1
            first = re.split(r"(?<=[.!?])\s|\n", story["text"].strip(), maxsplit=1)[0]
            for corpus, text in (("title", story["title"].strip()), ("lead", first)):
                row = _row(f"{corpus}-{story['id']}", text, story, filled, corpus) if len(text) > 20 else None
                out += [row] if row else []
    return out
