"""Photo captions: told by their grammar, and split from the body text they run into."""

from __future__ import annotations

import re

from communique.article.sentences import ends
from communique.article.sieve import Sieve

_POSITION = Sieve(
    re.compile(
        r"\((?:(?:far|centre|center|top|bottom|back|front|second|third|fourth|\d(?:st|nd|rd|th))[\s-]+)*"
        r"(?:left|right|centre|center|centred|middle|l|r|c|back|front|top|bottom|pictured|seated|standing|above|below|"
        r"foreground|background)(?:\s+(?:from|to|in)\s+[a-z ]{2,20})?(?:,[^)]{0,30})?\)"
        r"|,\s(?:far\s|second\s|third\s|(?:second|third|fourth)\sfrom\s)?(?:left|right|cent(?:re|er)),"
        r"|\b(?:from|from the)\s(?:left|right)(?:\sto\s(?:left|right))?\s?[,:]"
        r"|\bleft\sto\sright\b|\bclockwise\sfrom\b|\((?:L|R)\s?-\s?(?:L|R)\)|\((?:from|L to R|R to L)\b",
        re.IGNORECASE,
    ),
    ("(", "left", "right", "cent", "clockwise"),
)
_FILE = Sieve(
    re.compile(
        r"\bfile\s(?:photo|picture|pic|image|photograph)\b|\((?:file|archive|archival)\)"
        r"|^\W{0,2}(?:photo|photograph|image|picture|illustration|video|foto|bild)\s?[:|]"
        r"|\b(?:photo|image|picture)s?\s?(?:by|credit|courtesy(?:\sof)?|source)?\s?[:/]\s?[^.!?]{2,60}\W{0,2}$"
        r"|[(\[](?:photo|image|picture)\s(?:by|credit|courtesy)\b"
        r"|\bAP\sPhoto\b|\bREUTERS/[A-Z]|\bAFP/[A-Z]|\bEPA[-/][A-Z]|/Getty\sImages|\bGetty\sImages\b|\bvia\s(?:AP|"
        r"AFP|REUTERS|Reuters)\b"
        r"|/(?:AFP|Reuters|REUTERS|AP|EPA|Anadolu|dpa|Shutterstock|Sputnik|TASS)\W{0,3}$"
        r"|^(?:clockwise\sfrom\b|from\s(?:the\s)?left\b|left\sto\sright\b|l\s?-\s?r:)"
        r"|^(?:pictured|seen here)\b|^in\sthis\s(?:\w+\s){0,3}(?:photo|image|picture|photograph|handout|screengrab|"
        r"still|frame)\b"
        r"|\bhandout\s(?:photo|image|picture)\b|\bscreen\s?(?:grab|shot)\b",
        re.IGNORECASE | re.MULTILINE,
    ),
    (
        "file",
        "archiv",
        "photo",
        "image",
        "pic",
        "illustration",
        "video",
        "foto",
        "bild",
        "/",
        "epa-",
        "via",
        "clockwise",
        "left",
        "r:",
        "seen here",
        "this",
        "screen",
    ),
)
_PRESENT = re.compile(
    r"\b(?:attends?|speaks?|waves?|walks?|arrives?|leaves?|poses?|shakes?|greets?|welcomes?|hugs?|embraces?|"
    r"kisses|meets?|"
    r"looks?|listens?|gestures?|smiles?|laughs?|cheers?|addresses|delivers?|signs?|holds?|stands?|sits?|gathers?|"
    r"inspects?|"
    r"visits?|tours?|watch(?:es)?|reacts?|reviews?|salutes?|lays?|boards?|disembarks?|exits?|enters?|departs?|"
    r"chats?|talks?|"
    r"applauds?|prays?|carr(?:y|ies)|runs?|rides?|drives?|flies|fly|patrols?|guards?|fires?|aims?|loads?|"
    r"takes?\s(?:part|questions|notes|aim|a\sselfie)|shows?|displays?|presents?|receives?|hosts?|chairs?|participates?|"
    r"demonstrates?|protests?|march(?:es)?|rall(?:y|ies)|chants?|burns?|rises?|billows?|works?|clears?|search(?:es)?|"
    r"evacuates?|flees?|waits?|queues?|lines?|mourns?|weeps?|cries|comforts?|pays?|lights?|places?|unveils?|"
    r"toasts?|testif(?:y|ies)|"
    r"appears?|conducts?|performs?|plays?|(?:is|are)\s(?:\w{3,}ing|seen|pictured|shown|flanked|surrounded|"
    r"greeted|welcomed|received|escorted))\b"
)
_PAST = re.compile(
    r"\b(?:said|told|added|has|have|had|was|were|will|would|did|warned|announced|reported|met|held|agreed)\b"
)
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATED = re.compile(
    rf"(?:,|\bon|\bin)\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?(?:on\s)?(?:{_MONTH}\s\d{{1,2}}|"
    rf"\d{{1,2}}\s{_MONTH}|{_MONTH})"
    r"(?:,?\s\d{4})?\W{0,3}(?:\([^)]{0,60}\)|\[[^\]]{0,60}\])?\W{0,2}$"
)


def score(sentence: str) -> int:
    """Weigh the signs that ``sentence`` is a caption; 3 and more is one.

    A position ("(right)", "left,", "from left:") and a file-photo note weigh most; a main verb in
    the present tense, where news is told in the past, and a bare date at the end add to them.
    """
    if len(sentence) > 450:
        return 0
    weight = 2 * _POSITION.search(sentence) + 3 * _FILE.search(sentence)
    if _PRESENT.search(sentence) and not _PAST.search(sentence):
        weight += 1
    return weight + bool(_DATED.search(sentence))


def is_caption(block: str) -> bool:
    """Tell whether a whole block reads as a photo caption."""
    if len(block) > 500:
        return False
    return score(block[: ends(block)[0]]) >= 3 or score(block) >= 3


def split(block: str) -> tuple[tuple[str, bool], ...]:
    """Take captions off the block they run into: ("text", is caption) in order.

    Made necessary by captures that lose the line break under a picture: "Foreign Minister Ana Kolar
    (left) greets her guest in Ljubljana, May 4. The two sides have not met since." A run-in caption
    is looked for at the two ends of the block, and must show a position or a file-photo note.
    """
    stops = ends(block)
    if len(stops) == 1:
        return ((block, is_caption(block)),)
    first = block[: stops[0]]
    if _marked(first) and score(first) >= 3:
        rest = block[stops[0] :].strip()
        return ((first, True), *split(rest)) if not is_caption(rest) else ((block, True),)
    last = block[stops[-2] :].strip()
    if _marked(last) and score(last) >= 4:
        return ((block[: stops[-2]].strip(), False), (last, True))
    return ((block, False),)


def _marked(sentence: str) -> bool:
    return _POSITION.search(sentence) or _FILE.search(sentence)
