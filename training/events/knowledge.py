"""Sentences made from ``knowledge.tsv``: PLOVER's definitions and decision rules as training rows.

Each pattern names a type and holds the slots of the two parties; parties come from ``parties.tsv`` and from the
atlas's countries. Nothing here was taken from a benchmark.
"""

from __future__ import annotations

import csv
import random
import re
from dataclasses import dataclass
from pathlib import Path

from communique.model import Span
from communique.reading.events import TYPES
from training.events.data import COOPERATION, Row

HERE = Path(__file__).resolve().parent
ATLAS = HERE.parents[1] / "communique" / "reference" / "data"
_SLOT = re.compile(r"\{([ST])(?::(\w+))?\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of the table."""

    type: str
    mode: str
    text: str


def table(name: str) -> list[list[str]]:
    """Read a table beside this file, without its comments."""
    with (HERE / name).open(encoding="utf-8") as f:
        return [r for r in csv.reader(f, delimiter="\t", quoting=csv.QUOTE_NONE) if r and not r[0].startswith("#")]


def patterns() -> list[Pattern]:
    """Read the patterns."""
    return [Pattern(*r) for r in table("knowledge.tsv")]


def countries() -> list[tuple[str, str, str]]:
    """Name, adjective and capital of each country of the atlas."""
    with (ATLAS / "countries.tsv").open(encoding="utf-8") as f:
        rows = list(csv.DictReader(f, delimiter="\t"))
    return [(r["name"], r["adjective"], r["capital"]) for r in rows if r["adjective"] and r["capital"]]


def chosen(text: str, rng: random.Random) -> str:
    """Take one of each ``[a|b]``."""
    while match := _CHOICE.search(text):
        text = text[: match.start()] + rng.choice(match.group(1).split("|")) + text[match.end() :]
    return text


class Parties:
    """Draws names of parties by kind."""

    def __init__(self, rng: random.Random) -> None:
        self._rng, self._countries = rng, countries()
        self._kinds: dict[str, list[str]] = {}
        for kind, how in table("parties.tsv"):
            self._kinds.setdefault(kind, []).append(how)

    def draw(self, kind: str) -> str:
        """Return a party of ``kind``, a first line of the table (gov, leader, force …)."""
        text = chosen(self._rng.choice(self._kinds[kind]), self._rng)
        if "{" not in text:
            return text
        name, adjective, capital = self._rng.choice(self._countries)
        given, family, title = (self.draw(k) for k in ("given", "family", "title"))
        return text.format(
            name=name, adjective=adjective, capital=capital, family=family, title=title, person=f"{given} {family}"
        )


def make(count: int, seed: int) -> list[Row]:
    """Make ``count`` rows, all types alike often, "no event" among them."""
    rng = random.Random(seed)
    parties = Parties(rng)
    by: dict[str, list[Pattern]] = {}
    for p in patterns():
        by.setdefault(p.type, []).append(p)
    names = sorted(by)
    return [sentence(rng.choice(by[rng.choice(names)]), rng, parties, f"own-{seed}-{n}") for n in range(count)]


def sentence(pattern: Pattern, rng: random.Random, parties: Parties, name: str) -> Row:
    """Fill one pattern: choices, parties, a lead and a tail."""
    text = re.sub(r" {2,}", " ", chosen(pattern.text, rng)).strip()
    out = parties.draw("lead")
    if out and not text.startswith("{"):
        text = text[0].lower() + text[1:]
    spans: dict[str, Span] = {}
    at = 0
    for slot in _SLOT.finditer(text):
        out += text[at : slot.start()]
        drawn = parties.draw(slot.group(2) or "gov")
        if not out:
            drawn = drawn[0].upper() + drawn[1:]
        spans.setdefault(slot.group(1), Span(len(out), len(out) + len(drawn)))
        out, at = out + drawn, slot.end()
    out = out + text[at:].rstrip()
    out = out[0].upper() + out[1:] + parties.draw("tail") + "."
    known = pattern.type in TYPES
    return Row(
        id=name, text=out, source=spans["S"], target=spans["T"], type=pattern.type if known else None,
        conflict=int(TYPES.index(pattern.type) >= COOPERATION) if known else None, event=int(known),
        corpus="own" if known else "none", group=name,
    )  # fmt: skip
