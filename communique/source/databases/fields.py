"""What an export says of an article beside its text: days, names of languages, writers, publishers, addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from communique.model import Reason
from communique.source.databases.lines import MAX_LINES

MAX_FIELD = 2_000
"""Characters of a field that are looked at; a headline has about a hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article as an export gives it. ``lacking``: why it has no text that could be read, in one line."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    published: str | None = None
    url: str | None = None
    paragraphs: tuple[str, ...] = ()
    reason: Reason | None = None
    lacking: str | None = None


ENDLESS = Story(reason=Reason.TOO_LARGE, lacking=f"an article of more than {MAX_LINES:,} lines")
"""What stands for an article whose lines were not kept beyond ``MAX_LINES``."""


# English, and the languages in which Nexis and Factiva show themselves: a German reader's export of an English paper
# says "6. Dezember 2025" and "Englisch". Short names as well ("6 févr. 2025"), but for two that are words of English:
# Italian and Portuguese "set", and "out".
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier janv gen enero gennaio januari janeiro ene",
            "february feb februar février febrero febbraio februari fevereiro febr fév févr fev",
            "march mar märz mars marzo maart março mär mrz mrt",
            "april apr avril abril aprile avr abr",
            "may mai mayo maggio mei maio mag",
            "june jun juni juin junio giugno junho giu",
            "july jul juli juillet julio luglio julho juil lug",
            "august aug août agosto augustus ago aoû",
            "september sep sept septembre septiembre settembre setembro",
            "october oct oktober octobre octubre ottobre outubro okt ott",
            "november nov novembre noviembre novembro",
            "december dec dezember décembre diciembre dicembre dezembro dez déc dic",
        ),
        start=1,
    )
    for name in names.split()
}
_NAMES = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAYS = (
    re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(
        rf"(?<![\d:])(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s(?:de\s|of\s)?(?P<n>{_NAMES})\b\.?,?\s(?:de\s)?"
        r"(?P<y>(?:19|20)\d\d)(?!\d)",
        re.I,
    ),
    re.compile(rf"\b(?P<n>{_NAMES})\b\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<y>(?:19|20)\d\d)(?!\d)", re.I),
    re.compile(r"(?P<y>(?:19|20)\d\d)\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]"),
)
_SLASHED = re.compile(r"(?<![\d/])(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<y>(?:19|20)\d\d)(?!\d)")
_WEEKDAY = re.compile(
    r"^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)\b,?\s*", re.I
)


def day(text: str) -> str | None:
    """Return the first calendar day of ``text`` (ISO 8601), or None: "December 6, 2025 Saturday Final Edition".

    "05/12/2025" is read only where one of its two readings is no day; "December 2025" is none.
    """
    found = _day(" ".join(text[:MAX_FIELD].split()))
    return found[1] if found else None


def is_day_line(line: str) -> bool:
    """Tell whether a line gives a day and little before it: "Saturday, December 6, 2025 10:15 AM GMT, Late Edition"."""
    bare = _WEEKDAY.sub("", " ".join(line[:200].split()))
    found = _day(bare)
    return found is not None and found[0] == 0 and len(bare) <= 120


def _day(text: str) -> tuple[int, str] | None:
    readings = [
        (match.start(), made)
        for pattern in _DAYS
        if (match := pattern.search(text)) is not None and (made := _made(match.groupdict())) is not None
    ]
    for match in _SLASHED.finditer(text):
        one, two, year = int(match["one"]), int(match["two"]), int(match["y"])
        sure = {made for m, d in ((one, two), (two, one)) if (made := _iso(year, m, d)) is not None}
        if len(sure) == 1:
            readings.append((match.start(), sure.pop()))
    return min(readings, default=None)


def _made(named: dict[str, str]) -> str | None:
    month = int(named["m"]) if named.get("m") else _MONTHS[named["n"].lower()]
    return _iso(int(named["y"]), month, int(named["d"]))


def _iso(year: int, month: int, number: int) -> str | None:
    try:
        return date(year, month, number).isoformat()
    except ValueError:
        return None


