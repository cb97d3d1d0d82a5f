"""CoNLL-2003, DWIE and re3d brought to the project's name types; each trains only what it annotates."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from communique.reading.labels import PHRASES
from training.corpora.document import Document, plain, rows, words_of

CONLL = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
RE3D = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Nationality": "nationality",
    "DocumentReference": "document",
}
_PEOPLES = {"gpe0-x", "gpe1-x", "gpe2-x", "loc-x"}
_BUILT = ("facility", "prison", "building", "airport", "museum", "palace", "stadium")
_PAPERS = {"treaty", "report", "law", "document", "plan", "agreement", "resolution", "constitution"}


def held_out(name: str) -> bool:
    """Tell whether a document of DWIE or re3d is kept for measuring (a fifth, by its name's MD5)."""
    return int(hashlib.md5(name.encode()).hexdigest(), 16) % 5 == 0


def peoples(knowledge: Path) -> set[str]:
    """Return the nationality words of the knowledge tables, lower case."""
    found: set[str] = set()
    with (knowledge / "country_names.tsv").open(encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")
        form, kind = columns.index("form"), columns.index("kind")
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if cells[kind] in ("adjective", "demonym_singular", "demonym_plural"):
                found.update(x.strip().lower() for x in cells[form].replace(" or ", ",").split(","))
    return found | {"british", "european", "palestinian", "palestinians", "kurdish", "kurds", "arab", "arabs"}


def conll(path: Path, nationalities: set[str]) -> Iterator[Document]:
    """Yield CoNLL-2003 reports; MISC that is a people's name becomes nationality, the rest other."""
    types = ("person", "organisation", "place", "nationality", "other")
    for row in rows(path):
        document = plain(row["doc"], "conll", row["text"])
        document.names = {t: [] for t in types}
        for entity in row["entities"]:
            kind = CONLL[entity["type"]]
            text = row["text"][entity["start"] : entity["end"]]
            if kind == "other" and text.lower() in nationalities:
                kind = "nationality"
            _put(document, kind, entity)
        yield document


def dwie(path: Path, *, measured: bool) -> Iterator[Document]:
    """Yield DWIE articles: the held-out fifth when ``measured``, else the others."""
    types = ("person", "organisation", "place", "nationality", "role", "document", "facility", "event", "other")
    for row in rows(path):
        if held_out(row["doc"]) != measured:
            continue
        document = plain(row["doc"], "dwie", row["text"])
        document.names = {t: [] for t in types}
        for entity in row["entities"]:
            kind = dwie_kind(entity)
            if kind:
                _put(document, kind, entity)
        yield document


def dwie_kind(entity: dict[str, Any]) -> str | None:
    """Return our type of a DWIE mention, or None where it is no name (time, money, footer)."""
    subtypes = entity.get("subtype") or []
    kinds = {subtypes} if isinstance(subtypes, str) else set(subtypes)
    kind = entity["type"]
    if kind == "location":
        return "facility" if any(k.endswith(_BUILT) for k in kinds) else "place"
    if kind == "other":
        if kinds & _PEOPLES:
            return "nationality"
        return None if kinds & {"footer", "none", "skip"} else "other"
    if kind == "misc":
        return "document" if kinds & _PAPERS else "other"
    return {
        "person": "person",
        "organization": "organisation",
        "role": "role",
        "event": "event",
        "ethnicity": "nationality",
    }.get(kind)


def re3d(path: Path, *, measured: bool) -> Iterator[Document]:
    """Yield re3d texts. Pronouns, plain descriptions and doubtful mentions are neither right nor wrong."""
    for row in rows(path):
        if held_out(row["doc"]) != measured:
            continue
        document = plain(row["doc"], "re3d", row["text"])
        document.names = {t: [] for t in PHRASES}
        document.phrases = {t: [] for t in PHRASES}
        for entity in row["entities"]:
            kind = RE3D.get(entity["type"])
            text = row["text"][entity["start"] : entity["end"]]
            named = any(c.isupper() for c in text) and text.lower() not in ("we", "i", "he", "she", "they", "our")
            if kind and named and entity.get("confidence", 1) >= 0.5:
                _put(document, kind, entity)
            elif kind:
                document.unsure.update(words_of(document.words, entity["start"], entity["end"]))
            _phrase(document, kind, entity)
        for kind, places in document.phrases.items():
            document.phrases[kind] = [s for s in places if not any(_holds(o, s) for o in places)]
        yield document


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _phrase(document: Document, kind: str | None, entity: dict[str, Any]) -> None:
    """The mention as the corpus gives it, the doubtful ones left out."""
    covered = words_of(document.words, entity["start"], entity["end"])
    if kind and covered and document.phrases is not None and entity.get("confidence", 1) >= 0.5:
        document.phrases[kind].append((covered[0], covered[-1] + 1))


def _put(document: Document, kind: str, entity: dict[str, Any]) -> None:
    covered = words_of(document.words, entity["start"], entity["end"])
    if covered and document.names is not None and kind in document.names:
        document.names[kind].append((covered[0], covered[-1] + 1))
