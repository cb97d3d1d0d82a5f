"""Write ``docs/kinds.md`` from the codes the program goes by; ``--check`` only tells whether it is current."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from pages import HERE, write_or_check

from communique.model.kinds import KINDS, Kind

HEAD = """# What the codes mean

Written by `make docs` from `communique/model/kinds.tsv`; a test fails when it is out of date.

Types, modes and contexts are those of the PLOVER 2.0 draft; statuses, speech acts and the form of the rules are this
project's. Every definition and example is ours. How a text is coded by hand under these rules is told in
[coding.md](coding.md).
"""
QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
RULES = """## From words to events

What becomes of demands, promises, threats and the like, and what is no event at all: the program goes by these rules as
far as it reads the text aright. In the examples the words before the colon are the sentence, those after it what it
becomes.
"""
TYPES = """## Types and modes

The number is PLOVER's quad code: {quads}. A mode is given where the words tell it; `CONSULT:visit` stands for type
CONSULT, mode visit.
"""
CONTEXTS = """## Contexts

What an event is about, by the words of its clause; an event may have several or none.
"""
STATUSES = """## Statuses

Whether an event took place, as the text has it. *Offered* and *threatened* are finer than *possible*, *historical* is
finer than *happened*: whoever wants ten statuses maps them back.
"""
ACTS = """## Speech acts

What a speaker does by a statement.
"""


def written() -> str:
    """Return the whole document."""
    quads = ", ".join(f"{number} {name}" for number, name in QUADS.items())
    sections = [HEAD, RULES, _table("rule", _of("rule")), TYPES.format(quads=quads)]
    for kind in _of("type"):
        modes = [k for k in _of("mode") if k.name.startswith(f"{kind.name}:")]
        sections.append(f"### {kind.name} ({kind.quad})\n\n{kind.definition} *{kind.example}*\n")
        if modes:
            sections.append(_table("mode", modes))
    for head, sort in ((CONTEXTS, "context"), (STATUSES, "status"), (ACTS, "act")):
        sections += [head, _table(sort, _of(sort))]
    return "\n".join(sections)


def _of(sort: str) -> list[Kind]:
    return [k for k in KINDS if k.sort == sort]


def _table(sort: str, kinds: Iterable[Kind]) -> str:
    rows = [f"| {sort} | meaning | example |", "|---|---|---|"]
    for kind in kinds:
        name = kind.name.partition(":")[2] or kind.name
        rows.append(f"| {name} | {kind.definition} | {kind.example} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.exit(write_or_check(HERE / "kinds.md", written()))
