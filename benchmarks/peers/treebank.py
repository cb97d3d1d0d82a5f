"""CoNLL-U → running text, and what CoNLL-U wants to know of words. Standard library only: peers use it too."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path


def texts(source: Path) -> Iterator[tuple[str, str]]:
    """Yield (document, text): sentences joined by a blank, paragraphs by a line break."""
    name, parts, between = "", list[str](), ""
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc"):
                if parts:
                    yield name, "".join(parts)
                name, parts, between = line.split("=")[-1].strip(), [], ""
            elif line.startswith("# newpar"):
                between = "\n" if parts else ""
            elif line.startswith("# text ="):
                parts += [between, line.split("=", 1)[1].strip()]
                between = " "
    if parts:
        yield name, "".join(parts)


def clings(form: str, before: str) -> bool:
    """Tell whether a word is written as one token with the one before: "don't", "Kiev's", "cannot"."""
    form = form.lower().replace("’", "'")
    return form in ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m") or (form == "not" and before.lower() == "can")
