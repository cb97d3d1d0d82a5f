"""Section labels of news sites ("Most read", "Ideas", "Më të lexuarat") and what they announce."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from communique.article.sieve import Sieve
from communique.model import BlockKind

_MARKS = re.compile(r"[^\w&'’/ -]+")
_TRUNK = frozenset({BlockKind.LIFESTYLE, BlockKind.OPINION, BlockKind.LIVE, BlockKind.TRENDING})
_OPENINGS = (
    (re.compile(r"^(?:more|latest|other) (?:from|in|on|about|stories|news)\b"), BlockKind.RELATED),
    (
        re.compile(r"^(?:mehr (?:aus|zu|zum|zur|von)|plus (?:de|sur)|más (?:de|sobre)|altro (?:da|su)|më shumë nga)\b"),
        BlockKind.RELATED,
    ),
    (
        re.compile(
            r"^(?:most (?:read|popular|viewed|watched|shared|commented|discussed|recent|clicked)|"
            r"meistgelesene|top \d+)\b"
        ),
        BlockKind.TRENDING,
    ),
)
_LEAD = re.compile(r"^(?P<label>[^:–—|]{3,40})\s?[:–—|]\s?\S")
_DIRECTORY = re.compile(r"^[-•*·\s]{0,4}\D{2,40}?[\s:.–-]{0,3}\+?\(?\d[\d\s()/.-]{1,18}\d$")
_NOT_DIRECTORY = re.compile(
    r"[.!?,]|\b(?:19|20)\d\d$|\b(?:no|page|part|day|chapter|vol|episode|season)\b", re.IGNORECASE
)
_CONSENT = Sieve(
    re.compile(
        r"\b(?:we|this (?:web)?site|our partners?|our site)\b.{0,60}\b(?:uses?|using|store|process)\b"
        r".{0,40}\bcookies?\b"
        r"|\bcookie (?:policy|settings|preferences)\b",
        re.IGNORECASE,
    ),
    ("cookie",),
)
_ADVERT = Sieve(
    re.compile(
        r"\b(?:sign up (?:for|to)|subscribe (?:to|now|today|here)|become a (?:member|subscriber)|(?:our|free|daily|"
        r"weekly|morning) newsletter|free trial|"
        r"download (?:the|our) (?:[\w-]+ ){0,3}app|"
        r"support (?:our|independent) journalism|"
        r"turn on (?:desktop )?notifications|"
        r"already a subscriber|"
        r"follow us on (?:twitter|x|facebook|instagram|telegram|whatsapp|google news)|join our (?:whatsapp|"
        r"telegram) (?:channel|group))\b",
        re.IGNORECASE,
    ),
    (
        "sign up",
        "subscribe",
        "become a",
        "newsletter",
        "free trial",
        "download",
        "support",
        "turn on",
        "follow us",
        "join our",
    ),
)


@cache
def _table() -> dict[str, BlockKind]:
    table: dict[str, BlockKind] = {}
    for row in files(__package__).joinpath("labels.tsv").read_text("utf-8").splitlines():
        if row and not row.startswith("#"):
            kind, words = row.split("\t")
            for word in words.split("|"):
                table.setdefault(_bare(word), BlockKind(kind))
    return table


def _bare(text: str) -> str:
    return " ".join(_MARKS.sub(" ", text.replace("’", "'")).split()).strip(" -/'").casefold()


def announces(line: str) -> BlockKind | None:
    """Return the kind of section that ``line`` is the label of, or None when it is no label.

    "TRENDING", "Happening now..." and "Te puede interesar:" stand in the table; "Alfa recipes" is a
    site's name before a word of the table, two or three words in all and no sentence.
    """
    if len(line) > 60:
        return None
    bare = _bare(line)
    if not bare:
        return None
    table = _table()
    if (kind := table.get(bare)) is not None:
        return kind
    words = bare.split()
    if len(words) <= 6 and line.rstrip()[-1:] not in ".!?":
        for opening, kind in _OPENINGS:
            if opening.match(bare):
                return kind
    if 2 <= len(words) <= 3 and line.rstrip()[-1:] not in ".!?":
        for part in (" ".join(words[1:]), words[-1]):
            if (kind := table.get(part)) in _TRUNK and part not in {"live", "hot", "life", "people", "top"}:
                return kind
    return None


def leads(line: str) -> BlockKind | None:
    """Return the kind a line is of by the label it opens with: "READ MORE: Talks resume" is related."""
    match = _LEAD.match(line[:300])
    kind = _table().get(_bare(match.group("label"))) if match else None
    return kind if kind in {BlockKind.RELATED, BlockKind.ADVERT} else None


def pleads(text: str) -> BlockKind | None:
    """Return CONSENT or ADVERT for a block that asks something of its reader: cookies, a newsletter, a subscription."""
    if _CONSENT.search(text):
        return BlockKind.CONSENT
    return BlockKind.ADVERT if _ADVERT.search(text) else None


def is_directory(line: str) -> bool:
    """Tell whether a line is an entry of a list of telephone numbers or rates: "- AMBULANCE 112"."""
    return len(line) <= 60 and bool(_DIRECTORY.match(line)) and not _NOT_DIRECTORY.search(line.rstrip())