_LANGUAGES = {
    name: code
    for code, names in {
        "en": "english englisch anglais inglés ingles inglese engels inglês 英语 英文 英語 영어",
        "de": "german deutsch allemand alemán aleman tedesco duits alemão",
        "fr": "french französisch franzoesisch français francais francés francese frans francês",
        "es": "spanish spanisch espagnol español espanol castellano spagnolo spaans espanhol",
        "it": "italian italienisch italien italiano italiaans",
        "pt": "portuguese portugiesisch portugais português portugues portugués portoghese portugees",
        "nl": "dutch niederländisch néerlandais nederlands neerlandés olandese",
        "ru": "russian russisch russe ruso russo русский",
        "uk": "ukrainian ukrainisch ukrainien",
        "pl": "polish polnisch polonais polski",
        "tr": "turkish türkisch turc türkçe",
        "ar": "arabic arabisch arabe",
        "fa": "persian farsi persisch",
        "he": "hebrew hebräisch hébreu",
        "zh": "chinese chinesisch chinois 中文",
        "ja": "japanese japanisch japonais 日本語",
        "ko": "korean koreanisch coréen 한국어",
        "sv": "swedish schwedisch suédois svenska",
        "da": "danish dänisch danois dansk",
        "nb": "norwegian norwegisch norvégien norsk",
        "fi": "finnish finnisch finnois suomi",
        "cs": "czech tschechisch tchèque",
        "hu": "hungarian ungarisch hongrois",
        "ro": "romanian rumänisch roumain",
        "bg": "bulgarian bulgarisch bulgare",
        "el": "greek griechisch grec",
        "sq": "albanian albanisch albanais",
        "sr": "serbian serbisch serbe",
        "hr": "croatian kroatisch croate",
        "id": "indonesian indonesisch indonésien",
        "vi": "vietnamese",
        "hi": "hindi",
        "ur": "urdu",
    }.items()
    for name in names.split()
}
_WORD = re.compile(r"[^\W\d_]+")


def language(text: str) -> str | None:
    """Return the ISO 639-1 code of a language's name ("ENGLISH", "GERMAN; DEUTSCH", "Englisch"), or None."""
    words = _WORD.findall(text[:200].lower())
    return next((code for word in words if (code := _LANGUAGES.get(word))), None)


_BY = re.compile(r"^\W*(?:by|von|par|por|di|door|from)\b[\s:]*", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:correspondents?|reporters?|editors?|writers?|columnists?|journalists?|staff|special (?:to|for)|bureau|"
    r"contributors?|analysts?|chief|political|diplomatic|foreign|agencies)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(r"^The\s|\b(?:News|Press|Times|Herald|Post|Wire|Agency|Desk|Service|Reuters|Guardian|Media)\b")
_PLACED = re.compile(r"\s+(?:in|at|from)\s+(?=[A-Z]).*$|\s+in$")
_AND = re.compile(r"\s*(?:;|\band\b|\bund\b|\bet\b|&|\|)\s*", re.IGNORECASE)
_MOST_AUTHORS = 20


def authors(text: str | None) -> tuple[str, ...]:
    """Take the writers' names out of a byline: "By Ada Voss and Ben Osei in Geneva", "ADA VOSS; Special to The Lamp".

    "Voss, Ada" is one writer, "Ada Voss, Ben Osei" are two, and in "Ada Voss, Kosta" or "Ada Voss, The Kosta Herald"
    what follows the comma is none.
    """
    found: list[str] = []
    for part in _AND.split(_BY.sub("", " ".join((text or "")[:MAX_FIELD].split()))):
        pieces = [_PLACED.sub("", piece).strip(" .:|-–—") for piece in _BY.sub("", part).split(",")]
        pieces = [piece for piece in pieces if piece and not _ROLE.search(piece)]
        if len(pieces) == 2 and len(pieces[0].split()) == 1 and len(pieces[1].split()) <= 2:
            found.append(f"{pieces[1]} {pieces[0]}")
        else:
            found += pieces[:1]
            found += [p for p in pieces[1:] if 2 <= len(p.split()) <= 3 and not _OUTLET.search(p)]
    return _people(found)


def indexed_authors(text: str | None) -> tuple[str, ...]:
    """Take the writers' names out of an index, family name first: "Voss, Ada; van der Berg, Jan" (ProQuest)."""
    found = []
    for part in _BY.sub("", " ".join((text or "")[:MAX_FIELD].split())).split(";"):
        family, comma, given = (piece.strip(" .") for piece in part.partition(","))
        found.append(f"{given} {family}" if comma and given and "," not in given else family)
    return _people(found)


def _people(names: list[str]) -> tuple[str, ...]:
    kept = [n for n in names if 2 <= len(n) <= 60 and len(n.split()) <= 6 and "@" not in n and any(map(str.isalpha, n))]
    return tuple(dict.fromkeys(kept))[:_MOST_AUTHORS]


_PROXY = re.compile(r"^https?://[^\s]{1,200}?(?:login\?(?:q?url=|auth=[^&\s]{1,60}&url=))(?=https?)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,1500}", re.IGNORECASE)
_DATABASES = ("proquest", "lexisnexis", "nexis", "lexis", "factiva", "dowjones", "dj.com", "ezproxy", "exlibrisgroup")


def address(text: str) -> str | None:
    """Return the address of the story itself in ``text``, or None.

    An address of the database, often through a library's proxy, is the same site for every paper, and pages of one
    site count as one outlet's: it is not given.
    """
    found = _ADDRESS.search(_PROXY.sub("", text.strip()[:MAX_FIELD]))
    if found is None:
        return None
    url = found.group().rstrip(".,;)]")
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    if "." not in host or any(name in host for name in _DATABASES):
        return None
    return url


def clipped(text: str | None) -> str | None:
    """Return a field's text with single blanks, no longer than ``MAX_FIELD``; None where it is empty."""
    made = " ".join((text or "")[: MAX_FIELD * 2].split())[:MAX_FIELD].strip()
    return made or None
